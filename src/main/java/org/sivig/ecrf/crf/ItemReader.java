package org.sivig.ecrf.crf;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.crf.Reading.Entry;
import org.sivig.ecrf.crf.Reading.Limit;
import org.sivig.ecrf.crf.Reading.Problem;

/**
 * Reads what is typed or pasted for an item: the one reader of fields, cells and pasted blocks.
 *
 * @param firstYear the first year that a date of this item may be of, as far as is known
 * @param lastYear  the last one
 * @param limited   whether a sign for less or greater may stand before its number
 * @param <V>       the type of its value
 */
public record ItemReader<V>(Item<?, V> item, int firstYear, int lastYear, boolean limited) {

    /** The first year that two digits mean while nothing is known of the patient’s life. */
    private static final int EARLIEST = 1930;
    private static final BigDecimal LARGEST = new BigDecimal(999_999_999);
    private static final Pattern LIMITED = Pattern.compile("(<=|>=|=<|=>|[<>≤≥⩽⩾‹›]) *(.*)");
    private static final Pattern WITH_UNIT = Pattern.compile("([+-]? *[\\d.,][\\d .,'’]*?) *([^\\d .,'’].*)");
    private static final Pattern SCALE = Pattern.compile("(?:/|sur|out of) *\\d+");
    private static final Pattern UNIT = Pattern.compile("(?=.*[%a-z])[/%a-z\u00B5\u03BC][a-z0-9\u00B5\u03BC/%²³^.,()· -]*");
    private static final Pattern TITRE = Pattern.compile("1 *[/:] *([1-9]\\d+)");
    private static final Pattern YEAR = Pattern.compile("[1-9]\\d{3}");

    /** Of an item of which nothing else is known, on a day. */
    public static <V> ItemReader<V> of(Item<?, V> item, LocalDate today) {
        return new ItemReader<>(item, year(item.bound(Item.Limit.HARD_MIN), null, null, EARLIEST), today.getYear(), false);
    }

    /** Of an item in a casebook, where the patient’s other dates say which years are possible. */
    public static ItemReader<?> of(Casebook.Instance at, Casebook casebook, boolean limited) {
        Item<?, ?> item = at.item();
        return new ItemReader<>(item, year(item.bound(Item.Limit.HARD_MIN), at, casebook, EARLIEST),
                year(item.bound(Item.Limit.HARD_MAX), at, casebook, casebook.today().getYear()), limited);
    }

    private static int year(Bound bound, Casebook.@Nullable Instance at, @Nullable Casebook casebook,
            int otherwise) {
        Object date = bound.literal() != null || at == null || casebook == null ? bound.literal()
                : casebook.named(bound.text(), at).map(instance -> instance.answer().value()).orElse(null);
        return date instanceof PartialDate known ? known.year() : date instanceof Integer year ? year : otherwise;
    }

    /** What a text means here. */
    public Reading<Entry<V>> read(String typed) {
        Optional<MissingReason> reason = TypedText.reason(typed);
        if (reason.isPresent()) {
            return new Reading.Understood<>(Entry.of(Answer.missing(reason.get())));
        }
        if (TypedText.isBlank(typed)) {
            return new Reading.Understood<>(Entry.of(Answer.blank()));
        }
        return switch (item.type()) {
            case TEXT, LONG_TEXT -> text(typed);
            case INTEGER, DECIMAL -> orReason(typed, number(TypedText.figures(typed)));
            case YEAR -> orReason(typed, year(typed));
            case DATE, PARTIAL_DATE -> orReason(typed, date(typed));
            case YES_NO, CHOICE, MULTI_CHOICE -> orReason(typed, coded(TypedText.line(typed)));
        };
    }

