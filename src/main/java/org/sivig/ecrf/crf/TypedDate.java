package org.sivig.ecrf.crf;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.crf.Reading.Problem;

/**
 * Reads a date of any precision as charts write it. Understood are {@code 2011}, {@code 03/2011}, {@code 14/03/2011}
 * with slash, dot, hyphen or space, digits alone that fit one way only, and the ISO form. Months in words, years of two
 * digits, unknown days, words of doubt and the like are asked: what is dropped of them would be lost in silence.
 */
public final class TypedDate {

    private static final Pattern AROUND_SIGN = Pattern.compile(" *([/.\\-]) *");
    private static final Pattern SEPARATED = Pattern.compile("(?:(?:(\\d{1,2})[/. -])?(\\d{1,2})[/. -])?([1-9]\\d{3})");
    private static final Pattern ISO = Pattern.compile("[1-9]\\d{3}-\\d{2}(-\\d{2})?");
    private static final Pattern DIGITS = Pattern.compile("\\d{6}|\\d{8}");
    private static final Pattern TIME =
            Pattern.compile("(\\d)(?:[t,]| +| +a +)\\d{1,2}[:h]\\d{2}(?::\\d{2}(?:[.,]\\d+)?)?(?: ?[ap]m)?z?$");
    private static final Pattern PART = Pattern.compile("(\\d++)(?:er|st|nd|rd|th)?+(?![a-z])|(\\d++)|([a-z]+)|(\\?+|_+)"
            + "|(?<=^|[/.-])-(?=[/.-])|[ /.,:;()\\[\\]'’\"~≈±-]|.");

    /** Days of a spreadsheet count from here. */
    private static final LocalDate SPREADSHEET_EPOCH = LocalDate.of(1899, 12, 30);
    private static final Pattern SPREADSHEET_DAY = Pattern.compile("[34]\\d{4}");

    /** Years that digits alone may mean. */
    private static final int EARLIEST = 1800;
    private static final int LATEST = 2099;

    private static final Map<String, Integer> MONTHS = months(
            "janvier janv jan january", "fevrier fevr fev february feb", "mars mar march", "avril avr april apr",
            "mai may", "juin june jun", "juillet juil juill jul july", "aout aou august aug",
            "septembre sept sep september", "octobre oct october", "novembre nov november",
            "decembre dec december");

    /** What may stand beside a date and makes it no other. */
    private static final Set<String> AROUND = Set.of(("le la les l du de des d en au aux a an annee mois the of in on at"
            + " year month lundi mardi mercredi jeudi vendredi samedi dimanche lun mer jeu ven sam dim monday tuesday"
            + " wednesday thursday friday saturday sunday mon tue wed thu fri sat sun"
            + " vers env environ ca circa c approx approximativement about around autour probablement probable possible"
            + " peut etre maybe probably debut mi fin courant milieu early mid late end beginning middle"
            + " avant apres depuis before after since until jusque jusqu"
            + " printemps ete automne hiver spring summer autumn fall winter"
            + " ou et or and entre between to").split(" "));

    /** A part of a year that is no month. */
    private static final Pattern PART_OF_YEAR = Pattern.compile("\\b(?:[tqs] ?[1-4]"
            + "|[1-4](?:er|e|eme|st|nd|rd|th)? ?(?:trim(?:estre)?|sem(?:estre)?|quarter))\\b");

    private static final Pattern DECADE = Pattern.compile("(?:[a-z]+ ){0,3}(?:annees|decennie|decade|the)(?: des?)? ?['’]?(?:19|20)?\\d0 ?['’]?s?"
            + "(?: ?[-/] ?(?:19|20)?\\d0)?|['’]?(?:19|20)?\\d0 ?['’]?s"
            + "|(?:18|19|20)(?:\\d[.?_x*]|[.?_x*]{2})"); // a year of which digits are left open
    private static final Pattern SEASON = Pattern.compile("\\b(?:printemps|ete|automne|hiver|spring|summer|autumn|fall|winter)\\b");

    private static final Pattern DAY_AND_MONTH = Pattern.compile("\\d{1,2}[/. -]\\d{1,2}");

    private static final Set<String> UNKNOWN = Set.of("x", "xx", "nd", "nc", "nk", "unk", "inconnu", "inc", "jj", "mm");

    private final int firstYear;
    private final int lastYear;

    /**
     * @param firstYear a year of two digits is of the century that puts it between these two
     */
    public TypedDate(int firstYear, int lastYear) {
        this.firstYear = firstYear;
        this.lastYear = lastYear;
    }

    private static Map<String, Integer> months(String... names) {
        Map<String, Integer> months = new HashMap<>();
        for (int month = 1; month <= names.length; month++) {
            for (String name : names[month - 1].split(" ")) {
                months.put(name, month);
            }
        }
        return Map.copyOf(months);
    }

