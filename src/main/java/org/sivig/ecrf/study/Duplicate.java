package org.sivig.ecrf.study;

/** Another patient with the same letters, birth date and sex. */
public sealed interface Duplicate {

    record None() implements Duplicate {
    }

    record SameSite(String number) implements Duplicate {
    }

    /** Which one is not told. */
    record OtherSite() implements Duplicate {
    }
}
