package org.sivig.ecrf.study.code;

import jakarta.persistence.EnumeratedValue;
import org.sivig.ecrf.crf.Code;
import org.sivig.ecrf.crf.CodeList;

/** Result of the antinuclear antibody test. */
public enum Ana implements Code {
    NEGATIVE("0"), POSITIVE("1");

    public static final CodeList<Ana> LIST = CodeList.of("ana", Ana.class);

    @EnumeratedValue
    private final String code;

    Ana(String code) {
        this.code = code;
    }

    @Override
    public String code() {
        return code;
    }
}
