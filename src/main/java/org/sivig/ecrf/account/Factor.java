package org.sivig.ecrf.account;

/** A way to show who one is. */
public enum Factor {
    PASSWORD,
    /** Of an authenticator, or one of those that are kept for when it is lost. */
    CODE,
    /** Kept by a device, which makes sure who holds it: as good as the other two together. */
    PASSKEY,
    /** Who it is was shown to a provider of OpenID Connect, which vouches for them. */
    PROVIDER
}
