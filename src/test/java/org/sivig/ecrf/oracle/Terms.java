package org.sivig.ecrf.oracle;

import static org.sivig.ecrf.oracle.Value.FALSE;
import static org.sivig.ecrf.oracle.Value.TRUE;
import static org.sivig.ecrf.oracle.Value.UNKNOWN;
import static org.sivig.ecrf.oracle.Value.and;
import static org.sivig.ecrf.oracle.Value.date;
import static org.sivig.ecrf.oracle.Value.less;
import static org.sivig.ecrf.oracle.Value.logic;
import static org.sivig.ecrf.oracle.Value.not;
import static org.sivig.ecrf.oracle.Value.number;
import static org.sivig.ecrf.oracle.Value.or;

import java.text.Normalizer;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.sivig.ecrf.oracle.Contract.Instance;
import org.sivig.ecrf.oracle.Contract.Item;
import org.sivig.ecrf.oracle.Expression.Context;
import org.sivig.ecrf.oracle.Value.Range;
import org.sivig.ecrf.oracle.Value.Span;
import org.sivig.ecrf.oracle.Value.Text;

/** The functions and named quantities of conditions. Those of one or two values are given values that are known. */
final class Terms {

    private static final Set<String> NOT_DATA =
            Set.of("visit_done", "visit_missing_reason", "visit_date", "visit_date2", "event_txt");

    private static final Map<String, Value> BOUNDS = new ConcurrentHashMap<>();

    private Terms() {
    }

    /** A quantity that has a name of its own. */
    static Value named(String name, Context context) {
        Answers answers = context.answers();
        Instance at = context.at();
        return switch (name) {
            case "value" -> answers.value(at);
            case "hard_min", "hard_max", "soft_min", "soft_max" ->
                BOUNDS.computeIfAbsent(Contract.boundOf(name, context), Terms::bound);
            case "today" -> Value.day(answers.today());
            case "acr_low" -> number(acr(answers, 0));
            case "acr_high" -> number(acr(answers, 1));
            case "escsg_lb" -> escsgFloor(answers, at.keys());
            case "n_expected" -> expectedInfusions(answers, at.keys());
            case "mdrd_calc" -> mdrd(answers, at.keys());
            case "any_meets_period" -> anyMeetsPeriod(answers);
            case "prior_treated" -> priorTreated(answers, Set.of());
            case "prior_immunosuppressed" -> priorTreated(answers, Set.of("mpiv", "ocs"));
            case "earliest_prior_start" -> earliestPriorStart(answers);
            case "prior_starts_complete" -> priorStartsComplete(answers);
            case "visit_has_data" -> visitHasData(answers, at.keys());
            case "window_from_day" -> window(at, 0);
            case "window_to_day" -> window(at, 1);
            case "unit_trap" -> logic(Contract.rulesAbout(at.item()).stream()
                    .anyMatch(rule -> rule.check().equals("E60") && rule.condition().of(context).equals(TRUE)));
            default -> throw new IllegalArgumentException("No such quantity: " + name);
        };
    }

    /** Only a bound that is a number or a day counts: those that name a date of the patient have their own checks. */
    private static Value bound(String written) {
        return written.matches("\\d{4}-\\d{2}-\\d{2}") ? date(written)
                : written.matches("-?\\d+(\\.\\d+)?") ? number(Double.parseDouble(written)) : UNKNOWN;
    }

    private static Value window(Instance at, int side) {
        return number(Double.parseDouble(Contract.VISITS.get(at.keys().get("visit")).get(side)));
    }

    // --- of one value -----------------------------------------------------------------------------------------------

    static Value abs(Value a) {
        return Value.compute(a, a, (x, same) -> Math.abs(x));
    }

    /** The year of a date is known whatever its precision. */
    static Value year(Value date) {
        return number(((Span) date).first().getYear());
    }

    static Value month(Value date) {
        return ((Span) date).ofWholeMonths();
    }

    static Value length(Value text) {
        return number(((Text) text).text().length());
    }

    static Value mentionsDeath(Value text) {
        String plain = Normalizer.normalize(((Text) text).text(), Normalizer.Form.NFD).replaceAll("\\p{M}", "")
                .toLowerCase(Locale.ROOT);
        return logic(Arrays.stream(plain.split("[^\\p{L}\\p{N}]+"))
                .anyMatch(word -> Set.of("deces", "mort", "morte").contains(word) || word.startsWith("deced")));
    }

    // --- of two values ----------------------------------------------------------------------------------------------

