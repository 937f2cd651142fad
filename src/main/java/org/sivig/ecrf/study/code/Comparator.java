package org.sivig.ecrf.study.code;

import jakarta.persistence.EnumeratedValue;
import org.sivig.ecrf.crf.Code;
import org.sivig.ecrf.crf.CodeList;

/** Tells that a laboratory gave a limit, not a value. */
public enum Comparator implements Code {
    LESS_THAN("lt"), GREATER_THAN("gt");

    public static final CodeList<Comparator> LIST = CodeList.of("comparator", Comparator.class);

    @EnumeratedValue
    private final String code;

    Comparator(String code) {
        this.code = code;
    }

    @Override
    public String code() {
        return code;
    }
}
