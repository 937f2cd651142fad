package org.sivig.ecrf.signal;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The sites that the user sees, each beside all sites of the study.
 *
 * @param all         by signal, measurement and rank; sites without a score come last
 * @param comparisons how many scores there are, in the whole study
 * @param limit       how far a score has to be from 0 to be an alarm
 */
public record SignalReport(List<SignalOfSite> all, int comparisons, double limit) {

    /** What chance does not explain, the farthest first. */
    public List<SignalOfSite> alarms() {
        return all.stream().filter(SignalOfSite::alarm).sorted(Comparator.comparing(
                (SignalOfSite each) -> -Math.abs(Objects.requireNonNull(each.score())))).toList();
    }

    /** One signal of all sites. */
    public List<SignalOfSite> of(Signal signal, @Nullable SignalNumber number) {
        return all.stream().filter(each -> each.signal() == signal && Objects.equals(each.number(), number)).toList();
    }
}
