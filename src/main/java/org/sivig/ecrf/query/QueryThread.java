package org.sivig.ecrf.query;

import java.util.List;
import org.sivig.ecrf.casebook.KnownQuery;

/** A query with everything that was done to it, the first thing first. */
public record QueryThread(KnownQuery query, List<KnownQuery.Message> messages) {
}
