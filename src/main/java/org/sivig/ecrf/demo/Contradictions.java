package org.sivig.ecrf.demo;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.sivig.ecrf.crf.PartialDate;
import org.sivig.ecrf.crf.YesNo;
import org.sivig.ecrf.score.AcrEular2013;
import org.sivig.ecrf.score.AcrEular2013.Criterion;
import org.sivig.ecrf.study.DiagnosisForm;
import org.sivig.ecrf.study.Drug;
import org.sivig.ecrf.study.EligibilityForm;
import org.sivig.ecrf.study.IvigCourse;
import org.sivig.ecrf.study.IvigCourseForm;
import org.sivig.ecrf.study.OrganHistoryForm;
import org.sivig.ecrf.study.Visit;
import org.sivig.ecrf.study.VisitForm;
import org.sivig.ecrf.study.VisitPlan;
import org.sivig.ecrf.study.code.Capillaroscopy;
import org.sivig.ecrf.study.code.CtChange;
import org.sivig.ecrf.study.code.GutInvolvement;
import org.sivig.ecrf.study.code.IvigFrequency;
import org.sivig.ecrf.study.code.JointInvolvement;
import org.sivig.ecrf.study.code.MuscleInvolvement;
import org.sivig.ecrf.study.code.StopReason;

/**
 * Where old charts contradict themselves, and who transcribes them slips: one letter says what another denies, infusions
 * are counted in days, an index is added up wrongly. None of it is impossible.
 */
final class Contradictions {

    private final Transcription typed;
    private final Chart chart;
    private final Chance chance;
    private final List<Runnable> possible = new ArrayList<>();

    private Contradictions(Transcription typed, Chance chance) {
        this.typed = typed;
        this.chart = typed.chart();
        this.chance = chance;
        sectionsThatDisagree();
        datesThatDisagree();
        coursesMiscounted();
        chart.evolution.examinations.stream().filter(found -> found.absent == null).forEach(this::visits);
    }

    /** Types some of them over what the chart says. */
    static Transcription in(Transcription typed, Chance chance) {
        typed.keepCorrections();
        Contradictions all = new Contradictions(typed, chance);
        for (int i = chance.number(3, 6); i > 0 && !all.possible.isEmpty(); i--) {
            Runnable one = chance.oneOf(all.possible);
            all.possible.remove(one);
            one.run();
        }
        return typed;
    }

    private void when(boolean possible, Runnable contradiction) {
        if (possible) {
            this.possible.add(contradiction);
        }
    }

    private static YesNo not(boolean yes) {
        return yes ? YesNo.NO : YesNo.YES;
    }

    private void sectionsThatDisagree() {
        when(true, () -> typed.correct(OrganHistoryForm.TELANG_HX, not(chart.telangiectasia)));
        when(!chart.digitalUlcers, () -> typed.correct(EligibilityForm.ACR_ULCER, YesNo.YES));
        when(chart.capillaroscopy == Capillaroscopy.MICROANGIOPATHY
                && chart.score() - Criterion.CAPILLARO.points() >= AcrEular2013.THRESHOLD,
                () -> typed.correct(EligibilityForm.ACR_CAPILLARO, YesNo.NO));
        Visit before = new Visit("m0");
        when(!chart.gut.contains(GutInvolvement.GERD), () -> typed.correct(VisitForm.GERD, before, YesNo.YES));
        when(!chart.joints.contains(JointInvolvement.ARTHRALG),
                () -> typed.correct(VisitForm.ARTHRALGIA, before, YesNo.YES));
        when(!chart.muscles.contains(MuscleInvolvement.MYALGIA),
                () -> typed.correct(VisitForm.MYALGIA, before, YesNo.YES));
        when(!chart.therapy.before.containsKey(Drug.OCS),
                () -> typed.correct(VisitForm.CS_DOSE, before, new BigDecimal("7.5")));
    }

