package org.sivig.ecrf.signal;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.statistics.descriptive.Mean;
import org.apache.commons.statistics.descriptive.Median;
import org.apache.commons.statistics.descriptive.StandardDeviation;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.crf.Item;
import org.sivig.ecrf.crf.ItemType;
import org.sivig.ecrf.score.EndDigit;
import org.sivig.ecrf.score.RepeatedRow;
import org.sivig.ecrf.score.SiteComparison;
import org.sivig.ecrf.study.Visit;
import org.sivig.ecrf.study.VisitForm;

/** The signals of all sites, computed from the facts of their patients. Asks nobody, and no database. */
final class SignalStatistics {

    /** What is measured at a visit, in paper order: the columns in which rows are compared. */
    static final List<Item<Visit, ?>> MEASURED = VisitForm.DATA.stream().filter(item -> item.type().isNumber()
            && item.type() != ItemType.YEAR).toList();

    /** With less values than these of a patient there is no share of digits and no spread over the visits. */
    private static final int LEAST_VALUES = 3;

    private final List<PatientFacts> patients;
    /** By patient and visit, the visit that it repeats. */
    private final Map<String, Map<String, SignalRow.Twin>> copiedVisits = new HashMap<>();
    private final Map<String, Map<String, SignalRow.Twin>> copiedPatients = new HashMap<>();

    SignalStatistics(List<PatientFacts> patients) {
        this.patients = patients;
        patients.stream().collect(Collectors.groupingBy(PatientFacts::site)).values().forEach(this::findCopies);
    }

    private void findCopies(List<PatientFacts> site) {
        for (int i = 0; i < site.size(); i++) {
            PatientFacts one = site.get(i);
            for (int j = i; j < site.size(); j++) {
                PatientFacts other = site.get(j);
                Map<String, Map<String, SignalRow.Twin>> copies = i == j ? copiedVisits : copiedPatients;
                for (int a = 0; a < one.visits().size(); a++) {
                    for (int b = i == j ? a + 1 : 0; b < other.visits().size(); b++) {
                        PatientFacts.OfVisit first = one.visits().get(a);
                        PatientFacts.OfVisit second = other.visits().get(b);
                        if (RepeatedRow.of(first.numbers(), second.numbers())) {
                            copies.computeIfAbsent(one.number(), each -> new TreeMap<>())
                                    .putIfAbsent(first.visit(), new SignalRow.Twin(other.number(), second.visit()));
                            copies.computeIfAbsent(other.number(), each -> new TreeMap<>())
                                    .putIfAbsent(second.visit(), new SignalRow.Twin(one.number(), first.visit()));
                        }
                    }
                }
            }
        }
    }

    /** @param shown whether a site is told of; all are compared */
    SignalReport report(Set<String> shown) {
        Map<Signal, Map<@Nullable SignalNumber, Map<String, Double>>> scores = new HashMap<>();
        List<SignalOfSite> all = new ArrayList<>();
        int comparisons = 0;
        for (Signal signal : Signal.values()) {
            for (SignalNumber number : numbers(signal)) {
                comparisons += scores.computeIfAbsent(signal, each -> new HashMap<>())
                        .computeIfAbsent(number, each -> scores(signal, bySite(signal, each))).size();
            }
        }
        double limit = SiteComparison.limit(comparisons);
        for (Signal signal : Signal.values()) {
            for (SignalNumber number : numbers(signal)) {
                all.addAll(ranked(signal, number, scores.get(signal).get(number), limit).stream()
                        .filter(each -> shown.contains(each.site())).toList());
            }
        }
        return new SignalReport(all, comparisons, limit);
    }

    private static List<@Nullable SignalNumber> numbers(Signal signal) {
        return signal.isOfNumber() ? new ArrayList<>(SignalNumber.ALL) : Arrays.asList((SignalNumber) null);
    }

    private static Map<String, Double> scores(Signal signal, Map<String, double[]> values) {
        return signal.isRare() ? SiteComparison.byEvents(values) : SiteComparison.byRanks(values);
    }

