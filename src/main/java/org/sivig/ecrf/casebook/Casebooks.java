package org.sivig.ecrf.casebook;

import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.account.AccessPolicy;
import org.sivig.ecrf.account.DuplicateAnswers;
import org.sivig.ecrf.account.KeyedHash;
import org.sivig.ecrf.account.Site;
import org.sivig.ecrf.audit.Act;
import org.sivig.ecrf.audit.AuditRecord;
import org.sivig.ecrf.audit.AuditRecords;
import org.sivig.ecrf.audit.AuditTrail;
import org.sivig.ecrf.audit.IdentityReads;
import org.sivig.ecrf.audit.Reason;
import org.sivig.ecrf.crf.Answer;
import org.sivig.ecrf.crf.Casebook;
import org.sivig.ecrf.crf.Completeness;
import org.sivig.ecrf.crf.Form;
import org.sivig.ecrf.crf.Item;
import org.sivig.ecrf.crf.Severity;
import org.sivig.ecrf.crf.TypedText;
import org.sivig.ecrf.score.Quantity;
import org.sivig.ecrf.study.CasebookRow;
import org.sivig.ecrf.study.Derived;
import org.sivig.ecrf.study.Duplicate;
import org.sivig.ecrf.study.Figures;
import org.sivig.ecrf.study.Identification;
import org.sivig.ecrf.study.IdentificationForm;
import org.sivig.ecrf.study.IdentityCipher;
import org.sivig.ecrf.study.Patient;
import org.sivig.ecrf.study.Section;
import org.sivig.ecrf.study.Study;
import org.sivig.ecrf.study.life.CasebookClosedException;
import org.sivig.ecrf.study.life.CasebookState;
import org.sivig.ecrf.study.life.QueryState;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.interceptor.TransactionAspectSupport;

/**
 * Opens casebooks and saves answers: the one way in which an answer changes. A save reads the patient's casebook,
 * applies the edits, clears what is no longer asked and writes what changed, in one transaction.
 */
@Service
public class Casebooks {

    /** The items by which patients are alike. */
    private static final Set<String> ALIKE = Stream.of(IdentificationForm.LAST_NAME3, IdentificationForm.FIRST_NAME3,
            IdentificationForm.BIRTH_DATE, IdentificationForm.SEX).map(Item::name).collect(Collectors.toSet());

    private final Patients patients;
    private final VisiblePatients visible;
    private final EntityManager entities;
    private final AccessPolicy policy;
    private final AuditTrail audit;
    private final AuditRecords records;
    private final Findings findings;
    private final CheckList checks;
    private final CasebookQueries queries;
    private final CasebookRows rows;
    private final Completions completions;
    private final List<AnswerListener> listeners;
    private final KeyedHash hash;
    private final DuplicateAnswers answers;
    private final IdentityReads reads;
    private final IdentityCipher cipher;
    private final Clock clock;

    Casebooks(Patients patients, VisiblePatients visible, EntityManager entities, AccessPolicy policy, AuditTrail audit,
            AuditRecords records, Findings findings, CheckList checks, CasebookQueries queries, CasebookRows rows,
            Completions completions, List<AnswerListener> listeners, KeyedHash hash, DuplicateAnswers answers, IdentityReads reads,
            IdentityCipher cipher, Clock clock) {
        this.patients = patients;
        this.visible = visible;
        this.entities = entities;
        this.policy = policy;
        this.audit = audit;
        this.records = records;
        this.findings = findings;
        this.checks = checks;
        this.queries = queries;
        this.rows = rows;
        this.completions = completions;
        this.listeners = listeners;
        this.hash = hash;
        this.answers = answers;
        this.reads = reads;
        this.cipher = cipher;
        this.clock = clock;
    }

    /**
     * Opens a casebook. That identity was read is put on record.
     *
     * @throws PatientNotFoundException when there is no such patient, or the user does not see them
     */
    @Transactional
    public OpenCasebook open(String number) {
        Patient patient = visible.find(number);
        OpenCasebook shown = show(patient, load(patient));
        if (policy.seesIdentity(patient.getSite())) {
            reads.record(patient); // the last thing that is done: it holds the head of the patient's chains
        }
        return shown;
    }

