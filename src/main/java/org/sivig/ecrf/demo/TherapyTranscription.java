package org.sivig.ecrf.demo;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.crf.Item;
import org.sivig.ecrf.crf.MissingReason;
import org.sivig.ecrf.crf.PartialDate;
import org.sivig.ecrf.crf.Row;
import org.sivig.ecrf.crf.YesNo;
import org.sivig.ecrf.demo.Therapy.Course;
import org.sivig.ecrf.demo.Therapy.Taken;
import org.sivig.ecrf.demo.Therapy.Unnamed;
import org.sivig.ecrf.study.ConcomitantTreatment;
import org.sivig.ecrf.study.ConcomitantTreatmentForm;
import org.sivig.ecrf.study.Drug;
import org.sivig.ecrf.study.FollowUpForm;
import org.sivig.ecrf.study.IvigCourse;
import org.sivig.ecrf.study.IvigCourseForm;
import org.sivig.ecrf.study.PriorTreatment;
import org.sivig.ecrf.study.PriorTreatmentForm;
import org.sivig.ecrf.study.PriorTreatmentOverviewForm;
import org.sivig.ecrf.study.ToleranceForm;
import org.sivig.ecrf.study.code.IvigDose;
import org.sivig.ecrf.study.code.IvigFrequency;
import org.sivig.ecrf.study.code.MinorReaction;
import org.sivig.ecrf.study.code.MuscleInvolvement;
import org.sivig.ecrf.study.code.SevereReaction;
import org.sivig.ecrf.study.code.StopReason;

/** Types sections 5 to 7 and 9 of a chart, and the follow-up. */
final class TherapyTranscription {

    /** Injections: how many, how often. */
    private record Injections(List<Integer> numbers, List<String> rhythms) {
    }

    private static final Map<Drug, Injections> INJECTED = Map.of(
            Drug.MPIV, new Injections(List.of(1, 3, 3, 6), List.of("1/jour 3 jours de suite", "1/mois")),
            Drug.CYCIV, new Injections(List.of(3, 6, 6, 9, 12), List.of("1/mois", "toutes les 3 semaines")),
            Drug.RTX, new Injections(List.of(2, 2, 4), List.of("à 15 jours d’intervalle", "tous les 6 mois")));

    private static final Map<Drug, List<String>> DOSES = Map.of(
            Drug.OCS, List.of("1 mg/kg/j", "0,5 mg/kg/j", "20 mg/j", "15 mg/j", "10 mg/j", "60 mg/j"),
            Drug.CYCPO, List.of("2 mg/kg/j", "100 mg/j"),
            Drug.MTX, List.of("15 mg/sem", "20 mg/sem", "25 mg/sem", "12,5 mg/sem", "0,3 mg/kg/sem"),
            Drug.AZA, List.of("2 mg/kg/j", "100 mg/j", "150 mg/j"),
            Drug.MMF, List.of("2 g/j", "3 g/j", "1,5 g/j"),
            Drug.CSA, List.of("3 mg/kg/j", "200 mg/j"),
            Drug.DPEN, List.of("300 mg/j", "600 mg/j"));

    private final Chart chart;
    private final Therapy therapy;
    private final Answers answers;
    private final Chance chance;

    TherapyTranscription(Chart chart, Answers answers, Chance chance) {
        this.chart = chart;
        this.therapy = chart.therapy;
        this.answers = answers;
        this.chance = chance;
    }

    void priorTreatments() {
        answers.yesNo(PriorTreatmentOverviewForm.ANY_PRIOR, therapy.isTreatedBefore());
        if (!therapy.isTreatedBefore()) {
            return;
        }
        answers.unlessGap(6, MissingReason.ND, PriorTreatmentOverviewForm.FIRST_DATE,
                answers.blurred(therapy.firstTreatment(), 30, 55));
        for (PriorTreatment row : PriorTreatmentForm.FORM.printed().get()) {
            Drug drug = drugOf(row);
            if (drug == null) {
                unnamed(row, PriorTreatmentForm.SPEC, PriorTreatmentForm.START, PriorTreatmentForm.END,
                        PriorTreatmentForm.ONGO, therapy.unnamedBefore);
                continue;
            }
            Taken taken = therapy.before.get(drug);
            answers.yesNo(PriorTreatmentForm.GIVEN, row, taken != null);
            if (taken != null) {
                prescription(drug, row, PriorTreatmentForm.N, PriorTreatmentForm.FREQ, PriorTreatmentForm.DOSE);
                if (drug == Drug.OCS) {
                    answers.unlessGap(35, taken.end() == null ? MissingReason.NAP : MissingReason.ND,
                            PriorTreatmentForm.TAPER, row, chance.oneOf(List.of("10 % tous les 15 jours",
                                    "jusqu’à 10 mg/j en 6 mois", "1 mg/mois", "arrêt progressif en 1 an")));
                }
                span(row, PriorTreatmentForm.START, PriorTreatmentForm.END, PriorTreatmentForm.ONGO, taken);
            }
        }
    }

