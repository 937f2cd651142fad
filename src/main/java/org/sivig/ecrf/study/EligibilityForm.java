package org.sivig.ecrf.study;

import org.sivig.ecrf.crf.Form;
import org.sivig.ecrf.crf.Item;
import org.sivig.ecrf.crf.YesNo;

/** Declares section 2 of the paper form. */
public final class EligibilityForm {

    private static final Form.Builder<Eligibility> F =
            Form.declare("eligibility", 2, Eligibility.class, Eligibility::new);

    public static final Item<Eligibility, YesNo> ACR_PROX =
            F.group("inclusion").group("acr").yesNo("acr_prox", Eligibility::getAcrProx, Eligibility::setAcrProx);

    public static final Item<Eligibility, YesNo> ACR_PUFFY =
            F.group("acr_finger_skin").yesNo("acr_puffy", Eligibility::getAcrPuffy, Eligibility::setAcrPuffy);
    public static final Item<Eligibility, YesNo> ACR_SCLERO =
            F.yesNo("acr_sclero", Eligibility::getAcrSclero, Eligibility::setAcrSclero);

    public static final Item<Eligibility, YesNo> ACR_ULCER =
            F.group("acr_fingertip").yesNo("acr_ulcer", Eligibility::getAcrUlcer, Eligibility::setAcrUlcer);
    public static final Item<Eligibility, YesNo> ACR_SCAR =
            F.yesNo("acr_scar", Eligibility::getAcrScar, Eligibility::setAcrScar);

    public static final Item<Eligibility, YesNo> ACR_TELANG =
            F.group("acr").yesNo("acr_telang", Eligibility::getAcrTelang, Eligibility::setAcrTelang);
    public static final Item<Eligibility, YesNo> ACR_CAPILLARO =
            F.yesNo("acr_capillaro", Eligibility::getAcrCapillaro, Eligibility::setAcrCapillaro);
    public static final Item<Eligibility, YesNo> ACR_PAH_ILD =
            F.yesNo("acr_pah_ild", Eligibility::getAcrPahIld, Eligibility::setAcrPahIld);
    public static final Item<Eligibility, YesNo> ACR_RAYNAUD =
            F.yesNo("acr_raynaud", Eligibility::getAcrRaynaud, Eligibility::setAcrRaynaud);
    public static final Item<Eligibility, YesNo> ACR_AUTOAB =
            F.yesNo("acr_autoab", Eligibility::getAcrAutoab, Eligibility::setAcrAutoab);

    public static final Item<Eligibility, YesNo> ACR_MIMIC =
            F.group("acr_verdict").yesNo("acr_mimic", Eligibility::getAcrMimic,
                    Eligibility::setAcrMimic).optional().added();
    public static final Item<Eligibility, YesNo> ACR_VALID =
            F.yesNo("acr_valid", Eligibility::getAcrValid, Eligibility::setAcrValid);

    public static final Item<Eligibility, YesNo> IVIG_2004_2014 =
            F.group("period").yesNo("ivig_2004_2014", Eligibility::getIvig20042014, Eligibility::setIvig20042014);

    public static final Item<Eligibility, YesNo> EXCL_REPLACEMENT =
            F.group("exclusion").yesNo("excl_replacement", Eligibility::getExclReplacement,
                    Eligibility::setExclReplacement);

    public static final Form<Eligibility> FORM = F.build();

    private EligibilityForm() {
    }
}
