package org.sivig.ecrf.casebook;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.account.AccessPolicy;
import org.sivig.ecrf.account.SignatureProof;
import org.sivig.ecrf.account.Signer;
import org.sivig.ecrf.audit.Act;
import org.sivig.ecrf.audit.AuditRecord;
import org.sivig.ecrf.audit.AuditRecords;
import org.sivig.ecrf.audit.AuditTrail;
import org.sivig.ecrf.audit.Reason;
import org.sivig.ecrf.crf.Casebook;
import org.sivig.ecrf.crf.TypedText;
import org.sivig.ecrf.study.Patient;
import org.sivig.ecrf.study.Section;
import org.sivig.ecrf.study.life.Transition;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Takes forms and casebooks through their life. Each step asks whether the user may take it, whether the state allows
 * it and whether anything stands in its way, and goes on record; a step back goes there with its reason.
 * <p>
 * Every method throws {@link PatientNotFoundException} when there is no such patient, or the user does not see them,
 * {@link AccessDeniedException} when it is not theirs to do, and {@link IllegalArgumentException} when a reason is
 * missing or longer than {@link Reason#LENGTH}.
 */
@Service
public class LifeCycle {

    private final VisiblePatients visible;
    private final Casebooks casebooks;
    private final Completions completions;
    private final CasebookQueries queries;
    private final Signatures signatures;
    private final SignedText signedText;
    private final LifeSteps steps;
    private final AccessPolicy policy;
    private final Signer signer;
    private final AuditTrail audit;
    private final AuditRecords records;
    private final Clock clock;

    LifeCycle(VisiblePatients visible, Casebooks casebooks, Completions completions, CasebookQueries queries,
            Signatures signatures, SignedText signedText, LifeSteps steps, AccessPolicy policy, Signer signer,
            AuditTrail audit, AuditRecords records, Clock clock) {
        this.visible = visible;
        this.casebooks = casebooks;
        this.completions = completions;
        this.queries = queries;
        this.signatures = signatures;
        this.signedText = signedText;
        this.steps = steps;
        this.policy = policy;
        this.signer = signer;
        this.audit = audit;
        this.records = records;
        this.clock = clock;
    }

    // --- forms ------------------------------------------------------------------------------------------------------

    /** Says that a form is complete, when every item that is asked is answered and no answer is impossible. */
    @Transactional
    public LifeResult completeForm(String number, Section section) {
        Patient patient = visible.hold(number);
        policy.requireEnters(patient.getSite());
        Casebook casebook = casebooks.load(patient);
        if (!patient.mayComplete(section)) {
            return new LifeResult.NotNow(casebooks.show(patient, casebook));
        }
        List<Obstacle> obstacles = completions.obstacles(section, casebook,
                casebooks.findings(patient, casebook));
        if (!obstacles.isEmpty()) {
            return new LifeResult.Hindered(casebooks.show(patient, casebook), obstacles);
        }
        patient.complete(section, clock.instant(), policy.viewer().username());
        audit.act(patient, Act.FORM_COMPLETED, Act.Place.of(section), null, "IN_PROGRESS", "COMPLETE", null);
        return new LifeResult.Done(casebooks.show(patient, casebook));
    }

    /** Takes back that a form is complete; the casebook then is not complete either, and its signature falls. */
    @Transactional
    public LifeResult reopenForm(String number, Section section, String reason) {
        Patient patient = visible.hold(number);
        policy.requireEnters(patient.getSite());
        String why = requireReason(reason);
        Casebook casebook = casebooks.load(patient);
        if (!patient.mayReopen(section)) {
            return new LifeResult.NotNow(casebooks.show(patient, casebook));
        }
        completions.reopen(patient, section, casebook, clock.instant(), why);
        return new LifeResult.Done(casebooks.show(patient, casebook));
    }

    // --- casebooks --------------------------------------------------------------------------------------------------

    /**
     * Takes a casebook through a step other than signing.
     *
     * @param reason for a step back; null for the others
     */
    @Transactional
    public LifeResult take(String number, Transition step, @Nullable String reason) {
        if (step == Transition.SIGN) {
            throw new IllegalArgumentException("A casebook is signed with a password");
        }
        boolean comesOrGoes = step == Transition.REMOVE || step == Transition.RESTORE;
        List<Patient> held = comesOrGoes ? casebooks.holdAlike(number)
                : List.of(visible.hold(number));
        Patient patient = held.stream().filter(each -> each.getNumber().equals(number)).findFirst().orElseThrow();
        policy.requireTakes(step, patient.getSite());
        String why = step.isExplained() ? requireReason(Objects.requireNonNullElse(reason, "")) : null;
        Casebook casebook = casebooks.load(patient);
        if (!patient.mayTake(step)) {
            return new LifeResult.NotNow(casebooks.show(patient, casebook));
        }
        if (step == Transition.COMPLETE_CASEBOOK) {
            List<Obstacle> obstacles = completions.obstacles(patient, casebook,
                casebooks.findings(patient, casebook));
            if (!obstacles.isEmpty()) {
                return new LifeResult.Hindered(casebooks.show(patient, casebook), obstacles);
            }
        }
        if (step.endsQueries()) {
            List<Obstacle> pending = Obstacle.pending(queries.of(patient));
            if (!pending.isEmpty()) {
                return new LifeResult.Hindered(casebooks.show(patient, casebook), pending);
            }
        }
        steps.take(patient, step, why);
        if (comesOrGoes) {
            casebooks.lookAgain(held, patient, casebook);
        }
        return new LifeResult.Done(casebooks.show(patient, casebook));
    }

    /**
     * Signs a complete casebook as the user, who proves that it is they.
     *
     * @param seen when an answer had changed last, in the casebook that the user was shown
     */
    @Transactional
    public LifeResult sign(String number, Instant seen, SignatureMeaning meaning, SignatureProof proof) {
        Patient patient = visible.hold(number);
        policy.requireTakes(Transition.SIGN, patient.getSite());
        Casebook casebook = casebooks.load(patient);
        if (!patient.mayTake(Transition.SIGN)) {
            return new LifeResult.NotNow(casebooks.show(patient, casebook));
        }
        if (!patient.getChangedAt().equals(seen)) {
            return new LifeResult.Outdated(casebooks.show(patient, casebook));
        }
        List<Obstacle> obstacles = completions.obstacles(patient, casebook,
                casebooks.findings(patient, casebook));
        if (!obstacles.isEmpty()) {
            return new LifeResult.Hindered(casebooks.show(patient, casebook), obstacles);
        }
        if (!signer.isViewer(proof)) {
            return new LifeResult.WrongPassword(casebooks.show(patient, casebook), signer.pausedUntil());
        }
        steps.sign(patient, casebook, meaning, null);
        return new LifeResult.Done(casebooks.show(patient, casebook));
    }

    /** Every signature there ever was under a casebook, the last first, each with whether it still holds. */
    @Transactional(readOnly = true)
    public List<Signed> signatures(String number) {
        Patient patient = visible.find(number);
        List<Signature> all = signatures.findByPatientOrderByIdDesc(patient);
        boolean standing = all.stream().anyMatch(signature -> signature.getRevokedAt() == null);
        Casebook casebook = standing ? casebooks.load(patient) : new Casebook(LocalDate.now(clock));
        return all.stream().map(signature -> Signed.of(signature, signature.getRevokedAt() == null
                && signature.getHash().equals(signedText.hash(patient, signature, casebook)))).toList();
    }

    /** How a casebook came to its state; null while it is in progress. */
    @Transactional(readOnly = true)
    public @Nullable Reached reached(String number) {
        Patient patient = visible.find(number);
        Act to = switch (patient.getState()) {
            case IN_PROGRESS -> null;
            case COMPLETE -> Act.CASEBOOK_COMPLETED;
            case SIGNED -> Act.CASEBOOK_SIGNED;
            case FROZEN -> Act.CASEBOOK_FROZEN;
            case LOCKED -> Act.CASEBOOK_LOCKED;
            case REMOVED -> Act.CASEBOOK_REMOVED;
        };
        List<AuditRecord> acts = to == null ? List.of() : records.acts(patient.getId(), Set.of(to));
        return acts.isEmpty() ? null
                : new Reached(acts.getLast().at(), acts.getLast().username(), acts.getLast().reason());
    }

    // ----------------------------------------------------------------------------------------------------------------

    /** @throws IllegalArgumentException when there is no reason, or too long a one */
    static String requireReason(String reason) {
        String why = TypedText.lines(reason);
        if (why.isEmpty() || why.length() > Reason.LENGTH) {
            throw new IllegalArgumentException("A reason of 1 to " + Reason.LENGTH + " characters is needed");
        }
        return why;
    }
}
