package org.sivig.ecrf.oracle;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Set;
import java.util.function.BinaryOperator;

/** What an expression of the contract comes to; a yes or no, after Kleene, may be {@link #UNKNOWN} too. */
sealed interface Value {

    Value UNKNOWN = new Unknown();
    Value TRUE = new Logic(true);
    Value FALSE = new Logic(false);

    /** Numbers closer than this are equal. */
    double TOLERANCE = 1e-9;

    record Unknown() implements Value {
    }

    record Logic(boolean holds) implements Value {
    }

    /** A number, or all that it may be. */
    record Range(double least, double greatest) implements Value {

        boolean isExact() {
            return least == greatest;
        }
    }

    /** A date: the days that it may mean. */
    record Span(LocalDate first, LocalDate last) implements Value {

        boolean isExact() {
            return first.equals(last);
        }

        Span ofWholeMonths() {
            return new Span(YearMonth.from(first).atDay(1), YearMonth.from(last).atEndOfMonth());
        }
    }

    /** The code of a choice, or the codes of a multiple choice. */
    record Codes(Set<String> codes) implements Value {
    }

    record Text(String text) implements Value {
    }

    static Value number(double number) {
        return new Range(number, number);
    }

    static Value logic(boolean holds) {
        return holds ? TRUE : FALSE;
    }

    static Value day(LocalDate day) {
        return new Span(day, day);
    }

    /** {@code 2011}, {@code 2011-03} or {@code 2011-03-14}. */
    static Value date(String iso) {
        return switch (iso.length()) {
            case 4 -> new Span(LocalDate.parse(iso + "-01-01"), LocalDate.parse(iso + "-12-31"));
            case 7 -> new Span(YearMonth.parse(iso).atDay(1), YearMonth.parse(iso).atEndOfMonth());
            default -> day(LocalDate.parse(iso));
        };
    }

    static Value and(Value a, Value b) {
        return a.equals(FALSE) || b.equals(FALSE) ? FALSE : a.equals(TRUE) && b.equals(TRUE) ? TRUE : UNKNOWN;
    }

    static Value or(Value a, Value b) {
        return not(and(not(a), not(b)));
    }

    static Value not(Value a) {
        return a.equals(UNKNOWN) ? UNKNOWN : logic(a.equals(FALSE));
    }

    /** True if all of a is before all of b, false if none of it can be. */
    static Value less(Value a, Value b) {
        if (a.equals(UNKNOWN) || b.equals(UNKNOWN)) {
            return UNKNOWN;
        }
        if (a instanceof Span(var aFirst, var aLast) && b instanceof Span(var bFirst, var bLast)) {
            return aLast.isBefore(bFirst) ? TRUE : aFirst.isBefore(bLast) ? UNKNOWN : FALSE;
        }
        if (a instanceof Range(var aLeast, var aGreatest) && b instanceof Range(var bLeast, var bGreatest)) {
            return aGreatest < bLeast - TOLERANCE ? TRUE : aLeast < bGreatest - TOLERANCE ? UNKNOWN : FALSE;
        }
        throw new IllegalArgumentException("Not to be compared: " + a + ", " + b);
    }

    /** True only of what is exact, false if there is nothing that both may be. */
    static Value equal(Value a, Value b) {
        Value apart = or(less(a, b), less(b, a));
        boolean exact = a instanceof Span s && s.isExact() && b instanceof Span t && t.isExact()
                || a instanceof Range r && r.isExact() && b instanceof Range q && q.isExact();
        return apart.equals(TRUE) ? FALSE : exact ? not(apart) : UNKNOWN;
    }

    /** Arithmetic, on numbers that are exact. */
    static Value compute(Value a, Value b, BinaryOperator<Double> operation) {
        if (a.equals(UNKNOWN) || b.equals(UNKNOWN)) {
            return UNKNOWN;
        }
        if (a instanceof Range r && r.isExact() && b instanceof Range q && q.isExact()) {
            return number(operation.apply(r.least(), q.least()));
        }
        throw new IllegalArgumentException("No numbers: " + a + ", " + b);
    }
}
