package org.sivig.ecrf.node;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;
import org.sivig.ecrf.study.Study;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * When something was done last that has to be done again and again, by whoever does it: a node or a command.
 *
 * @param holds whether all was well
 * @param mark  by which it is known: the SHA-256 of the heads that were verified
 */
public record LastDone(Instant at, boolean holds, String mark) {

    /** The audit chains were verified. */
    public static final String VERIFICATION = "verification";

    /** Empty when it never was. */
    public static Optional<LastDone> of(JdbcClient database, String what) {
        return database.sql("select done_at, holds, mark from last_done where what = ? and done_at is not null").param(what)
                .query((row, number) -> new LastDone(row.getTimestamp(1).toInstant(), row.getBoolean(2), row.getString(3))).optional();
    }

    /** It was done now. */
    public static void put(JdbcClient database, String what, boolean holds, String mark) {
        database.sql("update last_done set done_at = ?, holds = ?, mark = ? where what = ?")
                .params(Timestamp.from(Study.CLOCK.instant()), holds, mark, what).update();
    }
}
