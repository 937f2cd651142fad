package org.sivig.ecrf.signal;

import java.util.List;
import java.util.OptionalLong;

/**
 * What is known of a patient for comparing sites; nothing of identity.
 *
 * @param answered  how many items hold an answer
 * @param completed whether a form was ever said to be complete
 * @param changes   answers that were changed after that
 * @param queries   that were asked
 * @param justified findings that were justified
 * @param inARow    how many of these within seconds of the one before
 */
record PatientFacts(String number, String site, int answered, boolean completed, int changes, int queries, int justified,
        int inARow, List<OfVisit> visits) {

    /**
     * A visit.
     *
     * @param numbers as {@link SignalStatistics#MEASURED} has them; {@link Double#NaN} where there is none
     * @param delay   days from the visit to the first entry of its date
     */
    record OfVisit(String visit, double[] numbers, OptionalLong delay) {
    }
}
