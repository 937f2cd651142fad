package org.sivig.ecrf.data;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.crf.MissingReason;
import org.sivig.ecrf.score.Evaluable;

/**
 * What one row shows in one column.
 *
 * @param value       a text, {@link Integer}, {@link java.math.BigDecimal}, {@link org.sivig.ecrf.crf.PartialDate}, code
 *                    or set of codes; a text for the site and for keys of rows; null when there is none
 * @param missing     why there is none, if it was said
 * @param asked       whether the protocol asks the item; true for what is no item
 * @param approximate whether a figure took a partial date at its middle
 * @param evaluable   for a figure that does not mean something for every patient, whether it does; null when that is not
 *                    known, and for all others
 * @param finding     whether a finding is true at it now
 * @param query       whether a query is open or answered
 * @param verified    whether it is verified now
 */
public record DataCell(@Nullable Object value, @Nullable MissingReason missing, boolean asked, boolean approximate,
        @Nullable Evaluable evaluable, boolean finding, boolean query, boolean verified) implements Serializable {

    /** Whether it is asked and nothing was entered. */
    public boolean isEmpty() {
        return asked && value == null && missing == null;
    }
}
