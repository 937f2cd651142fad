package org.sivig.ecrf.query;

import java.util.List;

/**
 * What became of queries that were raised at once.
 *
 * @param numbers  of those that were raised, in the order of the items that were given
 * @param pending  how many were not, because a query waits at the item already
 * @param closed   how many were not, because the casebook is locked
 * @param notAsked how many were not, because the protocol does not ask the item
 */
public record QueriesRaised(List<Long> numbers, int pending, int closed, int notAsked) {

    public int skipped() {
        return pending + closed + notAsked;
    }
}
