package org.sivig.ecrf.score;

import org.apache.commons.statistics.distribution.BinomialDistribution;

/**
 * Whether as many change one way as the other. McNemar Q. Note on the sampling error of the difference between correlated
 * proportions or percentages. Psychometrika 1947;12:153–7.
 *
 * @param gained who had it not at first, and then did
 * @param lost   who had it at first, and then did not
 */
public record McNemar(int gained, int lost) {

    /** The exact probability of both sides, from the binomial distribution; 1 when nobody changes. */
    public double p() {
        int changed = gained + lost;
        return changed == 0 ? 1
                : Math.min(1, 2 * BinomialDistribution.of(changed, 0.5).cumulativeProbability(Math.min(gained, lost)));
    }
}
