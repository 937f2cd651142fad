package org.sivig.ecrf.crf;

import java.io.Serializable;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import org.jspecify.annotations.Nullable;

/**
 * A date that carries its precision: a year, a month or a day. It stands for the interval of days it may mean, and
 * comparisons between intervals answer true, false or cannot tell.
 * <p>
 * Its text is the reduced form of ISO 8601 ({@code 2011}, {@code 2011-03}, {@code 2011-03-14}), which also sorts in
 * SQL.
 *
 * @param month null when only the year is known
 * @param day   null when only the month is known; never known without its month
 */
public record PartialDate(int year, @Nullable Integer month, @Nullable Integer day)
        implements Comparable<PartialDate>, Serializable {

    /** How much of a date is known. */
    public enum Precision {
        YEAR, MONTH, DAY
    }

    /** @throws DateTimeException when there is no such month or day, or the year is not of four digits */
    public PartialDate {
        if (year < 1000 || year > 9999) {
            throw new DateTimeException("Year out of range: " + year);
        }
        if (month == null && day != null) {
            throw new DateTimeException("A day without its month does not exist");
        }
        if (month != null) {
            LocalDate.of(year, month, day == null ? 1 : day);
        }
    }

    public static PartialDate of(int year) {
        return new PartialDate(year, null, null);
    }

    public static PartialDate of(LocalDate date) {
        return new PartialDate(date.getYear(), date.getMonthValue(), date.getDayOfMonth());
    }

    /**
     * Reads the reduced ISO form.
     *
     * @throws DateTimeException when the text is not of that form or there is no such day
     */
    public static PartialDate parse(String iso) {
        return switch (iso.length()) { // figures read tens of thousands: no pattern
            case 4 -> new PartialDate(number(iso, 0, 4), null, null);
            case 7 -> new PartialDate(number(iso, 0, 4), part(iso, 4), null);
            case 10 -> new PartialDate(number(iso, 0, 4), part(iso, 4), part(iso, 7));
            default -> throw new DateTimeException("Not a partial ISO date");
        };
    }

    /** The two digits after a hyphen. */
    private static int part(String iso, int hyphen) {
        if (iso.charAt(hyphen) != '-') {
            throw new DateTimeException("Not a partial ISO date");
        }
        return number(iso, hyphen + 1, hyphen + 3);
    }

    private static int number(String iso, int from, int to) {
        int number = 0;
        for (int i = from; i < to; i++) {
            int digit = iso.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                throw new DateTimeException("Not a partial ISO date");
            }
            number = number * 10 + digit;
        }
        return number;
    }

    public Precision precision() {
        return month == null ? Precision.YEAR : day == null ? Precision.MONTH : Precision.DAY;
    }

    /** Whether the day is known. */
    public boolean isComplete() {
        return day != null;
    }

    /** The first day this date may mean. */
    public LocalDate first() {
        return LocalDate.of(year, month == null ? 1 : month, day == null ? 1 : day);
    }

    /** The last day this date may mean. */
    public LocalDate last() {
        if (month == null) {
            return LocalDate.of(year, 12, 31);
        }
        return day == null ? YearMonth.of(year, month).atEndOfMonth() : first();
    }

    /** The day taken for a duration or an age: the 15th when the month is known, 1 July when only the year is. */
    public LocalDate middle() {
        return LocalDate.of(year, month == null ? 7 : month, day == null ? month == null ? 1 : 15 : day);
    }

    /** True if all of this is before all of the other, false if none of it can be. */
    public Truth isBefore(PartialDate other) {
        if (last().isBefore(other.first())) {
            return Truth.TRUE;
        }
        return first().isBefore(other.last()) ? Truth.UNKNOWN : Truth.FALSE;
    }

    /** Whether this is not after the other: the negation of {@code other.isBefore(this)}. */
    public Truth isAtMost(PartialDate other) {
        return other.isBefore(this).not();
    }

    /** True only between two known days; false when the intervals do not meet. */
    public Truth isSameAs(PartialDate other) {
        if (last().isBefore(other.first()) || other.last().isBefore(first())) {
            return Truth.FALSE;
        }
        return isComplete() && other.isComplete() ? Truth.TRUE : Truth.UNKNOWN;
    }

    /** As people write it here: {@code 2011}, {@code 03/2011}, {@code 14/03/2011}. */
    public String display() {
        return (day == null ? "" : "%02d/".formatted(day)) + (month == null ? "" : "%02d/".formatted(month))
                + "%04d".formatted(year);
    }

    /** The order of the ISO texts; not the three-valued comparison. */
    @Override
    public int compareTo(PartialDate other) {
        return toString().compareTo(other.toString());
    }

    /** The reduced ISO form. */
    @Override
    public String toString() {
        return "%04d".formatted(year) + (month == null ? "" : "-%02d".formatted(month))
                + (day == null ? "" : "-%02d".formatted(day));
    }
}
