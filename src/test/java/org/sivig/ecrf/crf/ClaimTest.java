package org.sivig.ecrf.crf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
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
import static org.sivig.ecrf.crf.Truth.FALSE;
import static org.sivig.ecrf.crf.Truth.TRUE;
import static org.sivig.ecrf.crf.Truth.UNKNOWN;
import static org.sivig.ecrf.crf.YesNo.NO;
import static org.sivig.ecrf.crf.YesNo.YES;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sivig.ecrf.study.Casebooks;
import org.sivig.ecrf.study.ConcomitantTreatmentForm;
import org.sivig.ecrf.study.DiagnosisForm;
import org.sivig.ecrf.study.EligibilityForm;
import org.sivig.ecrf.study.IvigCourseForm;
import org.sivig.ecrf.study.OrganHistoryForm;
import org.sivig.ecrf.study.PriorTreatmentForm;
import org.sivig.ecrf.study.VisitForm;
import org.sivig.ecrf.study.code.Antibody;

/** What checks say, of the items of the study. */
class ClaimTest {

    private static final Reference HB = the(VisitForm.HB);
    private static final Reference PUFFY = the(EligibilityForm.ACR_PUFFY);
    private static final Reference SCLERO = the(EligibilityForm.ACR_SCLERO);

    private final Casebook casebook = Casebooks.blank();

    private Truth at(String item, Claim claim) {
        return claim.in(new Evaluation(casebook, casebook.instance(item), Map.of(), null));
    }

    private void answer(String item, String value) {
        Casebook.Instance instance = casebook.reach(item);
        casebook.put(instance, Answer.of(instance.item().parse(value)));
    }

    private void miss(String item) {
        casebook.put(casebook.instance(item), Answer.missing(MissingReason.NF));
    }

    // --- logic ------------------------------------------------------------------------------------------------------

    @ParameterizedTest
    @CsvSource({"1, 1, TRUE, TRUE", "1, 0, FALSE, TRUE", "0, 0, FALSE, FALSE", "1, , UNKNOWN, TRUE",
        "0, , FALSE, UNKNOWN", ", , UNKNOWN, UNKNOWN"})
    void joinsAfterKleene(String puffy, String sclero, Truth both, Truth either) {
        if (puffy != null) {
            answer("acr_puffy", puffy);
        }
        if (sclero != null) {
            answer("acr_sclero", sclero);
        } else {
            miss("acr_sclero");
        }
        assertThat(at("acr_puffy", PUFFY.is(YES).and(SCLERO.is(YES)))).isEqualTo(both);
        assertThat(at("acr_puffy", PUFFY.is(YES).or(SCLERO.is(YES)))).isEqualTo(either);
        assertThat(at("acr_puffy", not(PUFFY.is(YES)).or(not(SCLERO.is(YES))))).isEqualTo(both.not());
        assertThat(at("acr_puffy", sure(SCLERO.is(YES)))).isEqualTo(Truth.of("1".equals(sclero)));
    }

    @Test
    void aMissingReasonIsUnknownButKnownToBeThere() {
        miss("capillaro");
        Reference capillaro = the(DiagnosisForm.CAPILLARO);
        assertThat(at("capillaro", capillaro.isMissing())).isEqualTo(TRUE);
        assertThat(at("capillaro", capillaro.isMissing(MissingReason.NF))).isEqualTo(TRUE);
        assertThat(at("capillaro", capillaro.isMissing(MissingReason.ND))).isEqualTo(FALSE);
        assertThat(at("capillaro", capillaro.isFilled())).isEqualTo(FALSE);
        assertThat(at("capillaro", capillaro.isBlank())).isEqualTo(FALSE);
    }

    @Test
    void onlyWhatIsAskedIsBlank() {
        Claim blank = the(DiagnosisForm.OVERLAP_SPEC).isBlank();
        assertThat(at("overlap", blank)).isEqualTo(FALSE);
        answer("overlap", "1");
        assertThat(at("overlap", blank)).isEqualTo(TRUE);
    }

