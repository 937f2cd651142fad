package org.sivig.ecrf.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.tuple;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sivig.ecrf.ServiceTest;
import org.sivig.ecrf.account.Role;
import org.sivig.ecrf.account.Viewer;
import org.sivig.ecrf.audit.AuditRecords;
import org.sivig.ecrf.casebook.PatientNotFoundException;
import org.sivig.ecrf.casebook.SaveResult;
import org.sivig.ecrf.crf.Answer;
import org.sivig.ecrf.crf.Casebook;
import org.sivig.ecrf.study.Section;
import org.sivig.ecrf.study.Study;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.context.SecurityContextHolder;

abstract class VerificationsTest extends ServiceTest {

    private static final Viewer OTHER_MONITOR = viewer("maud", Role.MONITOR, "01", "02");

    @Autowired
    private Verifications verifications;
    @Autowired
    private AuditRecords records;

    private String number = "";
    private String foreign = "";

    @BeforeEach
    void enterTwoPatients() {
        number = casebooks.create("01");
        save(number, "last_name3=LEG", "sex=F", "ana=1", "ana_titer=160", "dx_date=2011-03", "fluo=?ND", "hb_m3=11.5",
                "mrss_m3=12", "mrss_m6=9", "pre_any=1", "pre_mtx_given=1", "pre_mtx_start=2005");
        signIn(INES);
        foreign = casebooks.create("02");
        save(foreign, "sex=M", "ana=0");
        signIn(MARC);
    }

    /** What the user sees now of these items. */
    private List<SeenAnswer> seen(String number, String... items) {
        Casebook casebook = read(number);
        return Arrays.stream(items).map(item -> new SeenAnswer(number, item, casebook.reach(item).answer())).toList();
    }

    private VerificationResult verify(String... items) {
        return verifications.verify(seen(number, items));
    }

    private List<String> verified() {
        return verifications.of(number).verified().keySet().stream().sorted().toList();
    }

    private List<Map<String, @Nullable Object>> acts() {
        return database.sql("select * from audit_record where act like 'VERIF%' order by seq").query().listOfRows();
    }

    private static List<String> items(VerificationResult result) {
        return result.done().stream().map(SeenAnswer::item).toList();
    }

    // --- verifying and taking back ----------------------------------------------------------------------------------

    @Test
    void answersAndReasonsAreVerifiedAndBlanksAreNot() {
        VerificationResult result = verify("ana_titer", "fluo", "hb_m3", "hb_m6", "center");

        assertThat(items(result)).containsExactly("ana_titer", "fluo", "hb_m3");
        assertThat(result.blank()).isEqualTo(2);
        assertThat(result.changed()).isEmpty();
        assertThat(verifications.of(number).verified()).containsOnlyKeys("ana_titer", "fluo", "hb_m3")
                .allSatisfy((item, by) -> assertThat(by.by()).isEqualTo("marc"));
        assertThat(acts()).extracting(r -> r.get("act"), r -> r.get("item"), r -> r.get("new_value"),
                r -> r.get("username"), r -> r.get("role")).containsExactly(
                        tuple("VERIFIED", "ana_titer", "160", "marc", "MONITOR"),
                        tuple("VERIFIED", "fluo", "ND", "marc", "MONITOR"),
                        tuple("VERIFIED", "hb", "11.5", "marc", "MONITOR"));
        assertThat(acts().stream().map(r -> r.get("batch")).distinct()).as("one act").singleElement().isNotNull();
        assertThat(records.verifyAll()).isEmpty();
    }

    @Test
    void whatIsVerifiedIsNotVerifiedAgain() {
        verify("ana_titer");
        signIn(OTHER_MONITOR);

        VerificationResult result = verify("ana_titer", "fluo");

        assertThat(items(result)).containsExactly("fluo");
        assertThat(result.already()).isEqualTo(1);
        assertThat(verifications.of(number).verified().get("ana_titer").by()).isEqualTo("marc");
    }

    @Test
    void aVerificationIsTakenBackByAMonitorAndThatIsOnRecord() {
        verify("ana_titer", "fluo");
        signIn(OTHER_MONITOR);
        List<SeenAnswer> both = seen(number, "ana_titer", "dx_date");

        assertThat(verifications.withdraw(both)).containsExactly(both.getFirst());

        assertThat(verified()).containsExactly("fluo");
        assertThat(acts().getLast()).containsEntry("act", "VERIFICATION_WITHDRAWN").containsEntry("username", "maud");
        assertThat(items(verifications.verify(both))).containsExactly("ana_titer", "dx_date");
    }

