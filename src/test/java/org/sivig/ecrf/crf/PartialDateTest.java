package org.sivig.ecrf.crf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sivig.ecrf.crf.PartialDate.Precision;

class PartialDateTest {

    @ParameterizedTest
    @CsvSource({"2011, YEAR, 2011", "2011-03, MONTH, 03/2011", "2011-03-04, DAY, 04/03/2011"})
    void keepsItsPrecisionThroughTextAndBack(String iso, Precision precision, String display) {
        PartialDate date = PartialDate.parse(iso);
        assertThat(date).hasToString(iso);
        assertThat(date.precision()).isEqualTo(precision);
        assertThat(date.isComplete()).isEqualTo(precision == Precision.DAY);
        assertThat(date.display()).isEqualTo(display);
        assertThat(TypedDate.understood(date.display())).hasValue(date);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2011-3", "2011-02-30", "2011-13", "0999", "14/03/2011", "20110314", "", "2011-"})
    void isoFormIsStrict(String text) {
        assertThatExceptionOfType(DateTimeException.class).isThrownBy(() -> PartialDate.parse(text));
    }

    @Test
    void aDayWithoutItsMonthDoesNotExist() {
        assertThatExceptionOfType(DateTimeException.class).isThrownBy(() -> new PartialDate(2011, null, 14));
    }

    @ParameterizedTest
    @CsvSource({
        "2008, 2008-01-01, 2008-12-31",
        "2008-02, 2008-02-01, 2008-02-29",
        "2009-02, 2009-02-01, 2009-02-28",
        "2008-03-10, 2008-03-10, 2008-03-10"})
    void standsForAnIntervalOfDays(String iso, LocalDate first, LocalDate last) {
        assertThat(PartialDate.parse(iso).first()).isEqualTo(first);
        assertThat(PartialDate.parse(iso).last()).isEqualTo(last);
    }

    @ParameterizedTest
    @CsvSource({
        "2010, 2011, TRUE, FALSE, FALSE",
        "2011, 2010, FALSE, TRUE, FALSE",
        "2011, 2011, UNKNOWN, UNKNOWN, UNKNOWN",
        "2011-03, 2011, UNKNOWN, UNKNOWN, UNKNOWN",
        "2011-03, 2011-04-01, TRUE, FALSE, FALSE",
        "2011-03, 2011-03-01, FALSE, UNKNOWN, UNKNOWN",
        "2011-03, 2011-03-31, UNKNOWN, FALSE, UNKNOWN",
        "2011-01-01, 2011, UNKNOWN, FALSE, UNKNOWN",
        "2011-12-31, 2011, FALSE, UNKNOWN, UNKNOWN",
        "2011-03-14, 2011-03-14, FALSE, FALSE, TRUE",
        "2011-03-14, 2011-03-15, TRUE, FALSE, FALSE"})
    void comparesIntervals(String first, String second, Truth before, Truth after, Truth same) {
        PartialDate a = PartialDate.parse(first);
        PartialDate b = PartialDate.parse(second);
        assertThat(a.isBefore(b)).as("before").isEqualTo(before);
        assertThat(b.isBefore(a)).as("after").isEqualTo(after);
        assertThat(a.isAtMost(b)).as("at most").isEqualTo(after.not());
        assertThat(a.isSameAs(b)).as("same").isEqualTo(same);
        assertThat(b.isSameAs(a)).as("same, turned round").isEqualTo(same);
    }

    @Test
    void sortsLikeItsText() {
        assertThat(Stream.of("2011-03-14", "2012", "2011", "2011-03").map(PartialDate::parse).sorted())
                .extracting(PartialDate::toString).containsExactly("2011", "2011-03", "2011-03-14", "2012");
    }

    @Test
    void takesADayFromTheCalendar() {
        assertThat(PartialDate.of(LocalDate.of(2011, 3, 4))).hasToString("2011-03-04");
    }
}
