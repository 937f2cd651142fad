package org.sivig.ecrf.ui;

import java.io.Serializable;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.crf.PartialDate;
import org.sivig.ecrf.crf.Reading.Problem;
import org.sivig.ecrf.crf.Reading;
import org.sivig.ecrf.crf.TypedDate;
import org.sivig.ecrf.crf.TypedNumber;
import org.sivig.ecrf.crf.TypedText;
import org.sivig.ecrf.list.Range;
import org.sivig.ecrf.study.Study;

/**
 * Ranges as people type them: {@code 9}, {@code 9-12}, {@code >= 9}, {@code < 9}. A partial date stands for all its
 * days, so that {@code 2026} is a year, {@code > 03/2026} starts in April and {@code 03/2026 - 05/2026} takes three
 * months.
 */
public final class RangeText<T extends Comparable<? super T> & Serializable> {

    /** The greatest whole number. */
    private static final BigDecimal MOST = new BigDecimal(9999);

    /** The first year that two digits may mean. */
    private static final int FIRST_YEAR = 1930;

    /** Whole numbers of up to four digits, with or without a percent sign. */
    public static final RangeText<Integer> NUMBERS = new RangeText<>(text -> TypedNumber.read(text)
            .map(number -> whole(number).map(n -> new Range<>(n, n)), Problem.NOT_A_NUMBER),
            n -> whole(BigDecimal.valueOf(n + 1)).orElseThrow(), n -> n - 1, String::valueOf);

    public static final RangeText<LocalDate> DAYS = new RangeText<>(text -> date(text)
            .map(date -> Optional.of(new Range<>(date.first(), date.last())), Problem.NOT_A_DATE),
            day -> day.plusDays(1), day -> day.minusDays(1), day -> PartialDate.of(day).display());

    /** Partial dates as they are: {@code 2011} is from {@code 2011} to {@code 2011}. */
    public static final RangeText<PartialDate> DATES = new RangeText<>(text -> date(text)
            .map(date -> Optional.of(new Range<>(date, date)), Problem.NOT_A_DATE),
            date -> moved(date, 1), date -> moved(date, -1), PartialDate::display);

    private static final Pattern BOUND = Pattern.compile("(>=|≥|>|<=|≤|<|=)(.+)");
    private static final Pattern DASH = Pattern.compile("[\\p{Pd}−]");

    private final Function<String, Reading<Range<T>>> reader;
    private final UnaryOperator<T> next;
    private final UnaryOperator<T> previous;
    private final Function<T, String> writer;

    private RangeText(Function<String, Reading<Range<T>>> reader, UnaryOperator<T> next, UnaryOperator<T> previous,
            Function<T, String> writer) {
        this.reader = reader;
        this.next = next;
        this.previous = previous;
        this.writer = writer;
    }

    /**
     * Numbers of either sign.
     *
     * @param decimals how many decimals those have at most that are looked for: with one {@code > 9} starts at 9.1, and so
     *                 does {@code > 9.05}
     * @param point    what stands before them; a comma and a point are read
     */
    public static RangeText<BigDecimal> numbers(int decimals, char point) {
        BigDecimal step = BigDecimal.ONE.movePointLeft(decimals);
        return new RangeText<>(text -> TypedNumber.read(text)
                .map(n -> Optional.of(new Range<>(n, n)), Problem.NOT_A_NUMBER),
                n -> n.setScale(decimals, RoundingMode.FLOOR).add(step),
                n -> n.setScale(decimals, RoundingMode.CEILING).subtract(step), n -> n.toPlainString().replace('.', point));
    }

    /** @return everything for a blank text, empty when the text cannot be read, or only guessed */
    public Optional<Range<T>> read(String typed) {
        return reading(typed) instanceof Reading.Understood<Range<T>>(Range<T> range) ? Optional.of(range)
                : Optional.empty();
    }

