package org.sivig.ecrf.demo;

import static org.sivig.ecrf.demo.Answers.decimal;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.sivig.ecrf.crf.Item;
import org.sivig.ecrf.crf.MissingReason;
import org.sivig.ecrf.crf.PartialDate;
import org.sivig.ecrf.crf.YesNo;
import org.sivig.ecrf.study.Visit;
import org.sivig.ecrf.study.VisitForm;
import org.sivig.ecrf.study.code.BnpType;
import org.sivig.ecrf.study.code.BowelTransit;
import org.sivig.ecrf.study.code.Comparator;
import org.sivig.ecrf.study.code.Ild;
import org.sivig.ecrf.study.code.Nyha;

/** Types section 8 of a chart: what was examined at each visit, and that the rest was not. */
final class VisitTranscription {

    /** Below it the laboratory does not tell how much. */
    private static final int LEAST_CPK = 30;

    private final Chart chart;
    private final BnpType bnpType;
    private final Answers answers;
    private final Chance chance;

    VisitTranscription(Chart chart, BnpType bnpType, Answers answers, Chance chance) {
        this.chart = chart;
        this.bnpType = bnpType;
        this.answers = answers;
        this.chance = chance;
    }

    void visits() {
        chart.evolution.examinations.forEach(this::visit);
    }

    private void visit(Examination found) {
        Visit row = new Visit(found.visit);
        if (found.absent != null) {
            answers.value(VisitForm.VISIT_DONE, row, YesNo.NO);
            answers.value(VisitForm.VISIT_MISSING_REASON, row, found.absent);
        } else {
            answers.value(VisitForm.VISIT_DATE, row, answers.blurred(found.date, 94, 6));
            clinical(found, row);
            laboratory(found, row);
            scores(found, row);
            secondDate(found, row);
            lungFunction(found, row);
            echocardiography(found, row);
            catheter(found, row);
            scan(found, row);
            answers.unlessGap(5, MissingReason.ND, VisitForm.CS_DOSE, row, decimal(found.steroids, 1));
        }
        if (found.event != null) {
            answers.value(VisitForm.EVENT_TXT, row, found.event);
        }
    }

    private static boolean isFirst(Visit row) {
        return row.isAt("visit", "m0");
    }

    private void clinical(Examination found, Visit row) {
        answers.unlessGap(isFirst(row) ? 5 : 14, MissingReason.ND, VisitForm.MRSS, row, found.skin);
        answers.unlessGap(8, MissingReason.ND, VisitForm.N_DU, row, found.ulcers);
        answers.unlessGap(10, MissingReason.ND, VisitForm.NYHA, row, found.nyha);
        if (found.nyha == Nyha.IV && found.weakness) {
            answers.missing(VisitForm.WALK6, row, MissingReason.NAP);
        } else {
            answers.unlessGap(55, notDone(), VisitForm.WALK6, row, found.walk);
        }
        complaint(VisitForm.GERD, row, found.reflux);
        answers.unlessGap(5, MissingReason.ND, VisitForm.TRANSIT, row,
                found.transit ? BowelTransit.DISTURBED : BowelTransit.NORMAL);
        complaint(VisitForm.ARTHRALGIA, row, found.arthralgia);
        complaint(VisitForm.MYALGIA, row, found.myalgia);
        complaint(VisitForm.WEAK_LT3, row, found.weakness);
    }

    private void complaint(Item<Visit, YesNo> item, Visit row, boolean present) {
        answers.unlessGap(4, MissingReason.ND, item, row, present ? YesNo.YES : YesNo.NO);
    }

    private void laboratory(Examination found, Visit row) {
        answers.unlessGap(4, MissingReason.ND, VisitForm.HB, row, decimal(found.haemoglobin, 1));
        answers.unlessGap(5, MissingReason.ND, VisitForm.PLT, row, found.platelets);
        boolean creatinine = answers.unlessGap(4, MissingReason.ND, VisitForm.CREAT, row,
                BigDecimal.valueOf(found.creatinine));
        if (!creatinine) {
            answers.missing(VisitForm.MDRD, row, MissingReason.ND);
        } else if (found.filtration > 62 && chance.percent(15)) {
            answers.value(VisitForm.MDRD, row, BigDecimal.valueOf(60));
            answers.value(VisitForm.MDRD_OP, row, Comparator.GREATER_THAN);
        } else {
            answers.unlessGap(8, MissingReason.ND, VisitForm.MDRD, row, decimal(found.filtration, 0));
        }
        double bnp = bnpType == BnpType.BNP ? found.bnp : found.bnp * 4.5;
        if (withFloor(50, notDone(), VisitForm.BNP, VisitForm.BNP_OP, row, bnp, bnpType == BnpType.BNP ? 10 : 50, 0)
                && chance.percent(92)) {
            answers.value(VisitForm.BNP_TYPE, row, bnpType);
        }
        withFloor(6, MissingReason.ND, VisitForm.CRP, VisitForm.CRP_OP, row, found.crp, chance.oneOf(List.of(3, 5)), 1);
        boolean cpk = answers.unlessGap(5, MissingReason.ND, VisitForm.CPK, row, Math.max(LEAST_CPK, found.cpk));
        if (cpk && found.cpk < LEAST_CPK) {
            answers.value(VisitForm.CPK_OP, row, Comparator.LESS_THAN);
        }
    }

