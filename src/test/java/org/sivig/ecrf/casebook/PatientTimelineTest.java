package org.sivig.ecrf.casebook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.sivig.ecrf.casebook.PatientTimeline.Chart;
import org.sivig.ecrf.casebook.PatientTimeline.Days;
import org.sivig.ecrf.casebook.PatientTimeline.Entry;
import org.sivig.ecrf.casebook.PatientTimeline.Lane;
import org.sivig.ecrf.casebook.PatientTimeline.Shape;
import org.sivig.ecrf.study.Casebooks;

class PatientTimelineTest {

    @Test
    void anEmptyCasebookHasNone() {
        PatientTimeline timeline = of();
        assertThat(timeline.entries()).isEmpty();
        assertThat(timeline.disease()).isNull();
        assertThat(timeline.treatment()).isNull();
    }

    @Test
    void aPartialDateIsAllDaysThatItMayMean() {
        PatientTimeline timeline = of("du_hx", 1, "du_hx_date", "2003-02", "ild_hx", 2, "ild_hx_date", "2002",
                "src_hx", 1, "src_hx_date", "2004-05-06");
        assertThat(entry(timeline, "du_hx_date").start()).isEqualTo(days("2003-02-01", "2003-02-28"));
        assertThat(entry(timeline, "ild_hx_date").start()).isEqualTo(days("2002-01-01", "2002-12-31"));
        assertThat(entry(timeline, "src_hx_date").start()).isEqualTo(days("2004-05-06", "2004-05-06"));
    }

    @Test
    void lanesGoFromOnsetToOutcomeAndTheirEntriesByDate() {
        PatientTimeline timeline = of("last_news_date", "2014", "dx_date", "2002-03", "raynaud_year", 1998,
                "first_nonrp_year", 2001, "mus_myalgia", 1, "mus_date", "2000", "gi_gerd", 1, "gi_date", "1999-05",
                "telang_hx", 1, "pre_any", 1, "pre_mtx_given", 1, "pre_mtx_start", "2003", "ivig1_start", "2008-03-10",
                "ivig1_end", "2009", "visit_date_m0", "2008-03-01", "c1_ocs_given", 1, "c1_ocs_start", "2007");
        assertThat(timeline.entries()).extracting(Entry::lane).isSorted();
        assertThat(fields(timeline.entries())).containsExactly("raynaud_year", "first_nonrp_year", "dx_date",
                "gi_date", "mus_date", "telang_hx", "pre_mtx_start", "ivig1_start", "visit_date_m0", "visit_date_m3",
                "visit_date_m6", "visit_date_m9", "visit_date_m12", "visit_date_m18", "visit_date_m24", "c1_ocs_start",
                "last_news_date");
        assertThat(disease(timeline).lanes()).containsOnlyKeys(Lane.ONSET, Lane.ORGAN, Lane.PRIOR_DRUG, Lane.COURSE,
                Lane.OUTCOME);
        assertThat(disease(timeline).axis()).isEqualTo(days("1998-01-01", "2014-12-31"));
    }

    @Test
    void raynaudBeganInTheYearAskedOrOnTheMorePreciseDateOfThatYear() {
        assertThat(entry(of("raynaud_year", 1998), "raynaud_year").start()).isEqualTo(days("1998-01-01", "1998-12-31"));
        assertThat(of("raynaud_year", 1998, "rp_hx", 1, "rp_hx_date", "1998-11").entries()).singleElement()
                .satisfies(entry -> {
                    assertThat(entry.field().exportName()).isEqualTo("rp_hx_date");
                    assertThat(entry.start()).isEqualTo(days("1998-11-01", "1998-11-30"));
                });
        assertThat(of("rp_hx", 1, "rp_hx_date", "1998").entries()).singleElement().extracting(Entry::lane)
                .isEqualTo(Lane.ONSET);
    }

    @Test
    void aDateOfRaynaudInAnotherYearIsShownToo() {
        PatientTimeline timeline = of("raynaud_year", 1994, "rp_hx", 1, "rp_hx_date", "1995-02");
        assertThat(timeline.entries()).extracting(Entry::lane).containsExactly(Lane.ONSET, Lane.ORGAN);
        assertThat(fields(timeline.entries())).containsExactly("raynaud_year", "rp_hx_date");
    }

    @Test
    void whatIsPresentWithoutADateIsTold() {
        PatientTimeline timeline = PatientTimeline.of(Casebooks.filled(
                Map.of("calcinosis_hx", 1, "src_hx", 1, "du_hx", 1, "du_hx_date", "2001", "ild_hx", 0, "gi_none", 1),
                Map.of("src_hx_date", "ND")).complete());
        assertThat(fields(timeline.undated())).containsExactly("calcinosis_hx", "src_hx_date");
        assertThat(fields(disease(timeline).lanes().get(Lane.ORGAN))).containsExactly("du_hx_date");
    }

    @Test
    void aDrugThatWasOngoingIsKnownUntilTheFirstInfusion() {
        PatientTimeline timeline = of("pre_any", 1, "pre_ocs_given", 1, "pre_ocs_start", "2002-04", "pre_ocs_ongo", 1,
                "ivig1_start", "2008-03-10");
        Entry drug = entry(timeline, "pre_ocs_start");
        assertThat(drug.shape()).isEqualTo(Shape.ONGOING);
        assertThat(drug.end()).isEqualTo(days("2008-03-10", "2008-03-10"));
    }

