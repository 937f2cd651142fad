package org.sivig.ecrf.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sivig.ecrf.crf.Answer;
import org.sivig.ecrf.crf.Casebook;
import org.sivig.ecrf.crf.EditCheck;
import org.sivig.ecrf.crf.Finding;
import org.sivig.ecrf.crf.MissingReason;
import org.sivig.ecrf.crf.Told;

/** What the edit checks find, tell and rest upon. */
class FindingsTest {

    private static List<String> found(String... answers) {
        return VectorsTest.places(Study.findings(casebook(answers), new Duplicate.None()));
    }

    private static Casebook casebook(String... answers) {
        Map<String, String> values = new HashMap<>();
        Stream.of(answers).map(answer -> answer.split("=", 2)).forEach(answer -> values.put(answer[0], answer[1]));
        return Casebooks.with(values);
    }

    @TestFactory
    Stream<DynamicTest> everyCheckFiresSomewhereAndTellsAllItSaysItTells() {
        return Checks.ALL.stream().map(check -> dynamicTest(check.id(), () -> {
            Finding finding = CheckExamples.of(check.id());
            assertThat(finding.arguments().keySet()).isEqualTo(check.told().keySet());
            assertThat(finding.arguments().values()).doesNotContain("");
            assertThat(finding.reads()).isNotEmpty();
        }));
    }

    @Test
    void anEmptyCasebookHasNone() {
        assertThat(Study.findings(Casebooks.blank(), new Duplicate.None())).isEmpty();
    }

    @Test
    void whatIsMissingEverywhereHasNone() {
        Casebook casebook = Casebooks.blank();
        casebook.instances().stream().filter(casebook::isAsked).filter(i -> !i.item().isFixed())
                .forEach(i -> casebook.put(i, Answer.missing(MissingReason.ND)));
        assertThat(Study.findings(casebook, new Duplicate.None())).isEmpty();
    }

    @Test
    void noCheckHasAnotherName() {
        assertThatIllegalArgumentException().isThrownBy(() -> Checks.find("E99"));
    }

    @Test
    void theyComeInPaperOrderAndAtOneItemInTheOrderOfTheChecks() {
        assertThat(found("hb_m0=125", "overlap=1", "excl_replacement=1", "visit_date_m0=2010", "hb_m3=12"))
                .containsExactly("X18 at excl_replacement", "E82 at overlap_spec", "E60 at hb_m0", "E90 at hb_m0",
                        "E57 at visit_date_m3", "E62 at hb_m3");
    }

    @Test
    void lookingChangesNothing() {
        Casebook casebook = casebook("hb_m0=125", "overlap=1");
        List<Answer<?>> before = answers(casebook);
        List<Finding> first = Study.findings(casebook, new Duplicate.None());
        assertThat(Study.findings(casebook, new Duplicate.None())).isEqualTo(first);
        assertThat(answers(casebook)).isEqualTo(before);
    }

    private static List<Answer<?>> answers(Casebook casebook) {
        return casebook.instances().stream().<Answer<?>>map(Casebook.Instance::answer).toList();
    }

    @Test
    void nothingIsFoundAtAnItemThatIsNotAsked() {
        assertThat(found("visit_done_m3=0", "hb_m3=125")).isEmpty();
        assertThat(found("overlap=0")).isEmpty();
    }

    // --- duplicates ---------------------------------------------------------------------------------------------------

    @Test
    void aDuplicateIsFoundAtEachOfItsSites() {
        Casebook casebook = casebook("last_name3=LEG", "first_name3=ANN", "birth_date=1958-02-28", "sex=F");
        assertThat(VectorsTest.places(Study.findings(casebook, new Duplicate.SameSite("SIV-01-002", true))))
                .containsExactly("E04a at last_name3", "E04b at last_name3");
        assertThat(VectorsTest.places(Study.findings(casebook, new Duplicate.OtherSite())))
                .containsExactly("E04b at last_name3");
        Finding finding = Study.findings(casebook, new Duplicate.SameSite("SIV-01-002", false)).getFirst();
        assertThat(finding.arguments()).containsExactly(Map.entry("patient", "SIV-01-002"));
        assertThat(finding.reads()).containsExactly(Map.entry("last_name3", "LEG"), Map.entry("first_name3", "ANN"),
                Map.entry("birth_date", "1958-02-28"), Map.entry("sex", "F"));
    }

