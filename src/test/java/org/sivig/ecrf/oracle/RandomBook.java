package org.sivig.ecrf.oracle;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.sivig.ecrf.crf.Casebook;
import org.sivig.ecrf.oracle.Contract.Instance;
import org.sivig.ecrf.oracle.Contract.Item;

/**
 * A casebook made up by chance, the same for the same seed: likely enough that every check has something to look at,
 * and as often as not on one side or the other of a limit. Answers that are not asked are among them.
 */
public final class RandomBook {

    private static final List<String> FURTHER_ROWS = List.of("pre_mtx_e2_given", "pre_mtx_e3_given", "pre_ocs_e2_given",
            "pre_dpen_e2_given", "pre_oth5_spec", "pre_oth12_spec", "c1_mtx_e2_given", "c1_ocs_e2_given",
            "c2_rtx_e2_given", "c1_oth3_spec", "c2_oth5_spec", "ivig3_start", "c3_mtx_given", "c3_oth1_spec", "ivig4_start",
            "c4_ocs_given", "ivig6_start");

    private static final List<String> EVENTS = List.of("Décès d’un choc septique", "Patient DÉCÉDÉ au domicile",
            "decede", "mort subite", "Morte.", "mort-né dans la fratrie", "Mortification distale du 3e doigt",
            "mortalité discutée", "prédécès", "amorti", "hospitalisation\npour pneumopathie", "RAS");

    /** How likely a yes is, where it is not as likely as a no. */
    private static final Map<String, Double> YES = Map.of("any_prior", 0.8, "done", 0.7, "ongo", 0.25,
            "visit_done", 0.4, "acr_mimic", 0.25, "death", 0.6, "excl_replacement", 0.3, "ind_oth", 0.3);

    /** How likely it is that an item holds nothing although most others hold something. */
    private static final Map<String, Double> LEFT_OUT = Map.of("visit_done", 0.8, "acr_mimic", 0.5, "mdrd_op", 0.5,
            "bnp_type", 0.4, "ongo", 0.5);

    private static final List<Integer> SOME_DAYS = List.of(-366, -365, -91, -90, -31, -30, -29, -8, -7, -1, 0, 0, 1, 7,
            8, 29, 30, 31, 89, 90, 91, 365, 366);

    private static final BigDecimal LARGEST = new BigDecimal(999_999_999);

    private static final List<LocalDate> FIXED_DAYS = Stream.of("1900-01-01", "1960-01-01", "2004-01-01", "2014-12-31",
            "2015-01-01", "2025-11-23").map(LocalDate::parse).toList();

    /** The numbers that the contract names with an item. */
    private static final Map<Item, List<BigDecimal>> LIMITS =
            Contract.ITEMS.values().stream().collect(toMap(item -> item, RandomBook::limits));

    private final Random random;

    // How likely in this casebook: that an item is answered, a date complete, a date out of order, a criterion a yes;
    // and whether each criterion has an answer or a reason.
    private final double given;
    private final double exact;
    private final double odd;
    private final double criteria;
    private final boolean documented;

    // What answers of several items agree upon.
    private final boolean noSkin;
    private final boolean noSteroids;
    private final boolean noneGiven;
    private final boolean onlySteroidsGiven;
    private final LocalDate infusion;

    private final Map<String, String> values = new TreeMap<>();
    private final Map<String, String> missing = new TreeMap<>();
    private final List<LocalDate> days = new ArrayList<>(FIXED_DAYS);
    private final Map<String, LocalDate> dates = new HashMap<>();
    private final Map<Item, BigDecimal> last = new HashMap<>();

    private RandomBook(long seed) {
        random = new Random(seed);
        random.nextInt(); // What neighbouring seeds draw first is alike.
        given = pick(List.of(0.4, 0.8, 0.97));
        exact = pick(List.of(0.3, 0.8, 1.0));
        odd = pick(List.of(0.0, 0.05, 0.2, 0.4));
        criteria = pick(List.of(0.15, 0.5));
        documented = chance(0.25);
        noSkin = chance(0.2);
        noSteroids = chance(0.3);
        noneGiven = chance(0.15);
        onlySteroidsGiven = chance(0.15);
        infusion = chance(0.25) ? pick(List.of(LocalDate.of(2004, 1, 1), LocalDate.of(2015, 1, 1)))
                .plusDays(pick(List.of(-200, -1, 0, 0, 1)))
                : LocalDate.of(2003, 1, 1).plusDays(random.nextInt(12 * 365));
    }

