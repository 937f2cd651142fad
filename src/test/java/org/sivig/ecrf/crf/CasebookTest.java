package org.sivig.ecrf.crf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sivig.ecrf.crf.Casebook.Change;
import org.sivig.ecrf.crf.Casebook.Instance;
import org.sivig.ecrf.study.Casebooks;
import org.sivig.ecrf.study.DiagnosisForm;
import org.sivig.ecrf.study.EligibilityForm;
import org.sivig.ecrf.study.IdentificationForm;
import org.sivig.ecrf.study.OrganHistoryForm;
import org.sivig.ecrf.study.PriorTreatmentForm;
import org.sivig.ecrf.study.Section;
import org.sivig.ecrf.study.Study;

class CasebookTest {

    @Test
    void holdsTheFormsInTheOrderInWhichTheyWentIn() {
        assertThat(Casebooks.blank().forms()).isEqualTo(Study.FORMS);
    }

    @Test
    void findsAnItemByItsExportName() {
        Casebook casebook = Casebooks.blank();
        assertThat(casebook.instance("dx_date").item()).isEqualTo(DiagnosisForm.DX_DATE);
        assertThatIllegalArgumentException().isThrownBy(() -> casebook.instance("nothing"));
    }

    @Test
    void hasNoRowOfAFormThatDidNotGoIn() {
        Casebook casebook = new Casebook(Casebooks.TODAY);
        assertThat(casebook.rows(DiagnosisForm.FORM)).isEmpty();
        assertThatIllegalStateException().isThrownBy(() -> casebook.row(DiagnosisForm.FORM));
    }

    @Test
    void tellsWhatAnAnswerReplaced() {
        Casebook casebook = Casebooks.with(Map.of("sex", "F"));
        Instance sex = casebook.instance("sex");
        Answer<?> before = sex.answer();
        Change change = casebook.put(sex, Answer.missing(MissingReason.ND));
        assertThat(change).isEqualTo(new Change(sex, before, Answer.missing(MissingReason.ND)));
        assertThat(sex.answer()).isEqualTo(change.after());
    }

    // --- what is not asked ------------------------------------------------------------------------------------------

    @Test
    void closingAGateClearsWhatIsBehindItUntilNothingChanges() {
        Casebook casebook = Casebooks.with(Map.of("ana", "1", "ana_titer", 320, "fluo_other", 1, "fluo_other_spec", "x",
                "ab_none", 1, "capillaro", "0"));
        casebook.put(casebook.instance("ana"), Answer.of(DiagnosisForm.ANA.parse("0")));

        assertThat(casebook.clearUnasked()).extracting(change -> change.instance().exportName())
                .containsExactlyInAnyOrder("ana_titer", "fluo", "fluo_other_spec", "ab");
        assertThat(casebook.instances(DiagnosisForm.FORM)).filteredOn(i -> !i.answer().isBlank())
                .extracting(Instance::exportName).containsExactly("ana", "capillaro");
        assertThat(casebook.clearUnasked()).isEmpty();
    }

    @Test
    void aMissingReasonClosesAGateAndIsClearedBehindOne() {
        Casebook casebook = Casebooks.filled(Map.of("overlap", 1), Map.of("overlap_spec", "ND")).complete();
        assertThat(casebook.clearUnasked()).isEmpty();

        casebook.put(casebook.instance("overlap"), Answer.missing(MissingReason.ND));
        assertThat(casebook.clearUnasked()).singleElement().satisfies(change -> {
            assertThat(change.before()).isEqualTo(Answer.missing(MissingReason.ND));
            assertThat(change.after().isBlank()).isTrue();
        });
    }

    @Test
    void twoOtherFormsTogetherCloseTheYearOfRaynaud() {
        Casebook casebook = Casebooks.with(Map.of("raynaud_year", 1998, "rp_hx", 1, "rp_hx_date", "1998-05",
                "acr_raynaud", 0));
        assertThat(casebook.clearUnasked()).as("one of them alone").isEmpty();

        casebook.put(casebook.instance("rp_hx"), Answer.of(YesNo.NO));
        assertThat(casebook.clearUnasked()).extracting(change -> change.instance().exportName())
                .containsExactlyInAnyOrder("raynaud_year", "rp_hx_date");
        assertThat(DiagnosisForm.RAYNAUD_YEAR.in(casebook.row(DiagnosisForm.FORM)).isBlank()).isTrue();
    }

    @Test
    void aNegatedConditionHidesNothingBeforeItIsAnswered() {
        Casebook casebook = Casebooks.blank();
        assertThat(casebook.isAsked(casebook.instance("raynaud_year"))).isTrue();
        assertThat(casebook.isAsked(casebook.instance("rp_hx_date"))).isFalse();
    }

    // --- rows that the paper does not print -------------------------------------------------------------------------

