package org.sivig.ecrf.study;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sivig.ecrf.crf.Answer;
import org.sivig.ecrf.crf.Casebook;
import org.sivig.ecrf.crf.Item;
import org.sivig.ecrf.crf.ItemReader;
import org.sivig.ecrf.crf.MissingReason;
import org.sivig.ecrf.crf.PartialDate;
import org.sivig.ecrf.crf.Reading;
import org.sivig.ecrf.crf.Reading.Entry;
import org.sivig.ecrf.crf.Reading.Problem;

/** What is typed for the items of the study: in brackets what is asked, after an exclamation mark why it is refused. */
class ItemReaderTest {

    private static final LocalDate TODAY = LocalDate.of(2025, 11, 23);

    private static Item<?, ?> item(String name) {
        return Study.FORMS.stream().flatMap(form -> form.items().stream()).filter(each -> each.name().equals(name))
                .findFirst().orElseThrow();
    }

    private static String read(String name, String typed) {
        Item<?, ?> item = item(name);
        return told(item, new ItemReader<>(item, 1930, 2025, VisitForm.COMPARATORS.containsKey(item)).read(typed));
    }

    private static String told(Item<?, ?> item, Reading<? extends Entry<?>> reading) {
        return switch (reading) {
            case Reading.Understood(Entry<?> entry) -> told(item, entry);
            case Reading.Asked(Problem problem, List<? extends Entry<?>> readings) ->
                "[" + String.join(" | ", readings.stream().map(entry -> told(item, entry)).toList()) + "]";
            case Reading.Refused(Problem problem) -> "!" + problem;
        };
    }

    private static String told(Item<?, ?> item, Entry<?> entry) {
        String sign = switch (entry.limit()) {
            case NONE -> "";
            case LESS_THAN -> "<";
            case GREATER_THAN -> ">";
        };
        Answer<?> answer = entry.answer();
        return answer.isBlank() ? "blank" : answer.missing() != null ? answer.missing().code()
                : sign + item.text(answer.value());
    }

    @ParameterizedTest
    @CsvSource(delimiterString = " => ", value = {
        "hb NC => [ND]", "hb n.c. => [ND]", "hb Non renseigné => [ND]", "dx_date inconnue => [ND]", "dx_date ? => [ND | NF]",
        "raynaud_year ?? => [ND | NF]", "hb - => [ND | NF]", "hb — => [ND | NF]", "hb n/a => [NAP | ND]", "hb non fait => [NF]",
        "dx_date Not done => [NF]", "hb sans objet => [NAP]", "ana NSP => [ND]", "hb nd => ND", "ref_physician NC => NC", "hb ncx => !NOT_A_NUMBER",
        "hb -5? => !NOT_A_NUMBER"})
    void whatSaysInOtherWordsThatThereIsNoValueIsAsked(String typed, String expected) {
        String[] parts = typed.split(" ", 2);
        assertThat(read(parts[0], parts[1])).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiterString = " => ", value = {
        "cpk 250 000 => 250000", "cpk 250\u2009000 => 250000", "cpk 20.000 => [20000 | 20]",
        "cpk 250.000 => [250000 | 250]", "cpk 1,5 => !NOT_WHOLE", "cpk 12.345 => [12345]", "cpk 12,0 => 12",
        "plt 250.000 => [250000]", "plt 250,000 => [250000]", "plt 250 000 => 250000", "plt 25 0000 => !NO_GROUPS",
        "bnp 1.500 => [1500 | 1.5]", "bnp 1,200 => [1200 | 1.2]", "bnp 12,50 => 12.5", "bnp 1 2345 => !NO_GROUPS",
        "bnp 2,5 100 => !NO_GROUPS", "bnp 1 234,5 => 1234.5", "bnp 1.234,5 => 1234.5", "bnp 1.255 => [1255]",
        "creat 88,40 => 88.4", "creat 88,45 => !TOO_MANY_DECIMALS", "creat 1.500 => [1500]", "hb 12,500 => [12.5]",
        "hb 12,5\u00A0 => 12.5", "hb \u200E12.5 => 12.5", "hb \u22124 => -4", "eustar 0,125 => !TOO_MANY_DECIMALS",
        "mrss １２ => 12", "cpk 9 999 999 999 => !TOO_LARGE", "walk6 14/03/2011 => !NOT_A_NUMBER",
        "hb douze => !NOT_A_NUMBER"})
    void readsNumbers(String typed, String expected) {
        assertReads(typed, expected);
    }