    static Book of(long seed) {
        return new RandomBook(seed).fill();
    }

    /** The same as the product holds it, with what is not asked. */
    public static Casebook casebook(long seed) {
        return Reading.filled(of(seed));
    }

    private Book fill() {
        Stream.concat(Contract.printed().stream(), FURTHER_ROWS.stream().filter(row -> chance(0.2))
                .flatMap(row -> Contract.further(row).stream())).forEach(this::answer);
        return new Book(values, missing, Stream.of("same_site", "other_site").filter(where -> chance(0.2))
                .collect(toSet()));
    }

    private void answer(Instance at) {
        Item item = at.item();
        if ((noneGiven || onlySteroidsGiven) && item.toString().equals("prior_treatment.spec")
                || !(documented && isCriterion(item)) && (!chance(given)
                        || chance(LEFT_OUT.getOrDefault(item.name(), 0.0)))) {
            return;
        }
        if (chance(documented && isCriterion(item) ? 0.25 : 0.06)) {
            missing.put(at.name(), pick(List.of("ND", "NF", "NAP")));
        } else if (item.isMultiple()) {
            Set<String> chosen = chosen(item);
            item.codes().forEach(code -> values.put(item.optionAt(at.keys(), code), chosen.contains(code) ? "1" : "0"));
        } else {
            values.put(at.name(), value(at));
        }
    }

    private String value(Instance at) {
        return switch (at.item().type()) {
            case "yes_no" -> isNo(at) || !chance(likelihood(at.item())) ? "0" : "1";
            case "choice" -> at.item().codes().isEmpty() ? "01" : pick(at.item().codes());
            case "integer", "decimal" -> number(at).toPlainString();
            case "year" -> "" + (day(at).getYear() + (chance(0.2) ? pick(List.of(-1, 1)) : 0));
            case "date" -> day(at).toString();
            case "partial_date" -> day(at).toString()
                    .substring(0, chance(exact) ? 10 : pick(List.of(4, 7, 7, 10)));
            case "long_text" -> pick(EVENTS);
            default -> at.item().name().endsWith("_name3")
                    ? pick(List.of("DUP", "ROY", "LE", "O")) : pick(List.of("à revoir", "polymyosite", "15 mg/sem"));
        };
    }

    /** Of the classification; or whether it is validated. */
    private static boolean isCriterion(Item item) {
        return item.form().equals("eligibility") && item.name().startsWith("acr_") && !YES.containsKey(item.name());
    }

    private double likelihood(Item item) {
        return isCriterion(item) ? criteria : YES.getOrDefault(item.name(), 0.5);
    }

    private boolean isNo(Instance at) {
        return noSkin && Set.of("acr_prox", "acr_sclero", "acr_puffy").contains(at.item().name())
                || at.item().toString().equals("prior_treatment.given") && (noneGiven || onlySteroidsGiven
                        && !Set.of("mpiv", "ocs").contains(Contract.drugOf(at.keys().get("drug"))));
    }

    /** Some of the options; those that exclude the others, alone. */
    private Set<String> chosen(Item item) {
        if (item.codes().contains("none") && chance(0.3)) {
            return Set.of("none");
        }
        Set<String> chosen = new HashSet<>(item.codes().stream().filter(code -> chance(0.3)).toList());
        chosen.remove("none");
        return chosen.isEmpty() ? Set.of(item.codes().getFirst()) : chosen;
    }

    // --- numbers ----------------------------------------------------------------------------------------------------

    private BigDecimal number(Instance at) {
        Item item = at.item();
        BigDecimal number = switch (item.name()) {
            case "mrss" -> noSkin ? BigDecimal.ZERO : anyNumber(item);
            case "cs_dose" -> noSteroids ? BigDecimal.ZERO : anyNumber(item);
            case "eustar" -> chance(0.5) ? BigDecimal.valueOf(random.nextInt(8)).multiply(new BigDecimal("0.5"))
                    : anyNumber(item);
            case "mpap" -> chance(0.3) ? last.getOrDefault(Contract.ITEMS.get("visit.spap"), BigDecimal.TEN)
                    .add(pick(List.of(BigDecimal.ZERO, BigDecimal.ONE, new BigDecimal(20), new BigDecimal(21))))
                    : anyNumber(item);
            case "mdrd" -> chance(0.7) ? nearMdrd(at) : anyNumber(item);
            case "dur_mo", "n" -> item.form().equals("ivig_course") && chance(0.9) ? nearMonths(at) : anyNumber(item);
            default -> anyNumber(item);
        };
        BigDecimal rounded = number.min(LARGEST).max(LARGEST.negate())
                .setScale(item.decimals(), RoundingMode.HALF_UP);
        last.put(item, rounded);
        return rounded;
    }

