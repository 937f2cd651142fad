package org.sivig.ecrf.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Isolation;
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
     * @param patientNumber {@link #REGISTERS} and {@link #ACCOUNTS} for the chains of what belongs to no patient
     * @param seq the place of the first record that does not fit
     */
    public record Break(String patientNumber, long seq, Kind kind) {

        /** What stands in the place of a patient where it is the chain of the registers. */
        public static final String REGISTERS = "registers";
        /** The same for the log of accounts. */
        public static final String ACCOUNTS = "accounts";

        public enum Kind {
            /** A record is not the one that was written. */
            CHANGED,
            /** A record is missing, or not in its place. */
            REMOVED,
            /** The chain is whole, and ends before it did when the file of heads was made: it was cut, or the database is an older one. */
            BEHIND,
            /** The patient was there when the file of heads was made, and is not: the number can be given again. */
            GONE,
            /** A record says it is older than the one before it. */
            EARLIER
        }
    }

    private static final Instant END_OF_TIME = Instant.parse("9999-01-01T00:00:00Z");

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

    /** Everything on record of a patient, the oldest first. Identity is sealed. */
    @Transactional(readOnly = true)
    public List<AuditRecord> all(long patient) {
        return database.sql("select " + AuditRecord.COLUMNS + AuditRecord.NOT_COUNTED + AuditRecord.FROM
                + "where r.patient_id = ? order by r.seq").param(patient).query((row, i) -> AuditRecord.read(row)).list();
    }

    /** The same of a number, up to a moment; null for until now. */
    @Transactional(readOnly = true)
    public List<AuditRecord> trail(String number, @Nullable Instant until) {
        return database.sql("select " + AuditRecord.COLUMNS + AuditRecord.NOT_COUNTED + AuditRecord.FROM
                + "where p.number = ? and r.at <= ? order by r.seq").params(number,
                        Objects.requireNonNullElse(until, END_OF_TIME).atOffset(ZoneOffset.UTC))
                .query((row, i) -> AuditRecord.read(row)).list();
    }

    /** What was done to a patient of these kinds, the oldest first. */
    @Transactional(readOnly = true)
    public List<AuditRecord> acts(long patient, Set<Act> acts) {
        return database.sql("select " + AuditRecord.COLUMNS + AuditRecord.NOT_COUNTED + AuditRecord.FROM + """
                where r.patient_id = :patient and r.act in (:acts) order by r.seq""")
                .param("patient", patient).param("acts", acts.stream().map(Enum::name).toList())
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
    @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
    public List<Break> verifyAll() {
        return new ChainVerifier(database, null).verify(null).breaks();
    }

    /** Every act on a form of a patient or on the whole casebook up to a moment, the oldest first. */
    @Transactional(readOnly = true)
    public List<AuditRecord> life(long patient, Instant until) {
        return database.sql("select " + AuditRecord.COLUMNS + AuditRecord.NOT_COUNTED + AuditRecord.FROM + """
                where r.patient_id = ? and r.act <> 'COMPUTED' and r.item = '' and r.at <= ? order by r.seq""")
                .params(patient, until.atOffset(ZoneOffset.UTC))
                .query((row, i) -> AuditRecord.read(row)).list();
    }

    private static Instant instant(ResultSet row, int column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
