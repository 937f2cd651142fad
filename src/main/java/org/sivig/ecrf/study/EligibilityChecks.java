package org.sivig.ecrf.study;

import static org.sivig.ecrf.crf.Claim.not;
import static org.sivig.ecrf.crf.Claim.sure;
import static org.sivig.ecrf.crf.Reference.the;
import static org.sivig.ecrf.crf.YesNo.NO;
import static org.sivig.ecrf.crf.YesNo.YES;

import org.sivig.ecrf.crf.Claim;
import org.sivig.ecrf.crf.EditCheck;
import org.sivig.ecrf.crf.MissingReason;
import org.sivig.ecrf.crf.Reference;
import org.sivig.ecrf.score.AcrEular2013;
import org.sivig.ecrf.study.code.Ana;
import org.sivig.ecrf.study.code.Antibody;
import org.sivig.ecrf.study.code.Capillaroscopy;
import org.sivig.ecrf.study.code.Fluorescence;
import org.sivig.ecrf.study.code.Ild;
import org.sivig.ecrf.study.code.PulmonaryHypertension;

/** The edit checks of section 2: the criteria against each other, the score and the other sections. */
final class EligibilityChecks {

    private static final Reference VALID = the(EligibilityForm.ACR_VALID);
    private static final Reference RAYNAUD = the(EligibilityForm.ACR_RAYNAUD);
    private static final Reference TELANG = the(EligibilityForm.ACR_TELANG);
    private static final Reference ULCER = the(EligibilityForm.ACR_ULCER);
    private static final Reference SCAR = the(EligibilityForm.ACR_SCAR);
    private static final Reference PAH_ILD = the(EligibilityForm.ACR_PAH_ILD);
    private static final Reference AUTOAB = the(EligibilityForm.ACR_AUTOAB);
    private static final Reference CAPILLARO = the(EligibilityForm.ACR_CAPILLARO);
    private static final Reference MIMIC = the(EligibilityForm.ACR_MIMIC);
    private static final Reference PERIOD = the(EligibilityForm.IVIG_2004_2014);
    private static final Reference ILD = the(OrganHistoryForm.ILD_HX);
    private static final Reference PH = the(OrganHistoryForm.PH);
    private static final Reference AB = the(DiagnosisForm.AB);

    private static final Claim SPECIFIC = AB.is(Antibody.TOPO1, Antibody.CENTRO, Antibody.RNAP3);

    private static final Claim ANY_CRITERION_BLANK = Study.CRITERIA.values().stream()
            .map(criterion -> the(criterion).isBlank()).reduce(Claim::or).orElseThrow();

