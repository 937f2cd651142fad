package org.sivig.ecrf.system;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A backup that was made, or one that was restored on trial, as the operator's script has put it on record (docs/operations.md). The application reads
 * these and writes none.
 *
 * @param sha256     of the file; empty where it was not said
 * @param holds      whether all was well
 * @param remark     what else was said: where it is kept, who signed the report of the trial; empty for nothing
 * @param recordedBy the role in the database that said so
 */
public record BackupRecord(Instant at, Act act, String sha256, boolean holds, String remark, String recordedBy) {

    /** What was done. */
    public enum Act {
        /** A backup was made; every night. */
        BACKUP(StudyNumbers.NIGHTLY),
        /** A backup was restored on a machine of its own, and looked over; every month. */
        TRIAL(Duration.ofDays(35));

        private final Duration oldest;

        Act(Duration oldest) {
            this.oldest = oldest;
        }

        /** How old the last one may be. */
        public Duration oldest() {
            return oldest;
        }
    }

    /** The latest ones, the last of all first, among them the last good one of each act. */
    static List<BackupRecord> latest(JdbcClient database) {
        return database.sql("""
                select at, act, sha256, holds, remark, recorded_by from backup_record
                where id in (select id from backup_record order by id desc fetch first 20 rows only)
                    or id in (select max(id) from backup_record where holds group by act)
                order by id desc""").query((row, number) -> new BackupRecord(row.getTimestamp(1).toInstant(), Act.valueOf(row.getString(2)),
                        row.getString(3), row.getBoolean(4), row.getString(5), row.getString(6))).list();
    }
}
