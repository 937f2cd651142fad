package org.sivig.ecrf.query;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.casebook.Range;

/** How many days ago a query was last opened. */
public enum QueryAge {
    /** Up to 7 days. */
    WEEK(0, 7),
    /** 8 to 30 days. */
    MONTH(8, 30),
    /** More than 30 days. */
    OLDER(31, null);

    private final int least;
    private final @Nullable Integer most;

    QueryAge(int least, @Nullable Integer most) {
        this.least = least;
        this.most = most;
    }

    /** The days on which queries were opened that have this age on a day. */
    public Range<LocalDate> days(LocalDate today) {
        return new Range<>(most == null ? null : today.minusDays(most), least == 0 ? null : today.minusDays(least));
    }
}
