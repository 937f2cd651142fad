package org.sivig.ecrf.study;

import static org.sivig.ecrf.crf.Claim.keyIs;
import static org.sivig.ecrf.crf.Claim.keyIsNot;
import static org.sivig.ecrf.crf.Claim.multipleOf;
import static org.sivig.ecrf.crf.Claim.not;
import static org.sivig.ecrf.crf.Claim.sure;
import static org.sivig.ecrf.crf.Reference.the;
import static org.sivig.ecrf.crf.Term.abs;
import static org.sivig.ecrf.crf.Term.max;
import static org.sivig.ecrf.crf.Term.maxEntered;
import static org.sivig.ecrf.crf.Term.previous;
import static org.sivig.ecrf.crf.Term.times;
import static org.sivig.ecrf.crf.YesNo.NO;
import static org.sivig.ecrf.crf.YesNo.YES;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.crf.Claim;
import org.sivig.ecrf.crf.EditCheck;
import org.sivig.ecrf.crf.Evaluation;
import org.sivig.ecrf.crf.Item;
import org.sivig.ecrf.crf.Reference;
import org.sivig.ecrf.crf.Term;
import org.sivig.ecrf.crf.Told;
import org.sivig.ecrf.study.code.BnpType;
import org.sivig.ecrf.study.code.BowelTransit;
import org.sivig.ecrf.study.code.Comparator;
import org.sivig.ecrf.study.code.CtChange;
import org.sivig.ecrf.study.code.GutInvolvement;
import org.sivig.ecrf.study.code.HeartInvolvement;
import org.sivig.ecrf.study.code.Ild;
import org.sivig.ecrf.study.code.JointInvolvement;
import org.sivig.ecrf.study.code.MuscleInvolvement;
import org.sivig.ecrf.study.code.PulmonaryHypertension;
import org.sivig.ecrf.study.code.SscType;
import org.sivig.ecrf.study.code.VisitMissingReason;

/** The edit checks of section 8 and of what happened after it. */
final class VisitChecks {

    /** Body surface of a very small adult, in m². */
    private static final double SMALL_BODY = 1.3;

    private static final Claim M0 = keyIs("visit", "m0");
    private static final Reference DATE = the(VisitForm.VISIT_DATE);
    private static final Reference DATE2 = the(VisitForm.VISIT_DATE2);
    private static final Reference MRSS = the(VisitForm.MRSS);
    private static final Reference HB = the(VisitForm.HB);
    private static final Reference PLT = the(VisitForm.PLT);
    private static final Reference CREAT = the(VisitForm.CREAT);
    private static final Reference MDRD = the(VisitForm.MDRD);
    private static final Reference MDRD_OP = the(VisitForm.MDRD_OP);
    private static final Reference EUSTAR = the(VisitForm.EUSTAR);
    private static final Reference SPAP = the(VisitForm.SPAP);
    private static final Reference MPAP = the(VisitForm.MPAP);
    private static final Reference PVR = the(VisitForm.PVR);
    private static final Reference CI = the(VisitForm.CI);
    private static final Reference PH = the(OrganHistoryForm.PH);
    private static final Reference CS_DOSE = the(VisitForm.CS_DOSE);
    private static final Reference DEATH_DATE = the(FollowUpForm.DEATH_DATE);
    private static final Reference LAST_NEWS_DATE = the(FollowUpForm.LAST_NEWS_DATE);
    private static final Reference TYPE = the(DiagnosisForm.SSC_TYPE);
    private static final Reference ILD = the(OrganHistoryForm.ILD_HX);
    private static final Reference HEART = the(OrganHistoryForm.HRT);
    private static final Claim NO_PH = PH.is(PulmonaryHypertension.NONE);
    private static final Term LEAD = Terms.days(DATE, Terms.FIRST_INFUSION);
    private static final Term DAY = Terms.days(Terms.FIRST_INFUSION, DATE);
    private static final Term APART = Terms.days(DATE, DATE2);
    private static final Term PREVIOUS_CREAT = previous(VisitForm.CREAT);
    private static final Term MDRD_MARGIN = max(5, times(0.1, Terms.MDRD_CALC));