    /** What a text means as a date. */
    public Reading<PartialDate> read(String typed) {
        String text = AROUND_SIGN.matcher(TypedText.figures(typed)).replaceAll("$1");
        Matcher separated = SEPARATED.matcher(text);
        if (separated.matches() && !isUnknown(separated.group(1)) && !isUnknown(separated.group(2))) {
            return simple(separated.group(3), separated.group(2), separated.group(1));
        }
        if (ISO.matcher(text).matches()) {
            String[] parts = text.split("-");
            return simple(parts[0], parts[1], parts.length > 2 ? parts[2] : null);
        }
        return DIGITS.matcher(text).matches() ? digits(text) : loose(TypedText.plain(text));
    }

    /** A date that need not be asked; empty for every other text. */
    public static Optional<PartialDate> understood(String typed) {
        return new TypedDate(EARLIEST, LATEST).read(typed) instanceof Reading.Understood<PartialDate>(PartialDate date)
                ? Optional.of(date) : Optional.empty();
    }

    /** Day, month and year that are where they belong; those that only stand the wrong way round are asked. */
    private static Reading<PartialDate> simple(String year, @Nullable String month, @Nullable String day) {
        PartialDate date = date(year, month, day);
        if (date != null) {
            return new Reading.Understood<>(date);
        }
        PartialDate turned = day == null ? null : date(year, day, month);
        return turned == null ? new Reading.Refused<>(Problem.NO_SUCH_DATE)
                : new Reading.Asked<>(Problem.NO_SUCH_DATE, List.of(turned));
    }

    private static @Nullable PartialDate date(String year, @Nullable String month, @Nullable String day) {
        try {
            return new PartialDate(Integer.parseInt(year), month == null ? null : Integer.valueOf(month),
                    day == null ? null : Integer.valueOf(day));
        } catch (DateTimeException noSuchDate) {
            return null;
        }
    }

    private static boolean isUnknown(@Nullable String part) {
        return part != null && part.matches("0{1,2}");
    }

    // --- digits alone -----------------------------------------------------------------------------------------------

    private Reading<PartialDate> digits(String text) {
        String first = text.substring(0, 2);
        String second = text.substring(2, 4);
        boolean month = text.length() == 6;
        if (isUnknown(first)) {
            return loose(month ? first + "/" + text.substring(2) : first + "/" + second + "/" + text.substring(4));
        }
        String year = text.substring(0, 4);
        List<PartialDate> whole = present(
                month ? date(text.substring(2), first, null) : date(text.substring(4), second, first),
                month ? date(year, text.substring(4), null) : date(year, text.substring(4, 6), text.substring(6)))
                .filter(date -> date.year() >= EARLIEST && date.year() <= LATEST).toList();
        List<PartialDate> shortened = month ? shortYear(text.substring(4), second, first) : List.of();
        return whole.size() == 1 && shortened.isEmpty() ? new Reading.Understood<>(whole.getFirst())
                : asked(Problem.WHICH_DATE, Stream.concat(whole.stream(), shortened.stream()).toList(),
                        Problem.NO_SUCH_DATE);
    }

    private static Stream<PartialDate> present(@Nullable PartialDate... dates) {
        return Stream.of(dates).filter(Objects::nonNull);
    }

    private static Reading<PartialDate> asked(Problem problem, List<PartialDate> readings, Problem otherwise) {
        List<PartialDate> each = readings.stream().distinct().limit(2).toList();
        return each.isEmpty() ? new Reading.Refused<>(otherwise) : new Reading.Asked<>(problem, each);
    }

    private List<PartialDate> shortYear(String year, @Nullable String month, @Nullable String day) {
        return present(centuries(Integer.parseInt(year)).stream().map(y -> date(String.valueOf(y), month, day))
                .toArray(PartialDate[]::new)).toList();
    }

    /** The years that two digits may mean, the latest first. */
    private List<Integer> centuries(int year) {
        List<Integer> years = Stream.of(2000 + year, 1900 + year).filter(y -> y >= firstYear && y <= lastYear).toList();
        return years.isEmpty() ? List.of(2000 + year <= lastYear ? 2000 + year : 1900 + year) : years;
    }

    // --- as charts write them ---------------------------------------------------------------------------------------

    /** One part of a date: some digits, a month in a word, or what says that it is not known. */
    private record Part(String digits, @Nullable Integer month) {

        static final Part UNKNOWN = new Part("", null);

        boolean isUnknown() {
            return month == null && (digits.isEmpty() || digits.matches("0{1,2}"));
        }

        boolean isYear() {
            return digits.length() == 4;
        }

        boolean isShort() {
            return digits.length() == 1 || digits.length() == 2;
        }

        @Nullable String known() {
            return isUnknown() ? null : digits;
        }
    }

    private Reading<PartialDate> loose(String plain) {
        String text = PART_OF_YEAR.matcher(TIME.matcher(plain).replaceAll("$1")).replaceAll("");
        if (SPREADSHEET_DAY.matcher(text).matches()) {
            return new Reading.Asked<>(Problem.NOT_A_DATE,
                    List.of(PartialDate.of(SPREADSHEET_EPOCH.plusDays(Integer.parseInt(text)))));
        }
        if (DECADE.matcher(text).matches()) {
            return new Reading.Refused<>(Problem.DECADE);
        }
        List<Part> parts = parts(text);
        if (parts == null) {
            return new Reading.Refused<>(Problem.NOT_A_DATE);
        }
        try {
            List<PartialDate> readings = parts.stream().allMatch(part -> part.month() == null) ? inFigures(parts)
                    : inWords(parts);
            return asked(Problem.NOT_A_DATE, readings, hasNoYear(parts, text) ? Problem.NO_YEAR : Problem.NOT_A_DATE);
        } catch (DateTimeException impossible) {
            return new Reading.Refused<>(Problem.NO_SUCH_DATE);
        }
    }