    static Value multipleOf(Value value, Value step) {
        double times = ((Range) value).least() / ((Range) step).least();
        return logic(Math.abs(times - Math.rint(times)) * ((Range) step).least() <= Value.TOLERANCE);
    }

    static Value days(Value from, Value to) {
        Span a = (Span) from;
        Span b = (Span) to;
        return new Range(ChronoUnit.DAYS.between(a.last(), b.first()), ChronoUnit.DAYS.between(a.first(), b.last()));
    }

    /** Nothing is imputed: unknown unless both dates are complete. */
    static Value months(Value from, Value to) {
        Range days = (Range) days(from, to);
        return ((Span) from).isExact() && ((Span) to).isExact() ? number(days.least() / 30.4375) : UNKNOWN;
    }

    static Value age(Value birth, Value on) {
        Span born = (Span) birth;
        return new Range(completedYears(born.last(), ((Span) on).first()),
                completedYears(born.first(), ((Span) on).last()));
    }

    private static int completedYears(LocalDate birth, LocalDate day) {
        int years = day.getYear() - birth.getYear();
        return MonthDay.from(day).isBefore(MonthDay.from(birth)) ? years - 1 : years;
    }

    // --- over the visits --------------------------------------------------------------------------------------------

    /** At the nearest earlier visit that has one. */
    static Value previous(Answers answers, Instance at) {
        List<String> visits = List.copyOf(Contract.VISITS.keySet());
        return visits.subList(0, visits.indexOf(at.keys().get("visit"))).reversed().stream()
                .map(visit -> at.item().nameAt(Map.of("visit", visit))).filter(answers::isFilled)
                .map(answers::value).findFirst().orElse(UNKNOWN);
    }

    static Value maxEntered(Answers answers, Item item) {
        return answers.instances(item.toString()).stream().map(answers::value)
                .filter(Range.class::isInstance).max(Comparator.comparing(value -> ((Range) value).least()))
                .orElse(UNKNOWN);
    }

    private static Value visitHasData(Answers answers, Map<String, String> keys) {
        return logic(Contract.ITEMS.values().stream()
                .filter(item -> item.form().equals("visit") && !NOT_DATA.contains(item.name()))
                .anyMatch(item -> answers.isFilled(item.nameAt(keys))));
    }

    // --- over patients and courses ----------------------------------------------------------------------------------

    static Value duplicate(Answers answers, String where) {
        return logic(answers.hasDuplicate(where)
                && Stream.of("last_name3", "first_name3", "birth_date", "sex").allMatch(answers::isFilled));
    }

    static Value meetsPeriod(Answers answers, String course) {
        String ivig = "ivig" + course;
        Value start = answers.value(ivig + "_start");
        Value end = answers.value(ivig + "_end");
        Value first = date("2004-01-01");
        Value touches = and(atMost(start, date("2014-12-31")),
                or(or(atMost(first, start), atMost(first, end)), logic(isYes(answers, ivig + "_ongo"))));
        return course.equals("1") || isYes(answers, ivig + "_done") ? touches : FALSE;
    }

    /** The Kleene or over all courses, however many. */
    private static Value anyMeetsPeriod(Answers answers) {
        return courses(answers).map(course -> meetsPeriod(answers, "" + course)).reduce(FALSE, Value::or);
    }

    /** The code of the course with the next lower number; one that there is not, where there is none. */
    static String previousCourse(Context context) {
        int here = Integer.parseInt(context.at().keys().get("course"));
        return "" + courses(context.answers()).filter(course -> course < here).max(Comparator.naturalOrder()).orElse(0);
    }

    private static Stream<Integer> courses(Answers answers) {
        return answers.instances("ivig_course.start").stream().map(row -> Integer.valueOf(row.keys().get("course")));
    }

    private static Value atMost(Value a, Value b) {
        return not(less(b, a));
    }

    private static boolean isYes(Answers answers, String name) {
        return answers.value(name).equals(new Value.Codes(Set.of("1")));
    }

    private static boolean isNo(Answers answers, String name) {
        return answers.value(name).equals(new Value.Codes(Set.of("0")));
    }

    // --- over the treatments before IVIG ----------------------------------------------------------------------------

    /** Whether a drug was taken that is none of these. */
    private static Value priorTreated(Answers answers, Set<String> but) {
        if (isNo(answers, "pre_any")) {
            return FALSE;
        }
        boolean given = answers.instances("prior_treatment.given").stream()
                .filter(row -> !but.contains(drugOf(row))).anyMatch(row -> isYes(answers, row.name()));
        boolean written = answers.instances("prior_treatment.spec").stream()
                .anyMatch(row -> answers.isFilled(row.name()));
        boolean noneGiven = Contract.drugsIn("5").stream().filter(drug -> !drug.startsWith("oth"))
                .filter(drug -> !but.contains(drug)).allMatch(drug -> isNo(answers, "pre_" + drug + "_given"));
        return given || written ? TRUE : noneGiven ? FALSE : UNKNOWN;
    }

