package org.sivig.ecrf.study;

import java.util.Set;
import org.sivig.ecrf.crf.Bound;
import org.sivig.ecrf.crf.Form;
import org.sivig.ecrf.crf.Item;
import org.sivig.ecrf.crf.PartialDate;
import org.sivig.ecrf.crf.YesNo;
import org.sivig.ecrf.study.code.GutInvolvement;
import org.sivig.ecrf.study.code.HeartInvolvement;
import org.sivig.ecrf.study.code.Ild;
import org.sivig.ecrf.study.code.JointInvolvement;
import org.sivig.ecrf.study.code.MuscleInvolvement;
import org.sivig.ecrf.study.code.PulmonaryHypertension;

/** Declares section 4 of the paper form. */
public final class OrganHistoryForm {

    private static final Form.Builder<OrganHistory> F =
            Form.declare("organ_history", 4, OrganHistory.class, OrganHistory::new)
            .columns("organ", "involvement", "onset");

    public static final Item<OrganHistory, YesNo> RP_HX =
            F.group("skin").yesNo("rp_hx", OrganHistory::getRpHx, OrganHistory::setRpHx);
    public static final Item<OrganHistory, PartialDate> RP_HX_DATE =
            F.partialDate("rp_hx_date", OrganHistory::getRpHxDate, OrganHistory::setRpHxDate)
            .column("onset").hard(Landmarks.BIRTH_DATE, Bound.TODAY)
            .soft(Bound.NONE, Landmarks.IVIG1_START)
            .askedWhen(RP_HX.has(YesNo.YES));
    public static final Item<OrganHistory, YesNo> DU_HX =
            F.yesNo("du_hx", OrganHistory::getDuHx, OrganHistory::setDuHx);
    public static final Item<OrganHistory, PartialDate> DU_HX_DATE =
            F.partialDate("du_hx_date", OrganHistory::getDuHxDate, OrganHistory::setDuHxDate)
            .column("onset").hard(Landmarks.BIRTH_DATE, Bound.TODAY)
            .soft(Bound.NONE, Landmarks.IVIG1_START)
            .askedWhen(DU_HX.has(YesNo.YES));
    public static final Item<OrganHistory, YesNo> CALCINOSIS_HX =
            F.yesNo("calcinosis_hx", OrganHistory::getCalcinosisHx, OrganHistory::setCalcinosisHx);
    public static final Item<OrganHistory, YesNo> TELANG_HX =
            F.yesNo("telang_hx", OrganHistory::getTelangHx, OrganHistory::setTelangHx);

    public static final Item<OrganHistory, Ild> ILD_HX =
            F.group("lung").choice("ild_hx", Ild.LIST, OrganHistory::getIldHx, OrganHistory::setIldHx);
    public static final Item<OrganHistory, PartialDate> ILD_HX_DATE =
            F.partialDate("ild_hx_date", OrganHistory::getIldHxDate, OrganHistory::setIldHxDate)
            .column("onset").hard(Landmarks.BIRTH_DATE, Bound.TODAY)
            .soft(Bound.NONE, Landmarks.IVIG1_START)
            .askedWhen(ILD_HX.has(Ild.LIMITED, Ild.EXTENSIVE));
    public static final Item<OrganHistory, Set<PulmonaryHypertension>> PH =
            F.multiChoice("ph", PulmonaryHypertension.LIST, OrganHistory::getPh, OrganHistory::setPh);
    public static final Item<OrganHistory, PartialDate> PH_HX_DATE =
            F.partialDate("ph_hx_date", OrganHistory::getPhHxDate, OrganHistory::setPhHxDate)
            .column("onset").hard(Landmarks.BIRTH_DATE, Bound.TODAY)
            .soft(Bound.NONE, Landmarks.IVIG1_START)
            .askedWhen(PH.has(PulmonaryHypertension.GRP1, PulmonaryHypertension.GRP2, PulmonaryHypertension.GRP3));

