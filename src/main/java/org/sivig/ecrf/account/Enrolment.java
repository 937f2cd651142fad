package org.sivig.ecrf.account;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** A seed for the authenticator of an account, before a code has shown that it is there. */
public final class Enrolment {

    private static final String ISSUER = "SIVIG eCRF";

    private final String username;
    private final byte[] seed;
    private final @Nullable String replaces;

    /** @param replaces the seed that the account has, as it is kept; null when it has none */
    Enrolment(String username, byte[] seed, @Nullable String replaces) {
        this.username = username;
        this.seed = seed;
        this.replaces = replaces;
    }

    String username() {
        return username;
    }

    byte[] seed() {
        return seed;
    }

    @Nullable String replaces() {
        return replaces;
    }

    /** To be typed into the authenticator. */
    public String key() {
        return OneTimeCode.written(seed);
    }

    /** The same, to be read by its camera. */
    public String address() {
        return "otpauth://totp/" + encoded(ISSUER) + ":" + encoded(username) + "?secret=" + key() + "&issuer=" + encoded(ISSUER)
                + "&algorithm=SHA1&digits=" + OneTimeCode.DIGITS + "&period=30";
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