    /** The course and what was given with it. */
    void course(String number, @Nullable Course course) {
        IvigCourse row = new IvigCourse(number);
        if (course != therapy.first) {
            answers.yesNo(IvigCourseForm.DONE, row, course != null);
        }
        if (course == null) {
            return;
        }
        if (course == therapy.first) {
            indication(row);
        } else {
            answers.yesNo(IvigCourseForm.IND_RELAPSE, row, true);
            answers.unlessGap(5, MissingReason.ND, IvigCourseForm.IND_RELAPSE_SPEC, row, organs());
            answers.yesNo(IvigCourseForm.IND_OTH, row, false);
        }
        modalities(row, course);
        stop(row, course);
        ConcomitantTreatmentForm.FORM.printed().get().stream()
                .filter(treatment -> treatment.isAt("course", number)).forEach(treatment -> with(treatment, course));
    }

    void tolerance() {
        boolean minor = !therapy.minor.isEmpty();
        answers.yesNo(ToleranceForm.MINOR_RX, minor);
        if (minor) {
            answers.value(ToleranceForm.MRX, therapy.minor);
            if (therapy.minor.contains(MinorReaction.OTHER)) {
                answers.value(ToleranceForm.MRX_OTHER_SPEC,
                        chance.oneOf(List.of("asthénie pendant 48 h", "bouffées vasomotrices")));
            }
            answers.unlessGap(15, MissingReason.ND, ToleranceForm.MRX_EVO, therapy.minorCourse);
        }
        answers.yesNo(ToleranceForm.SEVERE_RX, therapy.severe != null);
        if (therapy.severe != null) {
            answers.value(ToleranceForm.SRX, Set.of(therapy.severe));
            if (therapy.severe == SevereReaction.OTHER) {
                answers.value(ToleranceForm.SRX_OTHER_SPEC, chance.oneOf(List.of("œdème aigu pulmonaire",
                        "œdèmes diffus")));
            }
        }
    }

    void followUp() {
        boolean dead = chart.fate.end() == Fate.End.DEAD;
        answers.yesNo(FollowUpForm.DEATH, dead);
        if (dead) {
            answers.value(FollowUpForm.DEATH_DATE, answers.blurred(chart.fate.lastNews(), 80, 20));
        }
        answers.unlessGap(3, MissingReason.ND, FollowUpForm.LAST_NEWS_DATE,
                answers.blurred(chart.fate.lastNews(), 90, 10));
    }

    private void indication(IvigCourse row) {
        answers.yesNo(IvigCourseForm.IND_L23, row, therapy.afterFailure);
        if (therapy.afterFailure) {
            answers.unlessGap(6, MissingReason.ND, IvigCourseForm.IND_L23_SPEC, row, organs());
        }
        answers.yesNo(IvigCourseForm.IND_L1, row, therapy.firstLine);
        if (therapy.firstLine) {
            answers.unlessGap(6, MissingReason.ND, IvigCourseForm.IND_L1_SPEC, row, organs());
        }
        answers.yesNo(IvigCourseForm.IND_CI, row, therapy.contraindication);
        if (therapy.contraindication) {
            answers.unlessGap(6, MissingReason.ND, IvigCourseForm.IND_CI_SPEC, row, chance.oneOf(List.of(
                    "infections répétées", "cancer récent", "cytolyse hépatique", "hépatite B",
                    "tuberculose latente")));
        }
        answers.yesNo(IvigCourseForm.IND_OTH, row, therapy.otherIndication);
        if (therapy.otherIndication) {
            answers.unlessGap(6, MissingReason.ND, IvigCourseForm.IND_OTH_SPEC, row, chance.oneOf(List.of(
                    "épargne cortisonique", "atteinte digestive réfractaire", "calcinose évolutive")));
        }
    }

    private String organs() {
        List<String> organs = new ArrayList<>();
        if (!chart.muscles.contains(MuscleInvolvement.NONE)) {
            organs.add(chance.oneOf(List.of("myosite", "muscles", "atteinte musculaire")));
        }
        if (organs.isEmpty() || chance.percent(25)) {
            organs.add(chance.oneOf(List.of("peau", "tube digestif", "articulations", "neuropathie périphérique",
                    "cytopénie auto-immune"), 35, 30, 20, 8, 7));
        }
        return String.join(", ", organs);
    }

