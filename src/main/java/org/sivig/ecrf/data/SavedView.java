package org.sivig.ecrf.data;

import java.io.Serializable;
import java.time.Instant;

/**
 * A query of a grid under a name.
 *
 * @param address the query as parameters of the address: {@code mrss=10..20&_sort=-mrss}
 * @param owner   the name of whose it is
 * @param own     whether it is the user's
 */
public record SavedView(long id, String name, String form, String address, String owner, boolean own, boolean shared,
        Instant createdAt, Instant changedAt) implements Serializable {
}