    static final EditCheck E24 = EditCheck.warning("E24").at(VisitForm.MRSS,
            TYPE.is(SscType.LIMITED).and(MRSS.isMore(20))).tells("value", Told.value());
    static final EditCheck E26B = EditCheck.warning("E26b").at(VisitForm.MRSS,
            M0.and(TYPE.is(SscType.LIMITED, SscType.DIFFUSE), MRSS.isMore(0),
                    the(EligibilityForm.ACR_PROX).is(NO), the(EligibilityForm.ACR_SCLERO).is(NO),
                    the(EligibilityForm.ACR_PUFFY).is(NO))).tells("value", Told.value());
    static final EditCheck E50 = EditCheck.error("E50").at(VisitForm.VISIT_DATE,
            M0.and(DAY.isMore(7))).tells("days", Terms.rounded(DAY, 0));
    static final EditCheck E50B = EditCheck.warning("E50b").at(VisitForm.VISIT_DATE,
            M0.and(DATE.isMore(Terms.FIRST_INFUSION), DAY.isAtMost(7))).tells("days", Terms.rounded(DAY, 0));
    static final EditCheck E51 = EditCheck.warning("E51").at(VisitForm.VISIT_DATE, M0.and(LEAD.isMore(90)))
            .tells("days", Terms.rounded(LEAD, 0));
    static final EditCheck E52 = EditCheck.error("E52").at(VisitForm.VISIT_DATE,
            DATE.isAtMost(previous(VisitForm.VISIT_DATE)));
    static final EditCheck E53 = EditCheck.warning("E53").at(VisitForm.VISIT_DATE,
            keyIsNot("visit", "m0").and(DAY.isLess(Terms.WINDOW_FROM_DAY).or(DAY.isMore(Terms.WINDOW_TO_DAY))))
            .tells("days", Terms.rounded(DAY, 0)).tells("min", Terms.rounded(Terms.WINDOW_FROM_DAY, 0))
            .tells("max", Terms.rounded(Terms.WINDOW_TO_DAY, 0));
    static final EditCheck E54 = EditCheck.warning("E54").at(VisitForm.VISIT_DATE2,
            APART.isMore(30).or(APART.isLess(-30))).tells("days", Terms.rounded(APART, 0));
    static final EditCheck E55 = EditCheck.error("E55").at(VisitForm.VISIT_DATE, DATE.isMore(DEATH_DATE))
            .at(VisitForm.VISIT_DATE2, DATE2.isMore(DEATH_DATE))
            .at(IvigCourseForm.START, the(IvigCourseForm.START).isMore(DEATH_DATE))
            .at(IvigCourseForm.END, the(IvigCourseForm.END).isMore(DEATH_DATE)).tells("value", Told.value());
    static final EditCheck E56 = EditCheck.warning("E56").at(VisitForm.EVENT_TXT,
            Terms.mentionsDeath(the(VisitForm.EVENT_TXT)).and(not(sure(the(FollowUpForm.DEATH).is(YES)))));
    static final EditCheck E56B = EditCheck.warning("E56b").at(VisitForm.VISIT_MISSING_REASON,
            the(VisitForm.VISIT_MISSING_REASON).is(VisitMissingReason.DEAD)
                    .and(not(sure(the(FollowUpForm.DEATH).is(YES)))));
    static final EditCheck E57 = EditCheck.warning("E57").at(VisitForm.VISIT_DATE,
            Terms.VISIT_HAS_DATA.and(DATE.isBlank()));
    static final EditCheck E58 = EditCheck.warning("E58").at(VisitForm.VISIT_DATE,
            DATE.isMore(LAST_NEWS_DATE)).tells("value", Told.value());
    static final EditCheck E59 = EditCheck.error("E59").at(FollowUpForm.LAST_NEWS_DATE,
            LAST_NEWS_DATE.isMore(DEATH_DATE)).tells("value", Told.value());

