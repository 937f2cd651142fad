package org.sivig.ecrf.study.code;

import jakarta.persistence.EnumeratedValue;
import org.sivig.ecrf.crf.Code;
import org.sivig.ecrf.crf.CodeList;

/** How a CT finding changed since M0. */
public enum CtChange implements Code {
    STABLE("1"), IMPROVED("2"), WORSENED("3");

    public static final CodeList<CtChange> LIST = CodeList.of("ct_change", CtChange.class);

    @EnumeratedValue
    private final String code;

    CtChange(String code) {
        this.code = code;
    }

    @Override
    public String code() {
        return code;
    }
}
