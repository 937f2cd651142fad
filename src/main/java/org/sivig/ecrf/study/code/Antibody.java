package org.sivig.ecrf.study.code;

import jakarta.persistence.Converter;
import org.sivig.ecrf.crf.Code;
import org.sivig.ecrf.crf.CodeList;

/** Antibody specificities. */
public enum Antibody implements Code {
    TOPO1, CENTRO, RNAP3, THTO, U3RNP, U1RNP, PMSCL, KU, B23, OTHER, NONE;

    public static final CodeList<Antibody> LIST = CodeList.of("ab", Antibody.class);

    @Override
    public boolean exclusive() {
        return this == NONE;
    }

    /** Stores a set of these codes. */
    @Converter
    public static class Codes extends CodeSetConverter<Antibody> {
        Codes() {
            super(LIST);
        }
    }
}
