package org.sivig.ecrf.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;

/**
 * Writes {@code docs/validation.md}: what an audit trail has to be, point by point, with the tests that show it. A test
 * that has another name now, or is none any more, fails this one; so does a page that says something else.
 * {@code -Dvalidation.write=1} writes the page.
 */
class ValidationTest {

    private static final Path PAGE = Path.of("docs/validation.md");
    private static final String TESTS = "org.sivig.ecrf.";

    private enum State {
        SHOWN("shown"), PARTLY("partly"), MISSING("missing");

        private final String word;

        State(String word) {
            this.word = word;
        }
    }

    /**
     * @param what    has to be true
     * @param missing what of it is not; empty where all is
     * @param tests   each as its class under {@code org.sivig.ecrf}, a hash mark and its method
     */
    private record Point(State state, String what, String missing, List<String> tests) {

        static Point shown(String what, String... tests) {
            return new Point(State.SHOWN, what, "", List.of(tests));
        }

        static Point partly(String what, String missing, String... tests) {
            return new Point(State.PARTLY, what, missing, List.of(tests));
        }

        static Point missing(String what) {
            return new Point(State.MISSING, what, "", List.of());
        }
    }

    private static final List<Point> POINTS = List.of(
            Point.shown("Every answer that is given, changed or taken away is on record: before, after, who, in which role, at which site, when (UTC).",
                    "audit.AuditTest#aRecordTellsWhenWhoInWhichRoleWhereWhyAndWhatBelongsTogether"),
            Point.shown("The first entry is on record too.", "audit.AuditTest#everyItemChangeIsARecordFirstEntriesIncluded"),
            Point.shown("Each item has a record of its own.", "audit.AuditTest#everyItemChangeIsARecordFirstEntriesIncluded"),
            Point.shown("An answer that was accepted changes with a reason only, wherever the change comes from.",
                    "casebook.LifeCycleTest#anAnswerOfACompleteFormIsChangedWithAReasonOnly",
                    "casebook.LifeCycleTest#aChangeElsewhereThatClearsAnAnswerOfACompleteFormNeedsAReasonToo"),
            Point.shown("No change hides what was there before; nothing that was said is deleted.",
                    "casebook.HistoryTest#aCasebookIsRebuiltAsItWasAfterEachOfManyEdits", "query.QueriesTest#nothingThatWasSaidIsChangedOrDeleted"),
            Point.shown("What was typed first, that a check fired, and the correction are all on record.",
                    "casebook.FindingsTest#aCheckThatFiresIsOnRecordWithTheSaveThatMadeItFire",
                    "casebook.FindingsTest#aChangeThatMendsItResolvesItAndTheOldValueStaysOnRecord"),
            Point.shown("The time of typing is on record beside the time of storing, where they differ.",
                    "audit.AuditTest#anAnswerThatComesLateKeepsWhenItWasTypedToo", "browser.SavingIT#whatIsStoredLongAfterItWasTypedKeepsThatTime"),
            Point.shown("What is done on purpose is on record: completing, signing, verifying, freezing, locking, steps of queries, exports.",
                    "casebook.LifeCycleTest#everyStepIsOnRecordAndEachStepBackHasItsReason",
                    "query.QueriesTest#everyStepIsOnRecordWithWhoInWhichRoleFromWhatToWhat",
                    "audit.AuditListTest#whoTakesRecordsOutAsAFileIsOnRecordBeforeTheFirstOfThemIs",
                    "account.AccountsTest#everythingIsOnRecordByWhomAndWhyAndWhatWasRefusedIsNot"),
            Point.shown("A change that a query asked for carries the number of the query.",
                    "query.QueriesTest#aChangeOfAnAnswerUnderQueryCarriesItsNumber"),
            Point.shown("The role of the application in the database can neither change nor delete records.",
                    "audit.GrantsTest#theApplicationMayDoWhatItNeedsAndNoMore", "audit.GrantsTest#whatIsOnRecordIsNotRewrittenAsTheApplication"),
            Point.shown("Nobody can switch it off, and what goes past it is refused.",
                    "audit.AuditTest#aChangeMadeOnTheEntityIsRecordedAsWell", "audit.AuditTest#aStatementThatChangesManyRowsAtOnceIsRefused"),
            Point.shown("A text that should never have been written can be taken out, leaving who, when and why.",
                    "audit.RedactionTest#standsNowhereAnyMoreAndARecordTellsWhoWhenAndWhy", "audit.RedactionTest#whatIsLeftIsHeldToThatAndAnotherTextCanFollow"),
            Point.shown("It is seen at the answer, in the form.", "casebook.HistoryTest#everyAnswerIsToldTheNewestFirstAndTheFirstEntryIncluded",
                    "browser.HistoryIT#theHistoryOfAFieldOpensAndClosesByKey"),
            Point.shown("The whole trail can be searched, sorted and taken out as a file, over patients and sites.",
                    "audit.AuditListTest#everyColumnFilters", "browser.HistoryIT#theAuditPageFiltersExportsWhatItShowsAndLeadsToTheField"),
            Point.shown("It is read in words: labels and meanings, not codes.", "audit.AuditListTest#valuesAreFoundByWhatTheyMean",
                    "browser.HistoryIT#theAuditPageFiltersExportsWhatItShowsAndLeadsToTheField"),
            Point.shown("Investigators, monitors and inspectors read it within their sites.", "audit.AuditListTest#eachRoleSeesTheRecordsOfItsSites"),
            Point.shown("An act on many answers writes a record for each, with what belongs together.",
                    "casebook.CasebooksTest#anActOnSeveralCellsOfTheVisitsIsOneBatchWithItsNameAndIsUndoneAsOne"),
            Point.shown("A computed value whose stored value changes is on record, by the system, with the version it was computed from.",
                    "audit.AuditTest#aFigureThatIsComputedAnewIsOnRecordByTheSystemWithWhatItWas",
                    "audit.AuditTest#eachRecordTellsTheVersionOfTheFormsAndOlderRecordsHoldWithoutIt"),
            Point.shown("Accounts, rights, sign-ins, refusals, pauses and sign-outs are on record.",
                    "audit.EvidenceTest#aRowOfARegisterThatWasChangedTakenAwayOrPutThereIsFound",
                    "account.AccountsTest#everythingIsOnRecordByWhomAndWhyAndWhatWasRefusedIsNot", "account.AccountsTest#whateverIsChangedInTheLogIsFound"),
            Point.shown("Who read the identity of which patient, in which role, is on record, on a page, and in a chain.",
                    "account.AccessPolicyTest#everyReadOfIdentityIsOnRecord", "audit.EvidenceTest#aRowThatIsTakenAwayIsFound"),
            Point.shown("The clocks of the servers and of the database are watched against each other and against a time server, and the zone stands beside the times.",
                    "system.SystemNumbersTest#theClocksOfThisServerAndOfTheDatabaseAreComparedWithATimeServer",
                    "system.SystemNumbersTest#aClockThatIsWrongIsLoggedOnceAndOnceWhenItIsRightAgain", "audit.AuditChainsTest#clocksThatTheTimeServerSaysAreWrongAreInTheReport"),
            Point.shown("The trail is kept as long as the data, through migrations; a backup brings back records, checks, queries and the log of accounts.",
                    "browser.RestartIT#whatWasSavedIsThereAfterARestart",
                    "audit.BackupTest#whatIsPutBackHasTheSameHeadsAndRightsAndIsReadWithTheIdentityKeyAlone",
                    "audit.RestoreTest#aFileOfHeadsFromAfterItNamesEveryChainThatIsBehindAndEveryNumberThatIsGivenAgain"),
            Point.shown("A signature shows name, time and meaning on screen and in the PDF.",
                    "casebook.LifeCycleTest#aSignatureTakesTheRightPasswordAndKeepsNameDateAndMeaning",
                    "paper.PaperTest#theFirstPageTellsWhatWasFoundSignedAndSaid"),
            Point.shown("A signature is bound to exactly what was signed, and falls visibly with any change.",
                    "casebook.LifeCycleTest#theHashChangesWithEveryAnswer", "casebook.LifeCycleTest#aLaterChangeDropsTheSignatureAndTheSignatureIsKept"),
            Point.shown("The first signature of a session asks for all that says who one is.",
                    "account.PasskeysTest#whoSignsGivesTheUserNameOnceInASessionOrAPasskey"),
            Point.shown("A signature is never given to somebody else; a user name is never given again.",
                    "account.AccountsTest#aUserNameIsNeverGivenAgainWhateverItsCase", "audit.GrantsTest#whatIsOnRecordIsNotRewrittenAsTheApplication"),
            Point.shown("Attempts are limited and on record; whoever is idle is signed out.",
                    "account.PasswordAttemptsTest#ofManyAtOnceNoMoreAreLetThroughThanOneAfterTheOther",
                    "account.SignInsTest#itEndsWhenNobodyHasPressedAKeyForLongerThanIsAllowedHoweverMuchIsAsked"),
            Point.shown("Every action is authorised on the server, as each role at each site, and every route.",
                    "AccessWalkTest#everyServiceAnswersOrRefusesAsTheStudyAllows", "browser.RoutesIT#everyPageIsShownToThoseWhoMaySeeItAndExistsForNobodyElse"),
            Point.shown("Nothing incomplete is signed, nothing is locked over an open query, no draft is verified.",
                    "casebook.LifeCycleTest#noActIsDoneButByWhomAndInTheStatesThatTheTableSays", "query.QueriesTest#noCasebookIsLockedWhileAQueryWaits",
                    "verification.VerificationsTest#answersAndReasonsAreVerifiedAndBlanksAreNot"),
            Point.shown("Copies are accurate and complete, for people and for machines.",
                    "release.PackageTest#saysInEveryCellWhatTheFileOfTheGridSays", "release.PackageTest#holdsThePublicCasebooksValueByValue",
                    "odm.OdmAuditTest#whoCarriesItsTransactionsOutHasTheData", "odm.OdmAuditTest#everyRecordIsThereWithWhoWhenAndWhyInItsOrder",
                    "paper.PaperTest#aValueAReasonABlankAndWhatIsNotAskedLookDifferent"),
            Point.shown("The version of the forms is known for each record.",
                    "audit.AuditTest#eachRecordTellsTheVersionOfTheFormsAndOlderRecordsHoldWithoutIt"),
            Point.shown("A site takes its own copy, with audit trail and queries, at any time.", "release.PackageTest#ofASiteHoldsItsOwnNumbersOnly",
                    "release.PackageTest#ofASiteHoldsEveryRecordQueryMessageAndSignatureOfItsPatients",
                    "paper.CasebookPdfTest#aSiteTakesTheCasebooksOfItsOwnPatientsInOneFile"),
            Point.shown("Backups are made and restored on trial, and each of both is on record.",
                    "audit.BackupTest#whatIsPutBackHasTheSameHeadsAndRightsAndIsReadWithTheIdentityKeyAlone",
                    "system.SystemNumbersTest#eachBackupAndEachTrialIsOnRecordBecauseItsScriptSaysSo",
                    "audit.RestoreTest#aFileOfHeadsFromAfterItNamesEveryChainThatIsBehindAndEveryNumberThatIsGivenAgain"),
            Point.shown("Tampering is evident: records are chained, the chain is verified by a command, anchored outside, and held against the data.",
                    "audit.EvidenceTest#aRowOfARegisterThatWasChangedTakenAwayOrPutThereIsFound",
                    "audit.EvidenceTest#aChainOfNoPatientAndOneOfReadsThatWasCutWithItsHeadIsFoundWithAFileOfHeads",
                    "audit.AuditTest#savesAtTheSameTimeKeepTheChainWhole", "audit.AuditChainsTest#aTailThatWasCutWithItsHeadIsFoundWithTheEarlierFile",
                    "audit.AuditChainsTest#theCommandVerifiesWritesTheHeadsAndComparesThemLater",
                    "audit.EvidenceTest#aChangeOfAnyColumnOfAnyRowIsFoundOrIsAmongThoseThatCannotBe"));

