package org.sivig.ecrf.crf;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sivig.ecrf.crf.Reading.Problem;

class TypedNumberTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "12 | 12", "12,5 | 12.5", "12.5 | 12.5", "12,50 | 12.5", "0,500 | 0.5", "0.125 | 0.125", "1234,567 | 1234.567",
        ",5 | 0.5", "12, | 12", "007 | 7", "+3 | 3", "-12 | -12", "\u221212 | -12", "\u201312 | -12", "- 12 | -12",
        "12,5\u00A0 | 12.5", "\u200E12.5 | 12.5", "１２，５ | 12.5", "\u0661\u0662 | 12",
        "250 000 | 250000", "250\u2009000 | 250000", "250\u202F000 | 250000", "1 234 567 | 1234567",
        "1 234,5 | 1234.5", "1\u00A0234.5 | 1234.5", "1’234 | 1234", "1'234.5 | 1234.5",
        "1.234,5 | 1234.5", "1,234.5 | 1234.5", "1.234.567 | 1234567", "1,234,567 | 1234567", "-1 234 | -1234"})
    void understandsWhatCanMeanOneNumberOnly(String typed, BigDecimal number) {
        assertThat(TypedNumber.read(typed)).isInstanceOfSatisfying(Reading.Understood.class, understood ->
                assertThat((BigDecimal) understood.value()).isEqualByComparingTo(number));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "1.500 | 1500 1.5", "1,200 | 1200 1.2", "20.000 | 20000 20", "250,000 | 250000 250", "-1.500 | -1500 -1.5",
        "999.999 | 999999 999.999", "1 .500 | 1500 1.5"})
    void asksWhetherThreeDigitsAreThousandsOrDecimals(String typed, String readings) {
        assertThat(TypedNumber.read(typed)).isInstanceOfSatisfying(Reading.Asked.class, asked -> {
            assertThat(asked.problem()).isEqualTo(Problem.THOUSANDS_OR_DECIMALS);
            assertThat((List<BigDecimal>) asked.readings()).usingElementComparator(BigDecimal::compareTo)
                    .containsExactlyElementsOf(Arrays.stream(readings.split(" ")).map(BigDecimal::new).toList());
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"25 0000", "1 2345", "2,5 100", "12 34", "1 23", "0 250", "1234 567", "1 234.567.8",
        "1,23,456", "1.5.2", "1'23", "1 000’000"})
    void refusesGroupsThatAreNoThousands(String typed) {
        assertThat(TypedNumber.read(typed)).isEqualTo(new Reading.Refused<>(Problem.NO_GROUPS));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "abc", "12a", "1e3", "--5", "5-", "12-15", "½", "5²", "²", ".", ",", "-", "1O"})
    void refusesWhatIsNoNumber(String typed) {
        assertThat(TypedNumber.read(typed)).isInstanceOf(Reading.Refused.class);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"12 ,5 | 12.5", "12, 5 | 12.5"})
    void asksAboutASpaceBesideTheComma(String typed, BigDecimal number) {
        assertThat(TypedNumber.read(typed)).isEqualTo(new Reading.Asked<>(Problem.NOT_A_NUMBER, List.of(number)));
    }
}
