package org.sivig.ecrf.study.code;

import jakarta.persistence.EnumeratedValue;
import org.sivig.ecrf.crf.Code;
import org.sivig.ecrf.crf.CodeList;

/** Sex as printed. */
public enum Sex implements Code {
    FEMALE("F"), MALE("M");

    public static final CodeList<Sex> LIST = CodeList.of("sex", Sex.class);

    @EnumeratedValue
    private final String code;

    Sex(String code) {
        this.code = code;
    }

    @Override
    public String code() {
        return code;
    }
}
