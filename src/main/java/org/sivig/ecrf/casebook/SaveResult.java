package org.sivig.ecrf.casebook;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.crf.Answer;
import org.sivig.ecrf.study.Section;

/** What became of a save: all of it was stored, or none of it. */
public sealed interface SaveResult {

    /** The casebook after the save, or as it stands when nothing was stored. */
    OpenCasebook now();

    /**
     * Stored.
     *
     * @param cleared answers that were no longer asked and were cleared with it
     * @param undo    the edits that bring back what was before, cleared answers and rows included
     * @param fallen  what no longer holds because of it
     */
    record Saved(OpenCasebook now, Instant at, List<String> cleared, List<Edit> undo, Fallen fallen)
            implements SaveResult {
    }

    /**
     * What no longer holds because answers changed.
     *
     * @param sections   those that were complete
     * @param casebook   whether it was complete
     * @param signature  whether it was signed
     * @param unverified the export names of items that were verified
     */
    record Fallen(List<Section> sections, boolean casebook, boolean signature, List<String> unverified) {

        static final Fallen NOTHING = new Fallen(List.of(), false, false, List.of());

        Fallen with(List<String> unverified) {
            return new Fallen(sections, casebook, signature, unverified);
        }

        public boolean isNothing() {
            return equals(NOTHING);
        }
    }

    /**
     * Not stored: somebody else changed the same item meanwhile.
     *
     * @param item  its export name
     * @param found what they made it
     * @param by    who, null when not on record
     */
    record Conflict(OpenCasebook now, String item, Answer<?> found, @Nullable String by, @Nullable Instant at)
            implements SaveResult {
    }

    /**
     * Not stored: somebody else took away the row meanwhile.
     *
     * @param item the export name of an item in it
     * @param by   who
     */
    record RowRemoved(OpenCasebook now, String item, String by, Instant at) implements SaveResult {
    }

    /** Not stored: the item is no longer asked, because another answer changed meanwhile. */
    record NotAsked(OpenCasebook now, String item) implements SaveResult {
    }

    /** Not stored: it changes a form that is complete, and no reason was given. */
    record ReasonNeeded(OpenCasebook now) implements SaveResult {
    }

    /** Not stored: the casebook is frozen or locked. */
    record Closed(OpenCasebook now) implements SaveResult {
    }
}
