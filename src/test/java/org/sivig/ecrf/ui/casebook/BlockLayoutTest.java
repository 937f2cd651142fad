package org.sivig.ecrf.ui.casebook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.ResourceBundle;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sivig.ecrf.crf.Item;
import org.sivig.ecrf.crf.ItemType;
import org.sivig.ecrf.crf.PartialDate;
import org.sivig.ecrf.crf.Reading;
import org.sivig.ecrf.crf.TypedText;
import org.sivig.ecrf.study.Study;
import org.sivig.ecrf.study.VisitForm;
import org.sivig.ecrf.study.VisitPlan;
import org.sivig.ecrf.study.code.BnpType;
import org.sivig.ecrf.ui.casebook.BlockLayout.Heading;
import org.sivig.ecrf.ui.casebook.BlockLayout.Place;
import org.sivig.ecrf.ui.casebook.BlockLayout.Table;
import org.sivig.ecrf.ui.casebook.Headings.Sureness;

/** Headings are understood, and a text goes where they say or nowhere. */
class BlockLayoutTest {

    private static final ResourceBundle FRENCH = ResourceBundle.getBundle("vaadin-i18n.translations", Locale.ROOT);
    private static final ResourceBundle ENGLISH = ResourceBundle.getBundle("vaadin-i18n.translations", Locale.ENGLISH);
    private static final List<Map<String, Item<?, ?>>> LINES = lines();
    private static final BiPredicate<Place.Cell, String> READABLE = (cell, text) ->
            cell.item().type() != ItemType.TEXT && cell.item().type() != ItemType.LONG_TEXT
                    && Reading.of(cell.item(), text, LocalDate.now(Study.CLOCK)) instanceof Reading.Understood<?>;

    private static final Headings.Named NT_PROBNP = new Headings.Named(List.of(VisitForm.BNP), null,
            Map.of(VisitForm.BNP_TYPE, BnpType.NT_PROBNP));

    private final Headings headings = new Headings(item -> Stream.of(item, lineItem(item)).flatMap(each ->
            Stream.of(FRENCH, ENGLISH).map(words -> words.getString(each.labelKey()))).distinct().toList(),
            Map.of("NT-proBNP", NT_PROBNP), Map.of("m6", PartialDate.parse("2008-09-12")));

    /** One line for each item, those of other visits than M0 in the line of their twin. */
    private static List<Map<String, Item<?, ?>>> lines() {
        List<Map<String, Item<?, ?>>> lines = new ArrayList<>();
        for (Item<?, ?> item : VisitForm.FORM.items()) {
            if (VisitForm.COMPARATORS.containsValue(item)) {
                continue;
            }
            boolean twin = item == VisitForm.GGO_CHG || item == VisitForm.FIBROSIS_CHG;
            boolean first = item == VisitForm.GGO || item == VisitForm.FIBROSIS;
            Map<String, Item<?, ?>> line = twin ? lines.getLast() : new LinkedHashMap<>();
            VisitPlan.VISITS.stream().map(VisitPlan::visit)
                    .filter(visit -> twin ? !visit.equals("m0") : !first || visit.equals("m0"))
                    .forEach(visit -> line.put(visit, item));
            if (!twin) {
                lines.add(line);
            }
        }
        return lines;
    }

    private static Item<?, ?> lineItem(Item<?, ?> item) {
        return LINES.stream().filter(line -> line.containsValue(item)).findFirst()
                .<Item<?, ?>>map(line -> line.values().iterator().next()).orElse(item);
    }

    private static Table from(Item<?, ?> item, String visit) {
        int line = LINES.stream().filter(each -> each.containsValue(item)).map(LINES::indexOf).findFirst().orElseThrow();
        return new Table(LINES, line, VisitPlan.VISITS.stream().map(VisitPlan::visit).toList().indexOf(visit));
    }

    private @Nullable BlockLayout byHeadings(String text, Table table) {
        return BlockLayout.byHeadings(PastedBlock.of(text), table, headings, READABLE);
    }

