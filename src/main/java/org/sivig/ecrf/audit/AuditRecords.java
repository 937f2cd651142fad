package org.sivig.ecrf.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Reads the audit records and verifies their chains. */
@Service
public class AuditRecords {

    /** Who changed an item last, and when. */
    public record Author(String username, Instant at) {
    }

    /**
     * Where a chain does not hold.
     *
     * @param seq the place of the first record that does not fit
     */
    public record Break(String patientNumber, long seq, Kind kind) {

        public enum Kind {
            /** A record is not the one that was written. */
            CHANGED,
            /** A record is missing, or not in its place. */
            REMOVED
        }
    }

    private final JdbcClient database;

    AuditRecords(JdbcClient database) {
        this.database = database;
    }

    /** Who gave an item of a patient the answer it holds. */
    @Transactional(readOnly = true)
    public Optional<Author> lastAuthor(long patient, String form, String rowKey, String item) {
        return database.sql("""
                select username, at from audit_record
                where patient_id = ? and form = ? and row_key = ? and item = ? and act is null
                order by seq desc fetch first 1 row only""")
                .params(patient, form, rowKey, item)
                .query((row, i) -> new Author(row.getString(1), instant(row, 2))).optional();
    }

    /** Who changed a row of a patient last. */
    @Transactional(readOnly = true)
    public Optional<Author> lastAuthor(long patient, String form, String rowKey) {
        return database.sql("""
                select username, at from audit_record
                where patient_id = ? and form = ? and row_key = ? and act is null order by seq desc fetch first 1 row only""")
                .params(patient, form, rowKey)
                .query((row, i) -> new Author(row.getString(1), instant(row, 2))).optional();
    }

    /**
     * Everything on record about one item, the newest first. Identity is sealed.
     *
     * @param place an item of a row
     */
    @Transactional(readOnly = true)
    public List<AuditRecord> of(long patient, Act.Place place) {
        return database.sql("select " + AuditRecord.COLUMNS + AuditRecord.TOGETHER + AuditRecord.FROM + """
                where r.patient_id = ? and r.form = ? and r.row_key = ? and r.item = ? order by r.seq desc""")
                .params(patient, place.form(), place.rowKey(), place.item())
                .query((row, i) -> AuditRecord.read(row)).list();
    }

    /** Every change of an answer of a patient up to a moment, the oldest first. Identity is sealed. */
    @Transactional(readOnly = true)
    public List<AuditRecord> changes(long patient, Instant until) {
        return database.sql("select " + AuditRecord.COLUMNS + AuditRecord.NOT_COUNTED + AuditRecord.FROM + """
                where r.patient_id = ? and r.act is null and r.at <= ? order by r.seq""")
                .params(patient, until.atOffset(ZoneOffset.UTC))
                .query((row, i) -> AuditRecord.read(row)).list();
    }

    /** Verifies the chain of every patient; empty when all hold. */
    @Transactional(readOnly = true)
    public List<Break> verifyAll() {
        List<Break> breaks = new ArrayList<>();
        database.sql("select id, number from patient order by number")
                .query((row, i) -> verify(row.getLong(1), row.getString(2))).list()
                .forEach(result -> result.ifPresent(breaks::add));
        return breaks;
    }

    /**
     * Verifies the chain of one patient: every record unchanged, none removed, all in their order. There is no patient
     * without records, because the first is written when the patient is created.
     */
    private Optional<Break> verify(long patient, String number) {
        List<Stored> records = database.sql("select * from audit_record where patient_id = ? order by seq")
                .param(patient).query((row, i) -> Stored.read(row)).list();
        String hash = Chain.ROOT;
        long seq = 0;
        for (Stored record : records) {
            seq++;
            if (record.link().seq() != seq) {
                return Optional.of(new Break(number, seq, Break.Kind.REMOVED));
            }
            if (!record.previous().equals(hash) || !record.hash().equals(record.link().hashAfter(hash))) {
                return Optional.of(new Break(number, seq, Break.Kind.CHANGED));
            }
            hash = record.hash();
        }
        String end = hash;
        long count = seq;
        boolean whole = database.sql("select seq, hash from audit_head where patient_id = ?").param(patient)
                .query((row, i) -> row.getLong(1) == count && row.getString(2).equals(end)).optional()
                .orElse(false);
        return whole ? Optional.empty() : Optional.of(new Break(number, count + 1, Break.Kind.REMOVED));
    }

    private record Stored(Chain.Link link, String previous, String hash) {

        static Stored read(ResultSet row) throws SQLException {
            return new Stored(new Chain.Link(row.getLong("patient_id"), row.getLong("seq"), instant(row, "at"),
                    row.getString("username"), row.getString("role"), row.getString("site"), row.getString("form"),
                    row.getString("row_key"), row.getString("item"), row.getString("old_value"),
                    row.getString("old_missing"), row.getString("new_value"), row.getString("new_missing"),
                    row.getString("reason"), number(row, "query_number"), row.getString("batch"),
                    row.getString("act"), row.getString("subject")),
                    row.getString("previous_hash"), row.getString("hash"));
        }

        private static @Nullable Long number(ResultSet row, String column) throws SQLException {
            long value = row.getLong(column);
            return row.wasNull() ? null : value;
        }
    }

    private static Instant instant(ResultSet row, int column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
