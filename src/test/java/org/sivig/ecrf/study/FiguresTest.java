package org.sivig.ecrf.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sivig.ecrf.crf.Answer;
import org.sivig.ecrf.crf.Casebook;
import org.sivig.ecrf.crf.Code;
import org.sivig.ecrf.crf.Row;
import org.sivig.ecrf.oracle.RandomBook;
import org.sivig.ecrf.score.Quantity;

/** What is computed of a casebook and kept with it. */
class FiguresTest {

    private static final String NONE = "-";
    private static final int BOOKS = 600;

    @TestFactory
    Stream<DynamicTest> everyCasebookOfTheContractHasTheDerivedValuesExpectedOfIt() throws IOException {
        List<Written> all = Written.all();
        Set<String> kinds = all.stream().flatMap(each -> each.expected().derived().keySet().stream())
                .map(FiguresTest::kind).collect(Collectors.toSet());
        return all.stream().map(written -> dynamicTest(written.id(), () -> {
            Casebook casebook = written.casebook();
            casebook.clearUnasked();
            Map<String, Object> actual = all(casebook);
            DerivedValues.of(written.values()).shown().forEach((name, value) -> {
                if (value != null && name.matches(".*_(delta|pct)_m\\d+")) {
                    actual.put(name, plain(value));
                }
            });
            actual.keySet().removeIf(name -> !kinds.contains(kind(name)));
            Map<String, Object> expected = new TreeMap<>();
            written.expected().derived().forEach((name, value) -> expected.put(name, plain(value)));
            assertThat(actual).isEqualTo(expected);
        }));
    }

    /** Where a check on a figure is proposed to show. */
    @Test
    void theAnswerThatAFigureNamesAsItsSourceIsNotIdleInIt() throws IOException {
        List<Figure<?>> named = Figures.ALL.stream().filter(figure -> figure.from() != null && figure.subject() == null).toList();
        assertThat(named).hasSizeGreaterThan(10);
        Set<String> moved = new HashSet<>();
        for (Written written : Written.all()) {
            for (Figure<?> figure : named) {
                for (Answer<?> other : Stream.concat(Stream.of(Answer.blank()), figure.from().options().stream().map(Answer::of)).toList()) {
                    Casebook casebook = written.casebook();
                    casebook.clearUnasked();
                    Map<String, Object> before = all(casebook);
                    casebook.instances().stream().filter(each -> each.item().equals(figure.from()))
                            .forEach(each -> casebook.put(each, other));
                    if (!of(figure, all(casebook)).equals(of(figure, before))) {
                        moved.add(figure.name());
                    }
                }
            }
        }
        assertThat(moved).containsExactlyInAnyOrderElementsOf(named.stream().map(Figure::name).toList());
    }

    @Test
    void filesSayWhetherAFigureIsApproximateExactlyWhereAPartialDateMakesItSo() {
        Map<String, Integer> least = new TreeMap<>();
        for (int seed = 0; seed < BOOKS; seed++) {
            Casebook casebook = RandomBook.casebook(seed);
            casebook.clearUnasked();
            all(casebook).forEach((name, value) -> {
                if (name.endsWith("_approx")) {
                    least.merge(kind(name).replaceFirst("^ivig_", ""), value.equals(true) ? 1 : 0, Math::max);
                }
            });
        }
        Map<String, Integer> dated = new TreeMap<>();
        Figures.ALL.forEach(figure -> dated.put(figure.name() + "_approx", figure.dated() ? 1 : 0));
        assertThat(least).isEqualTo(dated).containsEntry("escsg_lb_approx", 0).containsEntry("crp_stop_visit_approx", 1);
    }