    /** What stands where, by export name; {@code ?} before a text that is left aside. */
    private String placed(String text, Item<?, ?> item, String visit) {
        PastedBlock block = PastedBlock.of(text);
        BlockLayout found = byHeadings(text, from(item, visit));
        BlockLayout layout = found != null ? found : BlockLayout.inPlace(block, from(item, visit), headings, false);
        List<String> places = new ArrayList<>();
        for (int r = 0; r < block.rows().size(); r++) {
            for (int c = 0; c < block.width(); c++) {
                String cell = block.at(r, c).strip();
                if (!TypedText.isBlank(cell)) {
                    switch (layout.placeOf(r, c, Map.of())) {
                        case Place.Cell at -> places.add(at.item().name() + "_" + at.visit() + "=" + cell);
                        case Place.Head none -> { }
                        case Place.Outside none -> places.add("-" + cell);
                        case Place.Beside none -> places.add("?" + cell);
                        case Place.NotThere none -> places.add("!" + cell);
                        case Place.Unknown none -> places.add("?" + cell);
                    }
                }
            }
        }
        return String.join(" ", places);
    }

    @Test
    void aHeadingThatNamesTheKindOfBnpSaysItOfEachValue() {
        BlockLayout layout = Objects.requireNonNull(byHeadings("\tM0\tM3\nNT-proBNP (ng/L)\t1200\t900\nCRP\t5\t6",
                from(VisitForm.MRSS, "m0")));
        assertThat(layout.placeOf(1, 2, Map.of())).isEqualTo(
                new Place.Cell(VisitForm.BNP, "m3", Map.of(VisitForm.BNP_TYPE, BnpType.NT_PROBNP)));
        assertThat(layout.placeOf(2, 2, Map.of())).isEqualTo(new Place.Cell(VisitForm.CRP, "m3"));
    }

    private String placed(String text) {
        return placed(text, VisitForm.MRSS, "m3");
    }

