package org.sivig.ecrf.audit;

import jakarta.annotation.PostConstruct;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.sql.PreparedStatement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.event.spi.AbstractPostDatabaseOperationEvent;
import org.hibernate.event.spi.EventSource;
import org.hibernate.event.spi.EventType;
import org.hibernate.event.spi.PostDeleteEvent;
import org.hibernate.event.spi.PostDeleteEventListener;
import org.hibernate.event.spi.PostInsertEvent;
import org.hibernate.event.spi.PostInsertEventListener;
import org.hibernate.event.spi.PostUpdateEvent;
import org.hibernate.event.spi.PostUpdateEventListener;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.account.AccessPolicy;
import org.sivig.ecrf.account.BeforeCommit;
import org.sivig.ecrf.crf.Answer;
import org.sivig.ecrf.crf.Form;
import org.sivig.ecrf.crf.Item;
import org.sivig.ecrf.crf.MissingReason;
import org.sivig.ecrf.study.CasebookRow;
import org.sivig.ecrf.study.Figure;
import org.sivig.ecrf.study.Figures;
import org.sivig.ecrf.study.Identification;
import org.sivig.ecrf.study.IdentityCipher;
import org.sivig.ecrf.study.Patient;
import org.sivig.ecrf.study.Study;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Writes one audit record for every item that changes, every figure that is computed and kept, and every act beside it, in the transaction that does it. It listens to what is
 * written to the tables of the casebook, so whatever code changes an answer is recorded; a change whose old answer is
 * not known, and so could not be recorded, is refused. Identity is recorded encrypted.
 */
@Component
public class AuditTrail implements PostInsertEventListener, PostUpdateEventListener, PostDeleteEventListener {

    /** An answer that is stored later than this after it was typed keeps both times. */
    static final Duration DELAY = Duration.ofMinutes(1);
    /** No browser keeps for longer what it could not hand over. */
    private static final Duration LONGEST = Duration.ofDays(31);

    private static final Object NOTE = new Object();

    /** Why a transaction changes what it changes, which changes belong together, and the queries that asked for them. */
    private record Note(@Nullable String reason, @Nullable String batch, Map<Act.Place, Long> queries,
            @Nullable Instant typedAt) {
        static final Note NONE = new Note(null, null, Map.of(), null);
    }

    /** Who does something, in which role. */
    private record Actor(String username, String role) {
        static final Actor SYSTEM = new Actor("SYSTEM", "SYSTEM");
    }

    private record Entry(Patient patient, Actor by, @Nullable Act act, @Nullable String subject, String form,
            String rowKey, String item, @Nullable String oldValue, @Nullable String oldMissing,
            @Nullable String newValue, @Nullable String newMissing, @Nullable Long query, Note note) {
    }

    private final EntityManagerFactory factory;
    private final EntityManager entities;
    private final AccessPolicy policy;
    private final IdentityCipher cipher;
    private final Clock clock;
    private final BeforeCommit<Entry> entries = new BeforeCommit<>(this::write);

    AuditTrail(EntityManagerFactory factory, EntityManager entities, AccessPolicy policy, IdentityCipher cipher,
            Clock clock) {
        this.factory = factory;
        this.entities = entities;
        this.policy = policy;
        this.cipher = cipher;
        this.clock = clock;
    }

    @PostConstruct
    void listen() {
        var listeners = factory.unwrap(SessionFactoryImplementor.class).getEventListenerRegistry();
        listeners.appendListeners(EventType.POST_INSERT, this);
        listeners.appendListeners(EventType.POST_UPDATE, this);
        listeners.appendListeners(EventType.POST_DELETE, this);
    }