    private void modalities(IvigCourse row, Course course) {
        answers.value(IvigCourseForm.START, row, answers.blurred(course.start(), 92, 8));
        if (course.end() == null) {
            answers.value(IvigCourseForm.ONGO, row, YesNo.YES);
        } else {
            answers.unlessGap(2, MissingReason.ND, IvigCourseForm.END, row, answers.blurred(course.end(), 85, 12));
        }
        answers.unlessGap(4, MissingReason.ND, IvigCourseForm.N, row, course.infusions());
        answers.unlessGap(4, MissingReason.ND, IvigCourseForm.DUR_MO, row, course.months());
        answers.unlessGap(10, MissingReason.ND, IvigCourseForm.BRAND, row, String.join(" + ", course.brands()));
        answers.value(IvigCourseForm.DOSE, row, course.dose());
        if (course.dose() == IvigDose.OTHER) {
            Map.Entry<String, String> dose = chance.oneOf(List.of(Map.entry("0,4 g/kg/j pendant 5 jours", "2"),
                    Map.entry("0,4 g/kg/j pendant 3 jours", "1.2"), Map.entry("1 g/kg en 1 jour", "1")));
            answers.value(IvigCourseForm.DOSE_SPEC, row, dose.getKey());
            answers.value(IvigCourseForm.DOSE_GKG, row, new BigDecimal(dose.getValue()));
        }
        answers.value(IvigCourseForm.FREQ, row, course.frequency());
        if (course.frequency() == IvigFrequency.OTHER) {
            answers.value(IvigCourseForm.FREQ_SPEC, row, "toutes les 6 semaines");
        }
    }

    private void stop(IvigCourse row, Course course) {
        if (course.end() == null) {
            return;
        }
        answers.value(IvigCourseForm.STOP, row, course.stop());
        for (StopReason reason : course.stop()) {
            switch (reason) {
                case SUCCESS -> optional(IvigCourseForm.STOP_SUCCESS_SPEC, row, "récupération musculaire complète",
                        "stabilisation durable", "réponse cutanée et articulaire");
                case FAILURE -> optional(IvigCourseForm.STOP_FAILURE_SPEC, row, "poussée musculaire sous traitement",
                        "aggravation cutanée", "absence d’effet à 6 mois");
                case AE -> answers.value(IvigCourseForm.STOP_AE_SPEC, row, therapy.severe == null
                        ? "mauvaise tolérance des perfusions" : "événement grave, voir section 9");
                case OTH -> answers.value(IvigCourseForm.STOP_OTH_SPEC, row, switch (chart.fate.end()) {
                    case DEAD -> "décès";
                    case LOST -> "perdu de vue";
                    case FOLLOWED -> chance.oneOf(List.of("souhait du patient", "rupture d’approvisionnement",
                            "relais par un autre traitement"));
                });
            }
        }
    }

    private void optional(Item<?, String> item, Row row, String... words) {
        if (chance.percent(60)) {
            answers.value(item, row, chance.oneOf(List.of(words)));
        }
    }

    private void with(ConcomitantTreatment row, Course course) {
        Drug drug = drugOf(row);
        if (drug == null) {
            unnamed(row, ConcomitantTreatmentForm.SPEC, ConcomitantTreatmentForm.START, ConcomitantTreatmentForm.END,
                    ConcomitantTreatmentForm.ONGO, course.unnamedWith());
            return;
        }
        Taken taken = course.with().get(drug);
        answers.yesNo(ConcomitantTreatmentForm.GIVEN, row, taken != null);
        if (taken != null) {
            prescription(drug, row, ConcomitantTreatmentForm.N, ConcomitantTreatmentForm.FREQ,
                    ConcomitantTreatmentForm.DOSE);
            span(row, ConcomitantTreatmentForm.START, ConcomitantTreatmentForm.END, ConcomitantTreatmentForm.ONGO,
                    taken);
        }
    }

    /** The drug that a row is printed for, null for a free-text row. */
    private static @Nullable Drug drugOf(Row row) {
        return row.isAt("drug", Drug.OTHER) ? null : Drug.LIST.get(row.keys().get("drug"));
    }

    private void unnamed(Row row, Item<?, String> spec, Item<?, PartialDate> start, Item<?, PartialDate> end,
            Item<?, YesNo> ongoing, @Nullable Unnamed unnamed) {
        if (unnamed != null && (Drug.OTHER + 1).equals(row.keys().get("drug"))) {
            answers.value(spec, row, unnamed.name());
            span(row, start, end, ongoing, unnamed.taken());
        }
    }

    private void prescription(Drug drug, Row row, Item<?, Integer> number, Item<?, String> rhythm,
            Item<?, String> dose) {
        Injections injections = INJECTED.get(drug);
        if (injections == null) {
            answers.unlessGap(8, MissingReason.ND, dose, row, chance.oneOf(DOSES.get(drug)));
        } else {
            answers.unlessGap(10, MissingReason.ND, number, row, chance.oneOf(injections.numbers()));
            answers.unlessGap(15, MissingReason.ND, rhythm, row, chance.oneOf(injections.rhythms()));
        }
    }

    private void span(Row row, Item<?, PartialDate> start, Item<?, PartialDate> end, Item<?, YesNo> ongoing,
            Taken taken) {
        answers.unlessGap(5, MissingReason.ND, start, row, blurred(taken.start()));
        if (taken.end() == null) {
            answers.value(ongoing, row, YesNo.YES);
        } else {
            answers.unlessGap(12, MissingReason.ND, end, row, blurred(taken.end()));
        }
    }

    private PartialDate blurred(LocalDate date) {
        return answers.blurred(date, 8, 68);
    }
}
