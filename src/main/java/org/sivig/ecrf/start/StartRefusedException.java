package org.sivig.ecrf.start;

import org.jspecify.annotations.Nullable;

/** The application does not start as it is set up; whoever starts it is told what is wrong and what to do. */
public class StartRefusedException extends IllegalStateException {

    private final String description;
    private final String action;

    /**
     * @param description what is wrong
     * @param action      what to do about it
     */
    public StartRefusedException(String description, String action) {
        this(description, action, null);
    }

    /** @param cause what gave it away */
    public StartRefusedException(String description, String action, @Nullable Throwable cause) {
        super(description + " " + action, cause);
        this.description = description;
        this.action = action;
    }

    public String description() {
        return description;
    }

    public String action() {
        return action;
    }
}