    static final EditCheck E60 = EditCheck.warning("E60")
            .at(VisitForm.HB, HB.isMore(25).and(HB.dividedBy(10).isAtMost(25)))
            .at(VisitForm.PLT, PLT.isLess(1000).and(PLT.times(1000).isAtLeast(1000)))
            .at(VisitForm.CREAT, CREAT.isLess(3).and(CREAT.times(88.4).isAtLeast(10))
                    .or(CREAT.isAtLeast(3).and(CREAT.isLess(30), CREAT.times(8.84).isAtLeast(10))))
            .at(VisitForm.PVR, PVR.isMore(50).and(PVR.dividedBy(80).isAtMost(50)))
            .at(VisitForm.BNP, the(VisitForm.BNP).isAtLeast(5000)
                    .and(not(sure(the(VisitForm.BNP_TYPE).is(BnpType.NT_PROBNP)))))
            .tells("value", Told.value()).tells("suggestion", Told.number(VisitChecks::suggestion));
    static final EditCheck E61 = EditCheck.warning("E61").at(VisitForm.MDRD,
            not(MDRD_OP.isFilled()).and(abs(MDRD.minus(Terms.MDRD_CALC)).isMore(MDRD_MARGIN))
                    .or(MDRD_OP.is(Comparator.GREATER_THAN).and(MDRD.minus(Terms.MDRD_CALC).isMore(MDRD_MARGIN)),
                            MDRD_OP.is(Comparator.LESS_THAN).and(Terms.MDRD_CALC.minus(MDRD).isMore(MDRD_MARGIN))))
            .tells("value", Told.value()).tells("computed", Terms.rounded(Terms.MDRD_CALC, 1));
    static final EditCheck E62 = EditCheck.warning("E62").at(VisitForm.MRSS, moves(VisitForm.MRSS, 15))
            .at(VisitForm.FVC, moves(VisitForm.FVC, 25)).at(VisitForm.DLCO, moves(VisitForm.DLCO, 30))
            .at(VisitForm.HB, moves(VisitForm.HB, 4))
            .at(VisitForm.CREAT, CREAT.isAtLeast(times(3, PREVIOUS_CREAT))
                    .or(PREVIOUS_CREAT.isAtLeast(times(3, CREAT))))
            .tells("previous", Told.previousValue()).tells("value", Told.value());
    static final EditCheck E63A = EditCheck.warning("E63a").at(VisitForm.MPAP, MPAP.isMore(SPAP.plus(20)))
            .tells("value", Told.value()).tells("other", Told.value(SPAP));
    static final EditCheck E63B = EditCheck.warning("E63b").at(VisitForm.MPAP,
            MPAP.isMore(SPAP).and(MPAP.isAtMost(SPAP.plus(20))))
            .tells("value", Told.value()).tells("other", Told.value(SPAP));
    static final EditCheck E64 = EditCheck.warning("E64").at(VisitForm.MPAP,
            M0.and(MPAP.isAtLeast(25), NO_PH)).tells("value", Told.value());
    static final EditCheck E64B = EditCheck.info("E64b").at(VisitForm.SPAP,
            M0.and(SPAP.isAtLeast(50), NO_PH)).tells("value", Told.value());
    static final EditCheck E64C = EditCheck.info("E64c").at(VisitForm.MPAP,
            M0.and(MPAP.isLess(25), PH.is(PulmonaryHypertension.GRP1, PulmonaryHypertension.GRP2,
                    PulmonaryHypertension.GRP3))).tells("value", Told.value());
    static final EditCheck E65 = EditCheck.warning("E65").at(VisitForm.MPAP,
            MPAP.isFilled().or(PVR.isFilled(), CI.isFilled())
                    .and(MPAP.isBlank().or(PVR.isBlank(), CI.isBlank())));
    static final EditCheck E66 = EditCheck.warning("E66")
            .at(VisitForm.GGO_CHG, the(VisitForm.GGO, "m0").is(NO)
                    .and(the(VisitForm.GGO_CHG).is(CtChange.IMPROVED)))
            .at(VisitForm.FIBROSIS_CHG, the(VisitForm.FIBROSIS, "m0").is(NO)
                    .and(the(VisitForm.FIBROSIS_CHG).is(CtChange.IMPROVED)));
    static final EditCheck E67 = EditCheck.warning("E67")
            .at(VisitForm.N_DU, M0.and(the(VisitForm.N_DU).isMore(0), the(OrganHistoryForm.DU_HX).is(NO)))
            .at(VisitForm.GERD, M0.and(the(VisitForm.GERD).is(YES),
                    not(the(OrganHistoryForm.GI).is(GutInvolvement.GERD))))
            .at(VisitForm.TRANSIT, M0.and(the(VisitForm.TRANSIT).is(BowelTransit.DISTURBED),
                    not(the(OrganHistoryForm.GI).is(GutInvolvement.TRANSIT))))
            .at(VisitForm.ARTHRALGIA, M0.and(the(VisitForm.ARTHRALGIA).is(YES),
                    not(the(OrganHistoryForm.JNT).is(JointInvolvement.ARTHRALG))))
            .at(VisitForm.MYALGIA, M0.and(the(VisitForm.MYALGIA).is(YES),
                    not(the(OrganHistoryForm.MUS).is(MuscleInvolvement.MYALGIA))))
            .at(VisitForm.WEAK_LT3, M0.and(the(VisitForm.WEAK_LT3).is(YES),
                    not(the(OrganHistoryForm.MUS).is(MuscleInvolvement.WEAK))))
            .at(VisitForm.LVEF, M0.and(the(VisitForm.LVEF).isLess(50),
                    not(HEART.is(HeartInvolvement.SYST))))
            .at(VisitForm.FIBROSIS, M0.and(the(VisitForm.FIBROSIS).is(YES), ILD.is(Ild.NONE)))
            .at(VisitForm.GGO, M0.and(the(VisitForm.GGO).is(YES), ILD.is(Ild.NONE)))
            .at(VisitForm.PERICARD, M0.and(the(VisitForm.PERICARD).is(YES), HEART.is(HeartInvolvement.NONE)));
    static final EditCheck E68 = EditCheck.warning("E68")
            .at(VisitForm.CS_DOSE, M0.and(CS_DOSE.isMore(0),
                    the(PriorTreatmentOverviewForm.ANY_PRIOR).is(NO).or(the(PriorTreatmentForm.GIVEN, "ocs").is(NO)),
                    the(ConcomitantTreatmentForm.GIVEN, "1", "ocs").is(NO)))
            .at(ConcomitantTreatmentForm.GIVEN, keyIs("course", "1").and(keyIs("drug", "ocs"),
                    the(ConcomitantTreatmentForm.GIVEN).is(YES), maxEntered(VisitForm.CS_DOSE).isSame(0)));
    static final EditCheck E69 = EditCheck.warning("E69").at(VisitForm.EUSTAR, not(multipleOf(EUSTAR, 0.5)))
            .tells("value", Told.value());
    static final EditCheck E70 = EditCheck.warning("E70").at(VisitForm.EUSTAR,
            EUSTAR.isLess(Terms.ESCSG_LB).and(multipleOf(EUSTAR, 0.5)))
            .tells("value", Told.value()).tells("min", Terms.rounded(Terms.ESCSG_LB, 1));

    /**
     * Mean pulmonary pressure is wedge pressure plus resistance times cardiac output, which is cardiac index times body
     * surface: even for 1.3 m², a very small adult, the wedge pressure would be negative.
     */
    static final EditCheck E71 = EditCheck.warning("E71").at(VisitForm.PVR,
            PVR.times(CI).times(SMALL_BODY).isMore(MPAP).and(not(Terms.UNIT_TRAP)))
            .tells("value", Told.value()).tells("other", Told.value(MPAP));

    private VisitChecks() {
    }

    /** It differs by more than this from the visit before. */
    private static Claim moves(Item<Visit, ?> item, double by) {
        return abs(the(item).minus(previous(item))).isMore(by);
    }

    private static @Nullable String suggestion(Evaluation evaluation) {
        Item<?, ?> item = evaluation.at().item();
        Visit visit = (Visit) evaluation.at().row();
        if (item == VisitForm.BNP) {
            return VisitFigures.isNtProBnp(visit) ? "NT-proBNP" : null;
        }
        BigDecimal meant = VisitFigures.inUsualUnit(item, visit, evaluation.casebook());
        return meant == null ? null : meant.toPlainString();
    }
}
