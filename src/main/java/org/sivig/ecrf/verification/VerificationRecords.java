package org.sivig.ecrf.verification;

import java.util.Collection;
import java.util.List;
import org.sivig.ecrf.study.Patient;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** What is verified now. */
interface VerificationRecords extends Repository<VerificationRecord, Long> {

    VerificationRecord save(VerificationRecord record);

    void delete(VerificationRecord record);

    List<VerificationRecord> findByPatient(Patient patient);

    @Query("from VerificationRecord where patient in :patients and item in :items order by id")
    List<VerificationRecord> find(Collection<Patient> patients, Collection<String> items);
}
