package org.sivig.ecrf.crf;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Text as it is kept: in Unicode NFC, without format and control characters, every kind of space a plain space, and
 * trimmed, so that what looks empty is empty. Every text that somebody typed or pasted passes here before it is read,
 * compared or stored. Cleaning what is clean changes nothing.
 */
public final class TypedText {

    private static final Pattern BREAK = Pattern.compile("\\R");
    private static final Pattern UNSEEN = Pattern.compile("[\\p{Cf}\\p{Cs}\\p{Cc}&&[^\\n\\t]]");
    private static final Pattern SPACE = Pattern.compile("[\\p{Z}\\t]");
    private static final Pattern DASH = Pattern.compile("[\\p{Pd}\u2212\u2043]");
    private static final Pattern MARK = Pattern.compile("\\p{M}");
    private static final Pattern NOT_IN_REASON = Pattern.compile("[ .]");

    /** How far full-width forms stand from what they show. */
    private static final int FULL_WIDTH = 0xFF01 - '!';

    private TypedText() {
    }

    /** On one line: a line break becomes a space. */
    public static String line(String typed) {
        return lines(typed).replace('\n', ' ');
    }

    /** The beginning of it on one line, of so many signs at most, where a message repeats what was typed. */
    public static String brief(String typed, int most) {
        String line = line(typed);
        return line.codePointCount(0, line.length()) <= most ? line : line.substring(0, line.offsetByCodePoints(0, most)) + "…";
    }

    /** With its line breaks. */
    public static String lines(String typed) {
        String text = BREAK.matcher(typed).replaceAll("\n");
        text = Normalizer.normalize(UNSEEN.matcher(text).replaceAll(""), Normalizer.Form.NFC);
        return SPACE.matcher(text).replaceAll(" ").strip();
    }

    /** Whether nothing is left of it. */
    public static boolean isBlank(String typed) {
        return line(typed).isEmpty();
    }

    /** Clean, with every kind of dash as a hyphen. */
    public static String withHyphens(String typed) {
        return DASH.matcher(line(typed)).replaceAll("-");
    }

    /** Clean, in lower case and without accents, every apostrophe as the one on a keyboard. */
    public static String plain(String typed) {
        return MARK.matcher(Normalizer.normalize(line(typed), Normalizer.Form.NFD)).replaceAll("")
                .replace('’', '\'').replace('‘', '\'').toLowerCase(Locale.ROOT);
    }

    /** Clean, with digits, signs and dashes of any kind as those of ASCII: the text of a number or a date. */
    static String figures(String typed) {
        StringBuilder text = new StringBuilder();
        line(typed).codePoints().map(c -> Character.getType(c) == Character.DECIMAL_DIGIT_NUMBER
                ? '0' + Character.digit(c, 10) : c >= 0xFF01 && c <= 0xFF5E ? c - FULL_WIDTH : c)
                .forEach(text::appendCodePoint);
        return DASH.matcher(text).replaceAll("-").strip();
    }

    /** The missing reason whose code it is, whatever the case, points and spaces. */
    public static Optional<MissingReason> reason(String typed) {
        String text = NOT_IN_REASON.matcher(figures(typed)).replaceAll("");
        for (MissingReason reason : MissingReason.values()) {
            if (reason.code().equalsIgnoreCase(text)) {
                return Optional.of(reason);
            }
        }
        return Optional.empty();
    }
}
