package org.sivig.ecrf.account;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Which passwords may be chosen: of at least fourteen characters, not made of a few over and over, and without the name
 * of their person, of the study or of its trade. No signs are asked for and none is changed by date, as the French data
 * protection authority advises (CNIL, délibération 2022-100).
 */
public final class PasswordRules {

    public static final int LEAST_CHARACTERS = 14;
    /** BCrypt reads no more. */
    static final int MOST_BYTES = 72;

    private static final int LEAST_DIFFERENT = 6;
    private static final int SHORTEST_WORD = 3;
    private static final List<String> STUDY =
            List.of("sivig", "ecrf", "sclerodermi", "immunoglobulin", "igiv", "azerty", "qwerty", "motdepasse", "password", "123456");

    private PasswordRules() {
    }

    static boolean allow(String password, String username, String displayName) {
        String plain = plain(password);
        return password.codePointCount(0, password.length()) >= LEAST_CHARACTERS
                && password.getBytes(StandardCharsets.UTF_8).length <= MOST_BYTES
                && plain.codePoints().distinct().count() >= LEAST_DIFFERENT
                && Stream.concat(STUDY.stream(), Stream.of((username + " " + displayName).split("[^\\p{L}\\p{N}]+")).map(PasswordRules::plain)
                        .filter(word -> word.length() >= SHORTEST_WORD)).noneMatch(plain::contains);
    }

    private static String plain(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKD).replaceAll("\\p{M}", "").toLowerCase(Locale.ROOT);
    }
}
