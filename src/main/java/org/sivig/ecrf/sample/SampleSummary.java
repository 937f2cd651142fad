package org.sivig.ecrf.sample;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.score.WilsonInterval;

/**
 * A sample, and how far it is at the sites that the user sees.
 *
 * @param seed     with which it was drawn
 * @param drawnBy  the name of who drew it
 * @param closedAt null while it is being read
 */
public record SampleSummary(long id, int perSite, long seed, String drawnBy, Instant drawnAt,
        @Nullable Instant closedAt, List<OfSite> sites) {

    /**
     * @param site        its code; empty for all of them
     * @param drawn       how many answers were drawn
     * @param read        how many of them were read a second time
     * @param differences how many differ; 0 while the sample is not closed
     * @param unclassed   how many of these nobody classed yet
     * @param errors      how many of them are errors of abstraction
     */
    public record OfSite(String site, int drawn, int read, int differences, int unclassed, int errors) {

        /** Errors of abstraction among the answers that were read. */
        public WilsonInterval errorRate() {
            return new WilsonInterval(errors, read);
        }

        OfSite plus(OfSite other) {
            return new OfSite("", drawn + other.drawn, read + other.read, differences + other.differences,
                    unclassed + other.unclassed, errors + other.errors);
        }
    }

    /** All sites together. */
    public OfSite total() {
        return sites.stream().reduce(new OfSite("", 0, 0, 0, 0, 0), OfSite::plus);
    }
}
