package org.sivig.ecrf.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sivig.ecrf.ServiceTest;
import org.sivig.ecrf.account.AccountRefusedException.Why;
import org.sivig.ecrf.list.Filter;
import org.sivig.ecrf.study.StudyWords;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Pageable;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.security.access.AccessDeniedException;

/** Accounts and sites are made and changed by administrators, within rules, and all of it is on record. */
abstract class AccountsTest extends ServiceTest {

    private static final Viewer ADAM = viewer("adam", Role.ADMINISTRATOR);
    private static final AccountDraft LEA = new AccountDraft("Dr Léa Martin", Role.INVESTIGATOR, Set.of("01"), null, null);
    private static final String PHRASE = "trois pommes vertes, mardi";

    @Autowired
    private Accounts accounts;
    @Autowired
    private Duties duties;
    @Autowired
    private SiteRegister sites;
    @Autowired
    private Viewers viewers;
    @Autowired
    private UserAccounts table;
    @Autowired
    private AccountLog log;
    @Autowired
    private AccountLogList list;
    @Autowired
    private AccessPolicy policy;

    @BeforeEach
    void anAdministratorIsSignedIn() {
        table.saveAndFlush(new UserAccount("adam", RIGHT, "Adam", Role.ADMINISTRATOR, Set.of()));
        signIn(ADAM);
    }

    private static void refused(Why why, Runnable act) {
        assertThat(catchThrowableOfType(AccountRefusedException.class, act::run)).as("%s", why).isNotNull()
                .extracting(AccountRefusedException::why).isEqualTo(why);
    }

    private List<AccountAct> acts() {
        return log.last(1000, policy).stream().map(AccountEntry::act).toList();
    }

    // --- duties, and the review of rights ---------------------------------------------------------------------------

    @Test
    void trainingsAndDutiesStayOnRecordWithTheirDates() {
        accounts.make("lea", LEA);
        LocalDate day = LocalDate.of(2026, 1, 5);
        duties.record("lea", Duty.Kind.TRAINING, " GCP, E6(R3) ", day, day);
        duties.record("lea", Duty.Kind.DELEGATION, "consent", day, null);
        refused(Why.NO_DUTY, () -> duties.record("lea", Duty.Kind.TRAINING, " ", day, null));
        refused(Why.NO_DUTY, () -> duties.record("lea", Duty.Kind.TRAINING, "GCP", null, null));
        refused(Why.ENDS_BEFORE_IT_BEGINS, () -> duties.record("lea", Duty.Kind.TRAINING, "GCP", day, day.minusDays(1)));
        refused(Why.OWN_ACCOUNT, () -> duties.record("adam", Duty.Kind.TRAINING, "GCP", day, null));
        refused(Why.CHANGED_MEANWHILE, () -> duties.record("nobody", Duty.Kind.TRAINING, "GCP", day, null));
        duties.end(duties.all().getLast());
        duties.end(duties.all().getFirst());
        assertThat(duties.all()).extracting(Duty::what).containsExactly("GCP, E6(R3)", "consent");
        assertThat(duties.all()).extracting(Duty::until).startsWith(day).doesNotContainNull();
        assertThat(acts()).contains(AccountAct.DUTY_RECORDED, AccountAct.DUTY_ENDED);
        signIn(CLAIRE);
        assertThatExceptionOfType(AccessDeniedException.class).isThrownBy(duties::all);
        assertThatExceptionOfType(AccessDeniedException.class).isThrownBy(() -> duties.record("lea", Duty.Kind.TRAINING, "x", day, null));
    }

    @Test
    void aReviewOfRightsIsOnRecord() {
        refused(Why.NO_REASON, () -> accounts.review(" "));
        accounts.review("all as it should be");
        assertThat(accounts.lastReview()).satisfies(review -> {
            assertThat(review.username()).isEqualTo("adam");
            assertThat(review.reason()).isEqualTo("all as it should be");
        });
        signIn(CLAIRE);
        assertThatExceptionOfType(AccessDeniedException.class).isThrownBy(() -> accounts.review("mine"));
        assertThatExceptionOfType(AccessDeniedException.class).isThrownBy(accounts::lastReview);
    }

