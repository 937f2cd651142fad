package org.sivig.ecrf.casebook;

import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.account.AccessPolicy;
import org.sivig.ecrf.crf.Answer;
import org.sivig.ecrf.crf.Item;
import org.sivig.ecrf.crf.MissingReason;

/** An answer as it is kept with a query: as the contract writes it, or the code of its missing reason; never identity. */
public record StoredAnswer(@Nullable String value, @Nullable String missing) {

    public static StoredAnswer of(Item<?, ?> item, Answer<?> answer) {
        return item.isIdentity() ? new StoredAnswer(null, null) : new StoredAnswer(item.text(answer.value()),
                answer.missing() == null ? null : answer.missing().code());
    }

    /** Null for what the viewer does not see. */
    public @Nullable Answer<?> read(Item<?, ?> item, AccessPolicy policy) {
        return !policy.sees(item) ? null
                : missing == null ? Answer.of(item.parse(value)) : Answer.missing(MissingReason.valueOf(missing));
    }
}