    private static Map<String, Object> of(Figure<?> figure, Map<String, Object> all) {
        return all.entrySet().stream().filter(each -> kind(each.getKey()).endsWith(figure.name()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** The name without visit and course. */
    private static String kind(String name) {
        return name.replaceAll("_m\\d+(?=_|$)", "").replaceAll("^ivig\\d_", "ivig_");
    }

    /** Every figure that is known, by the contract's name, and whether it is approximate. */
    private static Map<String, Object> all(Casebook casebook) {
        Map<String, Object> figures = new TreeMap<>();
        for (Figure<?> figure : Figures.ALL) {
            if (figure.rowType() == Patient.class) {
                put(figures, figure.name(), figure, null, casebook);
            }
        }
        casebook.rows(IvigCourseForm.FORM).forEach(course -> ofRow(IvigCourse.class).forEach(figure ->
                put(figures, "ivig" + course.key() + "_" + figure.name(), figure, course, casebook)));
        casebook.rows(VisitForm.FORM).forEach(visit -> ofRow(Visit.class).forEach(figure ->
                put(figures, figure.name() + "_" + visit.key(), figure, visit, casebook)));
        return figures;
    }

    private static Stream<Figure<?>> ofRow(Class<? extends Row> rowType) {
        return Figures.ALL.stream().filter(figure -> figure.rowType() == rowType);
    }

    private static void put(Map<String, Object> figures, String name, Figure<?> figure, @Nullable Row row,
            Casebook casebook) {
        @SuppressWarnings("unchecked")
        Figure<Object> of = (Figure<Object>) figure;
        Figure.Value value = of.name().equals("mdrd_calc") ? toTheDay((Visit) Objects.requireNonNull(row), casebook) : of.value().apply(row, casebook);
        if (value != null) {
            figures.put(name, plain(value.shown()));
            figures.put(name + "_approx", value.approximate());
        }
    }

    /** As the contract has it; what is kept tells less of the birth date. */
    private static Figure.@Nullable Value toTheDay(Visit visit, Casebook casebook) {
        Quantity rate = VisitFigures.mdrd(visit, casebook);
        return rate == null ? null : new Figure.Value(rate.shown(), rate.approximate());
    }

    private static Object plain(Object value) {
        return switch (value) {
            case Number number -> new BigDecimal(number.toString()).stripTrailingZeros();
            case Code code -> code.code();
            default -> value;
        };
    }

    // --- who is evaluable -------------------------------------------------------------------------------------------

    @ParameterizedTest
    @CsvSource({"3, 6, no", "2, -, no", "1, 20, no", "3, -, -", "3, 7, yes", "-, 6, no", "-, 7, -"})
    void theSkinIsEvaluableByTypeAndSkinScoreAtM0(String type, String skin, String evaluable) {
        assertThat(figure("skin_evaluable", given("ssc_type", type, "mrss_m0", skin))).isEqualTo(evaluable);
    }

    @ParameterizedTest
    @CsvSource({"0, no", "1, yes", "2, yes", "-, -"})
    void theLungIsEvaluableWithInterstitialLungDisease(String ild, String evaluable) {
        assertThat(figure("lung_evaluable", given("ild_hx", ild))).isEqualTo(evaluable);
    }

    @Test
    void aResponseSaysForWhomItMeansSomething() {
        assertThat(Figures.find("skin_response").orElseThrow().meantFor().name()).isEqualTo("skin_evaluable");
        assertThat(Figures.find("lung_progression").orElseThrow().meantFor().name()).isEqualTo("lung_evaluable");
        assertThat(Figures.ALL.stream().filter(figure -> figure.meantFor() != null)).hasSize(2);
    }

    // --- the value at the stop --------------------------------------------------------------------------------------

    @Test
    void theValueAtTheStopIsThatOfTheNearestVisitThatHasIt() {
        Casebook casebook = given("ivig1_end", "2009-06-10", "visit_date_m12", "2009-05-20", "hb_m12", "13",
                "visit_date_m18", "2009-09-01", "crp_m18", "4");
        assertThat(figure("stop_visit", casebook)).isEqualTo("m12");
        assertThat(figure("crp_stop", casebook)).isEqualTo("4");
        assertThat(figure("crp_stop_visit", casebook)).isEqualTo("m18");
        assertThat(figure("hb_stop_visit", casebook)).isEqualTo("m12");
        assertThat(figure("plt_stop_visit", casebook)).isEqualTo(NONE);
    }

    @ParameterizedTest
    @CsvSource({"2009-03-10, m18", "2009-03-09, -", "2009-09-10, m18", "2009-09-11, -"})
    void aVisitIsNearWithinNinetyTwoDays(String end, String visit) {
        assertThat(figure("hb_stop_visit", given("ivig1_end", end, "visit_date_m18", "2009-06-10", "hb_m18", "12",
                "visit_date_m0", end, "hb_m0", "11"))).isEqualTo(visit);
    }

    @Test
    void ofTwoVisitsAsNearTheLaterCounts() {
        Casebook casebook = given("ivig1_end", "2009-05-01", "visit_date_m12", "2009-03-31", "nyha_m12", "2",
                "visit_date_m18", "2009-06-01", "nyha_m18", "3");
        assertThat(figure("nyha_stop", casebook)).isEqualTo("3");
        assertThat(figure("nyha_stop_visit", casebook)).isEqualTo("m18");
    }

    @Test
    void aLimitIsNoValueAtTheStop() {
        Casebook casebook = given("ivig1_end", "2009-06-10", "visit_date_m12", "2009-06-10", "crp_m12", "5",
                "crp_op_m12", "lt", "visit_date_m18", "2009-08-30", "crp_m18", "4");
        assertThat(figure("crp_stop", casebook)).isEqualTo("4");
        assertThat(figure("crp_stop_visit", casebook)).isEqualTo("m18");
    }

    @Test
    void thereIsNoneWithoutAnEndOrADate() {
        assertThat(figure("hb_stop", given("ivig1_ongo", "1", "visit_date_m12", "2009-06-10", "hb_m12", "12")))
                .isEqualTo(NONE);
        assertThat(figure("hb_stop", given("ivig1_end", "2009-06-10", "hb_m12", "12"))).isEqualTo(NONE);
    }

    @Test
    void whatIsAskedAtM0OnlyHasNone() {
        Set<String> names = new HashSet<>(Figures.ALL.stream().map(Figure::name).toList());
        assertThat(names).contains("mrss_stop", "bnp_type_stop", "ggo_chg_stop", "cs_dose_stop_visit")
                .doesNotContain("ggo_stop", "fibrosis_stop", "crp_op_stop", "visit_date_stop", "event_txt_stop");
        assertThat(names).as("each name once").hasSameSizeAs(Figures.ALL);
    }

    private static Casebook given(String... answers) {
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < answers.length; i += 2) {
            if (!answers[i + 1].equals(NONE)) {
                values.put(answers[i], answers[i + 1]);
            }
        }
        return Casebooks.with(values);
    }

    private static String figure(String name, Casebook casebook) {
        Object value = all(casebook).get(name);
        return value == null ? NONE : value instanceof BigDecimal number ? number.toPlainString() : value.toString();
    }
}
