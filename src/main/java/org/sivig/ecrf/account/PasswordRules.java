package org.sivig.ecrf.account;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import me.gosimple.nbvcxz.Nbvcxz;
import me.gosimple.nbvcxz.resources.ConfigurationBuilder;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.account.AccountRefusedException.Why;

/**
 * Which passwords may be chosen: of at least fourteen characters, not made of a few over and over, without the name
 * of their person, of the study or of its trade, and of at least fifty bits by the estimate of nbvcxz, which knows what is
 * often chosen. No signs are asked for and none is changed by date, as the French data protection authority advises (CNIL,
 * délibération 2022-100, the case in which tries are limited).
 */
public final class PasswordRules {

    public static final int LEAST_CHARACTERS = 14;
    public static final int MOST_CHARACTERS = 200;
    private static final double LEAST_BITS = 50;

    private static final int LEAST_DIFFERENT = 6;
    private static final int SHORTEST_WORD = 3;
    private static final List<String> STUDY =
            List.of("sivig", "ecrf", "sclerodermi", "immunoglobulin", "igiv", "azerty", "qwerty", "motdepasse", "password", "123456");

    private PasswordRules() {
    }

    /** What is against it; null when it may be chosen. */
    static @Nullable Why against(String password, String username, String displayName) {
        String plain = plain(password);
        if (password.codePointCount(0, password.length()) < LEAST_CHARACTERS) {
            return Why.PASSWORD_SHORT;
        } else if (password.length() > MOST_CHARACTERS) {
            return Why.PASSWORD_LONG;
        } else if (plain.codePoints().distinct().count() < LEAST_DIFFERENT) {
            return Why.PASSWORD_REPEATS;
        } else if (Stream.concat(STUDY.stream(), Stream.of((username + " " + displayName).split("[^\\p{L}\\p{N}]+")).map(PasswordRules::plain)
                .filter(word -> word.length() >= SHORTEST_WORD)).anyMatch(plain::contains)) {
            return Why.PASSWORD_NAMES;
        }
        return Estimate.NBVCXZ.estimate(password).getEntropy() < LEAST_BITS ? Why.PASSWORD_GUESSED : null;
    }

    /** @throws AccountRefusedException when it may not be chosen */
    static void require(String password, UserAccount account) {
        Why against = against(password, account.getUsername(), account.getDisplayName());
        if (against != null) {
            throw new AccountRefusedException(against);
        }
    }

    /** Reads its word lists when the first password is chosen. */
    private static final class Estimate {

        private static final Nbvcxz NBVCXZ = new Nbvcxz(new ConfigurationBuilder().setLocale(Locale.ENGLISH).setMaxLength(MOST_CHARACTERS)
                .setDistanceCalc(false).createConfiguration());
    }

    private static String plain(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKD).replaceAll("\\p{M}", "").toLowerCase(Locale.ROOT);
    }
}
