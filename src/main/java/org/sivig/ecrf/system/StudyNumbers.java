package org.sivig.ecrf.system;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.crf.Severity;
import org.sivig.ecrf.node.Clocks;
import org.sivig.ecrf.node.LastDone;
import org.sivig.ecrf.query.QueryAge;
import org.sivig.ecrf.study.Study;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What the database says at a moment, the same on all nodes but for the clock. No patient, nobody's name, and no site.
 *
 * @param at       when it was read
 * @param clocks   those of this node, the database and the time server
 * @param findings those that hold and that nobody has explained, by severity
 * @param queries  those that wait for somebody, by how long ago they were opened
 * @param signedIn how many sign-ins hold
 * @param verified when the audit chains were verified last, and whether they held; null when they never were
 * @param backups  the latest that were made or restored on trial, the last first
 */
public record StudyNumbers(Instant at, Clocks clocks, Map<Severity, Long> findings, Map<QueryAge, Long> queries, long signedIn,
        @Nullable LastDone verified, List<BackupRecord> backups) {

    /** How old may be what is done every night: one may have failed. */
    static final Duration NIGHTLY = Duration.ofHours(49);

    /** Five statements, each answered from an index or a table of few rows. */
    static StudyNumbers read(JdbcClient database, String timeServer, long signedIn) {
        Clocks clocks = Clocks.read(database, timeServer);
        Instant now = Study.CLOCK.instant();
        Map<Severity, Long> findings = new EnumMap<>(Severity.class);
        for (Severity severity : Severity.values()) {
            findings.put(severity, 0L);
        }
        database.sql("select severity, count(*) from finding where state in ('OPEN', 'NOTED') group by severity")
                .query(row -> {
                    findings.put(Severity.valueOf(row.getString(1)), row.getLong(2));
                });
        return new StudyNumbers(now, clocks, findings, queries(database, LocalDate.ofInstant(now, Study.ZONE)), signedIn,
                LastDone.of(database, LastDone.VERIFICATION).orElse(null), BackupRecord.latest(database));
    }

    private static Map<QueryAge, Long> queries(JdbcClient database, LocalDate today) {
        Map<QueryAge, Long> queries = new EnumMap<>(QueryAge.class);
        database.sql("""
                select count(case when opened_at >= :week then 1 end), count(case when opened_at >= :month then 1 end), count(*)
                from query where state in ('OPEN', 'ANSWERED')""").param("week", QueryAge.WEEK.begins(today))
                .param("month", QueryAge.MONTH.begins(today)).query(row -> {
                    queries.put(QueryAge.WEEK, row.getLong(1));
                    queries.put(QueryAge.MONTH, row.getLong(2) - row.getLong(1));
                    queries.put(QueryAge.OLDER, row.getLong(3) - row.getLong(2));
                });
        return queries;
    }

    /** The last one that ended well; null when none ever did. */
    public @Nullable BackupRecord last(BackupRecord.Act act) {
        return backups.stream().filter(each -> each.act() == act && each.holds()).findFirst().orElse(null);
    }

    /** Whether the audit trail should have been verified again by now. */
    public boolean isUnverified() {
        return verified == null || verified.at().isBefore(at.minus(NIGHTLY));
    }

    /** Whether it should have been done again by now. Nothing can be restored where nothing was ever made. */
    public boolean isOverdue(BackupRecord.Act act) {
        BackupRecord last = last(act);
        return last == null ? act == BackupRecord.Act.BACKUP || last(BackupRecord.Act.BACKUP) != null : last.at().isBefore(at.minus(act.oldest()));
    }
}