    /**
     * Keeps a reason and the name of a batch with every change of the current transaction.
     *
     * @param queries the number of the query that asks about an answer, kept with its change
     * @param typedAt when the answers were typed; null when it is not known, and that is not kept either
     */
    public void note(@Nullable String reason, @Nullable String batch, Map<Act.Place, Long> queries,
            @Nullable Instant typedAt) {
        TransactionSynchronizationManager.unbindResourceIfPossible(NOTE);
        TransactionSynchronizationManager.bindResource(NOTE, new Note(reason, batch, Map.copyOf(queries), typedAt));
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCompletion(int status) {
                TransactionSynchronizationManager.unbindResourceIfPossible(NOTE);
            }
        });
    }

    /** The same for acts, which change no answer. */
    public void note(@Nullable String reason, @Nullable String batch) {
        note(reason, batch, Map.of(), null);
    }

    /**
     * Puts on record what was done to a casebook, or to a part of it, without changing an answer.
     *
     * @param subject what it was done to, beyond the place: the id of a check; null when the place says it all
     * @param before  the state before, as the act has it; null when there is none
     * @param reason  why; null where none is asked for, then the one of the transaction
     */
    public void act(Patient patient, Act act, Act.Place place, @Nullable String subject, @Nullable String before,
            @Nullable String after, @Nullable String reason) {
        act(patient, act, place, subject, before, after, reason, null);
    }

    /** The same for what was done to a query, by its number. */
    public void act(Patient patient, Act act, Act.Place place, @Nullable String subject, @Nullable String before,
            @Nullable String after, @Nullable String reason, @Nullable Long query) {
        Note note = note();
        entries.note((EventSource) entities.unwrap(SharedSessionContractImplementor.class),
                new Entry(patient, act.isBySystem() ? Actor.SYSTEM : actor(), act, subject, place.form(),
                        place.rowKey(), place.item(), before, null, after, null, query,
                        reason == null ? note : new Note(reason, note.batch(), note.queries(), null)));
    }

    @Override
    public void onPostInsert(PostInsertEvent event) {
        if (event.getEntity() instanceof CasebookRow row) {
            State after = new State(event.getPersister(), event.getState(), row);
            formOf(row).items().forEach(item -> record(event, row, item, Answer.blank(), after.answer(item)));
            figures(event, row, null, event.getState());
        }
    }

    @Override
    public void onPostUpdate(PostUpdateEvent event) {
        if (event.getEntity() instanceof CasebookRow row) {
            State before = new State(event.getPersister(), event.getOldState(), row);
            State after = new State(event.getPersister(), event.getState(), row);
            formOf(row).items().forEach(item -> record(event, row, item, before.answer(item), after.answer(item)));
        }
        figures(event, event.getEntity(), event.getOldState(), event.getState());
    }

    @Override
    public void onPostDelete(PostDeleteEvent event) {
        if (event.getEntity() instanceof CasebookRow row) {
            State before = new State(event.getPersister(), event.getDeletedState(), row);
            formOf(row).items().forEach(item -> record(event, row, item, before.answer(item), Answer.blank()));
            figures(event, row, event.getDeletedState(), null);
        }
    }

    @Override
    public boolean requiresPostCommitHandling(EntityPersister persister) {
        return false;
    }

    private static Form<?> formOf(CasebookRow row) {
        return Study.FORMS.stream().filter(form -> form.rowType().isInstance(row)).findFirst()
                .orElseThrow(() -> new IllegalStateException("No form declares " + row.getClass()));
    }

    /** The answers of a row as the session knows them before or after a write. */
    private record State(EntityPersister persister, @Nullable Object @Nullable [] values, CasebookRow row) {

        State {
            if (values == null) {
                throw new IllegalStateException("A change whose old answers are not known cannot be audited");
            }
        }

        Answer<?> answer(Item<?, ?> item) {
            if (item.isFixed()) {
                return item.inAny(row);
            }
            Map<?, ?> missing = (Map<?, ?>) value("missing");
            Object value = value(propertyOf(item));
            return missing != null && missing.get(item.name()) instanceof MissingReason reason ? Answer.missing(reason)
                    : Answer.of(item.isIdentity() && row instanceof Identification who ? item.parse(who.opened(value, item.name())) : value);
        }

        private @Nullable Object value(String property) {
            return valueOf(persister, Objects.requireNonNull(values), property);
        }
    }

    private static @Nullable Object valueOf(EntityPersister persister, @Nullable Object[] values, String property) {
        String[] names = persister.getPropertyNames();
        for (int i = 0; i < names.length; i++) {
            if (names[i].equals(property)) {
                return values[i];
            }
        }
        throw new IllegalStateException("No property " + property + " in " + persister.getEntityName());
    }

    /** The name of the entity's property that holds an item. */
    public static String propertyOf(Item<?, ?> item) {
        return propertyOf(item.name());
    }

    /** The name of the entity's property: the name of an item or a figure without underscores, in camel case. */
    static String propertyOf(String name) {
        StringBuilder property = new StringBuilder();
        for (String part : name.split("_")) {
            property.append(property.isEmpty() ? part : Character.toUpperCase(part.charAt(0)) + part.substring(1));
        }
        return property.toString();
    }

    private void record(AbstractPostDatabaseOperationEvent event, CasebookRow row, Item<?, ?> item, Answer<?> before,
            Answer<?> after) {
        if (before.equals(after)) {
            return;
        }
        Note note = note();
        entries.note((EventSource) event.getSession(), new Entry(row.getPatient(), actor(), null, null, item.form(),
                row.key(), item.name(), text(item, before), reason(before), text(item, after), reason(after),
                note.queries().get(new Act.Place(item.form(), row.key(), item.name())), note));
    }

    /**
     * Records the figures that changed in a patient or a row.
     *
     * @param before what was kept; null for a row that is made
     * @param after  what is kept; null for a row that goes
     */
    private void figures(AbstractPostDatabaseOperationEvent event, Object kept, @Nullable Object @Nullable [] before,
            @Nullable Object @Nullable [] after) {
        Patient patient = kept instanceof Patient itself ? itself : kept instanceof CasebookRow row ? row.getPatient() : null;
        if (patient == null) {
            return;
        }
        String form = kept instanceof CasebookRow row ? formOf(row).name() : "";
        String key = kept instanceof CasebookRow row ? row.key() : "";
        for (Figure<?> figure : Figures.KEPT) {
            if (figure.rowType().isInstance(kept)) {
                String property = propertyOf(figure.name());
                String was = before == null ? null : figure.text(valueOf(event.getPersister(), before, property));
                String is = after == null ? null : figure.text(valueOf(event.getPersister(), after, property));
                if (!Objects.equals(was, is)) {
                    entries.note((EventSource) event.getSession(), new Entry(patient, Actor.SYSTEM, Act.COMPUTED, figure.name(), form, key,
                            "", was, null, is, null, null, Note.NONE));
                }
            }
        }
    }

    private Actor actor() {
        return new Actor(policy.viewer().username(), policy.viewer().role().name());
    }

    private static Note note() {
        return (Note) Objects.requireNonNullElse(TransactionSynchronizationManager.getResource(NOTE), Note.NONE);
    }

    private @Nullable String text(Item<?, ?> item, Answer<?> answer) {
        String text = item.text(answer.value());
        return text != null && item.isIdentity() ? cipher.seal(text) : text;
    }

    private static @Nullable String reason(Answer<?> answer) {
        return answer.missing() == null ? null : answer.missing().code();
    }

    /** Appends what the transaction changed to the chain of each patient concerned. */
    private void write(SharedSessionContractImplementor session, List<Entry> entries) {
        SortedMap<Long, List<Entry>> byPatient = new TreeMap<>(); // heads are held in this order
        Stream.concat(entries.stream().filter(e -> e.act() != Act.COMPUTED), entries.stream().filter(e -> e.act() == Act.COMPUTED))
                .forEach(e -> byPatient.computeIfAbsent(e.patient().getId(), id -> new ArrayList<>()).add(e));
        Instant now = clock.instant();
        session.doWork(connection -> {
            for (var patient : byPatient.entrySet()) {
                Chain head = Chain.lock(connection, patient.getKey());
                try (PreparedStatement insert = connection.prepareStatement(Chain.INSERT)) {
                    for (Entry e : patient.getValue()) {
                        head = head.append(new Chain.Link(patient.getKey(), head.seq() + 1, now, e.by().username(),
                                e.by().role(), e.patient().getSite(), e.form(), e.rowKey(), e.item(),
                                e.oldValue(), e.oldMissing(), e.newValue(), e.newMissing(), e.note().reason(), e.query(),
                                e.note().batch(), e.act() == null ? null : e.act().name(), e.subject(),
                                e.act() == null ? typedBefore(now, e.note().typedAt()) : null, Study.FORMS_VERSION));
                        head.bind(insert);
                        insert.addBatch();
                    }
                    insert.executeBatch();
                }
                head.save(connection);
            }
        });
    }

    /** When it was typed, where that is told from when it is stored; null for a time that cannot be. */
    private static @Nullable Instant typedBefore(Instant now, @Nullable Instant typedAt) {
        return typedAt != null && typedAt.isBefore(now.minus(DELAY)) && typedAt.isAfter(now.minus(LONGEST)) ? typedAt : null;
    }
}
