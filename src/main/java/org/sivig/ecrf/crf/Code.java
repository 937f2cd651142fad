package org.sivig.ecrf.crf;

import java.util.Locale;

/** One entry of a code list. Implemented by enums whose constants stand in paper order. */
public interface Code {

    /**
     * The stable code that is stored and exported; never a label, never an ordinal. Unless it says otherwise, a
     * constant's own name in lower case.
     */
    default String code() {
        return ((Enum<?>) this).name().toLowerCase(Locale.ROOT);
    }

    /** Whether choosing this option of a multiple choice clears the others and is cleared by them. */
    default boolean exclusive() {
        return false;
    }
}
