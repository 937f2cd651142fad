package org.sivig.ecrf.account;

/** The application does not start as it is set up; whoever starts it is told what is wrong and what to do. */
public class StartRefusedException extends IllegalStateException {

    private final String action;

    /**
     * @param description what is wrong
     * @param action      what to do about it
     */
    public StartRefusedException(String description, String action) {
        super(description);
        this.action = action;
    }

    /** @param cause what gave it away */
    public StartRefusedException(String description, String action, Throwable cause) {
        super(description, cause);
        this.action = action;
    }

    public String action() {
        return action;
    }
}
