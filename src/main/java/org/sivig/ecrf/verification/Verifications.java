package org.sivig.ecrf.verification;

import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.sivig.ecrf.account.AccessPolicy;
import org.sivig.ecrf.audit.Act;
import org.sivig.ecrf.audit.AuditRecord;
import org.sivig.ecrf.audit.AuditRecords;
import org.sivig.ecrf.audit.AuditTrail;
import org.sivig.ecrf.casebook.PatientNotFoundException;
import org.sivig.ecrf.casebook.VisiblePatients;
import org.sivig.ecrf.crf.Answer;
import org.sivig.ecrf.crf.Casebook;
import org.sivig.ecrf.crf.Form;
import org.sivig.ecrf.crf.Item;
import org.sivig.ecrf.study.CasebookRow;
import org.sivig.ecrf.study.Patient;
import org.sivig.ecrf.study.Study;
import org.sivig.ecrf.study.life.CasebookState;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Source data verification: a monitor says that answers agree with the source. What is verified is the answer, or the
 * missing reason, that the monitor saw; when another one takes its place, that item is no longer verified.
 */
@Service
public class Verifications {

    /** A place in the casebook of a patient. */
    private record Cell(Patient patient, Act.Place place) {
    }

    private final VisiblePatients visible;
    private final VerificationRecords records;
    private final EntityManager entities;
    private final AccessPolicy policy;
    private final AuditTrail audit;
    private final AuditRecords trail;
    private final VerificationPlans plans;
    private final VerificationCounts counts;
    private final Clock clock;

    Verifications(VisiblePatients visible, VerificationRecords records, EntityManager entities, AccessPolicy policy,
            AuditTrail audit, AuditRecords trail, VerificationPlans plans, VerificationCounts counts, Clock clock) {
        this.visible = visible;
        this.records = records;
        this.entities = entities;
        this.policy = policy;
        this.audit = audit;
        this.trail = trail;
        this.plans = plans;
        this.counts = counts;
        this.clock = clock;
    }

    /**
     * What is verified in a casebook.
     *
     * @throws PatientNotFoundException when there is no such patient, or the user does not see them
     */
    @Transactional(readOnly = true)
    public VerificationMarks of(String number) {
        Patient patient = visible.find(number);
        boolean monitor = policy.verifies(patient.getSite());
        Map<String, VerificationMarks.Verified> verified = new HashMap<>();
        records.findByPatient(patient).forEach(record -> verified.put(
                exportName(record.place()), record.verified()));
        VerificationPlan plan = plans.current();
        return new VerificationMarks(new VerificationScope(counts.isWhole(plan, number, patient.getSite()), plan.critical()), monitor && patient.getState().allows(CasebookState.Work.VERIFICATION), verified,
                monitor ? fallen(patient) : Map.of());
    }

    private static String exportName(Act.Place place) {
        Casebook.Instance at = Study.instance(place.form(), place.rowKey(), place.item());
        if (at == null) {
            throw new IllegalStateException("No item at " + place);
        }
        return at.exportName();
    }

    private Map<String, VerificationMarks.Fallen> fallen(Patient patient) {
        Map<String, VerificationMarks.Fallen> fallen = new HashMap<>();
        for (AuditRecord act : trail.acts(patient.getId(),
                Set.of(Act.VERIFIED, Act.VERIFICATION_WITHDRAWN, Act.VERIFICATION_DROPPED))) {
            act.instance().ifPresent(at -> {
                if (act.oldValue() != null && Act.VERIFICATION_DROPPED.name().equals(act.act())) {
                    fallen.put(at.exportName(), new VerificationMarks.Fallen(
                            VerificationDrop.answer(at.item(), act.oldValue()), act.at()));
                } else {
                    fallen.remove(at.exportName());
                }
            });
        }
        return fallen;
    }

    /**
     * Says of answers that they agree with the source: of each that still stands as it was seen. The others are left,
     * and the result says why; those of a locked casebook are left too.
     *
     * @throws PatientNotFoundException when there is no such patient, or the user does not see them; nothing is
     *                                  verified then
     * @throws AccessDeniedException    when the user does not verify patients of that site, or an item is identity
     * @throws IllegalArgumentException when there is no such item
     */
    @Transactional
    public VerificationResult verify(List<SeenAnswer> seen) {
        Map<String, Patient> patients = hold(seen);
        Map<SeenAnswer, Casebook.Instance> places = places(seen);
        Map<Cell, Casebook.Instance> stored = read(patients.values(), places.values());
        Set<Cell> standing = new HashSet<>(standing(patients.values(), places.values()).keySet());
        Map<Cell, SeenAnswer> done = new LinkedHashMap<>();
        List<VerificationResult.Changed> changed = new ArrayList<>();
        int blank = 0;
        int already = 0;
        int locked = 0;
        for (SeenAnswer each : seen) {
            Patient patient = patients.get(each.number());
            Casebook.Instance place = places.get(each);
            Cell cell = new Cell(patient, Act.Place.of(place));
            Answer<?> now = stored.containsKey(cell) ? stored.get(cell).answer() : Answer.blank();
            if (each.answer().isBlank() || place.item().isFixed()) {
                blank++;
            } else if (!patient.getState().allows(CasebookState.Work.VERIFICATION)) {
                locked++;
            } else if (!now.equals(each.answer())) {
                AuditRecords.Author author = trail.lastAuthor(patient.getId(), cell.place().form(),
                        cell.place().rowKey(), cell.place().item()).orElse(null);
                changed.add(new VerificationResult.Changed(each.number(), each.item(), now,
                        author == null ? null : author.username(), author == null ? null : author.at()));
            } else if (!standing.add(cell)) {
                already++;
            } else {
                done.put(cell, each);
            }
        }
        note(done.size());
        Instant at = clock.instant();
        done.forEach((cell, each) -> {
            cell.patient().addVerified(1);
            records.save(new VerificationRecord(cell.patient(), cell.place(), policy.viewer().username(), at));
            audit.act(cell.patient(), Act.VERIFIED, cell.place(), null, null,
                    VerificationDrop.text(places.get(each), each.answer()), null);
        });
        return new VerificationResult(List.copyOf(done.values()), blank, already, locked, changed);
    }

