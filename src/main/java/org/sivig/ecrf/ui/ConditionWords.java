package org.sivig.ecrf.ui;

import static java.util.stream.Collectors.joining;

import java.io.Serializable;
import java.math.BigDecimal;
import java.text.DecimalFormatSymbols;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.crf.Code;
import org.sivig.ecrf.crf.PartialDate;
import org.sivig.ecrf.crf.TypedText;
import org.sivig.ecrf.data.ColumnCondition;
import org.sivig.ecrf.data.DataColumn;
import org.sivig.ecrf.data.DataColumns;
import org.sivig.ecrf.data.DataFilter;
import org.sivig.ecrf.list.Range;
import org.sivig.ecrf.study.PatientNumber;

/** How the tests of columns are written for the reader, and read as people type them in the head of a column. */
public record ConditionWords(ColumnWords words) {

    /** The test that was typed. */
    public sealed interface Typed extends Serializable {

        /** @param test null for everything */
        record Readable(@Nullable ColumnCondition test) implements Typed {
        }

        record Unreadable(Unread why) implements Typed {
        }
    }

    /** Whether the test of a column is typed: a part of a text, a range. */
    public static boolean isTyped(DataColumn column) {
        return switch (column.type()) {
            case TEXT, LONG_TEXT, INTEGER, DECIMAL, YEAR, DATE, PARTIAL_DATE -> true;
            case YES_NO, CHOICE, MULTI_CHOICE -> false;
        };
    }

    /**
     * Reads what is typed in the head of a column: a part of the text; or a range, a missing reason, or the word for
     * nothing.
     */
    public Typed read(DataColumn column, String typed) {
        String text = TypedText.line(typed);
        return switch (column.type()) {
            case TEXT, LONG_TEXT -> text.isEmpty() ? new Typed.Readable(null)
                    : test(() -> contains(column, text));
            case INTEGER, DECIMAL, YEAR -> word(column, text)
                    .orElseGet(() -> range(numbers(column), text, ColumnCondition.Numbers::new));
            case DATE, PARTIAL_DATE -> word(column, text)
                    .orElseGet(() -> range(RangeText.DATES, text, ColumnCondition.Dates::new));
            case YES_NO, CHOICE, MULTI_CHOICE -> new Typed.Unreadable(Unread.UNKNOWN);
        };
    }

    /** A part of the text; the number of a patient is looked for as it is kept, whatever dashes were typed. */
    public static ColumnCondition.Contains contains(DataColumn column, String typed) {
        return new ColumnCondition.Contains(column.id().equals(DataColumns.NUMBER) ? PatientNumber.of(typed)
                : TypedText.line(typed));
    }

    private Optional<Typed> word(DataColumn column, String text) {
        ColumnCondition test = Words.plain(text).equals(words.of("data.word.empty")) ? new ColumnCondition.Empty()
                : TypedText.reason(text).<ColumnCondition>map(reason -> new ColumnCondition.Missing(Set.of(reason))).orElse(null);
        return Optional.ofNullable(test).filter(each -> each.suits(column)).map(Typed.Readable::new);
    }

    private static <T extends Comparable<? super T> & Serializable> Typed range(RangeText<T> reader, String text,
            BiFunction<@Nullable T, @Nullable T, ColumnCondition> test) {
        return reader.read(text).map(range -> range.equals(Range.<T>all()) ? new Typed.Readable(null)
                : test(() -> test.apply(range.from(), range.to()))).orElseGet(() -> new Typed.Unreadable(reader.unread(text)));
    }

    private static Typed test(java.util.function.Supplier<ColumnCondition> test) {
        try {
            return new Typed.Readable(test.get());
        } catch (IllegalArgumentException impossible) {
            return new Typed.Unreadable(Unread.UNKNOWN);
        }
    }

    private RangeText<BigDecimal> numbers(DataColumn column) {
        return RangeText.numbers(column.decimals(), DecimalFormatSymbols.getInstance(words.words().locale())
                .getDecimalSeparator());
    }

