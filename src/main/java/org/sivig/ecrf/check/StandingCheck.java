package org.sivig.ecrf.check;

import java.io.Serializable;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.account.Role;
import org.sivig.ecrf.crf.Severity;
import org.sivig.ecrf.data.DataQuery;

/**
 * A filter that was kept as a check of the study.
 *
 * @param id          {@code S1}, {@code S2} …, as findings name it
 * @param text        its message, in the words of its author
 * @param item        the name of the item at which it shows
 * @param filter      as {@link DataQuery#address}
 * @param hits        how many findings of it are true, in the patients whom the user sees; of a withdrawn one none
 * @param author      the name of who made it
 * @param withdrawnAt null while it stands
 * @param withdrawnBy the name of who withdrew it
 * @param withdrawnWhy what they said; null also for what was withdrawn before a reason was asked for
 */
public record StandingCheck(String id, String text, Severity severity, String form, String item, String filter,
        long hits, String author, Role authorRole, Instant createdAt, @Nullable Instant withdrawnAt,
        @Nullable String withdrawnBy, @Nullable String withdrawnWhy) implements Serializable {

    public boolean isStanding() {
        return withdrawnAt == null;
    }
}