    @Test
    void thereIsNoDuplicateOfAnIdentityThatIsNotKnown() {
        assertThat(Study.findings(casebook("last_name3=LEG", "first_name3=ANN", "sex=F"),
                new Duplicate.SameSite("SIV-01-002", true))).isEmpty();
    }

    // --- arguments ----------------------------------------------------------------------------------------------------

    @ParameterizedTest
    @CsvSource({
        "X01, {score=3-7}", "X02, {score=9-19}", "E02, {age=16-17}", "E33, {date=2004-03}",
        "E40, '{value=8, months=5.1}'", "E42, '{n=24, months=5.0, computed=6}'", "E46, {days=34-64}",
        "E51, {days=105-134}", "E53, '{days=473-503, min=320, max=456}'", "E54, {days=35}",
        "E60, '{value=8.5, suggestion=75.1}'", "E61, '{value=110.5, computed=77.1}'",
        "E62, '{previous=13.5, value=8.4}'", "E63a, '{value=61, other=40}'", "X23, {score=8-10}", "E26b, {value=12}",
        "E50, {days=17-46}", "E50b, {days=1}", "E58b, {value=2010-06}", "E59, {value=2010-06}", "E64, {value=25}",
        "E64b, {value=50}", "E64c, {value=24}", "E71, '{value=16, other=37}'", "E70, '{value=0.5, min=1.0}'",
        "E90, '{value=25.1, min=2, max=25}'", "E55, {value=2010-12-24}", "E04a, {patient=SIV-01-002}"})
    void aFindingTellsItsValues(String check, String arguments) {
        assertThat(CheckExamples.of(check).arguments()).hasToString(arguments);
    }

    @Test
    void aRangeOfDatesIsToldFromItsFirstDayToItsLast() {
        Finding finding = Study.findings(casebook("pre_any=1", "pre_first_date=2005", "pre_mtx_given=1",
                "pre_mtx_start=2004", "pre_ocs_given=1", "pre_ocs_start=2004-03-12"), new Duplicate.None()).getFirst();
        assertThat(finding.arguments()).containsExactly(Map.entry("date", "2004-01-01/2004-03-12"));
    }

    @Test
    void anUnknownLimitIsNotTold() {
        Finding finding = Study.findings(casebook("birth_date=1899-12-31"), new Duplicate.None()).getFirst();
        assertThat(finding.arguments()).containsEntry("min", "1900-01-01").containsEntry("max", "");
    }

    @Test
    void anUnsuspectedAssayIsSuggested() {
        Finding finding = Study.findings(casebook("bnp_m0=6200"), new Duplicate.None()).stream()
                .filter(each -> each.check() == VisitChecks.E60).findFirst().orElseThrow();
        assertThat(finding.arguments()).containsEntry("suggestion", "NT-proBNP");
    }

    /** The check and the suggestion are the same rule. */
    @ParameterizedTest
    @ValueSource(strings = {"hb_m0=25", "hb_m0=25.1", "hb_m0=250", "hb_m0=250.1", "plt_m0=0", "plt_m0=1", "plt_m0=999",
        "plt_m0=1000", "creat_m0=0.1", "creat_m0=0.2", "creat_m0=2.9", "creat_m0=3", "creat_m0=29.9", "creat_m0=30", "pvr_m0=50", "pvr_m0=50.1",
        "pvr_m0=4000", "pvr_m0=4000.1", "bnp_m0=4999.9", "bnp_m0=5000"})
    void aUnitIsSuspectedWhenAnotherValueCanBeSuggested(String answer) {
        Casebook casebook = casebook(answer);
        Visit visit = casebook.rows(VisitForm.FORM).getFirst();
        boolean suggested = VisitFigures.isNtProBnp(visit) || VisitForm.UNITS.keySet().stream()
                .anyMatch(item -> VisitFigures.inUsualUnit(item, visit, casebook) != null);
        assertThat(Study.findings(casebook, new Duplicate.None()).stream()
                .anyMatch(finding -> finding.check() == VisitChecks.E60)).isEqualTo(suggested);
    }

