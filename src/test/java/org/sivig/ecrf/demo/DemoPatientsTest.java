package org.sivig.ecrf.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.sivig.ecrf.casebook.Edit;
import org.sivig.ecrf.crf.Answer;
import org.sivig.ecrf.crf.Casebook;
import org.sivig.ecrf.crf.Completeness;
import org.sivig.ecrf.crf.Form;
import org.sivig.ecrf.crf.Item;
import org.sivig.ecrf.crf.MissingReason;
import org.sivig.ecrf.crf.PartialDate;
import org.sivig.ecrf.crf.Severity;
import org.sivig.ecrf.score.AcrEular2013;
import org.sivig.ecrf.score.EligibilityStatus;
import org.sivig.ecrf.score.SkinResponse;
import org.sivig.ecrf.study.CasebookRow;
import org.sivig.ecrf.study.Diagnosis;
import org.sivig.ecrf.study.Duplicate;
import org.sivig.ecrf.study.Patient;
import org.sivig.ecrf.study.Study;
import org.sivig.ecrf.study.VisitPlan;
import org.sivig.ecrf.study.code.PulmonaryHypertension;

class DemoPatientsTest {

    private static final List<String> VISITS = VisitPlan.VISITS.stream().map(VisitPlan::visit).toList();

    private final List<DemoPatient> patients = DemoPatients.all();
    private final Map<String, Casebook> casebooks = patients.stream().collect(Collectors.toMap(
            p -> p.site() + "-" + p.place(), DemoPatientsTest::casebook, (a, b) -> a, TreeMap::new));

    @Test
    void areTheSameEachTime() {
        assertThat(DemoPatients.all()).isEqualTo(patients);
        assertThat(DemoPatients.complete("12", 34)).isEqualTo(DemoPatients.complete("12", 34))
                .isNotEqualTo(DemoPatients.complete("12", 35));
    }

    @Test
    void areSpreadOverEightSites() {
        Map<String, Long> sizes = patients.stream()
                .collect(Collectors.groupingBy(DemoPatient::site, TreeMap::new, Collectors.counting()));
        assertThat(sizes.values()).containsExactly(10L, 7L, 6L, 5L, 4L, 3L, 3L, 2L);
        assertThat(patients).extracting(DemoPatient::place)
                .startsWith(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 1);
    }

    @Test
    void holdOnlyWhatTheFormAsks() {
        casebooks.forEach((patient, casebook) -> assertThat(casebook.clearUnasked()).as(patient).isEmpty());
    }

    @Test
    void answerEveryItemOfEveryForm() {
        Set<Item<?, ?>> answered = new HashSet<>();
        casebooks.values().stream().flatMap(c -> c.instances().stream()).filter(i -> i.answer().value() != null)
                .forEach(instance -> answered.add(instance.item()));
        assertThat(Study.FORMS.stream().flatMap(form -> form.items().stream()).filter(item -> !item.isFixed()))
                .allMatch(answered::contains);
    }

    @Test
    void useEveryMissingReason() {
        assertThat(patients.stream().flatMap(p -> p.edits().stream()).map(edit -> edit.next().missing())
                .filter(reason -> reason != null)).contains(MissingReason.values());
    }

    @Test
    void reachNinePointsWhenEligible() {
        List<Casebook> eligible = casebooks.values().stream()
                .filter(c -> Study.eligibility(c).status() == EligibilityStatus.Status.ELIGIBLE).toList();
        assertThat(eligible).hasSizeGreaterThan(30).allSatisfy(casebook -> {
            assertThat(Study.score(casebook).low()).isGreaterThanOrEqualTo(AcrEular2013.THRESHOLD);
            assertThat(Study.score(casebook).verdict()).isEqualTo(AcrEular2013.Verdict.YES);
        });
    }

    @Test
    void includeTwoScreenFailures() {
        assertThat(casebooks.values().stream().map(Study::eligibility)
                .filter(e -> e.status() == EligibilityStatus.Status.NOT_ELIGIBLE).flatMap(e -> e.reasons().stream()))
                .containsExactlyInAnyOrder(EligibilityStatus.Criterion.DIAGNOSIS_VALID,
                        EligibilityStatus.Criterion.REPLACEMENT);
        assertThat(Study.score(casebook("03-4")).text()).isEqualTo("8");
    }

