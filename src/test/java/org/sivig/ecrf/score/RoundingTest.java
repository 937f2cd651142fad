package org.sivig.ecrf.score;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoundingTest {

    @ParameterizedTest
    @CsvSource({
        "0.05, 1, 0.1",
        "-0.05, 1, -0.1",
        "0.25, 1, 0.3",
        "-0.25, 1, -0.3",
        "1.005, 2, 1.01",
        "2.5, 0, 3",
        "-2.5, 0, -3",
        "-0.04, 1, 0.0",
        "75.14, 1, 75.1",
        "5, 1, 5.0"})
    void roundsHalfAwayFromZero(double raw, int decimals, BigDecimal shown) {
        assertThat(Rounding.round(raw, decimals)).isEqualTo(shown);
    }

    @Test
    void shedsBinaryNoiseFirst() {
        assertThat(Rounding.round(0.25 - 1e-12, 1)).isEqualTo("0.3");
        assertThat(Rounding.round(0.25 - 1e-8, 1)).isEqualTo("0.2");
    }

    @Test
    void whatDiffersByNoiseIsEqual() {
        assertThat(Rounding.isLess(0.3, 0.1 + 0.2)).isFalse();
        assertThat(Rounding.isAtMost(0.1 + 0.2, 0.3)).isTrue();
        assertThat(Rounding.isLess(0.3 - 1e-8, 0.3)).isTrue();
        assertThat(Rounding.isAtMost(0.3, 0.3 - 1e-8)).isFalse();
    }
}
