package org.sivig.ecrf.crf;

import java.io.Serializable;
import java.math.BigDecimal;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an item holds: a value, or the reason why there is none, or nothing yet.
 *
 * @param value   null when there is no value
 * @param missing null when there is no reason
 */
public record Answer<V>(@Nullable V value, @Nullable MissingReason missing) implements Serializable {

    private static final Answer<?> BLANK = new Answer<>(null, null);

    /** @throws IllegalArgumentException when both a value and a reason are given */
    public Answer {
        if (value instanceof Set<?> set && set.isEmpty() || value instanceof String text && text.isEmpty()) {
            value = null;
        }
        if (value instanceof BigDecimal number) {
            value = plain(number);
        }
        if (value != null && missing != null) {
            throw new IllegalArgumentException("An item has a value or a missing reason, not both");
        }
    }

    /** Numbers that are equal shall be the same answer: 1.50 and 1.5. */
    @SuppressWarnings("unchecked")
    private static <V> V plain(BigDecimal number) {
        BigDecimal stripped = number.stripTrailingZeros();
        return (V) (stripped.scale() < 0 ? stripped.setScale(0) : stripped);
    }

    /** Not yet entered. */
    @SuppressWarnings("unchecked")
    public static <V> Answer<V> blank() {
        return (Answer<V>) BLANK;
    }

    /** A value; null, an empty text and an empty set are blank. */
    public static <V> Answer<V> of(@Nullable V value) {
        return value == null ? blank() : new Answer<>(value, null);
    }

    public static <V> Answer<V> missing(MissingReason reason) {
        return new Answer<>(null, reason);
    }

    public boolean isBlank() {
        return value == null && missing == null;
    }
}