    @Test
    void aMultipleChoiceContainsOneOfItsCodes() {
        Reference ab = the(DiagnosisForm.AB);
        assertThat(at("ab", ab.is(Antibody.KU))).isEqualTo(UNKNOWN);
        answer("ab", "topo1,ku");
        assertThat(at("ab", ab.is(Antibody.CENTRO, Antibody.KU))).isEqualTo(TRUE);
        assertThat(at("ab", ab.is(Antibody.CENTRO))).isEqualTo(FALSE);
        assertThatIllegalArgumentException().isThrownBy(() -> ab.is(NO));
    }

    // --- terms ------------------------------------------------------------------------------------------------------

    @Test
    void comparesNumbersWithATolerance() {
        answer("hb_m0", "12.3");
        assertThat(at("hb_m0", HB.minus(Term.number(12)).isMore(0.3))).isEqualTo(FALSE);
        assertThat(at("hb_m0", HB.minus(Term.number(12)).isSame(0.3))).isEqualTo(TRUE);
        assertThat(at("hb_m0", HB.times(10).isAtLeast(123))).isEqualTo(TRUE);
        assertThat(at("hb_m0", abs(Term.number(1).minus(HB)).isSame(11.3))).isEqualTo(TRUE);
        assertThat(at("hb_m0", max(20, HB).isSame(20))).isEqualTo(TRUE);
        assertThat(at("hb_m3", HB.isMore(0))).isEqualTo(UNKNOWN);
    }

    @Test
    void knowsAMultiple() {
        answer("eustar_m0", "2.5");
        answer("eustar_m3", "2.25");
        assertThat(at("eustar_m0", multipleOf(the(VisitForm.EUSTAR), 0.5))).isEqualTo(TRUE);
        assertThat(at("eustar_m3", multipleOf(the(VisitForm.EUSTAR), 0.5))).isEqualTo(FALSE);
        assertThat(at("eustar_m6", multipleOf(the(VisitForm.EUSTAR), 0.5))).isEqualTo(UNKNOWN);
    }

    @Test
    void takesTheNearestEarlierRowThatHasAValue() {
        answer("hb_m0", "11");
        answer("hb_m3", "12");
        miss("hb_m6");
        answer("hb_m12", "13");
        assertThat(at("hb_m9", previous(VisitForm.HB).isSame(12))).isEqualTo(TRUE);
        assertThat(at("hb_m3", previous(VisitForm.HB).isSame(11))).isEqualTo(TRUE);
        assertThat(at("hb_m0", previous(VisitForm.HB).isSame(11))).isEqualTo(UNKNOWN);
        assertThat(at("sex", maxEntered(VisitForm.HB).isSame(13))).isEqualTo(TRUE);
        assertThat(at("sex", maxEntered(VisitForm.MRSS).isMore(0))).isEqualTo(UNKNOWN);
    }

    @Test
    void looksIntoTheRowThatIsNamed() {
        answer("hb_m0", "11");
        answer("c1_ocs_given", "0");
        answer("c1_mtx_given", "1");
        assertThat(at("hb_m9", the(VisitForm.HB, "m0").isSame(11))).isEqualTo(TRUE);
        assertThat(at("sex", the(ConcomitantTreatmentForm.GIVEN, "1", "ocs").is(NO))).isEqualTo(TRUE);
        assertThat(at("pre_mtx_start", the(ConcomitantTreatmentForm.GIVEN, "1", "drug").is(YES))).isEqualTo(TRUE);
        assertThat(at("pre_csa_start", the(ConcomitantTreatmentForm.GIVEN, "1", "drug").is(YES)))
                .isEqualTo(UNKNOWN);
    }

    @Test
    void aFurtherEpisodeSpeaksOfItsDrug() {
        answer("c1_mtx_given", "0");
        answer("pre_mtx_e2_start", "2008");
        assertThat(at("pre_mtx_e2_start", the(ConcomitantTreatmentForm.GIVEN, "1", "drug").is(NO))).isEqualTo(TRUE);
        assertThat(at("pre_mtx_e2_start", keyIs("drug", "mtx"))).isEqualTo(TRUE);
    }

