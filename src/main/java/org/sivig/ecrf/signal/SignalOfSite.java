package org.sivig.ecrf.signal;

import org.jspecify.annotations.Nullable;

/**
 * A site beside all others.
 *
 * @param number   the measurement; null where the signal is of none
 * @param patients of how many patients of the site there is a value
 * @param answers  what these values were made of: values, visits, or answers
 * @param value    of the site: the median or the mean of its patients
 * @param others   the same of the patients of all other sites
 * @param compared how many patients these are
 * @param score    how far the site is from the others, in standard deviations; null where there are too few patients
 * @param rank     by the distance from the others, the farthest first; 0 where there is no score
 * @param alarm    whether it is farther away than chance explains
 */
public record SignalOfSite(Signal signal, @Nullable SignalNumber number, String site, int patients, int answers, double value,
        double others, int compared, @Nullable Double score, int rank, boolean alarm) {
}