    /** A result that the laboratory gives as "below" when it is small. */
    private boolean withFloor(int percentGaps, MissingReason reason, Item<Visit, BigDecimal> item,
            Item<Visit, Comparator> comparator, Visit row, double value, int floor, int decimals) {
        boolean typed = answers.unlessGap(percentGaps, reason, item, row,
                value < floor ? BigDecimal.valueOf(floor) : decimal(value, decimals));
        if (typed && value < floor) {
            answers.value(comparator, row, Comparator.LESS_THAN);
        }
        return typed;
    }

    private void scores(Examination found, Visit row) {
        answers.unlessGap(30, MissingReason.ND, VisitForm.EUSTAR, row, decimal(found.eustar, 1));
        answers.unlessGap(35, MissingReason.ND, VisitForm.MEDSGER, row, found.medsger);
    }

    private void secondDate(Examination found, Visit row) {
        LocalDate date = found.date.plusDays(chance.number(1, 20));
        boolean possible = date.isBefore(isFirst(row) ? chart.firstInfusion : chart.fate.lastNews());
        if (chance.percent(18) && possible) {
            answers.value(VisitForm.VISIT_DATE2, row, PartialDate.of(date));
        }
    }

    private void lungFunction(Examination found, Visit row) {
        if (!chance.percent(isFirst(row) ? 88 : 58)) {
            notDone(row, List.of(VisitForm.FVC, VisitForm.TLC, VisitForm.DLCO));
            return;
        }
        int decimals = chance.percent(15) ? 1 : 0;
        answers.unlessGap(1, MissingReason.ND, VisitForm.FVC, row, decimal(found.fvc, decimals));
        answers.unlessGap(5, MissingReason.ND, VisitForm.TLC, row, decimal(found.tlc, decimals));
        answers.unlessGap(9, MissingReason.NF, VisitForm.DLCO, row, decimal(found.dlco, decimals));
    }

    private void echocardiography(Examination found, Visit row) {
        if (!chance.percent(isFirst(row) ? 82 : 46)) {
            notDone(row, List.of(VisitForm.LVEF, VisitForm.SPAP, VisitForm.PERICARD));
            return;
        }
        answers.unlessGap(4, MissingReason.ND, VisitForm.LVEF, row, found.ejection);
        answers.unlessGap(12, MissingReason.ND, VisitForm.SPAP, row, found.systolicPressure);
        complaint(VisitForm.PERICARD, row, found.pericardium);
    }

    private void catheter(Examination found, Visit row) {
        if (!found.catheter) {
            notDone(row, List.of(VisitForm.MPAP, VisitForm.PVR, VisitForm.CI));
            return;
        }
        answers.value(VisitForm.MPAP, row, found.meanPressure);
        answers.unlessGap(4, MissingReason.ND, VisitForm.PVR, row, decimal(found.vascularResistance, 1));
        answers.unlessGap(8, MissingReason.ND, VisitForm.CI, row, decimal(found.cardiacIndex, 2));
    }

    private void scan(Examination found, Visit row) {
        boolean done = chance.percent((isFirst(row) ? 68 : 20) + (chart.lung == Ild.NONE ? 0 : 17));
        if (isFirst(row)) {
            if (done) {
                complaint(VisitForm.GGO, row, chart.evolution.groundGlassAtFirst);
                complaint(VisitForm.FIBROSIS, row, chart.evolution.fibrosisAtFirst);
            } else {
                notDone(row, List.of(VisitForm.GGO, VisitForm.FIBROSIS));
            }
        } else if (done) {
            answers.unlessGap(3, MissingReason.ND, VisitForm.GGO_CHG, row, found.groundGlass);
            answers.unlessGap(3, MissingReason.ND, VisitForm.FIBROSIS_CHG, row, found.fibrosis);
        } else {
            notDone(row, List.of(VisitForm.GGO_CHG, VisitForm.FIBROSIS_CHG));
        }
    }

    private MissingReason notDone() {
        return chance.percent(80) ? MissingReason.NF : MissingReason.ND;
    }

    private void notDone(Visit row, List<? extends Item<Visit, ?>> items) {
        MissingReason reason = notDone();
        items.forEach(item -> answers.missing(item, row, reason));
    }
}
