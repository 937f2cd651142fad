package org.sivig.ecrf.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sivig.ecrf.ServiceTest;
import org.sivig.ecrf.account.Role;
import org.sivig.ecrf.account.Viewer;
import org.sivig.ecrf.casebook.PatientNotFoundException;
import org.sivig.ecrf.crf.Answer;
import org.sivig.ecrf.crf.MissingReason;
import org.sivig.ecrf.data.ColumnCondition;
import org.sivig.ecrf.data.DataColumns;
import org.sivig.ecrf.data.DataGrid;
import org.sivig.ecrf.data.DataQuery;
import org.sivig.ecrf.data.DataRow;
import org.sivig.ecrf.study.VisitForm;
import org.sivig.ecrf.study.code.Sex;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.access.AccessDeniedException;

/** Two patients at site 01, each with six answers of which two are critical. */
abstract class VerificationPlansTest extends ServiceTest {

    private static final Viewer DORA = viewer("dora", Role.DATA_MANAGER);
    private static final Set<String> CRITICAL = Set.of("visit.mrss", "diagnosis.ana_titer");

    @Autowired
    private VerificationPlans plans;
    @Autowired
    private Verifications verifications;
    @Autowired
    private DataGrid grid;

    private String first = "";
    private String second = "";

    @BeforeEach
    void enter() {
        first = entered();
        second = entered();
        signIn(DORA);
    }

    private String entered() {
        String number = casebooks.create("01");
        save(number, "sex=F", "ana=1", "ana_titer=?ND", "dx_date=2011-03", "mrss_m3=12", "hb_m3=13");
        return number;
    }

    private void verify(String number) {
        signIn(MARC);
        verifications.verify(List.of(new SeenAnswer(number, "sex", Answer.of(Sex.FEMALE)),
                new SeenAnswer(number, "mrss_m3", Answer.of(12)),
                new SeenAnswer(number, "ana_titer", Answer.missing(MissingReason.ND))));
    }

    private long due() {
        return verifications.shares().stream().mapToLong(VerifiedShare::verifiable).sum();
    }

    private long verified() {
        return verifications.shares().stream().mapToLong(VerifiedShare::verified).sum();
    }

    @Test
    void whileThereIsNoPlanEverythingShouldBeVerified() {
        assertThat(plans.current().isOfEverything()).isTrue();
        assertThat(due()).isEqualTo(12);
        assertThat(verifications.patients("01")).containsExactly(new VerifiedPatient(first, true, 0, 6),
                new VerifiedPatient(second, true, 0, 6));
    }

    @Test
    void ofAllPatientsTheCriticalItemsShouldBeAndOfTheFirstOfASiteEverything() {
        plans.make(CRITICAL, 1, 0, "protocol 2.0");
        verify(first);
        verify(second);

        assertThat(verifications.patients("01")).containsExactly(new VerifiedPatient(first, true, 3, 6),
                new VerifiedPatient(second, false, 2, 2));
        assertThat(due()).as("6 of the first, 2 of the second").isEqualTo(8);
        assertThat(verified()).as("the sex of the second is more than should be").isEqualTo(5);
    }

    @Test
    void theGridFindsWhatIsLeftOfThePlanAndTheCasebookMarksIt() {
        assertThat(toVerify("hb")).as("without a plan everything").containsExactly(first, second);
        plans.make(CRITICAL, 1, 0, "protocol 2.0");
        verify(first);

        assertThat(toVerify("mrss")).as("critical, and verified of the first").containsExactly(second);
        assertThat(toVerify("hb")).as("of the first everything").containsExactly(first);
        VerificationMarks marks = verifications.of(second);
        assertThat(marks.scope().whole()).isFalse();
        assertThat(marks.share(casebooks.open(second), at -> true)).isEqualTo(new VerificationMarks.Share(0, 2));
        assertThat(marks.toVerify(casebooks.open(second), at -> true)).extracting(SeenAnswer::item)
                .containsExactlyInAnyOrder("ana_titer", "mrss_m3");
        assertThat(verifications.of(first).share(casebooks.open(first), at -> true)).isEqualTo(new VerificationMarks.Share(3, 6));
    }

    private List<String> toVerify(String item) {
        return grid.fetch(DataQuery.of(VisitForm.FORM).with(DataColumns.find(VisitForm.FORM, item).orElseThrow(),
                new ColumnCondition.ToVerify()), 0, 100).stream().map(DataRow::patient).toList();
    }

    @Test
    void aPlanOfCriticalItemsAloneAndOneOfNothingCountSo() {
        plans.make(CRITICAL, 0, 0, "critical items");
        assertThat(due()).isEqualTo(4);
        plans.make(Set.of(), 0, 0, "none");
        verify(first);
        assertThat(verifications.shares()).isEmpty();
        assertThat(verifications.patients("01")).containsExactly(new VerifiedPatient(first, false, 0, 0),
                new VerifiedPatient(second, false, 0, 0));
    }

    @Test
    void aShareOfThePatientsIsDrawnAndTheSamePlanDrawsTheSame() {
        VerificationPlan plan = new VerificationPlan(Set.of(), 0, 30, 4711, "dora", Instant.EPOCH, "why");
        List<String> numbers = IntStream.rangeClosed(1, 1000).mapToObj(i -> "SIV-%02d-%03d".formatted(i % 40, i)).toList();
        long drawn = numbers.stream().filter(number -> plan.isWhole(number, 5)).count();
        assertThat(drawn).isBetween(250L, 350L);
        assertThat(numbers.stream().filter(number -> plan.isWhole(number, 99)).count()).isEqualTo(drawn);
        VerificationPlan other = new VerificationPlan(Set.of(), 0, 30, 4712, "dora", Instant.EPOCH, "why");
        assertThat(numbers).anyMatch(number -> plan.isWhole(number, 5) != other.isWhole(number, 5));
    }

    @Test
    void anotherPlanTakesThePlaceOfTheFirstAndBothAreKept() {
        plans.make(CRITICAL, 2, 20, "protocol 2.0");
        long seed = plans.current().seed();
        plans.make(Set.of("visit.mrss"), 3, 20, "amendment 1");

        assertThat(plans.all()).extracting(VerificationPlan::reason).containsExactly("amendment 1", "protocol 2.0");
        assertThat(plans.current()).satisfies(plan -> {
            assertThat(plan.critical()).containsExactly("visit.mrss");
            assertThat(plan.first()).isEqualTo(3);
            assertThat(plan.by()).isEqualTo("dora");
            assertThat(plan.seed()).as("who was drawn stays drawn").isEqualTo(seed);
        });
    }

    @Test
    void aPlanIsMadeByTheDataManagerForAReasonAndOfWhatCanBeVerified() {
        assertThatIllegalArgumentException().isThrownBy(() -> plans.make(CRITICAL, 1, 10, " "));
        assertThatIllegalArgumentException().isThrownBy(() -> plans.make(CRITICAL, 1, 101, "why"));
        assertThatIllegalArgumentException().isThrownBy(() -> plans.make(CRITICAL, -1, 10, "why"));
        assertThatIllegalArgumentException().isThrownBy(() -> plans.make(Set.of("identification.birth_date"), 1, 10, "why"));
        signIn(MARC);
        assertThatExceptionOfType(AccessDeniedException.class).isThrownBy(() -> plans.make(CRITICAL, 1, 10, "why"));
        assertThatExceptionOfType(PatientNotFoundException.class).isThrownBy(() -> verifications.patients("02"));
        assertThat(plans.all()).isEmpty();
    }
}