    @Test
    void areTypedInPartInFullOrAllButAFewAnswers() {
        List<Integer> typed = patients.stream().map(p -> p.edits().size()).sorted(Comparator.naturalOrder()).toList();
        assertThat(typed).startsWith(2, 11, 29, 31, 64, 112);
        assertThat(typed.subList(6, typed.size())).allMatch(answers -> answers > 112);

        List<Integer> percents = casebooks.values().stream().map(c -> completeness(c).percent()).toList();
        assertThat(percents.stream().filter(percent -> percent == 100)).hasSizeBetween(10, 25);
        assertThat(percents.stream().filter(percent -> percent >= 90 && percent < 100)).hasSizeGreaterThan(8);
    }

    @Test
    void contradictThemselvesOnlyWhereItIsPlanted() {
        Map<String, List<String>> errors = new TreeMap<>();
        casebooks.forEach((patient, casebook) -> {
            if (!errors(casebook).isEmpty()) {
                errors.put(patient, errors(casebook));
            }
        });
        assertThat(errors).isEqualTo(Map.of("01-7", List.of("E90 hb_m0"), "03-2", List.of("E50 visit_date_m0")));
    }

    @Test
    void carryEachPlantedDefect() {
        assertThat(value("01-4", "acr_raynaud")).isEqualTo("1");
        assertThat(value("01-4", "rp_hx")).isEqualTo("0");
        Casebook wrongDuration = casebook("02-3");
        assertThat(number(wrongDuration, "ivig1_dur_mo") - days(wrongDuration, "ivig1_start", "ivig1_end") / 30.4)
                .isGreaterThan(10);
        assertThat(value("04-1", "acr_autoab")).isEqualTo("1");
        assertThat(value("04-1", "ana")).isEqualTo("0");
        assertThat(value("05-2", "ssc_type")).isEqualTo("1");
        assertThat(number(casebook("05-2"), "mrss_m0")).isPositive();
        assertThat(value("06-1", "pre_ocs_ongo")).isEqualTo("1");
        assertThat(value("06-1", "c1_ocs_given")).isEqualTo("0");
        assertThat(number(casebook("07-3"), "mdrd_m0")).isLessThan(0.7 * 70);
    }

    @Test
    void haveDatesOfEveryPrecision() {
        assertThat(casebooks.values().stream().map(c -> c.value(Diagnosis.class, Diagnosis::getDxDate))
                .filter(date -> date != null).map(PartialDate::precision).distinct())
                .containsExactlyInAnyOrder(PartialDate.Precision.values());
    }

    @Test
    void includeDeathsLossesAndVisitsNotKept() {
        assertThat(casebooks.values().stream().filter(c -> is(c, "death", "1"))).hasSize(2);
        assertThat(casebooks.values().stream().filter(c -> is(c, "visit_missing_reason_m24", "4"))).hasSize(3);
        assertThat(casebooks.values().stream().filter(c -> is(c, "severe_rx", "1"))).hasSize(2);
        Set<String> reasons = casebooks.values().stream().flatMap(c -> VISITS.stream()
                .map(visit -> text(c, "visit_missing_reason_" + visit))).filter(reason -> reason != null)
                .collect(Collectors.toSet());
        assertThat(reasons).containsExactlyInAnyOrder("1", "2", "3", "4", "5");
    }

    @Test
    void areLikeThePatientsOfTheStudy() {
        List<Casebook> demo = List.copyOf(casebooks.values());
        assertThat(percent(demo, "sex", "F")).isCloseTo(81, within(8.0));
        assertThat(percent(demo, "ssc_type", "3")).isCloseTo(48, within(10.0));
        assertThat(percent(demo, "pre_any", "1")).isCloseTo(84, within(8.0));
        assertThat(percent(demo, "minor_rx", "1")).isCloseTo(28, within(8.0));
        assertThat(percent(demo, "myalgia_m0", "1")).isCloseTo(74, within(12.0));
        assertThat(mean(demo, "ivig1_n")).isCloseTo(14.5, within(4.0));
        assertThat(mean(demo, "fvc_m0")).isCloseTo(86, within(7.0));
        assertThat(percent(demo, "ivig2_done", "1")).isBetween(4.0, 13.0);
    }

