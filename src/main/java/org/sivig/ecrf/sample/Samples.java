package org.sivig.ecrf.sample;

import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Arrays;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.account.AccessPolicy;
import org.sivig.ecrf.account.DisplayNames;
import org.sivig.ecrf.audit.Act;
import org.sivig.ecrf.audit.AuditRecords;
import org.sivig.ecrf.audit.AuditTrail;
import org.sivig.ecrf.casebook.PatientNotFoundException;
import org.sivig.ecrf.casebook.VisiblePatients;
import org.sivig.ecrf.crf.Answer;
import org.sivig.ecrf.crf.Casebook;
import org.sivig.ecrf.crf.Form;
import org.sivig.ecrf.study.CasebookRow;
import org.sivig.ecrf.study.Patient;
import org.sivig.ecrf.study.Study;
import org.sivig.ecrf.study.life.CasebookClosedException;
import org.sivig.ecrf.study.life.CasebookState;
import org.sivig.ecrf.verification.VerificationDrop;
import org.sivig.ecrf.verification.VerificationMarks;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Re-abstraction: answers are drawn by chance, read in the source a second time by somebody who did not enter them and
 * is not told what stands there, and compared. The data manager draws, closes, and says where the differences come from.
 * A second reading never touches the casebook.
 */
@Service
public class Samples {

    private final EntityManager entities;
    private final VisiblePatients visible;
    private final AccessPolicy policy;
    private final DisplayNames names;
    private final AuditTrail audit;
    private final AuditRecords trail;
    private final Clock clock;

    Samples(EntityManager entities, VisiblePatients visible, AccessPolicy policy, DisplayNames names,
            AuditTrail audit, AuditRecords trail, Clock clock) {
        this.entities = entities;
        this.visible = visible;
        this.policy = policy;
        this.names = names;
        this.audit = audit;
        this.trail = trail;
        this.clock = clock;
    }

    // --- drawing ----------------------------------------------------------------------------------------------------

    /**
     * Draws answers by chance, each as likely as every other and none twice: at each site so many, or all it has when they
     * are fewer. Blank cells, letters and birth date, and locked casebooks are left out. The same seed on the same data
     * draws the same answers.
     *
     * @param seed null to choose one
     * @return the id of the sample
     * @throws AccessDeniedException    when the user does not draw samples
     * @throws IllegalArgumentException when less than one answer for each site is asked for
     */
    @Transactional
    public long draw(int perSite, @Nullable Long seed) {
        policy.requireDrawsSamples();
        if (perSite < 1) {
            throw new IllegalArgumentException("At least one answer for each site");
        }
        long chosen = seed == null ? new SecureRandom().nextInt(1_000_000_000) : seed;
        Sample sample = new Sample(perSite, chosen, policy.viewer().username(), clock.instant());
        entities.persist(sample);
        Map<String, List<Patient>> sites = new TreeMap<>(entities.createQuery("from Patient order by number",
                Patient.class).getResultStream().filter(patient -> policy.sees(patient.getSite()))
                .filter(patient -> patient.getState().allows(CasebookState.Work.VERIFICATION))
                .collect(Collectors.groupingBy(Patient::getSite)));
        sites.forEach((site, patients) -> draw(sample, patients, new Random(31 * chosen + site.hashCode())));
        return sample.getId();
    }

    private void draw(Sample sample, List<Patient> patients, Random random) {
        List<Casebook.Instance> answers = answers(patients, Study.FORMS);
        int count = Math.min(sample.getPerSite(), answers.size());
        for (int i = 0; i < count; i++) { // the beginning of a Fisher–Yates shuffle
            int other = i + random.nextInt(answers.size() - i);
            Casebook.Instance drawn = answers.set(other, answers.get(i));
            Patient patient = ((CasebookRow) drawn.row()).getPatient();
            SampleItem item = new SampleItem(sample, patient, drawn);
            entities.persist(item);
            audit.act(patient, Act.SAMPLE_DRAWN, Act.Place.of(drawn), String.valueOf(sample.getId()), null, null, null);
        }
    }

    /** What can be drawn of these patients, in an order that depends on the data only. */
    private List<Casebook.Instance> answers(Collection<Patient> patients, List<Form<? extends CasebookRow>> forms) {
        List<CasebookRow> rows = new ArrayList<>();
        Map<CasebookRow, Form<?>> formOf = new HashMap<>();
        for (Form<? extends CasebookRow> form : forms) {
            entities.createQuery("from " + form.rowType().getSimpleName() + " where patient in :patients",
                    form.rowType()).setParameter("patients", patients).getResultStream().forEach(row -> {
                        rows.add(row);
                        formOf.put(row, form);
                    });
        }
        rows.sort(Comparator.comparing((CasebookRow row) -> row.getPatient().getNumber())
                .thenComparing(row -> forms.indexOf(formOf.get(row))).thenComparing(CasebookRow::key));
        List<Casebook.Instance> answers = new ArrayList<>();
        rows.forEach(row -> {
            Form<?> form = Objects.requireNonNull(formOf.get(row));
            form.items().stream().map(item -> new Casebook.Instance(form, item, row))
                    .filter(VerificationMarks::isVerifiable).forEach(answers::add);
        });
        return answers;
    }

