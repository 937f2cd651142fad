package org.sivig.ecrf.casebook;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What the list of patients can be sorted by. */
public enum PatientSort {
    NUMBER("p.number"),
    SITE("p.site"),
    SEX("i.sex"),
    SSC_TYPE("d.sscType"),
    SCORE("p.acrLow", "p.acrHigh"),
    ELIGIBILITY("p.eligibility"),
    STATE(PatientList.STATE),
    COMPLETENESS(PatientList.PERCENT),
    CHANGED("p.changedAt"),
    CHANGED_BY("lower(p.changedBy)");

    private final List<String> terms;

    PatientSort(String... terms) {
        this.terms = List.of(terms);
    }

    /** Terms of the list's query. */
    List<String> terms() {
        return terms;
    }

    /** Its name in an address. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<PatientSort> of(String key) {
        return Arrays.stream(values()).filter(sort -> sort.key().equals(key)).findFirst();
    }
}
