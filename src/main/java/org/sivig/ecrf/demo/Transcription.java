package org.sivig.ecrf.demo;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.sivig.ecrf.casebook.Edit;
import org.sivig.ecrf.crf.Answer;
import org.sivig.ecrf.crf.Item;
import org.sivig.ecrf.crf.MissingReason;
import org.sivig.ecrf.crf.PartialDate;
import org.sivig.ecrf.crf.PartialDate.Precision;
import org.sivig.ecrf.crf.YesNo;
import org.sivig.ecrf.score.AcrEular2013;
import org.sivig.ecrf.score.AcrEular2013.Criterion;
import org.sivig.ecrf.study.Ana;
import org.sivig.ecrf.study.Antibody;
import org.sivig.ecrf.study.Capillaroscopy;
import org.sivig.ecrf.study.DiagnosisForm;
import org.sivig.ecrf.study.EligibilityForm;
import org.sivig.ecrf.study.Fluorescence;
import org.sivig.ecrf.study.GutInvolvement;
import org.sivig.ecrf.study.HeartInvolvement;
import org.sivig.ecrf.study.IdentificationForm;
import org.sivig.ecrf.study.Ild;
import org.sivig.ecrf.study.JointInvolvement;
import org.sivig.ecrf.study.MuscleInvolvement;
import org.sivig.ecrf.study.OrganHistoryForm;
import org.sivig.ecrf.study.PulmonaryHypertension;
import org.sivig.ecrf.study.Study;

/** A chart typed into the form, in paper order, with the gaps and the blurred dates of an old chart. */
final class Transcription {

    private final Chart chart;
    private final Chance chance;
    private final Map<Item<?, ?>, Answer<?>> answers = new LinkedHashMap<>();

    Transcription(Chart chart, String physician, Chance chance) {
        this.chart = chart;
        this.chance = chance;
        identification(physician);
        eligibility();
        diagnosis();
        organHistory();
    }

    /** The answers as edits of an empty casebook. */
    List<Edit> edits() {
        return answers.entrySet().stream()
                .map(e -> new Edit(e.getKey().exportNamePattern(), Answer.blank(), e.getValue())).toList();
    }

    /** Types another value over the one of the chart. */
    <V> void correct(Item<?, V> item, V value) {
        answers.put(item, Answer.of(value));
    }

    /** Leaves an item blank. */
    void leaveBlank(Item<?, ?> item) {
        answers.remove(item);
    }

    private void identification(String physician) {
        value(IdentificationForm.LAST_NAME3, chance.letters());
        value(IdentificationForm.FIRST_NAME3, chance.letters());
        value(IdentificationForm.BIRTH_DATE, PartialDate.of(chart.birth));
        value(IdentificationForm.SEX, chart.sex);
        unlessGap(3, MissingReason.ND, IdentificationForm.REF_PHYSICIAN, physician);
    }

    private void eligibility() {
        chart.criteria.forEach((criterion, present) -> {
            boolean notExamined = criterion == Criterion.CAPILLARO && chart.capillaroscopy == null
                    || criterion == Criterion.SCAR && !present && chart.score() >= AcrEular2013.THRESHOLD
                            && chance.percent(8);
            Item<?, YesNo> item = Objects.requireNonNull(Study.CRITERIA.get(criterion));
            if (notExamined) {
                missing(item, MissingReason.ND);
            } else {
                yesNo(item, present);
            }
        });
        yesNo(EligibilityForm.ACR_MIMIC, false);
        yesNo(EligibilityForm.ACR_VALID, chart.score() >= AcrEular2013.THRESHOLD);
        yesNo(EligibilityForm.IVIG_2004_2014, true);
        yesNo(EligibilityForm.EXCL_REPLACEMENT, false);
    }

    private void diagnosis() {
        unlessGap(3, MissingReason.ND, DiagnosisForm.DX_DATE, blurred(chart.diagnosis, 55, 32));
        unlessGap(8, MissingReason.ND, DiagnosisForm.FIRST_NONRP_YEAR, chart.firstSymptom.getYear());
        if (chart.raynaud != null) {
            unlessGap(8, MissingReason.ND, DiagnosisForm.RAYNAUD_YEAR, chart.raynaud.getYear());
        }
        value(DiagnosisForm.SSC_TYPE, chart.type);
        yesNo(DiagnosisForm.OVERLAP, chart.overlap != null);
        if (chart.overlap != null) {
            value(DiagnosisForm.OVERLAP_SPEC, chart.overlap);
        }
        value(DiagnosisForm.ANA, chart.antibody == null ? Ana.NEGATIVE : Ana.POSITIVE);
        if (chart.antibody != null) {
            immunology(chart.antibody);
        }
        if (chart.capillaroscopy == null) {
            missing(DiagnosisForm.CAPILLARO, MissingReason.NF);
        } else {
            value(DiagnosisForm.CAPILLARO, chart.capillaroscopy);
        }
        if (chart.capillaroscopy == Capillaroscopy.MICROANGIOPATHY) {
            unlessGap(15, MissingReason.ND, DiagnosisForm.CAPILLARO_STAGE, chart.stage);
        }
    }

