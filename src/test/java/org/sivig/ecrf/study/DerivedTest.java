package org.sivig.ecrf.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.sivig.ecrf.crf.Casebook;
import org.sivig.ecrf.score.Quantity;

class DerivedTest {

    private static final Set<String> KINDS = Set.of("age", "ivig_duration", "duration_dx", "duration_nonrp",
            "duration_raynaud", "n_expected");

    @TestFactory
    Stream<DynamicTest> aCasebookGivesWhatTheContractExpectsOfItsDates() throws IOException {
        return VectorsTest.read().vectors().stream().filter(vector -> KINDS.contains(vector.kind()))
                .map(vector -> dynamicTest(vector.id(), () -> {
                    Casebook casebook = Casebooks.filled(vector.inputs(), vector.missing()).complete();
                    vector.expected().forEach((name, expected) -> assertThat(of(name, casebook)).as(name)
                            .isEqualTo(expected instanceof Number ? new BigDecimal(expected.toString()) : expected));
                }));
    }

    @Test
    void whatIsNotKnownGivesNothing() {
        Casebook blank = Casebooks.blank();
        assertThat(Derived.firstInfusion(blank)).isNull();
        assertThat(Derived.ageAtFirstInfusion(blank)).isNull();
        assertThat(Derived.ageAtFirstInfusion(Casebooks.with(Map.of("ivig1_start", "2008-03-10")))).isNull();
    }

    private static @Nullable Object of(String name, Casebook casebook) {
        Quantity quantity = switch (name.replace("_approx", "")) {
            case "age_ivig1" -> Derived.ageAtFirstInfusion(casebook);
            case "dis_dur_dx" -> Derived.yearsSinceDiagnosis(casebook);
            case "dis_dur_nonrp" -> Derived.yearsSinceFirstSymptom(casebook);
            case "rp_dur" -> Derived.yearsOfRaynaud(casebook);
            case "ivig1_dur_calc" -> Derived.months(course(casebook, 0));
            case "ivig2_dur_calc" -> Derived.months(course(casebook, 1));
            case "ivig1_n_expected" -> Derived.expectedInfusions(course(casebook, 0));
            case "ivig2_n_expected" -> Derived.expectedInfusions(course(casebook, 1));
            default -> throw new AssertionError("No such derived value: " + name);
        };
        if (quantity == null) {
            return null;
        }
        return name.endsWith("_approx") ? (Object) quantity.approximate() : quantity.shown();
    }

    private static IvigCourse course(Casebook casebook, int index) {
        return casebook.rows(IvigCourseForm.FORM).get(index);
    }
}