    @Test
    void aSectionOrAVisitIsVerifiedAsItIsSeen() {
        var open = casebooks.open(number);
        VerificationMarks marks = verifications.of(number);
        Section visits = Objects.requireNonNull(Study.sectionAt("visit"));
        List<SeenAnswer> m3 = marks.toVerify(open, at -> visits.covers(at) && at.row().isAt("visit", "m3"));

        assertThat(m3).extracting(SeenAnswer::item).containsExactly("mrss_m3", "hb_m3");
        verifications.verify(m3);

        marks = verifications.of(number);
        assertThat(marks.toVerify(open, visits::covers)).extracting(SeenAnswer::item).containsExactly("mrss_m6");
        assertThat(marks.share(open, visits::covers)).isEqualTo(new VerificationMarks.Share(2, 3));
    }

    @Test
    void manyPatientsAreVerifiedAtOnceInFewStatements() {
        List<String> numbers = new ArrayList<>(List.of(number, foreign));
        signIn(CLAIRE);
        for (int i = 0; i < 3; i++) {
            String another = casebooks.create("01");
            save(another, "ana=1", "ana_titer=" + (80 << i), "hb_m3=12", "hb_m6=13");
            numbers.add(another);
        }
        signIn(OTHER_MONITOR);
        List<SeenAnswer> shown = numbers.stream().flatMap(
                each -> seen(each, "ana", "ana_titer", "hb_m3", "hb_m6").stream()).toList();
        sql.reset();

        VerificationResult result = verifications.verify(shown);

        assertThat(result.done()).hasSize(3 + 1 + 3 * 4);
        assertThat(result.blank()).isEqualTo(1 + 3);
        assertThat(sql.executed().stream().filter(s -> !s.contains("audit"))).hasSizeLessThanOrEqualTo(7);
        assertThat(sql.executed().stream().filter(s -> s.contains("audit"))).as("of each patient")
                .hasSizeLessThanOrEqualTo(3 * 5);
        assertThat(acts().stream().map(r -> r.get("batch")).distinct()).hasSize(1);
    }

    // --- dropped by itself ------------------------------------------------------------------------------------------

    @Test
    void anotherAnswerDropsTheVerificationOfThatItemOnlyAndSaysSo() {
        verify("ana_titer", "dx_date", "mrss_m3", "mrss_m6");
        signIn(CLAIRE);

        SaveResult.Saved saved = save(number, "mrss_m3=13");

        assertThat(saved.fallen().unverified()).containsExactly("mrss_m3");
        signIn(MARC);
        assertThat(verified()).containsExactly("ana_titer", "dx_date", "mrss_m6");
        assertThat(verifications.of(number).fallen()).containsOnlyKeys("mrss_m3")
                .hasEntrySatisfying("mrss_m3", fallen -> assertThat(fallen.answer()).isEqualTo(Answer.of(12)));
        assertThat(acts().getLast()).containsEntry("act", "VERIFICATION_DROPPED").containsEntry("username", "SYSTEM")
                .containsEntry("item", "mrss").containsEntry("row_key", "m3").containsEntry("old_value", "12");
        assertThat(records.verifyAll()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"fluo=homog", "fluo=?NF", "fluo="})
    void aVerifiedReasonFallsWithEveryOtherAnswer(String answer) {
        verify("fluo");
        signIn(CLAIRE);
        assertThat(save(number, answer).fallen().unverified()).containsExactly("fluo");
        assertThat(count("verification")).isZero();
    }

    @Test
    void theSameAnswerAgainDropsNothing() {
        verify("ana_titer", "fluo");
        signIn(CLAIRE);
        assertThat(save(number, "ana_titer=160", "fluo=?ND").fallen().isNothing()).isTrue();
        assertThat(count("verification")).isEqualTo(2);
    }

    @Test
    void whatIsClearedWithAGateAndARowThatIsTakenAwayFallToo() {
        verify("ana", "ana_titer", "fluo", "pre_mtx_start");
        signIn(CLAIRE);
        assertThat(save(number, "ana=0").fallen().unverified())
                .containsExactlyInAnyOrder("ana", "ana_titer", "fluo");
        assertThat(save(number, "pre_mtx_given=0").fallen().unverified()).containsExactly("pre_mtx_start");
    }

