package org.sivig.ecrf.study;

import static org.sivig.ecrf.crf.Condition.keyIs;
import static org.sivig.ecrf.crf.Condition.keyIsNot;
import static org.sivig.ecrf.crf.Condition.not;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.sivig.ecrf.crf.Bound;
import org.sivig.ecrf.crf.Form;
import org.sivig.ecrf.crf.Item;
import org.sivig.ecrf.crf.PartialDate;
import org.sivig.ecrf.crf.Row;
import org.sivig.ecrf.crf.YesNo;
import org.sivig.ecrf.score.UnitSuggestion;
import org.sivig.ecrf.study.code.BnpType;
import org.sivig.ecrf.study.code.BowelTransit;
import org.sivig.ecrf.study.code.Comparator;
import org.sivig.ecrf.study.code.CtChange;
import org.sivig.ecrf.study.code.Nyha;
import org.sivig.ecrf.study.code.VisitMissingReason;

/** Declares section 8 of the paper form. */
public final class VisitForm {

    private static final Form.Builder<Visit> F = Form.declareRepeating("visit", 8, Visit.class,
            () -> VisitPlan.VISITS.stream().map(VisitPlan::visit).map(Visit::new).toList());

    public static final Item<Visit, YesNo> VISIT_DONE =
            F.group("attendance").yesNo("visit_done", Visit::getVisitDone, Visit::setVisitDone)
            .exportedAs("visit_done_{visit}").optional().added();
    public static final Item<Visit, VisitMissingReason> VISIT_MISSING_REASON =
            F.choice("visit_missing_reason", VisitMissingReason.LIST, Visit::getVisitMissingReason,
                    Visit::setVisitMissingReason)
            .exportedAs("visit_missing_reason_{visit}").askedWhen(VISIT_DONE.has(YesNo.NO)).added();
    public static final Item<Visit, PartialDate> VISIT_DATE =
            F.partialDate("visit_date", Visit::getVisitDate, Visit::setVisitDate)
            .exportedAs("visit_date_{visit}").hard(Landmarks.BIRTH_DATE, Bound.TODAY)
            .askedWhen(not(VISIT_DONE.has(YesNo.NO)));

    public static final Item<Visit, Integer> MRSS =
            F.group("clinical").integer("mrss", Visit::getMrss, Visit::setMrss)
            .exportedAs("mrss_{visit}").varies(10).unit("/51").hard(Bound.of("0"), Bound.of("51"))
            .soft(Bound.of("0"), Bound.of("40")).askedWhen(not(VISIT_DONE.has(YesNo.NO)));
    public static final Item<Visit, Integer> N_DU =
            F.integer("n_du", Visit::getNDu, Visit::setNDu)
            .exportedAs("n_du_{visit}").varies(5).hard(Bound.of("0"), Bound.of("40"))
            .soft(Bound.of("0"), Bound.of("10")).askedWhen(not(VISIT_DONE.has(YesNo.NO)));
    public static final Item<Visit, Nyha> NYHA =
            F.choice("nyha", Nyha.LIST, Visit::getNyha, Visit::setNyha)
            .exportedAs("nyha_{visit}").askedWhen(not(VISIT_DONE.has(YesNo.NO)));
    public static final Item<Visit, Integer> WALK6 =
            F.integer("walk6", Visit::getWalk6, Visit::setWalk6)
            .exportedAs("walk6_{visit}").varies(100).unit("mètres").hard(Bound.of("0"), Bound.of("1000"))
            .soft(Bound.of("50"), Bound.of("700")).askedWhen(not(VISIT_DONE.has(YesNo.NO)));
    public static final Item<Visit, YesNo> GERD =
            F.yesNo("gerd", Visit::getGerd, Visit::setGerd)
            .exportedAs("gerd_{visit}").askedWhen(not(VISIT_DONE.has(YesNo.NO)));
    public static final Item<Visit, BowelTransit> TRANSIT =
            F.choice("transit", BowelTransit.LIST, Visit::getTransit, Visit::setTransit)
            .exportedAs("transit_{visit}").askedWhen(not(VISIT_DONE.has(YesNo.NO)));
    public static final Item<Visit, YesNo> ARTHRALGIA =
            F.yesNo("arthralgia", Visit::getArthralgia, Visit::setArthralgia)
            .exportedAs("arthralgia_{visit}").askedWhen(not(VISIT_DONE.has(YesNo.NO)));
    public static final Item<Visit, YesNo> MYALGIA =
            F.yesNo("myalgia", Visit::getMyalgia, Visit::setMyalgia)
            .exportedAs("myalgia_{visit}").askedWhen(not(VISIT_DONE.has(YesNo.NO)));
    public static final Item<Visit, YesNo> WEAK_LT3 =
            F.yesNo("weak_lt3", Visit::getWeakLt3, Visit::setWeakLt3)
            .exportedAs("weak_lt3_{visit}").askedWhen(not(VISIT_DONE.has(YesNo.NO)));

