package org.sivig.ecrf.study.code;

import jakarta.persistence.EnumeratedValue;
import org.sivig.ecrf.crf.Code;
import org.sivig.ecrf.crf.CodeList;

/** Why a visit did not take place. */
public enum VisitMissingReason implements Code {
    DID_NOT_ATTEND("1"), RECORD_MISSING("2"), DEAD("3"), LOST_TO_FOLLOW_UP("4"), OUTSIDE_PERIOD("5");

    public static final CodeList<VisitMissingReason> LIST = CodeList.of("visit_missing_reason", VisitMissingReason.class);

    @EnumeratedValue
    private final String code;

    VisitMissingReason(String code) {
        this.code = code;
    }

    @Override
    public String code() {
        return code;
    }
}