    @ParameterizedTest
    @ValueSource(strings = {"pre_mtx_e2_start", "pre_oth5_spec", "c1_oth3_spec", "c2_rtx_e3_freq", "ivig3_start",
            "ivig9_stop_oth_spec", "c3_mpiv_given", "c3_mpiv_e2_n", "c4_oth1_end"})
    void aRowIsMadeForAnItemThatIsNotPrinted(String name) {
        Casebook casebook = Casebooks.blank();
        Instance instance = casebook.reach(name);
        assertThat(instance.exportName()).isEqualTo(name);
        assertThat(instance.answer().isBlank()).isTrue();
        assertThat(casebook.instance(name)).isEqualTo(instance);
        assertThat(casebook.reach(name).row()).isSameAs(instance.row());
    }

    @ParameterizedTest
    @ValueSource(strings = {"pre_mtx_e1_start", "pre_mtx_e10_start", "pre_xyz_start", "pre_oth0_spec", "pre_oth100_spec",
            "c1_csa_given", "c1_mtx_e2_taper", "ivig0_start", "ivig10_start", "ivig_start", "c0_mtx_start", "mrss_m1",
            "mrss_m3_e2", "dx_date_e2", "pre__start", "", "ivig3_start "})
    void noRowIsMadeForAnythingElse(String name) {
        Casebook casebook = Casebooks.blank();
        int before = casebook.instances().size();
        assertThatIllegalArgumentException().isThrownBy(() -> casebook.reach(name));
        assertThat(casebook.instances()).hasSize(before);
    }

    @Test
    void rowsStandInTheirOrderWhateverTheOrderInWhichTheyCame() {
        Casebook casebook = Casebooks.blank();
        Stream.of("pre_oth6_spec", "pre_mtx_e3_given", "pre_oth5_spec", "pre_mtx_e2_given", "pre_mpiv_e2_given")
                .forEach(casebook::reach);
        assertThat(casebook.rows(PriorTreatmentForm.FORM)).extracting(Row::key).containsExactly("mpiv", "mpiv_e2", "ocs",
                "cyciv", "cycpo", "mtx", "mtx_e2", "mtx_e3", "aza", "mmf", "rtx", "csa", "dpen", "oth1", "oth2", "oth3",
                "oth4", "oth5", "oth6");
        assertThat(casebook.instances()).extracting(Instance::exportName)
                .containsSubsequence("pre_mtx_ongo", "pre_mtx_e2_given", "pre_mtx_e3_given", "pre_aza_given");
    }

    @Test
    void whatIsAskedOfTheSecondCourseIsAskedOfTheFurtherOnes() {
        Casebook casebook = Casebooks.with(Map.of("ivig3_done", 1));
        assertThat(Stream.of("ivig3_done", "ivig3_ind_relapse", "ivig3_start", "c3_mtx_given", "c3_oth1_spec")
                .map(casebook::reach)).allMatch(casebook::isAsked);
        assertThat(Stream.of("ivig3_ind_l23", "ivig3_ind_l1", "ivig3_ind_ci", "ivig2_start", "c2_mtx_given",
                "ivig4_start", "c4_mtx_given", "ivig1_done").map(casebook::reach)).noneMatch(casebook::isAsked);
    }

    @Test
    void anEpisodeIsAskedWhatItsDrugIs() {
        Casebook casebook = Casebooks.with(Map.of("pre_any", 1, "pre_rtx_e2_given", 1, "pre_ocs_e2_given", 1,
                "pre_oth5_spec", "x"));
        assertThat(Stream.of("pre_rtx_e2_n", "pre_rtx_e2_freq", "pre_ocs_e2_dose", "pre_ocs_e2_taper", "pre_oth5_start",
                "pre_ocs_e2_end").map(casebook::instance)).allMatch(casebook::isAsked);
        assertThat(Stream.of("pre_rtx_e2_dose", "pre_ocs_e2_n", "pre_rtx_e2_spec", "pre_oth5_given", "pre_oth5_n",
                "pre_rtx_n").map(casebook::instance)).noneMatch(casebook::isAsked);
    }

    @Test
    void onlyEmptyRowsThatAreNotPrintedAreTakenOut() {
        Casebook casebook = Casebooks.with(Map.of("pre_any", 1, "pre_mtx_e2_given", 1));
        casebook.reach("pre_mtx_e3_given");
        casebook.reach("ivig3_start");

        assertThat(casebook.dropEmpty()).extracting(Row::key).containsExactlyInAnyOrder("mtx_e3", "3");
        assertThat(casebook.rows(PriorTreatmentForm.FORM)).extracting(Row::key).contains("aza", "mtx_e2", "oth4")
                .doesNotContain("mtx_e3");
        assertThatIllegalArgumentException().isThrownBy(() -> casebook.instance("ivig3_start"));
        assertThat(casebook.dropEmpty()).isEmpty();
    }

