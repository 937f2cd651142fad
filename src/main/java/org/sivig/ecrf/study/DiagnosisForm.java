package org.sivig.ecrf.study;

import static org.sivig.ecrf.crf.Condition.not;

import java.util.Set;
import org.sivig.ecrf.crf.Bound;
import org.sivig.ecrf.crf.Form;
import org.sivig.ecrf.crf.Item;
import org.sivig.ecrf.crf.PartialDate;
import org.sivig.ecrf.crf.YesNo;
import org.sivig.ecrf.study.code.Ana;
import org.sivig.ecrf.study.code.Antibody;
import org.sivig.ecrf.study.code.Capillaroscopy;
import org.sivig.ecrf.study.code.CutoloStage;
import org.sivig.ecrf.study.code.Fluorescence;
import org.sivig.ecrf.study.code.SscType;

/** Declares section 3 of the paper form. */
public final class DiagnosisForm {

    private static final Form.Builder<Diagnosis> F = Form.declare("diagnosis", 3, Diagnosis.class, Diagnosis::new);

    public static final Item<Diagnosis, PartialDate> DX_DATE =
            F.group("onset").partialDate("dx_date", Diagnosis::getDxDate, Diagnosis::setDxDate)
            .hard(Landmarks.BIRTH_DATE, Bound.TODAY)
            .soft(Bound.ofDate("1960-01-01"), Landmarks.IVIG1_START);
    public static final Item<Diagnosis, Integer> FIRST_NONRP_YEAR =
            F.year("first_nonrp_year", Diagnosis::getFirstNonrpYear, Diagnosis::setFirstNonrpYear)
            .hard(Landmarks.BIRTH_DATE, Bound.TODAY)
            .soft(Bound.NONE, Landmarks.DX_DATE);
    public static final Item<Diagnosis, Integer> RAYNAUD_YEAR =
            F.year("raynaud_year", Diagnosis::getRaynaudYear, Diagnosis::setRaynaudYear)
            .hard(Landmarks.BIRTH_DATE, Bound.TODAY)
            .soft(Bound.NONE, Landmarks.FIRST_NONRP_YEAR)
            .askedWhen(not(EligibilityForm.ACR_RAYNAUD.has(YesNo.NO).and(OrganHistoryForm.RP_HX.has(YesNo.NO))));

    public static final Item<Diagnosis, SscType> SSC_TYPE =
            F.group("type").choice("ssc_type", SscType.LIST, Diagnosis::getSscType, Diagnosis::setSscType);
    public static final Item<Diagnosis, YesNo> OVERLAP =
            F.yesNo("overlap", Diagnosis::getOverlap, Diagnosis::setOverlap);
    public static final Item<Diagnosis, String> OVERLAP_SPEC =
            F.text("overlap_spec", Diagnosis::getOverlapSpec, Diagnosis::setOverlapSpec)
            .askedWhen(OVERLAP.has(YesNo.YES));

    public static final Item<Diagnosis, Ana> ANA =
            F.group("ana").choice("ana", Ana.LIST, Diagnosis::getAna, Diagnosis::setAna);
    public static final Item<Diagnosis, Integer> ANA_TITER =
            F.integer("ana_titer", Diagnosis::getAnaTiter, Diagnosis::setAnaTiter)
            .hard(Bound.of("10"), Bound.of("99999"))
            .soft(Bound.of("80"), Bound.of("10240"))
            .askedWhen(ANA.has(Ana.POSITIVE));
    public static final Item<Diagnosis, Set<Fluorescence>> FLUO =
            F.multiChoice("fluo", Fluorescence.LIST, Diagnosis::getFluo, Diagnosis::setFluo)
            .askedWhen(ANA.has(Ana.POSITIVE));
    public static final Item<Diagnosis, String> FLUO_OTHER_SPEC =
            F.text("fluo_other_spec", Diagnosis::getFluoOtherSpec, Diagnosis::setFluoOtherSpec)
            .askedWhen(FLUO.has(Fluorescence.OTHER));
    public static final Item<Diagnosis, Set<Antibody>> AB =
            F.multiChoice("ab", Antibody.LIST, Diagnosis::getAb, Diagnosis::setAb)
            .askedWhen(ANA.has(Ana.POSITIVE));
    public static final Item<Diagnosis, String> AB_OTHER_SPEC =
            F.text("ab_other_spec", Diagnosis::getAbOtherSpec, Diagnosis::setAbOtherSpec)
            .askedWhen(AB.has(Antibody.OTHER));

    public static final Item<Diagnosis, Capillaroscopy> CAPILLARO =
            F.group("capillaro").choice("capillaro", Capillaroscopy.LIST, Diagnosis::getCapillaro,
                    Diagnosis::setCapillaro);
    public static final Item<Diagnosis, CutoloStage> CAPILLARO_STAGE =
            F.choice("capillaro_stage", CutoloStage.LIST, Diagnosis::getCapillaroStage, Diagnosis::setCapillaroStage)
            .askedWhen(CAPILLARO.has(Capillaroscopy.MICROANGIOPATHY));

    public static final Form<Diagnosis> FORM = F.build();

    private DiagnosisForm() {
    }
}
