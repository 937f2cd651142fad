package org.sivig.ecrf.study.code;

import jakarta.persistence.EnumeratedValue;
import org.sivig.ecrf.crf.Code;
import org.sivig.ecrf.crf.CodeList;

/** Cutaneous type of systemic sclerosis. */
public enum SscType implements Code {
    SINE("1"), LIMITED("2"), DIFFUSE("3");

    public static final CodeList<SscType> LIST = CodeList.of("ssc_type", SscType.class);

    @EnumeratedValue
    private final String code;

    SscType(String code) {
        this.code = code;
    }

    @Override
    public String code() {
        return code;
    }
}