    /** Asks whether what cannot be read is a reason in other words. */
    private Reading<Entry<V>> orReason(String typed, Reading<Entry<V>> read) {
        List<Entry<V>> reasons = read instanceof Reading.Refused
                ? ReasonHabits.of(typed).stream().map(reason -> Entry.<V>of(Answer.missing(reason))).toList() : List.of();
        return reasons.isEmpty() ? read : new Reading.Asked<>(Problem.LIKE_REASON, reasons);
    }

    /** The text itself, where it would be read as a missing reason; empty when the item holds no free text. */
    public Optional<Entry<V>> literally(String typed) {
        return item.type().isText() && TypedText.reason(typed).isPresent()
                && text(typed) instanceof Reading.Understood<Entry<V>>(Entry<V> entry) ? Optional.of(entry)
                : Optional.empty();
    }

    @SuppressWarnings("unchecked")
    private Entry<V> entry(Object value, Limit limit) {
        return new Entry<>(Answer.of((V) value), limit);
    }

    // --- texts and codes --------------------------------------------------------------------------------------------

    private Reading<Entry<V>> text(String typed) {
        String spelled = item.spell(typed);
        if (spelled != null) {
            return new Reading.Understood<>(entry(spelled, Limit.NONE));
        }
        if (item.clean(typed).length() > item.type().length()) {
            return new Reading.Refused<>(Problem.TOO_LONG);
        }
        String near = item.nearest(typed);
        return near == null ? new Reading.Refused<>(Problem.NOT_OF_PATTERN)
                : new Reading.Asked<>(Problem.NOT_OF_PATTERN, List.of(entry(near, Limit.NONE)));
    }

    private Reading<Entry<V>> coded(String codes) {
        try {
            return new Reading.Understood<>(Entry.of(Answer.of(item.parse(codes))));
        } catch (IllegalArgumentException unknown) {
            return new Reading.Refused<>(Problem.NO_SUCH_CODE);
        }
    }

    // --- dates ------------------------------------------------------------------------------------------------------

    private Reading<Entry<V>> date(String typed) {
        return new TypedDate(firstYear, lastYear).read(typed).map(date ->
                item.type() == ItemType.DATE && !date.isComplete() ? Optional.empty()
                        : Optional.of(entry(date, Limit.NONE)), Problem.DATE_NOT_COMPLETE);
    }

    /** A year; of a date, the year is offered. */
    private Reading<Entry<V>> year(String typed) {
        String text = TypedText.figures(typed);
        if (YEAR.matcher(text).matches()) {
            return new Reading.Understood<>(entry(Integer.valueOf(text), Limit.NONE));
        }
        Reading<PartialDate> read = new TypedDate(firstYear, lastYear).read(typed);
        if (read instanceof Reading.Refused<PartialDate>(Problem problem) && problem == Problem.DECADE) {
            return new Reading.Refused<>(problem);
        }
        List<PartialDate> dates = switch (read) {
            case Reading.Understood<PartialDate>(PartialDate date) -> List.of(date);
            case Reading.Asked<PartialDate>(Problem problem, List<PartialDate> readings) -> readings;
            case Reading.Refused<PartialDate> refused -> List.of();
        };
        List<Entry<V>> years = dates.stream().map(date -> entry(date.year(), Limit.NONE)).distinct().toList();
        return years.isEmpty() ? new Reading.Refused<>(Problem.NOT_A_YEAR)
                : new Reading.Asked<>(Problem.NOT_A_YEAR, years);
    }

    // --- numbers ----------------------------------------------------------------------------------------------------

    private static final Map<String, Limit> SIGNS = Map.of("<", Limit.LESS_THAN, "‹", Limit.LESS_THAN, ">",
            Limit.GREATER_THAN, "›", Limit.GREATER_THAN);

