package org.sivig.ecrf.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sivig.ecrf.crf.Reading;
import org.sivig.ecrf.list.Range;

class RangeTextTest {

    private static final RangeText<BigDecimal> DECIMALS = RangeText.numbers(1, ',');

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "9|9|9", "= 9|9|9", "9-12|9|12", "9 – 12|9|12", "9-|9|", ">=9|9|", "≥ 9|9|", ">9|10|", "<=9||9", "≤9||9",
            "<9||8", "< 90 %||89", "< 90\u00A0%||89", "50 % - 90 %|50|90", "0|0|0", "< 0||-1", "''||", "'  '||"})
    void readsNumbers(String typed, @Nullable Integer from, @Nullable Integer to) {
        assertThat(RangeText.NUMBERS.read(typed)).contains(new Range<>(from, to));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "14/03/2026|2026-03-14|2026-03-14", "03/2026|2026-03-01|2026-03-31", "2026|2026-01-01|2026-12-31",
            "2026-03-14|2026-03-14|2026-03-14", "2025-2026|2025-01-01|2026-12-31",
            "03/2026 - 05/2026|2026-03-01|2026-05-31", "2026-03 – 2026-05|2026-03-01|2026-05-31",
            "14/03/2026-|2026-03-14|", ">= 2026|2026-01-01|", "> 03/2026|2026-04-01|", "< 03/2026||2026-02-28",
            "≤ 03/2026||2026-03-31", "''||"})
    void readsDays(String typed, @Nullable LocalDate from, @Nullable LocalDate to) {
        assertThat(RangeText.DAYS.read(typed)).contains(new Range<>(from, to));
    }

    @ParameterizedTest
    @ValueSource(strings = {"neuf", "12-9", "-", ">", "> neuf", "9-12-15", "123456", "1.5", "9-x", "-5"})
    void readsNothingElseAsNumbers(String typed) {
        assertThat(RangeText.NUMBERS.read(typed)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"hier", "31/02/2026", "13/2026", "2026-2025", "26"})
    void readsNothingElseAsDays(String typed) {
        assertThat(RangeText.DAYS.read(typed)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "> 250|250.1|", "> 250 000|250000.1|", "> 250\u2009000|250000.1|", "-5|-5|-5", "\u22125|-5|-5", "< 1.234,5||1234.4",
            "12,5 – 13|12.5|13", "-5--2|-5|-2"})
    void readsDecimalsAsTheFieldsDo(String typed, @Nullable BigDecimal from, @Nullable BigDecimal to) {
        assertThat(DECIMALS.read(typed)).hasValueSatisfying(range -> {
            assertThat(range.from()).isEqualTo(from);
            assertThat(range.to()).isEqualTo(to);
        });
    }

    /** What is finer than the numbers looked for lies between two of them, and neither is lost. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "< 10,05||10.0", "> 9,95|10.0|", "< -10,05||-10.1", "> -9,95|-9.9|", "< 10,0||9.9", "> 10,0|10.1|"})
    void startsBesideAFinerNumber(String typed, @Nullable BigDecimal from, @Nullable BigDecimal to) {
        assertThat(DECIMALS.read(typed)).contains(new Range<>(from, to));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "> 250.000|≥ 250000,1|≥ 250,1", "1,200|1200|1,2", "1.500 – 2000|1500 – 2000|1,5 – 2000"})
    void asksWhatThreeDigitsMean(String typed, String first, String second) {
        assertThat(DECIMALS.read(typed)).isEmpty();
        assertThat(DECIMALS.unread(typed).meant()).containsExactly(first, second);
    }

    @ParameterizedTest
    @ValueSource(strings = {"25 0000", "> 2,5 100", "abc", "> 1 2345"})
    void readsNoGroupsThatAreNoThousands(String typed) {
        assertThat(DECIMALS.read(typed)).isEmpty();
        assertThat(DECIMALS.unread(typed).meant()).isEmpty();
    }

    @Test
    void saysWhichDateMayBeMeant() {
        assertThat(RangeText.DATES.read("> mars 2011")).isEmpty();
        assertThat(RangeText.DATES.unread("> mars 2011").meant()).containsExactly("≥ 04/2011");
        assertThat(RangeText.DATES.unread("03/11").meant()).containsExactly("03/2011");
        assertThat(RangeText.DATES.unread("hier").meant()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"> 9999, NOTHING_BEYOND", "31/02/2011, NO_SUCH_DATE", "hier, NOT_A_DATE", "2012-2011, BACKWARDS"})
    void saysWhatIsWrongWithADate(String typed, Reading.Problem problem) {
        assertThat(RangeText.DATES.read(typed)).isEmpty();
        assertThat(RangeText.DATES.unread(typed).problem()).isEqualTo(problem);
    }

    @ParameterizedTest
    @CsvSource({"> 9999, NOTHING_BEYOND", "neuf, NOT_A_NUMBER", "12-9, BACKWARDS"})
    void saysWhatIsWrongWithANumber(String typed, Reading.Problem problem) {
        assertThat(RangeText.NUMBERS.unread(typed).problem()).isEqualTo(problem);
    }

    @ParameterizedTest
    @ValueSource(strings = {"9", "9 – 12", "≥ 9", "≤ 12", ""})
    void writesNumbersAsItReadsThem(String text) {
        assertThat(RangeText.NUMBERS.write(RangeText.NUMBERS.read(text).orElseThrow())).isEqualTo(text);
    }

    @Test
    void writesDaysAsItReadsThem() {
        assertThat(RangeText.DAYS.write(RangeText.DAYS.read("03/2026").orElseThrow()))
                .isEqualTo("01/03/2026 – 31/03/2026");
    }
}
