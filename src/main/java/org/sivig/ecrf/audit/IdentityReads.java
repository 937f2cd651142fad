package org.sivig.ecrf.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.account.AccessPolicy;
import org.sivig.ecrf.account.RecordHash;
import org.sivig.ecrf.account.Viewer;
import org.sivig.ecrf.study.Patient;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Puts on record who read the identity of a patient. The reads of a patient are a chain of their own, beside that of what
 * was done: reading is frequent, and is not looked for among changes. The end of the chain stands with the head of the other.
 */
@Component
public class IdentityReads {

    private static final String TABLE = "identity_read";

    /** A read as it is kept; without a number where it is older than the chain. */
    private record Kept(@Nullable Long seq, Instant at, String username, @Nullable String role, @Nullable String hash) {

        static Kept read(ResultSet row) throws SQLException {
            long seq = row.getLong("seq");
            return new Kept(row.wasNull() ? null : seq, row.getObject("at", OffsetDateTime.class).toInstant(),
                    row.getString("username"), row.getString("role"), row.getString("hash"));
        }

        String hashAfter(long patient, String previous) {
            return RecordHash.of(previous, patient, seq, at, username, role);
        }
    }

    private final JdbcClient database;
    private final AccessPolicy policy;
    private final Clock clock;

    IdentityReads(JdbcClient database, AccessPolicy policy, Clock clock) {
        this.database = database;
        this.policy = policy;
        this.clock = clock;
    }

    /** Adds a read by the user, within a transaction of the caller. */
    public void record(Patient patient) {
        record Head(long reads, @Nullable String hash) {
        }
        long id = patient.getId();
        Head head = database.sql("select reads, reads_hash from audit_head where patient_id = ? for update").param(id)
                .query((row, i) -> new Head(row.getLong(1), row.getString(2))).optional().orElseGet(() -> {
                    // of a patient who is made in this transaction, whose records are written at its end
                    database.sql("insert into audit_head (patient_id, seq, hash) values (?, 0, ?)").params(id, RecordHash.ROOT).update();
                    return new Head(0, null);
                });
        Viewer viewer = policy.viewer();
        Kept read = new Kept(head.reads() + 1, clock.instant().truncatedTo(ChronoUnit.MILLIS), viewer.username(), viewer.role().name(),
                null);
        String hash = read.hashAfter(id, head.hash() == null ? root(database, id) : head.hash());
        database.sql("insert into identity_read (patient_id, seq, at, username, role, hash) values (?, ?, ?, ?, ?, ?)")
                .params(id, read.seq(), read.at().atOffset(ZoneOffset.UTC), read.username(), read.role(), hash).update();
        database.sql("update audit_head set reads = ?, reads_hash = ? where patient_id = ?").params(read.seq(), hash, id)
                .update();
    }

    /** What the first hash covers: the reads that are older than the chain. */
    private static String root(JdbcClient database, long patient) {
        return root(patient, database.sql("select * from identity_read where patient_id = ? and seq is null order by id")
                .param(patient).query((row, i) -> Kept.read(row)).list());
    }

    private static String root(long patient, List<Kept> older) {
        String hash = RecordHash.ROOT;
        for (Kept each : older) {
            hash = each.hashAfter(patient, hash);
        }
        return hash;
    }

    /**
     * @param hash of the last; empty where there is none
     */
    record End(long reads, String hash) {
    }

    /**
     * What became of the reads of some patients.
     *
     * @param mismatches where a chain does not hold, the first place of each
     * @param ends       of each patient
     */
    record Verified(List<Mismatch> mismatches, Map<Long, End> ends) {
    }

    /** @param kept what the chains must still go through, by number */
    static Verified verify(JdbcClient database, Collection<Long> patients, Map<Long, String> numbers, Map<String, AuditHeads.Head> kept) {
        if (patients.isEmpty()) {
            return new Verified(List.of(), Map.of());
        }
        Map<Long, List<Kept>> reads = new LinkedHashMap<>();
        patients.forEach(patient -> reads.put(patient, new ArrayList<>()));
        database.sql("select * from identity_read where patient_id in (:patients) order by patient_id, id")
                .param("patients", patients).query(row -> {
                    Objects.requireNonNull(reads.get(row.getLong("patient_id"))).add(Kept.read(row));
                });
        List<Mismatch> mismatches = new ArrayList<>();
        Map<Long, End> ends = new HashMap<>();
        database.sql("select patient_id, reads, reads_hash from audit_head where patient_id in (:patients)")
                .param("patients", patients).query(row -> {
                    long patient = row.getLong(1);
                    String number = Objects.requireNonNull(numbers.get(patient));
                    List<Kept> all = Objects.requireNonNull(reads.get(patient));
                    ends.put(patient, new End(row.getLong(2), Objects.requireNonNullElse(row.getString(3), "")));
                    Mismatch found = breakIn(patient, number, all, row.getLong(2), row.getString(3));
                    if (found == null && kept.get(number) != null) {
                        found = breakAt(kept.get(number), number, all);
                    }
                    if (found != null) {
                        mismatches.add(found);
                    }
                });
        return new Verified(mismatches, ends);
    }

    /** Whether a chain that holds still goes through a head. */
    private static @Nullable Mismatch breakAt(AuditHeads.Head head, String number, List<Kept> all) {
        List<Kept> chained = all.stream().filter(each -> each.seq() != null).toList();
        if (chained.size() < head.reads()) {
            return new Mismatch(number, TABLE, "#" + (chained.size() + 1), Mismatch.Kind.MISSING);
        }
        return head.reads() == 0 || head.readsHash().equals(chained.get((int) head.reads() - 1).hash()) ? null
                : new Mismatch(number, TABLE, "#" + head.reads(), Mismatch.Kind.CHANGED);
    }

    private static @Nullable Mismatch breakIn(long patient, String number, List<Kept> all, long count, @Nullable String end) {
        List<Kept> chained = all.stream().filter(each -> each.seq() != null).toList();
        String hash = root(patient, all.stream().filter(each -> each.seq() == null).toList());
        long seq = 0;
        for (Kept each : chained) {
            seq++;
            hash = each.hashAfter(patient, hash);
            if (each.seq() != seq || !hash.equals(each.hash())) {
                return new Mismatch(number, TABLE, "#" + seq, each.seq() != seq ? Mismatch.Kind.MISSING : Mismatch.Kind.CHANGED);
            }
        }
        return seq == count && (count == 0 || hash.equals(end)) ? null
                : new Mismatch(number, TABLE, "#" + (seq + 1), seq > count ? Mismatch.Kind.UNRECORDED : Mismatch.Kind.MISSING);
    }
}