    private Reading<Entry<V>> number(String text) {
        Matcher parts = LIMITED.matcher(text);
        if (!parts.matches()) {
            return measured(text, Limit.NONE);
        }
        if (!limited) {
            return new Reading.Refused<>(Problem.NO_LIMIT_HERE);
        }
        String sign = parts.group(1);
        if (SIGNS.containsKey(sign)) {
            return measured(parts.group(2), SIGNS.get(sign));
        }
        boolean most = sign.contains("<") || sign.equals("≤") || sign.equals("⩽");
        return asked(Problem.AT_MOST, measured(parts.group(2), most ? Limit.LESS_THAN : Limit.GREATER_THAN));
    }

    /** What is understood or asked, but asked in any case. */
    private static <T> Reading<T> asked(Problem problem, Reading<T> reading) {
        return switch (reading) {
            case Reading.Understood<T>(T value) -> new Reading.Asked<>(problem, List.of(value));
            case Reading.Asked<T>(Problem own, List<T> readings) -> new Reading.Asked<>(problem, readings);
            case Reading.Refused<T> refused -> refused;
        };
    }

    private Reading<Entry<V>> measured(String text, Limit limit) {
        Matcher titre = TITRE.matcher(text);
        if (item.unit().isEmpty() && titre.matches() && isPossible(new BigDecimal(titre.group(1)))) {
            return asked(Problem.UNIT, plain(titre.group(1), limit));
        }
        Matcher parts = WITH_UNIT.matcher(text);
        if (!parts.matches()) {
            return plain(text, limit);
        }
        String unit = parts.group(2);
        String plain = TypedText.plain(unit);
        boolean scale = SCALE.matcher(plain).matches();
        if (item.unit().isEmpty() || !scale && !UNIT.matcher(plain).matches()) {
            return new Reading.Refused<>(Problem.NOT_A_NUMBER);
        }
        Reading<Entry<V>> number = plain(parts.group(1), limit);
        return number instanceof Reading.Refused ? number
                : Unit.isSame(unit, item.unit()) ? asked(Problem.UNIT, number) : new Reading.Refused<>(Problem.OTHER_UNIT);
    }

    private Reading<Entry<V>> plain(String text, Limit limit) {
        return switch (TypedNumber.read(text)) {
            case Reading.Understood<BigDecimal>(BigDecimal number) -> {
                Problem problem = problem(number);
                yield problem == null ? new Reading.Understood<>(entry(value(number), limit))
                        : new Reading.Refused<>(problem);
            }
            case Reading.Asked<BigDecimal>(Problem problem, List<BigDecimal> readings) -> {
                List<BigDecimal> held = readings.stream().filter(number -> problem(number) == null).toList();
                List<BigDecimal> possible = held.stream().filter(this::isPossible).toList();
                List<Entry<V>> asked = (possible.isEmpty() ? held : possible).stream()
                        .map(number -> entry(value(number), limit)).toList();
                yield asked.isEmpty() ? new Reading.Refused<>(problem(readings.getFirst()))
                        : new Reading.Asked<>(problem, asked);
            }
            case Reading.Refused<BigDecimal>(Problem problem) -> new Reading.Refused<>(problem);
        };
    }

    /** Why the item cannot hold a number; null when it can. */
    private @Nullable Problem problem(BigDecimal number) {
        int scale = number.stripTrailingZeros().scale();
        return number.abs().compareTo(LARGEST) > 0 ? Problem.TOO_LARGE
                : item.type() == ItemType.INTEGER ? scale > 0 ? Problem.NOT_WHOLE : null
                : scale > item.decimals() ? Problem.TOO_MANY_DECIMALS : null;
    }

    /** Whether it is within the hard bounds. */
    private boolean isPossible(BigDecimal number) {
        return Stream.of(Item.Limit.HARD_MIN, Item.Limit.HARD_MAX).noneMatch(side ->
                item.bound(side).literal() instanceof BigDecimal limit
                        && number.compareTo(limit) * (side == Item.Limit.HARD_MIN ? -1 : 1) > 0);
    }

    private Object value(BigDecimal number) {
        return item.type() == ItemType.INTEGER ? (Object) number.intValueExact() : number;
    }
}
