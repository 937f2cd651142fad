package org.sivig.ecrf.casebook;

import jakarta.persistence.QueryHint;
import java.util.Collection;
import java.util.List;
import org.hibernate.jpa.HibernateHints;
import org.sivig.ecrf.study.Patient;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.QueryHints;

/** The findings on record. */
interface FindingRecords extends JpaRepository<FindingRecord, Long> {

    /** All of a patient that were flushed, resolved ones too, in the order in which they fired. */
    @QueryHints(@QueryHint(name = HibernateHints.HINT_FLUSH_MODE, value = "COMMIT"))
    List<FindingRecord> findByPatientOrderById(Patient patient);

    /** The same of several patients. */
    List<FindingRecord> findByPatientInOrderById(Collection<Patient> patients);
}
