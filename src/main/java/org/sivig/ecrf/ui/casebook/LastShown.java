package org.sivig.ecrf.ui.casebook;

import org.jspecify.annotations.Nullable;

/** What a part of a page shows: it is made anew only when that has changed, so that it can be clicked on meanwhile. */
final class LastShown {

    private @Nullable Object shown;

    /** Whether it has to be made anew to show this. */
    boolean isNew(Object now) {
        boolean changed = !now.equals(shown);
        shown = now;
        return changed;
    }
}
