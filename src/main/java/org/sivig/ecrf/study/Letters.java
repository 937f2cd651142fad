package org.sivig.ecrf.study;

import java.text.Normalizer;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The first letters of a name, as the form asks for them. */
final class Letters {

    private Letters() {
    }

    /** Upper case, without accents, spaces, hyphens and apostrophes; null unless one to three letters remain. */
    static @Nullable String of(String typed) {
        String letters = Normalizer.normalize(typed.toUpperCase(Locale.ROOT).replace("Œ", "OE").replace("Æ", "AE"),
                Normalizer.Form.NFD).replaceAll("[\\p{M}\\s\\-‐‑'’ʼ]", "");
        return letters.matches("[A-Z]{1,3}") ? letters : null;
    }
}
