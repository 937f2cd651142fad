package org.sivig.ecrf.study.code;

import jakarta.persistence.Converter;
import org.sivig.ecrf.crf.Code;
import org.sivig.ecrf.crf.CodeList;

/** Digestive involvements. */
public enum GutInvolvement implements Code {
    NONE, GERD, TRANSIT, DYSPHAGIA, GAVE, MALABS, CIPO, INCONT;

    public static final CodeList<GutInvolvement> LIST = CodeList.of("gi", GutInvolvement.class);

    @Override
    public boolean exclusive() {
        return this == NONE;
    }

    /** Stores a set of these codes. */
    @Converter
    public static class Codes extends CodeSetConverter<GutInvolvement> {
        Codes() {
            super(LIST);
        }
    }
}
