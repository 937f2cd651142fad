package org.sivig.ecrf.study;

import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.crf.TypedText;

/** The first letters of a name, as the form asks for them. */
final class Letters {

    private static final Pattern BETWEEN = Pattern.compile("[ \\-\\p{Sk}'‘’‚‛ʻʼʽˈ′＇]");
    private static final Pattern LETTERS = Pattern.compile("[A-Z]{1,3}");
    private static final Pattern NAME = Pattern.compile("[A-Z.,]*");

    private Letters() {
    }

    /** Upper case, without accents, spaces, hyphens and apostrophes; null unless one to three letters remain. */
    static @Nullable String of(String typed) {
        String letters = letters(typed);
        return LETTERS.matcher(letters).matches() ? letters : null;
    }

    /** The first three letters of a longer name; null when it has other characters than letters. */
    static @Nullable String first(String typed) {
        String letters = letters(typed);
        return NAME.matcher(letters).matches() ? of(cut(letters.replaceAll("[.,]", ""))) : null;
    }

    private static String cut(String letters) {
        return letters.substring(0, Math.min(3, letters.length()));
    }

    private static String letters(String typed) {
        String upper = TypedText.plain(TypedText.withHyphens(typed)).toUpperCase(Locale.ROOT).replace("Œ", "OE")
                .replace("Æ", "AE").replace("Ø", "O").replace("Ł", "L").replace("Đ", "D");
        return BETWEEN.matcher(upper).replaceAll("");
    }
}