    // --- reading ----------------------------------------------------------------------------------------------------

    /**
     * What the user may read of an open sample: of the patients whom they see what they did not enter themselves, and
     * what nobody else has read. Tells nothing of the answers.
     *
     * @throws IllegalArgumentException when there is no such sample
     */
    @Transactional(readOnly = true)
    public List<SampleTask> tasks(long sample) {
        Sample of = sample(sample);
        String me = policy.viewer().username();
        return of.isClosed() ? List.of() : items(of).stream()
                .filter(item -> policy.readsSamples(item.getPatient().getSite()))
                .filter(item -> item.getPatient().getState().allows(CasebookState.Work.VERIFICATION))
                .filter(item -> item.isRead() ? me.equals(item.getReadBy()) : !isMine(item))
                .map(item -> new SampleTask(item.getId(), item.getPatient().getNumber(), item.place(), item.isRead()))
                .toList();
    }

    /**
     * How many answers of open samples nobody has read yet, at the sites of which the user reads some; those that the user
     * gave are counted too.
     */
    @Transactional(readOnly = true)
    public long unread() {
        Set<String> sites = policy.viewer().sites().stream().filter(policy::readsSamples).collect(Collectors.toSet());
        return sites.isEmpty() ? 0 : entities.createQuery("""
                select count(*) from SampleItem item where item.readBy is null and item.sample.closedAt is null
                and item.patient.site in :sites and item.patient.state in :states""", Long.class).setParameter("sites", sites)
                .setParameter("states", Arrays.stream(CasebookState.values()).filter(state -> state.allows(CasebookState.Work.VERIFICATION)).toList())
                .getSingleResult();
    }

    /** Whether the user gave the answer that stands there. */
    private boolean isMine(SampleItem item) {
        Act.Place place = Act.Place.of(item.place());
        Optional<AuditRecords.Author> author = trail.lastAuthor(item.getPatient().getId(), place.form(),
                place.rowKey(), place.item());
        return author.filter(by -> by.username().equals(policy.viewer().username())).isPresent();
    }

    /**
     * Keeps what the user found in the source. Who has read an answer may correct it until the sample is closed.
     *
     * @throws AccessDeniedException    when the user does not read answers of that site, gave the answer, or somebody
     *                                  else has read it
     * @throws CasebookClosedException  when the casebook is locked
     * @throws PatientNotFoundException when the user does not see the patient
     * @throws IllegalStateException    when the sample is closed
     * @throws IllegalArgumentException when there is no such task, or the item cannot hold the answer, or it is blank
     */
    @Transactional
    public void read(long task, Answer<?> given) {
        SampleItem item = hold(task);
        Patient patient = item.getPatient();
        String me = policy.viewer().username();
        if (!policy.readsSamples(patient.getSite()) || isMine(item) || item.isRead() && !me.equals(item.getReadBy())) {
            throw policy.denied("Not allowed to read this answer a second time");
        }
        patient.requireOpenTo(CasebookState.Work.VERIFICATION);
        if (item.getSample().isClosed()) {
            throw new IllegalStateException("The sample is closed");
        }
        Casebook.Instance place = item.place();
        Answer<?> found = place.item().kept(given);
        if (found.isBlank()) {
            throw new IllegalArgumentException("An answer or a reason is needed");
        }
        item.read(found, me, clock.instant());
        audit.act(patient, Act.SAMPLE_READ, Act.Place.of(place), String.valueOf(item.getSample().getId()), null,
                VerificationDrop.text(place, found), null);
    }

    // --- closing ----------------------------------------------------------------------------------------------------

    /**
     * Closes a sample: from now on nobody reads, and the differences are listed.
     *
     * @throws AccessDeniedException    when the user does not draw samples
     * @throws IllegalStateException    when it is closed already
     * @throws IllegalArgumentException when there is no such sample
     */
    @Transactional
    public void close(long sample) {
        policy.requireDrawsSamples();
        found(entities.find(Sample.class, sample, LockModeType.PESSIMISTIC_WRITE), "No sample " + sample)
                .close(policy.viewer().username(), clock.instant());
    }

    /**
     * Says where a difference comes from.
     *
     * @throws AccessDeniedException    when the user does not draw samples
     * @throws CasebookClosedException  when the casebook is locked
     * @throws IllegalStateException    when the sample is not closed, or there is no difference
     * @throws IllegalArgumentException when there is no such answer
     */
    @Transactional
    public void classify(long difference, SampleCause cause) {
        policy.requireDrawsSamples();
        SampleItem item = hold(difference);
        Patient patient = item.getPatient();
        patient.requireOpenTo(CasebookState.Work.VERIFICATION);
        if (!item.getSample().isClosed() || !item.isDifferent()) {
            throw new IllegalStateException("There is no difference to class");
        }
        SampleCause before = item.getCause();
        item.classify(cause, policy.viewer().username(), clock.instant());
        audit.act(patient, Act.SAMPLE_CLASSED, Act.Place.of(item.place()), String.valueOf(item.getSample().getId()),
                before == null ? null : before.name(), cause.name(), null);
    }