    @ParameterizedTest
    @CsvSource(delimiterString = " => ", value = {
        "crp <5 => <5", "crp <\u00A05 => <5", "crp < 5,5 => <5.5", "crp > 300 => >300", "crp ≤5 => [<5]",
        "crp ≥ 300 => [>300]", "crp <=5 => [<5]", "crp ＜5 => <5", "bnp <1.500 => [<1500 | <1.5]", "crp < => !NOT_A_NUMBER",
        "crp <nd => !NOT_A_NUMBER", "hb <5 => !NO_LIMIT_HERE", "crp < 5 mg/l => [<5]", "crp ≤ 5 mg/l => [<5]"})
    void readsLimitsWhereTheItemKeepsThem(String typed, String expected) {
        assertReads(typed, expected);
    }

    @ParameterizedTest
    @CsvSource(delimiterString = " => ", value = {
        "hb 12,5 g/dl => [12.5]", "hb 12.5g/dL => [12.5]", "hb 12,5 G / DL => [12.5]", "hb 125 g/l => !OTHER_UNIT",
        "crp 5 mg/l => [5]", "crp 5 mg.l-1 => !OTHER_UNIT", "fvc 85% => [85]", "fvc 85 % => [85]", "fvc 85\u202F% => [85]",
        "mrss 22/51 => [22]", "mrss 22 / 51 => [22]", "mrss 22 sur 51 => [22]", "mrss 22/50 => !OTHER_UNIT",
        "medsger 7/36 => [7]", "eustar 3,5/10 => [3.5]", "plt 250 000/mm3 => [250000]", "plt 250 000 /mm³ => [250000]",
        "plt 250.000/mm3 => [250000]", "creat 88 µmol/l => [88]", "creat 88 μmol/L => [88]", "creat 88 umol/l => [88]",
        "creat 1,0 mg/dl => !OTHER_UNIT", "mdrd 85 ml/min/1,73m² => [85]", "mdrd 85 ml/min/1.73 m2 => [85]",
        "mdrd 85 mL/min => [85]", "walk6 450 m => [450]", "walk6 450 mètres => [450]", "cpk 180 UI/L => [180]",
        "cpk 180 IU/l => [180]", "spap 35 mmHg => [35]", "pvr 3,2 UW => [3.2]", "ci 2,5 l/min/m2 => [2.5]",
        "cs_dose 10 mg/jour => [10]", "bnp 1.500 ng/l => [1500 | 1.5]", "hb 12,55 g/dl => !TOO_MANY_DECIMALS",
        "ana_titer 1/320 => [320]", "ana_titer 1:1280 => [1280]", "n_du 3 mg => !NOT_A_NUMBER",
        "bnp 250 pg/ml => [250]"})
    void offersTheNumberWithoutItsUnit(String typed, String expected) {
        assertReads(typed, expected);
    }

    @ParameterizedTest
    @CsvSource(delimiterString = " => ", value = {
        "visit_date 14/03/2011 => 2011-03-14", "visit_date mars 2011 => [2011-03]", "visit_date 31/02/2011 => !NO_SUCH_DATE",
        "visit_date hier => !NOT_A_DATE", "birth_date 14/03/1950\u00A0 => 1950-03-14",
        "birth_date 03/1950 => !DATE_NOT_COMPLETE", "birth_date 1950 => !DATE_NOT_COMPLETE",
        "birth_date mars 1950 => !DATE_NOT_COMPLETE", "birth_date 14/03/50 => [1950-03-14]",
        "birth_date 14 mars 1950 => [1950-03-14]", "birth_date 31/04/1950 => !NO_SUCH_DATE",
        "birth_date 20121012 => 2012-10-12", "raynaud_year 2011\u00A0 => 2011", "raynaud_year 11 => [2011]",
        "raynaud_year 14/03/2011 => [2011]", "raynaud_year mars 2011 => [2011]", "raynaud_year vers 1998 => [1998]",
        "raynaud_year 98 => [1998]", "raynaud_year 2010 ou 2011 => [2010 | 2011]", "raynaud_year longtemps => !NOT_A_YEAR",
        "raynaud_year 03/2011 => [2011]", "raynaud_year 0998 => [1998]"})
    void readsDatesAndYears(String typed, String expected) {
        assertReads(typed, expected);
    }

    @ParameterizedTest
    @CsvSource(delimiterString = " => ", value = {
        "last_name3 d’A => DA", "last_name3 D‘A => DA", "last_name3 D´A => DA", "last_name3 É\u2011L => EL",
        "last_name3 Lefèvre => [LEF]", "last_name3 de La Tour => [DEL]", "last_name3 Lef. => [LEF]",
        "last_name3 L3F => !NOT_OF_PATTERN", "last_name3 O’Brien => [OBR]", "last_name3 '\u00A0' => blank",
        "last_name3 œu => OEU", "first_name3 Jean-Paul => [JEA]"})
    void readsLetters(String typed, String expected) {
        assertReads(typed, expected.replace("'", ""));
    }