    /** One end of a range as it is typed; empty when it is open. */
    public String end(DataColumn column, @Nullable Serializable end) {
        return switch (end) {
            case BigDecimal number -> numbers(column).write(new Range<>(number, number));
            case PartialDate date -> date.display();
            case null, default -> "";
        };
    }

    /** A test as it is typed; empty for one that is not. */
    public String typed(DataColumn column, @Nullable ColumnCondition test) {
        return switch (test) {
            case ColumnCondition.Contains contains -> contains.text();
            case ColumnCondition.Numbers range -> numbers(column).write(new Range<>(range.from(), range.to()));
            case ColumnCondition.Dates range -> RangeText.DATES.write(new Range<>(range.from(), range.to()));
            case ColumnCondition.Empty empty -> words.of("data.word.empty");
            case ColumnCondition.Missing missing when missing.reasons().size() == 1 -> missing.reasons().iterator().next().code();
            case null, default -> "";
        };
    }

    /** A filter in a few words. */
    public String filter(DataFilter filter) {
        return words.of("data.chip", words.label(filter.column()), test(filter.column(), filter.test()));
    }

    /** A test in a few words. */
    public String test(DataColumn column, ColumnCondition test) {
        return switch (test) {
            case ColumnCondition.Contains contains -> words.of("data.test.contains", contains.text());
            case ColumnCondition.Numbers range -> between(end(column, range.from()), end(column, range.to()));
            case ColumnCondition.Dates range -> between(end(column, range.from()), end(column, range.to()));
            case ColumnCondition.AnyOf any -> codes(column, any.codes(), "data.test.or");
            case ColumnCondition.NoneOf none -> words.of("data.test.none", codes(column, none.codes(), "data.test.or"));
            case ColumnCondition.Compared compared -> words.of("data.test." + compared.relation(), words.label(compared.other()));
            case ColumnCondition.Rows rows -> words.of("data.test.rows", rows.rows().size());
            case ColumnCondition.AllOf all -> codes(column, all.codes(), "data.test.and");
            case ColumnCondition.Missing missing -> missing.reasons().isEmpty() ? words.of("data.test.missing")
                    : missing.reasons().stream().map(Code::code).collect(joining(words.of("data.test.or")));
            case ColumnCondition.ChangedSince since -> words.of("data.test.since", PartialDate.of(since.day()).display());
            case ColumnCondition.Empty _ -> words.of("data.test.empty");
            case ColumnCondition.HasValue _ -> words.of("data.test.value");
            case ColumnCondition.NoValue _ -> words.of("data.test.no-value");
            case ColumnCondition.WithoutValue _ -> words.of("data.test.without");
            case ColumnCondition.HasFinding _ -> words.of("data.test.finding");
            case ColumnCondition.NoFinding _ -> words.of("data.test.no-finding");
            case ColumnCondition.NoQuery _ -> words.of("data.test.no-query");
            case ColumnCondition.HasQuery _ -> words.of("data.test.query");
            case ColumnCondition.Verified _ -> words.of("data.test.verified");
            case ColumnCondition.NotVerified _ -> words.of("data.test.unverified");
            case ColumnCondition.ToVerify _ -> words.of("data.test.to-verify");
        };
    }

    /** The tests of a column in a few words. */
    public String tests(DataColumn column, List<ColumnCondition> tests) {
        return tests.stream().map(test -> test(column, test)).collect(joining(", "));
    }

    private String between(String from, String to) {
        return from.isEmpty() ? "≤ " + to : to.isEmpty() ? "≥ " + from
                : from.equals(to) ? from : words.of("data.test.between", from, to);
    }

    private String codes(DataColumn column, Set<String> codes, String joint) {
        return words.codes(column).filter(codes::contains).map(code -> words.code(column, code))
                .collect(joining(words.of(joint)));
    }
}