    private void immunology(Antibody antibody) {
        unlessGap(12, MissingReason.ND, DiagnosisForm.ANA_TITER, chart.titer);
        value(DiagnosisForm.FLUO, chart.fluorescence);
        if (chart.fluorescence.contains(Fluorescence.OTHER)) {
            value(DiagnosisForm.FLUO_OTHER_SPEC, "points nucléaires");
        }
        unlessGap(antibody == Antibody.NONE ? 25 : 0, MissingReason.NF, DiagnosisForm.AB, Set.of(antibody));
    }

    private void organHistory() {
        yesNo(OrganHistoryForm.RP_HX, chart.raynaud != null);
        if (chart.raynaud != null) {
            unlessGap(15, MissingReason.ND, OrganHistoryForm.RP_HX_DATE, blurred(chart.raynaud, 0, 45));
        }
        yesNo(OrganHistoryForm.DU_HX, chart.digitalUlcers);
        onset(OrganHistoryForm.DU_HX_DATE, chart.digitalUlcers);
        yesNo(OrganHistoryForm.CALCINOSIS_HX, chart.calcinosis);
        yesNo(OrganHistoryForm.TELANG_HX, chart.telangiectasia);
        value(OrganHistoryForm.ILD_HX, chart.lung);
        onset(OrganHistoryForm.ILD_HX_DATE, chart.lung != Ild.NONE);
        value(OrganHistoryForm.PH, chart.pulmonaryHypertension);
        onset(OrganHistoryForm.PH_HX_DATE, !chart.pulmonaryHypertension.contains(PulmonaryHypertension.NONE));
        yesNo(OrganHistoryForm.SRC_HX, chart.renalCrisis);
        onset(OrganHistoryForm.SRC_HX_DATE, chart.renalCrisis);
        value(OrganHistoryForm.HRT, chart.heart);
        onset(OrganHistoryForm.HRT_DATE, !chart.heart.contains(HeartInvolvement.NONE));
        value(OrganHistoryForm.GI, chart.gut);
        onset(OrganHistoryForm.GI_DATE, !chart.gut.contains(GutInvolvement.NONE));
        value(OrganHistoryForm.JNT, chart.joints);
        onset(OrganHistoryForm.JNT_DATE, !chart.joints.contains(JointInvolvement.NONE));
        value(OrganHistoryForm.MUS, chart.muscles);
        onset(OrganHistoryForm.MUS_DATE, !chart.muscles.contains(MuscleInvolvement.NONE));
    }

    /** The onset of an organ involvement, between the first symptom and the first infusion. */
    private void onset(Item<?, PartialDate> item, boolean involved) {
        if (involved) {
            unlessGap(12, MissingReason.ND, item, blurred(chance.day(chart.firstSymptom, chart.firstInfusion), 10, 60));
        }
    }

    /** A date as precise as the chart has it: to the day, to the month, otherwise to the year. */
    private PartialDate blurred(LocalDate date, int percentDay, int percentMonth) {
        Precision precision = chance.oneOf(List.of(Precision.DAY, Precision.MONTH, Precision.YEAR),
                percentDay, percentMonth, 100 - percentDay - percentMonth);
        return new PartialDate(date.getYear(), precision == Precision.YEAR ? null : date.getMonthValue(),
                precision == Precision.DAY ? date.getDayOfMonth() : null);
    }

    private void yesNo(Item<?, YesNo> item, boolean yes) {
        value(item, yes ? YesNo.YES : YesNo.NO);
    }

    private <V> void unlessGap(int percentGaps, MissingReason reason, Item<?, V> item, V value) {
        if (chance.percent(percentGaps)) {
            missing(item, reason);
        } else {
            value(item, value);
        }
    }

    private <V> void value(Item<?, V> item, V value) {
        answers.put(item, Answer.of(value));
    }

    private void missing(Item<?, ?> item, MissingReason reason) {
        answers.put(item, Answer.missing(reason));
    }
}
