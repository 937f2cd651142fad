package org.sivig.ecrf.release;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.account.Role;
import org.sivig.ecrf.audit.Reason;
import org.sivig.ecrf.casebook.Justification;
import org.sivig.ecrf.casebook.KnownFinding;
import org.sivig.ecrf.crf.Casebook;
import org.sivig.ecrf.study.Study;
import org.sivig.ecrf.study.life.QueryState;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * {@code records/}: what is on record beside the answers. Users go by their user names. A text that somebody wrote is in
 * it where free texts are asked for; an answer where the package carries its item.
 */
@Component
class RecordFiles implements PackageFiles {

    private static final List<String> PLACE = List.of("form", "row", "item", "name");

    private final JdbcClient database;

    RecordFiles(JdbcClient database) {
        this.database = database;
    }

    @Override
    public List<PackageFile> of(Cut cut) {
        List<PackageFile> files = new ArrayList<>(List.of(findings(cut), queries(cut), messages(cut), signatures(cut),
                verifications(), exports(cut)));
        if (cut.auditTrail()) {
            files.add(audit(cut));
        }
        return files;
    }

    private static List<String> columns(Object... columns) {
        return Stream.of(columns).flatMap(each -> each instanceof List<?> some ? some.stream() : Stream.of(each))
                .map(Object::toString).toList();
    }

    // --- findings ---------------------------------------------------------------------------------------------------

    private static PackageFile findings(Cut cut) {
        return new CsvFile("records/findings.csv", columns("patient", "site", "check", "severity", PLACE, "fired_at", "open",
                "justification", "justification_text", "justified_at", "justified_by"),
                patient -> patient.findings().stream().map(finding -> finding(cut, patient, finding)).toList());
    }

    private static List<@Nullable Object> finding(Cut cut, CutPatient patient, KnownFinding finding) {
        Casebook.Instance at = finding.at();
        Justification why = finding.justification();
        List<@Nullable Object> line = line(patient, finding.check().id(), finding.check().severity(), at.form().name(),
                at.row().key(), at.item().name(), at.exportName(), finding.firedAt(), finding.isOpen() ? 1 : 0);
        add(line, why == null ? null : why.reason(), why == null || !cut.freeTexts() ? null : why.text(),
                why == null ? null : why.at(), why == null ? null : why.by());
        return line;
    }

    // --- what the database has of each patient ----------------------------------------------------------------------

    /** Reads a line, of which the first two values are those of the patient. */
    private interface LineReader {
        void read(ResultSet row, List<@Nullable Object> line) throws SQLException;
    }

    /**
     * The rows of a table that belong to patients.
     *
     * @param select what is selected, with the patient’s id as {@code patient_id}, of those {@code in (:patients)}
     */
    private PackageFile perPatient(String path, List<String> columns, String select, LineReader reader) {
        return new CsvFile(path, columns, new Function<>() {
            private Map<Long, List<List<@Nullable Object>>> read = Map.of();
            private List<Long> together = List.of();

            @Override
            public List<List<@Nullable Object>> apply(CutPatient patient) {
                if (together != patient.readTogether()) {
                    together = patient.readTogether();
                    read = rows(select, together, reader);
                }
                return read.getOrDefault(patient.patient().getId(), List.of()).stream().map(line -> {
                    List<@Nullable Object> whole = line(patient);
                    whole.addAll(line);
                    return whole;
                }).toList();
            }
        });
    }

    private Map<Long, List<List<@Nullable Object>>> rows(String select, List<Long> patients, LineReader reader) {
        Map<Long, List<List<@Nullable Object>>> rows = new HashMap<>();
        database.sql(select).param("patients", patients).query(row -> {
            List<@Nullable Object> line = new ArrayList<>();
            reader.read(row, line);
            rows.computeIfAbsent(row.getLong("patient_id"), id -> new ArrayList<>()).add(line);
        });
        return rows;
    }

    private PackageFile queries(Cut cut) {
        return perPatient("records/queries.csv", columns("patient", "site", "query", PLACE, "note", "state", "owner", "text",
                "then_value", "then_missing", "raised_at", "raised_by", "raised_role", "opened_at", "settled_at", "outcome",
                "settled_value", "settled_missing"),
                "select * from query where patient_id in (:patients)" + drafts(cut, "state") + " order by number",
                (row, line) -> {
                    boolean carried = carries(cut, row);
                    add(line, row.getLong("number"));
                    place(row, line);
                    add(line, row.getBoolean("note") ? 1 : 0, row.getString("state"), row.getString("owner"),
                            free(cut, row, "text"), carried ? row.getString("then_value") : null,
                            row.getString("then_missing"), at(row, "raised_at"), row.getString("raised_by"),
                            row.getString("raised_role"), at(row, "opened_at"), at(row, "settled_at"),
                            row.getString("outcome"), carried ? row.getString("settled_value") : null,
                            row.getString("settled_missing"));
                });
    }

    private PackageFile messages(Cut cut) {
        return perPatient("records/query_messages.csv", columns("patient", "site", "query", "place", "at", "username", "role",
                "step", "from_state", "to_state", "outcome", "text", "now_value", "now_missing"),
                "select m.*, q.patient_id, q.form, q.row_key, q.item from query_message m join query q on q.number = m.query_number"
                        + " where q.patient_id in (:patients)" + drafts(cut, "q.state") + drafts(cut, "m.to_state")
                        + " order by m.query_number, m.place",
                (row, line) -> add(line, row.getLong("query_number"), row.getInt("place"), at(row, "at"),
                        row.getString("username"), row.getString("role"), row.getString("step"), row.getString("from_state"),
                        row.getString("to_state"), row.getString("outcome"), free(cut, row, "text"),
                        carries(cut, row) ? row.getString("now_value") : null, row.getString("now_missing")));
    }

