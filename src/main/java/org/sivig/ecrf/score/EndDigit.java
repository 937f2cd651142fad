package org.sivig.ecrf.score;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.OptionalInt;

/**
 * The last digit of a number that was measured. Who reads an instrument prefers 0 and 5, and who makes numbers up has preferences
 * of their own. Al-Marzouki S, Evans S, Marshall T, Roberts I. Are these data real? Statistical methods for the detection of data
 * fabrication in clinical trials. BMJ 2005;331:267–70.
 */
public final class EndDigit {

    private EndDigit() {
    }

    /**
     * The digit at the place to which the number is measured.
     *
     * @param step the value of that place: 0.1 for haemoglobin in g/dl, 1000 for platelets
     * @return empty for numbers of less than two digits, whose last one says how large they are
     */
    public static OptionalInt of(BigDecimal value, BigDecimal step) {
        int steps = value.divide(step, 0, RoundingMode.HALF_UP).abs().intValueExact();
        return steps < 10 ? OptionalInt.empty() : OptionalInt.of(steps % 10);
    }

    /** Whether it is 0 or 5. */
    public static boolean isRound(int digit) {
        return digit % 5 == 0;
    }
}
