package org.sivig.ecrf.study.code;

import jakarta.persistence.EnumeratedValue;
import org.sivig.ecrf.crf.Code;
import org.sivig.ecrf.crf.CodeList;

/** Extent of interstitial lung disease. */
public enum Ild implements Code {
    NONE("0"), LIMITED("1"), EXTENSIVE("2");

    public static final CodeList<Ild> LIST = CodeList.of("ild_hx", Ild.class);

    @EnumeratedValue
    private final String code;

    Ild(String code) {
        this.code = code;
    }

    @Override
    public String code() {
        return code;
    }
}
