package org.sivig.ecrf.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WilsonIntervalTest {

    /** With z² = 3.8414588: of 10, none gives 0 to z²/(10+z²); five gives 0.5 ± z√(2.5+z²/4)/(10+z²). */
    @ParameterizedTest
    @CsvSource({
            "0,  10,  0,        0.277533",
            "10, 10,  0.722467, 1",
            "5,  10,  0.236593, 0.763407",
            "1,  1,   0.206549, 1",
            "0,  0,   0,        1"})
    void theIntervalIsThatComputedByHand(int events, int of, double low, double high) {
        WilsonInterval interval = new WilsonInterval(events, of);
        assertThat(interval.low()).isCloseTo(low, within(1e-6));
        assertThat(interval.high()).isCloseTo(high, within(1e-6));
    }

    @Test
    void itHoldsTheProportionAndIsTheSameFromBothSides() {
        for (int of = 1; of <= 60; of++) {
            for (int events = 0; events <= of; events++) {
                WilsonInterval errors = new WilsonInterval(events, of);
                WilsonInterval rest = new WilsonInterval(of - events, of);
                assertThat(errors.rate()).isBetween(errors.low(), errors.high());
                assertThat(errors.low()).isCloseTo(1 - rest.high(), within(1e-12)).isBetween(0.0, 1.0);
            }
        }
    }

    @Test
    void thereAreNoMoreEventsThanCases() {
        assertThatIllegalArgumentException().isThrownBy(() -> new WilsonInterval(3, 2));
        assertThatIllegalArgumentException().isThrownBy(() -> new WilsonInterval(-1, 2));
    }
}
