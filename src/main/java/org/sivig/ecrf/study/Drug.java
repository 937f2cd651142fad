package org.sivig.ecrf.study;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.sivig.ecrf.crf.Code;
import org.sivig.ecrf.crf.CodeList;

/**
 * The immunosuppressive drugs that the paper names, in its order. A row of a drug is known by the drug's code; a second
 * episode has {@code _e2} after it, and the rows without a printed name are {@code oth1}, {@code oth2}, ….
 */
public enum Drug implements Code {
    MPIV, OCS, CYCIV, CYCPO, MTX, AZA, MMF, RTX, CSA, DPEN;

    public static final CodeList<Drug> LIST = CodeList.of("drug", Drug.class);

    /** The code by which conditions speak of every free-text row. */
    public static final String OTHER = "oth";

    private static final List<Drug> BEFORE_IVIG_ONLY = List.of(CYCPO, CSA, DPEN);

    /** The rows printed in section 5. */
    static Stream<String> rowsBefore() {
        return Stream.concat(Arrays.stream(values()).map(Drug::code), others(4));
    }

    /** The rows printed with a course of IVIG. */
    static Stream<String> rowsWith(String course) {
        return Stream.concat(Arrays.stream(values()).filter(drug -> !BEFORE_IVIG_ONLY.contains(drug)).map(Drug::code),
                others(course.equals("1") ? 2 : 4));
    }

    private static Stream<String> others(int count) {
        return IntStream.rangeClosed(1, count).mapToObj(i -> OTHER + i);
    }

    /** Whether a row's key is of this drug, whichever episode, or for {@link #OTHER} a free-text row. */
    static boolean isRowOf(String key, String code) {
        String drug = key.replaceFirst("_e\\d+$", "");
        return code.equals(OTHER) ? drug.matches(OTHER + "\\d+") : drug.equals(code);
    }
}
