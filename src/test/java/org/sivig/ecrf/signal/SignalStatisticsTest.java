package org.sivig.ecrf.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sivig.ecrf.score.SiteComparison;
import org.sivig.ecrf.study.VisitForm;

/** Sites made up by chance: honest ones that differ as hospitals do, and among them one whose fault is known. */
class SignalStatisticsTest {

    private static final int SITES = 20;
    private static final String FAULTY = "07";
    private static final List<String> VISITS = List.of("m0", "m3", "m6", "m9", "m12", "m18", "m24");
    private static final SignalNumber WALK = SignalNumber.find("walk6").orElseThrow();
    private static final SignalNumber FVC = SignalNumber.find("fvc").orElseThrow();

    /** For each measurement of the visits: its mean, its spread between patients, and within one. */
    private static final Map<String, double[]> MEASURED = Map.of("mrss", new double[] {18, 7, 2}, "walk6",
            new double[] {420, 90, 25}, "hb", new double[] {12.8, 1.4, 0.5}, "plt", new double[] {260_000, 70_000, 25_000},
            "creat", new double[] {80, 22, 7}, "fvc", new double[] {82, 16, 4}, "tlc", new double[] {84, 14, 4}, "dlco",
            new double[] {58, 15, 4}, "lvef", new double[] {62, 6, 3}, "spap", new double[] {33, 8, 3});

    /** What is wrong with a site. */
    private interface Fault {
        PatientFacts in(PatientFacts patient, List<PatientFacts> before, Random chance);
    }

    private static final Fault NONE = (patient, before, chance) -> patient;

    private static List<PatientFacts> study(long seed, int patientsOfFaulty, Fault fault) {
        Random chance = new Random(seed);
        List<PatientFacts> study = new ArrayList<>();
        for (int site = 1; site <= SITES; site++) {
            String code = "%02d".formatted(site);
            double[] bias = MEASURED.keySet().stream().sorted().mapToDouble(name -> 0.15 * chance.nextGaussian()).toArray();
            List<PatientFacts> of = new ArrayList<>();
            int count = code.equals(FAULTY) ? patientsOfFaulty : 8 + chance.nextInt(30);
            for (int i = 1; i <= count; i++) {
                PatientFacts patient = patient("SIV-%s-%03d".formatted(code, i), code, bias, chance);
                of.add(code.equals(FAULTY) ? fault.in(patient, of, chance) : patient);
            }
            study.addAll(of);
        }
        return study;
    }

    private static PatientFacts patient(String number, String site, double[] bias, Random chance) {
        List<String> names = MEASURED.keySet().stream().sorted().toList();
        double[] own = names.stream().mapToDouble(name -> chance.nextGaussian()).toArray();
        List<PatientFacts.OfVisit> visits = VISITS.stream().map(visit -> {
            double[] numbers = SignalStatistics.MEASURED.stream().mapToDouble(item -> {
                int i = names.indexOf(item.name());
                if (i < 0 || chance.nextInt(10) == 0) {
                    return Double.NaN;
                }
                double[] like = MEASURED.get(item.name());
                double value = like[0] + like[1] * (own[i] + bias[i]) + like[2] * chance.nextGaussian();
                double step = item == VisitForm.PLT ? 1000 : item == VisitForm.HB ? 0.1 : 1;
                return Math.round(Math.max(0, value) / step) * step;
            }).toArray();
            return new PatientFacts.OfVisit(visit, numbers, OptionalLong.of(3000 + chance.nextInt(2000)));
        }).toList();
        return new PatientFacts(number, site, 300 + chance.nextInt(200), true, chance.nextInt(4), chance.nextInt(5),
                chance.nextInt(6) + 4, chance.nextInt(3), visits);
    }

    private static PatientFacts with(PatientFacts patient, List<PatientFacts.OfVisit> visits) {
        return new PatientFacts(patient.number(), patient.site(), patient.answered(), patient.completed(), patient.changes(),
                patient.queries(), patient.justified(), patient.inARow(), visits);
    }

    private interface Change {
        double of(double value, int place);
    }

    private static PatientFacts changed(PatientFacts patient, Change change) {
        return with(patient, patient.visits().stream().map(visit -> new PatientFacts.OfVisit(visit.visit(),
                IntStream.range(0, visit.numbers().length).mapToDouble(i -> change.of(visit.numbers()[i], i)).toArray(),
                visit.delay())).toList());
    }

    private static SignalReport report(List<PatientFacts> study) {
        return new SignalStatistics(study).report(study.stream().map(PatientFacts::site).collect(Collectors.toSet()));
    }

