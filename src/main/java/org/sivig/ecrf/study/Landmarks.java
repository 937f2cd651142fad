package org.sivig.ecrf.study;

import org.sivig.ecrf.crf.Bound;

/** Dates of the patient that limit other dates. */
final class Landmarks {

    static final Bound BIRTH_DATE = Bound.named("birth_date");
    static final Bound DX_DATE = Bound.named("dx_date");
    static final Bound FIRST_NONRP_YEAR = Bound.named("first_nonrp_year");
    static final Bound IVIG1_START = Bound.named("ivig1_start");

    private Landmarks() {
    }
}
