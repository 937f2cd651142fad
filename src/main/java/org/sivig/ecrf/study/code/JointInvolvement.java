package org.sivig.ecrf.study.code;

import jakarta.persistence.Converter;
import org.sivig.ecrf.crf.Code;
import org.sivig.ecrf.crf.CodeList;

/** Joint involvements. */
public enum JointInvolvement implements Code {
    NONE, ARTHRALG, SYNOV, EROSION;

    public static final CodeList<JointInvolvement> LIST = CodeList.of("jnt", JointInvolvement.class);

    @Override
    public boolean exclusive() {
        return this == NONE;
    }

    /** Stores a set of these codes. */
    @Converter
    public static class Codes extends CodeSetConverter<JointInvolvement> {
        Codes() {
            super(LIST);
        }
    }
}
