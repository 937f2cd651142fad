package org.sivig.ecrf.study.code;

import jakarta.persistence.EnumeratedValue;
import org.sivig.ecrf.crf.Code;
import org.sivig.ecrf.crf.CodeList;

/** Bowel transit. */
public enum BowelTransit implements Code {
    NORMAL("0"), DISTURBED("1");

    public static final CodeList<BowelTransit> LIST = CodeList.of("transit", BowelTransit.class);

    @EnumeratedValue
    private final String code;

    BowelTransit(String code) {
        this.code = code;
    }

    @Override
    public String code() {
        return code;
    }
}
