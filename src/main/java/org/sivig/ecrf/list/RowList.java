package org.sivig.ecrf.list;

import java.util.List;
import org.springframework.data.domain.Pageable;

/**
 * A list of what the user may see, that filters, sorts and pages in the database.
 *
 * @param <R> a row
 */
public interface RowList<R> {

    Columns<R> columns();

    /**
     * One page of the rows that meet a filter.
     *
     * @param page sorted by keys of {@link #columns}
     * @throws IllegalArgumentException when it is sorted by anything else
     */
    List<R> fetch(Filter<R> filter, Pageable page);
}
