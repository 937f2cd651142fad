package org.sivig.ecrf.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.account.AccountLog;
import org.sivig.ecrf.account.Registers;
import org.sivig.ecrf.audit.AuditRecords.Break;
import org.sivig.ecrf.node.Clocks;
import org.sivig.ecrf.study.IdentityCipher;
import org.sivig.ecrf.study.Study;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Verifies chains against themselves, against heads that were kept elsewhere and against the tables. Reads one state of the database. */
final class ChainVerifier {

    /** Patients that are read at a time. */
    private static final int CHUNK = 50;

    private final JdbcClient database;
    private final @Nullable IdentityCipher cipher;

    /** @param cipher reads sealed identity; null when it cannot be read, and is not compared */
    ChainVerifier(JdbcClient database, @Nullable IdentityCipher cipher) {
        this.database = database;
        this.cipher = cipher;
    }

    /**
     * Verifies the chain of every patient: every record unchanged, none removed, all in their order; and what the tables
     * hold of a patient whose chain holds against what the records say they should. There is no patient without records,
     * because the first is written when the patient is created. Then the chains of what belongs to no patient.
     *
     * @param earlier what the chains must still go through; finds one that was rewritten, or cut with its head
     */
    Verification verify(@Nullable AuditHeads earlier) {
        Map<String, AuditHeads.Head> kept = new HashMap<>();
        if (earlier != null) {
            earlier.heads().forEach(head -> kept.put(head.patient(), head));
        }
        Map<Long, String> patients = new LinkedHashMap<>();
        database.sql("select id, number from patient order by number").query(row -> {
            patients.put(row.getLong(1), row.getString(2));
        });
        List<AuditHeads.Head> heads = new ArrayList<>();
        List<Break> breaks = new ArrayList<>();
        List<Mismatch> mismatches = new ArrayList<>();
        List<Break> backwards = new ArrayList<>();
        List<Long> all = List.copyOf(patients.keySet());
        for (int from = 0; from < all.size(); from += CHUNK) {
            Map<Long, List<Stored>> chunk = records(all.subList(from, Math.min(all.size(), from + CHUNK)));
            Map<Long, List<Chain.Link>> whole = new LinkedHashMap<>();
            Map<Long, AuditHeads.Head> ends = new LinkedHashMap<>();
            chunk.forEach((patient, records) -> {
                String number = Objects.requireNonNull(patients.get(patient));
                if (!records.isEmpty()) {
                    Stored last = records.getLast();
                    ends.put(patient, new AuditHeads.Head(number, last.link().seq(), last.hash(), last.link().at()));
                }
                Optional<Break> broken = breakIn(patient, number, records)
                        .or(() -> Optional.ofNullable(kept.get(number)).flatMap(head -> breakAt(head, records)));
                broken.ifPresent(breaks::add);
                if (broken.isEmpty()) {
                    List<Chain.Link> links = records.stream().map(Stored::link).toList();
                    whole.put(patient, links);
                    backwards(number, links).ifPresent(backwards::add);
                }
            });
            mismatches.addAll(compare(whole, patients));
            IdentityReads.Verified reads = IdentityReads.verify(database, whole.keySet(), patients, kept);
            mismatches.addAll(reads.mismatches());
            ends.forEach((patient, end) -> heads.add(with(reads.ends().get(patient), end)));
            chunk.keySet().forEach(patient -> kept.remove(patients.get(patient)));
        }
        Registers.Verified registers = Registers.verify(database);
        register(Break.REGISTERS, "register_record", registers.broken(), kept.remove(Break.REGISTERS), heads, breaks);
        register(Break.ACCOUNTS, "account_event", AccountLog.verify(database).broken(), kept.remove(Break.ACCOUNTS), heads, breaks);
        registers.differences().forEach((row, kind) -> mismatches.add(new Mismatch(Break.REGISTERS, row.register().table(), row.key(),
                Mismatch.Kind.valueOf(kind.name()))));
        kept.keySet().stream().sorted().forEach(gone -> breaks.add(new Break(gone, 1, Break.Kind.GONE)));
        return new Verification(new AuditHeads(Study.CLOCK.instant().truncatedTo(ChronoUnit.SECONDS), heads), breaks,
                mismatches, backwards);
    }

    private static AuditHeads.Head with(IdentityReads.@Nullable End reads, AuditHeads.Head end) {
        return reads == null ? end : new AuditHeads.Head(end.patient(), end.seq(), end.hash(), end.at(), reads.reads(), reads.hash());
    }

    /** Adds the end of a chain that belongs to no patient, and where it does not hold or no longer goes through a head that was kept. */
    private void register(String name, String table, long broken, AuditHeads.@Nullable Head kept, List<AuditHeads.Head> heads,
            List<Break> breaks) {
        Optional<AuditHeads.Head> end = database.sql("select seq, hash, at from " + table + " order by seq desc fetch first row only")
                .query((row, i) -> new AuditHeads.Head(name, row.getLong(1), row.getString(2),
                        row.getObject(3, OffsetDateTime.class).toInstant())).optional();
        end.ifPresent(heads::add);
        long records = end.map(AuditHeads.Head::seq).orElse(0L);
        if (broken > 0) {
            breaks.add(new Break(name, broken, Break.Kind.CHANGED));
        } else if (kept != null && records < kept.seq()) {
            breaks.add(new Break(name, records + 1, Break.Kind.BEHIND));
        } else if (kept != null && database.sql("select count(*) from " + table + " where seq = ? and hash = ?")
                .params(kept.seq(), kept.hash()).query(Integer.class).single() == 0) {
            breaks.add(new Break(name, kept.seq(), Break.Kind.CHANGED));
        }
    }

