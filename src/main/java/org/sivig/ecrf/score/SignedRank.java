package org.sivig.ecrf.score;

import java.util.Arrays;
import org.apache.commons.statistics.inference.PValueMethod;
import org.apache.commons.statistics.inference.WilcoxonSignedRankTest;
import org.jspecify.annotations.Nullable;

/**
 * Whether paired values differ, by the ranks of their differences. Differences of 0 are dropped. The probability is exact up to 25
 * differences if no two are as far from 0; otherwise that of the normal approximation, with mid-ranks and the corrections for ties
 * and for continuity. Wilcoxon F. Individual comparisons by ranking methods. Biometrics Bull 1945;1:80–3.
 *
 * @param n         of how many differences that are not 0
 * @param statistic the sum of the ranks of those above 0
 * @param p         of both sides
 * @param exact     whether the probability is exact
 */
public record SignedRank(int n, double statistic, double p, boolean exact) {

    private static final int MOST_EXACT = 25;

    /** @return null when no difference is other than 0 */
    public static @Nullable SignedRank of(double[] differences) {
        double[] others = Arrays.stream(differences).filter(difference -> difference != 0).toArray();
        if (others.length == 0) {
            return null;
        }
        boolean tied = Arrays.stream(others).map(Math::abs).distinct().count() < others.length;
        boolean exact = others.length <= MOST_EXACT && !tied;
        WilcoxonSignedRankTest.Result result = WilcoxonSignedRankTest.withDefaults()
                .with(exact ? PValueMethod.EXACT : PValueMethod.ASYMPTOTIC).test(others);
        return new SignedRank(others.length, result.getStatistic(), result.getPValue(), exact);
    }
}