    /** The site sees no drafts. */
    private static String drafts(Cut cut, String state) {
        return cut.scope().role() == Role.INVESTIGATOR ? " and " + state + " <> '" + QueryState.CANDIDATE + "'" : "";
    }

    /** Without the hash of what is signed: it is made of identity too. */
    private PackageFile signatures(Cut cut) {
        return perPatient("records/signatures.csv", columns("patient", "site", "username", "role", "meaning", "forms_version",
                "signed_at", "revoked_at", "revoked_by", "revoked_reason"),
                "select * from signature where patient_id in (:patients) order by signed_at, id",
                (row, line) -> add(line, row.getString("username"), row.getString("role"), row.getString("meaning"),
                        row.getString("forms_version"), at(row, "signed_at"), at(row, "revoked_at"),
                        row.getString("revoked_by"), free(cut, row, "revoked_reason")));
    }

    private PackageFile verifications() {
        return perPatient("records/verifications.csv", columns("patient", "site", PLACE, "username", "at"),
                "select * from verification where patient_id in (:patients) order by at, id", (row, line) -> {
                    place(row, line);
                    add(line, row.getString("username"), at(row, "at"));
                });
    }

    private PackageFile audit(Cut cut) {
        return perPatient("records/audit.csv", columns("patient", "site", "record", "at", "username", "role", PLACE,
                "old_value", "old_missing", "new_value", "new_missing", "reason", "reason_text", "query", "act", "subject",
                "typed_at", "forms", "previous_hash", "hash"),
                "select * from audit_record where patient_id in (:patients) order by patient_id, seq", (row, line) -> {
                    boolean carried = carries(cut, row);
                    add(line, row.getLong("seq"), at(row, "at"), row.getString("username"), row.getString("role"));
                    place(row, line);
                    Reason why = Reason.of(row.getString("reason")).orElse(null);
                    add(line, carried ? row.getString("old_value") : null, row.getString("old_missing"),
                            carried ? row.getString("new_value") : null, row.getString("new_missing"),
                            why == null ? null : why.code().key(),
                            !cut.freeTexts() ? null : why == null ? row.getString("reason") : why.text(),
                            row.getString("query_number"), row.getString("act"), row.getString("subject"),
                            at(row, "typed_at"), row.getString("forms"),
                            row.getString("previous_hash"), row.getString("hash"));
                });
    }

    // --- what left the system ---------------------------------------------------------------------------------------

    /** What was taken out up to the cut; of a package of some sites, by who works there. */
    private PackageFile exports(Cut cut) {
        return CsvFile.of("records/exports.csv", List.of("at", "username", "role", "what", "filter", "rows", "ended_at",
                "outcome"), () -> {
            Map<Long, List<@Nullable Object>> lines = new LinkedHashMap<>();
            database.sql("""
                    select e.*, s.site from data_export e left join user_account u on u.username = e.username
                    left join user_site s on s.user_id = u.id where e.at <= ? order by e.at, e.id""")
                    .param(cut.at().atOffset(ZoneOffset.UTC)).query(row -> {
                        String site = row.getString("site");
                        boolean all = cut.scope().sites().isEmpty();
                        if (all || site != null && cut.scope().holds(site)) {
                            lines.put(row.getLong("id"), values(at(row, "at"), row.getString("username"),
                                    row.getString("role"), row.getString("what"), all ? free(cut, row, "filter_text") : null,
                                    row.getLong("row_count"), at(row, "ended_at"), row.getString("outcome")));
                        }
                    });
            return List.copyOf(lines.values());
        });
    }

    // --- values -----------------------------------------------------------------------------------------------------

    private static List<@Nullable Object> values(@Nullable Object... values) {
        List<@Nullable Object> line = new ArrayList<>();
        add(line, values);
        return line;
    }

    private static List<@Nullable Object> line(CutPatient patient, @Nullable Object... values) {
        List<@Nullable Object> line = values(patient.number(), patient.site());
        add(line, values);
        return line;
    }

    private static void add(List<@Nullable Object> line, @Nullable Object... values) {
        for (Object value : values) {
            line.add(value);
        }
    }

    private static Casebook.@Nullable Instance instance(ResultSet row) throws SQLException {
        return row.getString("item").isEmpty() ? null
                : Study.instance(row.getString("form"), row.getString("row_key"), row.getString("item"));
    }

    private static void place(ResultSet row, List<@Nullable Object> line) throws SQLException {
        Casebook.Instance at = instance(row);
        add(line, row.getString("form"), row.getString("row_key"), row.getString("item"), at == null ? null : at.exportName());
    }

    /** Whether an answer that stands there may leave; what stands at no item is none. */
    private static boolean carries(Cut cut, ResultSet row) throws SQLException {
        Casebook.Instance at = instance(row);
        return at == null ? row.getString("item").isEmpty() : cut.carries(at.item());
    }

    private static @Nullable String free(Cut cut, ResultSet row, String column) throws SQLException {
        return cut.freeTexts() ? row.getString(column) : null;
    }

    private static @Nullable Object at(ResultSet row, String column) throws SQLException {
        OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }
}
