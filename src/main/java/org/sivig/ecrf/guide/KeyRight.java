package org.sivig.ecrf.guide;

import org.sivig.ecrf.study.life.QueryStep;

/** What one must be able to do on a page for some of its keys to do anything. */
public enum KeyRight {
    /** Look at the casebook as it is now, not as it was. */
    PRESENT,
    /** Change the answers. */
    ENTER,
    /** Verify answers against the source. */
    VERIFY,
    /** Ask the site about an answer. */
    RAISE,
    /** Propose what to ask the site about an answer. */
    PROPOSE,
    /** Leave a note at an answer of the own site. */
    NOTE;

    /** The right to make a query in this way. */
    public static KeyRight of(QueryStep step) {
        return switch (step) {
            case RAISE -> RAISE;
            case PROPOSE -> PROPOSE;
            case NOTE -> NOTE;
            default -> throw new IllegalArgumentException("No query is made by " + step);
        };
    }
}
