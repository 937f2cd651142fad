package org.sivig.ecrf.casebook;

/** What became of a check that fired. */
public enum FindingState {
    /** Nobody said anything about it yet. */
    OPEN,
    /** The site said why it is right as it stands. */
    JUSTIFIED,
    /** The answers changed, and it is no longer true. */
    RESOLVED
}
