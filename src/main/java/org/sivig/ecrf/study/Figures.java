package org.sivig.ecrf.study;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.crf.Casebook;
import org.sivig.ecrf.crf.Code;
import org.sivig.ecrf.crf.CodeList;
import org.sivig.ecrf.crf.Condition;
import org.sivig.ecrf.crf.Item;
import org.sivig.ecrf.crf.ItemType;
import org.sivig.ecrf.score.AcrEular2013;
import org.sivig.ecrf.score.EligibilityStatus;
import org.sivig.ecrf.score.EscsgFloor;
import org.sivig.ecrf.score.Evaluable;
import org.sivig.ecrf.score.LungProgression;
import org.sivig.ecrf.score.SkinResponse;
import org.sivig.ecrf.score.StopVisit;

/** The figures of the study. Each stands here once: grids and exports read this list. */
public final class Figures {

    private static final CodeList<SkinResponse> SKIN = CodeList.of("skin_response", SkinResponse.class);
    private static final CodeList<LungProgression> LUNG = CodeList.of("lung_progression", LungProgression.class);
    private static final String M0 = VisitPlan.VISITS.getFirst().visit();

    public static final CodeList<Evaluable> EVALUABLE = CodeList.of("evaluable", Evaluable.class);

    /** Whether the response of the skin means something for the patient. */
    private static final Figure<Patient> SKIN_EVALUABLE = Figure.choice("skin_evaluable", Patient.class, EVALUABLE,
            (patient, casebook) -> Figure.Value.of(Derived.skinEvaluable(casebook)), Patient::setSkinEvaluable);

    /** Whether the progression of the lung does. */
    private static final Figure<Patient> LUNG_EVALUABLE = Figure.choice("lung_evaluable", Patient.class, EVALUABLE,
            (patient, casebook) -> Figure.Value.of(Derived.lungEvaluable(casebook)), Patient::setLungEvaluable);

    /** The items of which there can be a value at the stop: those of the follow-up visits, without comparators. */
    private static final List<Item<Visit, ?>> AT_STOP = VisitForm.DATA.stream()
            .filter(item -> !VisitForm.COMPARATORS.containsValue(item) && !isOfBaselineOnly(item)).toList();

    /** In the order of the contract: of the patient, of each course, of each visit. */
    public static final List<Figure<?>> ALL = Stream.concat(Stream.of(
            summary("acr_low", ItemType.INTEGER, null, casebook -> Study.score(casebook).low()).from(EligibilityForm.ACR_PROX),
            summary("acr_high", ItemType.INTEGER, null, casebook -> Study.score(casebook).high()).from(EligibilityForm.ACR_PROX),
            summary("acr_class", ItemType.CHOICE, CodeList.of("acr_class", AcrEular2013.Verdict.class),
                    casebook -> Study.score(casebook).verdict()).from(EligibilityForm.ACR_PROX),
            summary("eligibility", ItemType.CHOICE, CodeList.of("eligibility", EligibilityStatus.Status.class),
                    casebook -> Study.eligibility(casebook).status()).from(EligibilityForm.ACR_VALID),
            Figure.integer("age_ivig1", Patient.class, "years", (patient, casebook) ->
                    Derived.ageAtFirstInfusion(casebook), Patient::setAgeIvig1).from(IdentificationForm.BIRTH_DATE),
            Figure.decimal("dis_dur_dx", Patient.class, "years", (patient, casebook) ->
                    Derived.yearsSinceDiagnosis(casebook), Patient::setDisDurDx).from(DiagnosisForm.DX_DATE),
            Figure.decimal("dis_dur_nonrp", Patient.class, "years", (patient, casebook) ->
                    Derived.yearsSinceFirstSymptom(casebook), Patient::setDisDurNonrp).from(DiagnosisForm.FIRST_NONRP_YEAR),
            Figure.decimal("rp_dur", Patient.class, "years", (patient, casebook) ->
                    Derived.yearsOfRaynaud(casebook), Patient::setRpDur).from(DiagnosisForm.RAYNAUD_YEAR),
            Figure.choice("stop_visit", Patient.class, VisitPlan.LIST, (patient, casebook) ->
                    value(Derived.stopVisit(casebook, null)), Patient::setStopVisit).dated(true),
            SKIN_EVALUABLE, LUNG_EVALUABLE,
            Figure.decimal("dur_calc", IvigCourse.class, "months", (course, casebook) -> Derived.months(course),
                    IvigCourse::setDurCalc).from(IvigCourseForm.START),
            Figure.integer("n_expected", IvigCourse.class, "", (course, casebook) -> Derived.expectedInfusions(course),
                    IvigCourse::setNExpected).from(IvigCourseForm.START),
            Figure.decimal("months_since_ivig", Visit.class, "months", VisitFigures::monthsSinceFirstInfusion,
                    Visit::setMonthsSinceIvig).from(VisitForm.VISIT_DATE),
            Figure.decimal("mdrd_calc", Visit.class, VisitForm.MDRD.unit(), VisitFigures::mdrdByAgeAtFirstInfusion,
                    Visit::setMdrdCalc).from(VisitForm.CREAT),
            Figure.decimal("escsg_lb", Visit.class, "", (visit, casebook) ->
                    EscsgFloor.of(visit.getMrss(), visit.getDlco()), Visit::setEscsgLb).from(VisitForm.MRSS).dated(false),
            Figure.choice("skin_response", Visit.class, SKIN, (visit, casebook) -> {
                Visit m0 = baseline(visit, casebook);
                return m0 == null ? null : Figure.Value.of(SkinResponse.of(m0.getMrss(), visit.getMrss()));
            }, Visit::setSkinResponse).meantFor(SKIN_EVALUABLE).from(VisitForm.MRSS),
            Figure.choice("lung_progression", Visit.class, LUNG, (visit, casebook) -> {
                Visit m0 = baseline(visit, casebook);
                return m0 == null ? null : Figure.Value.of(LungProgression.of(m0.getFvc(), visit.getFvc(),
                        m0.getDlco(), visit.getDlco()));
            }, Visit::setLungProgression).meantFor(LUNG_EVALUABLE).from(VisitForm.FVC)), AT_STOP.stream().flatMap(Figures::atStop)).toList();