    /** The shares that the patients are drawn from, in a sample that is large enough to show them. */
    @Test
    void comeNearTheSharesOfPublishedCohorts() {
        List<Casebook> many = IntStream.rangeClosed(1, 1000)
                .mapToObj(i -> casebook(DemoPatients.complete("%02d".formatted(1 + i % 8), i))).toList();

        assertThat(many).allSatisfy(c -> {
            assertThat(completeness(c).isComplete()).isTrue();
            assertThat(Study.eligibility(c).status()).isEqualTo(EligibilityStatus.Status.ELIGIBLE);
            assertThat(errors(c)).isEmpty();
        });
        assertThat(percent(many, c -> is(c, "sex", "F"))).isCloseTo(81, within(4.0));
        assertThat(percent(many, c -> is(c, "pre_any", "1"))).isCloseTo(84, within(4.0));
        assertThat(percent(many, c -> is(c, "pre_ocs_given", "1"))).isCloseTo(80, within(4.0));
        assertThat(percent(many, c -> is(c, "pre_mtx_given", "1"))).isCloseTo(35, within(5.0));
        assertThat(percent(many, c -> is(c, "pre_cyciv_given", "1") || is(c, "pre_cycpo_given", "1")))
                .isCloseTo(20, within(5.0));
        assertThat(percent(many, c -> is(c, "pre_rtx_given", "1"))).isCloseTo(8, within(3.0));
        assertThat(percent(many, c -> is(c, "ivig1_ind_l23", "1"))).isCloseTo(65, within(5.0));
        assertThat(percent(many, c -> is(c, "ivig1_ind_l1", "1"))).isCloseTo(25, within(5.0));
        assertThat(percent(many, c -> is(c, "ivig1_dose", "1"))).isCloseTo(60, within(5.0));
        assertThat(percent(many, c -> is(c, "ivig1_freq", "2"))).isCloseTo(85, within(4.0));
        assertThat(percent(many, c -> is(c, "ivig1_ongo", "1"))).isCloseTo(10, within(4.0));
        assertThat(percent(many, c -> is(c, "ivig2_done", "1"))).isBetween(4.0, 12.0);
        assertThat(mean(many, "ivig1_n")).isCloseTo(14.5, within(2.5));
        assertThat(percent(many, c -> is(c, "minor_rx", "1"))).isCloseTo(28, within(4.0));
        assertThat(percent(many, c -> is(c, "severe_rx", "1"))).isCloseTo(5, within(2.5));

        assertThat(percent(many, c -> is(c, "myalgia_m0", "1"))).isCloseTo(74, within(6.0));
        assertThat(percent(many, "myalgia_m24", "1")).isCloseTo(20, within(6.0));
        assertThat(percent(many, "arthralgia_m0", "1")).isCloseTo(44, within(5.0));
        assertThat(percent(many, "arthralgia_m24", "1")).isCloseTo(19, within(6.0));
        assertThat(percent(many, "gerd_m24", "1")).isCloseTo(53, within(8.0));
        assertThat(meanLog(many, "cpk_m0")).isCloseTo(6.41, within(0.2));
        assertThat(meanLog(many, "cpk_m24")).isCloseTo(5.05, within(0.3));
        assertThat(mean(many, "fvc_m0")).isCloseTo(86, within(3.0));
        assertThat(mean(many, "fvc_m24")).isCloseTo(86, within(4.0));
        assertThat(mean(many, "dlco_m0")).isCloseTo(62, within(4.0));
        assertThat(mean(many, "walk6_m0")).isCloseTo(400, within(20.0));
        assertThat(mean(many, "cs_dose_m0")).isCloseTo(13, within(2.5));
        assertThat(mean(many, "cs_dose_m24")).isCloseTo(8.9, within(3.0));
        assertThat(percent(many, c -> !is(c, "visit_done_m12", "0"))).isCloseTo(85, within(6.0));
        assertThat(percent(many, c -> !is(c, "visit_done_m24", "0"))).isCloseTo(50, within(8.0));
    }

    @Test
    void stayNearWhatTheyWereTheVisitBefore() {
        List<Casebook> many = IntStream.rangeClosed(1, 300)
                .mapToObj(i -> casebook(DemoPatients.complete("01", i))).toList();
        for (String item : List.of("mrss", "fvc", "hb", "cpk", "creat", "eustar")) {
            assertThat(correlation(many, item + "_m3", item + "_m6")).as(item).isGreaterThan(0.5);
        }
    }

    @Test
    void contradictThemselvesAsOldChartsDo() {
        List<Long> warnings = casebooks.values().stream().filter(c -> completeness(c).percent() >= 90)
                .map(DemoPatientsTest::alarms).toList();
        assertThat(warnings.stream().mapToLong(Long::longValue).average().orElseThrow()).isBetween(3.0, 6.0);
        assertThat(warnings.stream().filter(count -> count == 0)).hasSizeLessThan(6);
        assertThat(casebooks.values().stream().flatMap(DemoPatientsTest::checks).distinct().count()).isGreaterThan(20);
        assertThat(alarms(casebook("01-1"))).as("the one that shows everything").isLessThan(3);
    }

