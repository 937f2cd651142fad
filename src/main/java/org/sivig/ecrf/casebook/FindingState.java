package org.sivig.ecrf.casebook;

import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.crf.Severity;

/** What became of a check that fired. */
public enum FindingState {
    /** Nobody said anything about it yet, and somebody has to. */
    OPEN,
    /** It only tells, and asks for nothing. */
    NOTED,
    /** The site said why it is right as it stands. */
    JUSTIFIED,
    /** The answers changed, and it is no longer true. */
    RESOLVED;

    /** Where a finding stands that is true. */
    static FindingState of(Severity severity, Justification.@Nullable Reason justification) {
        return justification != null ? JUSTIFIED : severity == Severity.INFO ? NOTED : OPEN;
    }
}