    private BigDecimal anyNumber(Item item) {
        BigDecimal step = BigDecimal.ONE.movePointLeft(item.decimals());
        BigDecimal before = last.get(item);
        BigDecimal limit = pick(LIMITS.get(item));
        BigDecimal little = step.multiply(BigDecimal.valueOf(random.nextInt(5) - 2));
        if (before != null && chance(0.4)) {
            BigDecimal change = chance(0.5) ? limit : limit.negate();
            return switch (random.nextInt(6)) {
                case 0 -> before.add(change).add(little);
                case 1 -> before.multiply(limit).add(little);
                case 2 -> limit.signum() == 0 ? before : before.divide(limit, 6, RoundingMode.HALF_UP).add(little);
                default -> before.add(little);
            };
        }
        if (chance(0.25)) {
            return limit.add(little);
        }
        double least = Double.parseDouble(firstOf(item, "soft_min", "hard_min"));
        double greatest = Double.parseDouble(firstOf(item, "soft_max", "hard_max"));
        return BigDecimal.valueOf(least + random.nextDouble() * (greatest - least));
    }

    /** About as far from what the creatinine gives as is tolerated. */
    private BigDecimal nearMdrd(Instance at) {
        BigDecimal creatinine = last.get(Contract.ITEMS.get("visit.creat"));
        LocalDate birth = dates.get("birth_date");
        LocalDate visit = dates.get("visit_date_" + at.keys().get("visit"));
        if (creatinine == null || creatinine.signum() <= 0 || birth == null || visit == null) {
            return anyNumber(at.item());
        }
        double age = Math.max(1, ChronoUnit.YEARS.between(birth, visit));
        double rate = 175 * Math.pow(creatinine.doubleValue() / 88.4, -1.154) * Math.pow(age, -0.203)
                * (values.getOrDefault("sex", "M").equals("F") ? 0.742 : 1);
        return around(rate, Math.max(5, 0.1 * rate), 0.2);
    }

    /** About as far from what the dates of the course give as is tolerated. */
    private BigDecimal nearMonths(Instance at) {
        LocalDate start = dates.get("ivig" + at.keys().get("course") + "_start");
        LocalDate end = dates.get("ivig" + at.keys().get("course") + "_end");
        if (start == null || end == null) {
            return anyNumber(at.item());
        }
        double months = ChronoUnit.DAYS.between(start, end) / 30.4375;
        return at.item().name().equals("n") ? around(Math.round(months) + 1, Math.max(2, 0.25 * (months + 1)), 1)
                : around(months, Math.max(2, 0.15 * months), 1);
    }

    private BigDecimal around(double middle, double tolerance, double little) {
        double side = pick(List.of(-1, -1, 0, 0, 0, 0, 1, 1));
        return BigDecimal.valueOf(middle + side * tolerance + (random.nextInt(5) - 2) * little);
    }

    private static String firstOf(Item item, String bound, String otherwise) {
        String first = item.bounds().get(bound);
        return first.isEmpty() ? item.bounds().get(otherwise) : first;
    }

    private static List<BigDecimal> limits(Item item) {
        Stream<String> conditions = Contract.csv("checks").stream().map(check -> check.getField("condition"))
                .flatMap(condition -> Stream.of(condition.split(" \\| ")))
                .filter(part -> part.contains(item.toString()));
        return item.isNumber() ? Stream.of(item.bounds().values().stream(),
                        item.moved().values().stream().map(Contract.Moved::bound), conditions.flatMap(RandomBook::numbers))
                .flatMap(each -> each).filter(written -> !written.isEmpty()).map(BigDecimal::new).toList() : List.of();
    }

