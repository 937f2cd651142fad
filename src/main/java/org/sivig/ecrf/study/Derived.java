package org.sivig.ecrf.study;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.crf.Casebook;
import org.sivig.ecrf.crf.Item;
import org.sivig.ecrf.crf.PartialDate;
import org.sivig.ecrf.score.Age;
import org.sivig.ecrf.score.Durations;
import org.sivig.ecrf.score.Evaluable;
import org.sivig.ecrf.score.ExpectedInfusions;
import org.sivig.ecrf.score.Quantity;
import org.sivig.ecrf.score.StopVisit;
import org.sivig.ecrf.study.code.Comparator;
import org.sivig.ecrf.study.code.Ild;
import org.sivig.ecrf.study.code.IvigFrequency;
import org.sivig.ecrf.study.code.SscType;

/** What is computed from the answers of one patient. Each is null when an answer that it needs is not known. */
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

    /** Whether the response of the skin means something for the patient; null when it is not known. */
    public static @Nullable Evaluable skinEvaluable(Casebook casebook) {
        SscType type = casebook.value(Diagnosis.class, Diagnosis::getSscType);
        return Evaluable.ofSkin(type == null ? null : type == SscType.DIFFUSE,
                visit(casebook, VisitPlan.VISITS.getFirst()).map(Visit::getMrss).orElse(null));
    }

    /** Whether the progression of the lung means something for the patient; null when it is not known. */
    public static @Nullable Evaluable lungEvaluable(Casebook casebook) {
        Ild ild = casebook.value(OrganHistory.class, OrganHistory::getIldHx);
        return Evaluable.ofLung(ild == null ? null : ild != Ild.NONE);
    }

    /**
     * The follow-up visit that shows the patient at the end of the first course.
     *
     * @param having the item that the visit has to have, without a comparator; null for any visit
     */
    public static @Nullable StopVisit<VisitPlan> stopVisit(Casebook casebook, @Nullable Item<Visit, ?> having) {
        SequencedMap<VisitPlan, PartialDate> dates = new LinkedHashMap<>();
        for (VisitPlan plan : VisitPlan.VISITS.subList(1, VisitPlan.VISITS.size())) {
            visit(casebook, plan).filter(visit -> having == null || hasExactly(having, visit)).map(Visit::getVisitDate)
                    .ifPresent(date -> dates.put(plan, date));
        }
        return StopVisit.of(casebook.value(IvigCourse.class, Map.of("course", "1"), IvigCourse::getEnd), dates);
    }

    private static boolean hasExactly(Item<Visit, ?> item, Visit visit) {
        Item<Visit, Comparator> comparator = VisitForm.COMPARATORS.get(item);
        return item.in(visit).value() != null && (comparator == null || comparator.in(visit).value() == null);
    }

    static Optional<Visit> visit(Casebook casebook, VisitPlan plan) {
        return casebook.rows(VisitForm.FORM).stream().filter(visit -> visit.isAt("visit", plan.visit())).findFirst();
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