    // --- looking ----------------------------------------------------------------------------------------------------

    /** Every sample that has answers at the sites of the user, the last first. */
    @Transactional(readOnly = true)
    public List<SampleSummary> all() {
        if (!policy.seesPatients()) {
            return List.of();
        }
        List<Sample> all = entities.createQuery("from Sample order by id desc", Sample.class).getResultList();
        DisplayNames.Known known = names.among(all.stream().map(Sample::getDrawnBy).distinct().toList());
        return all.stream().map(sample -> summary(sample, known.of(sample.getDrawnBy())))
                .filter(each -> !each.sites().isEmpty() || policy.drawsSamples()).toList();
    }

    /** @throws IllegalArgumentException when there is no such sample */
    @Transactional(readOnly = true)
    public SampleSummary of(long sample) {
        Sample of = sample(sample);
        return summary(of, names.of(of.getDrawnBy()));
    }

    private SampleSummary summary(Sample sample, String drawnBy) {
        Map<String, List<SampleItem>> bySite = items(sample).stream().collect(Collectors.groupingBy(
                item -> item.getPatient().getSite(), TreeMap::new, Collectors.toList()));
        return new SampleSummary(sample.getId(), sample.getPerSite(), sample.getSeed(), drawnBy,
                sample.getDrawnAt(), sample.getClosedAt(), bySite.entrySet().stream()
                .map(site -> ofSite(site.getKey(), site.getValue(), sample.isClosed())).toList());
    }

    private static SampleSummary.OfSite ofSite(String site, List<SampleItem> items, boolean closed) {
        List<SampleItem> different = closed ? items.stream().filter(SampleItem::isDifferent).toList() : List.of();
        return new SampleSummary.OfSite(site, items.size(), (int) items.stream().filter(SampleItem::isRead).count(),
                different.size(), (int) different.stream().filter(item -> item.getCause() == null).count(),
                (int) different.stream().filter(item -> item.getCause() == SampleCause.ABSTRACTION_ERROR).count());
    }

    /**
     * The differences of a closed sample, of the patients whom the user sees; none while it is open.
     *
     * @throws IllegalArgumentException when there is no such sample
     */
    @Transactional(readOnly = true)
    public List<SampleDifference> differences(long sample) {
        Sample of = sample(sample);
        List<SampleItem> different = of.isClosed() ? items(of).stream().filter(SampleItem::isDifferent)
                .filter(item -> policy.sees(item.place().item())).toList() : List.of();
        if (different.isEmpty()) {
            return List.of();
        }
        Set<Patient> patients = different.stream().map(SampleItem::getPatient).collect(Collectors.toSet());
        Map<Long, Map<Act.Place, Answer<?>>> now = new HashMap<>();
        answers(patients, Study.FORMS).forEach(at -> now.computeIfAbsent(
                ((CasebookRow) at.row()).getPatient().getId(), id -> new HashMap<>())
                .put(Act.Place.of(at), at.answer()));
        DisplayNames.Known readers = names.among(different.stream().map(SampleItem::getReadBy)
                .filter(Objects::nonNull).distinct().toList());
        return different.stream().map(item -> new SampleDifference(item.getId(), item.getPatient().getNumber(),
                item.place(), item.stored(), now.getOrDefault(item.getPatient().getId(), Map.of())
                .getOrDefault(Act.Place.of(item.place()), Answer.blank()), Objects.requireNonNull(item.found()),
                readers.of(Objects.requireNonNull(item.getReadBy())), item.getCause())).toList();
    }

    private List<SampleItem> items(Sample sample) {
        return entities.createQuery("from SampleItem i join fetch i.patient where i.sample = :sample order by i.id",
                SampleItem.class).setParameter("sample", sample).getResultStream()
                .filter(item -> policy.sees(item.getPatient().getSite())).toList();
    }

    private Sample sample(long id) {
        policy.viewer();
        return found(entities.find(Sample.class, id), "No sample " + id);
    }

    /** An answer of a sample, which is not closed meanwhile; it is read when its patient is held. */
    private SampleItem hold(long id) {
        String missing = "No answer " + id + " in a sample";
        Object[] of = found(entities.createQuery("select i.sample.id, i.patient.number from SampleItem i where i.id = ?1",
                Object[].class).setParameter(1, id).getSingleResultOrNull(), missing);
        entities.find(Sample.class, of[0], LockModeType.PESSIMISTIC_READ);
        visible.hold((String) of[1]);
        return found(entities.find(SampleItem.class, id), missing);
    }

    private static <T> T found(@Nullable T wanted, String missing) {
        if (wanted == null) {
            throw new IllegalArgumentException(missing);
        }
        return wanted;
    }
}
