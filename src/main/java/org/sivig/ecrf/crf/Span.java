package org.sivig.ecrf.crf;

import java.time.LocalDate;

/**
 * All that a number or a date may be, from the least to the greatest. A date is counted in days, so that numbers, dates
 * and differences between dates are compared alike: true or false when it is sure, otherwise unknown.
 */
public record Span(double low, double high) {

    /** Numbers that differ by no more than this are equal. */
    public static final double TOLERANCE = 1e-9;

    /** A number that is known. */
    public static Span exactly(double number) {
        return new Span(number, number);
    }

    public static Span of(LocalDate first, LocalDate last) {
        return new Span(first.toEpochDay(), last.toEpochDay());
    }

    public static Span of(PartialDate date) {
        return of(date.first(), date.last());
    }

    /** The first day that a date may be. */
    public LocalDate first() {
        return LocalDate.ofEpochDay((long) low);
    }

    /** The last day that a date may be. */
    public LocalDate last() {
        return LocalDate.ofEpochDay((long) high);
    }

    /** Whether it is one number or one day. */
    public boolean isExact() {
        return high - low <= TOLERANCE;
    }

    /** True if all of this is less than all of the other, false if none of it can be. */
    public Truth isLess(Span other) {
        return high < other.low - TOLERANCE ? Truth.TRUE
                : low < other.high - TOLERANCE ? Truth.UNKNOWN : Truth.FALSE;
    }

    /** True only when both are exact; false when they do not meet. */
    public Truth isSame(Span other) {
        return isLess(other).isTrue() || other.isLess(this).isTrue() ? Truth.FALSE
                : isExact() && other.isExact() ? Truth.TRUE : Truth.UNKNOWN;
    }

    /** What is left when the other is taken away: for dates, days from the other to this. */
    public Span minus(Span other) {
        return new Span(low - other.high, high - other.low);
    }

    /** Without its sign. */
    public Span abs() {
        return low >= 0 ? this : high <= 0 ? new Span(-high, -low) : new Span(0, Math.max(-low, high));
    }
}
