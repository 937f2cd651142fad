package org.sivig.ecrf.score;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sivig.ecrf.score.ChangeFromBaseline.Measurement;

class ChangeFromBaselineTest {

    @ParameterizedTest
    @CsvSource({
        "25, 20, 0, -5, -20.0",
        "0, 5, 0, 5, ",
        "0, 0, 0, 0, ",
        "80, 72, 1, -8.0, -10.0",
        "12.3, 11.8, 1, -0.5, -4.1",
        "3.25, 3, 2, -0.25, -7.7",
        "40, 40, 1, 0.0, 0.0",
        "300, 299.9, 1, -0.1, 0.0"})
    void isTakenInUnitsAndInPerCent(BigDecimal baseline, BigDecimal now, int decimals, BigDecimal delta,
            @Nullable BigDecimal percent) {
        ChangeFromBaseline change = ChangeFromBaseline.of(Measurement.of(baseline), Measurement.of(now), decimals);
        assertThat(change).isNotNull();
        assertThat(change.delta().shown()).isEqualTo(delta);
        assertThat(change.percent() == null ? null : change.percent().shown()).isEqualTo(percent);
    }

    @Test
    void isMissingWhenAValueIsMissing() {
        assertThat(ChangeFromBaseline.of(Measurement.of(null), Measurement.of(12), 0)).isNull();
        assertThat(ChangeFromBaseline.of(Measurement.of(12), Measurement.of(null), 0)).isNull();
    }

    @Test
    void isMissingWhenAValueHasAComparator() {
        Measurement below5 = new Measurement(5, true, null);
        assertThat(ChangeFromBaseline.of(below5, Measurement.of(12), 1)).isNull();
        assertThat(ChangeFromBaseline.of(Measurement.of(12), below5, 1)).isNull();
        assertThat(ChangeFromBaseline.of(below5, below5, 1)).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "BNP, BNP, true",
        "BNP, , true",
        ", NT-proBNP, true",
        ", , true",
        "BNP, NT-proBNP, false"})
    void isMissingOnlyBetweenAssaysThatAreKnownToDiffer(@Nullable String baseline, @Nullable String now,
            boolean comparable) {
        assertThat(ChangeFromBaseline.of(new Measurement(40, false, baseline), new Measurement(300, false, now), 1)
                != null).isEqualTo(comparable);
    }
}
