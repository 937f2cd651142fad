package org.sivig.ecrf.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.sivig.ecrf.ServiceTest;
import org.sivig.ecrf.casebook.Edit;
import org.sivig.ecrf.casebook.FindingsRound;
import org.sivig.ecrf.casebook.OpenCasebook;
import org.sivig.ecrf.casebook.PatientNotFoundException;
import org.sivig.ecrf.crf.Answer;
import org.sivig.ecrf.crf.Code;
import org.sivig.ecrf.crf.Completeness;
import org.sivig.ecrf.crf.YesNo;
import org.sivig.ecrf.study.Identification;
import org.sivig.ecrf.study.IdentificationForm;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.context.SecurityContextHolder;

abstract class AccessPolicyTest extends ServiceTest {

    private static final String OWN = "SIV-01-001";
    private static final String FOREIGN = "SIV-02-001";
    /** Somebody who is known at the other site. */
    private static final String[] KNOWN = {"last_name3=DUP", "first_name3=BEA", "birth_date=1958-02-28", "sex=F"};

    @Autowired
    private RecentProof proof;
    @Autowired
    private Refusals refusals;
    @Autowired
    private FindingsRound round;

    @BeforeEach
    void createAPatientInEachSite() {
        assertThat(casebooks.create("01")).isEqualTo(OWN);
        save(OWN, "last_name3=LEG", "first_name3=ANN", "birth_date=1958-02-28", "sex=F", "ref_physician=Dr Marec",
                "ivig1_start=2008-03-10");
        signIn(INES);
        assertThat(casebooks.create("02")).isEqualTo(FOREIGN);
        save(FOREIGN, "sex=M");
    }

