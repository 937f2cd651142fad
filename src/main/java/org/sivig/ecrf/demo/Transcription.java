package org.sivig.ecrf.demo;

import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.sivig.ecrf.casebook.Edit;
import org.sivig.ecrf.crf.Item;
import org.sivig.ecrf.crf.MissingReason;
import org.sivig.ecrf.crf.PartialDate;
import org.sivig.ecrf.crf.Row;
import org.sivig.ecrf.crf.YesNo;
import org.sivig.ecrf.score.AcrEular2013;
import org.sivig.ecrf.score.AcrEular2013.Criterion;
import org.sivig.ecrf.study.DiagnosisForm;
import org.sivig.ecrf.study.EligibilityForm;
import org.sivig.ecrf.study.IdentificationForm;
import org.sivig.ecrf.study.OrganHistoryForm;
import org.sivig.ecrf.study.Study;
import org.sivig.ecrf.study.code.Ana;
import org.sivig.ecrf.study.code.Antibody;
import org.sivig.ecrf.study.code.BnpType;
import org.sivig.ecrf.study.code.Capillaroscopy;
import org.sivig.ecrf.study.code.Fluorescence;
import org.sivig.ecrf.study.code.GutInvolvement;
import org.sivig.ecrf.study.code.HeartInvolvement;
import org.sivig.ecrf.study.code.Ild;
import org.sivig.ecrf.study.code.JointInvolvement;
import org.sivig.ecrf.study.code.MuscleInvolvement;
import org.sivig.ecrf.study.code.PulmonaryHypertension;

/** A chart typed into the forms, in paper order; sections 1 to 4 here. */
final class Transcription {

    private final Chart chart;
    private final Chance chance;
    private final Answers answers;
    private final Set<String> corrected = new HashSet<>();
    private final Set<String> kept = new HashSet<>();

    /**
     * @param bnpType      which of the two the site measures
     * @param percentBlank how many answers in 100 are not entered yet, among those that no other question hangs on
     */
    Transcription(Chart chart, String physician, BnpType bnpType, int percentBlank, Chance chance) {
        this.chart = chart;
        this.chance = chance;
        answers = new Answers(percentBlank, chance);
        identification(physician);
        eligibility();
        diagnosis();
        organHistory();
        TherapyTranscription therapy = new TherapyTranscription(chart, answers, chance);
        therapy.priorTreatments();
        therapy.course("1", chart.therapy.first);
        therapy.course("2", chart.therapy.second);
        new VisitTranscription(chart, bnpType, answers, chance).visits();
        therapy.tolerance();
        therapy.followUp();
    }

    Chart chart() {
        return chart;
    }

    /** What is typed, as edits of an empty casebook. */
    List<Edit> edits() {
        return answers.edits();
    }

    /** From now on what was typed over the chart stays as it is. */
    void keepCorrections() {
        kept.addAll(corrected);
    }

    private boolean mayCorrect(String name) {
        corrected.add(name);
        return !kept.contains(name);
    }

    /** Types another value over the one of the chart. */
    <V> void correct(Item<?, V> item, V value) {
        if (mayCorrect(item.exportNamePattern())) {
            answers.value(item, value);
        }
    }

    /** Types another value over the one of the chart. */
    <V> void correct(Item<?, V> item, Row row, V value) {
        if (mayCorrect(item.exportName(row))) {
            answers.value(item, row, value);
        }
    }

    /** Leaves an item blank. */
    void leaveBlank(Item<?, ?> item) {
        if (mayCorrect(item.exportNamePattern())) {
            answers.leaveBlank(item);
        }
    }

    /** Leaves an item blank. */
    void leaveBlank(Item<?, ?> item, Row row) {
        if (mayCorrect(item.exportName(row))) {
            answers.leaveBlank(item, row);
        }
    }

    private void identification(String physician) {
        answers.value(IdentificationForm.LAST_NAME3, chance.letters());
        answers.value(IdentificationForm.FIRST_NAME3, chance.letters());
        answers.value(IdentificationForm.BIRTH_DATE, PartialDate.of(chart.birth));
        answers.value(IdentificationForm.SEX, chart.sex);
        answers.unlessGap(3, MissingReason.ND, IdentificationForm.REF_PHYSICIAN, physician);
    }

    private void eligibility() {
        chart.criteria.forEach((criterion, present) -> {
            boolean notExamined = criterion == Criterion.CAPILLARO && chart.capillaroscopy == null
                    || criterion == Criterion.SCAR && !present && chart.score() >= AcrEular2013.THRESHOLD
                            && chance.percent(8);
            Item<?, YesNo> item = Objects.requireNonNull(Study.CRITERIA.get(criterion));
            if (notExamined) {
                answers.missing(item, MissingReason.ND);
            } else {
                answers.yesNo(item, present);
            }
        });
        answers.yesNo(EligibilityForm.ACR_MIMIC, false);
        answers.yesNo(EligibilityForm.ACR_VALID, chart.score() >= AcrEular2013.THRESHOLD);
        answers.yesNo(EligibilityForm.IVIG_2004_2014, true);
        answers.yesNo(EligibilityForm.EXCL_REPLACEMENT, false);
    }

