package org.sivig.ecrf.study;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.crf.Casebook;
import org.sivig.ecrf.crf.PartialDate;
import org.sivig.ecrf.score.Age;
import org.sivig.ecrf.score.Durations;
import org.sivig.ecrf.score.ExpectedInfusions;
import org.sivig.ecrf.score.Quantity;

/** What is computed from the dates of one patient. Each is null when an answer that it needs is not known. */
public final class Derived {

    private Derived() {
    }

    /** When IVIG was given for the first time: the start of the first course. */
    public static @Nullable PartialDate firstInfusion(Casebook casebook) {
        return casebook.value(IvigCourse.class, Map.of("course", "1"), IvigCourse::getStart);
    }

    /** Age in completed years at the first infusion; null too where the birth date is hidden. */
    public static @Nullable Quantity ageAtFirstInfusion(Casebook casebook) {
        return Age.at(casebook.value(Identification.class, Identification::getBirthDate), firstInfusion(casebook));
    }

    /** Years from the diagnosis to the first infusion. */
    public static @Nullable Quantity yearsSinceDiagnosis(Casebook casebook) {
        return Durations.years(casebook.value(Diagnosis.class, Diagnosis::getDxDate), firstInfusion(casebook));
    }

    /** Years from the first symptom other than Raynaud’s phenomenon to the first infusion. */
    public static @Nullable Quantity yearsSinceFirstSymptom(Casebook casebook) {
        return Durations.yearsSince(casebook.value(Diagnosis.class, Diagnosis::getFirstNonrpYear),
                firstInfusion(casebook));
    }

    /** Years from the beginning of Raynaud’s phenomenon to the first infusion. */
    public static @Nullable Quantity yearsOfRaynaud(Casebook casebook) {
        return Durations.yearsOfRaynaud(casebook.value(Diagnosis.class, Diagnosis::getRaynaudYear),
                casebook.value(OrganHistory.class, OrganHistory::getRpHxDate), firstInfusion(casebook));
    }

    /** Months from the first to the last infusion of a course. */
    public static @Nullable Quantity months(IvigCourse course) {
        return Durations.months(course.getStart(), course.getEnd());
    }

    /** How many infusions a monthly course would count if none was left out. */
    public static @Nullable Quantity expectedInfusions(IvigCourse course) {
        return ExpectedInfusions.of(course.getFreq() == IvigFrequency.MONTHLY, months(course));
    }
}