    // --- headings ---------------------------------------------------------------------------------------------------

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Hb                   | hb
            HB (g/dL)            | hb
            Hb, g/dl             | hb
            Hb g/dl              | hb
            Haemoglobin          | hb
            hb                   | hb
            Nb d'UD actifs       | n_du
            n_du                 | n_du
            Plaquettes (/mm3)    | plt
            Créatinine (µmol/L)  | creat
            CREATININE           | creat
            MDRD (ml/min/1.73m²) | mdrd
            TM6 (m)              | walk6
            6-minute walk distance | walk6
            Rodnan /51           | mrss
            Deficit < 3/5        | weak_lt3
            Ep. pericardique     | pericard
            CRP : comparateur    | crp_op
            BNP                  | bnp
            eGFR (MDRD), as reported | mdrd
            Corticoïdes (mg/jour) | cs_dose
            Index cardiaque [l/min/m2] | ci
            DLCO %               | dlco
            """)
    void aLabelInEitherLanguageOrAnExportNameIsKnown(String heading, String item) {
        Headings.Match match = headings.match(heading);
        assertThat(match.sureness()).isEqualTo(Sureness.EXACT);
        assertThat(match.named().items().getFirst().name()).isEqualTo(item);
        assertThat(match.named().visit()).isNull();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Hémoglobine     | hb
            Plaquette       | plt
            Creatinin       | creat
            Hb (g/L)        | hb
            Transit intestinal | transit
            Arthralgie      | arthralgia
            """)
    void whatIsLikeALabelIsAGuess(String heading, String item) {
        Headings.Match match = headings.match(heading);
        assertThat(match.sureness()).isEqualTo(Sureness.SIMILAR);
        assertThat(match.named().items().getFirst().name()).isEqualTo(item);
    }

    @ParameterizedTest
    @CsvSource({"M0, m0", "m3, m3", "M 6, m6", "M06, m6", "Mois 3, m3", "Month 12, m12", "month12, m12", "3 mois, m3",
            "24 months, m24", "Visite M9, m9", "Visit M18, m18", "M3 après 1ère perf, m3",
            "M0 (before 1st IVIG infusion), m0", "\u00a0M3\u00a0, m3", "à 6 mois, m6"})
    void visitsAreKnown(String heading, String visit) {
        Headings.Match match = headings.match(heading);
        assertThat(match.sureness()).isEqualTo(Sureness.EXACT);
        assertThat(match.named().visit()).isEqualTo(visit);
    }

    @ParameterizedTest
    @CsvSource({"hb_m3, hb, m3", "MRSS_M24, mrss, m24", "visit_date2_m0, visit_date2, m0", "crp_op_m6, crp_op, m6",
            "mrss_m3_st, mrss, m3", "Hb M3, hb, m3", "Hb - M3, hb, m3", "ggo_chg_m3, ggo_chg, m3"})
    void anExportNameSaysItemAndVisit(String heading, String item, String visit) {
        Headings.Match match = headings.match(heading);
        assertThat(match.sureness()).isEqualTo(Sureness.EXACT);
        assertThat(match.named().items().getFirst().name()).isEqualTo(item);
        assertThat(match.named().visit()).isEqualTo(visit);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\u00a0", "M1", "M", "12,5", "412 m", "oui", "non", "nl", "II", "ND", "Stable", "x", "H", "g/dl",
            "Patient", "patient_number", "01/02/2008", "amélioré"})
    void whatNamesNothingIsNotUnderstood(String heading) {
        assertThat(headings.match(heading).isKnown()).isFalse();
    }

    @Test
    void aHeadingThatMayNameSeveralItemsNamesNone() {
        assertThat(headings.match("Date").sureness()).isEqualTo(Sureness.AMBIGUOUS);
    }

    @Test
    void theDateOfAVisitIsAGuess() {
        assertThat(headings.match("12/09/2008").sureness()).isEqualTo(Sureness.SIMILAR);
        assertThat(headings.match("12/09/2008").named().visit()).isEqualTo("m6");
    }

    // --- blocks -----------------------------------------------------------------------------------------------------

    @ParameterizedTest
    @ValueSource(strings = {"\tM0\tM3\nHb\t12\t13\nPlaquettes\t250000\t240000\n",
            "Item\tMonth 0\tMonth 3\nHaemoglobin\t12\t13\nPlatelets (/mm³)\t250000\t240000\n",
            "x\tm0\tm3\nhb\t12\t13\nplt\t250000\t240000\n",
            "\tMois 0\tMois 3\r\nHb (g/dL)\t12\t13\r\nplaquettes\t250000\t240000\r\n",
            "\t0\t3\nHb\t12\t13\nPlaquettes\t250000\t240000\n"})
    void aTableWithHeadingsGoesWhereTheySayWhereverItIsPasted(String block) {
        assertThat(placed(block)).isEqualTo("hb_m0=12 hb_m3=13 plt_m0=250000 plt_m3=240000");
        assertThat(placed(block, VisitForm.EVENT_TXT, "m24")).isEqualTo("hb_m0=12 hb_m3=13 plt_m0=250000 plt_m3=240000");
    }

    @Test
    void aTableThatLiesTheOtherWayIsUnderstood() {
        String block = "Visite\tHb\tPlaquettes\nM0\t12\t250000\nM3\t13\t240000\n";
        assertThat(placed(block)).isEqualTo("hb_m0=12 plt_m0=250000 hb_m3=13 plt_m3=240000");
        assertThat(byHeadings(block, from(VisitForm.MRSS, "m3")).isTurned()).isTrue();
    }

    @Test
    void anExportGoesWhereItsColumnsSay() {
        assertThat(placed("patient_number\tsite\thb_m0\thb_m3\tcrp_op_m3\tcrp_m3\tmrss_m3_st\nSIV-01-001\t01\t12\t13\tlt\t5\tND\n"))
                .isEqualTo("?SIV-01-001 ?01 hb_m0=12 hb_m3=13 crp_op_m3=lt crp_m3=5 mrss_m3=ND");
        assertThat(placed("hb_m0\t12\nhb_m3\t13\n")).isEqualTo("hb_m0=12 hb_m3=13");
        assertThat(placed("patient\tvisit\thb\tggo\tggo_chg\nSIV-01-001\tm0\t12\t1\t\nSIV-01-001\tm3\t13\t\t2\n"))
                .isEqualTo("?patient ?SIV-01-001 hb_m0=12 ggo_m0=1 ?SIV-01-001 hb_m3=13 ggo_chg_m3=2");
    }

    @Test
    void headingsOfOneKindLeaveTheOtherToTheCell() {
        assertThat(placed("M6\tM12\n22\t20\n1\t0\n")).isEqualTo("mrss_m6=22 mrss_m12=20 n_du_m6=1 n_du_m12=0");
        assertThat(placed("Hb\t12\t13\nCRP\t5\t6\n")).isEqualTo("hb_m3=12 hb_m6=13 crp_m3=5 crp_m6=6");
        assertThat(placed("Hb\tCRP\n12\t5\n13\t6\n")).isEqualTo("hb_m3=12 crp_m3=5 hb_m6=13 crp_m6=6");
        assertThat(placed("M6\t22\t1\nM12\t20\t0\n")).isEqualTo("mrss_m6=22 n_du_m6=1 mrss_m12=20 n_du_m12=0");
        assertThat(placed("M6\n22\n1\n")).isEqualTo("mrss_m6=22 n_du_m6=1");
        assertThat(placed("Hb\t12\n")).isEqualTo("hb_m3=12");
    }

    @Test
    void aBlockWithoutHeadingsGoesFromTheCellOn() {
        assertThat(placed("22\t20\n1\t0\n")).isEqualTo("mrss_m3=22 mrss_m6=20 n_du_m3=1 n_du_m6=0");
        assertThat(placed("22\n1\nII\n")).isEqualTo("mrss_m3=22 n_du_m3=1 nyha_m3=II");
        assertThat(placed("0\t3\t6\n1\t0\t2\n")).isEqualTo("mrss_m3=0 mrss_m6=3 mrss_m9=6 n_du_m3=1 n_du_m6=0 n_du_m9=2");
        assertThat(placed("BNP\tBNP\tFerritine\n5\t6\t7\n", VisitForm.GGO, "m18")).isEqualTo("bnp_m18=5 bnp_m18=6 ?7");
    }

    @Test
    void whatHasNoPlaceForSureHasNone() {
        assertThat(placed("\tM0\tM1\tM3\nHb\t12\t99\t13\nFoo\t1\t2\t3\nDate\ta\tb\tc\n"))
                .isEqualTo("hb_m0=12 ?99 hb_m3=13 ?1 ?2 ?3 ?a ?b ?c");
        assertThat(placed("\tM0\t\tM3\nHb\t12\t*\t13\n")).isEqualTo("hb_m0=12 ?* hb_m3=13");
        assertThat(placed("Suivi biologique\t\t\n\tM0\tM3\nHb\t12\t13\n")).isEqualTo("?Suivi biologique hb_m0=12 hb_m3=13");
        assertThat(placed("\tM0\tM3\nggo\t1\t2\n")).isEqualTo("ggo_m0=1 !2");
        assertThat(placed("22\t20\t1\n", VisitForm.MRSS, "m18")).isEqualTo("mrss_m18=22 mrss_m24=20 -1");
    }

    @Test
    void headingsThatAreNotUnderstoodAreNotPassedOver() {
        assertThat(placed("\tM0\tM3\nFoo\t1\t2\nBar\t3\t4\n")).isEqualTo("?1 ?2 ?3 ?4");
        assertThat(placed("\tV1\tV2\nHb\t12\t13\nCRP\t5\t6\n")).isEqualTo("?12 ?13 ?5 ?6");
        assertThat(placed("\tV1\tV2\nHb\t12\t13\n")).isEqualTo("?12 ?13");
    }

    @Test
    void aColumnOfUnitsIsNoVisit() {
        assertThat(placed("Hb\tg/dl\t12\t13\nCRP\tmg/l\t5\t6\n")).isEqualTo("hb_m3=12 hb_m6=13 crp_m3=5 crp_m6=6");
        assertThat(placed("\tUnité\tM0\tM3\nHb\tg/dl\t12\t13\n")).isEqualTo("?g/dl hb_m0=12 hb_m3=13");
    }

    @Test
    void aLineThatIsTwoQuestionsIsTheOneOfItsVisit() {
        assertThat(placed("\tM0\tM3\nVerre dépoli\toui\tStable\nFibrosis\tno\tStable\n"))
                .isEqualTo("ggo_m0=oui ggo_chg_m3=Stable fibrosis_m0=no fibrosis_chg_m3=Stable");
    }

    @Test
    void answersThatAreNamedLikeAnItemAreAnswers() {
        Table table = from(VisitForm.BNP_TYPE, "m3");
        BiPredicate<Place.Cell, String> labels = (cell, text) -> cell.item() == VisitForm.BNP_TYPE
                ? List.of("BNP", "NT-proBNP").contains(text) : READABLE.test(cell, text);
        assertThat(BlockLayout.byHeadings(PastedBlock.of("BNP\tBNP\n5\t6\n"), table, headings, labels)).isNull();
    }

    @Test
    void aHeadingCanBeAssignedByHand() {
        String text = "\tM0\tM3\nHb\t12\t13\nFoo\t5\t6\n";
        BlockLayout layout = Objects.requireNonNull(byHeadings(text, from(VisitForm.MRSS, "m3")));
        Heading foo = layout.headings(false).stream().filter(h -> h.text().equals("Foo")).findFirst().orElseThrow();
        assertThat(layout.texts(foo)).containsExactly("5", "6");
        assertThat(layout.placeOf(2, 1, Map.of(foo, new Headings.Named(List.of(VisitForm.CRP), null))))
                .isEqualTo(new Place.Cell(VisitForm.CRP, "m0"));
    }

    /** Whatever is pasted, a text under a known heading goes to what the heading names, or nowhere. */
    @Test
    void noBlockFailsAndNoneIsShifted() {
        Random random = new Random(11);
        List<String> heads = List.of("M0", "M3", "m6", "Mois 9", "", "x", "Hb", "CRP (mg/l)", "mrss", "hb_m3", "Date", "0", "3", "12",
                "BNP", "Hémoglobine", "\"", "oui", "12,5", "•");
        Map<String, Integer> kinds = new TreeMap<>();
        for (int i = 0; i < 20_000; i++) {
            int width = 1 + random.nextInt(4);
            StringBuilder text = new StringBuilder();
            for (int cells = width * (1 + random.nextInt(4)); cells > 0; cells--) {
                text.append(heads.get(random.nextInt(heads.size()))).append(cells % width == 1 || width == 1 ? "\n" : "\t");
            }
            PastedBlock block = PastedBlock.of(text.toString());
            BlockLayout layout = byHeadings(text.toString(), from(VisitForm.MRSS, "m3"));
            if (layout == null) {
                kinds.merge("none", 1, Integer::sum);
                continue;
            }
            kinds.merge("some", 1, Integer::sum);
            List<Heading> known = Stream.concat(layout.headings(true).stream(), layout.headings(false).stream())
                    .filter(h -> h.match().named() != null).toList();
            for (int r = 0; r < block.rows().size(); r++) {
                for (int c = 0; c < block.width(); c++) {
                    if (!TypedText.isBlank(block.at(r, c))
                            && layout.placeOf(r, c, Map.of()) instanceof Place.Cell(Item<?, ?> item, String visit, var says)) {
                        int row = r;
                        int column = c;
                        List<Heading> here = known.stream().filter(h -> h.index() == (h.column() ? column : row)).toList();
                        boolean whole = here.stream().anyMatch(h -> h.match().named().isItem() && h.match().named().isVisit()
                                && h.match().named().visit().equals(visit) && h.match().named().items().contains(item));
                        assertThat(whole || here.stream().allMatch(h -> (h.match().named().visit() == null
                                || h.match().named().visit().equals(visit)) && (h.match().named().items().isEmpty()
                                || h.match().named().items().contains(item)))).as(text.toString()).isTrue();
                    }
                }
            }
        }
        assertThat(kinds).containsKeys("none", "some");
    }
}
