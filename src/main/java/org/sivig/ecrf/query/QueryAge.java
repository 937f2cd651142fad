package org.sivig.ecrf.query;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.list.Range;
import org.sivig.ecrf.study.Study;

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

    /** How many days ago a moment was, on a day: days of the calendar of the study. */
    public static long inDays(Instant moment, LocalDate today) {
        return ChronoUnit.DAYS.between(LocalDate.ofInstant(moment, Study.ZONE), today);
    }

    /** The first moment at which queries were opened that have this age on a day; not of {@link #OLDER}, which has none. */
    public OffsetDateTime begins(LocalDate today) {
        return Objects.requireNonNull(days(today).from()).atStartOfDay(Study.ZONE).toOffsetDateTime();
    }

    /** The days on which queries were opened that have this age on a day. */
    public Range<LocalDate> days(LocalDate today) {
        return new Range<>(most == null ? null : today.minusDays(most), least == 0 ? null : today.minusDays(least));
    }
}