    private List<SignalOfSite> ranked(Signal signal, @Nullable SignalNumber number, Map<String, Double> scores, double limit) {
        Map<String, double[]> values = bySite(signal, number);
        List<String> order = values.keySet().stream().sorted(Comparator
                .comparing((String site) -> scores.containsKey(site) ? -distance(signal, scores.get(site)) : Double.MAX_VALUE)
                .thenComparing(site -> site)).toList();
        List<SignalOfSite> ranked = new ArrayList<>();
        for (String site : order) {
            double[] others = values.entrySet().stream().filter(each -> !each.getKey().equals(site))
                    .flatMapToDouble(each -> Arrays.stream(each.getValue())).toArray();
            Double score = scores.get(site);
            ranked.add(new SignalOfSite(signal, number, site, values.get(site).length, patients.stream()
                    .filter(patient -> patient.site().equals(site)).mapToInt(patient -> answers(signal, number, patient)).sum(),
                    middle(signal, values.get(site)), middle(signal, others), others.length, score,
                    score == null ? 0 : ranked.size() + 1, score != null && distance(signal, score) >= limit));
        }
        return ranked;
    }

    /** How far away on a side that means something. */
    private static double distance(Signal signal, double score) {
        return signal.side().concerns(score) ? Math.abs(score) : -Math.abs(score);
    }

    private static double middle(Signal signal, double[] values) {
        return signal.isMedian() ? Median.withDefaults().evaluate(values) : Mean.of(values).getAsDouble();
    }

    /** One value of each patient, by site; sites of whose patients nothing is known are left out. */
    private Map<String, double[]> bySite(Signal signal, @Nullable SignalNumber number) {
        Map<String, double[]> values = new TreeMap<>();
        patients.stream().collect(Collectors.groupingBy(PatientFacts::site)).forEach((site, of) -> {
            double[] own = of.stream().map(patient -> value(signal, number, patient)).filter(Objects::nonNull)
                    .mapToDouble(Double::doubleValue).toArray();
            if (own.length > 0) {
                values.put(site, own);
            }
        });
        return signal == Signal.SPREAD ? SiteComparison.deviations(values) : values;
    }

    private @Nullable Double value(Signal signal, @Nullable SignalNumber number, PatientFacts patient) {
        return switch (signal) {
            case MEDIAN, SPREAD -> of(values(number, patient), 1, Median.withDefaults()::evaluate);
            case CONSTANT -> of(values(number, patient), LEAST_VALUES, values -> StandardDeviation.of(values).getAsDouble());
            case ROUND -> of(digits(number, patient), LEAST_VALUES, digits -> Arrays.stream(digits)
                    .filter(digit -> EndDigit.isRound((int) digit)).count() / (double) digits.length);
            case COPIED_VISIT -> copied(copiedVisits, patient, 2);
            case COPIED_PATIENT -> copied(copiedPatients, patient, 1);
            case DELAY -> of(delays(patient), 1, Median.withDefaults()::evaluate);
            case CHANGES -> !patient.completed() ? null : per100(patient.changes(), patient);
            case QUERIES -> per100(patient.queries(), patient);
            case IN_A_ROW -> patient.justified() == 0 ? null : (double) patient.inARow() / patient.justified();
        };
    }

    private static @Nullable Double of(double[] values, int least, Function<double[], Double> what) {
        return values.length < least ? null : what.apply(values);
    }

    private @Nullable Double copied(Map<String, Map<String, SignalRow.Twin>> copies, PatientFacts patient, int least) {
        long measured = measured(patient).count();
        return measured < least ? null : copies.getOrDefault(patient.number(), Map.of()).size() / (double) measured;
    }

    /** Visits with enough measurements to be compared. */
    private static Stream<PatientFacts.OfVisit> measured(PatientFacts patient) {
        return patient.visits().stream().filter(visit -> Arrays.stream(visit.numbers())
                .filter(number -> !Double.isNaN(number)).count() >= RepeatedRow.LEAST);
    }

