package org.sivig.ecrf.crf;

import org.jspecify.annotations.Nullable;

/** Kleene's three-valued logic: what a comparison of incomplete data can answer. */
public enum Truth {
    TRUE, FALSE, UNKNOWN;

    public static Truth of(boolean value) {
        return value ? TRUE : FALSE;
    }

    public Truth and(Truth other) {
        if (this == FALSE || other == FALSE) {
            return FALSE;
        }
        return this == TRUE && other == TRUE ? TRUE : UNKNOWN;
    }

    public Truth or(Truth other) {
        return not().and(other.not()).not();
    }

    public Truth not() {
        return switch (this) {
            case TRUE -> FALSE;
            case FALSE -> TRUE;
            case UNKNOWN -> UNKNOWN;
        };
    }

    /** Whether this is surely true; the unknown never fires a check. */
    public boolean isTrue() {
        return this == TRUE;
    }

    /** The value, or null when it cannot be told. */
    public @Nullable Boolean orNull() {
        return this == UNKNOWN ? null : Boolean.valueOf(this == TRUE);
    }
}
