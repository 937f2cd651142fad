package org.sivig.ecrf.score;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.sivig.ecrf.crf.Span;

/** How computed numbers are compared and shown: computed in double precision, rounded only to show and to export. */
public final class Rounding {

    /** Numbers that differ by no more than this are equal. */
    public static final double TOLERANCE = Span.TOLERANCE;

    private static final int DECIMALS_WITHOUT_NOISE = 9;

    private Rounding() {
    }

    /** Rounds half away from zero, after binary noise is shed by rounding to nine decimals. */
    public static BigDecimal round(double raw, int decimals) {
        return new BigDecimal(raw).setScale(DECIMALS_WITHOUT_NOISE, RoundingMode.HALF_UP)
                .setScale(decimals, RoundingMode.HALF_UP);
    }

    /** Whether a is less than b by more than the tolerance. */
    public static boolean isLess(double a, double b) {
        return a < b - TOLERANCE;
    }

    /** Whether a is at most b, within the tolerance. */
    public static boolean isAtMost(double a, double b) {
        return !isLess(b, a);
    }
}
