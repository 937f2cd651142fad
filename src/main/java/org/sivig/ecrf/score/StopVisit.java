package org.sivig.ecrf.score;

import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.crf.PartialDate;

/**
 * The follow-up visit that shows the patient at the end of the first course, within 92 days on either side. It carries
 * the study's main contrast, stop against start.
 *
 * @param approximate whether the end of the course or the date of this visit is partial and was taken at its middle
 * @param <V>         what names a visit
 */
public record StopVisit<V>(V visit, boolean approximate) {

    /** The most days between the end of the course and the visit. */
    public static final int DAYS = 92;

    /**
     * Finds the nearest visit; of two that are as near, the later in the order given.
     *
     * @param end       the date of the last infusion of the first course
     * @param followUps the dates of the visits that have one, from M3 to M24; never M0
     * @return null when the end is missing or no visit is near enough
     */
    public static <V> @Nullable StopVisit<V> of(@Nullable PartialDate end, SequencedMap<V, PartialDate> followUps) {
        if (end == null) {
            return null;
        }
        StopVisit<V> nearest = null;
        long distance = DAYS;
        for (Map.Entry<V, PartialDate> visit : followUps.entrySet()) {
            PartialDate date = visit.getValue();
            long days = days(end, date);
            if (days <= distance) {
                distance = days;
                nearest = new StopVisit<>(visit.getKey(), !end.isComplete() || !date.isComplete());
            }
        }
        return nearest;
    }

    /** Whether a visit of this date is near enough to this end of a course. */
    public static boolean isNear(PartialDate end, PartialDate visit) {
        return days(end, visit) <= DAYS;
    }

    private static long days(PartialDate end, PartialDate visit) {
        return Math.abs(ChronoUnit.DAYS.between(end.middle(), visit.middle()));
    }
}