    // --- making -----------------------------------------------------------------------------------------------------

    @Test
    void anAccountSignsInOnceItsPersonHasChosenAPasswordWithALinkThatIsGoodOnce() {
        String secret = accounts.make(" Lea.Martin", LEA);
        assertThat(viewers.find("lea.martin")).isEmpty();
        assertThat(accounts.holder(secret)).isEqualTo("lea.martin");
        accounts.choose(secret, PHRASE);
        assertThat(viewers.find("lea.martin")).hasValueSatisfying(lea -> assertThat(lea.sites()).containsExactly("01"));
        assertThat(accounts.holder(secret)).isNull();
        refused(Why.DEAD_LINK, () -> accounts.choose(secret, "another phrase, of some length"));
        assertThat(database.sql("select hash from password_link").query(String.class).list()).doesNotContain(secret);
    }

    @Test
    void aLinkIsDeadAfterItsTimeAndWhenAnotherIsMade() {
        String first = accounts.make("lea", LEA);
        String second = accounts.link("lea", "lost");
        refused(Why.DEAD_LINK, () -> accounts.choose(first, PHRASE));
        owner().sql("update password_link set expires = timestamp with time zone '2020-01-01 00:00:00+00:00' where used is null").update();
        refused(Why.DEAD_LINK, () -> accounts.choose(second, PHRASE));
    }

    @Test
    void aNewLinkTakesThePasswordAway() {
        accounts.choose(accounts.make("lea", LEA), PHRASE);
        accounts.link("lea", "forgotten");
        assertThat(viewers.find("lea")).isEmpty();
    }

