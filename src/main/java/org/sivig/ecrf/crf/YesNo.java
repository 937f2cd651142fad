package org.sivig.ecrf.crf;

import jakarta.persistence.EnumeratedValue;

/** The answers of a yes/no question. */
public enum YesNo implements Code {
    YES("1"), NO("0");

    public static final CodeList<YesNo> LIST = CodeList.of("yes_no", YesNo.class);

    @EnumeratedValue
    private final String code;

    YesNo(String code) {
        this.code = code;
    }

    @Override
    public String code() {
        return code;
    }
}
