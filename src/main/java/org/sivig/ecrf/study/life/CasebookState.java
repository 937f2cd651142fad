package org.sivig.ecrf.study.life;

import org.sivig.ecrf.crf.Code;
import org.sivig.ecrf.study.Patient;

/** How far a casebook is in its life, and what may still be written about its patient. */
public enum CasebookState implements Code {
    IN_PROGRESS, COMPLETE, SIGNED, FROZEN, LOCKED,
    /** Not of the study, though it is kept whole: made twice or by mistake, or the patient is opposed to it. */
    REMOVED;

    /** In SQL, whether a patient {@code p} counts. */
    public static final String COUNTS = "p.state <> 'REMOVED'";

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
            case LOCKED, REMOVED -> false;
        };
    }

    /** Whether its patient counts: in the figures and rates of the study, in what leaves it, and in its checks. */
    public boolean counts() {
        return this != REMOVED;
    }
}
