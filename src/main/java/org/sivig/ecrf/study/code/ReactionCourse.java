package org.sivig.ecrf.study.code;

import jakarta.persistence.Converter;
import org.sivig.ecrf.crf.Code;
import org.sivig.ecrf.crf.CodeList;

/** How minor reactions went on. */
public enum ReactionCourse implements Code {
    FIRST, RATE, PREMED;

    public static final CodeList<ReactionCourse> LIST = CodeList.of("mrx_evo", ReactionCourse.class);

    /** Stores a set of these codes. */
    @Converter
    public static class Codes extends CodeSetConverter<ReactionCourse> {
        Codes() {
            super(LIST);
        }
    }
}
