package org.sivig.ecrf.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sivig.ecrf.crf.PartialDate;

class DurationsTest {

    @ParameterizedTest
    @CsvSource({
        "2008-03-10, 2008-08-11, 5.1, false",
        "2010-02-01, 2010-02-01, 0.0, false",
        "2010-05-04, 2010-05-01, -0.1, false",
        "2008-03, 2009-03, 12.0, true",
        "2008-03-20, 2008-03, 0.0, true",
        "2008-03, 2008-03-10, 0.0, true",
        "2008-04, 2008-03, -1.0, true"})
    void lastsMonths(String from, String to, BigDecimal months, boolean approximate) {
        assertShown(Durations.months(PartialDate.parse(from), PartialDate.parse(to)), months, approximate);
    }

    @ParameterizedTest
    @CsvSource({
        "2001-05, 2008-03-10, 6.8, true",
        "2009-01-01, 2008-03-10, -0.8, false",
        "2008, 2008-03-10, 0.0, true",
        "2008-12, 2008, 0.0, true",
        "2009, 2008-12-31, -0.5, true",
        "2008-03-11, 2008-03-10, 0.0, false"})
    void lastsYears(String from, String to, BigDecimal years, boolean approximate) {
        assertShown(Durations.years(PartialDate.parse(from), PartialDate.parse(to)), years, approximate);
    }

    @Test
    void keepsTheSignThatRoundingHides() {
        Quantity duration = Objects.requireNonNull(
                Durations.years(PartialDate.parse("2008-03-11"), PartialDate.parse("2008-03-10")));
        assertThat(duration.raw()).isCloseTo(-1 / 365.25, within(1e-12));
        assertThat(duration.shown()).isEqualTo("0.0");
    }

    @ParameterizedTest
    @CsvSource({
        "2008, , 2008-03-10, 0.0, true",
        "2000, , 2008-07-01, 8.0, true",
        "2003, 2003-10-05, 2010-01-04, 6.3, false",
        "1998, 1998-11, 2008-03-10, 9.3, true",
        "1998, 1999-02, 2008-03-10, 9.7, true",
        "1998, 1998, 2008-03-10, 9.7, true"})
    void raynaudBeginsWhereTheHistoryIsMorePreciseAndAgrees(Integer year, @Nullable String history, String to,
            BigDecimal years, boolean approximate) {
        assertShown(Durations.yearsOfRaynaud(year, history == null ? null : PartialDate.parse(history),
                PartialDate.parse(to)), years, approximate);
    }

    @Test
    void isMissingWithoutADate() {
        PartialDate date = PartialDate.of(2008);
        assertThat(Durations.months(null, date)).isNull();
        assertThat(Durations.months(date, null)).isNull();
        assertThat(Durations.yearsSince(null, date)).isNull();
        assertThat(Durations.yearsOfRaynaud(null, date, date)).isNull();
        assertThat(Durations.yearsOfRaynaud(2008, date, null)).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "2008-01-15, 2009-01-15, 13, false",
        "2010-02-01, 2010-02-01, 1, false",
        "2010-02-01, 2010-02-16, 1, false",
        "2010-02-01, 2010-02-17, 2, false",
        "2008-03, 2009-03-10, 13, true",
        "2008-03-20, 2008-03, 1, true"})
    void aMonthlyCourseCountsOneInfusionMoreThanMonths(String start, String end, int count, boolean approximate) {
        Quantity months = Durations.months(PartialDate.parse(start), PartialDate.parse(end));
        assertThat(ExpectedInfusions.of(true, months)).isEqualTo(new Quantity(count, 0, approximate));
        assertThat(ExpectedInfusions.of(false, months)).as("not monthly").isNull();
    }

    @Test
    void noInfusionsAreExpectedOfACourseWithoutEndOrThatEndsBeforeItStarts() {
        assertThat(ExpectedInfusions.of(true, null)).isNull();
        assertThat(ExpectedInfusions.of(true, Durations.months(PartialDate.parse("2010-02-02"),
                PartialDate.parse("2010-02-01")))).isNull();
    }

    private static void assertShown(@Nullable Quantity quantity, BigDecimal shown, boolean approximate) {
        assertThat(quantity).isNotNull();
        assertThat(quantity.shown()).isEqualTo(shown);
        assertThat(quantity.approximate()).isEqualTo(approximate);
    }
}
