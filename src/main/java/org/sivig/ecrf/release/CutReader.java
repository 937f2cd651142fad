package org.sivig.ecrf.release;

import jakarta.persistence.EntityManager;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.audit.AuditHeads;
import org.sivig.ecrf.casebook.CasebookRows;
import org.sivig.ecrf.casebook.FindingsOfMany;
import org.sivig.ecrf.crf.Casebook;
import org.sivig.ecrf.study.Patient;
import org.sivig.ecrf.study.Study;
import org.sivig.ecrf.study.life.CasebookState;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads one state of the data, within a transaction of the caller that sees one state only. */
@Component
class CutReader {

    private static final int READ_AT_ONCE = 20;

    private final EntityManager entities;
    private final JdbcClient database;
    private final CasebookRows rows;
    private final FindingsOfMany findings;
    private final PackageWords words;

    CutReader(EntityManager entities, JdbcClient database, CasebookRows rows, FindingsOfMany findings,
            PackageWords words) {
        this.entities = entities;
        this.database = database;
        this.rows = rows;
        this.findings = findings;
        this.words = words;
    }

    /** A patient with the end of the audit chain. */
    private record Ended(String number, String site, CasebookState state, Instant created, AuditHeads.@Nullable Head head) {
    }

    /** @throws NobodyInScopeException when there is no patient in it */
    Cut cut(Scope scope, PackageRequest asked) {
        Map<Boolean, List<Ended>> found = database.sql("""
                select p.number, p.site, p.state, p.created_at, h.seq, h.hash, r.at from patient p
                left join audit_head h on h.patient_id = p.id
                left join audit_record r on r.patient_id = p.id and r.seq = h.seq """)
                .query((row, i) -> new Ended(row.getString(1), row.getString(2), CasebookState.valueOf(row.getString(3)),
                        row.getObject(4, OffsetDateTime.class).toInstant(), row.getString(6) == null ? null
                        : new AuditHeads.Head(row.getString(1), row.getLong(5), row.getString(6),
                                row.getObject(7, OffsetDateTime.class).toInstant())))
                .list().stream().filter(patient -> scope.holds(patient.site()))
                .sorted(Comparator.comparing(Ended::number)).collect(Collectors.partitioningBy(patient -> patient.state().counts()));
        List<Ended> patients = found.get(true);
        if (patients.isEmpty()) {
            throw new NobodyInScopeException();
        }
        List<AuditHeads.Head> heads = patients.stream().map(Ended::head).filter(head -> head != null).toList();
        Instant at = found.values().stream().flatMap(List::stream).map(each -> each.head() == null ? each.created() : each.head().at())
                .max(Comparator.naturalOrder()).orElseThrow();
        Map<String, String> sites = database.sql("select code, name from site")
                .query((row, i) -> Map.entry(row.getString(1), row.getString(2))).list().stream()
                .filter(site -> scope.holds(site.getKey()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (one, same) -> one, TreeMap::new));
        return new Cut(scope, at, heads, found.get(false).stream().map(Ended::number).toList(), hash(heads), asked.freeTexts(), asked.auditTrail(), sites,
                language -> words.in(language, sites));
    }

    private static String hash(List<AuditHeads.Head> heads) {
        return HexFormat.of().formatHex(Sums.digest().digest(heads.stream()
                .map(head -> head.patient() + " " + head.seq() + " " + head.hash() + "\n").collect(Collectors.joining())
                .getBytes(StandardCharsets.UTF_8)));
    }

    /** Is told of patients. */
    interface Reader {
        void read(CutPatient patient) throws IOException;
    }

    /**
     * Reads all patients of a cut, by number; some at a time, of whom nothing is kept. While some are told, those after them
     * are evaluated beside.
     */
    void patients(Cut cut, Progress progress, Reader reader) throws IOException {
        entities.unwrap(Session.class).setDefaultReadOnly(true);
        List<Long> all = entities.createQuery("select p.number, p.id, p.site from Patient p where " + CasebookState.COUNTS, Object[].class)
                .getResultStream().filter(row -> cut.scope().holds((String) row[2]))
                .sorted(Comparator.comparing(row -> (String) row[0])).map(row -> (Long) row[1]).toList();
        progress.told(0, all.size());
        try (Beside beside = new Beside()) {
            Beside.Later<List<CutPatient>> next = List::of;
            for (int from = 0; from < all.size(); from += READ_AT_ONCE) {
                List<CutPatient> read = read(cut, all.subList(from, Math.min(from + READ_AT_ONCE, all.size())));
                entities.clear();
                List<CutPatient> before = next.get();
                next = beside.begin(() -> read.stream().map(patient -> patient.evaluated(cut.tables())).toList());
                tell(before, from, all.size(), progress, reader);
            }
            List<CutPatient> last = next.get();
            tell(last, all.size(), all.size(), progress, reader);
        }
    }

    /** @param until how many have been told of after these */
    private static void tell(List<CutPatient> patients, int until, int of, Progress progress, Reader reader) throws IOException {
        int told = until - patients.size();
        for (CutPatient patient : patients) {
            reader.read(patient);
            progress.told(++told, of);
        }
    }

    private List<CutPatient> read(Cut cut, List<Long> ids) {
        List<Patient> patients = entities.createQuery("from Patient where id in :ids", Patient.class)
                .setParameter("ids", ids).getResultStream().sorted(Comparator.comparing(Patient::getNumber)).toList();
        Map<Long, Casebook> casebooks = rows.read(patients, Study.FORMS, cut.day());
        Map<Patient, Casebook> byPatient = new LinkedHashMap<>();
        patients.forEach(patient -> byPatient.put(patient, casebooks.get(patient.getId())));
        FindingsOfMany.Evaluation evaluation = findings.read(byPatient);
        List<CutPatient> read = new ArrayList<>();
        byPatient.forEach((patient, casebook) -> read.add(new CutPatient(patient, casebook, evaluation, ids)));
        return read;
    }
}