    /**
     * Opens a casebook as it was at a moment, rebuilt from its audit records. That identity was read is put on record.
     *
     * @throws PatientNotFoundException when there is no such patient, or the user does not see them
     */
    @Transactional
    public PastCasebook open(String number, Instant at) {
        Patient patient = visible.find(number);
        if (policy.seesIdentity(patient.getSite())) {
            reads.record(patient);
        }
        Casebook now = load(patient);
        Casebook then = rebuild(patient, at);
        Map<String, Answer<?>> since = new LinkedHashMap<>();
        Stream.concat(now.instances().stream(), then.instances().stream()).map(Casebook.Instance::exportName).distinct()
                .forEach(name -> {
                    Casebook.Instance instance = now.reach(name);
                    if (policy.sees(instance.item(), patient.getSite())
                            && !instance.answer().equals(then.reach(name).answer())) {
                        since.put(name, instance.answer());
                    }
                });
        then.dropEmpty();
        return new PastCasebook(
                show(patient, then).past(Standing.past(records.life(patient.getId(), at), at), at), at, since);
    }

    private Casebook rebuild(Patient patient, Instant at) {
        Casebook casebook = Study.blank(LocalDate.ofInstant(at, Study.ZONE));
        casebook.row(IdentificationForm.FORM).setPatient(patient); // knows the centre
        for (AuditRecord record : records.changes(patient.getId(), at)) {
            record.instance().filter(known -> !known.item().isFixed()).ifPresent(known -> {
                Casebook.Instance instance = casebook.reach(known.exportName());
                casebook.put(instance, (record.isIdentity() ? record.withValues(cipher::unseal) : record)
                        .after(instance.item()));
            });
        }
        casebook.dropEmpty();
        return casebook;
    }

    /**
     * Makes a new patient and allots the number. A patient of this user of whom nothing was ever entered is given out
     * again instead of a new one.
     *
     * @return the number
     */
    @Transactional
    public String create(String site) {
        policy.requireEnters(site);
        Site held = entities.find(Site.class, site, LockModeType.PESSIMISTIC_WRITE);
        if (held == null) {
            throw new IllegalArgumentException("No such site");
        }
        String username = policy.viewer().username();
        List<Patient> untouched = patients.findUntouched(site, username);
        if (!untouched.isEmpty()) {
            return untouched.getFirst().getNumber();
        }
        String number = "SIV-%s-%03d".formatted(site, patients.countBySite(site) + 1);
        Instant now = clock.instant();
        Patient patient = new Patient(number, site, now, username);
        Casebook casebook = Study.blank(LocalDate.now(clock));
        casebook.row(IdentificationForm.FORM).setPatient(patient); // knows the centre
        summarise(patient, casebook, Study.completeness(casebook), now);
        patients.save(patient);
        persist(patient, casebook);
        return number;
    }

    /**
     * Saves answers: all of them, or none when one was changed by somebody else meanwhile or is no longer asked. Odd
     * values are saved like any other. A row that the paper does not print is made with the first answer in it, and
     * is gone with the last. Nothing is stored when the casebook is frozen or locked, or when a form that is complete
     * would change without a reason; with one, what no longer holds then falls.
     *
     * @param why as {@link Reason#stored}, kept with the audit records; null when none was asked for
     * @throws PatientNotFoundException when there is no such patient, or the user does not see them
     * @throws AccessDeniedException    when the user may not change answers of this patient
     * @throws IllegalArgumentException when an item does not exist or cannot hold the answer, or the reason is too long
     */
    @Transactional
    public SaveResult save(String number, List<Edit> given, @Nullable String why) {
        return save(number, given, why, null);
    }