    /** Skin that moves, catheters that fit, and scores that follow from what the visit says. */
    @Test
    void lookLikePatientsToARheumatologist() {
        List<Casebook> many = IntStream.rangeClosed(1, 1000)
                .mapToObj(i -> casebook(DemoPatients.complete("%02d".formatted(1 + i % 8), i))).toList();
        List<Casebook> limited = many.stream().filter(c -> is(c, "ssc_type", "2")).toList();
        assertThat(percent(limited, c -> is(c, "acr_prox", "1"))).isCloseTo(35, within(6.0));

        List<Casebook> diffuse = many.stream().filter(c -> is(c, "ssc_type", "3") && number(c, "mrss_m0") != null
                && number(c, "mrss_m12") != null).toList();
        assertThat(percent(diffuse, c -> response(c) == SkinResponse.IMPROVED)).isBetween(20.0, 25.0);
        assertThat(percent(diffuse, c -> response(c) == SkinResponse.PROGRESSION)).isBetween(5.0, 8.0);

        assertThat(many.stream().flatMap(DemoPatientsTest::checks)).doesNotContain("E71", "E70", "E69");
        List<Casebook> worse = many.stream().filter(c -> number(c, "dlco_m0") != null && number(c, "medsger_m0") != null
                && number(c, "dlco_m0") < 50).toList();
        List<Casebook> better = many.stream().filter(c -> number(c, "dlco_m0") != null
                && number(c, "medsger_m0") != null && number(c, "dlco_m0") > 80).toList();
        assertThat(mean(worse, "medsger_m0")).isGreaterThan(mean(better, "medsger_m0") + 1.5);
        List<Casebook> painful = many.stream().filter(c -> is(c, "arthralgia_m0", "1")).toList();
        List<Casebook> painless = many.stream().filter(c -> is(c, "arthralgia_m0", "0")).toList();
        assertThat(mean(painful, "eustar_m0")).isGreaterThan(mean(painless, "eustar_m0") + 0.3);
        assertThat(correlation(many, "eustar_m0", "crp_m0")).isGreaterThan(0.2);
        assertThat(correlation(many, "medsger_m0", "mrss_m0")).isGreaterThan(0.2);

        List<Casebook> monthly = many.stream().filter(c -> is(c, "ivig1_freq", "2")
                && number(c, "ivig1_n") != null && number(c, "ivig1_n") > 10).toList();
        assertThat(mean(monthly, "ivig1_n") / (mean(monthly, "ivig1_dur_mo") + 1)).isBetween(0.87, 0.94);
    }

    @Test
    void haveSkinThatMovesAmongTheFewOfTheDemo() {
        List<Casebook> diffuse = casebooks.values().stream().filter(c -> is(c, "ssc_type", "3")
                && number(c, "mrss_m0") != null && number(c, "mrss_m12") != null).toList();
        assertThat(percent(diffuse, c -> response(c) == SkinResponse.IMPROVED)).isBetween(15.0, 30.0);
        assertThat(diffuse.stream().map(DemoPatientsTest::response)).contains(SkinResponse.PROGRESSION);
        List<Casebook> limited = casebooks.values().stream().filter(c -> is(c, "ssc_type", "2")).toList();
        assertThat(percent(limited, c -> is(c, "acr_prox", "1"))).isBetween(25.0, 45.0);
    }

    /** Pressures, flow and resistance of every catheter leave a wedge pressure that a patient can have. */
    @Test
    void haveCathetersThatFit() {
        List<Chart> charts = IntStream.rangeClosed(1, 400).mapToObj(i -> new Chart(0, new Chance(i))).toList();
        assertThat(charts).allSatisfy(chart -> {
            boolean leftHeart = chart.pulmonaryHypertension.contains(PulmonaryHypertension.GRP2);
            assertThat(chart.evolution.examinations).allSatisfy(found -> {
                double wedge = found.meanPressure
                        - found.vascularResistance * found.cardiacIndex * chart.surface;
                assertThat(wedge).isBetween(leftHeart ? 16 - 1e-6 : 4 - 1e-6, leftHeart ? 30 + 1e-6 : 15 + 1e-6);
                assertThat(found.vascularResistance).isBetween(0.5, 19.0);
            });
        });
    }

