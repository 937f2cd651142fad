package org.sivig.ecrf.list;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Sort;

/**
 * Which rows are listed, and in which order.
 *
 * @param <R>  a row
 * @param sort the key of a column; null for the order in which the list comes
 */
public record Listing<R>(Filter<R> filter, @Nullable String sort, boolean descending) implements Serializable {

    public Listing<R> with(Filter<R> filter) {
        return new Listing<>(filter, sort, descending);
    }

    public Listing<R> sortedBy(@Nullable String sort, boolean descending) {
        return new Listing<>(filter, sort, descending);
    }

    public Sort order() {
        return sort == null ? Sort.unsorted() : Sort.by(descending ? Sort.Direction.DESC : Sort.Direction.ASC, sort);
    }
}
