package org.sivig.ecrf.study.code;

import jakarta.persistence.Converter;
import org.sivig.ecrf.crf.Code;
import org.sivig.ecrf.crf.CodeList;

/** Muscle involvements. */
public enum MuscleInvolvement implements Code {
    NONE, MYALGIA, WEAK, RHABDO, EMG, BIOPSY;

    public static final CodeList<MuscleInvolvement> LIST = CodeList.of("mus", MuscleInvolvement.class);

    @Override
    public boolean exclusive() {
        return this == NONE;
    }

    /** Stores a set of these codes. */
    @Converter
    public static class Codes extends CodeSetConverter<MuscleInvolvement> {
        Codes() {
            super(LIST);
        }
    }
}