    private static Value earliestPriorStart(Answers answers) {
        List<Span> starts = answers.instances("prior_treatment.start").stream().map(answers::value)
                .filter(Span.class::isInstance).map(Span.class::cast).toList();
        return starts.isEmpty() ? UNKNOWN
                : new Span(starts.stream().map(Span::first).min(Comparator.naturalOrder()).orElseThrow(),
                        starts.stream().map(Span::last).min(Comparator.naturalOrder()).orElseThrow());
    }

    /** A further episode, which the contract does not speak of here, counts once it was given, as in prior_treated. */
    private static Value priorStartsComplete(Answers answers) {
        return logic(answers.instances("prior_treatment.start").stream().allMatch(start -> {
            String drug = start.keys().get("drug");
            String row = "pre_" + drug;
            boolean counts = drugOf(start).equals("oth") ? answers.isFilled(row + "_spec")
                    : drugOf(start).equals(drug) ? !isNo(answers, row + "_given") : isYes(answers, row + "_given");
            return !counts || answers.isFilled(start.name());
        }));
    }

    private static String drugOf(Instance row) {
        return Contract.drugOf(row.keys().get("drug"));
    }

    // --- scores -----------------------------------------------------------------------------------------------------

    /** The ACR/EULAR score with every unknown criterion taken as this. */
    private static double acr(Answers answers, int unknown) {
        double additive = Math.max(2 * criterion(answers, "puffy", unknown), 4 * criterion(answers, "sclero", unknown))
                + Math.max(2 * criterion(answers, "ulcer", unknown), 3 * criterion(answers, "scar", unknown))
                + 2 * criterion(answers, "telang", unknown) + 2 * criterion(answers, "capillaro", unknown)
                + 2 * criterion(answers, "pah_ild", unknown) + 3 * criterion(answers, "raynaud", unknown)
                + 3 * criterion(answers, "autoab", unknown);
        return Math.max(9 * criterion(answers, "prox", unknown), additive);
    }

    private static int criterion(Answers answers, String name, int unknown) {
        return isYes(answers, "acr_" + name) ? 1 : isNo(answers, "acr_" + name) ? 0 : unknown;
    }

    private static Value escsgFloor(Answers answers, Map<String, String> keys) {
        Value skin = answers.value("mrss_" + keys.get("visit"));
        Value lung = answers.value("dlco_" + keys.get("visit"));
        if (skin.equals(UNKNOWN) && lung.equals(UNKNOWN)) {
            return UNKNOWN;
        }
        return number((less(number(14), skin).equals(TRUE) ? 1 : 0) + (less(lung, number(80)).equals(TRUE) ? 0.5 : 0));
    }

    private static Value expectedInfusions(Answers answers, Map<String, String> keys) {
        String ivig = "ivig" + keys.get("course");
        Value start = answers.value(ivig + "_start");
        Value end = answers.value(ivig + "_end");
        boolean monthly = answers.value(ivig + "_freq").equals(new Value.Codes(Set.of("2")));
        if (!monthly || start.equals(UNKNOWN) || end.equals(UNKNOWN)) {
            return UNKNOWN;
        }
        return months(start, end) instanceof Range months && months.least() >= 0
                ? number(Math.floor(months.least() + 0.5) + 1) : UNKNOWN;
    }

    /** Unknown too where the formula gives no number: nothing can be said about such a creatinine or age. */
    private static Value mdrd(Answers answers, Map<String, String> keys) {
        Value birth = answers.value("birth_date");
        Value visit = answers.value("visit_date_" + keys.get("visit"));
        if (birth.equals(UNKNOWN) || visit.equals(UNKNOWN) || !answers.isFilled("sex")) {
            return UNKNOWN;
        }
        if (answers.value("creat_" + keys.get("visit")) instanceof Range creatinine
                && age(birth, visit) instanceof Range age && age.isExact()) {
            boolean female = answers.value("sex").equals(new Value.Codes(Set.of("F")));
            double rate = 175 * Math.pow(creatinine.least() / 88.4, -1.154) * Math.pow(age.least(), -0.203)
                    * (female ? 0.742 : 1);
            return Double.isFinite(rate) ? number(rate) : UNKNOWN;
        }
        return UNKNOWN;
    }
}
