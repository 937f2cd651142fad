package org.sivig.ecrf.study.life;

import org.sivig.ecrf.crf.Code;
import org.sivig.ecrf.study.Patient;

/** How far a casebook is in its life, and what may still be written about its patient. */
public enum CasebookState implements Code {
    IN_PROGRESS, COMPLETE, SIGNED, FROZEN, LOCKED;

    /** What is written about a patient. Who writes any of it asks {@link Patient#requireOpenTo} first. */
    public enum Work {
        /** Answers, and whether a form is complete. */
        ANSWERS,
        /** Why a finding is right as it stands. */
        FINDINGS,
        /** Queries and what is said in them. */
        QUERIES,
        /** That answers agree with the source. */
        VERIFICATION
    }

    public boolean allows(Work work) {
        return switch (this) {
            case IN_PROGRESS, COMPLETE, SIGNED -> true;
            case FROZEN -> work != Work.ANSWERS;
            case LOCKED -> false;
        };
    }
}