    public static final Item<Visit, BigDecimal> HB =
            F.group("laboratory").decimal("hb", Visit::getHb, Visit::setHb)
            .exportedAs("hb_{visit}").varies(3).unit("g/dl").decimals(1).hard(Bound.of("2"), Bound.of("25"))
            .soft(Bound.of("7"), Bound.of("18")).askedWhen(not(VISIT_DONE.has(YesNo.NO)));
    public static final Item<Visit, Integer> PLT =
            F.integer("plt", Visit::getPlt, Visit::setPlt)
            .exportedAs("plt_{visit}").varies(150000).unit("/mm³").hard(Bound.of("1000"), Bound.of("2000000"))
            .soft(Bound.of("50000"), Bound.of("600000")).askedWhen(not(VISIT_DONE.has(YesNo.NO)));
    public static final Item<Visit, BigDecimal> CREAT =
            F.decimal("creat", Visit::getCreat, Visit::setCreat)
            .exportedAs("creat_{visit}").varies(40).unit("µmol/l").decimals(1)
            .hard(Bound.of("10"), Bound.of("2500")).soft(Bound.of("30"), Bound.of("300"))
            .askedWhen(not(VISIT_DONE.has(YesNo.NO)));
    public static final Item<Visit, BigDecimal> MDRD =
            F.decimal("mdrd", Visit::getMdrd, Visit::setMdrd)
            .exportedAs("mdrd_{visit}").varies(30).unit("ml/min/1,73m²").decimals(1)
            .hard(Bound.of("1"), Bound.of("250")).soft(Bound.of("15"), Bound.of("150"))
            .askedWhen(not(VISIT_DONE.has(YesNo.NO)));
    public static final Item<Visit, Comparator> MDRD_OP =
            F.choice("mdrd_op", Comparator.LIST, Visit::getMdrdOp, Visit::setMdrdOp)
            .exportedAs("mdrd_op_{visit}").askedWhen(MDRD.isFilled()).optional().added();
    public static final Item<Visit, BigDecimal> BNP =
            F.decimal("bnp", Visit::getBnp, Visit::setBnp)
            .exportedAs("bnp_{visit}").variesTimes(3).unit("ng/l").decimals(1).hard(Bound.of("0"), Bound.of("70000"))
            .soft(Bound.of("0"), Bound.of("2000"))
            .softMaxWhere(() -> VisitForm.BNP_TYPE.has(BnpType.NT_PROBNP), Bound.of("10000"))
            .askedWhen(not(VISIT_DONE.has(YesNo.NO)));
    public static final Item<Visit, Comparator> BNP_OP =
            F.choice("bnp_op", Comparator.LIST, Visit::getBnpOp, Visit::setBnpOp)
            .exportedAs("bnp_op_{visit}").askedWhen(BNP.isFilled()).optional().added();
    public static final Item<Visit, BnpType> BNP_TYPE =
            F.choice("bnp_type", BnpType.LIST, Visit::getBnpType, Visit::setBnpType)
            .exportedAs("bnp_type_{visit}").askedWhen(BNP.isFilled()).optional().added();
    public static final Item<Visit, BigDecimal> CRP =
            F.decimal("crp", Visit::getCrp, Visit::setCrp)
            .exportedAs("crp_{visit}").variesTimes(4).unit("mg/l").decimals(1).hard(Bound.of("0"), Bound.of("700"))
            .soft(Bound.of("0"), Bound.of("150")).askedWhen(not(VISIT_DONE.has(YesNo.NO)));
    public static final Item<Visit, Comparator> CRP_OP =
            F.choice("crp_op", Comparator.LIST, Visit::getCrpOp, Visit::setCrpOp)
            .exportedAs("crp_op_{visit}").askedWhen(CRP.isFilled()).optional().added();
    public static final Item<Visit, Integer> CPK =
            F.integer("cpk", Visit::getCpk, Visit::setCpk)
            .exportedAs("cpk_{visit}").variesTimes(4).unit("UI/l").hard(Bound.of("1"), Bound.of("300000"))
            .soft(Bound.of("15"), Bound.of("10000")).askedWhen(not(VISIT_DONE.has(YesNo.NO)));
    public static final Item<Visit, Comparator> CPK_OP =
            F.choice("cpk_op", Comparator.LIST, Visit::getCpkOp, Visit::setCpkOp)
            .exportedAs("cpk_op_{visit}").askedWhen(CPK.isFilled()).optional().added();

