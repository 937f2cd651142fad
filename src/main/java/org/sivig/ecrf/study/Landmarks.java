package org.sivig.ecrf.study;

import org.sivig.ecrf.crf.Bound;
import org.sivig.ecrf.crf.PartialDate;

/** Dates of the patient that limit other dates. */
final class Landmarks {

    static final Bound BIRTH_DATE = Bound.ofPatient("birth_date",
            casebook -> casebook.value(Identification.class, Identification::getBirthDate));

    static final Bound DX_DATE = Bound.ofPatient("dx_date",
            casebook -> casebook.value(Diagnosis.class, Diagnosis::getDxDate));

    static final Bound FIRST_NONRP_YEAR = Bound.ofPatient("first_nonrp_year", casebook -> {
        Integer year = casebook.value(Diagnosis.class, Diagnosis::getFirstNonrpYear);
        return year == null || year < 1000 || year > 9999 ? null : PartialDate.of(year);
    });

    static final Bound IVIG1_START = Bound.ofPatient("ivig1_start", Derived::firstInfusion);

    private Landmarks() {
    }
}
