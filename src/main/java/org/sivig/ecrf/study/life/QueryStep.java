package org.sivig.ecrf.study.life;

import static org.sivig.ecrf.study.life.QueryState.ANSWERED;
import static org.sivig.ecrf.study.life.QueryState.CANCELLED;
import static org.sivig.ecrf.study.life.QueryState.CANDIDATE;
import static org.sivig.ecrf.study.life.QueryState.CLOSED;
import static org.sivig.ecrf.study.life.QueryState.OPEN;

import java.util.Set;

/** A step in the life of a query; the first three make one. */
public enum QueryStep {
    /** Asks the site. */
    RAISE(OPEN, true),
    /** Drafts a query, for somebody to release. */
    PROPOSE(CANDIDATE, true),
    /** Notes something at an item; asks nothing of anybody. */
    NOTE(CLOSED, true),
    RELEASE(OPEN, false, CANDIDATE),
    ANSWER(ANSWERED, true, OPEN),
    SEND_BACK(OPEN, true, ANSWERED),
    /** With an outcome; an open query too. */
    CLOSE(CLOSED, false, OPEN, ANSWERED),
    REOPEN(OPEN, true, CLOSED),
    CANCEL(CANCELLED, true, CANDIDATE, OPEN);

    private final QueryState to;
    private final boolean explained;
    private final Set<QueryState> from;

    QueryStep(QueryState to, boolean explained, QueryState... from) {
        this.to = to;
        this.explained = explained;
        this.from = Set.of(from);
    }

    public QueryState to() {
        return to;
    }

    /** Whether it needs a text. */
    public boolean isExplained() {
        return explained;
    }

    /** Whether it makes a query. */
    public boolean isFirst() {
        return from.isEmpty();
    }

    public boolean isFrom(QueryState state) {
        return from.contains(state);
    }
}