    public static final Item<Visit, BigDecimal> EUSTAR =
            F.group("scores").decimal("eustar", Visit::getEustar, Visit::setEustar)
            .exportedAs("eustar_{visit}").varies(2).unit("/10").decimals(2).hard(Bound.of("0"), Bound.of("10"))
            .askedWhen(not(VISIT_DONE.has(YesNo.NO)));
    public static final Item<Visit, Integer> MEDSGER =
            F.integer("medsger", Visit::getMedsger, Visit::setMedsger)
            .exportedAs("medsger_{visit}").varies(4).unit("/36").hard(Bound.of("0"), Bound.of("36"))
            .soft(Bound.of("0"), Bound.of("20")).askedWhen(not(VISIT_DONE.has(YesNo.NO)));

    public static final Item<Visit, PartialDate> VISIT_DATE2 =
            F.group("table2").partialDate("visit_date2", Visit::getVisitDate2, Visit::setVisitDate2)
            .exportedAs("visit_date2_{visit}").hard(Landmarks.BIRTH_DATE, Bound.TODAY)
            .askedWhen(not(VISIT_DONE.has(YesNo.NO))).optional();

    public static final Item<Visit, BigDecimal> FVC =
            F.group("pft").decimal("fvc", Visit::getFvc, Visit::setFvc)
            .exportedAs("fvc_{visit}").varies(15).unit("%").decimals(1).hard(Bound.of("10"), Bound.of("200"))
            .soft(Bound.of("30"), Bound.of("140")).askedWhen(not(VISIT_DONE.has(YesNo.NO)));
    public static final Item<Visit, BigDecimal> TLC =
            F.decimal("tlc", Visit::getTlc, Visit::setTlc)
            .exportedAs("tlc_{visit}").varies(15).unit("%").decimals(1).hard(Bound.of("15"), Bound.of("200"))
            .soft(Bound.of("40"), Bound.of("140")).askedWhen(not(VISIT_DONE.has(YesNo.NO)));
    public static final Item<Visit, BigDecimal> DLCO =
            F.decimal("dlco", Visit::getDlco, Visit::setDlco)
            .exportedAs("dlco_{visit}").varies(20).unit("%").decimals(1).hard(Bound.of("5"), Bound.of("200"))
            .soft(Bound.of("20"), Bound.of("130")).askedWhen(not(VISIT_DONE.has(YesNo.NO)));

    public static final Item<Visit, Integer> LVEF =
            F.group("echo").integer("lvef", Visit::getLvef, Visit::setLvef)
            .exportedAs("lvef_{visit}").varies(15).unit("%").hard(Bound.of("5"), Bound.of("95"))
            .soft(Bound.of("30"), Bound.of("80")).askedWhen(not(VISIT_DONE.has(YesNo.NO)));
    public static final Item<Visit, Integer> SPAP =
            F.integer("spap", Visit::getSpap, Visit::setSpap)
            .exportedAs("spap_{visit}").varies(20).unit("mmHg").hard(Bound.of("5"), Bound.of("180"))
            .soft(Bound.of("15"), Bound.of("100")).askedWhen(not(VISIT_DONE.has(YesNo.NO)));
    public static final Item<Visit, YesNo> PERICARD =
            F.yesNo("pericard", Visit::getPericard, Visit::setPericard)
            .exportedAs("pericard_{visit}").askedWhen(not(VISIT_DONE.has(YesNo.NO)));

