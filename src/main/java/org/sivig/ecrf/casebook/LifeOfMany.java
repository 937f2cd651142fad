package org.sivig.ecrf.casebook;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.account.AccessPolicy;
import org.sivig.ecrf.account.SignatureProof;
import org.sivig.ecrf.account.Signer;
import org.sivig.ecrf.audit.AuditTrail;
import org.sivig.ecrf.crf.Casebook;
import org.sivig.ecrf.list.Filter;
import org.sivig.ecrf.study.Patient;
import org.sivig.ecrf.study.life.CasebookState;
import org.sivig.ecrf.study.life.Transition;
import org.springframework.data.domain.Pageable;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Takes the casebooks of a site, or of what is shown, through a step together: first it tells what stands in the way of which,
 * then those in whose way nothing stands take it, in one transaction, for one reason and as one batch in the audit trail. A
 * casebook that is no longer as it was told is left out, and so is what is not complete.
 * <p>
 * Every method throws {@link AccessDeniedException} when the step is not the user's to take for one of the casebooks, and
 * {@link IllegalArgumentException} when it is not one that many take together.
 */
@Service
public class LifeOfMany {

    /** What many take together. */
    public static final List<Transition> STEPS =
            List.of(Transition.SIGN, Transition.FREEZE, Transition.UNFREEZE, Transition.LOCK, Transition.UNLOCK);

    private final PatientList list;
    private final Patients patients;
    private final VisiblePatients visible;
    private final Casebooks casebooks;
    private final Completions completions;
    private final CasebookQueries queries;
    private final LifeSteps steps;
    private final AccessPolicy policy;
    private final Signer signer;
    private final AuditTrail audit;
    private final Clock clock;

    LifeOfMany(PatientList list, Patients patients, VisiblePatients visible, Casebooks casebooks, Completions completions,
            CasebookQueries queries, LifeSteps steps, AccessPolicy policy, Signer signer, AuditTrail audit, Clock clock) {
        this.list = list;
        this.patients = patients;
        this.visible = visible;
        this.casebooks = casebooks;
        this.completions = completions;
        this.queries = queries;
        this.steps = steps;
        this.policy = policy;
        this.signer = signer;
        this.audit = audit;
        this.clock = clock;
    }

    /** The casebooks of these patients, by number, each with what stands in the way of the step. */
    @Transactional(readOnly = true)
    public List<LifeLine> preview(Filter<PatientRow> filter, Transition step) {
        require(step);
        List<String> numbers = list.fetch(filter, Pageable.unpaged()).stream().map(PatientRow::number).toList();
        return numbers.isEmpty() ? List.of() : lines(patients.findByNumberInOrderByNumber(numbers), step);
    }

    /**
     * Takes a step other than signing.
     *
     * @param seen   what {@link #preview} told; those with a hindrance are left out
     * @param reason of all of them
     * @throws PatientNotFoundException when the user does not see one of them; nothing is done then
     * @throws IllegalArgumentException when there is no reason, or too long a one
     */
    @Transactional
    public ManyTaken.Done take(List<LifeLine> seen, Transition step, String reason) {
        if (step == Transition.SIGN) {
            throw new IllegalArgumentException("Casebooks are signed with a password");
        }
        return go(seen, step, reason, patient -> steps.take(patient, step, LifeCycle.requireReason(reason)));
    }

    /**
     * Signs complete casebooks as the user, who proves that it is they.
     *
     * @param seen   what {@link #preview} told; those with a hindrance are left out
     * @param reason of all of them
     * @throws PatientNotFoundException when the user does not see one of them; nothing is done then
     * @throws IllegalArgumentException when there is no reason, or too long a one
     */
    @Transactional
    public ManyTaken sign(List<LifeLine> seen, SignatureMeaning meaning, SignatureProof proof, String reason) {
        LifeCycle.requireReason(reason);
        seen.forEach(line -> policy.requireTakes(Transition.SIGN, line.site()));
        if (!signer.isViewer(proof)) {
            return new ManyTaken.WrongPassword(signer.pausedUntil());
        }
        return go(seen, Transition.SIGN, reason, patient -> steps.sign(patient, casebooks.load(patient), meaning, reason));
    }

    private interface Step {
        void of(Patient patient);
    }

    private ManyTaken.Done go(List<LifeLine> seen, Transition step, String reason, Step how) {
        require(step);
        String why = LifeCycle.requireReason(reason);
        Map<String, LifeLine> wanted = seen.stream().filter(line -> line.hindrance() == null)
                .collect(Collectors.toMap(LifeLine::number, Function.identity()));
        List<Patient> held = visible.holdAll(wanted.keySet());
        audit.note(why, UUID.randomUUID().toString());
        List<String> done = new ArrayList<>();
        List<LifeLine> left = new ArrayList<>(seen.stream().filter(line -> line.hindrance() != null).toList());
        Map<String, Patient> byNumber = held.stream().collect(Collectors.toMap(Patient::getNumber, Function.identity()));
        for (LifeLine now : lines(held, step)) {
            if (!now.isAsSeen(Objects.requireNonNull(wanted.get(now.number())))) {
                left.add(now.changed());
            } else if (now.hindrance() != null) {
                left.add(now);
            } else {
                how.of(Objects.requireNonNull(byNumber.get(now.number())));
                done.add(now.number());
            }
        }
        return new ManyTaken.Done(done, left);
    }

    private static void require(Transition step) {
        if (!STEPS.contains(step)) {
            throw new IllegalArgumentException("Not taken together: " + step);
        }
    }

    private List<LifeLine> lines(Collection<Patient> patients, Transition step) {
        patients.forEach(patient -> policy.requireTakes(step, patient.getSite()));
        Map<String, Long> pending = step == Transition.LOCK ? queries.pending(patients.stream().map(Patient::getNumber)
                .collect(Collectors.toSet())) : Map.of();
        return patients.stream().map(patient -> line(patient, step, pending)).toList();
    }

    private LifeLine line(Patient patient, Transition step, Map<String, Long> pending) {
        LifeLine.Hindrance hindrance = byState(patient, step);
        int count = 0;
        if (hindrance == null && step == Transition.LOCK) {
            count = pending.getOrDefault(patient.getNumber(), 0L).intValue();
            hindrance = count > 0 ? LifeLine.Hindrance.QUERIES : null;
        }
        if (hindrance == null && step == Transition.SIGN) {
            Casebook casebook = casebooks.load(patient);
            count = completions.obstacles(patient, casebook, casebooks.findings(patient, casebook)).size();
            hindrance = count > 0 ? LifeLine.Hindrance.OBSTACLES : null;
        }
        return new LifeLine(patient.getNumber(), patient.getSite(), patient.getState(), patient.getChangedAt(), hindrance, count);
    }

    private static LifeLine.@Nullable Hindrance byState(Patient patient, Transition step) {
        boolean incomplete = patient.getState() == CasebookState.IN_PROGRESS;
        if (incomplete && Set.of(Transition.SIGN, Transition.FREEZE).contains(step)) {
            return LifeLine.Hindrance.NOT_COMPLETE;
        }
        return patient.mayTake(step) ? null : step == Transition.LOCK && step.isFrom(patient.getState())
                ? LifeLine.Hindrance.UNSIGNED : LifeLine.Hindrance.OTHER_STATE;
    }
}
