package org.sivig.ecrf.score;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.crf.Code;

/**
 * Whether interstitial lung disease has progressed since M0: forced vital capacity has fallen by at least 10 % of its
 * value, or by at least 5 % while diffusing capacity has fallen by at least 15 %. The definition was made for volumes;
 * the study collects per cent of predicted, which reports have to say.
 * <p>
 * Source: OMERACT CTD-ILD, Khanna D et al., J Rheumatol 2015;42:2168–71.
 */
public enum LungProgression implements Code {
    PROGRESSION, NO;

    /**
     * Judges the change.
     *
     * @param baselineFvc  forced vital capacity at M0, in per cent of predicted, like the others
     * @param baselineDlco diffusing capacity at M0
     * @return null when forced vital capacity is missing at either visit, or diffusing capacity is and would decide. A
     *         change from 0 is missing
     */
    public static @Nullable LungProgression of(@Nullable BigDecimal baselineFvc, @Nullable BigDecimal fvc,
            @Nullable BigDecimal baselineDlco, @Nullable BigDecimal dlco) {
        Double fvcChange = ChangeFromBaseline.percent(baselineFvc, fvc);
        if (fvcChange == null) {
            return null;
        }
        if (Rounding.isAtMost(fvcChange, -10)) {
            return PROGRESSION;
        }
        if (!Rounding.isAtMost(fvcChange, -5)) {
            return NO;
        }
        Double dlcoChange = ChangeFromBaseline.percent(baselineDlco, dlco);
        if (dlcoChange == null) {
            return null;
        }
        return Rounding.isAtMost(dlcoChange, -15) ? PROGRESSION : NO;
    }
}
