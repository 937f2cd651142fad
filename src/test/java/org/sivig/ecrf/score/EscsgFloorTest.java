package org.sivig.ecrf.score;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EscsgFloorTest {

    @ParameterizedTest
    @CsvSource({
        "22, 61, 1.5",
        "14, 79.9, 0.5",
        "14, 80, 0.0",
        "15, 80, 1.0",
        "15, , 1.0",
        "14, , 0.0",
        ", 79.9, 0.5",
        ", 80, 0.0"})
    void countsWhatIsKnown(@Nullable Integer skinScore, @Nullable BigDecimal dlco, BigDecimal floor) {
        Quantity points = EscsgFloor.of(skinScore, dlco);
        assertThat(points).isNotNull();
        assertThat(points.shown()).isEqualTo(floor);
    }

    @Test
    void isMissingWhenNothingIsKnown() {
        assertThat(EscsgFloor.of(null, null)).isNull();
    }
}