    @Test
    void rowsThatAreNotPrintedAreNotCounted() {
        Casebook printed = Casebooks.with(Map.of("pre_any", 1, "pre_mtx_given", 1));
        Casebook more = Casebooks.with(Map.of("pre_any", 1, "pre_mtx_given", 1, "pre_mtx_e2_given", 1, "pre_oth5_spec",
                "x", "ivig3_done", 1, "c1_mtx_e2_given", 1));
        assertThat(more.completeness(instance -> true)).isEqualTo(printed.completeness(instance -> true));
        assertThat(Study.completeness(more)).isEqualTo(Study.completeness(printed));
    }

    @Test
    void aFurtherCourseHasASectionAfterTheSecondOnceItHasAnswers() {
        Casebook casebook = Casebooks.with(Map.of("ivig4_done", 1));
        casebook.reach("ivig3_start");
        assertThat(Study.sections(casebook, null)).extracting(Section::path).containsSubsequence("ivig-course/1",
                "ivig-course/2", "ivig-course/4").doesNotContain("ivig-course/3");
        assertThat(Study.sections(casebook, Study.sectionAt("ivig-course/3"))).extracting(Section::path)
                .containsSubsequence("ivig-course/2", "ivig-course/3", "ivig-course/4");
        assertThat(Study.sections(Casebooks.blank(), null)).isEqualTo(Study.SECTIONS);
        assertThat(Study.sectionAt("ivig-course/10")).isNull();
        assertThat(Study.nextCourse(Casebooks.blank()).path()).isEqualTo("ivig-course/3");
        assertThat(Study.nextCourse(casebook).path()).isEqualTo("ivig-course/5");
        assertThat(Study.nextCourse(Casebooks.with(Map.of("ivig9_done", 1)))).isNull();
        assertThat(Study.allSections().filter(section -> !Study.isReached(section, casebook)).map(Section::path)).as("where no course leads")
                .containsExactly("ivig-course/6", "ivig-course/7", "ivig-course/8", "ivig-course/9");
    }

    @Test
    void theSectionOfAFurtherCourseHasTheRowsOfTheSecond() {
        Casebook casebook = Casebooks.blank();
        Section third = Study.sectionAt("ivig-course/3");
        third.layOut(casebook);
        Section second = Study.sectionAt("ivig-course/2");
        assertThat(casebook.instances().stream().filter(third::covers).map(Instance::exportName))
                .containsExactlyElementsOf(casebook.instances().stream().filter(second::covers)
                        .map(each -> each.exportName().replaceFirst("2", "3")).toList());
    }

    // --- completeness -----------------------------------------------------------------------------------------------

    @Test
    void countsWhatIsAskedAndNotOptional() {
        Casebook casebook = Casebooks.blank();
        assertThat(casebook.completeness(EligibilityForm.FORM)).as("14 items, one optional")
                .isEqualTo(new Completeness(0, 0, 13));
        assertThat(casebook.completeness(DiagnosisForm.FORM)).as("14 items, seven behind gates")
                .isEqualTo(new Completeness(0, 0, 7));
        assertThat(casebook.completeness(OrganHistoryForm.FORM)).as("20 items, nine dates behind gates")
                .isEqualTo(new Completeness(0, 0, 11));
        assertThat(casebook.completeness(IdentificationForm.FORM)).as("the site is given")
                .isEqualTo(new Completeness(1, 0, 5));
        assertThat(casebook.completeness(instance -> true)).as("of the sections that do not repeat and their gates")
                .isEqualTo(casebook.forms().stream().map(casebook::completeness)
                        .reduce(Completeness.NONE, Completeness::plus));
    }

    @Test
    void anAnsweredGateAddsItsItemsAndAnOptionalItemCountsNeitherWay() {
        Casebook casebook = Casebooks.filled(Map.of("acr_mimic", 0, "overlap", 1, "ana", "1", "ana_titer", 320),
                Map.of("capillaro", "NF")).complete();
        assertThat(casebook.completeness(EligibilityForm.FORM)).isEqualTo(new Completeness(0, 0, 13));
        assertThat(casebook.completeness(DiagnosisForm.FORM)).as("overlap_spec, fluo and ab are asked now")
                .isEqualTo(new Completeness(3, 1, 7));
    }

    @Test
    void reasonsCompleteAFormAndPercentRoundsDown() {
        Completeness almost = new Completeness(198, 1, 1);
        assertThat(almost.asked()).isEqualTo(200);
        assertThat(almost.answered()).isEqualTo(199);
        assertThat(almost.percent()).isEqualTo(99);
        assertThat(almost.isComplete()).isFalse();
        assertThat(new Completeness(1, 1, 0).isComplete()).isTrue();
        assertThat(new Completeness(0, 0, 0).percent()).isEqualTo(100);
    }
}
