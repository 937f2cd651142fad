package org.sivig.ecrf.ui;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was typed and the browser has not heard to be stored, as its journal keeps it.
 *
 * @param item    the export name
 * @param seen    the answer that it was to change, as the field wrote it for the browser
 * @param earlier what the same user had sent for this item in between and has not heard of either: where one of these is
 *                stored by now, that is what the last one changes; null for nothing
 * @param typed   what was typed last
 * @param gives   the missing reason given instead, empty to clear; null when a text was typed
 * @param typedAt when, in milliseconds of the clock of the server; null or 0 when that is not known
 */
public record Unsent(String item, String seen, @Nullable List<Act> earlier, String typed, @Nullable String gives,
        @Nullable Double typedAt) {

    /** What was sent: a text, or the missing reason given instead, as above. */
    public record Act(String typed, @Nullable String gives) {
    }
}
