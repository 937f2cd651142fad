package org.sivig.ecrf.study.life;

import static org.sivig.ecrf.study.life.CasebookState.COMPLETE;
import static org.sivig.ecrf.study.life.CasebookState.FROZEN;
import static org.sivig.ecrf.study.life.CasebookState.IN_PROGRESS;
import static org.sivig.ecrf.study.life.CasebookState.LOCKED;
import static org.sivig.ecrf.study.life.CasebookState.REMOVED;
import static org.sivig.ecrf.study.life.CasebookState.SIGNED;

import java.util.Set;

/** A step in the life of a casebook. Each has its opposite. */
public enum Transition {
    COMPLETE_CASEBOOK(false, IN_PROGRESS),
    REOPEN_CASEBOOK(true, COMPLETE),
    SIGN(false, COMPLETE),
    UNSIGN(true, SIGNED),
    FREEZE(false, IN_PROGRESS, COMPLETE, SIGNED),
    /** Back to the state before it was frozen. */
    UNFREEZE(true, FROZEN),
    /** Of a frozen casebook whose signature stands. */
    LOCK(false, FROZEN),
    /** Back to frozen. */
    UNLOCK(true, LOCKED),
    /** Out of the study. */
    REMOVE(true, IN_PROGRESS, COMPLETE, SIGNED),
    /** Back to the state before it was removed. */
    RESTORE(true, REMOVED);

    private final boolean explained;
    private final Set<CasebookState> from;

    Transition(boolean explained, CasebookState... from) {
        this.explained = explained;
        this.from = Set.of(from);
    }

    /** Whether it asks for a reason: what takes back an earlier step does, and what takes a casebook out of the study. */
    public boolean isExplained() {
        return explained;
    }

    public boolean isFrom(CasebookState state) {
        return from.contains(state);
    }

    /** Whether no query may wait for anybody: nobody could answer it any more. */
    public boolean endsQueries() {
        return this == LOCK || this == REMOVE;
    }
}