    /** Null when there is something that belongs to no date. */
    private static @Nullable List<Part> parts(String text) {
        List<Part> parts = new ArrayList<>();
        for (MatchResult found : (Iterable<MatchResult>) PART.matcher(text).results()::iterator) {
            String digits = found.group(1) != null ? found.group(1) : found.group(2);
            String word = found.group(3);
            String all = found.group();
            boolean first = parts.isEmpty();
            boolean more = found.end() < text.length() && "/.-".indexOf(text.charAt(found.end())) >= 0;
            if (digits != null) {
                parts.add(new Part(digits, null));
            } else if (word != null && MONTHS.containsKey(word)) {
                parts.add(new Part("", MONTHS.get(word)));
            } else if (word != null && UNKNOWN.contains(word) || found.group(4) != null && more
                    || all.equals("-") && more && (first || found.start() > 0
                            && "/.".indexOf(text.charAt(found.start() - 1)) >= 0)) {
                parts.add(Part.UNKNOWN);
            } else if (word != null && !AROUND.contains(word) || word == null && found.group(4) == null
                    && !" /.,:;()[]'’\"~≈±-".contains(all)) {
                return null;
            }
        }
        return parts;
    }

    /** Whether parts that make no date are a day or a month, or a text without any is a season. */
    private static boolean hasNoYear(List<Part> parts, String text) {
        List<Part> figures = parts.stream().filter(part -> part.month() == null).toList();
        if (parts.isEmpty()) {
            return SEASON.matcher(text).find();
        }
        return figures.size() < parts.size() ? parts.size() - figures.size() <= 2 && figures.size() <= 1
                && figures.stream().allMatch(part -> part.isShort() || part.isUnknown())
                : DAY_AND_MONTH.matcher(text).matches()
                        && date("2000", figures.getLast().digits(), figures.getFirst().digits()) != null;
    }

    private List<PartialDate> inWords(List<Part> parts) {
        List<Integer> months = parts.stream().map(Part::month).filter(Objects::nonNull).toList();
        List<Part> figures = parts.stream().filter(part -> part.month() == null && !part.isUnknown()).toList();
        List<Part> years = figures.stream().filter(Part::isYear).toList();
        List<Part> shorts = figures.stream().filter(Part::isShort).toList();
        if (months.size() > 2 || years.size() > 1 || years.size() + shorts.size() < figures.size()
                || shorts.size() > 2 - years.size()) {
            return List.of();
        }
        Integer day = shorts.size() == 2 - years.size() ? Integer.valueOf(shorts.getFirst().digits()) : null;
        List<Integer> of = !years.isEmpty() ? List.of(Integer.valueOf(years.getFirst().digits()))
                : parts.getLast().digits().length() == 2 // 14 mars: a day of no year
                        ? centuries(Integer.parseInt(parts.getLast().digits())) : List.of();
        return months.stream().flatMap(month -> of.stream().map(year -> new PartialDate(year, month, day))).toList();
    }

    private List<PartialDate> inFigures(List<Part> parts) {
        if (parts.size() > 1 && parts.stream().allMatch(Part::isYear)) { // 2010-2011, 2010 ou 2011
            return parts.size() == 2 ? parts.stream().map(part -> of(part.digits(), null, null)).toList() : List.of();
        }
        List<Part> order = !parts.isEmpty() && parts.getFirst().isYear() ? parts.reversed() : parts;
        if (order.isEmpty() || order.size() > 3 || order.getLast().isUnknown()
                || !order.subList(0, order.size() - 1).stream().allMatch(part -> part.isShort() || part.isUnknown())) {
            return List.of();
        }
        String year = order.getLast().digits();
        String month = order.size() > 1 ? order.get(order.size() - 2).known() : null;
        String day = order.size() > 2 && month != null ? order.getFirst().known() : null;
        if (year.length() == 4) {
            if (year.startsWith("0")) { // 0311
                return parts.size() == 1 ? shortYear(year.substring(2), year.substring(0, 2), null) : List.of();
            }
            return List.of(of(year, month, day));
        }
        if (year.length() != 2 || month != null && Integer.parseInt(month) > 12 && day == null) {
            return List.of(); // 14/03: a day and a month
        }
        return centuries(Integer.parseInt(year)).stream().map(y -> of(String.valueOf(y), month, day)).toList();
    }

    /** @throws DateTimeException when there is no such date, the other way round neither */
    private static PartialDate of(String year, @Nullable String month, @Nullable String day) {
        PartialDate date = date(year, month, day);
        PartialDate turned = date == null && day != null ? date(year, day, month) : date;
        if (turned == null) {
            throw new DateTimeException("No such date");
        }
        return turned;
    }
}
