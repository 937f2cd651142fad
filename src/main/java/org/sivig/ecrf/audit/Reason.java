package org.sivig.ecrf.audit;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.crf.TypedText;

/**
 * Why something was done, as it stands in the audit records: {@code transcription}, or with what the user wrote,
 * {@code other: seen by chance}.
 *
 * @param text what the user wrote; empty for nothing
 */
public record Reason(Code code, String text) {

    /** The most characters of a stored reason. */
    public static final int LENGTH = 500;

    /** Why, in one word. */
    public enum Code {
        /** It was copied wrongly. */
        TRANSCRIPTION,
        /** The chart says more now than it did. */
        INFORMATION,
        /** A query asked for it. */
        QUERY,
        /** It was given in another unit. */
        UNIT,
        /** What the user wrote. */
        OTHER,
        /** The user took back their last change. */
        UNDO,
        /** A block was pasted. */
        PASTE,
        /** The answers of another visit were repeated. */
        FILL,
        /** Several answers were taken away at once. */
        CLEAR,
        /** Several items were marked as missing at once. */
        MISSING,
        /** A visit was closed or opened. */
        VISIT,
        /** A row was taken away. */
        REMOVE,
        /** An answer changed on which it rested. */
        CHANGED;

        /** Those from which the user chooses. */
        public static final List<Code> STATED =
                List.of(TRANSCRIPTION, INFORMATION, QUERY, UNIT, OTHER);

        /** Whether it says why an answer changes, not only by which act. */
        boolean explains() {
            return this == UNDO || STATED.contains(this);
        }

        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** How long a text may be beside it. */
        public int room() {
            return LENGTH - key().length() - SEPARATOR.length();
        }
    }

    private static final String SEPARATOR = ": ";

    public Reason {
        text = TypedText.lines(text);
    }

    /** A stored reason; empty when it is of another kind. */
    public static Optional<Reason> of(@Nullable String stored) {
        if (stored == null) {
            return Optional.empty();
        }
        String[] parts = stored.split(SEPARATOR, 2);
        return Arrays.stream(Code.values()).filter(code -> code.key().equals(parts[0])).findFirst()
                .map(code -> new Reason(code, parts.length > 1 ? parts[1] : ""));
    }

    /** Whether it is enough to change an answer of a form that is complete. */
    public boolean explains() {
        return code.explains() && (code != Code.OTHER || !text.isEmpty());
    }

    /** As it is kept with the records. */
    public String stored() {
        return text.isEmpty() ? code.key() : code.key() + SEPARATOR + text;
    }
}
