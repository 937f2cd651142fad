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
final class Said {

    private static final String OTHERS = "’‘\u00A0\u202F";
    /** What is replaced, in either case: not every database knows the lower case of an accented letter. */
    static final String WRITTEN = letters() + OTHERS;
    static final String MEANT = letters().chars().mapToObj(letter -> base((char) letter).toLowerCase(Locale.ROOT))
            .collect(Collectors.joining()) + "''  ";

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

    static String text(String typed) {
        return TypedText.line(typed).toLowerCase(Locale.ROOT).chars().map(letter -> {
            int at = WRITTEN.indexOf(letter);
            return at < 0 ? letter : MEANT.charAt(at);
        }).collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append).toString();
    }
}
