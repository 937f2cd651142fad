package org.sivig.ecrf.casebook;

import jakarta.persistence.LockModeType;
import jakarta.persistence.QueryHint;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hibernate.jpa.HibernateHints;
import org.sivig.ecrf.study.Identification;
import org.sivig.ecrf.study.Patient;
import org.sivig.ecrf.study.life.CasebookState;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.jpa.repository.QueryHints;

/** The patients of the study. */
interface Patients extends JpaRepository<Patient, Long> {

    Optional<Patient> findByNumber(String number);

    /** The patient, held until the end of the transaction, so that saves of one casebook follow one another. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("from Patient where number = :number")
    Optional<Patient> lockByNumber(String number);

    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("from Patient where number in :numbers order by number")
    List<Patient> lockByNumbers(Collection<String> numbers);

    List<Patient> findByNumberInOrderByNumber(Collection<String> numbers);

    long countBySite(String site);

    @Query("select number from Patient where site = ?1 order by number")
    List<String> findNumbersBySite(String site);

    /** Patients of this site, created by this user, of whom nothing was ever entered. */
    @Query("from Patient p where p.site = :site and p.createdBy = :username and p.changedAt = p.createdAt and " + CasebookState.COUNTS
            + " order by p.number")
    List<Patient> findUntouched(String site, String username);

    /** Other patients of the study with this hash, as they were flushed. */
    @QueryHints(@QueryHint(name = HibernateHints.HINT_FLUSH_MODE, value = "COMMIT"))
    @Query("select p from Identification i join i.patient p where i.duplicateHash = :hash and p.number <> :number and "
            + CasebookState.COUNTS)
    List<Patient> findDuplicates(String hash, String number);

    /** What holds one of these hashes, of patients of the study. */
    @Query("from Identification i join fetch i.patient p where i.duplicateHash in :hashes and " + CasebookState.COUNTS
            + " order by p.number")
    List<Identification> findByHash(Collection<String> hashes);

    /** The numbers of all patients with one of these hashes. */
    @Query("select i.patient.number from Identification i where i.duplicateHash in :hashes")
    List<String> findNumbersByHash(Collection<String> hashes);

    /** The numbers of a patient and of those with the same hash. */
    @Query("""
            select p.number from Patient p where p.number = :number or p.id in (
            select i.patient.id from Identification i, Identification own
            where own.patient.number = :number and i.duplicateHash = own.duplicateHash)""")
    Set<String> findNumbersAlike(String number);

    @Query("select number from Patient order by number")
    List<String> findNumbers();
}