    @Test
    void aDrugBesideTheCourseThatWasOngoingIsKnownUntilTheLastNews() {
        PatientTimeline timeline = of("c1_mtx_given", 1, "c1_mtx_start", "2007", "c1_mtx_ongo", 1, "ivig1_start", "2008",
                "last_news_date", "2014-06");
        assertThat(entry(timeline, "c1_mtx_start").end()).isEqualTo(days("2014-06-01", "2014-06-30"));
    }

    @Test
    void ongoingWithoutAnyLaterDateHasNoEnd() {
        PatientTimeline timeline = of("ivig1_start", "2008-03", "ivig1_ongo", 1, "last_news_date", "2007");
        assertThat(entry(timeline, "ivig1_start").shape()).isEqualTo(Shape.ONGOING);
        assertThat(entry(timeline, "ivig1_start").end()).isNull();
    }

    @Test
    void aMissingStartLeavesTheEnd() {
        Entry drug = entry(of("pre_any", 1, "pre_csa_given", 1, "pre_csa_end", "2002"), "pre_csa_end");
        assertThat(drug.start()).isNull();
        assertThat(drug.end()).isEqualTo(days("2002-01-01", "2002-12-31"));
    }

    @Test
    void anEndBeforeTheStartIsReversedOnlyWhenItIsSure() {
        assertThat(entry(of("ivig1_start", "2008-03", "ivig1_end", "2007"), "ivig1_start").isReversed()).isTrue();
        assertThat(entry(of("ivig1_start", "2008-03", "ivig1_end", "2008"), "ivig1_start").isReversed()).isFalse();
        PatientTimeline reversed = of("ivig1_start", "2009-03", "ivig1_end", "2007");
        assertThat(disease(reversed).axis()).isEqualTo(days("2007-01-01", "2009-12-31"));
    }

    @Test
    void aDateThatCannotBeIsToldAndNotDrawn() {
        PatientTimeline timeline = of("dx_date", "1009", "last_news_date", "2026-01", "first_nonrp_year", 2008);
        assertThat(fields(timeline.impossible())).containsExactly("dx_date", "last_news_date");
        assertThat(disease(timeline).axis()).isEqualTo(days("2008-01-01", "2008-12-31"));
    }

    @Test
    void aVisitIsDatedOrMissedOrAwaitedInItsWindow() {
        PatientTimeline timeline = of("ivig1_start", "2008-03-10", "visit_date_m0", "2008-03", "visit_done_m3", 0,
                "visit_done_m6", 1);
        assertThat(entry(timeline, "visit_date_m0").shape()).isEqualTo(Shape.MOMENT);
        assertThat(entry(timeline, "visit_done_m3").shape()).isEqualTo(Shape.MISSED);
        assertThat(entry(timeline, "visit_done_m3").start()).isEqualTo(days("2008-04-25", "2008-07-25"));
        assertThat(fields(timeline.undated())).containsExactly("visit_date_m6");
        assertThat(entry(timeline, "visit_date_m24").shape()).isEqualTo(Shape.AWAITED);
        assertThat(entry(timeline, "visit_date_m24").start()).isEqualTo(days("2009-12-10", "2010-06-08"));
    }

    @Test
    void visitsAreNotAwaitedBeforeTheFirstInfusionIsKnown() {
        assertThat(of("dx_date", "2001").entries()).extracting(Entry::lane).containsExactly(Lane.ONSET);
    }

    @Test
    void theTreatmentIsShownCloseUpWhateverBeganBeforeAndGoesOnAfter() {
        PatientTimeline timeline = of("ivig1_start", "2008-03-10", "ivig1_end", "2009-03", "ivig2_done", 1,
                "ivig2_start", "2010-09-01", "ivig2_ongo", 1, "c1_ocs_given", 1, "c1_ocs_start", "1999",
                "c1_ocs_ongo", 1, "last_news_date", "2020");
        Chart treatment = Objects.requireNonNull(timeline.treatment());
        assertThat(treatment.axis()).isEqualTo(days("2007-11-01", "2011-04-30"));
        assertThat(treatment.lanes()).containsOnlyKeys(Lane.COURSE, Lane.VISIT, Lane.COURSE_DRUG);
    }

    @Test
    void deathIsAnOutcome() {
        PatientTimeline timeline = of("death", 1, "death_date", "2012-05", "last_news_date", "2012-04-02");
        assertThat(fields(timeline.entries())).containsExactly("last_news_date", "death_date");
    }

    private static PatientTimeline of(Object... answers) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (int i = 0; i < answers.length; i += 2) {
            values.put((String) answers[i], answers[i + 1]);
        }
        return PatientTimeline.of(Casebooks.with(values));
    }

    private static Entry entry(PatientTimeline timeline, String field) {
        return timeline.entries().stream().filter(entry -> entry.field().exportName().equals(field)).findFirst()
                .orElseThrow(() -> new AssertionError("No entry leads to " + field));
    }

    private static List<String> fields(List<Entry> entries) {
        return entries.stream().map(entry -> entry.field().exportName()).toList();
    }

    private static Chart disease(PatientTimeline timeline) {
        return Objects.requireNonNull(timeline.disease());
    }

    private static Days days(String first, String last) {
        return new Days(LocalDate.parse(first), LocalDate.parse(last));
    }
}