    /** Those that stand there, and where one is a factor of another, what they make together. */
    private static Stream<String> numbers(String condition) {
        List<String> numbers = Pattern.compile("(?<=[<>=*/+] )\\d+(\\.\\d+)?").matcher(condition).results()
                .map(MatchResult::group).toList();
        return Stream.concat(numbers.stream(), Pattern.compile("([*/]) ([\\d.]+) [<>]= ([\\d.]+)").matcher(condition)
                .results().map(part -> {
                    BigDecimal factor = new BigDecimal(part.group(2));
                    BigDecimal limit = new BigDecimal(part.group(3));
                    return (part.group(1).equals("*") ? limit.divide(factor, 6, RoundingMode.HALF_UP)
                            : limit.multiply(factor)).toPlainString();
                }));
    }

    // --- dates ------------------------------------------------------------------------------------------------------

    private LocalDate day(Instance at) {
        LocalDate day = chance(odd) ? pick(days).plusDays(chance(0.4) ? 0 : pick(SOME_DAYS)) : likely(at);
        dates.put(at.name(), day);
        days.add(day);
        return day;
    }

    private LocalDate likely(Instance at) {
        String course = "ivig" + at.keys().getOrDefault("course", "1");
        return switch (at.item().toString()) {
            case "identification.birth_date" -> infusion.minusYears(chance(0.2) ? pick(List.of(17, 18, 90, 91))
                    : 25 + random.nextInt(50)).plusDays(pick(SOME_DAYS));
            case "diagnosis.raynaud_year", "organ_history.rp_hx_date" -> infusion.minusDays(3000 + random.nextInt(400));
            case "diagnosis.first_nonrp_year" -> infusion.minusDays(2000 + random.nextInt(1000));
            case "diagnosis.dx_date" -> infusion.minusDays(500 + random.nextInt(2000));
            case "prior_treatment.first_date" -> infusion.minusDays(900);
            case "prior_treatment.start" -> chance(0.1) ? infusion : after("pre_first_date", infusion.minusDays(900))
                    .plusDays(chance(0.3) ? random.nextInt(40) - 20 : random.nextInt(400));
            case "prior_treatment.end" -> chance(0.1) ? infusion : near(after(at, "start", infusion), 400);
            case "ivig_course.start" -> at.keys().get("course").equals("1") ? infusion
                    : endBefore(Integer.parseInt(at.keys().get("course"))).plusDays(chance(0.5) ? pick(List.of(0, 1, 89, 90, 91))
                            : 60 + random.nextInt(60));
            case "ivig_course.end" -> after(course + "_start", infusion)
                    .plusDays(chance(0.3) ? pick(List.of(0, 7, 8)) : random.nextInt(500));
            case "concomitant_treatment.start" -> near(after(course + "_start", infusion), 60);
            case "concomitant_treatment.end" -> near(after(at, "start", infusion), 400);
            case "visit.visit_date" -> inWindow(at.keys().get("visit"));
            case "visit.visit_date2" -> after(at.name().replace("date2", "date"), infusion)
                    .plusDays(pick(List.of(-31, -30, 0, 0, 0, 30, 31)));
            case "follow_up.death_date", "follow_up.last_news_date" -> chance(0.4) ? pick(days)
                    : infusion.plusDays(300 + random.nextInt(3000));
            default -> chance(0.15) ? infusion.plusDays(pick(List.of(-1, 0, 0, 1)))
                    : infusion.minusDays(random.nextInt(2500));
        };
    }

    private LocalDate after(Instance at, String item, LocalDate otherwise) {
        return after(at.name().replaceAll("end$", item), otherwise);
    }

    private LocalDate after(String date, LocalDate otherwise) {
        return dates.getOrDefault(date, otherwise);
    }

    /** The end of the course before, or where that has none, of one further before. */
    private LocalDate endBefore(int course) {
        return IntStream.range(1, course).mapToObj(before -> dates.get("ivig" + (course - before) + "_end"))
                .filter(Objects::nonNull).findFirst().orElse(infusion.plusDays(300));
    }

    private LocalDate near(LocalDate day, int within) {
        return day.plusDays(random.nextInt(within) - within / 5);
    }

    /** In the window of the visit, or just outside. */
    private LocalDate inWindow(String visit) {
        int from = Integer.parseInt(Contract.VISITS.get(visit).get(0));
        int to = Integer.parseInt(Contract.VISITS.get(visit).get(1));
        return after("ivig1_start", infusion).plusDays(chance(0.3) ? pick(List.of(from - 1, from, to, to + 1))
                : from + random.nextInt(to - from + 1));
    }

    private boolean chance(double likelihood) {
        return random.nextDouble() < likelihood;
    }

    private <T> T pick(List<T> some) {
        return some.get(random.nextInt(some.size()));
    }
}