    private static @Nullable Double per100(int count, PatientFacts patient) {
        return patient.answered() == 0 ? null : 100.0 * count / patient.answered();
    }

    private int answers(Signal signal, @Nullable SignalNumber number, PatientFacts patient) {
        return value(signal, number, patient) == null ? 0 : switch (signal) {
            case MEDIAN, SPREAD, CONSTANT -> values(number, patient).length;
            case ROUND -> digits(number, patient).length;
            case COPIED_VISIT, COPIED_PATIENT -> (int) measured(patient).count();
            case DELAY -> delays(patient).length;
            case CHANGES, QUERIES -> patient.answered();
            case IN_A_ROW -> patient.justified();
        };
    }

    private static double number(@Nullable SignalNumber number, PatientFacts.OfVisit visit) {
        return visit.numbers()[MEASURED.indexOf(Objects.requireNonNull(number).item())];
    }

    private static double[] values(@Nullable SignalNumber number, PatientFacts patient) {
        return patient.visits().stream().mapToDouble(visit -> number(number, visit)).filter(value -> !Double.isNaN(value))
                .toArray();
    }

    private static double[] digits(@Nullable SignalNumber number, PatientFacts patient) {
        return Arrays.stream(values(number, patient)).mapToObj(value ->
                EndDigit.of(BigDecimal.valueOf(value), Objects.requireNonNull(number).step()))
                .flatMapToInt(digit -> digit.stream()).asDoubleStream().toArray();
    }

    private static double[] delays(PatientFacts patient) {
        return patient.visits().stream().flatMapToLong(visit -> visit.delay().stream()).asDoubleStream().toArray();
    }

    /** The patients of a site behind a signal, those first who make it what it is. */
    List<SignalRow> rows(Signal signal, @Nullable SignalNumber number, String site) {
        List<PatientFacts> here = patients.stream().filter(patient -> patient.site().equals(site)
                && value(signal, number, patient) != null).toList();
        double middle = signal != Signal.SPREAD || here.isEmpty() ? 0 : Median.withDefaults().evaluate(here.stream()
                .mapToDouble(patient -> Objects.requireNonNull(value(signal, number, patient))).toArray());
        boolean low = scores(signal, bySite(signal, number)).getOrDefault(site, 0.0) < 0;
        Comparator<SignalRow> byValue = Comparator.comparing(SignalRow::value);
        return here.stream().map(patient -> new SignalRow(patient.number(),
                        Math.abs(Objects.requireNonNull(value(signal, number, patient)) - middle), visits(signal, number, patient)))
                .sorted((low ? byValue : byValue.reversed()).thenComparing(SignalRow::patient)).toList();
    }

    private List<SignalRow.OfVisit> visits(Signal signal, @Nullable SignalNumber number, PatientFacts patient) {
        return patient.visits().stream().flatMap(visit -> switch (signal) {
            case MEDIAN, SPREAD, CONSTANT, ROUND -> Stream.of(number(number, visit)).filter(value -> !Double.isNaN(value))
                    .map(value -> new SignalRow.OfVisit(visit.visit(), value, null));
            case COPIED_VISIT -> twin(copiedVisits, patient, visit);
            case COPIED_PATIENT -> twin(copiedPatients, patient, visit);
            case DELAY -> visit.delay().stream().mapToObj(days -> new SignalRow.OfVisit(visit.visit(), (double) days, null));
            case CHANGES, QUERIES, IN_A_ROW -> Stream.<SignalRow.OfVisit>empty();
        }).toList();
    }

    private static Stream<SignalRow.OfVisit> twin(Map<String, Map<String, SignalRow.Twin>> copies, PatientFacts patient,
            PatientFacts.OfVisit visit) {
        return Stream.ofNullable(copies.getOrDefault(patient.number(), Map.of()).get(visit.visit()))
                .map(twin -> new SignalRow.OfVisit(visit.visit(), null, twin));
    }
}
