package org.sivig.ecrf.score;

import org.apache.commons.statistics.descriptive.Quantile;
import org.apache.commons.statistics.descriptive.Quantile.EstimationMethod;
import org.jspecify.annotations.Nullable;

/**
 * The quartiles of some numbers, interpolated between the two nearest: type 7 of Hyndman RJ, Fan Y. Sample quantiles in
 * statistical packages. Am Stat 1996;50:361–5; what R does unless told otherwise, and {@code percentile_cont} of SQL.
 *
 * @param n of how many numbers
 */
public record Quartiles(int n, double lower, double median, double upper) {

    private static final Quantile TYPE_7 = Quantile.withDefaults().with(EstimationMethod.HF7);

    /** @return null when there are no numbers */
    public static @Nullable Quartiles of(double[] values) {
        if (values.length == 0) {
            return null;
        }
        double[] found = TYPE_7.evaluate(values, 0.25, 0.5, 0.75);
        return new Quartiles(values.length, found[0], found[1], found[2]);
    }
}
