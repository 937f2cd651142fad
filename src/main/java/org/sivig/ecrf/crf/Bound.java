package org.sivig.ecrf.crf;

import java.math.BigDecimal;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A limit of an item: a number, a date, or a date of the patient. It refuses nothing; crossing it is reported, and only
 * when it is surely crossed.
 *
 * @param text    as the contract writes it
 * @param literal what the text says itself, a {@link BigDecimal} or a {@link PartialDate}; null when it names a date
 * @param value   a {@link BigDecimal} or a {@link PartialDate}, or null when this row and casebook do not tell
 */
public record Bound(String text, @Nullable Object literal,
        BiFunction<Row, Casebook, @Nullable Object> value) {

    /** No limit. */
    public static final Bound NONE = new Bound("", null, (row, casebook) -> null);

    /** The day of evaluation. */
    public static final Bound TODAY = new Bound("today", null,
            (row, casebook) -> PartialDate.of(casebook.today()));

    public static Bound of(String number) {
        BigDecimal limit = new BigDecimal(number);
        return new Bound(number, limit, (row, casebook) -> limit);
    }

    public static Bound ofDate(String iso) {
        PartialDate limit = PartialDate.parse(iso);
        return new Bound(iso, limit, (row, casebook) -> limit);
    }

    /** A date of the patient, under its export name. */
    public static Bound ofPatient(String exportName, Function<Casebook, @Nullable PartialDate> date) {
        return new Bound(exportName, null, (row, casebook) -> date.apply(casebook));
    }

    /** A date of the same row. */
    public static <R extends Row> Bound ofRow(String item, Class<R> type, Function<R, @Nullable PartialDate> date) {
        return new Bound(item, null, (row, casebook) -> date.apply(type.cast(row)));
    }

    /** Whether the value is surely below this lower bound. */
    boolean isSurelyAbove(Object value, Row row, Casebook casebook) {
        return surelyLess(value, this.value.apply(row, casebook));
    }

    /** Whether the value is surely above this upper bound. */
    boolean isSurelyBelow(Object value, Row row, Casebook casebook) {
        return surelyLess(this.value.apply(row, casebook), value);
    }

    private static boolean surelyLess(@Nullable Object a, @Nullable Object b) {
        if (a == null || b == null) {
            return false;
        }
        if (a instanceof PartialDate x && b instanceof PartialDate y) {
            return x.isBefore(y).isTrue();
        }
        return number(a).compareTo(number(b)) < 0;
    }

    /** A number, which may be a year, or the year of a date: one is surely before the other if its year is. */
    private static BigDecimal number(Object value) {
        return value instanceof PartialDate date ? BigDecimal.valueOf(date.year()) : (BigDecimal) value;
    }
}