    @Test
    void undoBringsTheAnswerBackButNotItsVerification() {
        verify("ana_titer");
        signIn(CLAIRE);
        SaveResult.Saved saved = save(number, "ana_titer=320");

        assertThat(casebooks.save(number, saved.undo(), "undo")).isInstanceOf(SaveResult.Saved.class);

        assertThat(stored(number, "ana_titer")).isEqualTo("160");
        signIn(MARC);
        assertThat(verified()).isEmpty();
        assertThat(verifications.of(number).fallen()).containsOnlyKeys("ana_titer");
        verify("ana_titer");
        assertThat(verifications.of(number).fallen()).isEmpty();
    }

    @Test
    void aSaveThatDropsCostsOneStatementMore() {
        List<String> without = statements("ana_titer=320");
        verify("ana_titer", "ana", "fluo", "dx_date");
        List<String> with = statements("ana_titer=640");
        assertThat(with).hasSizeLessThanOrEqualTo(20);
        assertThat(without).noneMatch(s -> s.contains("verification"));
        assertThat(with.stream().filter(s -> s.contains("verification"))).hasSize(1);
    }

    private List<String> statements(String answer) {
        signIn(CLAIRE);
        var edits = edits(read(number), answer);
        sql.reset();
        assertThat(casebooks.save(number, edits, null)).isInstanceOf(SaveResult.Saved.class);
        List<String> executed = sql.executed();
        signIn(MARC);
        return executed;
    }

    // --- two at once ------------------------------------------------------------------------------------------------

    @Test
    void anAnswerThatChangedSinceItWasSeenIsNotVerifiedAndTheMonitorIsTold() {
        List<SeenAnswer> seen = seen(number, "ana_titer", "dx_date");
        signIn(YANN);
        save(number, "ana_titer=640");
        signIn(MARC);

        VerificationResult result = verifications.verify(seen);

        assertThat(items(result)).containsExactly("dx_date");
        assertThat(result.changed()).singleElement().satisfies(changed -> {
            assertThat(changed.item()).isEqualTo("ana_titer");
            assertThat(changed.now()).isEqualTo(Answer.of(640));
            assertThat(changed.by()).isEqualTo("yann");
            assertThat(changed.at()).isNotNull();
        });
        assertThat(verified()).containsExactly("dx_date");
    }

    @Test
    void whoeverComesFirstNothingButWhatTheMonitorSawIsVerified() throws Exception {
        for (int titer = 161; titer < 171; titer++) {
            List<SeenAnswer> seen = seen(number, "ana_titer");
            signIn(CLAIRE);
            var edits = edits(read(number), "ana_titer=" + titer);
            signIn(MARC);

            List<Object> results = atOnce(List.of(MARC, CLAIRE), List.of(() -> verifications.verify(seen),
                    () -> casebooks.save(number, edits, null)));

            VerificationResult verified = (VerificationResult) results.get(0);
            SaveResult.Saved saved = (SaveResult.Saved) results.get(1);
            assertThat(verified()).as("what was seen no longer stands").isEmpty();
            if (verified.done().isEmpty()) {
                assertThat(verified.changed()).hasSize(1);
                assertThat(saved.fallen().unverified()).isEmpty();
            } else {
                assertThat(saved.fallen().unverified()).containsExactly("ana_titer");
            }
        }
        assertThat(records.verifyAll()).isEmpty();
    }

    @Test
    void ofTwoMonitorsWhoVerifyAtOnceOneDoes() throws Exception {
        List<SeenAnswer> seen = seen(number, "ana_titer", "fluo", "dx_date");
        List<VerificationResult> results = atOnce(List.of(MARC, OTHER_MONITOR),
                List.of(() -> verifications.verify(seen), () -> verifications.verify(seen)));

        assertThat(results).extracting(result -> result.done().size()).containsExactlyInAnyOrder(3, 0);
        assertThat(results).extracting(VerificationResult::already).containsExactlyInAnyOrder(3, 0);
        assertThat(count("verification")).isEqualTo(3);
    }

    // --- who may ----------------------------------------------------------------------------------------------------