    // --- what it rests upon -------------------------------------------------------------------------------------------

    @Test
    void aFindingRestsOnEveryAnswerItReads() {
        assertThat(CheckExamples.of("X04").reads()).containsExactly(Map.entry("acr_raynaud", "0"),
                Map.entry("rp_hx", ""), Map.entry("raynaud_year", "1999"));
        assertThat(CheckExamples.of("E62").reads()).containsExactly(Map.entry("hb_m6", "8.4"),
                Map.entry("hb_m3", ""), Map.entry("hb_m0", "13.5"));
        assertThat(CheckExamples.of("E90").reads()).containsExactly(Map.entry("hb_m3", "25.1"));
        assertThat(CheckExamples.of("E13").reads()).containsOnlyKeys("rp_hx_date", "raynaud_year");
    }

    @Test
    void aMissingReasonIsPartOfWhatItRestsUpon() {
        Casebook casebook = casebook("acr_raynaud=0", "raynaud_year=1999");
        casebook.put(casebook.instance("rp_hx"), Answer.missing(MissingReason.ND));
        assertThat(Study.findings(casebook, new Duplicate.None()).getFirst().reads()).containsEntry("rp_hx", "!ND");
    }

    // --- rows that the paper does not print -----------------------------------------------------------------------------

    @Test
    void aFurtherEpisodeIsARowLikeOthers() {
        assertThat(found("pre_any=1", "pre_mtx_e2_given=1", "pre_mtx_e2_start=2006-05", "pre_mtx_e2_end=2006-04",
                "pre_oth5_spec=Imatinib", "pre_oth5_start=2008", "pre_oth5_end=2007"))
                .containsExactly("E30 at pre_mtx_e2_end", "E30 at pre_oth5_end");
        assertThat(found("pre_any=1", "pre_mtx_e2_given=1", "pre_mtx_e2_ongo=1", "c1_mtx_given=0"))
                .containsExactly("E34 at pre_mtx_e2_start");
        assertThat(found("ivig1_ind_l1=1", "ivig1_ind_l1_spec=Muscle", "pre_any=1", "pre_mtx_e2_given=1"))
                .containsExactly("E37 at ivig1_ind_l1");
    }

    @Test
    void whatIsSaidOfTheSecondCourseIsSaidOfThoseThatFollow() {
        assertThat(found("ivig3_done=1", "ivig3_ind_relapse=0", "ivig3_ind_oth=0"))
                .containsExactly("E38 at ivig3_ind_oth");
    }

    // --- courses, however many -------------------------------------------------------------------------------------

    private static final String[] STOPPED = {"ivig1_stop_oth=1", "ivig1_stop_oth_spec=x", "ivig2_stop_oth=1",
        "ivig2_stop_oth_spec=x", "ivig3_stop_oth=1", "ivig3_stop_oth_spec=x", "ivig2_done=1", "ivig3_done=1"};

    private static List<String> foundOfCourses(String... answers) {
        return found(Stream.concat(Stream.of(STOPPED), Stream.of(answers)).toArray(String[]::new));
    }