    private void diagnosis() {
        answers.unlessGap(3, MissingReason.ND, DiagnosisForm.DX_DATE, answers.blurred(chart.diagnosis, 55, 32));
        answers.unlessGap(8, MissingReason.ND, DiagnosisForm.FIRST_NONRP_YEAR, chart.firstSymptom.getYear());
        if (chart.raynaud != null) {
            answers.unlessGap(8, MissingReason.ND, DiagnosisForm.RAYNAUD_YEAR, chart.raynaud.getYear());
        }
        answers.value(DiagnosisForm.SSC_TYPE, chart.type);
        answers.yesNo(DiagnosisForm.OVERLAP, chart.overlap != null);
        if (chart.overlap != null) {
            answers.value(DiagnosisForm.OVERLAP_SPEC, chart.overlap);
        }
        answers.value(DiagnosisForm.ANA, chart.antibody == null ? Ana.NEGATIVE : Ana.POSITIVE);
        if (chart.antibody != null) {
            immunology(chart.antibody);
        }
        if (chart.capillaroscopy == null) {
            answers.missing(DiagnosisForm.CAPILLARO, MissingReason.NF);
        } else {
            answers.value(DiagnosisForm.CAPILLARO, chart.capillaroscopy);
        }
        if (chart.capillaroscopy == Capillaroscopy.MICROANGIOPATHY) {
            answers.unlessGap(15, MissingReason.ND, DiagnosisForm.CAPILLARO_STAGE, chart.stage);
        }
    }

    private void immunology(Antibody antibody) {
        answers.unlessGap(12, MissingReason.ND, DiagnosisForm.ANA_TITER, chart.titer);
        answers.value(DiagnosisForm.FLUO, chart.fluorescence);
        if (chart.fluorescence.contains(Fluorescence.OTHER)) {
            answers.value(DiagnosisForm.FLUO_OTHER_SPEC, "points nucléaires");
        }
        if (answers.unlessGap(antibody == Antibody.NONE ? 25 : 0, MissingReason.NF, DiagnosisForm.AB, Set.of(antibody))
                && antibody == Antibody.OTHER) {
            answers.value(DiagnosisForm.AB_OTHER_SPEC, "anti-SSA (Ro52)");
        }
    }

    private void organHistory() {
        answers.yesNo(OrganHistoryForm.RP_HX, chart.raynaud != null);
        if (chart.raynaud != null) {
            answers.unlessGap(15, MissingReason.ND, OrganHistoryForm.RP_HX_DATE, answers.blurred(chart.raynaud, 0, 45));
        }
        answers.yesNo(OrganHistoryForm.DU_HX, chart.digitalUlcers);
        onset(OrganHistoryForm.DU_HX_DATE, chart.digitalUlcers);
        answers.yesNo(OrganHistoryForm.CALCINOSIS_HX, chart.calcinosis);
        answers.yesNo(OrganHistoryForm.TELANG_HX, chart.telangiectasia);
        answers.value(OrganHistoryForm.ILD_HX, chart.lung);
        onset(OrganHistoryForm.ILD_HX_DATE, chart.lung != Ild.NONE);
        answers.value(OrganHistoryForm.PH, chart.pulmonaryHypertension);
        onset(OrganHistoryForm.PH_HX_DATE, !chart.pulmonaryHypertension.contains(PulmonaryHypertension.NONE));
        answers.yesNo(OrganHistoryForm.SRC_HX, chart.renalCrisis);
        onset(OrganHistoryForm.SRC_HX_DATE, chart.renalCrisis);
        answers.value(OrganHistoryForm.HRT, chart.heart);
        onset(OrganHistoryForm.HRT_DATE, !chart.heart.contains(HeartInvolvement.NONE));
        answers.value(OrganHistoryForm.GI, chart.gut);
        onset(OrganHistoryForm.GI_DATE, !chart.gut.contains(GutInvolvement.NONE));
        answers.value(OrganHistoryForm.JNT, chart.joints);
        onset(OrganHistoryForm.JNT_DATE, !chart.joints.contains(JointInvolvement.NONE));
        answers.value(OrganHistoryForm.MUS, chart.muscles);
        onset(OrganHistoryForm.MUS_DATE, !chart.muscles.contains(MuscleInvolvement.NONE));
    }

    /** The onset of an organ involvement, between the first symptom and the first infusion. */
    private void onset(Item<?, PartialDate> item, boolean involved) {
        if (involved) {
            answers.unlessGap(12, MissingReason.ND, item,
                    answers.blurred(chance.day(chart.firstSymptom, chart.firstInfusion), 10, 60));
        }
    }
}