    /**
     * The same of answers that were typed earlier.
     *
     * @param typedAt when; kept with the audit records where the answer comes late. Null when it is not known
     */
    @Transactional
    public SaveResult save(String number, List<Edit> given, @Nullable String why, @Nullable Instant typedAt) {
        List<Patient> held = hold(number, given);
        Patient patient = held.stream().filter(each -> each.getNumber().equals(number)).findFirst().orElseThrow();
        policy.requireEnters(patient.getSite());
        String reason = why == null ? null : Reason.of(why).map(Reason::stored).orElse(TypedText.lines(why));
        if (reason != null && reason.length() > Reason.LENGTH) {
            throw new IllegalArgumentException("The reason is longer than " + Reason.LENGTH + " characters");
        }
        Casebook casebook = load(patient);
        if (!patient.getState().allows(CasebookState.Work.ANSWERS)) {
            return new SaveResult.Closed(show(patient, casebook));
        }

        List<Edit> edits = new ArrayList<>();
        for (Edit each : given) {
            Casebook.Instance instance = casebook.reach(each.item());
            if (instance.item().isFixed()) {
                throw policy.denied("Not allowed to type what is computed: " + each.item());
            }
            Edit edit = each.to(instance.item().kept(each.next()));
            edits.add(edit);
            Answer<?> found = instance.answer();
            if (!edit.expects(found)) {
                AuditRecords.Author remover = removerOfRow(patient, instance);
                casebook.dropEmpty();
                if (remover != null) {
                    return new SaveResult.RowRemoved(show(patient, casebook), edit.item(), remover.username(),
                            remover.at());
                }
                AuditRecords.Author author = records.lastAuthor(patient.getId(), instance.form().name(),
                        instance.row().key(), instance.item().name()).orElse(null);
                return new SaveResult.Conflict(show(patient, casebook), edit.item(), found,
                        author == null ? null : author.username(), author == null ? null : author.at());
            }
        }
        List<Casebook.Change> changes = new ArrayList<>();
        for (Edit edit : edits) {
            changes.add(casebook.put(casebook.instance(edit.item()), edit.next()));
        }
        List<Casebook.Change> cleared = casebook.clearUnasked();
        for (Edit edit : edits) {
            if (!edit.next().isBlank() && casebook.instance(edit.item()).answer().isBlank()) {
                AuditRecords.Author remover = removerOfRow(patient, casebook.instance(edit.item()));
                OpenCasebook now = forget(number);
                return remover == null ? new SaveResult.NotAsked(now, edit.item())
                        : new SaveResult.RowRemoved(now, edit.item(), remover.username(), remover.at());
            }
        }
        changes.addAll(cleared);
        changes.removeIf(change -> change.before().equals(change.after()));
        if (Reason.of(reason).filter(Reason::explains).isEmpty() && changes.stream().anyMatch(change ->
                Study.sectionOf(change.instance()).filter(patient::isComplete).isPresent())) {
            return new SaveResult.ReasonNeeded(forget(number));
        }
        casebook.dropEmpty().stream().filter(entities::contains).forEach(entities::remove);

        Instant now = clock.instant();
        Map<Section, Completeness> completeness = Study.completeness(casebook);
        String before = casebook.row(IdentificationForm.FORM).getDuplicateHash();
        List<KnownQuery> asked = queries.of(patient);
        if (!changes.isEmpty()) {
            persist(patient, casebook);
            audit.note(reason, changes.size() > 1 ? UUID.randomUUID().toString() : null, pending(asked), typedAt);
            if (changes.stream().anyMatch(change -> ALIKE.contains(change.instance().item().name()))
                    && !knowAlike(casebook, policy.viewer().username())) {
                answers.withheld(number);
            }
            summarise(patient, casebook, completeness, now);
        }
        entities.flush();
        String after = casebook.row(IdentificationForm.FORM).getDuplicateHash();
        List<Patient> alike = alike(patient, after);
        List<KnownFinding> found = findings.bringUpToDate(patient, casebook, Findings.duplicate(patient, alike), now);
        if (!Objects.equals(before, after)) {
            if (!held.containsAll(alike)) {
                throw new CannotAcquireLockException("Somebody has become alike in this moment");
            }
            held.stream().filter(other -> !other.equals(patient)).forEach(other -> recheck(other, load(other), now));
        }
        SaveResult.Fallen fallen = changes.isEmpty() ? SaveResult.Fallen.NOTHING
                : completions.answersChanged(patient, casebook, found, now).with(listeners.stream()
                        .flatMap(listener -> listener.answersChanged(patient, changes).stream()).toList());
        List<Edit> undo = changes.stream()
                .map(c -> new Edit(c.instance().exportName(), c.after(), c.before())).toList();
        List<String> names = cleared.stream().map(c -> c.instance().exportName()).distinct().toList();
        entities.flush();
        return new SaveResult.Saved(show(patient, casebook, completeness, found, asked), now, names, undo, fallen);
    }

