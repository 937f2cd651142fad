package org.sivig.ecrf.casebook;

import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.account.AccessPolicy;
import org.sivig.ecrf.audit.Act;
import org.sivig.ecrf.audit.AuditTrail;
import org.sivig.ecrf.crf.Casebook;
import org.sivig.ecrf.study.Patient;
import org.sivig.ecrf.study.life.Transition;
import org.springframework.stereotype.Component;

/** Takes a casebook through a step and puts that on record; whoever calls it has asked whether it may. */
@Component
class LifeSteps {

    private final Completions completions;
    private final Signatures signatures;
    private final SignedText signedText;
    private final AccessPolicy policy;
    private final AuditTrail audit;
    private final Clock clock;

    LifeSteps(Completions completions, Signatures signatures, SignedText signedText, AccessPolicy policy, AuditTrail audit,
            Clock clock) {
        this.completions = completions;
        this.signatures = signatures;
        this.signedText = signedText;
        this.policy = policy;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * Takes a step other than signing.
     *
     * @param why needed for a step back
     */
    void take(Patient patient, Transition step, @Nullable String why) {
        if (step == Transition.UNSIGN && why != null) {
            completions.unsign(patient, clock.instant(), why);
            return;
        }
        String before = patient.getState().name();
        patient.take(step, clock.instant(), policy.viewer().username());
        audit.act(patient, act(step), Act.Place.CASEBOOK, null, before, patient.getState().name(), why);
    }

    private static Act act(Transition step) {
        return switch (step) {
            case COMPLETE_CASEBOOK -> Act.CASEBOOK_COMPLETED;
            case REOPEN_CASEBOOK -> Act.CASEBOOK_REOPENED;
            case SIGN -> Act.CASEBOOK_SIGNED;
            case UNSIGN -> Act.CASEBOOK_UNSIGNED;
            case FREEZE -> Act.CASEBOOK_FROZEN;
            case UNFREEZE -> Act.CASEBOOK_UNFROZEN;
            case LOCK -> Act.CASEBOOK_LOCKED;
            case UNLOCK -> Act.CASEBOOK_UNLOCKED;
            case REMOVE -> Act.CASEBOOK_REMOVED;
            case RESTORE -> Act.CASEBOOK_RESTORED;
        };
    }

    /** Signs as the user. */
    void sign(Patient patient, Casebook casebook, SignatureMeaning meaning, @Nullable String why) {
        Signature signature = new Signature(patient, policy.viewer(), meaning, clock.instant());
        signatures.save(signature.under(signedText.hash(patient, signature, casebook)));
        patient.take(Transition.SIGN, signature.getSignedAt(), signature.getUsername());
        audit.act(patient, Act.CASEBOOK_SIGNED, Act.Place.CASEBOOK, meaning.name(), null, signature.getHash(), why);
    }
}
