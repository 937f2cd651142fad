package org.sivig.ecrf.casebook;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.audit.Act;
import org.sivig.ecrf.crf.Answer;
import org.sivig.ecrf.crf.Casebook;
import org.sivig.ecrf.crf.EditCheck;

/**
 * A finding in a list.
 *
 * @param number        of the patient
 * @param place         where it shows, by names
 * @param at            the item at which it shows, in an empty row; null where this version does not know it
 * @param now           the answer there today; null for what the user does not see
 * @param asked         whether the protocol asks the item today
 * @param arguments     what the placeholders of its message stand for, as the contract writes values; nothing of identity
 * @param justification null when there is none
 * @param cause         what it rests on with several others; null when there is nothing
 */
public record FindingRow(long id, String number, String site, EditCheck check, Act.Place place, Casebook.@Nullable Instance at,
        @Nullable Answer<?> now, boolean asked, Map<String, String> arguments, FindingState state, Instant firedAt, @Nullable Justification justification,
        @Nullable Cause cause) {

    /**
     * An answer on which several findings of a patient rest.
     *
     * @param answer in an empty row
     * @param value  as the contract writes it; null where it is not shown
     * @param open   how many open findings rest on it
     */
    public record Cause(Casebook.Instance answer, @Nullable String value, long open) {
    }
}
