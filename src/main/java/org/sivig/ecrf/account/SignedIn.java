package org.sivig.ecrf.account;

import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AbstractAuthenticationToken;

/** Somebody who has signed in, by whatever way, with the rights that the account had then. */
public final class SignedIn extends AbstractAuthenticationToken {

    private final Viewer viewer;
    private final long signIn;
    private final @Nullable Vouched vouched;

    /** @param signIn the row of the table of sign-ins */
    SignedIn(Viewer viewer, long signIn, @Nullable Vouched vouched) {
        super(viewer.getAuthorities());
        this.viewer = viewer;
        this.signIn = signIn;
        this.vouched = vouched;
        setAuthenticated(true);
    }

    public long signIn() {
        return signIn;
    }

    /** Who has vouched for them; null when it was shown here who they are. */
    public @Nullable Vouched vouched() {
        return vouched;
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
