package org.sivig.ecrf.score;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EvaluableTest {

    @ParameterizedTest
    @CsvSource({"true, 7, YES", "true, 6, NO", "true, 51, YES", "true, , ", "false, , NO", "false, 20, NO", ", 6, NO", ", 7, ", ", , "})
    void theSkinIsThatOfDiffuseDiseaseWithASkinScoreOfAtLeastSeven(@Nullable Boolean diffuse, @Nullable Integer baseline,
            @Nullable Evaluable expected) {
        assertThat(Evaluable.ofSkin(diffuse, baseline)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"true, YES", "false, NO", ", "})
    void theLungIsThatOfInterstitialLungDisease(@Nullable Boolean lungDisease, @Nullable Evaluable expected) {
        assertThat(Evaluable.ofLung(lungDisease)).isEqualTo(expected);
    }
}
