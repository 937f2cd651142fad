package org.sivig.ecrf.audit;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Column;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.crf.Form;
import org.sivig.ecrf.crf.Item;
import org.sivig.ecrf.crf.MissingReason;
import org.sivig.ecrf.study.Figure;
import org.sivig.ecrf.study.Figures;
import org.sivig.ecrf.study.IdentityCipher;
import org.sivig.ecrf.study.Identification;
import org.sivig.ecrf.study.IdentificationForm;
import org.sivig.ecrf.study.MissingReasonsConverter;
import org.sivig.ecrf.study.Patient;
import org.sivig.ecrf.study.Study;
import org.sivig.ecrf.study.life.CompletionsConverter;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads what the tables hold of some patients, in one select for each table. */
final class StoredFacts {

    private final JdbcClient database;
    private final Collection<Long> patients;
    private final @Nullable IdentityCipher cipher;
    private final Map<Long, Facts> facts = new HashMap<>();
    private final Map<Long, FindingFacts> findings;
    private final Map<Long, String> numbers = new HashMap<>();

    private StoredFacts(JdbcClient database, Map<Long, FindingFacts> findings, @Nullable IdentityCipher cipher) {
        this.database = database;
        this.patients = findings.keySet();
        this.findings = findings;
        this.cipher = cipher;
        patients.forEach(patient -> facts.put(patient, new Facts()));
    }

    /**
     * @param findings of the patients that are read, which take up what the table of findings holds
     * @param cipher   null when identity cannot be read, and is left out
     */
    static Map<Long, Facts> of(JdbcClient database, Map<Long, FindingFacts> findings, @Nullable IdentityCipher cipher) {
        StoredFacts stored = new StoredFacts(database, findings, cipher);
        stored.patients();
        Study.FORMS.forEach(stored::answers);
        stored.findings();
        stored.rest();
        return stored.facts;
    }

    static String place(String rowKey, String item) {
        return rowKey.isEmpty() ? item : rowKey + " " + item;
    }

    static String message(long query, int place) {
        return query + " #" + place;
    }

    private interface Reader {
        void read(Facts facts, ResultSet row) throws SQLException;
    }

    private void read(String select, Reader reader) {
        database.sql(select + " in (:patients)").param("patients", patients).query(row -> {
            reader.read(facts.get(row.getLong("patient_id")), row);
        });
    }

    private static @Nullable Instant time(ResultSet row, String column) throws SQLException {
        OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }

    /** Reads what a column holds for several places; what cannot be read there is a fact of its own, which no record tells. */
    private static <T> Map<String, T> listed(Facts kept, String table, String place, AttributeConverter<Map<String, T>, String> reader,
            @Nullable String stored) {
        try {
            return reader.convertToEntityAttribute(stored);
        } catch (RuntimeException unreadable) {
            kept.put(table, place, null, stored);
            return Map.of();
        }
    }

    private static String at(ResultSet row) throws SQLException {
        return String.join(" ", row.getString("form"), row.getString("row_key"), row.getString("item"));
    }

    private void patients() {
        CompletionsConverter completions = new CompletionsConverter();
        read("select id as patient_id, p.* from patient p where id", (kept, row) -> {
            kept.put("patient", "", time(row, "created_at"), row.getString("site"), row.getString("created_by"),
                    row.getString("state"), row.getString("state_before"), row.getString("state_by"),
                    row.getLong("verified"));
            kept.put("patient", "changed", time(row, "changed_at"), row.getString("changed_by"));
            numbers.put(row.getLong("patient_id"), row.getString("number"));
            figures(kept, "patient", "", Patient.class, row);
            kept.put(IdentificationForm.FORM.table(), IdentificationForm.CENTER.name(), null, row.getString("site"), null);
            listed(kept, "patient", "completed", completions, row.getString("completed")).forEach((path, completion) ->
                    kept.put("patient", "completed " + path, completion.at(), completion.by()));
        });
    }

    private static void figures(Facts kept, String table, String key, Class<?> rowType, ResultSet row) throws SQLException {
        for (Figure<?> figure : Figures.KEPT) {
            if (figure.rowType() == rowType) {
                kept.putComputed(table, key, figure.name(), figure.text(switch (figure.type()) {
                    case DECIMAL -> row.getBigDecimal(figure.name());
                    default -> row.getString(figure.name());
                }));
            }
        }
    }

    // --- answers -----------------------------------------------------------------------------------------------------

