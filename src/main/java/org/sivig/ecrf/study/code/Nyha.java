package org.sivig.ecrf.study.code;

import jakarta.persistence.EnumeratedValue;
import org.sivig.ecrf.crf.Code;
import org.sivig.ecrf.crf.CodeList;

/** Functional class of the New York Heart Association. */
public enum Nyha implements Code {
    I("1"), II("2"), III("3"), IV("4");

    public static final CodeList<Nyha> LIST = CodeList.of("nyha", Nyha.class);

    @EnumeratedValue
    private final String code;

    Nyha(String code) {
        this.code = code;
    }

    @Override
    public String code() {
        return code;
    }
}
