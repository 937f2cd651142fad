package org.sivig.ecrf.study.code;

import jakarta.persistence.Converter;
import org.sivig.ecrf.crf.Code;
import org.sivig.ecrf.crf.CodeList;

/** Severe reactions to an infusion. */
public enum SevereReaction implements Code {
    ANAPH, AKI, ATE, VTE, MENING, OTHER;

    public static final CodeList<SevereReaction> LIST = CodeList.of("srx", SevereReaction.class);

    /** Stores a set of these codes. */
    @Converter
    public static class Codes extends CodeSetConverter<SevereReaction> {
        Codes() {
            super(LIST);
        }
    }
}
