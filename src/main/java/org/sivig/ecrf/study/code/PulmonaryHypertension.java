package org.sivig.ecrf.study.code;

import jakarta.persistence.Converter;
import org.sivig.ecrf.crf.Code;
import org.sivig.ecrf.crf.CodeList;

/** Groups of pulmonary hypertension. */
public enum PulmonaryHypertension implements Code {
    NONE, GRP1, GRP2, GRP3;

    public static final CodeList<PulmonaryHypertension> LIST = CodeList.of("ph", PulmonaryHypertension.class);

    @Override
    public boolean exclusive() {
        return this == NONE;
    }

    /** Stores a set of these codes. */
    @Converter
    public static class Codes extends CodeSetConverter<PulmonaryHypertension> {
        Codes() {
            super(LIST);
        }
    }
}
