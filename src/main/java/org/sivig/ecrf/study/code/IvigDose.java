package org.sivig.ecrf.study.code;

import jakarta.persistence.EnumeratedValue;
import org.sivig.ecrf.crf.Code;
import org.sivig.ecrf.crf.CodeList;

/** Dose of a course of IVIG. */
public enum IvigDose implements Code {
    HALF_GRAM_4_DAYS("1"), ONE_GRAM_2_DAYS("2"), OTHER("3");

    public static final CodeList<IvigDose> LIST = CodeList.of("ivig_dose", IvigDose.class);

    @EnumeratedValue
    private final String code;

    IvigDose(String code) {
        this.code = code;
    }

    @Override
    public String code() {
        return code;
    }
}
