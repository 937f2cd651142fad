package org.sivig.ecrf.crf;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sivig.ecrf.crf.Reading.Problem;

class TypedDateTest {

    private final TypedDate reader = new TypedDate(1950, 2025);

    private static List<PartialDate> dates(String iso) {
        return Arrays.stream(iso.split(" ")).map(PartialDate::parse).toList();
    }

    @ParameterizedTest
    @CsvSource({
        "2011, 2011",
        "03/2011, 2011-03",
        "3/2011, 2011-03",
        "14/03/2011, 2011-03-14",
        "1/3/2011, 2011-03-01",
        "14.03.2011, 2011-03-14",
        "14-03-2011, 2011-03-14",
        "14\u201103\u20132011, 2011-03-14",
        "14 03 2011, 2011-03-14",
        "14 / 03 / 2011, 2011-03-14",
        "14032011, 2011-03-14",
        "20121012, 2012-10-12",
        "20110314, 2011-03-14",
        "12102012, 2012-10-12",
        "032011, 2011-03",
        "03.2011, 2011-03",
        "03-2011, 2011-03",
        "03 2011, 2011-03",
        "2011-03-14, 2011-03-14",
        "2011-03, 2011-03",
        "' 14/03/2011 ', 2011-03-14",
        "14/03/1950\u00A0, 1950-03-14",
        "\u200E14/03/1950, 1950-03-14",
        "2011\u00A0, 2011",
        "１４/０３/２０１１, 2011-03-14",
        "29/02/2012, 2012-02-29"})
    void understandsWhatIsWrittenAsDatesAre(String typed, String iso) {
        assertThat(reader.read(typed)).isEqualTo(new Reading.Understood<>(PartialDate.parse(iso)));
        assertThat(TypedDate.understood(typed)).hasValue(PartialDate.parse(iso));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "mars 2011 | 2011-03", "14 mars 2011 | 2011-03-14", "1er mars 2011 | 2011-03-01", "14mars2011 | 2011-03-14",
        "March 2011 | 2011-03", "March 14, 2011 | 2011-03-14", "14th March 2011 | 2011-03-14",
        "the 3rd of May 2011 | 2011-05-03", "lundi 14 mars 2011 | 2011-03-14", "févr. 2011 | 2011-02",
        "AOÛT 2011 | 2011-08", "mars-11 | 2011-03", "Mar-11 | 2011-03", "14-mars-11 | 2011-03-14",
        "14 déc. 98 | 1998-12-14", "mars 2011 ? | 2011-03", "mars-avril 2011 | 2011-03 2011-04",
        "03/11 | 2011-03", "14/03/11 | 2011-03-14", "3/98 | 1998-03", "11 | 2011", "’11 | 2011", "0311 | 2011-03",
        "140311 | 2011-03-14",
        "00/2011 | 2011", "00/00/2011 | 2011", "0/03/2011 | 2011-03", "00/03/2011 | 2011-03", "14/00/2011 | 2011",
        "?/03/2011 | 2011-03", "??/03/2011 | 2011-03", "??/2011 | 2011", "?/?/2011 | 2011", "14/?/2011 | 2011",
        "xx/03/2011 | 2011-03", "__/03/2011 | 2011-03", "--/03/2011 | 2011-03", "-/-/2011 | 2011",
        "00032011 | 2011-03", "?/11 | 2011",
        "vers 2011 | 2011", "env. 2011 | 2011", "environ 2011 | 2011", "~2011 | 2011", "≈ 2011 | 2011",
        "ca. 2011 | 2011", "vers mars 2011 | 2011-03", "(2011) | 2011", "2011 ? | 2011", "14/03/2011? | 2011-03-14",
        "en 2011 | 2011", "around 2011 | 2011", "avant 2011 | 2011", "courant 2011 | 2011",
        "printemps 2011 | 2011", "début 2011 | 2011", "fin mars 2011 | 2011-03", "mi-2011 | 2011", "summer 2011 | 2011",
        "1er trimestre 2011 | 2011", "T1 2011 | 2011", "Q1 2011 | 2011", "2e semestre 2011 | 2011",
        "2011/03 | 2011-03", "2011/03/14 | 2011-03-14", "2011.03.14 | 2011-03-14", "2011 mars | 2011-03",
        "2010-2011 | 2010 2011", "2010/2011 | 2010 2011", "2010 ou 2011 | 2010 2011",
        "14/03/2011 00:00 | 2011-03-14", "2011-03-14 00:00:00 | 2011-03-14", "2011-03-14T00:00:00Z | 2011-03-14",
        "14/03/2011 12:00:00 AM | 2011-03-14", "14/03/2011 à 10h30 | 2011-03-14", "40616 | 2011-03-14",
        "14//03/2011 | 2011-03-14"})
    void asksAboutWhatOnlyChartsWrite(String typed, String iso) {
        assertThat(reader.read(typed)).isInstanceOfSatisfying(Reading.Asked.class,
                asked -> assertThat((List<PartialDate>) asked.readings()).containsExactlyElementsOf(dates(iso)));
        assertThat(TypedDate.understood(typed)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "03/14/2011 | 2011-03-14", "3/25/2011 | 2011-03-25", "201103 | 2011-03 2003-11-20",
        "200412 | 2004-12 2012-04-20"})
    void asksAboutWhatStandsInAnotherOrder(String typed, String iso) {
        assertThat(reader.read(typed)).isInstanceOfSatisfying(Reading.Asked.class,
                asked -> assertThat((List<PartialDate>) asked.readings()).containsExactlyElementsOf(dates(iso)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"31/02/2011", "29/02/2011", "13/2011", "32/13/2011", "31022011", "132011", "30 février 2011",
        "31/02/11", "2011-02-30", "2011/13/32"})
    void saysThatADateIsImpossible(String typed) {
        assertThat(reader.read(typed)).isEqualTo(new Reading.Refused<>(Problem.NO_SUCH_DATE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"14/03", "14 mars", "14-mars", "1er mars", "mars", "mars-avril", "11-mars", "14th of March",
        "printemps", "fin mars", "vers l’été"})
    void saysThatTheYearIsMissing(String typed) {
        assertThat(reader.read(typed)).isEqualTo(new Reading.Refused<>(Problem.NO_YEAR));
    }

    @ParameterizedTest
    @ValueSource(strings = {"années 90", "années 1990", "Annees 80-90", "les années 90", "années ’90", "90s", "1990s", "the 90's",
        "décennie 2000", "vers les années 80", "début des années 90", "19..", "19??", "198?", "200x", "19__"})
    void saysThatADecadeIsNoYear(String typed) {
        assertThat(reader.read(typed)).isEqualTo(new Reading.Refused<>(Problem.DECADE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2O11", "20110", "inconnue", "Noël 2011", "5", "", "12,5", "2011-2012-2013", "mars avril mai 2011",
        "1 2 3 2011", "14/03/011", "31/13", "années", "90 sec"})
    void saysThatADateIsNotUnderstood(String typed) {
        assertThat(reader.read(typed)).isEqualTo(new Reading.Refused<>(Problem.NOT_A_DATE));
    }

    @Test
    void aYearOfTwoDigitsIsOfTheCenturyInWhichThePatientLived() {
        assertThat(reader.read("50")).isEqualTo(asked("1950"));
        assertThat(reader.read("24")).isEqualTo(asked("2024"));
        assertThat(new TypedDate(1900, 2012).read("50")).isEqualTo(asked("1950"));
        assertThat(new TypedDate(1900, 2012).read("05")).as("both are possible").isEqualTo(asked("2005 1905"));
        assertThat(new TypedDate(1930, 2012).read("14/03/35")).isEqualTo(asked("1935-03-14"));
        assertThat(new TypedDate(1980, 2012).read("75")).as("before the first year").isEqualTo(asked("1975"));
    }

    private static Reading<PartialDate> asked(String iso) {
        return new Reading.Asked<>(Problem.NOT_A_DATE, dates(iso));
    }
}
