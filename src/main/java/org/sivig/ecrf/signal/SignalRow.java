package org.sivig.ecrf.signal;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a patient adds to a signal.
 *
 * @param patient the number
 * @param value   by which the patient is compared
 * @param visits  what it was made of; empty where it is not of visits
 */
public record SignalRow(String patient, double value, List<OfVisit> visits) {

    /**
     * A visit.
     *
     * @param visit its key
     * @param value what was measured, or the days until it was entered; null where the row is repeated
     * @param twin  the row that it repeats: the number of the patient and the key of the visit; null where there is none
     */
    public record OfVisit(String visit, @Nullable Double value, @Nullable Twin twin) {
    }

    /** The visit whose measurements another one repeats. */
    public record Twin(String patient, String visit) {
    }
}
