package org.sivig.ecrf.account;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import javax.crypto.spec.SecretKeySpec;

/** The codes of an authenticator: of six digits, another every half minute (RFC 6238, HMAC-SHA-1). */
final class OneTimeCode {

    static final int DIGITS = 6;
    /** As many bytes as the hash has. */
    static final int SEED_BYTES = 20;

    private static final Duration STEP = Duration.ofSeconds(30);
    private static final TimeBasedOneTimePasswordGenerator CODES = new TimeBasedOneTimePasswordGenerator(STEP, DIGITS);
    private static final String BASE_32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final int BITS = 5;

    private OneTimeCode() {
    }

    /** The number of the half minute. */
    static long step(Instant at) {
        return at.getEpochSecond() / STEP.toSeconds();
    }

    static String of(byte[] seed, long step) {
        try {
            return CODES.generateOneTimePasswordString(new SecretKeySpec(seed, CODES.getAlgorithm()),
                    Instant.ofEpochSecond(step * STEP.toSeconds()));
        } catch (InvalidKeyException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Compares without telling by the time it takes how much of it is right. */
    static boolean is(String typed, byte[] seed, long step) {
        return MessageDigest.isEqual(typed.getBytes(StandardCharsets.UTF_8), of(seed, step).getBytes(StandardCharsets.UTF_8));
    }

    /** A seed as authenticators read it (RFC 4648, base 32 without padding); of a length that is a multiple of five. */
    static String written(byte[] seed) {
        StringBuilder written = new StringBuilder();
        long bits = 0;
        int held = 0;
        for (byte each : seed) {
            bits = bits << Byte.SIZE | each & 0xff;
            for (held += Byte.SIZE; held >= BITS; held -= BITS) {
                written.append(BASE_32.charAt((int) (bits >> held - BITS) & 31));
            }
        }
        return written.toString();
    }
}
