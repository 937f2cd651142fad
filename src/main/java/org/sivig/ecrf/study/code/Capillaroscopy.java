package org.sivig.ecrf.study.code;

import jakarta.persistence.EnumeratedValue;
import org.sivig.ecrf.crf.Code;
import org.sivig.ecrf.crf.CodeList;

/** Result of nailfold capillaroscopy. */
public enum Capillaroscopy implements Code {
    NORMAL("0"), MICROANGIOPATHY("1");

    public static final CodeList<Capillaroscopy> LIST = CodeList.of("capillaro", Capillaroscopy.class);

    @EnumeratedValue
    private final String code;

    Capillaroscopy(String code) {
        this.code = code;
    }

    @Override
    public String code() {
        return code;
    }
}
