package org.sivig.ecrf.account;

import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AbstractAuthenticationToken;

/** Somebody who has signed in, by whatever way, with the rights that the account had then. */
public final class SignedIn extends AbstractAuthenticationToken {

    private final Viewer viewer;
    private final long signIn;

    /** @param signIn the row of the table of sign-ins */
    SignedIn(Viewer viewer, long signIn) {
        super(viewer.getAuthorities());
        this.viewer = viewer;
        this.signIn = signIn;
        setAuthenticated(true);
    }

    long signIn() {
        return signIn;
    }

    @Override
    public Viewer getPrincipal() {
        return viewer;
    }

    @Override
    public @Nullable Object getCredentials() {
        return null;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SignedIn that && that.signIn == signIn && that.viewer.equals(viewer);
    }

    @Override
    public int hashCode() {
        return Long.hashCode(signIn);
    }
}
