package org.sivig.ecrf.casebook;

import java.util.List;
import java.util.Optional;
import org.sivig.ecrf.study.Patient;
import org.springframework.data.repository.Repository;

/** The signatures under casebooks: added, never deleted. */
interface Signatures extends Repository<Signature, Long> {

    Signature save(Signature signature);

    Optional<Signature> findByPatientAndRevokedAtIsNull(Patient patient);

    List<Signature> findByPatientOrderByIdDesc(Patient patient);
}
