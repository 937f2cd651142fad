package org.sivig.ecrf.list;

import java.text.Normalizer;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.sivig.ecrf.crf.TypedText;

/**
 * Texts as they are said, so that {@code etienne} finds {@code Étienne}: letters without their accents, every apostrophe
 * and space as the one on a keyboard. Databases know no such form in common, but all replace letter by letter.
 */
public final class Said {

    /** What is replaced, in either case: databases do not agree on the lower case of other letters than those of ASCII. */
    static final String WRITTEN = letters() + "’‘\u00A0\u202F\nŒŸİΣς";
    static final String MEANT = letters().chars().mapToObj(letter -> base((char) letter).toLowerCase(Locale.ROOT))
            .collect(Collectors.joining()) + "''   œyiσσ";

    private Said() {
    }

    /** Letters of Western Europe that are one of ASCII with a mark. */
    private static String letters() {
        return IntStream.rangeClosed(0xC0, 0xFF).mapToObj(letter -> (char) letter)
                .filter(letter -> base(letter).matches("[A-Za-z]")).map(String::valueOf).collect(Collectors.joining());
    }

    private static String base(char letter) {
        return Normalizer.normalize(String.valueOf(letter), Normalizer.Form.NFD).replaceAll("\\p{M}", "");
    }

    /**
     * A regular expression that finds what contains this text, once both are as they are said. Databases look for it many times
     * faster than they rewrite each text.
     */
    public static String pattern(String typed) {
        return text(typed).codePoints().mapToObj(Said::oneOf).collect(Collectors.joining());
    }

    private static String oneOf(int meant) {
        StringBuilder written = new StringBuilder();
        IntStream.concat(IntStream.of(meant, Character.toUpperCase(meant)), IntStream.range(0, WRITTEN.length())
                .filter(at -> MEANT.charAt(at) == meant).map(WRITTEN::charAt)).distinct().forEach(written::appendCodePoint);
        boolean plain = meant > 0x7F || meant == ' ' || meant == '\'' || Character.isLetterOrDigit(meant);
        return plain ? "[" + written + "]" : "\\" + written;
    }

    /** A text in the form in which it is compared. */
    public static String text(String typed) {
        return TypedText.line(typed).chars().map(letter -> {
            int at = WRITTEN.indexOf(letter);
            return at < 0 ? Character.toLowerCase(letter) : MEANT.charAt(at);
        }).collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append).toString();
    }
}