    private Map<Long, List<Stored>> records(List<Long> patients) {
        Map<Long, List<Stored>> records = new LinkedHashMap<>();
        patients.forEach(patient -> records.put(patient, new ArrayList<>()));
        database.sql("select * from audit_record where patient_id in (:patients) order by patient_id, seq")
                .param("patients", patients).query(row -> {
                    Objects.requireNonNull(records.get(row.getLong("patient_id"))).add(Stored.read(row));
                });
        return records;
    }

    /** What the tables hold of these patients otherwise than their records say. */
    private List<Mismatch> compare(Map<Long, List<Chain.Link>> records, Map<Long, String> numbers) {
        if (records.isEmpty()) {
            return List.of();
        }
        Map<Long, FindingFacts> findings = new LinkedHashMap<>();
        records.keySet().forEach(patient -> findings.put(patient, new FindingFacts()));
        Map<Long, Facts> stored = StoredFacts.of(database, findings, cipher);
        List<Mismatch> mismatches = new ArrayList<>();
        records.forEach((patient, links) -> {
            String number = Objects.requireNonNull(numbers.get(patient));
            FindingFacts found = Objects.requireNonNull(findings.get(patient));
            Facts told = RecordedFacts.of(links, found, cipher);
            Facts kept = Objects.requireNonNull(stored.get(patient));
            if (links.getFirst().forms() == null) { // from before figures were on record
                told.forgetComputed();
                kept.forgetComputed();
            }
            told.differences(number, kept).forEach(mismatches::add);
            found.differences(number).forEach(mismatches::add);
        });
        return mismatches;
    }

    /** The first record that says it is older than the one before, by more than clocks of one network differ. */
    private static Optional<Break> backwards(String number, List<Chain.Link> records) {
        for (int i = 1; i < records.size(); i++) {
            if (records.get(i).at().isBefore(records.get(i - 1).at().minus(Clocks.APART))) {
                return Optional.of(new Break(number, records.get(i).seq(), Break.Kind.EARLIER));
            }
        }
        return Optional.empty();
    }

    private Optional<Break> breakIn(long patient, String number, List<Stored> records) {
        String hash = Chain.ROOT;
        long seq = 0;
        for (Stored record : records) {
            seq++;
            if (record.link().seq() != seq) {
                return Optional.of(new Break(number, seq, Break.Kind.REMOVED));
            }
            if (!record.previous().equals(hash) || !record.hash().equals(record.link().hashAfter(hash))
                    && !isRedacted(record, records)) {
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

    /** Whether a later record tells that something was taken out of this one, of which exactly this was left. */
    private static boolean isRedacted(Stored record, List<Stored> records) {
        String left = record.link().hashAfter(record.previous());
        return records.stream().map(Stored::link).filter(link -> Act.REDACTED.name().equals(link.act()))
                .filter(link -> link.seq() > record.link().seq() && Long.toString(record.link().seq()).equals(link.subject())
                        && record.hash().equals(link.oldValue())).reduce((earlier, later) -> later)
                .filter(last -> left.equals(last.newValue())).isPresent();
    }

    /** Whether a chain that holds still goes through a head. */
    private static Optional<Break> breakAt(AuditHeads.Head head, List<Stored> records) {
        if (records.size() < head.seq()) {
            return Optional.of(new Break(head.patient(), records.size() + 1, Break.Kind.BEHIND));
        }
        return records.get((int) head.seq() - 1).hash().equals(head.hash()) ? Optional.empty()
                : Optional.of(new Break(head.patient(), head.seq(), Break.Kind.CHANGED));
    }

    /** A record as it is stored. */
    record Stored(Chain.Link link, String previous, String hash) {

        static Stored read(ResultSet row) throws SQLException {
            long query = row.getLong("query_number");
            Long number = row.wasNull() ? null : query;
            OffsetDateTime typed = row.getObject("typed_at", OffsetDateTime.class);
            return new Stored(new Chain.Link(row.getLong("patient_id"), row.getLong("seq"),
                    row.getObject("at", OffsetDateTime.class).toInstant(), row.getString("username"),
                    row.getString("role"), row.getString("site"), row.getString("form"), row.getString("row_key"),
                    row.getString("item"), row.getString("old_value"), row.getString("old_missing"),
                    row.getString("new_value"), row.getString("new_missing"), row.getString("reason"), number,
                    row.getString("batch"), row.getString("act"), row.getString("subject"),
                    typed == null ? null : typed.toInstant(), row.getString("forms")),
                    row.getString("previous_hash"), row.getString("hash"));
        }
    }
}