    public static final Item<Visit, Integer> MPAP =
            F.group("rhc").integer("mpap", Visit::getMpap, Visit::setMpap)
            .exportedAs("mpap_{visit}").varies(15).unit("mmHg").hard(Bound.of("5"), Bound.of("120"))
            .soft(Bound.of("8"), Bound.of("70")).askedWhen(not(VISIT_DONE.has(YesNo.NO)));
    public static final Item<Visit, BigDecimal> PVR =
            F.decimal("pvr", Visit::getPvr, Visit::setPvr)
            .exportedAs("pvr_{visit}").varies(3).unit("Wood").decimals(1).hard(Bound.of("0"), Bound.of("50"))
            .soft(Bound.of("0.5"), Bound.of("20")).askedWhen(not(VISIT_DONE.has(YesNo.NO)));
    public static final Item<Visit, BigDecimal> CI =
            F.decimal("ci", Visit::getCi, Visit::setCi)
            .exportedAs("ci_{visit}").varies(1).unit("l/min/m²").decimals(2).hard(Bound.of("0.5"), Bound.of("12"))
            .soft(Bound.of("1.5"), Bound.of("6")).askedWhen(not(VISIT_DONE.has(YesNo.NO)));

    public static final Item<Visit, YesNo> GGO =
            F.group("ct").yesNo("ggo", Visit::getGgo, Visit::setGgo)
            .exportedAs("ggo_{visit}")
            .askedWhen(keyIs("visit", "m0").and(not(VISIT_DONE.has(YesNo.NO))));
    public static final Item<Visit, CtChange> GGO_CHG =
            F.choice("ggo_chg", CtChange.LIST, Visit::getGgoChg, Visit::setGgoChg)
            .exportedAs("ggo_chg_{visit}")
            .askedWhen(keyIsNot("visit", "m0").and(not(VISIT_DONE.has(YesNo.NO))));
    public static final Item<Visit, YesNo> FIBROSIS =
            F.yesNo("fibrosis", Visit::getFibrosis, Visit::setFibrosis)
            .exportedAs("fibrosis_{visit}")
            .askedWhen(keyIs("visit", "m0").and(not(VISIT_DONE.has(YesNo.NO))));
    public static final Item<Visit, CtChange> FIBROSIS_CHG =
            F.choice("fibrosis_chg", CtChange.LIST, Visit::getFibrosisChg, Visit::setFibrosisChg)
            .exportedAs("fibrosis_chg_{visit}")
            .askedWhen(keyIsNot("visit", "m0").and(not(VISIT_DONE.has(YesNo.NO))));

    public static final Item<Visit, BigDecimal> CS_DOSE =
            F.group("treatment").decimal("cs_dose", Visit::getCsDose, Visit::setCsDose)
            .exportedAs("cs_dose_{visit}").varies(10).unit("mg/j").decimals(1)
            .hard(Bound.of("0"), Bound.of("2000")).soft(Bound.of("0"), Bound.of("80"))
            .askedWhen(not(VISIT_DONE.has(YesNo.NO)));

    public static final Item<Visit, String> EVENT_TXT =
            F.group("other").longText("event_txt", Visit::getEventTxt, Visit::setEventTxt)
            .exportedAs("event_txt_{visit}").optional().freeText();

    public static final Form<Visit> FORM = F.build();

    /** The item that says whether a value is only a limit, by the item that holds the value. */
    public static final Map<Item<Visit, ?>, Item<Visit, Comparator>> COMPARATORS =
            Map.of(MDRD, MDRD_OP, BNP, BNP_OP, CRP, CRP_OP, CPK, CPK_OP);

    /** What was asked and measured at a visit; not whether, when and why not it took place, nor what happened since. */
    public static final List<Item<Visit, ?>> DATA = FORM.items().stream().<Item<Visit, ?>>map(item -> item)
            .filter(item -> !Set.of(VISIT_DONE, VISIT_MISSING_REASON, VISIT_DATE, VISIT_DATE2, EVENT_TXT).contains(item))
            .toList();

    /** How a value in another unit is known. */
    static final Map<Item<Visit, ?>, UnitSuggestion> UNITS = Map.of(HB, UnitSuggestion.HAEMOGLOBIN,
            PLT, UnitSuggestion.PLATELETS, CREAT, UnitSuggestion.CREATININE, PVR, UnitSuggestion.PULMONARY_RESISTANCE);

    private VisitForm() {
    }

    /** Whether an item is sure to be asked at a visit, provided that this is done. */
    public static boolean isDueWhenDone(Item<?, ?> item, Row visit) {
        return (item == VISIT_DATE || DATA.contains(item)) && !item.isOptional() && item.asked().mayHold(visit);
    }
}
