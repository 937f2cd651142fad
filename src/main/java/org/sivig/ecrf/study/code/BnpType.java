package org.sivig.ecrf.study.code;

import jakarta.persistence.EnumeratedValue;
import org.sivig.ecrf.crf.Code;
import org.sivig.ecrf.crf.CodeList;

/** Which natriuretic peptide was measured. */
public enum BnpType implements Code {
    BNP("1"), NT_PROBNP("2");

    public static final CodeList<BnpType> LIST = CodeList.of("bnp_type", BnpType.class);

    @EnumeratedValue
    private final String code;

    BnpType(String code) {
        this.code = code;
    }

    @Override
    public String code() {
        return code;
    }
}
