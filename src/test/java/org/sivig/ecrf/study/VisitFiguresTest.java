package org.sivig.ecrf.study;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sivig.ecrf.crf.Casebook;
import org.sivig.ecrf.study.VisitFigures.Day;

class VisitFiguresTest {

    @ParameterizedTest
    @CsvSource({"2008-06-12, 2008-03-10, 94, 94", "2008-06, 2008-03-10, 83, 112", "2008-06-12, 2008, -202, 163",
        "2008-03-09, 2008-03-10, -1, -1"})
    void theDayOfAVisitIsAsWideAsItsDatesAreVague(String visit, String infusion, long least, long most) {
        assertThat(day(visit, infusion)).isEqualTo(new Day(least, most));
    }

    @ParameterizedTest
    @CsvSource({"2008-04-24, m3, true", "2008-04-25, m3, false", "2008-07-25, m3, false", "2008-07-26, m3, true",
        "2008-04, m3, false", "2008-03, m3, true", "2008, m3, false", "2008-03-10, m0, false", "2008-03-11, m0, true"})
    void aVisitIsOutsideItsWindowOnlyWhenThatIsSure(String visit, String window, boolean outside) {
        VisitPlan plan = VisitPlan.VISITS.stream().filter(p -> p.visit().equals(window)).findFirst().orElseThrow();
        assertThat(day(visit, "2008-03-10").isOutside(plan)).isEqualTo(outside);
    }

    @Test
    void thereIsNoDayWithoutBothDates() {
        Casebook noInfusion = Casebooks.with(Map.of("visit_date_m3", "2008-06-12"));
        assertThat(VisitFigures.day(visit(noInfusion, "m3"), noInfusion)).isEmpty();
        Casebook noVisit = Casebooks.with(Map.of("ivig1_start", "2008-06-12"));
        assertThat(VisitFigures.day(visit(noVisit, "m3"), noVisit)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"hb, 125, 12.5", "hb, 25, ", "plt, 250, 250000", "creat, 8.5, 75.1", "pvr, 400, 5.0", "hb, 300, ",
        "crp, 300, "})
    void theUsualUnitIsProposedForWhatLooksLikeAnother(String item, String typed, BigDecimal meant) {
        Casebook casebook = Casebooks.with(Map.of(item + "_m6", new BigDecimal(typed)));
        BigDecimal proposed = VisitFigures.inUsualUnit(VisitForm.FORM.item(item), visit(casebook, "m6"), casebook);
        if (meant == null) {
            assertThat(proposed).isNull();
        } else {
            assertThat(proposed).isEqualByComparingTo(meant);
        }
    }

    @Test
    void theFiltrationRateIsThatOfAgeAtTheVisit() {
        Casebook casebook = Casebooks.with(Map.of("birth_date", "1950-01-01", "sex", "F", "creat_m3", new BigDecimal("70"),
                "visit_date_m3", "2002-06"));
        var rate = VisitFigures.mdrd(visit(casebook, "m3"), casebook);
        assertThat(rate.approximate()).isTrue();
        assertThat(rate.shown()).isEqualByComparingTo("76.2");
        assertThat(VisitFigures.mdrd(visit(casebook, "m0"), casebook)).isNull();
    }

    private static Day day(String visit, String infusion) {
        Casebook casebook = Casebooks.with(Map.of("visit_date_m3", visit, "ivig1_start", infusion));
        return VisitFigures.day(visit(casebook, "m3"), casebook).orElseThrow();
    }

    private static Visit visit(Casebook casebook, String visit) {
        return casebook.rows(VisitForm.FORM).stream().filter(v -> v.isAt("visit", visit)).findFirst().orElseThrow();
    }
}
