package org.sivig.ecrf.study.life;

/** Where a query is. */
public enum QueryState {
    /** Proposed, and not seen by the site yet. */
    CANDIDATE,
    /** Waits for the site. */
    OPEN,
    /** Waits for who watches over the data. */
    ANSWERED,
    CLOSED,
    CANCELLED;

    /** Whether nobody has to do anything about it. */
    public boolean isSettled() {
        return this == CLOSED || this == CANCELLED;
    }
}