    /** Those whose values are columns: of the others, the visit is kept where they stand. */
    public static final List<Figure<?>> KEPT = ALL.stream().filter(figure -> figure.subject() == null).toList();

    private Figures() {
    }

    private static Figure<Patient> summary(String name, ItemType type, @Nullable CodeList<?> codes,
            Function<Casebook, Object> value) {
        return new Figure<>(name, Patient.class, type, codes, 0, "",
                (patient, casebook) -> new Figure.Value(value.apply(casebook), false), null, null, null, null, false);
    }

    /** The visit from which changes are counted; null for that visit itself. */
    private static @Nullable Visit baseline(Visit visit, Casebook casebook) {
        return visit.isAt("visit", M0) ? null : casebook.rows(VisitForm.FORM).stream()
                .filter(each -> each.isAt("visit", M0)).findFirst().orElse(null);
    }

    private static boolean isOfBaselineOnly(Item<Visit, ?> item) {
        return item.asked() instanceof Condition.And and && and.parts().contains(Condition.keyIs("visit", M0));
    }

    /** The value of an item at the stop, and the visit at which it is that. The visit is kept, and with it the value. */
    private static Stream<Figure<Patient>> atStop(Item<Visit, ?> item) {
        return Stream.of(new Figure<>(item.name() + "_stop", Patient.class, item.type(), item.codes(), item.decimals(),
                        item.unit(), (patient, casebook) -> {
                            StopVisit<VisitPlan> stop = Derived.stopVisit(casebook, item);
                            return stop == null ? null : new Figure.Value(Objects.requireNonNull(Derived.visit(casebook,
                                    stop.visit()).map(visit -> item.in(visit).value()).orElseThrow()), stop.approximate());
                        }, (patient, value) -> { }, null, item, item, true),
                new Figure<>(item.name() + "_stop_visit", Patient.class, ItemType.CHOICE, VisitPlan.LIST, 0, "",
                        (patient, casebook) -> value(Derived.stopVisit(casebook, item)), (patient, visit) ->
                        patient.setStopVisit(item.name(), visit == null ? null : ((Code) visit).code()), null, item, item, true));
    }

    private static Figure.@Nullable Value value(@Nullable StopVisit<VisitPlan> stop) {
        return stop == null ? null : new Figure.Value(stop.visit(), stop.approximate());
    }

    /** The figure of this name; empty when there is none. */
    public static Optional<Figure<?>> find(String name) {
        return ALL.stream().filter(figure -> figure.name().equals(name)).<Figure<?>>map(figure -> figure).findFirst();
    }

    /** Brings up to date what is kept with the patient and with the rows of the casebook. */
    public static void keep(Patient patient, Casebook casebook) {
        patient.setApproximate(keep(Patient.class, patient, casebook));
        casebook.rows(IvigCourseForm.FORM).forEach(course ->
                course.setApproximate(keep(IvigCourse.class, course, casebook)));
        casebook.rows(VisitForm.FORM).forEach(visit -> visit.setApproximate(keep(Visit.class, visit, casebook)));
    }

    /** @return the names of those that are approximate, between bars; null when none is */
    private static <R> @Nullable String keep(Class<R> rowType, R row, Casebook casebook) {
        List<String> approximate = new ArrayList<>();
        for (Figure<?> each : ALL) {
            if (each.rowType() == rowType && each.keep() != null) {
                @SuppressWarnings("unchecked")
                Figure<R> figure = (Figure<R>) each;
                Figure.Value value = figure.value().apply(row, casebook);
                figure.keep().accept(row, value == null ? null : value.shown());
                if (value != null && value.approximate()) {
                    approximate.add(figure.name());
                }
            }
        }
        return approximate.isEmpty() ? null : approximate.stream().collect(joining("|", "|", "|"));
    }
}
