package org.sivig.ecrf.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.audit.AuditRecords.Break;
import org.sivig.ecrf.study.Study;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Verifies chains against themselves, and against heads that were kept elsewhere. Reads one state of the database. */
final class ChainVerifier {

    private final JdbcClient database;

    ChainVerifier(JdbcClient database) {
        this.database = database;
    }

    /**
     * Verifies the chain of every patient: every record unchanged, none removed, all in their order. There is no
     * patient without records, because the first is written when the patient is created.
     *
     * @param earlier what the chains must still go through; finds one that was rewritten, or cut with its head
     */
    Verification verify(@Nullable AuditHeads earlier) {
        Map<String, AuditHeads.Head> kept = new HashMap<>();
        if (earlier != null) {
            earlier.heads().forEach(head -> kept.put(head.patient(), head));
        }
        List<AuditHeads.Head> heads = new ArrayList<>();
        List<Break> breaks = new ArrayList<>();
        database.sql("select id, number from patient order by number")
                .query((row, i) -> Map.entry(row.getLong(1), row.getString(2))).list().forEach(patient -> {
                    String number = patient.getValue();
                    List<Stored> records = records(patient.getKey());
                    if (!records.isEmpty()) {
                        Stored last = records.getLast();
                        heads.add(new AuditHeads.Head(number, last.link().seq(), last.hash(), last.link().at()));
                    }
                    breakIn(patient.getKey(), number, records)
                            .or(() -> Optional.ofNullable(kept.get(number)).flatMap(head -> breakAt(head, records)))
                            .ifPresent(breaks::add);
                    kept.remove(number);
                });
        kept.keySet().stream().sorted().forEach(gone -> breaks.add(new Break(gone, 1, Break.Kind.REMOVED)));
        return new Verification(new AuditHeads(Study.CLOCK.instant().truncatedTo(ChronoUnit.SECONDS), heads), breaks);
    }

    private List<Stored> records(long patient) {
        return database.sql("select * from audit_record where patient_id = ? order by seq").param(patient)
                .query((row, i) -> Stored.read(row)).list();
    }

    private Optional<Break> breakIn(long patient, String number, List<Stored> records) {
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
                .query((row, i) -> row.getLong(1) == count && row.getString(2).equals(end)).optional().orElse(false);
        return whole ? Optional.empty() : Optional.of(new Break(number, count + 1, Break.Kind.REMOVED));
    }

    /** Whether a chain that holds still goes through a head. */
    private static Optional<Break> breakAt(AuditHeads.Head head, List<Stored> records) {
        if (records.size() < head.seq()) {
            return Optional.of(new Break(head.patient(), records.size() + 1, Break.Kind.REMOVED));
        }
        return records.get((int) head.seq() - 1).hash().equals(head.hash()) ? Optional.empty()
                : Optional.of(new Break(head.patient(), head.seq(), Break.Kind.CHANGED));
    }

    private record Stored(Chain.Link link, String previous, String hash) {

        static Stored read(ResultSet row) throws SQLException {
            long query = row.getLong("query_number");
            Long number = row.wasNull() ? null : query;
            return new Stored(new Chain.Link(row.getLong("patient_id"), row.getLong("seq"),
                    row.getObject("at", OffsetDateTime.class).toInstant(), row.getString("username"),
                    row.getString("role"), row.getString("site"), row.getString("form"), row.getString("row_key"),
                    row.getString("item"), row.getString("old_value"), row.getString("old_missing"),
                    row.getString("new_value"), row.getString("new_missing"), row.getString("reason"), number,
                    row.getString("batch"), row.getString("act"), row.getString("subject")),
                    row.getString("previous_hash"), row.getString("hash"));
        }
    }
}
