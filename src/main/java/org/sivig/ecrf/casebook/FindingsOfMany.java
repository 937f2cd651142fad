package org.sivig.ecrf.casebook;

import static java.util.stream.Collectors.groupingBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.sivig.ecrf.crf.Casebook;
import org.sivig.ecrf.study.Identification;
import org.sivig.ecrf.study.IdentificationForm;
import org.sivig.ecrf.study.Patient;
import org.springframework.stereotype.Component;

/** What the checks find in several casebooks at once, for services that have asked the access policy. Changes nothing. */
@Component
public class FindingsOfMany {

    private final Patients patients;
    private final FindingRecords records;
    private final Findings findings;

    FindingsOfMany(Patients patients, FindingRecords records, Findings findings) {
        this.patients = patients;
        this.records = records;
        this.findings = findings;
    }

    /**
     * What is true of each of them on the day on which it is evaluated, without what tells of identity.
     *
     * @return by the id of the patient
     */
    public Map<Long, List<KnownFinding>> of(Map<Patient, Casebook> casebooks) {
        if (casebooks.isEmpty()) {
            return Map.of();
        }
        Map<Long, List<FindingRecord>> onRecord = records.findByPatientInOrderById(casebooks.keySet()).stream()
                .collect(groupingBy(record -> record.getPatient().getId()));
        Set<String> hashes = casebooks.values().stream().map(FindingsOfMany::hash).filter(Objects::nonNull)
                .collect(Collectors.toSet());
        Map<String, List<Patient>> alike = new HashMap<>();
        if (!hashes.isEmpty()) {
            alike.putAll(patients.findByHash(hashes).stream().collect(groupingBy(Identification::getDuplicateHash,
                    Collectors.mapping(Identification::getPatient, Collectors.toList()))));
        }
        Map<Long, List<KnownFinding>> found = new HashMap<>();
        casebooks.forEach((patient, casebook) -> found.put(patient.getId(), findings.of(casebook,
                Findings.duplicate(patient, alike.getOrDefault(Objects.requireNonNullElse(hash(casebook), ""), List.of())
                        .stream().filter(other -> !other.getId().equals(patient.getId())).toList()),
                onRecord.getOrDefault(patient.getId(), List.of())).stream().map(KnownFinding::withoutIdentity).toList()));
        return found;
    }

    private static String hash(Casebook casebook) {
        return casebook.row(IdentificationForm.FORM).getDuplicateHash();
    }
}
