package org.sivig.ecrf.crf;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpanTest {

    @ParameterizedTest
    @CsvSource({
        "1, 1, 2, 2, TRUE, FALSE", "2, 2, 2, 2, FALSE, TRUE", "2, 2, 1, 1, FALSE, FALSE",
        "0.3, 0.3, 0.30000000000000004, 0.30000000000000004, FALSE, TRUE",
        "1, 3, 3, 5, UNKNOWN, UNKNOWN", "1, 3, 4, 5, TRUE, FALSE", "3, 5, 1, 3, FALSE, UNKNOWN",
        "1, 5, 3, 3, UNKNOWN, UNKNOWN", "1, 5, 1, 1, FALSE, UNKNOWN"})
    void comparesWhatIsSure(double low, double high, double otherLow, double otherHigh, Truth less, Truth same) {
        Span span = new Span(low, high);
        Span other = new Span(otherLow, otherHigh);
        assertThat(span.isLess(other)).isEqualTo(less);
        assertThat(span.isSame(other)).isEqualTo(same);
        assertThat(other.isSame(span)).isEqualTo(same);
    }

    /** The dates themselves are compared in the same way. */
    @ParameterizedTest
    @CsvSource({"2010, 2011", "2010, 2010", "2010-03, 2010", "2010-03-01, 2010-03", "2010-03-01, 2010-03-01",
        "2010-03-31, 2010-04", "2010-12-31, 2010", "2012-02-29, 2012-02"})
    void comparesDatesAsDatesAreCompared(String a, String b) {
        PartialDate left = PartialDate.parse(a);
        PartialDate right = PartialDate.parse(b);
        assertThat(Span.of(left).isLess(Span.of(right))).isEqualTo(left.isBefore(right));
        assertThat(Span.of(right).isLess(Span.of(left))).isEqualTo(right.isBefore(left));
        assertThat(Span.of(left).isSame(Span.of(right))).isEqualTo(left.isSameAs(right));
    }

    @Test
    void countsDaysBetweenDates() {
        Span day = Span.of(PartialDate.parse("2010-03-15"));
        assertThat(Span.of(PartialDate.parse("2010-03-20")).minus(day)).isEqualTo(Span.exactly(5));
        assertThat(Span.of(PartialDate.parse("2010-04")).minus(day)).isEqualTo(new Span(17, 46));
        assertThat(Span.of(PartialDate.parse("2010")).last()).isEqualTo(LocalDate.of(2010, 12, 31));
    }

    @Test
    void losesItsSign() {
        assertThat(new Span(-3, -1).abs()).isEqualTo(new Span(1, 3));
        assertThat(new Span(-3, 1).abs()).isEqualTo(new Span(0, 3));
        assertThat(new Span(1, 3).abs()).isEqualTo(new Span(1, 3));
    }
}
