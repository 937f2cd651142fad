package org.sivig.ecrf.casebook;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.study.life.CasebookState;

/**
 * A casebook among many that shall be taken through a step together, as it was seen.
 *
 * @param changedAt when an answer had changed last
 * @param hindrance why it is left out; null when it is not
 * @param count     how much there is of that; 0 where nothing is counted
 */
public record LifeLine(String number, String site, CasebookState state, Instant changedAt, @Nullable Hindrance hindrance,
        int count) {

    /** What stands in the way of a step. */
    public enum Hindrance {
        /** Not everything is answered, or nobody has said so. */
        NOT_COMPLETE,
        /** It is further already, or not so far. */
        OTHER_STATE,
        /** Only what is signed is locked. */
        UNSIGNED,
        /** Queries wait for somebody. */
        QUERIES,
        /** Answers are missing, or impossible. */
        OBSTACLES,
        /** It is no longer as it was seen. */
        CHANGED
    }

    boolean isAsSeen(LifeLine seen) {
        return state == seen.state && changedAt.equals(seen.changedAt);
    }

    LifeLine changed() {
        return new LifeLine(number, site, state, changedAt, Hindrance.CHANGED, 0);
    }
}
