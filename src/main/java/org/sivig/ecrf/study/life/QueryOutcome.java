package org.sivig.ecrf.study.life;

/** With what a query was closed. */
public enum QueryOutcome {
    /** The answer was changed. */
    CORRECTED,
    /** The answer is right as it stands. */
    CONFIRMED,
    /** There was nothing to ask. */
    IRRELEVANT
}
