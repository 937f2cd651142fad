package org.sivig.ecrf.ui;

import com.vaadin.flow.router.QueryParameters;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * What a list shows and in which order, as it stands in the address.
 *
 * @param <F> the filter
 * @param <A> the address itself
 */
public interface ListAddress<F, A> extends Serializable {

    F filter();

    A with(F filter);

    /** The key of the column that the list is sorted by; null for the order in which it comes. */
    @Nullable String sortKey();

    boolean descending();

    A sortedBy(@Nullable String key, boolean descending);

    QueryParameters parameters();
}