    private static @Nullable SkinResponse response(Casebook casebook) {
        return SkinResponse.of(number(casebook, "mrss_m0").intValue(), number(casebook, "mrss_m12").intValue());
    }

    private static Stream<String> checks(Casebook casebook) {
        return Study.findings(casebook, new Duplicate.None()).stream()
                .filter(finding -> finding.check().severity() != Severity.INFO).map(finding -> finding.check().id());
    }

    private static long alarms(Casebook casebook) {
        return checks(casebook).count();
    }

    /** What the protocol calls an error. */
    private static List<String> errors(Casebook casebook) {
        return Study.findings(casebook, new Duplicate.None()).stream()
                .filter(finding -> finding.check().severity() == Severity.ERROR)
                .map(finding -> finding.check().id() + " " + finding.at().exportName()).toList();
    }

    private String value(String patient, String name) {
        return text(casebook(patient), name);
    }

    private static @Nullable String text(Casebook casebook, String name) {
        Casebook.Instance instance = casebook.instance(name);
        return instance.item().text(instance.answer().value());
    }

    private static boolean is(Casebook casebook, String name, String code) {
        return code.equals(text(casebook, name));
    }

    private static @Nullable PartialDate date(Casebook casebook, String name) {
        return (PartialDate) casebook.instance(name).answer().value();
    }

    private static @Nullable Double number(Casebook casebook, String name) {
        return switch (casebook.instance(name).answer().value()) {
            case Integer number -> number.doubleValue();
            case BigDecimal number -> number.doubleValue();
            case null, default -> null;
        };
    }

    private static double days(Casebook casebook, String from, String to) {
        return date(casebook, to).middle().toEpochDay() - date(casebook, from).middle().toEpochDay();
    }

    private static double percent(List<Casebook> casebooks, Predicate<Casebook> which) {
        return 100.0 * casebooks.stream().filter(which).count() / casebooks.size();
    }

    /** Of those who have a value. */
    private static double percent(List<Casebook> casebooks, String name, String code) {
        return percent(casebooks.stream().filter(c -> text(c, name) != null).toList(), c -> is(c, name, code));
    }

    private static double mean(List<Casebook> casebooks, String name) {
        return casebooks.stream().map(c -> number(c, name)).filter(n -> n != null)
                .mapToDouble(Double::doubleValue).average().orElseThrow();
    }

    private static double meanLog(List<Casebook> casebooks, String name) {
        return casebooks.stream().map(c -> number(c, name)).filter(n -> n != null)
                .mapToDouble(Math::log).average().orElseThrow();
    }

    private static double correlation(List<Casebook> casebooks, String a, String b) {
        List<double[]> pairs = casebooks.stream().filter(c -> number(c, a) != null && number(c, b) != null)
                .map(c -> new double[] {number(c, a), number(c, b)}).toList();
        double meanA = pairs.stream().mapToDouble(p -> p[0]).average().orElseThrow();
        double meanB = pairs.stream().mapToDouble(p -> p[1]).average().orElseThrow();
        double both = pairs.stream().mapToDouble(p -> (p[0] - meanA) * (p[1] - meanB)).sum();
        double ownA = pairs.stream().mapToDouble(p -> Math.pow(p[0] - meanA, 2)).sum();
        double ownB = pairs.stream().mapToDouble(p -> Math.pow(p[1] - meanB, 2)).sum();
        return both / Math.sqrt(ownA * ownB);
    }

    private Casebook casebook(String patient) {
        return casebooks.get(patient);
    }

    private static Completeness completeness(Casebook casebook) {
        return casebook.completeness(instance -> !instance.item().isFixed());
    }

    static Casebook casebook(DemoPatient patient) {
        Casebook casebook = new Casebook(Fate.READ);
        Study.FORMS.forEach(form -> addBlank(casebook, form, patient));
        for (Edit edit : patient.edits()) {
            Casebook.Instance instance = casebook.instance(edit.item());
            assertThat(edit.seen()).isEqualTo(Answer.blank());
            assertThat(instance.item().kept(edit.next())).isEqualTo(edit.next());
            casebook.put(instance, edit.next());
        }
        return casebook;
    }

    private static <R extends CasebookRow> void addBlank(Casebook casebook, Form<R> form, DemoPatient patient) {
        for (R row : form.printed().get()) {
            row.setPatient(new Patient("SIV-00-000", patient.site(), Instant.EPOCH, "test"));
            casebook.with(form, row);
        }
    }
}
