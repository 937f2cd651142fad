package org.sivig.ecrf.study.code;

import jakarta.persistence.Converter;
import org.sivig.ecrf.crf.Code;
import org.sivig.ecrf.crf.CodeList;

/** Heart involvements. */
public enum HeartInvolvement implements Code {
    NONE, RHYTHM, CONDUCT, DIAST, SYST, MYOCARD, PERICARD;

    public static final CodeList<HeartInvolvement> LIST = CodeList.of("hrt", HeartInvolvement.class);

    @Override
    public boolean exclusive() {
        return this == NONE;
    }

    /** Stores a set of these codes. */
    @Converter
    public static class Codes extends CodeSetConverter<HeartInvolvement> {
        Codes() {
            super(LIST);
        }
    }
}