    @ParameterizedTest(name = "{0} verifies own: {1}, foreign: {2}; sees own: {3}, foreign: {4}")
    @CsvSource({
            "INVESTIGATOR,  denied,    not found, yes,       not found",
            "MONITOR,       yes,       not found, yes,       not found",
            "DATA_MANAGER,  denied,    denied,    yes,       yes",
            "STATISTICIAN,  denied,    denied,    yes,       yes",
            "ADMINISTRATOR, not found, not found, not found, not found"})
    void onlyTheMonitorOfTheSiteVerifies(Role role, String own, String other, String seesOwn, String seesOther) {
        List<SeenAnswer> mine = seen(number, "ana_titer");
        signIn(OTHER_MONITOR);
        List<SeenAnswer> theirs = seen(foreign, "ana");
        verifications.verify(seen(number, "dx_date"));
        signIn(viewer("somebody", role, "01"));

        assertThat(outcome(() -> verifications.verify(mine))).isEqualTo(own);
        assertThat(outcome(() -> verifications.withdraw(mine))).isEqualTo(own);
        assertThat(outcome(() -> verifications.verify(theirs))).isEqualTo(other);
        assertThat(outcome(() -> verifications.withdraw(theirs))).isEqualTo(other);
        assertThat(outcome(() -> verifications.of(number))).isEqualTo(seesOwn);
        assertThat(outcome(() -> verifications.of(foreign))).isEqualTo(seesOther);
        if (seesOwn.equals("yes")) {
            assertThat(verifications.of(number).verified()).containsOnlyKeys("dx_date");
            assertThat(verifications.of(number).verifies()).isEqualTo(role == Role.MONITOR);
        }
    }

    @Test
    void oneForeignPatientAmongOthersRefusesThemAll() {
        List<SeenAnswer> shown = new ArrayList<>(seen(number, "ana_titer"));
        shown.add(new SeenAnswer(foreign, "sex", Answer.blank()));
        assertThatExceptionOfType(PatientNotFoundException.class).isThrownBy(() -> verifications.verify(shown));
        assertThat(count("verification")).isZero();
    }

    @Test
    void identityIsNotVerifiedAndItsAnswerIsNotTold() {
        for (Answer<?> guess : List.of(Answer.of("LEG"), Answer.of("XXX"))) {
            assertThatExceptionOfType(AccessDeniedException.class).isThrownBy(() -> verifications.verify(
                    List.of(new SeenAnswer(number, "last_name3", guess))));
        }
        assertThatIllegalArgumentException().isThrownBy(
                () -> verifications.verify(List.of(new SeenAnswer(number, "nothing", Answer.of("x")))));
    }

    @Test
    void whoIsNotSignedInDoesNothing() {
        List<SeenAnswer> seen = seen(number, "ana_titer");
        SecurityContextHolder.clearContext();
        assertThat(outcome(() -> verifications.verify(seen))).isEqualTo("denied");
        assertThat(outcome(() -> verifications.of(number))).isEqualTo("denied");
        assertThat(outcome(verifications::shares)).isEqualTo("denied");
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

    // --- shares -----------------------------------------------------------------------------------------------------

    @Test
    void theShareVerifiedOfEachSiteAndFormIsThatOfTheCasebooks() {
        signIn(CLAIRE);
        String second = casebooks.create("01");
        save(second, "first_name3=?ND", "birth_date=1958-02-28", "sex=?NF", "ana=1", "fluo=homog,other",
                "hb_m0=?ND", "hb_m3=?NF", "minor_rx=1", "mrx=?NAP");
        signIn(OTHER_MONITOR);
        verifications.verify(seen(number, "ana_titer", "fluo", "hb_m3"));
        verifications.verify(seen(foreign, "sex"));

        List<VerifiedShare> shares = verifications.shares();

        for (String site : List.of("01", "02")) {
            List<String> numbers = site.equals("01") ? List.of(number, second) : List.of(foreign);
            Study.FORMS.forEach(form -> {
                long verifiable = numbers.stream().mapToLong(each -> verifications.of(each).share(
                        casebooks.open(each), at -> at.form().name().equals(form.name())).verifiable()).sum();
                long verified = numbers.stream().mapToLong(each -> verifications.of(each).share(
                        casebooks.open(each), at -> at.form().name().equals(form.name())).verified()).sum();
                VerifiedShare expected = new VerifiedShare(site, form.name(), verified, verifiable);
                assertThat(shares.contains(expected)).as("%s", expected).isEqualTo(verifiable > 0);
            });
        }
        assertThat(shares).contains(new VerifiedShare("01", "visit", 1, 5),
                new VerifiedShare("02", "identification", 1, 1));
        signIn(MARC);
        assertThat(verifications.shares()).extracting(VerifiedShare::site).containsOnly("01");
        signIn(viewer("root", Role.ADMINISTRATOR));
        assertThat(verifications.shares()).isEmpty();
        signIn(viewer("dora", Role.DATA_MANAGER));
        assertThat(verifications.shares()).extracting(VerifiedShare::site).contains("01", "02");
    }
}
