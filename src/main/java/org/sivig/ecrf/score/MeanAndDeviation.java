package org.sivig.ecrf.score;

import org.apache.commons.statistics.descriptive.Mean;
import org.apache.commons.statistics.descriptive.StandardDeviation;
import org.jspecify.annotations.Nullable;

/**
 * The mean of some numbers and their standard deviation, with n − 1 below.
 *
 * @param n         of how many numbers
 * @param deviation not a number where there is one number only
 */
public record MeanAndDeviation(int n, double mean, double deviation) {

    /** @return null when there are no numbers */
    public static @Nullable MeanAndDeviation of(double[] values) {
        return values.length == 0 ? null : new MeanAndDeviation(values.length, Mean.of(values).getAsDouble(),
                values.length == 1 ? Double.NaN : StandardDeviation.of(values).getAsDouble());
    }
}
