package org.sivig.ecrf.monitoring;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A monitoring visit of a site and its report.
 *
 * @param day     when it took place
 * @param text    what was found and agreed
 * @param version how often the report was written: who writes or signs it says which they saw
 * @param figures where the site stood when it was signed off; null until then
 * @param signed  who signed it off; null while nobody has
 */
public record MonitoringVisit(long id, String site, LocalDate day, String openedBy, Instant openedAt, String text, int version,
        @Nullable SiteFigures figures, @Nullable Signed signed) {

    /**
     * That a report was signed off.
     *
     * @param name   as it was printed then
     * @param hash   of all that was signed
     * @param intact whether it still is what was signed
     */
    public record Signed(String by, String name, Instant at, String hash, boolean intact) {
    }
}