    private void answers(Form<?> form) {
        boolean identity = form.items().stream().anyMatch(Item::isIdentity);
        MissingReasonsConverter reasons = new MissingReasonsConverter();
        Map<Item<?, ?>, String> columns = form.items().stream().filter(item -> !item.isFixed())
                .collect(Collectors.toMap(Function.identity(), item -> column(form, item)));
        String keys = form.printed().get().getFirst().keys().keySet().stream().collect(Collectors.joining(","));
        read("select * from " + form.table() + " t" + (identity ? " left join identity i on i.id = t.id" : "")
                + " where patient_id", (kept, row) -> {
            StringBuilder key = new StringBuilder();
            for (String name : keys.isEmpty() ? new String[0] : keys.split(",")) {
                key.append(key.isEmpty() ? "" : ",").append(row.getString(name));
            }
            Map<String, MissingReason> missing = listed(kept, form.table(), place(key.toString(), "missing"), reasons,
                    row.getString("missing"));
            figures(kept, form.table(), key.toString(), form.rowType(), row);
            for (Item<?, ?> item : form.items()) {
                if (item.isFixed() || item.isIdentity() && cipher == null) {
                    continue;
                }
                MissingReason reason = missing.get(item.name());
                String value = text(item, row.getString(columns.get(item)), row.getLong("patient_id"));
                if (value != null || reason != null) {
                    kept.put(form.table(), place(key.toString(), item.name()), null, value,
                            reason == null ? null : reason.code());
                }
            }
        });
    }

    /** As its entity says, which there is no one to ask where the application does not run. */
    static String column(Form<?> form, Item<?, ?> item) {
        try {
            Column column = form.rowType().getDeclaredField(AuditTrail.propertyOf(item)).getAnnotation(Column.class);
            return column == null || column.name().isEmpty() ? item.name() : column.name();
        } catch (NoSuchFieldException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** As the contract writes it. */
    private @Nullable String text(Item<?, ?> item, @Nullable String stored, long patient) {
        if (stored == null) {
            return null;
        }
        if (item.isIdentity()) {
            return opened(stored, Identification.place(item.name(), numbers.getOrDefault(patient, "")));
        }
        return switch (item.type()) {
            case DECIMAL -> new BigDecimal(stored).stripTrailingZeros().toPlainString();
            case MULTI_CHOICE -> Arrays.stream(stored.split("\\|")).filter(code -> !code.isEmpty())
                    .collect(Collectors.joining(","));
            default -> stored;
        };
    }

    /** Something that no record says, where the text was tampered with. */
    private @Nullable String opened(String sealed, String place) {
        try {
            return cipher == null ? null : cipher.unseal(sealed, place);
        } catch (IllegalStateException unreadable) {
            return "\0" + sealed;
        }
    }

    // --- beside them -------------------------------------------------------------------------------------------------

    private void findings() {
        read("select * from finding where patient_id", (kept, row) -> {
            FindingFacts.Said said = new FindingFacts.Said(row.getString("justification"), row.getString("justification_text"),
                    row.getString("justified_by"));
            findings.get(row.getLong("patient_id")).addKept(FindingFacts.place(row.getString("check_id"), row.getString("form"),
                    row.getString("row_key"), row.getString("item")), new FindingFacts.Kept(row.getString("state"),
                            row.getString("severity"), time(row, "fired_at"), said.isNothing() ? null : said));
        });
    }

    private void rest() {
        read("select * from verification where patient_id", (kept, row) ->
                kept.put("verification", at(row), time(row, "at"), row.getString("username")));
        read("select s.*, row_number() over (partition by patient_id order by id) as place from signature s where patient_id",
                (kept, row) -> kept.put("signature", row.getString("place"), time(row, "signed_at"), row.getString("username"),
                        row.getString("role"), row.getString("meaning"), row.getString("hash"), row.getString("revoked_by"),
                        row.getString("revoked_reason")));
        read("select * from sample_item where patient_id", (kept, row) ->
                kept.put("sample_item", row.getString("sample_id") + " " + at(row), null, row.getString("stored_text"),
                        row.getString("read_text"), row.getString("read_by"), row.getString("cause"), row.getString("classed_by")));
        read("select * from query where patient_id", (kept, row) ->
                kept.put("query", row.getString("number"), time(row, "raised_at"), at(row), row.getBoolean("note"),
                        row.getString("state"), row.getString("owner"), row.getString("text"), row.getString("then_value"),
                        row.getString("then_missing"), row.getString("raised_by"), row.getString("raised_role"),
                        row.getString("outcome"), row.getString("settled_value"), row.getString("settled_missing"),
                        row.getString("batch"), row.getInt("messages")));
        read("select q.patient_id, m.* from query_message m join query q on q.number = m.query_number where q.patient_id",
                (kept, row) -> kept.put("query_message", message(row.getLong("query_number"), row.getInt("place")),
                        time(row, "at"), row.getString("step"), row.getString("username"), row.getString("role"),
                        row.getString("from_state"), row.getString("to_state"), row.getString("outcome"),
                        row.getString("text"), row.getString("now_value"), row.getString("now_missing")));
    }
}
