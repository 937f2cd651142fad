package org.sivig.ecrf.score;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * By how much paired values differ: the median of the Walsh averages, which are the means of each difference with each, itself
 * included. Hodges JL, Lehmann EL. Estimates of location based on rank tests. Ann Math Stat 1963;34:598–611.
 */
public final class HodgesLehmann {

    private HodgesLehmann() {
    }

    /**
     * The estimate of the middle of the differences. The averages are never written down: there are two million of two thousand
     * differences. It is found which sum of two has half of all sums below it, by halving the numbers that a machine knows.
     *
     * @return null when there are no differences
     */
    public static @Nullable Double of(double[] differences) {
        int n = differences.length;
        if (n == 0) {
            return null;
        }
        double[] sorted = differences.clone();
        Arrays.sort(sorted);
        long all = (long) n * (n + 1) / 2;
        double lower = smallest(sorted, (all + 1) / 2);
        return (all % 2 == 1 ? lower : (lower + smallest(sorted, all / 2 + 1)) / 2) / 2;
    }

    /** The sum of two, or of one with itself, at this place from 1 among all such sums. */
    private static double smallest(double[] sorted, long place) {
        long low = ordered(2 * sorted[0]);
        long high = ordered(2 * sorted[sorted.length - 1]);
        while (low < high) {
            long middle = low + ((high - low) >>> 1);
            if (atMost(sorted, number(middle)) >= place) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return number(low);
    }

    private static long atMost(double[] sorted, double sum) {
        long count = 0;
        int last = sorted.length - 1;
        for (int i = 0; i <= last; i++) {
            while (last >= i && sorted[i] + sorted[last] > sum) {
                last--;
            }
            count += Math.max(0, last - i + 1);
        }
        return count;
    }

    /** A whole number for each number, in the same order. */
    private static long ordered(double number) {
        long bits = Double.doubleToLongBits(number + 0.0);
        return bits >= 0 ? bits : Long.MIN_VALUE - bits;
    }

    private static double number(long ordered) {
        return Double.longBitsToDouble(ordered >= 0 ? ordered : Long.MIN_VALUE - ordered);
    }
}
