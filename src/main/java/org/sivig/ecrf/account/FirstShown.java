package org.sivig.ecrf.account;

import java.io.Serializable;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * That somebody has shown the password of an account, or was vouched for, and has yet to show a second factor: nobody is
 * signed in with it.
 */
public final class FirstShown implements Serializable {

    private final Viewer viewer;
    private final Factor factor;
    private final Instant at;
    private final @Nullable Vouched vouched;

    /** @param vouched who vouched; null after a password */
    FirstShown(Viewer viewer, Factor factor, Instant at, @Nullable Vouched vouched) {
        this.viewer = viewer;
        this.factor = factor;
        this.at = at;
        this.vouched = vouched;
    }

    Viewer viewer() {
        return viewer;
    }

    Factor factor() {
        return factor;
    }

    Instant at() {
        return at;
    }

    @Nullable Vouched vouched() {
        return vouched;
    }

    public String username() {
        return viewer.username();
    }
}
