package org.sivig.ecrf.score;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What skin and lung are judged to have done since M0. */
class ResponseTest {

    @ParameterizedTest
    @CsvSource({
        "20, 14, IMPROVED",
        "24, 18, IMPROVED",
        "25, 19, STABLE",
        "20, 15, STABLE",
        "6, 0, IMPROVED",
        "0, 6, PROGRESSION",
        "0, 5, STABLE",
        "24, 30, PROGRESSION",
        "25, 31, STABLE",
        "20, 25, STABLE",
        "0, 0, STABLE",
        "10, , ",
        ", 10, "})
    void judgesTheSkinByMoreThan5PointsAndAtLeastAQuarter(@Nullable Integer baseline, @Nullable Integer now,
            @Nullable SkinResponse response) {
        assertThat(SkinResponse.of(baseline, now)).isEqualTo(response);
    }

    @ParameterizedTest
    @CsvSource({
        "80, 72, , , PROGRESSION",
        "80, 72.1, , , ",
        "80, 72.1, 60, 60, NO",
        "80, 76, 60, 51, PROGRESSION",
        "80, 76, 60, 51.1, NO",
        "80, 76.1, 60, 51, NO",
        "80, 76.1, , , NO",
        "70, 66, , , ",
        "70, 66, 60, , ",
        "70, 66, , 51, ",
        "70, 66, 0, 51, ",
        "80, 90, 60, 30, NO",
        ", 72, 60, 51, ",
        "80, , 60, 51, ",
        "0, 72, 60, 51, "})
    void judgesTheLungByVitalAndDiffusingCapacity(@Nullable BigDecimal baselineFvc, @Nullable BigDecimal fvc,
            @Nullable BigDecimal baselineDlco, @Nullable BigDecimal dlco, @Nullable LungProgression progression) {
        assertThat(LungProgression.of(baselineFvc, fvc, baselineDlco, dlco)).isEqualTo(progression);
    }

    @Test
    void thresholdsHoldForEveryBaselineThatTheyMeetExactly() {
        for (int tenths = 100; tenths <= 2000; tenths += 100) {
            BigDecimal fvc = BigDecimal.valueOf(tenths, 1);
            assertThat(LungProgression.of(fvc, fvc.multiply(new BigDecimal("0.9")), null, null)).as("FVC %s", fvc)
                    .isEqualTo(LungProgression.PROGRESSION);
            assertThat(LungProgression.of(fvc, fvc.multiply(new BigDecimal("0.95")), fvc,
                    fvc.multiply(new BigDecimal("0.85")))).as("FVC and DLCO %s", fvc)
                    .isEqualTo(LungProgression.PROGRESSION);
        }
    }
}
