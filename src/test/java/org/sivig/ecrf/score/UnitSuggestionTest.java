package org.sivig.ecrf.score;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnitSuggestionTest {

    @ParameterizedTest
    @CsvSource({
        "HAEMOGLOBIN, 125, 2, 25, 1, 12.5",
        "HAEMOGLOBIN, 123.5, 2, 25, 1, 12.4",
        "HAEMOGLOBIN, 25, 2, 25, 1, ",
        "HAEMOGLOBIN, 25.1, 2, 25, 1, 2.5",
        "HAEMOGLOBIN, 250, 2, 25, 1, 25.0",
        "HAEMOGLOBIN, 250.4, 2, 25, 1, ",
        "HAEMOGLOBIN, 300, 2, 25, 1, ",
        "PLATELETS, 250, 1000, 2000000, 0, 250000",
        "PLATELETS, 999, 1000, 2000000, 0, 999000",
        "PLATELETS, 1000, 1000, 2000000, 0, ",
        "PLATELETS, 1, 1000, 2000000, 0, 1000",
        "PLATELETS, 0, 1000, 2000000, 0, ",
        "CREATININE, 8.5, 10, 2500, 1, 75.1",
        "CREATININE, 29.9, 10, 2500, 1, 264.3",
        "CREATININE, 30, 10, 2500, 1, ",
        "CREATININE, 3, 10, 2500, 1, 26.5",
        "CREATININE, 2.9, 10, 2500, 1, 256.4",
        "CREATININE, 1.1, 10, 2500, 1, 97.2",
        "CREATININE, 0.2, 10, 2500, 1, 17.7",
        "CREATININE, 0.1, 10, 2500, 1, ",
        "CREATININE, 0, 10, 2500, 1, ",
        "PULMONARY_RESISTANCE, 400, 0, 50, 1, 5.0",
        "PULMONARY_RESISTANCE, 50, 0, 50, 1, ",
        "PULMONARY_RESISTANCE, 50.1, 0, 50, 1, 0.6",
        "PULMONARY_RESISTANCE, 4000, 0, 50, 1, 50.0",
        "PULMONARY_RESISTANCE, 4003, 0, 50, 1, ",
        "HAEMOGLOBIN, , 2, 25, 1, "})
    void proposesWhatWasMeantIfThatIsPossible(UnitSuggestion item, @Nullable BigDecimal value, BigDecimal hardMin,
            BigDecimal hardMax, int decimals, @Nullable BigDecimal suggestion) {
        assertThat(item.of(value, hardMin, hardMax, decimals)).isEqualTo(suggestion);
    }

    @Test
    void proposesNtProBnpFrom5000UnlessItIsSaidToBeThat() {
        assertThat(UnitSuggestion.isNtProBnp(5000, null)).isTrue();
        assertThat(UnitSuggestion.isNtProBnp(5000, false)).isTrue();
        assertThat(UnitSuggestion.isNtProBnp(9000, true)).isFalse();
        assertThat(UnitSuggestion.isNtProBnp(new BigDecimal("4999.9"), null)).isFalse();
        assertThat(UnitSuggestion.isNtProBnp(null, null)).isFalse();
    }
}