    static final EditCheck X01 = EditCheck.error("X01").at(EligibilityForm.ACR_VALID,
            VALID.is(YES).and(Terms.ACR_HIGH.isLess(AcrEular2013.THRESHOLD)))
            .tells("score", Terms.range(Terms.ACR_LOW, Terms.ACR_HIGH));
    static final EditCheck X02 = EditCheck.warning("X02").at(EligibilityForm.ACR_VALID,
            VALID.is(NO).and(Terms.ACR_LOW.isAtLeast(AcrEular2013.THRESHOLD), not(sure(MIMIC.is(YES)))))
            .tells("score", Terms.range(Terms.ACR_LOW, Terms.ACR_HIGH));
    static final EditCheck X03 = EditCheck.warning("X03").at(EligibilityForm.ACR_RAYNAUD,
            RAYNAUD.is(YES).and(the(OrganHistoryForm.RP_HX).is(NO)));
    static final EditCheck X04 = EditCheck.error("X04").at(EligibilityForm.ACR_RAYNAUD,
            RAYNAUD.is(NO).and(the(OrganHistoryForm.RP_HX).is(YES)
                    .or(the(DiagnosisForm.RAYNAUD_YEAR).isFilled())));
    static final EditCheck X05 = EditCheck.warning("X05").at(EligibilityForm.ACR_TELANG,
            TELANG.is(YES).and(the(OrganHistoryForm.TELANG_HX).is(NO)));
    static final EditCheck X06 = EditCheck.warning("X06").at(EligibilityForm.ACR_TELANG,
            TELANG.is(NO).and(the(OrganHistoryForm.TELANG_HX).is(YES)));
    static final EditCheck X07 = EditCheck.warning("X07").at(EligibilityForm.ACR_ULCER,
            ULCER.is(YES).and(the(OrganHistoryForm.DU_HX).is(NO)));
    static final EditCheck X08 = EditCheck.warning("X08").at(OrganHistoryForm.DU_HX,
            the(OrganHistoryForm.DU_HX).is(YES).and(ULCER.is(NO), SCAR.is(NO)));
    static final EditCheck X09 = EditCheck.warning("X09").at(EligibilityForm.ACR_PAH_ILD,
            PAH_ILD.is(YES).and(ILD.is(Ild.NONE), PH.is(PulmonaryHypertension.NONE)));
    static final EditCheck X10 = EditCheck.warning("X10").at(EligibilityForm.ACR_PAH_ILD,
            PAH_ILD.is(NO).and(ILD.is(Ild.LIMITED, Ild.EXTENSIVE).or(PH.is(PulmonaryHypertension.GRP1))));
    static final EditCheck X11 = EditCheck.warning("X11").at(EligibilityForm.ACR_PAH_ILD,
            PAH_ILD.is(YES).and(ILD.is(Ild.NONE), PH.is(PulmonaryHypertension.GRP2, PulmonaryHypertension.GRP3),
                    not(PH.is(PulmonaryHypertension.GRP1))));
    static final EditCheck X12 = EditCheck.warning("X12").at(EligibilityForm.ACR_AUTOAB,
            AUTOAB.is(YES).and(the(DiagnosisForm.ANA).is(Ana.POSITIVE), not(SPECIFIC),
                    not(the(DiagnosisForm.FLUO).is(Fluorescence.CENTRO))));
    static final EditCheck X13 = EditCheck.warning("X13").at(EligibilityForm.ACR_AUTOAB,
            AUTOAB.is(NO).and(SPECIFIC));
    static final EditCheck X14 = EditCheck.warning("X14").at(EligibilityForm.ACR_AUTOAB,
            AUTOAB.is(YES).and(the(DiagnosisForm.ANA).is(Ana.NEGATIVE)));
    static final EditCheck X15 = EditCheck.warning("X15").at(EligibilityForm.ACR_CAPILLARO,
            CAPILLARO.is(YES).and(the(DiagnosisForm.CAPILLARO).is(Capillaroscopy.NORMAL)
                    .or(the(DiagnosisForm.CAPILLARO).isMissing(MissingReason.NF))));
    static final EditCheck X16 = EditCheck.warning("X16").at(EligibilityForm.ACR_CAPILLARO,
            CAPILLARO.is(NO).and(the(DiagnosisForm.CAPILLARO).is(Capillaroscopy.MICROANGIOPATHY)));
    static final EditCheck X17 = EditCheck.info("X17")
            .at(EligibilityForm.ACR_PUFFY,
                    the(EligibilityForm.ACR_PUFFY).is(YES).and(the(EligibilityForm.ACR_SCLERO).is(YES)))
            .at(EligibilityForm.ACR_ULCER, ULCER.is(YES).and(SCAR.is(YES)));
    static final EditCheck X18 = EditCheck.info("X18").at(EligibilityForm.EXCL_REPLACEMENT,
            the(EligibilityForm.EXCL_REPLACEMENT).is(YES));
    static final EditCheck X19 = EditCheck.warning("X19").at(EligibilityForm.ACR_MIMIC,
            MIMIC.is(YES).and(VALID.is(YES)));
    static final EditCheck X20 = EditCheck.error("X20").at(EligibilityForm.IVIG_2004_2014,
            PERIOD.is(YES).and(not(Terms.ANY_MEETS_PERIOD)));
    static final EditCheck X21 = EditCheck.error("X21").at(EligibilityForm.IVIG_2004_2014,
            PERIOD.is(NO).and(Terms.ANY_MEETS_PERIOD));
    static final EditCheck X23 = EditCheck.warning("X23").at(EligibilityForm.ACR_VALID,
            VALID.is(YES).and(Terms.ACR_LOW.isLess(AcrEular2013.THRESHOLD),
                    Terms.ACR_HIGH.isAtLeast(AcrEular2013.THRESHOLD), not(ANY_CRITERION_BLANK)))
            .tells("score", Terms.range(Terms.ACR_LOW, Terms.ACR_HIGH));

    private EligibilityChecks() {
    }
}