    @Test
    void ofManyWhoOpenALinkAtOnceOneChooses() throws Exception {
        String secret = accounts.make("lea", LEA);
        List<Boolean> chosen = atOnce(Collections.nCopies(8, ADAM), Collections.nCopies(8, () -> {
            try {
                accounts.choose(secret, PHRASE);
                return true;
            } catch (AccountRefusedException dead) {
                return false;
            }
        }));
        assertThat(chosen).filteredOn(Boolean::booleanValue).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"'short, but od', PASSWORD_SHORT", "aaaaaaaaaaaaaaaaaaa, PASSWORD_REPEATS", "'Les pommes de Martin, mardi', PASSWORD_NAMES",
            "mon étude SIVIG à Brest, PASSWORD_NAMES", "léa martine et ses amis, PASSWORD_NAMES", "motdepasse2024, PASSWORD_NAMES",
            "123456789azertyuiop, PASSWORD_NAMES", "Bonjour2026!!!, PASSWORD_GUESSED"})
    void aWeakPasswordIsRefusedAndTheLinkStaysGood(String password, Why why) {
        String secret = accounts.make("lea", LEA);
        refused(why, () -> accounts.choose(secret, password));
        accounts.choose(secret, PHRASE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ab", "léa", "a b c", "a\u00a0bc", "İpek", "abc;", ""})
    void aUserNameIsOfPlainSignsSoThatNoTwoLookAlike(String username) {
        refused(Why.BAD_USERNAME, () -> accounts.make(username, LEA));
    }

    @Test
    void aUserNameIsNeverGivenAgainWhateverItsCase() {
        database.sql("insert into user_account (username, password, display_name, role) values ('Rose', '', 'Rose', 'MONITOR')").update();
        refused(Why.USERNAME_TAKEN, () -> accounts.make("rose", LEA));
        accounts.make("lea", LEA);
        accounts.deactivate("lea", "has left");
        refused(Why.USERNAME_TAKEN, () -> accounts.make("LEA", LEA));
    }

    @Test
    void whatAnAccountIsToBeIsChecked() {
        refused(Why.NO_NAME, () -> accounts.make("lea", new AccountDraft(" ", Role.MONITOR, Set.of("01"), null, null)));
        refused(Why.NO_SITE, () -> accounts.make("lea", new AccountDraft("L", Role.MONITOR, Set.of(), null, null)));
        refused(Why.UNKNOWN_SITE, () -> accounts.make("lea", new AccountDraft("L", Role.MONITOR, Set.of("99"), null, null)));
        refused(Why.ENDS_BEFORE_IT_BEGINS, () -> accounts.make("lea", new AccountDraft("L", Role.STATISTICIAN, Set.of(),
                LocalDate.of(2026, 3, 2), LocalDate.of(2026, 3, 1))));
        refused(Why.OVER_ALREADY, () -> accounts.make("lea", new AccountDraft("L", Role.STATISTICIAN, Set.of(), null, LocalDate.of(2020, 1, 1))));
        assertThat(accounts.all()).extracting(AccountRow::username).containsExactly("adam");
    }

    // --- changing ---------------------------------------------------------------------------------------------------

    @Test
    void ofTwoAdministratorsWhoChangeAnAccountTheSecondIsTold() {
        accounts.make("lea", LEA);
        AccountDraft both = new AccountDraft("Dr Léa Martin", Role.INVESTIGATOR, Set.of("01", "02"), null, null);
        accounts.change("lea", LEA, both);
        refused(Why.CHANGED_MEANWHILE, () -> accounts.change("lea", LEA, LEA));
        assertThat(table.findByUsername("lea").orElseThrow().getSites()).containsExactlyInAnyOrder("01", "02");
    }

    @Test
    void nobodyChangesTheirOwnRights() {
        AccountDraft seen = accounts.all().getFirst().draft();
        refused(Why.OWN_ACCOUNT, () -> accounts.change("adam", seen, LEA));
        refused(Why.OWN_ACCOUNT, () -> accounts.deactivate("adam", "tired"));
        refused(Why.OWN_ACCOUNT, () -> accounts.link("adam", "lost"));
    }

    @Test
    void theLastAdministratorStays() {
        AccountDraft admin = new AccountDraft("Eve", Role.ADMINISTRATOR, Set.of(), null, null);
        table.saveAndFlush(new UserAccount("eve", RIGHT, "Eve", Role.ADMINISTRATOR, Set.of()));
        signIn(viewer("eve", Role.ADMINISTRATOR));
        accounts.deactivate("adam", "has left");
        signIn(ADAM);
        refused(Why.LAST_ADMINISTRATOR, () -> accounts.deactivate("eve", "has left"));
        refused(Why.LAST_ADMINISTRATOR, () -> accounts.change("eve", admin, LEA));
        refused(Why.LAST_ADMINISTRATOR, () -> accounts.change("eve", admin,
                new AccountDraft("Eve", Role.ADMINISTRATOR, Set.of(), null, LocalDate.of(2090, 1, 1))));
        assertThat(viewers.find("adam")).isEmpty();
    }

    // --- a second person ------------------------------------------------------------------------------------------------

    private static final AccountDraft EVE = new AccountDraft("Eve", Role.ADMINISTRATOR, Set.of(), null, null);

    private void byOlga() {
        table.saveAndFlush(new UserAccount("olga", RIGHT, "Olga", Role.ADMINISTRATOR, Set.of()));
        signIn(viewer("olga", Role.ADMINISTRATOR));
    }

    @ParameterizedTest
    @EnumSource(value = Role.class, names = {"ADMINISTRATOR", "DATA_MANAGER"})
    void whoComesToAdministerOrToManageDataAwaitsTheYesOfAnother(Role role) {
        AccountDraft draft = new AccountDraft("Eve", role, Set.of(), null, null);
        accounts.choose(accounts.make("eve", draft), PHRASE);
        assertThat(viewers.find("eve")).isEmpty();
        refused(Why.SECOND_PERSON, () -> accounts.approve("eve", draft, "mine"));
        refused(Why.LAST_ADMINISTRATOR, () -> {
            byOlga();
            accounts.deactivate("adam", "left");
            signIn(ADAM);
            accounts.deactivate("olga", "left"); // whoever awaits does not administer yet
        });
        signIn(viewer("olga", Role.ADMINISTRATOR));
        refused(Why.NO_REASON, () -> accounts.approve("eve", draft, " "));
        refused(Why.CHANGED_MEANWHILE, () -> accounts.approve("eve", LEA, "known"));
        accounts.approve("eve", draft, "known to me");
        assertThat(viewers.find("eve")).isPresent();
        refused(Why.CHANGED_MEANWHILE, () -> accounts.approve("eve", draft, "again"));
        assertThat(acts()).contains(AccountAct.ACCOUNT_APPROVED);
    }

    @Test
    void whoIsRaisedAwaitsItTooAndWhoChangesWhatAwaitsHasAskedForIt() {
        accounts.choose(accounts.make("lea", LEA), PHRASE);
        accounts.change("lea", LEA, EVE);
        assertThat(viewers.find("lea")).isEmpty();
        byOlga();
        AccountDraft other = new AccountDraft("Eve B", Role.ADMINISTRATOR, Set.of(), null, null);
        accounts.change("lea", EVE, other);
        refused(Why.SECOND_PERSON, () -> accounts.approve("lea", other, "known"));
        accounts.change("lea", other, LEA);
        assertThat(viewers.find("lea")).as("as before").isPresent();
    }

    @Test
    void aLinkAndAResetForWhoAdministersOrManagesDataAwaitItToo() {
        byOlga();
        accounts.choose(accounts.make("dan", new AccountDraft("Dan", Role.DATA_MANAGER, Set.of(), null, null)), PHRASE);
        signIn(ADAM);
        AccountDraft dan = new AccountDraft("Dan", Role.DATA_MANAGER, Set.of(), null, null);
        accounts.approve("dan", dan, "known to me");
        accounts.choose(accounts.link("dan", "forgotten"), PHRASE);
        assertThat(viewers.find("dan")).as("the link of one person lets nobody in").isEmpty();
        refused(Why.SECOND_PERSON, () -> accounts.approve("dan", dan, "mine"));
        signIn(viewer("olga", Role.ADMINISTRATOR));
        accounts.approve("dan", dan, "asked him on the telephone");
        assertThat(viewers.find("dan")).isPresent();
        accounts.resetFactor("dan", "telephone lost");
        assertThat(viewers.find("dan")).isEmpty();
        accounts.link("adam", "forgotten");
        assertThat(viewers.find("adam")).isEmpty();
        signIn(ADAM);
        refused(Why.LAST_ADMINISTRATOR, () -> accounts.resetFactor("olga", "telephone lost"));
    }

    @Test
    void theOperatorIsTheSecondPersonOfAStudyWithOneAdministrator() {
        accounts.choose(accounts.make("eve", EVE), PHRASE);
        new OperatorsYes(table, log, "eve").run(null);
        assertThat(viewers.find("eve")).isPresent();
        assertThat(log.last(1, policy).getFirst().username()).isEqualTo("operator");
        long before = count();
        new OperatorsYes(table, log, "eve").run(null);
        assertThat(count()).isEqualTo(before);
    }

    @Test
    void whoAdministersFindsAPageOfAccountsByAPartOfAName() {
        accounts.make("lea", LEA);
        accounts.make("ann", new AccountDraft("Ann Dupré", Role.STATISTICIAN, Set.of(), null, null));
        assertThat(accounts.page("", PageRequest.of(0, 2))).extracting(AccountRow::username).containsExactly("adam", "ann");
        assertThat(accounts.page("", PageRequest.of(1, 2))).extracting(AccountRow::username).containsExactly("lea");
        assertThat(accounts.count("")).isEqualTo(3);
        assertThat(accounts.page("DUPRE", PageRequest.of(0, 50))).extracting(AccountRow::username).containsExactly("ann");
        assertThat(accounts.count("dupré")).isEqualTo(1);
        signIn(CLAIRE);
        assertThatExceptionOfType(AccessDeniedException.class).isThrownBy(() -> accounts.page("", PageRequest.of(0, 2)));
        assertThatExceptionOfType(AccessDeniedException.class).isThrownBy(() -> accounts.count(""));
    }

    // --- mail -----------------------------------------------------------------------------------------------------------

    @Autowired
    private Administration administration;

    @Test
    void aLinkIsMailedWhereAServerIsSetAndThatItIsAwayIsSaidAndOnRecord() throws Exception {
        refused(Why.BAD_EMAIL, () -> accounts.make("lea", new AccountDraft("Léa", Role.STATISTICIAN, Set.of(), null, null, Map.of(), "lea@nowhere")));
        accounts.make("lea", new AccountDraft("Léa", Role.STATISTICIAN, Set.of(), null, null, Map.of(), "lea@chu.example"));
        accounts.make("ann", LEA);
        JavaMailSenderImpl sender = new JavaMailSenderImpl();
        sender.setHost("127.0.0.1");
        LinkMail mail = new LinkMail(sender, "ecrf@study.example", administration, table, log);
        GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        server.start();
        try {
            sender.setPort(server.getSmtp().getPort());
            assertThat(mail.reaches("ann")).isFalse();
            assertThat(mail.reaches("lea")).isTrue();
            assertThat(mail.send("lea", "Étude", "Choisissez : été")).isTrue();
            assertThat(server.getReceivedMessages()).singleElement().satisfies(message -> {
                assertThat(message.getSubject()).isEqualTo("Étude");
                assertThat(message.getContent().toString()).contains("Choisissez : été");
                assertThat(message.getAllRecipients()).singleElement().hasToString("lea@chu.example");
            });
        } finally {
            server.stop();
        }
        assertThat(mail.send("lea", "Étude", "Choisissez")).isFalse();
        assertThat(acts().subList(0, 2)).containsExactly(AccountAct.LINK_NOT_MAILED, AccountAct.LINK_MAILED);
        LinkMail none = new LinkMail((JavaMailSenderImpl) null, "", administration, table, log);
        assertThat(none.reaches("lea")).isFalse();
        signIn(CLAIRE);
        assertThatExceptionOfType(AccessDeniedException.class).isThrownBy(() -> mail.send("lea", "x", "y"));
    }

    // --- providers ----------------------------------------------------------------------------------------------------

    @Test
    void aProviderKnowsOneAccountAndWhoeverItKnowsNeedsNoPassword() {
        AccountDraft known = new AccountDraft(LEA.displayName(), LEA.role(), LEA.sites(), null, null, Map.of("hospital", " 810000000001 "));
        accounts.make("lea", known);
        assertThat(viewers.find("lea")).isPresent();
        assertThat(table.findByIdentity("hospital", "810000000001")).isPresent();
        refused(Why.IDENTITY_TAKEN, () -> accounts.make("yann", known));
        accounts.make("yann", LEA);
        refused(Why.IDENTITY_TAKEN, () -> accounts.change("yann", LEA, known));
        byOlga();
        AccountDraft adam = new AccountDraft("Adam", Role.ADMINISTRATOR, Set.of(), null, null);
        accounts.change("adam", adam, new AccountDraft("Adam", Role.ADMINISTRATOR, Set.of(), null, null, Map.of("hospital", "olga’s")));
        assertThat(viewers.find("adam")).as("nobody alone makes themselves known as somebody who administers").isEmpty();
    }

    @Test
    void whoIsDeactivatedOrOutOfTimeDoesNotSignIn() {
        accounts.choose(accounts.make("lea", LEA), PHRASE);
        accounts.deactivate("lea", "on leave");
        assertThat(viewers.find("lea")).isEmpty();
        accounts.reactivate("lea", "is back");
        assertThat(viewers.find("lea")).isPresent();
        accounts.change("lea", LEA, new AccountDraft(LEA.displayName(), LEA.role(), LEA.sites(), LocalDate.of(2090, 1, 1), null));
        assertThat(viewers.find("lea")).isEmpty();
        refused(Why.NO_REASON, () -> accounts.deactivate("lea", " "));
    }

    // --- sites ------------------------------------------------------------------------------------------------------

    @Test
    void atAClosedSiteOneReadsAndEntersNothing() {
        accounts.choose(accounts.make("lea", new AccountDraft("Léa", Role.INVESTIGATOR, Set.of("01", "02"), null, null)), PHRASE);
        sites.close("01", "all are in");
        signIn(viewers.find("lea").orElseThrow());
        assertThat(policy.sees("01")).isTrue();
        assertThat(policy.seesIdentity("01")).isTrue();
        assertThat(policy.enters("01")).isFalse();
        assertThat(policy.enters("02")).isTrue();
        assertThatExceptionOfType(AccessDeniedException.class).isThrownBy(() -> casebooks.create("01"));
        signIn(ADAM);
        sites.reopen("01", "one was forgotten");
        signIn(viewers.find("lea").orElseThrow());
        assertThat(policy.enters("01")).isTrue();
    }

    @Test
    void aSiteHasANumberOfItsOwnForEver() {
        sites.make("03", "CHU de Nantes", "Dr Le Bihan", LocalDate.of(2026, 1, 5));
        refused(Why.CODE_TAKEN, () -> sites.make("03", "CHU d’Angers", "", null));
        for (String code : new String[] {"3", "003", "00", "A1", "", "٠٣"}) {
            refused(Why.BAD_CODE, () -> sites.make(code, "CHU", "", null));
        }
        refused(Why.NO_NAME, () -> sites.change("03", " ", "", null));
        sites.change("03", "CHU de Nantes, Hôtel-Dieu", "", null);
        assertThat(sites.all()).extracting(Site::getName).containsExactly("Brest", "Lille", "CHU de Nantes, Hôtel-Dieu");
    }

    // --- on record --------------------------------------------------------------------------------------------------

    @ParameterizedTest
    @EnumSource(value = Role.class, names = "ADMINISTRATOR", mode = EnumSource.Mode.EXCLUDE)
    void nobodyElseAdministersAndThatTheyTriedIsOnRecord(Role role) {
        String somebody = "somebody" + role;
        signIn(viewer(somebody, role, "01"));
        List<Runnable> acts = List.of(() -> accounts.make("lea", LEA), () -> accounts.change("adam", LEA, LEA),
                () -> accounts.deactivate("adam", "x"), () -> accounts.reactivate("adam", "x"), () -> accounts.link("adam", "x"),
                () -> sites.make("09", "x", "", null), () -> sites.change("01", "x", "", null), () -> sites.close("01", "x"),
                () -> sites.reopen("01", "x"));
        long before = count();
        acts.forEach(act -> assertThatExceptionOfType(AccessDeniedException.class).isThrownBy(act::run));
        List<Runnable> reads = List.of(accounts::all, sites::all, () -> log.last(1, policy), () -> log.verify(policy));
        reads.forEach(act -> assertThatExceptionOfType(AccessDeniedException.class).isThrownBy(act::run));
        assertThat(count() - before).isEqualTo(acts.size() + reads.size());
        reads.forEach(act -> acts.forEach(again -> assertThatExceptionOfType(AccessDeniedException.class).isThrownBy(again::run)));
        assertThat(count() - before).as("and no more than so many").isEqualTo(Refusals.MOST + 1);
        signIn(ADAM);
        assertThat(log.last(acts.size(), policy)).allSatisfy(entry -> {
            assertThat(entry.act()).isEqualTo(AccountAct.DENIED);
            assertThat(entry.username()).isEqualTo(somebody);
        });
    }

    @Test
    void whatIsRefusedOutsideOfAdministrationIsOnRecordToo() {
        signIn(viewer("ivan", Role.INVESTIGATOR, "01"));
        assertThatExceptionOfType(AccessDeniedException.class).isThrownBy(policy::requirePlansVerification);
        assertThatExceptionOfType(AccessDeniedException.class).isThrownBy(() -> casebooks.create("02"));
        signIn(ADAM);
        assertThat(log.last(2, policy)).extracting(AccountEntry::username, AccountEntry::act, AccountEntry::details).containsExactly(
                org.assertj.core.groups.Tuple.tuple("ivan", AccountAct.DENIED, "Not allowed to enter data of this site"),
                org.assertj.core.groups.Tuple.tuple("ivan", AccountAct.DENIED, "Not allowed to plan the verification"));
    }

    private List<AccountAct> shownWith(String details) {
        return list.fetch(Filter.<AccountEntry>all().with(AccountLogList.DETAILS, details), Pageable.ofSize(50)).stream().map(AccountEntry::act).toList();
    }

    @Test
    void detailsAreFoundByTheWordsAndDaysInWhichTheyAreShown() {
        accounts.make("lea", new AccountDraft("Dr Léa Martin", Role.STATISTICIAN, Set.of(), LocalDate.of(2026, 12, 24), null));
        accounts.make("zoe", new AccountDraft("Zoé", Role.MONITOR, Set.of("01"), null, null));
        signIn(viewer("ivan", Role.INVESTIGATOR, "01"));
        assertThatExceptionOfType(AccessDeniedException.class).isThrownBy(policy::requirePlansVerification);
        signIn(ADAM);
        assertThat(shownWith("STATISTICIAN")).hasSize(1);
        assertThat(shownWith("statistici")).hasSize(1);
        assertThat(shownWith("24/12/2026")).containsExactly(AccountAct.ACCOUNT_MADE);
        assertThat(shownWith("23/12/2026")).isEmpty();
        assertThat(shownWith("Plan the verif")).containsExactly(AccountAct.DENIED);
        assertThat(shownWith(StudyWords.FRENCH.of("admin.log.refused.PLAN_VERIFICATION"))).containsExactly(AccountAct.DENIED);
        assertThat(shownWith("vérifier la chaîne de tout")).isEmpty();
    }

    private long count() {
        return database.sql("select count(*) from account_event").query(Long.class).single();
    }

    @Test
    void everythingIsOnRecordByWhomAndWhyAndWhatWasRefusedIsNot() {
        String secret = accounts.make("lea", LEA);
        accounts.choose(secret, PHRASE);
        refused(Why.USERNAME_TAKEN, () -> accounts.make("lea", LEA));
        accounts.deactivate("lea", "on leave");
        sites.close("02", "no patients");
        assertThat(acts().subList(0, 4)).containsExactly(AccountAct.SITE_CLOSED, AccountAct.ACCOUNT_DEACTIVATED,
                AccountAct.PASSWORD_CHOSEN, AccountAct.ACCOUNT_MADE);
        AccountEntry deactivated = log.last(2, policy).get(1);
        assertThat(deactivated.username()).isEqualTo("adam");
        assertThat(deactivated.subject()).isEqualTo("lea");
        assertThat(deactivated.reason()).isEqualTo("on leave");
        assertThat(log.last(1000, policy)).noneMatch(entry -> (entry.details() + entry.subject() + entry.reason()).contains(secret)
                || (entry.details() + entry.reason()).contains(PHRASE));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "update account_event set reason = 'other' where seq = (select max(seq) - 1 from account_event)",
        "update account_event set at = timestamp with time zone '2020-01-01 00:00:00+00:00' where seq = (select max(seq) from account_event)",
        "delete from account_event where seq = (select max(seq) from account_event)",
        "delete from account_event where seq = (select max(seq) - 1 from account_event)",
    })
    void whateverIsChangedInTheLogIsFound(String change) {
        accounts.make("lea", LEA);
        accounts.deactivate("lea", "on leave");
        accounts.reactivate("lea", "is back");
        assertThat(log.verify(policy)).isEqualTo(new AccountLog.Verified(3, 0));
        owner().sql(change).update();
        assertThat(log.verify(policy).broken()).isPositive();
    }
}
