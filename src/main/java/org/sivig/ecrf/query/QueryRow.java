package org.sivig.ecrf.query;

import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.casebook.KnownQuery;
import org.sivig.ecrf.crf.Answer;

/**
 * A query in a list.
 *
 * @param reply what the site answered last; null while it did not
 * @param now   the answer today; null for what the user does not see
 * @param asked whether the protocol still asks the item
 */
public record QueryRow(KnownQuery query, KnownQuery.@Nullable Message reply, @Nullable Answer<?> now, boolean asked) {

    /** Whether it was closed with another answer than there is today. */
    public boolean isChangedSinceClosed() {
        return now != null && query.isClosedBefore(now);
    }
}