    private static void assertReads(String typed, String expected) {
        String[] parts = typed.split(" ", 2);
        assertThat(read(parts[0], parts[1].replace("'", ""))).as(typed).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ref_physician", "event_txt", "last_name3", "hb", "visit_date", "raynaud_year", "sex", "mrx"})
    void theShortWordsAreReasonsInEveryItem(String name) {
        assertThat(read(name, "nd")).isEqualTo("ND");
        assertThat(read(name, "N.F.")).isEqualTo("NF");
        assertThat(read(name, "\u00A0nap ")).isEqualTo("NAP");
    }

    @Test
    void whoReallyWantsTheWordCanHaveIt() {
        ItemReader<?> reader = ItemReader.of(item("event_txt"), TODAY);
        assertThat(reader.literally(" nd ")).hasValueSatisfying(entry ->
                assertThat(entry.answer()).isEqualTo(Answer.of("nd")));
        assertThat(reader.literally("une chute")).as("is text anyway").isEmpty();
        assertThat(ItemReader.of(item("hb"), TODAY).literally("nd")).as("is no number").isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u00A0", "\u200B", "\u202F\uFEFF", " "})
    void whatLooksEmptyIsBlankInEveryItem(String typed) {
        assertThat(Study.FORMS.stream().flatMap(form -> form.items().stream())).allSatisfy(item ->
                assertThat(ItemReader.of(item, TODAY).read(typed)).isEqualTo(
                        new Reading.Understood<>(Entry.of(Answer.blank()))));
    }

    @Test
    void theOtherDatesOfThePatientTellTheCentury() {
        Casebook casebook = Study.blank(TODAY);
        Casebook.Instance birth = casebook.instance("birth_date");
        Casebook.Instance onset = casebook.instance("raynaud_year");
        assertThat(told(birth.item(), ItemReader.of(birth, casebook, false).read("14/03/20")))
                .isEqualTo("[2020-03-14 | 1920-03-14]");
        assertThat(told(onset.item(), ItemReader.of(onset, casebook, false).read("20")))
                .as("nobody has typed the birth date yet").isEqualTo("[2020]");
        casebook.put(casebook.instance("ivig1_start"), Answer.of(PartialDate.parse("2010-05")));
        assertThat(told(birth.item(), ItemReader.of(birth, casebook, false).read("14/03/20")))
                .isEqualTo("[1920-03-14]");
        casebook.put(birth, Answer.of(PartialDate.parse("1915-03-14")));
        assertThat(told(onset.item(), ItemReader.of(onset, casebook, false).read("20"))).isEqualTo("[2020 | 1920]");
        casebook.put(birth, Answer.of(PartialDate.parse("1950-03-14")));
        assertThat(told(onset.item(), ItemReader.of(onset, casebook, false).read("20"))).isEqualTo("[2020]");
    }

    @Test
    void aBoundMayBeADateOfTheSameRow() {
        Casebook casebook = Study.blank(TODAY);
        casebook.put(casebook.instance("ivig1_start"), Answer.of(PartialDate.parse("1919")));
        Casebook.Instance end = casebook.instance("ivig1_end");
        assertThat(told(end.item(), ItemReader.of(end, casebook, false).read("03/20")))
                .isEqualTo("[2020-03 | 1920-03]");
        casebook.put(casebook.instance("ivig1_start"), Answer.of(PartialDate.parse("2019")));
        assertThat(told(end.item(), ItemReader.of(end, casebook, false).read("03/20"))).isEqualTo("[2020-03]");
    }

    @Test
    void anAnswerIsKeptClean() {
        Item<?, ?> text = item("ref_physician");
        assertThat(text.kept(Answer.of(" Dr\u00A0Sj\u200Bo\u0308gren "))).isEqualTo(Answer.of("Dr Sjögren"));
        assertThat(text.kept(Answer.of("\u00A0"))).isEqualTo(Answer.blank());
        assertThat(text.kept(Answer.missing(MissingReason.ND))).isEqualTo(Answer.missing(MissingReason.ND));
        assertThat(Map.of("event_txt", "a\nb", "ref_physician", "a b")).allSatisfy((name, kept) ->
                assertThat(item(name).kept(Answer.of("a\r\nb"))).isEqualTo(Answer.of(kept)));
        assertThat(Arrays.asList(Answer.of(3), Answer.of("x".repeat(501)))).allSatisfy(answer ->
                org.assertj.core.api.Assertions.assertThatIllegalArgumentException().isThrownBy(() -> text.kept(answer)));
    }
}
