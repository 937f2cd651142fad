package org.sivig.ecrf.list;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * What lies between two ends, both included.
 *
 * @param from null when it is open below
 * @param to   null when it is open above
 */
public record Range<T extends Comparable<? super T> & Serializable>(@Nullable T from, @Nullable T to)
        implements Serializable {

    /** @throws IllegalArgumentException when the end is before the start */
    public Range {
        if (from != null && to != null && from.compareTo(to) > 0) {
            throw new IllegalArgumentException("The end is before the start");
        }
    }

    /** Everything. */
    public static <T extends Comparable<? super T> & Serializable> Range<T> all() {
        return new Range<>(null, null);
    }
}
