package org.sivig.ecrf.score;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MdrdTest {

    private static final BigDecimal CREATININE = new BigDecimal(70);
    private static final Quantity AGE = Quantity.exact(52, 0);

    @ParameterizedTest
    @CsvSource({
        "70, 52, true, 76.2",
        "96.3, 55, false, 70.3",
        "85, 65, true, 58.2"})
    void estimatesTheFiltrationRate(BigDecimal creatinine, int age, boolean female, BigDecimal rate) {
        assertThat(Objects.requireNonNull(Mdrd.of(creatinine, Quantity.exact(age, 0), female)).shown())
                .isEqualTo(rate);
    }

    @Test
    void isAsApproximateAsTheAge() {
        assertThat(Objects.requireNonNull(Mdrd.of(CREATININE, AGE, true)).approximate()).isFalse();
        assertThat(Objects.requireNonNull(Mdrd.of(CREATININE, new Quantity(52, 0, true), true)).approximate())
                .isTrue();
    }

    @Test
    void isMissingWithoutItsInputs() {
        assertThat(Mdrd.of(null, AGE, true)).isNull();
        assertThat(Mdrd.of(CREATININE, null, true)).isNull();
        assertThat(Mdrd.of(CREATININE, AGE, null)).isNull();
    }

    @Test
    void isMissingWhereTheEquationHasNoValue() {
        assertThat(Mdrd.of(BigDecimal.ZERO, AGE, true)).isNull();
        assertThat(Mdrd.of(CREATININE, Quantity.exact(0, 0), true)).isNull();
        assertThat(Mdrd.of(CREATININE, Quantity.exact(-1, 0), true)).isNull();
    }
}
