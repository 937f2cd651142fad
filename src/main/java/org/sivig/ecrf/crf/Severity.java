package org.sivig.ecrf.crf;

import java.util.Locale;

/** How grave a finding is. */
public enum Severity {
    /** It blocks completing and signing, and nothing else. */
    ERROR,
    /** It asks for a look. */
    WARNING,
    /** It only tells. */
    INFO;

    /** The contract's word for it. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