    @Test
    void aCourseIsComparedWithTheOneBeforeIt() {
        assertThat(foundOfCourses("ivig1_end=2009-12-01", "ivig3_start=2009-10")).as("nothing is known of the second")
                .isEmpty();
        assertThat(foundOfCourses("ivig2_end=2009-12-01", "ivig3_start=2009-12-01"))
                .containsExactly("E45 at ivig3_start");
        assertThat(foundOfCourses("ivig2_end=2009-12-01", "ivig3_start=2009-12-02"))
                .containsExactly("E46 at ivig3_start");
        assertThat(foundOfCourses("ivig3_end=2009-12-01", "ivig4_done=1", "ivig4_start=2010-02-28"))
                .containsExactly("E46 at ivig4_start");
        assertThat(foundOfCourses("ivig3_end=2009-12-01", "ivig4_done=1", "ivig4_start=2010-03-01")).isEmpty();
        assertThat(found("ivig2_done=1", "ivig2_ongo=1", "ivig3_done=1", "ivig3_start=2010"))
                .containsExactly("E45 at ivig3_start");
    }

    @Test
    void theCourseBeforeIsTheNextThatThereIs() {
        assertThat(found("ivig2_done=1", "ivig2_stop_oth=1", "ivig2_stop_oth_spec=x", "ivig2_end=2009-12-01",
                "ivig5_done=1", "ivig5_start=2009-11")).containsExactly("E45 at ivig5_start");
    }

    @Test
    void aFindingOfACourseRestsOnTheOneBeforeIt() {
        assertThat(CheckExamples.of("E45").reads()).containsOnlyKeys("ivig3_start", "ivig2_end", "ivig2_ongo");
    }

    @ParameterizedTest
    @CsvSource({"2014-12, true", "2014-12-31, true", "2015, false", "2015-01-01, false"})
    void anyCourseMayMeetThePeriod(String start, boolean meets) {
        String[] outside = {"ivig1_start=1999", "ivig1_end=2000-01", "ivig2_start=2001", "ivig2_end=2003-01",
            "ivig3_start=" + start};
        assertThat(foundOfCourses(with(outside, "ivig_2004_2014=1")))
                .isEqualTo(meets ? List.of() : List.of("X20 at ivig_2004_2014"));
        assertThat(foundOfCourses(with(outside, "ivig_2004_2014=0")))
                .isEqualTo(meets ? List.of("X21 at ivig_2004_2014") : List.of());
    }

    @Test
    void aCourseThatMayMeetThePeriodLeavesItOpen() {
        assertThat(foundOfCourses("ivig_2004_2014=1", "ivig1_start=1999", "ivig1_end=2000", "ivig2_start=2001",
                "ivig2_end=2002", "ivig3_start=2003")).as("the third may still be given in 2004").isEmpty();
        assertThat(foundOfCourses("ivig_2004_2014=1", "ivig1_start=1999", "ivig1_end=2000", "ivig2_start=2001",
                "ivig2_end=2002", "ivig3_start=2015", "ivig4_done=1")).as("the fourth has no date").isEmpty();
        assertThat(found("ivig_2004_2014=1", "ivig1_start=2015", "ivig2_done=0"))
                .containsExactly("X20 at ivig_2004_2014");
    }

    private static String[] with(String[] answers, String one) {
        return Stream.concat(Stream.of(answers), Stream.of(one)).toArray(String[]::new);
    }

    // --- limits -----------------------------------------------------------------------------------------------------

    @ParameterizedTest
    @CsvSource({"2010-03-15, 2010-03-15, ", "2010-03-15, 2010-03-16, E50b", "2010-03-15, 2010-03-22, E50b",
        "2010-03-15, 2010-03-23, E50", "2010-03, 2010-03-31, ", "2010-03, 2010-04-01, ", "2010-03, 2010-04-08, E50",
        "2010-03-15, 2010-03, ", "2010-03-31, 2010-04, ", "2010-03-23, 2010-04, E50", "2010-03-14, 2010, "})
    void anM0DuringTheFirstWeekIsOddAndOneAfterItIsWrong(String infusion, String m0, @Nullable String check) {
        assertThat(found("ivig1_start=" + infusion, "visit_date_m0=" + m0))
                .isEqualTo(check == null ? List.of() : List.of(check + " at visit_date_m0"));
    }

