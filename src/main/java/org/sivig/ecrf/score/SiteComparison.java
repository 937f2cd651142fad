package org.sivig.ecrf.score;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.statistics.descriptive.Median;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.inference.AlternativeHypothesis;
import org.apache.commons.statistics.inference.FisherExactTest;
import org.apache.commons.statistics.inference.MannWhitneyUTest;
import org.apache.commons.statistics.inference.PValueMethod;

/**
 * Compares the patients of each site with those of all others, each patient being one value, so that several visits of one
 * patient are not taken for several patients.
 *
 * <p>A score says how far a site is from the others, as a deviate of the standard normal distribution: above 0 where its values
 * are higher. There is none for a site with less than {@link #LEAST} patients, or where less than three sites have values.
 *
 * <p>The comparison of every site with all others: Venet D, Doffagne E, Burzykowski T, et al. A statistical approach to central
 * monitoring of data quality in clinical trials. Clin Trials 2012;9:705–13.
 */
public final class SiteComparison {

    /** With less patients than these a site is not compared. */
    public static final int LEAST = 8;

    /** So many patients lie on the far side of the middle of all, or a site is not far away. */
    private static final int LEAST_ON_ONE_SIDE = 5;
    /** What a score is at most where there are less: no alarm. */
    private static final double NO_ALARM = 2;
    /** With less sites than these one cannot say how much honest sites differ. */
    private static final int LEAST_SITES = 10;
    /** The median of the absolute value of a standard normal variable. */
    private static final double MEDIAN_DEVIATE = 0.6744897501960817;
    /** Beyond this a probability is 0 to the machine. */
    private static final double FARTHEST = 38;
    /** How likely one false alarm among honest sites may be, over all comparisons together. */
    private static final double ALPHA = 0.05;

    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

    private SiteComparison() {
    }

    /**
     * Scores by the rank-sum test, with the correction for ties and for continuity. Mann HB, Whitney DR. On a test of whether
     * one of two random variables is stochastically larger than the other. Ann Math Stat 1947;18:50–60.
     *
     * <p>Where most values are equal the approximation by the normal distribution is too sure of itself: a score is at most 2
     * unless 5 patients of the site lie on that side of the median of all patients.
     *
     * @param values by site, one of each patient
     */
    public static Map<String, Double> byRanks(Map<String, double[]> values) {
        double middle = Median.withDefaults().evaluate(all(values));
        return compare(values, (own, others) -> byRanks(own, others, middle));
    }

    private static double byRanks(double[] own, double[] others, double middle) {
        if (Arrays.stream(own).allMatch(value -> value == own[0]) && Arrays.stream(others).allMatch(value -> value == own[0])) {
            return 0;
        }
        MannWhitneyUTest.Result result = MannWhitneyUTest.withDefaults().with(PValueMethod.ASYMPTOTIC).test(own, others);
        double score = Math.copySign(score(result.getPValue() / 2), result.getStatistic() - own.length * (double) others.length / 2);
        long onThatSide = Arrays.stream(own).filter(value -> score > 0 ? value > middle : value < middle).count();
        return onThatSide >= LEAST_ON_ONE_SIDE ? score : Math.clamp(score, -NO_ALARM, NO_ALARM);
    }

    /**
     * Scores of how many patients have a value above 0, for what almost none has, by the exact test. Fisher RA. On the
     * interpretation of χ² from contingency tables, and the calculation of P. J R Stat Soc 1922;85:87–94.
     *
     * @param values by site, one of each patient
     */
    public static Map<String, Double> byEvents(Map<String, double[]> values) {
        return compare(values, (own, others) -> {
            int[][] table = {events(own), events(others)};
            FisherExactTest test = FisherExactTest.withDefaults();
            double higher = test.with(AlternativeHypothesis.GREATER_THAN).test(table).getPValue();
            double lower = test.with(AlternativeHypothesis.LESS_THAN).test(table).getPValue();
            return higher < lower ? score(higher) : -score(lower);
        });
    }

    private static int[] events(double[] values) {
        int with = (int) Arrays.stream(values).filter(value -> value > 0).count();
        return new int[] {with, values.length - with};
    }

    /**
     * How far each patient is from the median of the site: compared by ranks, these say whether a site is spread less or more
     * than the others, whatever its median. Brown MB, Forsythe AB. Robust tests for the equality of variances. J Am Stat Assoc
     * 1974;69:364–7.
     */
    public static Map<String, double[]> deviations(Map<String, double[]> values) {
        Map<String, double[]> deviations = new TreeMap<>();
        values.forEach((site, own) -> {
            double middle = Median.withDefaults().evaluate(own);
            deviations.put(site, Arrays.stream(own).map(value -> Math.abs(value - middle)).toArray());
        });
        return deviations;
    }

    /**
     * How far a score has to be from 0 to be an alarm, so that with this many comparisons of honest sites there is any in one
     * look of twenty at most. Dunn OJ. Multiple comparisons among means. J Am Stat Assoc 1961;56:52–64.
     *
     * @param comparisons all that are made together
     */
    public static double limit(int comparisons) {
        return NORMAL.inverseSurvivalProbability(ALPHA / 2 / Math.max(1, comparisons));
    }

    private interface Comparison {
        double of(double[] own, double[] others);
    }

    private static Map<String, Double> compare(Map<String, double[]> values, Comparison comparison) {
        Map<String, Double> scores = new TreeMap<>();
        if (values.values().stream().filter(own -> own.length > 0).count() < 3) {
            return scores;
        }
        values.forEach((site, own) -> {
            Map<String, double[]> rest = new TreeMap<>(values);
            rest.remove(site);
            double[] others = all(rest);
            if (own.length >= LEAST && others.length >= LEAST) {
                scores.put(site, comparison.of(own, others));
            }
        });
        return settle(scores);
    }

    /**
     * Honest sites differ too: they are sent other patients, and measure with other machines. With ten sites or more all scores
     * are divided by how much they spread, where that is more than chance would have it; a few sites that are far away do not
     * change this. Spiegelhalter DJ. Funnel plots for comparing institutional performance. Stat Med 2005;24:1185–202; the spread
     * from the middle of the scores as in Efron B. Large-scale simultaneous hypothesis testing: the choice of a null hypothesis.
     * J Am Stat Assoc 2004;99:96–104.
     */
    private static Map<String, Double> settle(Map<String, Double> scores) {
        if (scores.size() >= LEAST_SITES) {
            double spread = Median.withDefaults().evaluate(scores.values().stream().mapToDouble(Math::abs).toArray())
                    / MEDIAN_DEVIATE;
            scores.replaceAll((site, score) -> score / Math.max(1, spread));
        }
        return scores;
    }

    /** @param probability of what is as far away on one side, or farther: above a half where that is no distance at all */
    private static double score(double probability) {
        return Math.min(NORMAL.inverseSurvivalProbability(Math.min(probability, 0.5)), FARTHEST);
    }

    private static double[] all(Map<String, double[]> values) {
        return values.values().stream().flatMapToDouble(Arrays::stream).toArray();
    }
}