    private static SignalOfSite at(SignalReport report, Signal signal, @Nullable SignalNumber number, String site) {
        return report.of(signal, number).stream().filter(each -> each.site().equals(site)).findFirst().orElseThrow();
    }

    private static int place(SignalNumber number) {
        return SignalStatistics.MEASURED.indexOf(number.item());
    }

    @Test
    void honestSitesRaiseNoAlarmThoughTheirPatientsDiffer() {
        List<List<SignalOfSite>> looks = IntStream.range(0, 20).mapToObj(seed -> report(study(seed, 20, NONE)).alarms()).toList();
        // One look in twenty may raise one.
        assertThat(looks.stream().filter(alarms -> !alarms.isEmpty())).hasSizeLessThanOrEqualTo(3);
        assertThat(looks).allSatisfy(alarms -> assertThat(alarms).hasSizeLessThanOrEqualTo(1));
    }

    @Test
    void aSiteThatRoundsIsKnownByItsDigits() {
        List<PatientFacts> study = study(1, 20, (patient, before, chance) -> changed(patient, (value, place) ->
                place == place(WALK) ? Math.round(value / 10) * 10 : value));

        assertOnly(report(study), Signal.ROUND, WALK);
        SignalOfSite signal = at(report(study), Signal.ROUND, WALK, FAULTY);
        assertThat(signal.value()).isEqualTo(1);
        assertThat(signal.others()).isBetween(0.15, 0.25);
        assertThat(signal.rank()).isEqualTo(1);
        assertThat(signal.score()).isPositive();
        assertThat(signal.patients()).isEqualTo(20);
    }

    @Test
    void aSiteThatAvoidsRoundNumbersIsKnownToo() {
        List<PatientFacts> study = study(2, 30, (patient, before, chance) -> changed(patient, (value, place) ->
                place == place(FVC) && value % 5 == 0 ? value + 1 : value));

        assertThat(at(report(study), Signal.ROUND, FVC, FAULTY)).satisfies(signal -> {
            assertThat(signal.value()).isZero();
            assertThat(signal.score()).isNegative();
            assertThat(signal.alarm()).isTrue();
        });
    }

    @Test
    void aSiteThatCopiesVisitsIsKnownByThemEvenWhereItChangesOneValue() {
        List<PatientFacts> study = study(3, 20, (patient, before, chance) -> {
            if (chance.nextInt(3) > 0) {
                return patient;
            }
            double[] copy = patient.visits().get(1).numbers().clone();
            copy[place(WALK)] += 7;
            List<PatientFacts.OfVisit> visits = new ArrayList<>(patient.visits());
            visits.set(2, new PatientFacts.OfVisit("m6", copy, OptionalLong.empty()));
            return with(patient, visits);
        });

        assertThat(at(report(study), Signal.COPIED_VISIT, null, FAULTY).alarm()).isTrue();
        assertThat(report(study).alarms()).extracting(SignalOfSite::signal).containsOnly(Signal.COPIED_VISIT);
        SignalRow first = new SignalStatistics(study).rows(Signal.COPIED_VISIT, null, FAULTY).getFirst();
        assertThat(first.visits()).extracting(SignalRow.OfVisit::visit).containsExactly("m3", "m6");
        assertThat(first.visits().getFirst().twin()).isEqualTo(new SignalRow.Twin(first.patient(), "m6"));
    }

    @Test
    void aSiteThatMakesOnePatientOfAnotherIsKnownByThem() {
        List<PatientFacts> study = study(4, 20, (patient, before, chance) -> before.size() % 4 == 3
                ? with(patient, before.getFirst().visits()) : patient);

        assertThat(report(study).alarms()).extracting(SignalOfSite::signal, SignalOfSite::site)
                .containsExactly(tuple(Signal.COPIED_PATIENT, FAULTY));
        assertThat(new SignalStatistics(study).rows(Signal.COPIED_PATIENT, null, FAULTY).getFirst().visits())
                .allSatisfy(visit -> assertThat(visit.twin()).isNotNull());
    }

    @Test
    void aSiteWithoutSpreadIsKnownWhateverItsMedian() {
        List<PatientFacts> study = study(5, 20, (patient, before, chance) -> changed(patient, (value, place) ->
                place == place(FVC) ? 81 + chance.nextInt(3) : value));

        SignalReport report = report(study);
        assertThat(at(report, Signal.SPREAD, FVC, FAULTY).alarm()).isTrue();
        assertThat(at(report, Signal.CONSTANT, FVC, FAULTY).alarm()).isTrue();
        assertThat(at(report, Signal.MEDIAN, FVC, FAULTY).alarm()).isFalse();
        assertThat(report.alarms()).extracting(SignalOfSite::number).containsOnly(FVC);
    }

