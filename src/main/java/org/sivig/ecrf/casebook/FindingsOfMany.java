package org.sivig.ecrf.casebook;

import static java.util.stream.Collectors.groupingBy;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.sivig.ecrf.crf.Casebook;
import org.sivig.ecrf.study.Duplicate;
import org.sivig.ecrf.study.Identification;
import org.sivig.ecrf.study.IdentificationForm;
import org.sivig.ecrf.study.Patient;
import org.springframework.stereotype.Component;

/** What the checks find in several casebooks at once, for services that have asked the access policy. Changes nothing. */
@Component
public class FindingsOfMany {

    private final Patients patients;
    private final FindingRecords records;
    private final CheckList checks;
    private final Findings findings;

    FindingsOfMany(Patients patients, FindingRecords records, CheckList checks, Findings findings) {
        this.patients = patients;
        this.records = records;
        this.checks = checks;
        this.findings = findings;
    }

    /** Tells what is true of a casebook; asks the database for nothing. */
    public interface Evaluation {

        /** What is true of it on the day on which it is evaluated, without what tells of identity. */
        List<KnownFinding> of(Patient patient, Casebook casebook);
    }

    /** Reads what these casebooks are to be evaluated with: the checks, what is on record, and who is alike. */
    public Evaluation read(Map<Patient, Casebook> casebooks) {
        if (casebooks.isEmpty()) {
            return (patient, casebook) -> List.of();
        }
        Map<Long, List<FindingRecord>> onRecord = records.findByPatientInOrderById(casebooks.keySet()).stream()
                .collect(groupingBy(record -> record.getPatient().getId()));
        Set<String> hashes = casebooks.values().stream().map(FindingsOfMany::hash).filter(Objects::nonNull)
                .collect(Collectors.toSet());
        Map<String, List<Patient>> alike = hashes.isEmpty() ? Map.of() : patients.findByHash(hashes).stream()
                .collect(groupingBy(Identification::getDuplicateHash, Collectors.mapping(Identification::getPatient, Collectors.toList())));
        CheckList.Now known = checks.now();
        return (patient, casebook) -> findings.of(known, patient, casebook, duplicate(patient, casebook, alike),
                onRecord.getOrDefault(patient.getId(), List.of())).stream().map(KnownFinding::withoutIdentity).toList();
    }

    private static Duplicate duplicate(Patient patient, Casebook casebook, Map<String, List<Patient>> alike) {
        return Findings.duplicate(patient, alike.getOrDefault(Objects.requireNonNullElse(hash(casebook), ""), List.of()).stream()
                .filter(other -> !other.getId().equals(patient.getId())).toList());
    }

    private static String hash(Casebook casebook) {
        return casebook.row(IdentificationForm.FORM).getDuplicateHash();
    }
}