    /**
     * The patient, held; with them, in one order, those whose findings change when this one is no longer alike, or becomes
     * it.
     */
    private List<Patient> hold(String number, List<Edit> edits) {
        List<Edit> identity = edits.stream().filter(edit -> ALIKE.contains(edit.item())).toList();
        Identification who = identity.isEmpty() ? null : entities.createQuery(
                "from Identification i join fetch i.patient p where p.number = ?1", Identification.class)
                .setParameter(1, number).getSingleResultOrNull();
        if (who == null || !policy.sees(who.getPatient().getSite())) {
            return List.of(visible.hold(number));
        }
        policy.requireEnters(who.getPatient().getSite());
        entities.flush();
        entities.clear(); // it is read again once it is held
        Set<String> hashes = new HashSet<>();
        Optional.ofNullable(who.getDuplicateHash()).ifPresent(hashes::add);
        Casebook then = new Casebook(LocalDate.now(clock));
        then.with(IdentificationForm.FORM, who);
        identity.forEach(edit -> {
            Casebook.Instance at = then.instance(edit.item());
            then.put(at, at.item().kept(edit.next()));
        });
        Optional.ofNullable(duplicateHash(who)).ifPresent(hashes::add);
        Set<String> numbers = new HashSet<>(hashes.isEmpty() ? List.of() : patients.findNumbersByHash(hashes));
        numbers.add(number);
        return patients.lockByNumbers(numbers);
    }

    /**
     * The patient, held; with them, in one order, those who are alike, whose findings change when this one is of the study
     * no longer, or again.
     *
     * @throws PatientNotFoundException when there is no such patient, or the user does not see them
     */
    List<Patient> holdAlike(String number) {
        visible.find(number);
        entities.clear(); // it is read again once it is held
        return patients.lockByNumbers(patients.findNumbersAlike(number));
    }

    /** The query that asks about an answer, by its place; the last one where there are several. */
    private static Map<Act.Place, Long> pending(List<KnownQuery> queries) {
        Map<Act.Place, Long> pending = new HashMap<>();
        queries.stream().filter(query -> query.state() == QueryState.OPEN || query.state() == QueryState.ANSWERED)
                .forEach(query -> pending.put(Act.Place.of(query.at()), query.number()));
        return pending;
    }

    /**
     * Brings up to date what is computed of a patient, and unless the casebook is locked what the checks find, without
     * anybody changing an answer.
     */
    @Transactional
    void recheck(String number) {
        patients.lockByNumber(number).ifPresent(patient -> {
            Casebook casebook = load(patient);
            knowAlike(casebook, patient.getChangedBy());
            entities.flush();
            recheck(patient, casebook, clock.instant());
        });
    }

    private void recheck(Patient other, Casebook casebook, Instant now) {
        Figures.keep(other, casebook);
        if (other.getState().allows(CasebookState.Work.FINDINGS)) {
            findings.bringUpToDate(other, casebook, duplicate(other, casebook), now);
        }
    }

    /** Brings up to date what the checks find in a patient who is of the study no longer, or again, and in those alike. */
    void lookAgain(List<Patient> held, Patient changed, Casebook casebook) {
        entities.flush();
        Instant now = clock.instant();
        findings.bringUpToDate(changed, casebook, duplicate(changed, casebook), now);
        held.stream().filter(other -> other != changed).forEach(other -> recheck(other, load(other), now));
    }

    /**
     * Keeps what the site says about a warning, or takes it back. Nothing happens when the warning has gone meanwhile.
     *
     * @param item   the export name of the item at which it shows
     * @param reason null to take back what was said
     * @param text   what there is to add; empty for nothing
     * @throws PatientNotFoundException when there is no such patient, or the user does not see them
     * @throws AccessDeniedException    when the user may not change answers of this patient
     * @throws CasebookClosedException  when the casebook is locked
     * @throws IllegalArgumentException when it is not a warning, the text is too long, or no reason is left
     */
    @Transactional
    public OpenCasebook justify(String number, String check, String item, Justification.@Nullable Reason reason,
            String text) {
        Patient patient = visible.hold(number);
        policy.requireEnters(patient.getSite());
        patient.requireOpenTo(CasebookState.Work.FINDINGS);
        String said = TypedText.lines(text);
        if (checks.now().find(check, Severity.INFO).severity() != Severity.WARNING || said.length() > Justification.TEXT_LENGTH
                || reason == Justification.Reason.OTHER && said.isEmpty()) {
            throw new IllegalArgumentException("A finding of " + check + " cannot be justified so");
        }
        Casebook casebook = load(patient);
        Casebook.Instance at = casebook.reach(item);
        casebook.dropEmpty();
        Instant now = clock.instant();
        List<KnownFinding> found = findings.justify(patient, casebook, duplicate(patient, casebook), check, at,
                reason == null ? null : new Justification(reason, said, policy.viewer().username(), now), now);
        entities.flush();
        return show(patient, casebook, Study.completeness(casebook), found, queries.of(patient));
    }

