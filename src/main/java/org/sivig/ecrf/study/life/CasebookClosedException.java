package org.sivig.ecrf.study.life;

/** A casebook is frozen or locked against what somebody wanted to write. */
public class CasebookClosedException extends RuntimeException {

    private final CasebookState state;

    public CasebookClosedException(CasebookState state) {
        super("The casebook is " + state);
        this.state = state;
    }

    public CasebookState state() {
        return state;
    }
}