    private static String outcome(ThrowingCallable call) {
        Throwable thrown = catchThrowable(call);
        return switch (thrown) {
            case null -> "yes";
            case AccessDeniedException denied -> "denied";
            case PatientNotFoundException hidden -> "not found";
            default -> thrown.toString();
        };
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void numbersOfAllSitesAreToldToWhoEntersOnlyWhereTheStudyAllowsIt(Role role) {
        signIn(viewer("x", role, "01"));
        boolean seesAll = role == Role.DATA_MANAGER || role == Role.STATISTICIAN;
        assertThat(new AccessPolicy(proof, refusals, false).seesStudyInNumbers()).isEqualTo(seesAll);
        assertThat(new AccessPolicy(proof, refusals, true).seesStudyInNumbers()).isEqualTo(seesAll || role == Role.INVESTIGATOR);
    }

    @ParameterizedTest(name = "{0} opens own: {1}, foreign: {2}; saves own: {3}, foreign: {4}; creates own: {5}")
    @CsvSource({
            "INVESTIGATOR,  yes,       not found, yes,       not found, yes",
            "MONITOR,       yes,       not found, denied,    not found, denied",
            "DATA_MANAGER,  yes,       yes,       denied,    denied,    denied",
            "STATISTICIAN,  yes,       yes,       denied,    denied,    denied",
            "ADMINISTRATOR, not found, not found, not found, not found, denied"})
    void eachRoleDoesWhatTheStudyAllowsAndNothingElse(Role role, String opensOwn, String opensForeign,
            String savesOwn, String savesForeign, String creates) {
        List<Edit> edits = List.of(new Edit("acr_prox", Answer.blank(), Answer.of(YesNo.YES)));
        signIn(viewer("somebody", role, "01"));

        assertThat(outcome(() -> casebooks.open(OWN))).as("open own").isEqualTo(opensOwn);
        assertThat(outcome(() -> casebooks.open(FOREIGN))).as("open foreign").isEqualTo(opensForeign);
        assertThat(outcome(() -> casebooks.save(OWN, edits, null))).as("save own").isEqualTo(savesOwn);
        assertThat(outcome(() -> casebooks.save(FOREIGN, edits, null))).as("save foreign").isEqualTo(savesForeign);
        assertThat(outcome(() -> casebooks.create("01"))).as("create own").isEqualTo(creates);
        assertThat(outcome(() -> casebooks.create("02"))).as("create foreign").isEqualTo("denied");
        assertThat(outcome(() -> casebooks.create("99"))).as("create nowhere").isEqualTo("denied");

        assertThat(database.sql("select count(*) from eligibility where acr_prox is not null").query(Integer.class)
                .single()).isEqualTo(savesOwn.equals("yes") ? 1 : 0);
        assertThat(count("patient")).isEqualTo(creates.equals("yes") ? 3 : 2);
    }

    @Test
    void whoHasNoSiteSeesNothing() {
        for (Role role : List.of(Role.INVESTIGATOR, Role.MONITOR)) {
            signIn(viewer("somebody", role));
            assertThat(outcome(() -> casebooks.open(OWN))).isEqualTo("not found");
            assertThat(outcome(() -> casebooks.create("01"))).isEqualTo("denied");
        }
    }

    @Test
    void whoIsNotSignedInDoesNothing() {
        SecurityContextHolder.clearContext();

        assertThat(outcome(() -> casebooks.open(OWN))).isEqualTo("denied");
        assertThat(outcome(() -> casebooks.save(OWN, List.of(), null))).isEqualTo("denied");
        assertThat(outcome(() -> casebooks.create("01"))).isEqualTo("denied");
    }

    @Test
    void aPatientOfAnotherSiteLooksLikeOneThatDoesNotExist() {
        signIn(CLAIRE);
        Throwable foreign = catchThrowable(() -> casebooks.open(FOREIGN));
        Throwable unknown = catchThrowable(() -> casebooks.open("SIV-02-999"));

        assertThat(foreign).isInstanceOf(PatientNotFoundException.class).hasMessage(unknown.getMessage())
                .hasSameClassAs(unknown);
        assertThatExceptionOfType(PatientNotFoundException.class)
                .isThrownBy(() -> casebooks.save("SIV-02-999", List.of(), null)).withMessage(foreign.getMessage());
    }

    @Test
    void identityIsForTheInvestigatorOfTheSite() {
        signIn(YANN);
        OpenCasebook open = casebooks.open(OWN);

        assertThat(open.showsIdentity()).isTrue();
        assertThat(open.editable()).isTrue();
        assertThat(List.of("last_name3", "first_name3", "birth_date")).extracting(item -> text(open.casebook(), item))
                .containsExactly("LEG", "ANN", "1958-02-28");
    }

    @ParameterizedTest
    @EnumSource(names = {"MONITOR", "DATA_MANAGER", "STATISTICIAN"})
    void theOthersSeeAgeAndSexAndNothingOfIdentity(Role role) {
        signIn(CLAIRE);
        Completeness stands = casebooks.open(OWN).total();
        signIn(viewer("somebody", role, "01"));
        OpenCasebook open = casebooks.open(OWN);

        assertThat(open.showsIdentity()).isFalse();
        assertThat(open.editable()).isFalse();
        assertThat(open.age().shown()).isEqualByComparingTo("50");
        assertThat(text(open.casebook(), "sex")).isEqualTo("F");
        boolean analyses = role == Role.STATISTICIAN;
        assertThat(text(open.casebook(), "ref_physician")).isEqualTo(analyses ? null : "Dr Marec");
        assertThat(open.shows(IdentificationForm.REF_PHYSICIAN)).isEqualTo(!analyses);
        assertThat(open.total()).as("nor does it count as unanswered").isEqualTo(stands);
        assertThat(open.casebook().instances()).allSatisfy(instance -> {
            Object value = instance.answer().value();
            assertThat(value instanceof Code code ? code.code() : String.valueOf(value)).as(instance.exportName())
                    .isNotIn("LEG", "ANN", "1958-02-28");
            assertThat(instance.answer().isBlank() || !instance.item().isIdentity()).isTrue();
        });
        Identification row = open.casebook().row(IdentificationForm.FORM);
        assertThat(row).hasAllNullFieldsOrPropertiesExcept("id", "patient", "missing", "key", "keys", "center", "sex",
                analyses ? "sex" : "refPhysician");

        signIn(CLAIRE);
        assertThat(stored(OWN, "last_name3")).as("still stored").isEqualTo("LEG");
        assertThat(database.sql("select count(*) from audit_record where act is null").query(Long.class).single())
                .as("nothing was changed by looking").isEqualTo(9);
    }

    @Test
    void thatAnIdentityIsNotDocumentedIsNotShownEither() {
        signIn(CLAIRE);
        save(OWN, "last_name3=?ND");
        signIn(MARC);
        assertThat(casebooks.open(OWN).casebook().instance("last_name3").answer().isBlank()).isTrue();
    }

    @Test
    void everyReadOfIdentityIsOnRecord() {
        database.sql("delete from identity_read").update();
        signIn(MARC);
        casebooks.open(OWN);
        assertThat(count("identity_read")).isZero();

        signIn(YANN);
        casebooks.open(OWN);
        assertThat(reads()).singleElement().satisfies(
                read -> assertThat(read).containsEntry("username", "yann").containsEntry("number", OWN));
    }

    private List<Map<String, @Nullable Object>> reads() {
        return database.sql("select r.username, p.number from identity_read r join patient p on p.id = r.patient_id")
                .query().listOfRows();
    }

    // --- duplicates --------------------------------------------------------------------------------------------------

    @Test
    void aDuplicateInTheSameSiteIsNamed() {
        signIn(YANN);
        String second = casebooks.create("01");
        save(second, "last_name3=LEG", "first_name3=ANN", "birth_date=1958-02-28");
        assertThat(duplicates(casebooks.open(second))).isEmpty();

        assertThat(duplicates(save(second, "sex=F").now())).containsExactly("E04a " + OWN);
        assertThat(duplicates(casebooks.open(OWN))).containsExactly("E04a " + second);
        assertThat(open("E04a")).as("on record for both").containsExactlyInAnyOrder(OWN, second);

        assertThat(duplicates(save(second, "sex=M").now())).isEmpty();
        assertThat(open("E04a")).as("and for both no longer").isEmpty();
    }

    @Test
    void aDuplicateInAnotherSiteIsToldWithoutSayingWhich() {
        signIn(INES);
        save(FOREIGN, "last_name3=LEG", "first_name3=ANN", "birth_date=1958-02-28", "sex=F");

        assertThat(duplicates(casebooks.open(FOREIGN))).containsExactly("E04b");
        signIn(CLAIRE);
        assertThat(duplicates(casebooks.open(OWN))).containsExactly("E04b");
        assertThat(open("E04b")).containsExactlyInAnyOrder(OWN, FOREIGN);
    }

    @Test
    void whoEntersThirtyOldChartsInADayIsToldOfEveryDuplicate() {
        signIn(INES);
        save(FOREIGN, KNOWN);
        signIn(CLAIRE);
        for (int chart = 0; chart < 30; chart++) {
            String number = casebooks.create("01");
            save(number, "last_name3=DUP", "first_name3=BEA", "birth_date=19%02d-03-01".formatted(10 + chart), "sex=F");
            save(number, "birth_date=19%02d-03-02".formatted(10 + chart));
            save(number, "birth_date=19%02d-03-01".formatted(10 + chart)); // was right after all: no other identity
            save(number, "birth_date=1958-02-28");
            assertThat(duplicates(casebooks.open(number))).as(number).isNotEmpty();
            save(number, "birth_date=19%02d-03-01".formatted(10 + chart));
            assertThat(casebooks.open(number).isUncompared()).isFalse();
        }
        assertThat(withheld()).isEmpty();
    }

    @Test
    void whoTriesMoreIdentitiesThanAnybodyEntersIsToldOfNoneAnyMoreAndThatIsOnRecord() {
        signIn(INES);
        save(FOREIGN, KNOWN);
        signIn(CLAIRE);
        String guessed = casebooks.create("01");
        save(guessed, "last_name3=DUP", "first_name3=BEA", "sex=F");
        for (int day = 0; day < DuplicateAnswers.MOST - 1; day++) { // one was that of OWN
            save(guessed, "birth_date=" + LocalDate.of(1970, 1, 1).plusDays(day));
        }
        assertThat(withheld()).isEmpty();

        OpenCasebook told = save(guessed, "birth_date=1958-02-28").now();
        assertThat(told.isUncompared()).isTrue();
        assertThat(duplicates(told)).isEmpty();
        assertThat(open("E04b")).as("of either patient, on any page").isEmpty();
        assertThat(withheld()).containsExactly("claire " + guessed);
        assertThat(duplicates(save(guessed, "ref_physician=A").now())).as("nor with another answer").isEmpty();
        assertThat(withheld()).as("which is no other guess").hasSize(1);
        round.go();
        assertThat(duplicates(casebooks.open(guessed))).as("nor by the round of the same day").isEmpty();
        assertThat(save(guessed, "birth_date=1970-01-01").now().isUncompared()).as("one that was answered before").isFalse();
        signIn(YANN);
        assertThat(duplicates(save(guessed, "birth_date=1958-02-28").now())).as("somebody else is told").containsExactly("E04b");
        signIn(CLAIRE);
        save(guessed, "birth_date=1970-01-01");
        save(guessed, "birth_date=1958-02-28");
        assertThat(open("E04b")).isEmpty();
        database.sql("update identity_asked set at = at - interval '25' hour").update();
        round.go();
        assertThat(open("E04b")).as("it is found the next day").contains(guessed);
        assertThat(casebooks.open(guessed).isUncompared()).isFalse();
    }

    @Test
    void guessesOfOnePersonAtOnceAreCountedOneAfterTheOther() throws Exception {
        name(CLAIRE, "Claire");
        signIn(CLAIRE);
        List<String> patients = IntStream.range(0, 8).mapToObj(each -> {
            String number = casebooks.create("01");
            save(number, "last_name3=DUP", "first_name3=BEA", "sex=F");
            return number;
        }).toList();
        for (int day = 0; day < DuplicateAnswers.MOST - 4; day++) {
            save(patients.getFirst(), "birth_date=" + LocalDate.of(1970, 1, 1).plusDays(day));
        }
        List<Callable<Boolean>> guesses = patients.stream().<Callable<Boolean>>map(number -> () ->
                save(number, "birth_date=1980-01-0" + (1 + patients.indexOf(number))).now().isUncompared()).toList();
        assertThat(atOnce(Collections.nCopies(guesses.size(), CLAIRE), guesses)).filteredOn(uncompared -> !uncompared).hasSize(3);
        assertThat(count("identity_asked")).isEqualTo(DuplicateAnswers.MOST);
    }

    private List<String> withheld() {
        return database.sql("select username, details from account_event where act = 'DUPLICATE_WITHHELD' order by seq")
                .query((row, i) -> row.getString(1) + " " + row.getString(2)).list();
    }

    private static List<String> duplicates(OpenCasebook open) {
        return open.findings().stream().filter(finding -> finding.check().id().startsWith("E04"))
                .map(finding -> (finding.check().id() + " " + String.join(" ", finding.arguments().values())).strip())
                .toList();
    }

    private List<String> open(String check) {
        return database.sql("select p.number from finding f join patient p on p.id = f.patient_id"
                + " where f.check_id = ? and f.state = 'OPEN'").param(check).query(String.class).list();
    }
}
