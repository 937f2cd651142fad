package org.sivig.ecrf.study;

/** Another patient with the same letters, birth date and sex. */
public sealed interface Duplicate {

    record None() implements Duplicate {
    }

    /** @param elsewhere whether there is one at another site too */
    record SameSite(String number, boolean elsewhere) implements Duplicate {
    }

    /** Which one is not told. */
    record OtherSite() implements Duplicate {
    }
}
