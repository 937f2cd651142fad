package org.sivig.ecrf.account;

import java.io.Serializable;
import java.time.Instant;

/** That somebody has shown the password of an account, and has yet to show a second factor: nobody is signed in with it. */
public final class PasswordShown implements Serializable {

    private final Viewer viewer;
    private final Instant at;

    PasswordShown(Viewer viewer, Instant at) {
        this.viewer = viewer;
        this.at = at;
    }

    Viewer viewer() {
        return viewer;
    }

    Instant at() {
        return at;
    }

    public String username() {
        return viewer.username();
    }
}