    /** Gives up what was changed in this transaction, and shows what is stored. */
    private OpenCasebook forget(String number) {
        TransactionAspectSupport.currentTransactionStatus().setRollbackOnly();
        entities.clear();
        Patient stored = patients.findByNumber(number).orElseThrow();
        return show(stored, load(stored));
    }

    /** Reads all forms of a patient, one select each; rows that the paper prints and nobody filled are there, empty. */
    Casebook load(Patient patient) {
        return Objects.requireNonNull(rows.read(List.of(patient), Study.FORMS).get(patient.getId()));
    }

    /** Makes the rows that hold an answer and are not in the database yet. */
    private void persist(Patient patient, Casebook casebook) {
        casebook.instances().stream().filter(instance -> !instance.answer().isBlank())
                .map(instance -> (CasebookRow) instance.row()).distinct().filter(row -> !entities.contains(row))
                .forEach(row -> {
                    row.setPatient(patient);
                    entities.persist(row);
                });
    }

    /** Who took away the row of an item; null when it is there, or was never stored. */
    private AuditRecords.@Nullable Author removerOfRow(Patient patient, Casebook.Instance instance) {
        return instance.form().isPrinted(instance.row()) || entities.contains(instance.row()) ? null
                : records.lastAuthor(patient.getId(), instance.form().name(), instance.row().key()).orElse(null);
    }

    private void summarise(Patient patient, Casebook casebook, Map<Section, Completeness> completeness,
            Instant now) {
        patient.summarise(Study.score(casebook), Study.eligibility(casebook), Completeness.sum(completeness.values()), now,
                policy.viewer().username());
        Figures.keep(patient, casebook);
    }

    /**
     * Keeps by what other patients like this one are found; nothing when who typed it is not told of any more identities, so
     * that no page tells it either. The daily round looks for them when they are again.
     *
     * @return whether it is kept
     */
    private boolean knowAlike(Casebook casebook, String username) {
        Identification who = casebook.row(IdentificationForm.FORM);
        String next = duplicateHash(who);
        boolean known = next == null || next.equals(who.getDuplicateHash()) || answers.isGiven(username, next);
        who.setDuplicateHash(known ? next : null);
        return known;
    }

    private @Nullable String duplicateHash(Identification who) {
        if (!who.isWhole()) {
            return null;
        }
        return hash.of(who.getLastName3(), who.getFirstName3(), who.getBirthDate().toString(),
                who.getSex().code());
    }

    OpenCasebook show(Patient patient, Casebook casebook) {
        return show(patient, casebook, Study.completeness(casebook), findings(patient, casebook), queries.of(patient));
    }

    /** The casebook for the user: written out, cut loose from the database, and without what is hidden from them. */
    private OpenCasebook show(Patient patient, Casebook casebook, Map<Section, Completeness> completeness,
            List<KnownFinding> found, List<KnownQuery> asked) {
        Set<Item<?, ?>> hidden = Study.FORMS.stream().flatMap(form -> form.items().stream())
                .filter(item -> !policy.sees(item, patient.getSite())).collect(Collectors.toSet());
        Quantity age = Derived.ageAtFirstInfusion(casebook);
        if (!hidden.isEmpty()) {
            entities.flush();
            entities.clear();
            casebook.instances().stream().filter(i -> hidden.contains(i.item()))
                    .forEach(i -> casebook.put(i, Answer.blank()));
            casebook.row(IdentificationForm.FORM).setDuplicateHash(null);
        }
        return new OpenCasebook(patient.getNumber(), patient.getSite(), patient.getSiteName(), casebook,
                policy.enters(patient.getSite()) && patient.getState().allows(CasebookState.Work.ANSWERS), hidden,
                completeness,
                age == null || age.raw() < 0 ? null : age,
                hidden.isEmpty() ? found : found.stream().map(KnownFinding::withoutIdentity).toList(), asked,
                Standing.of(patient, policy));
    }

    /** What the checks find now. */
    List<KnownFinding> findings(Patient patient, Casebook casebook) {
        return findings.of(patient, casebook, duplicate(patient, casebook));
    }

    private Duplicate duplicate(Patient patient, Casebook casebook) {
        return Findings.duplicate(patient, alike(patient, casebook.row(IdentificationForm.FORM).getDuplicateHash()));
    }

    /** Other patients with the same identity. */
    private List<Patient> alike(Patient patient, @Nullable String duplicateHash) {
        return duplicateHash == null ? List.of() : patients.findDuplicates(duplicateHash, patient.getNumber());
    }
}