    private void datesThatDisagree() {
        if (chart.raynaud != null) {
            when(true, () -> {
                typed.correct(DiagnosisForm.RAYNAUD_YEAR, chart.raynaud.getYear());
                typed.correct(OrganHistoryForm.RP_HX_DATE, PartialDate.of(chart.raynaud.getYear() - 1));
            });
        }
        LocalDate later = chart.firstInfusion.plusMonths(chance.number(2, 9));
        PartialDate after = new PartialDate(later.getYear(), later.getMonthValue(), null);
        when(!chart.joints.contains(JointInvolvement.NONE), () -> typed.correct(OrganHistoryForm.JNT_DATE, after));
        when(!chart.gut.contains(GutInvolvement.NONE), () -> typed.correct(OrganHistoryForm.GI_DATE, after));
        when(!chart.muscles.contains(MuscleInvolvement.NONE), () -> {
            typed.correct(DiagnosisForm.FIRST_NONRP_YEAR, chart.firstSymptom.getYear());
            typed.correct(OrganHistoryForm.MUS_DATE, PartialDate.of(chart.firstSymptom.getYear() - 1));
        });
        when(chart.diagnosis.plusYears(1).isBefore(chart.firstInfusion), () -> {
            typed.correct(DiagnosisForm.DX_DATE, PartialDate.of(chart.diagnosis));
            typed.correct(DiagnosisForm.FIRST_NONRP_YEAR, chart.diagnosis.getYear() + 1);
        });
    }

    private void coursesMiscounted() {
        Therapy.Course first = chart.therapy.first;
        IvigCourse row = new IvigCourse("1");
        if (first.end() != null) {
            Runnable dates = () -> {
                typed.correct(IvigCourseForm.START, row, PartialDate.of(first.start()));
                typed.correct(IvigCourseForm.END, row, PartialDate.of(first.end()));
            };
            when(first.frequency() == IvigFrequency.MONTHLY && first.infusions() > 3, () -> {
                dates.run();
                typed.correct(IvigCourseForm.N, row, 2 * first.infusions()); // in days
            });
            when(first.months() > 3, () -> {
                dates.run();
                typed.correct(IvigCourseForm.DUR_MO, row, first.months() + Math.max(3, first.months() / 3));
            });
            when(first.stop().contains(StopReason.SUCCESS), () -> typed.correct(IvigCourseForm.STOP, row,
                    Set.copyOf(EnumSet.of(StopReason.SUCCESS, StopReason.FAILURE))));
        }
    }

    private void visits(Examination found) {
        Visit row = new Visit(found.visit);
        boolean followUp = !row.isAt("visit", VisitPlan.VISITS.getFirst().visit());
        when(true, () -> typed.correct(VisitForm.EUSTAR, row, new BigDecimal("1.75")));
        when(found.eustar >= 1 && found.dlco < 79, () -> typed.correct(VisitForm.EUSTAR, row, BigDecimal.ZERO));
        when(found.filtration > 60, () -> {
            typed.correct(VisitForm.CREAT, row, BigDecimal.valueOf(found.creatinine));
            typed.correct(VisitForm.MDRD, row, Answers.decimal(found.filtration * 0.78, 0));
            typed.leaveBlank(VisitForm.MDRD_OP, row);
        });
        LocalDate second = found.date.plusDays(chance.number(35, 70));
        when(second.isBefore(chart.fate.lastNews()), () -> {
            typed.correct(VisitForm.VISIT_DATE, row, PartialDate.of(found.date));
            typed.correct(VisitForm.VISIT_DATE2, row, PartialDate.of(second));
        });
        when(found.crp > 40, () -> {
            typed.correct(VisitForm.CRP, row, BigDecimal.valueOf(168));
            typed.leaveBlank(VisitForm.CRP_OP, row);
        });
        when(followUp && !chart.evolution.groundGlassAtFirst, () -> {
            typed.correct(VisitForm.GGO, new Visit("m0"), YesNo.NO);
            typed.correct(VisitForm.GGO_CHG, row, CtChange.IMPROVED);
        });
        when(followUp && found.haemoglobin > 11, () -> typed.correct(VisitForm.HB, row, Answers.decimal(found.haemoglobin - 6, 1)));
    }
}
