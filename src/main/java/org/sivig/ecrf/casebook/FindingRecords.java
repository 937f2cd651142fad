package org.sivig.ecrf.casebook;

import java.util.Collection;
import java.util.List;
import org.sivig.ecrf.study.Patient;
import org.springframework.data.jpa.repository.JpaRepository;

/** The findings on record. */
interface FindingRecords extends JpaRepository<FindingRecord, Long> {

    /** All of a patient, resolved ones too, in the order in which they fired. */
    List<FindingRecord> findByPatientOrderById(Patient patient);

    /** The same of several patients. */
    List<FindingRecord> findByPatientInOrderById(Collection<Patient> patients);
}
