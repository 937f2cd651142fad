package org.sivig.ecrf.node;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.sivig.ecrf.study.Study;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The clock of this server beside that of the database, which all nodes have in common. */
public final class DatabaseClock {

    /** How far the clocks of two servers may be apart. */
    public static final Duration APART = Duration.ofSeconds(5);

    private DatabaseClock() {
    }

    /** How far this server is ahead of the database; less than nothing when it is behind. */
    public static Duration ahead(JdbcClient database) {
        Instant asked = Study.CLOCK.instant();
        Instant there = database.sql("select current_timestamp")
                .query((row, number) -> row.getObject(1, OffsetDateTime.class).toInstant()).single();
        return Duration.between(there, asked.plus(Duration.between(asked, Study.CLOCK.instant()).dividedBy(2)));
    }

    /** Whether that is more than it may be. */
    public static boolean isTooFar(Duration ahead) {
        return ahead.abs().compareTo(APART) > 0;
    }
}
