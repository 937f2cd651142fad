package org.sivig.ecrf.study;

import java.util.Locale;
import java.util.regex.Pattern;
import org.sivig.ecrf.crf.TypedText;

/** The number of a patient, or a part of it, as people type and paste it. */
public final class PatientNumber {

    private static final Pattern PART = Pattern.compile("(?i)[siv0-9-]{1,20}");
    private static final Pattern AROUND_HYPHEN = Pattern.compile(" *- *");

    private PatientNumber() {
    }

    /** As it is kept: in upper case, with plain hyphens between its parts, whatever dash or space stood there. */
    public static String of(String typed) {
        return AROUND_HYPHEN.matcher(TypedText.withHyphens(typed)).replaceAll("-").replace(' ', '-')
                .toUpperCase(Locale.ROOT);
    }

    /** Whether this may be a number, or a part of one. */
    public static boolean isPart(String text) {
        return PART.matcher(text).matches();
    }
}