    @Test
    void thePageSaysWhatTheTestsShow() throws IOException {
        String page = page();
        if (System.getProperty("validation.write") != null) {
            Files.writeString(PAGE, page);
        }
        assertThat(Files.readString(PAGE)).isEqualTo(page);
    }

    @Test
    void everyTestThatIsNamedIsOne() {
        assertThat(POINTS).hasSize(34);
        assertThat(POINTS.stream().flatMap(point -> point.tests().stream()).distinct().filter(test -> !isTest(test))).isEmpty();
        assertThat(POINTS).allSatisfy(point -> assertThat(point.state() != State.SHOWN || !point.tests().isEmpty()).isTrue());
    }

    private static boolean isTest(String name) {
        String[] parts = name.split("#");
        try {
            return Arrays.stream(Class.forName(TESTS + parts[0]).getDeclaredMethods()).filter(method -> method.getName().equals(parts[1]))
                    .anyMatch(method -> method.isAnnotationPresent(Test.class) || method.isAnnotationPresent(ParameterizedTest.class));
        } catch (ClassNotFoundException gone) {
            return false;
        }
    }

    private static String page() {
        StringBuilder page = new StringBuilder("""
                # Validation

                What an audit trail and electronic signatures have to be (21 CFR 11, ICH E6(R3), EMA 2023), point by point, with the tests that show it. `ValidationTest` writes
                this page, and fails when a test that is named here is none any more. *Partly* and *missing* are said as plainly as *shown*.

                """);
        for (State state : State.values()) {
            page.append("- ").append(state.word).append(": ").append(POINTS.stream().filter(point -> point.state() == state).count()).append('\n');
        }
        page.append("\n| no. | state | what has to be true | shown by |\n|---|---|---|---|\n");
        for (int i = 0; i < POINTS.size(); i++) {
            Point point = POINTS.get(i);
            page.append("| ").append(i + 1).append(" | ").append(point.state().word).append(" | ").append(point.what())
                    .append(point.missing().isEmpty() ? "" : " *Not yet: " + point.missing() + ".*").append(" | ")
                    .append(String.join("<br>", point.tests().stream().map(test -> "`" + test + "`").toList())).append(" |\n");
        }
        return page.append("""

                ## What cannot be found from within

                `--verify-audit` reads every record and holds the data against them ([operations](operations.md)). Without a file of heads that was kept elsewhere it does not find:

                - a chain whose end was cut off together with its head and with what it tells of, or one that was written anew by somebody who can write to the whole database;
                - a patient who was taken away with everything, and the number of a patient of whom no letters are known, that was changed.

                The file holds the ends of all chains: of each patient, with that of the readings of the identity, of what belongs to no patient (sites, accounts, trainings and duties, exports, packages, samples, standing checks,
                verification plans, visits) and of the log of accounts. Files from before these were in it say nothing of them. A row that somebody put into a register while the application did not run is taken up at the next
                start, by SYSTEM, and seen by that.

                A database that was put back to a day before is whole, seen from within. A file of heads from after that day names each chain that is behind it, and the patients whose numbers will be given again.

                With and without such a file it does not compare what each save computes anew and is no figure (completeness, which visit is the stop of an item, what is approximate; the wording of findings and the answers they
                rest on; the hash that finds duplicates), and compares times to within ten minutes. `EvidenceTest` changes each column of each table and knows which of them these are.

                Nor does it look at what tells of operation and of no answer: when something was last done, backups and their trials (written by the role of the owner alone), sign-ins that hold, attempts, saved views, and the secrets of second
                factors and passkeys, whose making and taking away is in the log of accounts.
                """).toString();
    }
}
