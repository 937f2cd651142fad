package org.sivig.ecrf.score;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * The least that the EScSG activity index can be at a visit, in points, shown with one decimal. The form does not ask
 * all that the index needs; this is the part of it that is known.
 * <p>
 * Source: Valentini G et al., Ann Rheum Dis 2001;60:592–8 and 2003;62:901–3.
 */
public final class EscsgFloor {

    private static final int SKIN_SCORE = 14;
    private static final int DLCO = 80;
    private static final int DECIMALS = 1;

    private EscsgFloor() {
    }

    /**
     * 1.0 for a skin score above 14 and 0.5 for a diffusing capacity below 80.
     *
     * @param skinScore the modified Rodnan skin score; unknown counts 0
     * @param dlco      diffusing capacity in per cent of predicted; unknown counts 0
     * @return null when both are unknown
     */
    public static @Nullable Quantity of(@Nullable Integer skinScore, @Nullable BigDecimal dlco) {
        if (skinScore == null && dlco == null) {
            return null;
        }
        double points = 0;
        if (skinScore != null && skinScore > SKIN_SCORE) {
            points += 1;
        }
        if (dlco != null && Rounding.isLess(dlco.doubleValue(), DLCO)) {
            points += 0.5;
        }
        return Quantity.exact(points, DECIMALS);
    }
}