    /**
     * Takes back that answers are verified. Those that are not verified, and those of a locked casebook, are left.
     *
     * @return those that were
     * @throws PatientNotFoundException when there is no such patient, or the user does not see them
     * @throws AccessDeniedException    when the user does not verify patients of that site
     * @throws IllegalArgumentException when there is no such item
     */
    @Transactional
    public List<SeenAnswer> withdraw(List<SeenAnswer> verified) {
        Map<String, Patient> patients = hold(verified);
        Map<SeenAnswer, Casebook.Instance> places = places(verified);
        Map<Cell, VerificationRecord> standing = standing(patients.values(), places.values());
        Map<SeenAnswer, VerificationRecord> done = new LinkedHashMap<>();
        for (SeenAnswer each : verified) {
            Patient patient = patients.get(each.number());
            VerificationRecord record = standing.remove(new Cell(patient, Act.Place.of(places.get(each))));
            if (record != null && patient.getState().allows(CasebookState.Work.VERIFICATION)) {
                done.put(each, record);
            }
        }
        note(done.size());
        done.values().forEach(record -> {
            record.patient().addVerified(-1);
            records.delete(record);
            audit.act(record.patient(), Act.VERIFICATION_WITHDRAWN, record.place(), null, null, null, null);
        });
        return List.copyOf(done.keySet());
    }

    private void note(int acts) {
        if (acts > 1) {
            audit.note(null, UUID.randomUUID().toString());
        }
    }

    /** The patients, held until the end of the transaction, so that no answer changes meanwhile. */
    private Map<String, Patient> hold(Collection<SeenAnswer> cells) {
        Set<String> numbers = cells.stream().map(SeenAnswer::number).collect(Collectors.toSet());
        Map<String, Patient> patients = new HashMap<>();
        visible.holdAll(numbers).forEach(patient -> patients.put(patient.getNumber(), patient));
        patients.values().forEach(patient -> policy.requireVerifies(patient.getSite()));
        return patients;
    }

    private Map<SeenAnswer, Casebook.Instance> places(Collection<SeenAnswer> cells) {
        Casebook names = Study.blank(LocalDate.now(clock));
        Map<SeenAnswer, Casebook.Instance> places = new HashMap<>();
        cells.forEach(each -> places.put(each, names.reach(each.item())));
        if (places.values().stream().anyMatch(place -> place.item().isIdentity())) {
            throw policy.denied("Identity is not verified");
        }
        return places;
    }

    private Map<Cell, VerificationRecord> standing(Collection<Patient> patients,
            Collection<Casebook.Instance> places) {
        Set<String> items = places.stream().map(place -> place.item().name()).collect(Collectors.toSet());
        Map<Cell, VerificationRecord> standing = new HashMap<>();
        records.find(patients, items).forEach(
                record -> standing.put(new Cell(record.patient(), record.place()), record));
        return standing;
    }

    /** What the database holds of these patients in the forms of these places: one select for each form. */
    private Map<Cell, Casebook.Instance> read(Collection<Patient> patients, Collection<Casebook.Instance> places) {
        Map<Cell, Casebook.Instance> stored = new HashMap<>();
        places.stream().map(Casebook.Instance::form).distinct().forEach(form -> {
            @SuppressWarnings("unchecked")
            Class<? extends CasebookRow> type = (Class<? extends CasebookRow>) form.rowType();
            entities.createQuery("from " + type.getSimpleName() + " where patient in :patients", type)
                    .setParameter("patients", patients).getResultStream().forEach(row -> form.items().forEach(item -> {
                        Casebook.Instance instance = new Casebook.Instance(form, item, row);
                        stored.put(new Cell(row.getPatient(), Act.Place.of(instance)), instance);
                    }));
        });
        return stored;
    }

    /** How much of what should be verified is, at the sites that the user sees, form by form, where there is anything to verify. */
    @Transactional(readOnly = true)
    public List<VerifiedShare> shares() {
        Optional<Set<String>> sites = policy.visibleSites();
        return sites.isPresent() && sites.get().isEmpty() ? List.of() : counts.byForm(plans.current(), sites);
    }

    /**
     * Of whom of the patients that the user sees this item should be verified, by number; empty for all of them. In the columns of
     * a form it is the same for every item that the plan does not call critical.
     */
    @Transactional(readOnly = true)
    public Optional<Set<String>> dueOf(Form<?> form, Item<?, ?> item) {
        VerificationPlan plan = plans.current();
        return plan.isOfEverything() || plan.isCritical(form, item) ? Optional.empty()
                : Optional.of(counts.whole(plan, policy.visibleSites()));
    }

    /**
     * How far the patients of a site are, by number.
     *
     * @throws PatientNotFoundException when the user does not see the site
     */
    @Transactional(readOnly = true)
    public List<VerifiedPatient> patients(String site) {
        if (!policy.sees(site)) {
            throw new PatientNotFoundException();
        }
        return counts.byPatient(plans.current(), site);
    }
}
