package org.sivig.ecrf.study.code;

import jakarta.persistence.Converter;
import org.sivig.ecrf.crf.Code;
import org.sivig.ecrf.crf.CodeList;

/** Immunofluorescence patterns. */
public enum Fluorescence implements Code {
    HOMOG, SPECKLED, NUCLEOLAR, CENTRO, OTHER;

    public static final CodeList<Fluorescence> LIST = CodeList.of("fluo", Fluorescence.class);

    /** Stores a set of these codes. */
    @Converter
    public static class Codes extends CodeSetConverter<Fluorescence> {
        Codes() {
            super(LIST);
        }
    }
}
