package org.sivig.ecrf.study.code;

import jakarta.persistence.Converter;
import org.sivig.ecrf.crf.Code;
import org.sivig.ecrf.crf.CodeList;

/** Why a course of IVIG was stopped. */
public enum StopReason implements Code {
    SUCCESS, FAILURE, AE, OTH;

    public static final CodeList<StopReason> LIST = CodeList.of("ivig_stop", StopReason.class);

    /** Stores a set of these codes. */
    @Converter
    public static class Codes extends CodeSetConverter<StopReason> {
        Codes() {
            super(LIST);
        }
    }
}
