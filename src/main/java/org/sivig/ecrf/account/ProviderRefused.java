package org.sivig.ecrf.account;

import org.springframework.security.core.AuthenticationException;

/** A provider has vouched for somebody, or has not, and nobody is signed in with it. */
public final class ProviderRefused extends AuthenticationException {

    /** Why. */
    public enum Why {
        /** It does not answer. */
        AWAY,
        /** Who was there has given it up. */
        CANCELLED,
        /** There is no account for whom it vouches, or nobody signs in with it today. */
        STRANGER,
        /** It does not tell by what the account is known, as an e-mail address. */
        NO_KEY,
        /** It made sure less well than is asked. */
        LEVEL,
        /** What it says was true earlier. */
        OLD,
        /** It vouches for another account than the one that is signed in. */
        SOMEBODY_ELSE,
        /** What comes back was not asked for by this browser, or too long ago. */
        NOT_ASKED,
        /** What it says is not to be believed. */
        NOT_VALID
    }

    private final Why why;

    public ProviderRefused(Why why) {
        super(why.name());
        this.why = why;
    }

    public Why why() {
        return why;
    }
}