    @Test
    void valuesThatAreCarriedOnFromVisitToVisitAreKnownByTheirLackOfVariance() {
        List<PatientFacts> study = study(6, 20, (patient, before, chance) -> {
            double first = patient.visits().getFirst().numbers()[place(FVC)];
            return changed(patient, (value, place) -> place == place(FVC) ? first : value);
        });

        assertOnly(report(study), Signal.CONSTANT, FVC);
    }

    @Test
    void aSiteWhoseValuesAreHigherIsKnownByItsMedian() {
        List<PatientFacts> study = study(7, 20, (patient, before, chance) -> changed(patient, (value, place) ->
                place == place(WALK) ? value + 300 : value));

        assertOnly(report(study), Signal.MEDIAN, WALK);
    }

    @ParameterizedTest
    @EnumSource(names = {"DELAY", "CHANGES", "QUERIES", "IN_A_ROW"})
    void howASiteWorksIsComparedToo(Signal signal) {
        List<PatientFacts> study = study(8, 20, (patient, before, chance) -> new PatientFacts(patient.number(), patient.site(),
                patient.answered(), true, signal == Signal.CHANGES ? 30 : patient.changes(),
                signal == Signal.QUERIES ? 25 : patient.queries(), 10, signal == Signal.IN_A_ROW ? 9 : patient.inARow(),
                patient.visits().stream().map(visit -> new PatientFacts.OfVisit(visit.visit(), visit.numbers(),
                        signal == Signal.DELAY ? OptionalLong.of(6000) : visit.delay())).toList()));

        assertThat(report(study).alarms()).extracting(SignalOfSite::signal).containsExactly(signal);
        assertThat(at(report(study), signal, null, FAULTY).alarm()).isTrue();
    }

    @Test
    void aSiteWithTwoPatientsIsShownWithTheirNumberAndNeverRaisesAnAlarm() {
        List<PatientFacts> study = study(9, 2, (patient, before, chance) -> before.isEmpty()
                ? changed(patient, (value, place) -> value * 3) : with(patient, before.getFirst().visits()));

        SignalReport report = report(study);
        assertThat(report.alarms()).isEmpty();
        assertThat(at(report, Signal.MEDIAN, WALK, FAULTY)).satisfies(signal -> {
            assertThat(signal.patients()).isEqualTo(2);
            assertThat(signal.score()).isNull();
            assertThat(signal.rank()).isZero();
        });
        assertThat(report.of(Signal.MEDIAN, WALK).getLast().site()).as("comes last").isEqualTo(FAULTY);
    }

    @Test
    void aFewHonestSitesRaiseNoAlarmEither() {
        List<PatientFacts> study = study(12, 20, NONE).stream().filter(patient -> patient.site().compareTo("06") < 0).toList();

        assertThat(report(study).comparisons()).isPositive();
        assertThat(report(study).alarms()).isEmpty();
    }

    @Test
    void oneSiteAloneOrTwoAreNotCompared() {
        List<PatientFacts> study = study(10, 20, NONE).stream().filter(patient -> Set.of("01", FAULTY)
                .contains(patient.site())).toList();

        assertThat(report(study).comparisons()).isZero();
        assertThat(report(study).alarms()).isEmpty();
        assertThat(report(List.of()).all()).isEmpty();
    }

    @Test
    void ofSitesThatOneDoesNotSeeOnlyWhatTheyHaveTogetherIsTold() {
        List<PatientFacts> study = study(11, 20, NONE);

        SignalReport all = report(study);
        SignalReport one = new SignalStatistics(study).report(Set.of(FAULTY));
        assertThat(one.all()).allMatch(each -> each.site().equals(FAULTY));
        assertThat(one.all()).containsExactlyElementsOf(all.all().stream().filter(each -> each.site().equals(FAULTY)).toList());
        assertThat(one.limit()).isEqualTo(SiteComparison.limit(all.comparisons()));
    }

    private static void assertOnly(SignalReport report, Signal signal, SignalNumber number) {
        assertThat(report.alarms()).as(Arrays.toString(report.alarms().toArray()))
                .extracting(SignalOfSite::signal, SignalOfSite::number, SignalOfSite::site)
                .containsExactly(tuple(signal, number, FAULTY));
    }
}
