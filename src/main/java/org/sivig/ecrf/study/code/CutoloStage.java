package org.sivig.ecrf.study.code;

import jakarta.persistence.EnumeratedValue;
import org.sivig.ecrf.crf.Code;
import org.sivig.ecrf.crf.CodeList;

/** Capillaroscopic pattern after Cutolo. */
public enum CutoloStage implements Code {
    EARLY("1"), ACTIVE("2"), LATE("3");

    public static final CodeList<CutoloStage> LIST = CodeList.of("cutolo", CutoloStage.class);

    @EnumeratedValue
    private final String code;

    CutoloStage(String code) {
        this.code = code;
    }

    @Override
    public String code() {
        return code;
    }
}
