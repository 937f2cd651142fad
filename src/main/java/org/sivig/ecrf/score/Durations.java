package org.sivig.ecrf.score;

import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.crf.PartialDate;

/**
 * Time between two dates, shown with one decimal. A partial date is taken at its middle and makes the duration
 * approximate. A duration that is negative only because of that is 0; it stays negative when the first date is surely
 * after the second. Each is null when a date is missing.
 */
public final class Durations {

    /** Days of a month: a twelfth of the year of the Julian calendar. */
    public static final double DAYS_PER_MONTH = 30.4375;

    /** Days of a year of the Julian calendar. */
    public static final double DAYS_PER_YEAR = 365.25;

    private static final int DECIMALS = 1;

    private Durations() {
    }

    /** Duration in months of 30.4375 days. */
    public static @Nullable Quantity months(@Nullable PartialDate from, @Nullable PartialDate to) {
        return between(from, to, DAYS_PER_MONTH);
    }

    /** Months of 30.4375 days from one date to another, of which either may be the earlier; never taken for 0. */
    public static @Nullable Quantity monthsApart(@Nullable PartialDate from, @Nullable PartialDate to) {
        return from == null || to == null ? null
                : new Quantity(ChronoUnit.DAYS.between(from.middle(), to.middle()) / DAYS_PER_MONTH, DECIMALS,
                        !from.isComplete() || !to.isComplete());
    }

    /** Duration in years of 365.25 days. */
    public static @Nullable Quantity years(@Nullable PartialDate from, @Nullable PartialDate to) {
        return between(from, to, DAYS_PER_YEAR);
    }

    /** Duration in years from a date of which only the year is asked. */
    public static @Nullable Quantity yearsSince(@Nullable Integer year, @Nullable PartialDate to) {
        return years(year == null ? null : PartialDate.of(year), to);
    }

    /**
     * Duration of Raynaud's phenomenon in years, from the year of its beginning, or from the more precise date of the
     * history when that lies in the same year.
     *
     * @param year    the year in which it began; null gives null, whatever the history says
     * @param history its date in the history of organ involvement, if known
     */
    public static @Nullable Quantity yearsOfRaynaud(@Nullable Integer year, @Nullable PartialDate history,
            @Nullable PartialDate to) {
        return year != null && history != null && history.year() == year ? years(history, to) : yearsSince(year, to);
    }

    private static @Nullable Quantity between(@Nullable PartialDate from, @Nullable PartialDate to,
            double daysPerUnit) {
        if (from == null || to == null) {
            return null;
        }
        long days = ChronoUnit.DAYS.between(from.middle(), to.middle());
        boolean surelyAfter = to.isBefore(from).isTrue();
        return new Quantity((surelyAfter ? days : Math.max(days, 0)) / daysPerUnit, DECIMALS,
                !from.isComplete() || !to.isComplete());
    }
}
