package org.sivig.ecrf.casebook;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.sivig.ecrf.account.AccessPolicy;
import org.sivig.ecrf.audit.Act;
import org.sivig.ecrf.audit.AuditTrail;
import org.sivig.ecrf.audit.Reason;
import org.sivig.ecrf.casebook.SaveResult.Fallen;
import org.sivig.ecrf.crf.Casebook;
import org.sivig.ecrf.study.Patient;
import org.sivig.ecrf.study.Section;
import org.sivig.ecrf.study.Study;
import org.sivig.ecrf.study.life.CasebookState;
import org.sivig.ecrf.study.life.Transition;
import org.springframework.stereotype.Component;

/** Says what a completion waits for, and takes back what no longer holds: completions of forms and casebook, signature. */
@Component
class Completions {

    private final Signatures signatures;
    private final AuditTrail audit;
    private final AccessPolicy policy;

    Completions(Signatures signatures, AuditTrail audit, AccessPolicy policy) {
        this.signatures = signatures;
        this.audit = audit;
        this.policy = policy;
    }

    /** What a section waits for before it is complete, in paper order. */
    List<Obstacle> obstacles(Section section, Casebook casebook, List<KnownFinding> findings) {
        List<Obstacle> obstacles = new ArrayList<>();
        section.layOut(casebook);
        section.blanks(casebook).map(at -> new Obstacle.Unanswered(section, at)).forEach(obstacles::add);
        findings.stream().filter(KnownFinding::isBlocking)
                .filter(found -> section.covers(found.at())).map(found -> new Obstacle.Error(section, found))
                .forEach(obstacles::add);
        casebook.dropEmpty();
        return obstacles;
    }

    /** What the casebook waits for before it is complete. */
    List<Obstacle> obstacles(Patient patient, Casebook casebook, List<KnownFinding> findings) {
        return Study.sections(casebook, null).stream().flatMap(section -> patient.isComplete(section)
                ? obstacles(section, casebook, findings).stream() : Stream.of(new Obstacle.OpenForm(section)))
                .toList();
    }

    /** Takes back what no longer holds now that answers have changed. */
    Fallen answersChanged(Patient patient, Casebook casebook, List<KnownFinding> findings, Instant at) {
        if (patient.getCompleted().isEmpty()) {
            return Fallen.NOTHING;
        }
        List<Section> there = Study.sections(casebook, null);
        List<Section> fallen = Study.allSections().filter(patient::isComplete).filter(
                section -> !there.contains(section) || !obstacles(section, casebook, findings).isEmpty()).toList();
        String why = new Reason(Reason.Code.CHANGED, "").stored();
        fallen.forEach(section -> reopen(patient, section, why));
        return settle(patient, casebook, fallen, true, at, why);
    }

    /** Takes back that a section is complete, and what rests on it. */
    Fallen reopen(Patient patient, Section section, Casebook casebook, Instant at, String why) {
        reopen(patient, section, why);
        return settle(patient, casebook, List.of(section), false, at, why);
    }

    private void reopen(Patient patient, Section section, String why) {
        patient.reopen(section);
        audit.act(patient, Act.FORM_REOPENED, Act.Place.of(section), null, "COMPLETE", "IN_PROGRESS", why);
    }

    private Fallen settle(Patient patient, Casebook casebook, List<Section> fallen, boolean changed, Instant at,
            String why) {
        boolean whole = Study.sections(casebook, null).stream().allMatch(patient::isComplete);
        boolean signature = patient.getState() == CasebookState.SIGNED && (changed || !whole);
        if (signature) {
            unsign(patient, at, why);
        }
        boolean complete = patient.getState() == CasebookState.COMPLETE && !whole;
        if (complete) {
            String by = policy.viewer().username();
            patient.take(Transition.REOPEN_CASEBOOK, at, by);
            audit.act(patient, Act.CASEBOOK_REOPENED, Act.Place.CASEBOOK, null, "COMPLETE", "IN_PROGRESS", why);
        }
        return new Fallen(fallen, complete, signature, List.of());
    }

    /** Takes back the signature. */
    void unsign(Patient patient, Instant at, String why) {
        String by = policy.viewer().username();
        Signature signature = signatures.findByPatientAndRevokedAtIsNull(patient).orElseThrow();
        signature.revoke(at, by, why);
        patient.take(Transition.UNSIGN, at, by);
        audit.act(patient, Act.CASEBOOK_UNSIGNED, Act.Place.CASEBOOK, signature.getMeaning().name(),
                signature.getHash(), null, why);
    }
}
