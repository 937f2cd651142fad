package org.sivig.ecrf.study.code;

import jakarta.persistence.Converter;
import org.sivig.ecrf.crf.Code;
import org.sivig.ecrf.crf.CodeList;

/** Minor reactions to an infusion. */
public enum MinorReaction implements Code {
    NAUSEA, TACHY_HTN, HYPOT, FEVER, ARTHRALG, RASH, HEADACHE, OTHER;

    public static final CodeList<MinorReaction> LIST = CodeList.of("mrx", MinorReaction.class);

    /** Stores a set of these codes. */
    @Converter
    public static class Codes extends CodeSetConverter<MinorReaction> {
        Codes() {
            super(LIST);
        }
    }
}
