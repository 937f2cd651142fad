package org.sivig.ecrf.audit;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.account.RecordHash;

/**
 * The head of a patient's chain of audit records: each record's hash covers its content and the hash before it.
 *
 * @param previous the hash before the last record
 * @param last     the last record, null when the chain was read from the database
 */
record Chain(long patient, long seq, String previous, String hash, @Nullable Link last) {

    /** The hash before the first record. */
    static final String ROOT = RecordHash.ROOT;

    static final String INSERT = """
            insert into audit_record (patient_id, seq, at, username, role, site, form, row_key, item, old_value,
                old_missing, new_value, new_missing, reason, query_number, batch, act, subject, typed_at, forms, previous_hash,
                hash)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""";

    /**
     * The content of one record.
     *
     * @param act     the name of what was done; null when an answer changed
     * @param subject what it was done to, beyond the place
     * @param typedAt when the answer was typed; null where that is when it was stored, to within {@link AuditTrail#DELAY}
     * @param forms   the version of the forms; null in records that are older than this field
     */
    record Link(long patient, long seq, Instant at, String username, String role, String site, String form,
            String rowKey, String item, @Nullable String oldValue, @Nullable String oldMissing,
            @Nullable String newValue, @Nullable String newMissing, @Nullable String reason, @Nullable Long query,
            @Nullable String batch, @Nullable String act, @Nullable String subject, @Nullable Instant typedAt,
            @Nullable String forms) {

        /**
         * SHA-256 over the hash before it and every field, each after its length; null is told from empty. Fields that
         * came later are left out where there is nothing in them: the act where an answer changed, and the last two where
         * the record is older than they are.
         */
        String hashAfter(String previous) {
            List<@Nullable Object> fields = new ArrayList<>(Arrays.asList(previous, patient, seq, at, username, role, site,
                    form, rowKey, item, oldValue, oldMissing, newValue, newMissing, reason, query, batch));
            if (act != null) {
                fields.addAll(Arrays.asList(act, subject));
            }
            if (typedAt != null || forms != null) {
                fields.addAll(Arrays.asList(typedAt, forms));
            }
            return RecordHash.of(fields.toArray());
        }
    }

    /** Reads the head of a patient's chain, held until the end of the transaction. */
    static Chain lock(Connection connection, long patient) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "select seq, hash from audit_head where patient_id = ? for update")) {
            select.setLong(1, patient);
            try (ResultSet head = select.executeQuery()) {
                return head.next() ? new Chain(patient, head.getLong(1), "", head.getString(2), null)
                        : new Chain(patient, 0, "", ROOT, null);
            }
        }
    }

    Chain append(Link link) {
        return new Chain(patient, link.seq(), hash, link.hashAfter(hash), link);
    }

    /** Puts the last record into an {@link #INSERT}. */
    void bind(PreparedStatement insert) throws SQLException {
        Link link = Objects.requireNonNull(last);
        insert.setLong(1, link.patient());
        insert.setLong(2, link.seq());
        insert.setObject(3, link.at().atOffset(ZoneOffset.UTC));
        String[] texts = {link.username(), link.role(), link.site(), link.form(), link.rowKey(), link.item(),
                link.oldValue(), link.oldMissing(), link.newValue(), link.newMissing(), link.reason()};
        for (int i = 0; i < texts.length; i++) {
            insert.setString(4 + i, texts[i]);
        }
        insert.setObject(15, link.query(), Types.BIGINT);
        insert.setString(16, link.batch());
        insert.setString(17, link.act());
        insert.setString(18, link.subject());
        insert.setObject(19, link.typedAt() == null ? null : link.typedAt().atOffset(ZoneOffset.UTC),
                Types.TIMESTAMP_WITH_TIMEZONE);
        insert.setString(20, link.forms());
        insert.setString(21, previous);
        insert.setString(22, hash);
    }

    void save(Connection connection) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(
                "update audit_head set seq = ?, hash = ? where patient_id = ?")) {
            update.setLong(1, seq);
            update.setString(2, hash);
            update.setLong(3, patient);
            if (update.executeUpdate() == 1) {
                return;
            }
        }
        try (PreparedStatement insert = connection.prepareStatement(
                "insert into audit_head (seq, hash, patient_id) values (?, ?, ?)")) {
            insert.setLong(1, seq);
            insert.setString(2, hash);
            insert.setLong(3, patient);
            insert.executeUpdate();
        }
    }
}