    public static final Item<OrganHistory, YesNo> SRC_HX =
            F.group("kidney").yesNo("src_hx", OrganHistory::getSrcHx, OrganHistory::setSrcHx);
    public static final Item<OrganHistory, PartialDate> SRC_HX_DATE =
            F.partialDate("src_hx_date", OrganHistory::getSrcHxDate, OrganHistory::setSrcHxDate)
            .column("onset").hard(Landmarks.BIRTH_DATE, Bound.TODAY)
            .soft(Bound.NONE, Landmarks.IVIG1_START)
            .askedWhen(SRC_HX.has(YesNo.YES));

    public static final Item<OrganHistory, Set<HeartInvolvement>> HRT =
            F.group("heart").multiChoice("hrt", HeartInvolvement.LIST, OrganHistory::getHrt, OrganHistory::setHrt);
    public static final Item<OrganHistory, PartialDate> HRT_DATE =
            F.partialDate("hrt_date", OrganHistory::getHrtDate, OrganHistory::setHrtDate)
            .column("onset").hard(Landmarks.BIRTH_DATE, Bound.TODAY)
            .soft(Bound.NONE, Landmarks.IVIG1_START)
            .askedWhen(HRT.has(HeartInvolvement.RHYTHM, HeartInvolvement.CONDUCT, HeartInvolvement.DIAST,
                    HeartInvolvement.SYST, HeartInvolvement.MYOCARD, HeartInvolvement.PERICARD));

    public static final Item<OrganHistory, Set<GutInvolvement>> GI =
            F.group("gut").multiChoice("gi", GutInvolvement.LIST, OrganHistory::getGi, OrganHistory::setGi);
    public static final Item<OrganHistory, PartialDate> GI_DATE =
            F.partialDate("gi_date", OrganHistory::getGiDate, OrganHistory::setGiDate)
            .column("onset").hard(Landmarks.BIRTH_DATE, Bound.TODAY)
            .soft(Bound.NONE, Landmarks.IVIG1_START)
            .askedWhen(GI.has(GutInvolvement.GERD, GutInvolvement.TRANSIT, GutInvolvement.DYSPHAGIA,
                    GutInvolvement.GAVE, GutInvolvement.MALABS, GutInvolvement.CIPO, GutInvolvement.INCONT));

    public static final Item<OrganHistory, Set<JointInvolvement>> JNT =
            F.group("joint").multiChoice("jnt", JointInvolvement.LIST, OrganHistory::getJnt, OrganHistory::setJnt);
    public static final Item<OrganHistory, PartialDate> JNT_DATE =
            F.partialDate("jnt_date", OrganHistory::getJntDate, OrganHistory::setJntDate)
            .column("onset").hard(Landmarks.BIRTH_DATE, Bound.TODAY)
            .soft(Bound.NONE, Landmarks.IVIG1_START)
            .askedWhen(JNT.has(JointInvolvement.ARTHRALG, JointInvolvement.SYNOV, JointInvolvement.EROSION));

    public static final Item<OrganHistory, Set<MuscleInvolvement>> MUS =
            F.group("muscle").multiChoice("mus", MuscleInvolvement.LIST, OrganHistory::getMus, OrganHistory::setMus);
    public static final Item<OrganHistory, PartialDate> MUS_DATE =
            F.partialDate("mus_date", OrganHistory::getMusDate, OrganHistory::setMusDate)
            .column("onset").hard(Landmarks.BIRTH_DATE, Bound.TODAY)
            .soft(Bound.NONE, Landmarks.IVIG1_START)
            .askedWhen(MUS.has(MuscleInvolvement.MYALGIA, MuscleInvolvement.WEAK, MuscleInvolvement.RHABDO,
                    MuscleInvolvement.EMG, MuscleInvolvement.BIOPSY));

    public static final Form<OrganHistory> FORM = F.build();

    private OrganHistoryForm() {
    }
}
