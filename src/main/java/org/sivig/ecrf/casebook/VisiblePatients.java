package org.sivig.ecrf.casebook;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.sivig.ecrf.account.AccessPolicy;
import org.sivig.ecrf.study.Patient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The patients whom the user may see: the one way from a number to a patient, within a transaction of the caller. */
@Component
@Transactional(propagation = Propagation.MANDATORY)
public class VisiblePatients {

    private final Patients patients;
    private final AccessPolicy policy;

    VisiblePatients(Patients patients, AccessPolicy policy) {
        this.patients = patients;
        this.policy = policy;
    }

    /** @throws PatientNotFoundException when there is no such patient, or the user does not see them */
    public Patient find(String number) {
        return seen(patients.findByNumber(number));
    }

    /** The numbers of the patients of a site, in order; none of a site that the user does not see. */
    @Transactional(readOnly = true)
    public List<String> numbersOf(String site) {
        return policy.sees(site) ? patients.findNumbersBySite(site) : List.of();
    }

    /**
     * The patient, held until the end of the transaction, so that those who write about one patient follow one another.
     *
     * @throws PatientNotFoundException when there is no such patient, or the user does not see them
     */
    public Patient hold(String number) {
        return seen(patients.lockByNumber(number));
    }

    /**
     * Several patients, held in the order of their numbers, so that nobody waits for who waits for them.
     *
     * @throws PatientNotFoundException when there is no such patient, or the user does not see one of them
     */
    public List<Patient> holdAll(Set<String> numbers) {
        List<Patient> held = numbers.isEmpty() ? List.of() : patients.lockByNumbers(numbers);
        if (held.size() < numbers.size() || !held.stream().allMatch(patient -> policy.sees(patient.getSite()))) {
            throw new PatientNotFoundException();
        }
        return held;
    }

    private Patient seen(Optional<Patient> patient) {
        return patient.filter(found -> policy.sees(found.getSite())).orElseThrow(PatientNotFoundException::new);
    }
}
