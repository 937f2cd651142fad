package org.sivig.ecrf.study.code;

import jakarta.persistence.EnumeratedValue;
import org.sivig.ecrf.crf.Code;
import org.sivig.ecrf.crf.CodeList;

/** How often IVIG was given. */
public enum IvigFrequency implements Code {
    SINGLE("1"), MONTHLY("2"), OTHER("3");

    public static final CodeList<IvigFrequency> LIST = CodeList.of("ivig_freq", IvigFrequency.class);

    @EnumeratedValue
    private final String code;

    IvigFrequency(String code) {
        this.code = code;
    }

    @Override
    public String code() {
        return code;
    }
}
