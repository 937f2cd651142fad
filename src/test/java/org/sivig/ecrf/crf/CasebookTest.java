package org.sivig.ecrf.crf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.crf.Casebook.Change;
import org.sivig.ecrf.crf.Casebook.Instance;
import org.sivig.ecrf.crf.Item.Breach;
import org.sivig.ecrf.study.Casebooks;
import org.sivig.ecrf.study.DiagnosisForm;
import org.sivig.ecrf.study.EligibilityForm;
import org.sivig.ecrf.study.IdentificationForm;
import org.sivig.ecrf.study.OrganHistoryForm;
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

    // --- relative bounds ------------------------------------------------------------------------------------------

    @ParameterizedTest
    @CsvSource({
        "1980-05-10, 1980-05-09, HARD_MIN", "1980-05-10, 1980-05-10,", "1980-05-10, 1980-05,", "1980-05-10, 1980,",
        "1980-05-10, 1980-04, HARD_MIN", "1980-05-10, 1979, HARD_MIN", ", 1979,", "1930-01-01, 1959-12-31, SOFT_MIN",
        "1930-01-01, 1960,"})
    void aDiagnosisBeforeBirthIsReportedWhenItIsSure(@Nullable String birth, String diagnosis,
            @Nullable Breach breach) {
        Casebook casebook = Casebooks.with(birth == null ? Map.of("dx_date", diagnosis)
                : Map.of("birth_date", birth, "dx_date", diagnosis));
        assertThat(DiagnosisForm.DX_DATE.breaches(casebook.row(DiagnosisForm.FORM), casebook))
                .isEqualTo(breach == null ? List.of() : List.of(breach));
    }

    @ParameterizedTest
    @CsvSource({
        "2001, 2002, SOFT_MAX", "2001-12, 2002, SOFT_MAX", "2001-12-31, 2002, SOFT_MAX", "2001, 2001,",
        "2001-01-01, 2001,", "2001, 2000,", ", 2002,"})
    void aFirstSymptomAfterTheDiagnosisIsReportedWhenItIsSure(@Nullable String diagnosis, int year,
            @Nullable Breach breach) {
        Casebook casebook = Casebooks.with(diagnosis == null ? Map.of("first_nonrp_year", year)
                : Map.of("dx_date", diagnosis, "first_nonrp_year", year));
        assertThat(DiagnosisForm.FIRST_NONRP_YEAR.breaches(casebook.row(DiagnosisForm.FORM), casebook))
                .isEqualTo(breach == null ? List.of() : List.of(breach));
    }

    @Test
    void aMissingLandmarkLimitsNothing() {
        Casebook casebook = Casebooks.filled(Map.of("raynaud_year", 2002), Map.of("first_nonrp_year", "ND")).complete();
        assertThat(DiagnosisForm.RAYNAUD_YEAR.breaches(casebook.row(DiagnosisForm.FORM), casebook)).isEmpty();
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
