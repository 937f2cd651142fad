package org.sivig.ecrf.casebook.ui;

import java.io.Serializable;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.casebook.Range;
import org.sivig.ecrf.crf.PartialDate;
import org.sivig.ecrf.crf.TypedDate;

/**
 * Ranges as people type them: {@code 9}, {@code 9-12}, {@code >= 9}, {@code < 9}. A partial date stands for all its
 * days, so that {@code 2026} is a year, {@code > 03/2026} starts in April and {@code 03/2026 - 05/2026} takes three
 * months.
 */
public final class RangeText<T extends Comparable<? super T> & Serializable> {

    /** Whole numbers of up to four digits, with or without a percent sign. */
    public static final RangeText<Integer> NUMBERS = new RangeText<>(RangeText::number,
            n -> n + 1, n -> n - 1, String::valueOf);

    public static final RangeText<LocalDate> DAYS = new RangeText<>(RangeText::days, day -> day.plusDays(1),
            day -> day.minusDays(1), day -> PartialDate.of(day).display());

    /** Partial dates as they are: {@code 2011} is from {@code 2011} to {@code 2011}. */
    public static final RangeText<PartialDate> DATES = new RangeText<>(
            text -> TypedDate.understood(text).map(date -> new Range<>(date, date)), date -> moved(date, 1),
            date -> moved(date, -1), PartialDate::display);

    private static final Pattern BOUND = Pattern.compile("(>=|≥|>|<=|≤|<|=)(.+)");
    private static final Pattern NUMBER = Pattern.compile("\\d{1,4}");
    private static final Pattern DECIMAL = Pattern.compile("[-−]?\\d{1,12}([.,]\\d{1,9})?");
    private static final Pattern DASH = Pattern.compile("[-–—]");

    private final Function<String, Optional<Range<T>>> reader;
    private final UnaryOperator<T> next;
    private final UnaryOperator<T> previous;
    private final Function<T, String> writer;

    private RangeText(Function<String, Optional<Range<T>>> reader, UnaryOperator<T> next, UnaryOperator<T> previous,
            Function<T, String> writer) {
        this.reader = reader;
        this.next = next;
        this.previous = previous;
        this.writer = writer;
    }

    /**
     * Numbers of either sign.
     *
     * @param decimals how many decimals they have at most: {@code > 9} starts at 9.1 with one
     * @param point    what stands before them; a comma and a point are read
     */
    public static RangeText<BigDecimal> numbers(int decimals, char point) {
        BigDecimal step = BigDecimal.ONE.movePointLeft(decimals);
        return new RangeText<>(RangeText::decimal, n -> n.add(step), n -> n.subtract(step),
                n -> n.toPlainString().replace('.', point));
    }

    /** @return everything for a blank text, empty when the text cannot be read */
    public Optional<Range<T>> read(String typed) {
        String text = typed.replaceAll("[\\s\u00A0\u202F%]+", "");
        if (text.isEmpty()) {
            return Optional.of(Range.all());
        }
        Matcher bound = BOUND.matcher(text);
        if (bound.matches()) {
            return reader.apply(bound.group(2)).map(range -> bounded(bound.group(1), range));
        }
        return reader.apply(text).or(() -> DASH.matcher(text).results()
                .flatMap(dash -> between(text.substring(0, dash.start()), text.substring(dash.end()))).findFirst());
    }

    private Range<T> bounded(String sign, Range<T> range) {
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

    private Stream<Range<T>> between(String first, String last) {
        Optional<Range<T>> from = reader.apply(first);
        Optional<Range<T>> to = last.isEmpty() ? Optional.of(Range.all()) : reader.apply(last);
        try {
            return from.isPresent() && to.isPresent() ? Stream.of(new Range<>(from.get().from(), to.get().to()))
                    : Stream.empty();
        } catch (IllegalArgumentException backwards) {
            return Stream.empty();
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

    private static Optional<Range<Integer>> number(String text) {
        return Optional.of(text).filter(NUMBER.asMatchPredicate()).map(Integer::valueOf).map(n -> new Range<>(n, n));
    }

    private static Optional<Range<BigDecimal>> decimal(String text) {
        return Optional.of(text).filter(DECIMAL.asMatchPredicate())
                .map(number -> new BigDecimal(number.replace('−', '-').replace(',', '.')))
                .map(n -> new Range<>(n, n));
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

    private static Optional<Range<LocalDate>> days(String text) {
        return TypedDate.understood(text).map(date -> new Range<>(date.first(), date.last()));
    }
}