    @ParameterizedTest
    @CsvSource({"2000, , false", "2000.1, , true", "2000.1, 1, true", "2000.1, 2, false", "10000, 2, false",
        "10000.1, 2, true", "4999, , true"})
    void theSoftLimitOfBnpIsThatOfItsAssay(String bnp, @Nullable String assay, boolean unusual) {
        assertThat(found(assay == null ? new String[] {"visit_date_m3=2010", "bnp_m3=" + bnp}
                : new String[] {"visit_date_m3=2010", "bnp_m3=" + bnp, "bnp_type_m3=" + assay}))
                .isEqualTo(unusual ? List.of("E91 at bnp_m3") : List.of());
    }

    @Test
    void theLimitOfBnpRestsOnItsAssayAndThatOfOthersDoesNot() {
        Finding bnp = Study.findings(casebook("visit_date_m3=2010", "bnp_m3=2500"), new Duplicate.None()).getFirst();
        assertThat(bnp.reads()).containsOnlyKeys("bnp_m3", "bnp_type_m3");
        assertThat(CheckExamples.of("E91").reads()).containsOnlyKeys("crp_m3");
    }

    @ParameterizedTest
    @CsvSource({"0.3, E69", "0.5, E70", "1.0, ", "1.25, E69"})
    void anIndexOfAnotherRevisionIsNotComparedWithTheFloor(String eustar, @Nullable String check) {
        assertThat(found("visit_date_m0=2010", "mrss_m0=20", "eustar_m0=" + eustar))
                .isEqualTo(check == null ? List.of() : List.of(check + " at eustar_m0"));
    }

    @ParameterizedTest
    @CsvSource({"0.1, E90", "0.2, E60 E90", "2.9, E60 E90", "3, E60 E90", "9.9, E60 E90", "10, E60", "29.9, E60", "30, "})
    void aCreatinineInMilligramsIsSuspected(String creatinine, @Nullable String checks) {
        assertThat(found("visit_date_m3=2010", "creat_m3=" + creatinine)).isEqualTo(checks == null ? List.of()
                : Stream.of(checks.split(" ")).map(check -> check + " at creat_m3").toList());
    }

    /** 40 / (2 × 1.3) = 15.38…, 26 / (2 × 1.3) = 10. */
    @ParameterizedTest
    @CsvSource({"40, 2, 15.3, ", "40, 2, 15.4, E71", "26, 2, 10, ", "26, 2, 10.1, E71", "25, 3, 400, E60 E90"})
    void aCatheterThatNeedsANegativeWedgePressureIsOdd(String mpap, String ci, String pvr, @Nullable String checks) {
        assertThat(found("visit_date_m3=2010", "mpap_m3=" + mpap, "ci_m3=" + ci, "pvr_m3=" + pvr))
                .isEqualTo(checks == null ? List.of()
                        : Stream.of(checks.split(" ")).map(check -> check + " at pvr_m3").toList());
    }

    @ParameterizedTest
    @CsvSource({"ph_none=1, mpap_m0=25, E64", "ph_none=1, mpap_m0=24, ", "ph_grp2=1, mpap_m0=24, E64c",
        "ph_grp2=1, mpap_m0=25, ", "ph_none=1, spap_m0=50, E64b", "ph_none=1, spap_m0=49, ", "ph_grp1=1, spap_m0=60, "})
    void thePressureAtM0FitsTheHistory(String history, String pressure, @Nullable String check) {
        assertThat(found("visit_date_m0=2010", "ph_hx_date=2009", "pvr_m0=1", "ci_m0=3", "mpap_m0=25", history, pressure))
                .filteredOn(finding -> finding.startsWith("E64") && !(pressure.startsWith("spap") && finding.startsWith("E64 ")))
                .isEqualTo(check == null ? List.of() : List.of(check + " at " + pressure.split("=")[0]));
    }

