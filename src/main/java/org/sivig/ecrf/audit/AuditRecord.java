package org.sivig.ecrf.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.crf.Answer;
import org.sivig.ecrf.crf.Casebook;
import org.sivig.ecrf.crf.Item;
import org.sivig.ecrf.crf.MissingReason;
import org.sivig.ecrf.study.Study;

/**
 * One audit record, as it is read: an answer that changed, or an act.
 *
 * @param patient     the number
 * @param displayName the name of the user; the user name when there is no such account any more
 * @param oldValue    as the contract writes it; sealed where the item is identity
 * @param reason      a code of the product's own acts, or a text
 * @param together    how many records were written as one act with this one, itself included; 1 where not counted
 * @param act         null when an answer changed
 * @param subject     what it was done to, beyond the place
 * @param typedAt     when it was typed; null where that is when it was stored
 * @param forms       the version of the forms; null in records older than this was kept
 */
public record AuditRecord(String patient, long seq, Instant at, String username, String displayName, String role,
        String site, String form, String rowKey, String item, @Nullable String oldValue, @Nullable String oldMissing,
        @Nullable String newValue, @Nullable String newMissing, @Nullable String reason, @Nullable Long query,
        int together, @Nullable String act, @Nullable String subject, @Nullable Instant typedAt, @Nullable String forms) {

    /** What {@link #read} needs of a record {@code r}. */
    static final String COLUMNS = """
            p.number, r.seq, r.at, r.username, coalesce(u.display_name, r.username) as display_name, r.role, r.site,
            r.form, r.row_key, r.item, r.old_value, r.old_missing, r.new_value, r.new_missing, r.reason, r.query_number,
            r.act, r.subject, r.typed_at, r.forms,
            """;
    /** Counts those of one act; looks through the records of the patient. */
    static final String TOGETHER = """
            case when r.batch is null then 1 else
                (select count(*) from audit_record b where b.patient_id = r.patient_id and b.batch = r.batch) end
                as together
            """;
    /** Where it is not needed. */
    static final String NOT_COUNTED = "1 as together ";
    static final String FROM = """
            from audit_record r join patient p on p.id = r.patient_id
            left join user_account u on u.username = r.username
            """;

    static AuditRecord read(ResultSet row) throws SQLException {
        long query = row.getLong("query_number");
        Long number = row.wasNull() ? null : query;
        OffsetDateTime typed = row.getObject("typed_at", OffsetDateTime.class);
        return new AuditRecord(row.getString("number"), row.getLong("seq"),
                row.getObject("at", OffsetDateTime.class).toInstant(), row.getString("username"),
                row.getString("display_name"), row.getString("role"), row.getString("site"), row.getString("form"),
                row.getString("row_key"), row.getString("item"), row.getString("old_value"),
                row.getString("old_missing"), row.getString("new_value"), row.getString("new_missing"),
                row.getString("reason"), number, row.getInt("together"), row.getString("act"),
                row.getString("subject"), typed == null ? null : typed.toInstant(), row.getString("forms"));
    }

    /** The item concerned, in a row that holds nothing; empty for an act on a form or a casebook. */
    public Optional<Casebook.Instance> instance() {
        return Optional.ofNullable(Study.instance(form, rowKey, item));
    }

    /** The item whose answer changed; empty for an act. */
    public Optional<Item<?, ?>> answered() {
        return act == null ? instance().map(Casebook.Instance::item) : Optional.empty();
    }

    /** Whether its values are letters or a birth date, which are sealed. */
    public boolean isIdentity() {
        return answered().map(Item::isIdentity).orElse(false);
    }

    /** The same with other values: opened, or masked. */
    public AuditRecord withValues(UnaryOperator<String> change) {
        return new AuditRecord(patient, seq, at, username, displayName, role, site, form, rowKey, item,
                oldValue == null ? null : change.apply(oldValue), oldMissing,
                newValue == null ? null : change.apply(newValue), newMissing, reason, query, together, act, subject,
                typedAt, forms);
    }

    /** The answer that stood there until then, of this item. */
    public Answer<?> before(Item<?, ?> item) {
        return oldMissing == null ? Answer.of(item.parse(oldValue))
                : Answer.missing(MissingReason.valueOf(oldMissing));
    }

    /** The answer that was given, of this item. */
    public Answer<?> after(Item<?, ?> item) {
        return newMissing == null ? Answer.of(item.parse(newValue))
                : Answer.missing(MissingReason.valueOf(newMissing));
    }
}