    @Test
    void aRowWithoutThatCourseIsUnknown() {
        answer("c3_mtx_given", "1");
        Claim later = the(ConcomitantTreatmentForm.START).isMore(the(IvigCourseForm.END));
        assertThat(at("c3_mtx_start", later)).isEqualTo(UNKNOWN);
        assertThat(at("c3_mtx_start", the(IvigCourseForm.END).isBlank())).isEqualTo(FALSE);
    }

    // --- what is read -----------------------------------------------------------------------------------------------

    @Test
    void readsAllOfItsPartsWhateverTheySay() {
        answer("acr_puffy", "0");
        miss("acr_sclero");
        Evaluation.Notes notes = new Evaluation.Notes();
        PUFFY.is(YES).and(SCLERO.is(YES), the(OrganHistoryForm.PH).isFilled(), HB.isMore(3), maxEntered(VisitForm.MRSS)
                .isMore(0)).in(new Evaluation(casebook, casebook.instance("hb_m3"), Map.of(), notes));
        assertThat(notes.reads()).containsExactly(Map.entry("acr_puffy", "0"), Map.entry("acr_sclero", "!NF"),
                Map.entry("ph", ""), Map.entry("hb_m3", ""), Map.entry("mrss_m0", ""), Map.entry("mrss_m3", ""),
                Map.entry("mrss_m6", ""), Map.entry("mrss_m9", ""), Map.entry("mrss_m12", ""),
                Map.entry("mrss_m18", ""), Map.entry("mrss_m24", ""));
    }

    @Test
    void notesTheBlankItemsOnWhichItRestsAndNoOthers() {
        answer("acr_puffy", "0");
        Evaluation.Notes notes = new Evaluation.Notes();
        PUFFY.isBlank().or(SCLERO.isBlank(), the(VisitForm.GGO).isBlank(), HB.isFilled())
                .in(new Evaluation(casebook, casebook.instance("hb_m3"), Map.of(), notes));
        assertThat(notes.awaited()).containsExactly("acr_sclero"); // the scan of M0 is not asked at M3
    }

    @Test
    void knowsTheItemsOfWhichItDepends() {
        assertThat(not(PUFFY.is(YES).or(HB.dividedBy(10).isMore(previous(VisitForm.HB)))).items())
                .containsExactly(EligibilityForm.ACR_PUFFY, VisitForm.HB);
    }

    // --- as text ----------------------------------------------------------------------------------------------------

    @Test
    void standsInParenthesesWhereItHasTo() {
        Claim a = PUFFY.is(YES);
        Claim b = SCLERO.is(NO);
        Claim c = HB.isFilled();
        assertThat(a.and(b.or(c), c).text()).isEqualTo("eligibility.acr_puffy = 1 and (eligibility.acr_sclero = 0 or "
                + "filled(visit.hb)) and filled(visit.hb)");
        assertThat(a.and(b).or(c).text()).isEqualTo("(eligibility.acr_puffy = 1 and eligibility.acr_sclero = 0) or "
                + "filled(visit.hb)");
        assertThat(a.and(b).and(c).text()).doesNotContain("(eligibility");
        assertThat(not(a).text()).isEqualTo("not (eligibility.acr_puffy = 1)");
        assertThat(not(c).text()).isEqualTo("not filled(visit.hb)");
        assertThat(not(sure(a)).text()).isEqualTo("not sure(eligibility.acr_puffy = 1)");
    }

    @Test
    void writesTermsInTheGrammarOfTheContract() {
        assertThat(keyIsNot("visit", "m0").text()).isEqualTo("visit != m0");
        assertThat(the(VisitForm.HB, "m0").plus(20).isAtMost(Term.times(0.15, previous(VisitForm.HB))).text())
                .isEqualTo("visit[m0].hb + 20 <= 0.15 * previous(visit.hb)");
        assertThat(the(PriorTreatmentForm.START).isLess(Term.day("2004-01-01")).text())
                .isEqualTo("prior_treatment.start < 2004-01-01");
        assertThat(the(DiagnosisForm.AB).is(Antibody.TOPO1, Antibody.KU).text())
                .isEqualTo("diagnosis.ab contains (topo1, ku)");
    }
}