    @Test
    void aValidatedDiagnosisIsOddOnlyOnceEveryCriterionIsAnswered() {
        String[] known = {"acr_valid=1", "acr_puffy=0", "acr_sclero=0", "acr_ulcer=0", "acr_scar=0", "acr_capillaro=1",
            "acr_pah_ild=0", "acr_raynaud=1", "acr_autoab=1", "acr_prox=0"};
        Casebook casebook = casebook(known);
        assertThat(Study.findings(casebook, new Duplicate.None())).as("a criterion is still blank").isEmpty();
        casebook.put(casebook.instance("acr_telang"), Answer.missing(MissingReason.ND));
        assertThat(VectorsTest.places(Study.findings(casebook, new Duplicate.None())))
                .containsExactly("X23 at acr_valid");
        casebook.put(casebook.instance("acr_valid"), Answer.missing(MissingReason.ND));
        assertThat(Study.findings(casebook, new Duplicate.None())).isEmpty();
    }

    // --- treatments before IVIG -----------------------------------------------------------------------------------------

    @Test
    void corticosteroidsAloneAreNotAnEarlierLine() {
        String[] line = {"ivig1_ind_l1=1", "ivig1_ind_l1_spec=Muscle", "pre_any=1", "pre_ocs_given=1"};
        assertThat(found(line)).isEmpty();
        assertThat(found("ivig1_ind_l1=1", "ivig1_ind_l1_spec=Muscle", "pre_any=1", "pre_oth2_spec=Imatinib"))
                .containsExactly("E37 at ivig1_ind_l1");
    }

    @Test
    void aSecondLineNeedsATreatmentBefore() {
        String[] noDrug = {"ivig1_ind_l23=1", "ivig1_ind_l23_spec=Muscle", "pre_any=1", "pre_mpiv_given=0",
            "pre_ocs_given=0", "pre_cyciv_given=0", "pre_cycpo_given=0", "pre_mtx_given=0", "pre_aza_given=0",
            "pre_mmf_given=0", "pre_rtx_given=0", "pre_csa_given=0", "pre_dpen_given=0"};
        assertThat(found(noDrug)).containsExactly("E36 at ivig1_ind_l23");
        Casebook casebook = casebook(noDrug);
        casebook.put(casebook.reach("pre_mtx_e2_given"), Answer.missing(MissingReason.ND));
        assertThat(VectorsTest.places(Study.findings(casebook, new Duplicate.None())))
                .containsExactly("E36 at ivig1_ind_l23");
        assertThat(found("ivig1_ind_l23=1", "ivig1_ind_l23_spec=Muscle", "pre_any=1", "pre_mtx_given=0")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"2003-11, false", "2004-03-30, false", "2004-04, true", "2004, false"})
    void anEarlierFirstTreatmentIsOddOnlyWhenNoStartIsLeftOut(String first, boolean odd) {
        assertThat(found("pre_any=1", "pre_first_date=" + first, "pre_mtx_given=1", "pre_mtx_start=2004-03"))
                .isEqualTo(odd ? List.of("E33 at pre_first_date") : List.of());
    }

    // --- death --------------------------------------------------------------------------------------------------------

    @ParameterizedTest
    @CsvSource({"Décès brutal, true", "patient MORT, true", "morte le 3, true", "est décédé(e), true",
        "mortalité, false", "Mortification distale, false", "amorti, false", "prédécès, false", "'mort, puis', true",
        "indécédable, false", "de\u0301ce\u0300s, true"})
    void deathIsReadInATextAsAWord(String text, boolean mentioned) {
        assertThat(found("event_txt_m6=" + text))
                .isEqualTo(mentioned ? List.of("E56 at event_txt_m6") : List.of());
    }

    // --- messages -------------------------------------------------------------------------------------------------------

    @Test
    void valuesAreWrittenAsTheirItemWritesThem() {
        EditCheck check = Checks.find("E63a");
        assertThat(check.told().get("other").item()).isEqualTo(VisitForm.SPAP);
        assertThat(check.told().get("value").form()).isEqualTo(Told.Form.VALUE);
    }
}
