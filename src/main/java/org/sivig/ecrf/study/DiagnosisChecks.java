package org.sivig.ecrf.study;

import static org.sivig.ecrf.crf.Claim.not;
import static org.sivig.ecrf.crf.Reference.the;
import static org.sivig.ecrf.crf.Term.maxEntered;
import static org.sivig.ecrf.crf.YesNo.NO;
import static org.sivig.ecrf.crf.YesNo.YES;

import org.sivig.ecrf.crf.Claim;
import org.sivig.ecrf.crf.EditCheck;
import org.sivig.ecrf.crf.Reference;
import org.sivig.ecrf.crf.Term;
import org.sivig.ecrf.crf.Told;
import org.sivig.ecrf.study.code.Antibody;
import org.sivig.ecrf.study.code.Fluorescence;
import org.sivig.ecrf.study.code.SscType;

/** The edit checks of section 3. */
final class DiagnosisChecks {

    private static final Reference RAYNAUD_YEAR = the(DiagnosisForm.RAYNAUD_YEAR);
    private static final Reference FIRST_NONRP_YEAR = the(DiagnosisForm.FIRST_NONRP_YEAR);
    private static final Reference FLUO = the(DiagnosisForm.FLUO);
    private static final Reference AB = the(DiagnosisForm.AB);
    private static final Reference TYPE = the(DiagnosisForm.SSC_TYPE);
    private static final Reference PROX = the(EligibilityForm.ACR_PROX);
    private static final Reference SCLERO = the(EligibilityForm.ACR_SCLERO);
    private static final Reference PUFFY = the(EligibilityForm.ACR_PUFFY);
    private static final Term THICKEST = maxEntered(VisitForm.MRSS);

    private static final Claim TOPO1 = AB.is(Antibody.TOPO1);
    private static final Claim CENTRO = AB.is(Antibody.CENTRO);
    private static final Claim RNAP3 = AB.is(Antibody.RNAP3);
    private static final Claim CENTRO_PATTERN = FLUO.is(Fluorescence.CENTRO);

    static final EditCheck E10 = EditCheck.error("E10")
            .at(DiagnosisForm.RAYNAUD_YEAR, RAYNAUD_YEAR.isLess(Terms.year(Terms.BIRTH)))
            .at(DiagnosisForm.FIRST_NONRP_YEAR, FIRST_NONRP_YEAR.isLess(Terms.year(Terms.BIRTH)))
            .tells("value", Told.value());
    static final EditCheck E11 = EditCheck.warning("E11").at(DiagnosisForm.RAYNAUD_YEAR,
            RAYNAUD_YEAR.isMore(FIRST_NONRP_YEAR)).tells("value", Told.value());
    static final EditCheck E12 = EditCheck.warning("E12").at(DiagnosisForm.FIRST_NONRP_YEAR,
            FIRST_NONRP_YEAR.isMore(Terms.year(the(DiagnosisForm.DX_DATE)))).tells("value", Told.value());
    static final EditCheck E14 = EditCheck.warning("E14").at(DiagnosisForm.DX_DATE,
            the(DiagnosisForm.DX_DATE).isMore(Terms.FIRST_INFUSION));
    static final EditCheck E21 = EditCheck.warning("E21").at(DiagnosisForm.FLUO,
            CENTRO_PATTERN.and(not(CENTRO)).or(CENTRO.and(not(CENTRO_PATTERN))));
    static final EditCheck E22 = EditCheck.warning("E22").at(DiagnosisForm.AB,
            TOPO1.and(CENTRO).or(TOPO1.and(RNAP3), CENTRO.and(RNAP3)));
    static final EditCheck E23A = EditCheck.error("E23a").at(DiagnosisForm.SSC_TYPE,
            TYPE.is(SscType.SINE).and(PROX.is(YES).or(SCLERO.is(YES))));
    static final EditCheck E23B = EditCheck.warning("E23b").at(DiagnosisForm.SSC_TYPE,
            TYPE.is(SscType.SINE).and(PUFFY.is(YES).or(THICKEST.isMore(0))));
    static final EditCheck E25 = EditCheck.warning("E25").at(DiagnosisForm.SSC_TYPE,
            TYPE.is(SscType.DIFFUSE).and(PROX.is(NO).or(the(VisitForm.MRSS, "m0").isSame(0))));
    static final EditCheck E26 = EditCheck.warning("E26").at(DiagnosisForm.SSC_TYPE,
            TYPE.is(SscType.LIMITED, SscType.DIFFUSE).and(PROX.is(NO), SCLERO.is(NO), PUFFY.is(NO),
                    THICKEST.isSame(0)));
    static final EditCheck E27 = EditCheck.info("E27").at(DiagnosisForm.OVERLAP,
            the(DiagnosisForm.OVERLAP).is(NO).and(AB.is(Antibody.U1RNP, Antibody.PMSCL, Antibody.KU)));

    private DiagnosisChecks() {
    }
}