    /** What a text means as a range; everything when it is blank. */
    public Reading<Range<T>> reading(String typed) {
        String text = TypedText.line(typed).replace("%", "").strip();
        if (text.isEmpty()) {
            return new Reading.Understood<>(Range.all());
        }
        Matcher bound = BOUND.matcher(text);
        if (bound.matches()) {
            return reader.apply(bound.group(2)).map(range -> bounded(bound.group(1), range), Problem.NOTHING_BEYOND);
        }
        Reading<Range<T>> one = reader.apply(text);
        if (one instanceof Reading.Understood) {
            return one;
        }
        List<Reading<Range<T>>> ranges = DASH.matcher(text).results()
                .map(dash -> between(text.substring(0, dash.start()).strip(), text.substring(dash.end()).strip())).toList();
        return ranges.stream().filter(range -> !(range instanceof Reading.Refused)).findFirst().or(() -> ranges.stream()
                .filter(range -> range instanceof Reading.Refused<Range<T>>(Problem why) && why == Problem.BACKWARDS).findFirst())
                .orElse(one);
    }

    /** Why a text is not simply understood. */
    public Unread unread(String typed) {
        return switch (reading(typed)) {
            case Reading.Understood<Range<T>> _ -> Unread.UNKNOWN;
            case Reading.Asked<Range<T>>(Problem why, List<Range<T>> readings) ->
                    new Unread(why, readings.stream().map(this::write).toList());
            case Reading.Refused<Range<T>>(Problem why) -> new Unread(why, List.of());
        };
    }

    /** Empty where there is nothing on that side. */
    private Optional<Range<T>> bounded(String sign, Range<T> range) {
        try {
            return Optional.of(bound(sign, range));
        } catch (IllegalArgumentException | DateTimeException | NoSuchElementException beyond) {
            return Optional.empty();
        }
    }

    private Range<T> bound(String sign, Range<T> range) {
        return switch (sign) {
            case ">=", "≥" -> new Range<>(range.from(), null);
            case ">" -> new Range<>(moved(range.to(), next), null);
            case "<=", "≤" -> new Range<>(null, range.to());
            case "<" -> new Range<>(null, moved(range.from(), previous));
            default -> range;
        };
    }

    private @Nullable T moved(@Nullable T end, UnaryOperator<T> by) {
        return end == null ? null : by.apply(end);
    }

    private Reading<Range<T>> between(String first, String last) {
        if (first.isEmpty()) {
            return new Reading.Refused<>(Problem.NOT_A_NUMBER);
        }
        Reading<Range<T>> from = reader.apply(first);
        Reading<Range<T>> to = last.isEmpty() ? new Reading.Understood<>(Range.all()) : reader.apply(last);
        return from instanceof Reading.Asked
                ? from.map(start -> to instanceof Reading.Understood<Range<T>>(Range<T> end) ? between(start, end)
                        : Optional.empty(), Problem.BACKWARDS)
                : to.map(end -> from instanceof Reading.Understood<Range<T>>(Range<T> start) ? between(start, end)
                        : Optional.empty(), Problem.BACKWARDS);
    }

    private Optional<Range<T>> between(Range<T> start, Range<T> end) {
        try {
            return Optional.of(new Range<>(start.from(), end.to()));
        } catch (IllegalArgumentException backwards) {
            return Optional.empty();
        }
    }

    /** As {@link #read} takes it. */
    public String write(Range<T> range) {
        T from = range.from();
        T to = range.to();
        if (from == null) {
            return to == null ? "" : "≤ " + writer.apply(to);
        }
        return to == null ? "≥ " + writer.apply(from)
                : from.equals(to) ? writer.apply(from) : writer.apply(from) + " – " + writer.apply(to);
    }

    private static Optional<Integer> whole(BigDecimal number) {
        return number.signum() >= 0 && number.stripTrailingZeros().scale() <= 0 && number.compareTo(MOST) <= 0
                ? Optional.of(number.intValueExact()) : Optional.empty();
    }

    private static Reading<PartialDate> date(String text) {
        return new TypedDate(FIRST_YEAR, LocalDate.now(Study.CLOCK).getYear()).read(text);
    }

    /** The date of the same precision that comes so many later. */
    private static PartialDate moved(PartialDate date, int by) {
        return switch (date.precision()) {
            case YEAR -> PartialDate.of(date.year() + by);
            case MONTH -> {
                LocalDate first = date.first().plusMonths(by);
                yield new PartialDate(first.getYear(), first.getMonthValue(), null);
            }
            case DAY -> PartialDate.of(date.first().plusDays(by));
        };
    }
}
