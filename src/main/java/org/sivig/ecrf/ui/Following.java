package org.sivig.ecrf.ui;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.shared.Registration;
import org.jspecify.annotations.Nullable;

/** Has a page look again and again while something goes on that it tells of. A page follows one thing at a time. */
public final class Following {

    private static final int NONE = -1;

    private final int every;
    private final Runnable look;
    private @Nullable UI page;
    private @Nullable Registration looking;

    /** @param every in milliseconds */
    public Following(int every, Runnable look) {
        this.every = every;
        this.look = look;
    }

    /** Begins, unless it has begun. Outside a request of a page nothing is followed. */
    public void begin() {
        UI here = UI.getCurrent();
        if (looking == null && here != null) {
            page = here;
            looking = here.addPollListener(poll -> look.run());
            here.setPollInterval(every);
        }
    }

    /** Stops, if it has begun. */
    public void stop() {
        if (looking != null && page != null) {
            looking.remove();
            looking = null;
            page.setPollInterval(NONE);
        }
    }
}
