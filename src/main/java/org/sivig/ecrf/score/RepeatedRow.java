package org.sivig.ecrf.score;

/**
 * Whether a row of measurements repeats another one. Two visits agree in one measurement or two by chance; in all of them they do
 * when somebody copied the row. Buyse M, George SL, Evans S, et al. The role of biostatistics in the prevention, detection and
 * treatment of fraud in clinical trials. Stat Med 1999;18:3435–51.
 */
public final class RepeatedRow {

    /** With less measurements than these in common, two rows are not compared. */
    public static final int LEAST = 6;

    /** Of so many that they have in common one may differ. */
    private static final int ONE_OF = 8;

    private RepeatedRow() {
    }

    /**
     * Whether two rows have at least {@link #LEAST} measurements in common and agree in all of them, but one of eight.
     *
     * @param one   the measurements in a fixed order; {@link Double#NaN} for those that it does not have
     * @param other the same of the other row
     */
    public static boolean of(double[] one, double[] other) {
        int shared = 0;
        int different = 0;
        for (int i = 0; i < one.length && different <= one.length / ONE_OF; i++) {
            if (!Double.isNaN(one[i]) && !Double.isNaN(other[i])) {
                shared++;
                different += one[i] == other[i] ? 0 : 1;
            }
        }
        return shared >= LEAST && different <= shared / ONE_OF;
    }
}
