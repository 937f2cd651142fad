package org.sivig.ecrf.query;

import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.account.AccessPolicy;
import org.sivig.ecrf.account.Viewer;
import org.sivig.ecrf.audit.Act;
import org.sivig.ecrf.audit.AuditTrail;
import org.sivig.ecrf.casebook.CasebookRows;
import org.sivig.ecrf.casebook.KnownQuery;
import org.sivig.ecrf.casebook.PatientNotFoundException;
import org.sivig.ecrf.casebook.VisiblePatients;
import org.sivig.ecrf.crf.Answer;
import org.sivig.ecrf.crf.Casebook;
import org.sivig.ecrf.crf.Form;
import org.sivig.ecrf.crf.TypedText;
import org.sivig.ecrf.study.CasebookRow;
import org.sivig.ecrf.study.Patient;
import org.sivig.ecrf.study.Study;
import org.sivig.ecrf.study.life.CasebookState;
import org.sivig.ecrf.study.life.QueryOutcome;
import org.sivig.ecrf.study.life.QueryStep;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Raises queries and takes them through their life. Each step asks whether the user may take it, whether the casebook is
 * open to it and whether the query is still what the user saw; it leaves a message in the thread and an audit record. What
 * is refused leaves a line in the log and nothing else.
 */
@Service
public class Queries {

    /** The most characters of a message. */
    public static final int TEXT_LENGTH = 500;

    /** How many patients are read at once. */
    private static final int CHUNK = 200;


    /**
     * An item at which a query is raised.
     *
     * @param patient the number of the patient
     * @param item    its export name
     */
    public record Spot(String patient, String item) {
    }

    private final EntityManager entities;
    private final VisiblePatients patients;
    private final CasebookRows rows;
    private final QueryReader reader;
    private final AccessPolicy policy;
    private final AuditTrail audit;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Queries(EntityManager entities, VisiblePatients patients, CasebookRows rows, QueryReader reader,
            AccessPolicy policy, AuditTrail audit, TransactionTemplate transaction, Clock clock) {
        this.entities = entities;
        this.patients = patients;
        this.rows = rows;
        this.reader = reader;
        this.policy = policy;
        this.audit = audit;
        this.transaction = transaction;
        this.clock = clock;
    }

    /**
     * A query with everything that was done to it.
     *
     * @throws QueryNotFoundException when there is no such query, or the user does not see it
     */
    @Transactional(readOnly = true)
    public QueryThread thread(long number) {
        QueryRecord query = find(number);
        return new QueryThread(reader.of(query), reader.messages(query));
    }

    // --- raising ----------------------------------------------------------------------------------------------------

    /**
     * Raises a query at an item: one of a monitor or a data manager is open at once, one of a statistician is a draft, and
     * the site leaves a note that asks nothing.
     *
     * @param item its export name
     * @param text 1 to {@link #TEXT_LENGTH} characters
     * @throws PatientNotFoundException when there is no such patient, or the user does not see them
     * @throws IllegalArgumentException when there is no such item, or the text is empty or too long
     */
    @Transactional
    public RaiseResult raise(String patient, String item, String text) {
        String said = requireText(text, true);
        Casebook.Instance named = Study.reach(item);
        Patient held = patients.hold(patient);
        if (!held.getState().allows(CasebookState.Work.QUERIES)) {
            return new RaiseResult.Closed(held.getState());
        }
        Casebook casebook = read(List.of(held), CasebookRows.formsOf(Set.of(named))).get(held.getId());
        Answer<?> now = asked(casebook, item);
        if (now == null) {
            return new RaiseResult.NotAsked();
        }
        return new RaiseResult.Raised(reader.of(raise(held, named, now, said, null, clock.instant())));
    }

    /**
     * Raises a query of the same text at each of many items, as one batch: all that can be, in one transaction.
     *
     * @param spots  each once; at most one pending query is left at each
     * @throws PatientNotFoundException when there is no such patient, or the user does not see one of them
     * @throws IllegalArgumentException when there is no such item, or the text is empty or too long
     */
    @Transactional
    public QueriesRaised raiseAll(Collection<Spot> spots, String text) {
        String said = requireText(text, true);
        Casebook blank = Study.blank(LocalDate.now(clock));
        Map<String, Casebook.Instance> items = new HashMap<>();
        Map<String, Set<String>> byPatient = new LinkedHashMap<>();
        for (Spot spot : spots) {
            items.computeIfAbsent(spot.item(), blank::reach);
            byPatient.computeIfAbsent(spot.patient(), number -> new LinkedHashSet<>()).add(spot.item());
        }
        Map<String, Patient> held = patients.holdAll(byPatient.keySet()).stream()
                .collect(Collectors.toMap(Patient::getNumber, patient -> patient));
        Map<Spot, Answer<?>> asked = new LinkedHashMap<>();
        Map<Spot, Casebook.Instance> ready = new LinkedHashMap<>();
        int closed = 0;
        int notAsked = 0;
        int pending = 0;
        List<String> all = List.copyOf(byPatient.keySet());
        for (int from = 0; from < all.size(); from += CHUNK) {
            List<Patient> chunk = all.subList(from, Math.min(all.size(), from + CHUNK)).stream()
                    .map(number -> Objects.requireNonNull(held.get(number))).toList();
            Set<Pending> waiting = pending(chunk);
            Map<Long, Casebook> casebooks = read(chunk, CasebookRows.formsOf(items.values()));
            for (Patient patient : chunk) {
                for (String item : Objects.requireNonNull(byPatient.get(patient.getNumber()))) {
                    Casebook.Instance named = Objects.requireNonNull(items.get(item));
                    Spot spot = new Spot(patient.getNumber(), item);
                    Answer<?> now = asked(Objects.requireNonNull(casebooks.get(patient.getId())), item);
                    if (!patient.getState().allows(CasebookState.Work.QUERIES)) {
                        closed++;
                    } else if (waiting.contains(new Pending(patient.getId(), Act.Place.of(named)))) {
                        pending++;
                    } else if (now == null) {
                        notAsked++;
                    } else {
                        asked.put(spot, now);
                        ready.put(spot, named);
                    }
                }
            }
            entities.clear(); // the answers that were read are not written
        }
        Instant at = clock.instant();
        String batch = UUID.randomUUID().toString();
        audit.note(null, batch);
        List<Long> raised = new ArrayList<>();
        ready.forEach((spot, named) -> raised.add(raise(Objects.requireNonNull(held.get(spot.patient())), named,
                Objects.requireNonNull(asked.get(spot)), said, batch, at).getNumber()));
        entities.flush();
        return new QueriesRaised(raised, pending, closed, notAsked);
    }

    private QueryRecord raise(Patient patient, Casebook.Instance named, Answer<?> now, String text,
            @Nullable String batch, Instant at) {
        QueryStep step = policy.raises(patient.getSite());
        if (step == null) {
            throw refused("raise queries at", patient.getNumber());
        }
        QueryRecord query = new QueryRecord(patient, Act.Place.of(named), text, batch);
        take(query, step, null, text, now, at);
        return query;
    }

    /** A query that waits for somebody. */
    private record Pending(long patient, Act.Place place) {
    }

    private Set<Pending> pending(List<Patient> patients) {
        return entities.createQuery("""
                select p.id, q.form, q.rowKey, q.item from QueryRecord q join q.patient p
                where p in :patients and q.state in (CANDIDATE, OPEN, ANSWERED)""", Object[].class)
                .setParameter("patients", patients).getResultStream().map(row -> new Pending((Long) row[0],
                        new Act.Place((String) row[1], (String) row[2], (String) row[3])))
                .collect(Collectors.toCollection(HashSet::new));
    }

    // --- what becomes of them ---------------------------------------------------------------------------------------

    /**
     * Takes a query through a step other than raising it.
     *
     * @param seen    how many messages its thread had when the user looked
     * @param outcome for closing; null for the other steps
     * @param text    up to {@link #TEXT_LENGTH} characters; may be empty where the step needs none
     * @throws QueryNotFoundException   when there is no such query, or the user does not see it
     * @throws AccessDeniedException    when it is not theirs to do
     * @throws IllegalArgumentException when the text or the outcome does not fit the step
     */
    @Transactional
    public QueryResult take(long number, int seen, QueryStep step, @Nullable QueryOutcome outcome, String text) {
        if (step.isFirst() || (outcome == null) == (step == QueryStep.CLOSE)) {
            throw new IllegalArgumentException("No such step: " + step + " " + outcome);
        }
        String said = requireText(text, step.isExplained());
        Patient patient = hold(number);
        QueryRecord query = find(number);
        if (!policy.takes(step, patient.getSite(), query.getOwner())) {
            throw refused(step.name(), KnownQuery.name(number));
        }
        if (!patient.getState().allows(CasebookState.Work.QUERIES)) {
            return new QueryResult.Closed(reader.of(query), patient.getState());
        }
        if (query.getMessages() != seen) {
            return new QueryResult.Overtaken(reader.of(query));
        }
        if (!query.may(step)) {
            return new QueryResult.NotNow(reader.of(query));
        }
        Casebook.Instance named = query.instance();
        Casebook casebook = read(List.of(patient), CasebookRows.formsOf(Set.of(named))).get(patient.getId());
        take(query, step, outcome, said, value(casebook, named.exportName()), clock.instant());
        return new QueryResult.Done(reader.of(query));
    }

    /**
     * Takes several queries through the same step, each on its own: what hinders one does not hinder the others.
     *
     * @param seen by number, how many messages its thread had when the user looked
     * @return by number, what became of it; one that the user does not see is left out
     */
    public Map<Long, QueryResult> takeAll(Map<Long, Integer> seen, QueryStep step, @Nullable QueryOutcome outcome,
            String text) {
        Map<Long, QueryResult> results = new LinkedHashMap<>();
        seen.forEach((number, messages) -> {
            try {
                results.put(number, Objects.requireNonNull(
                        transaction.execute(status -> take(number, messages, step, outcome, text))));
            } catch (AccessDeniedException denied) {
                results.put(number, new QueryResult.Denied(Objects.requireNonNull(
                        transaction.execute(status -> reader.of(find(number))))));
            } catch (QueryNotFoundException hidden) {
                // It is not told what the user does not see.
            }
        });
        return results;
    }

    private void take(QueryRecord query, QueryStep step, @Nullable QueryOutcome outcome, String text, Answer<?> now,
            Instant at) {
        Viewer viewer = policy.viewer();
        String before = step.isFirst() ? null : query.getState().name();
        query.getPatient().requireOpenTo(CasebookState.Work.QUERIES);
        QueryMessage message = query.take(step, at, viewer.username(), viewer.role(), outcome, text, now);
        entities.persist(query);
        entities.persist(message);
        audit.act(query.getPatient(), Act.of(step), query.place(), outcome == null ? null : outcome.name(), before,
                query.getState().name(), text.isEmpty() ? null : text, query.getNumber());
    }

    // ----------------------------------------------------------------------------------------------------------------

    private QueryRecord find(long number) {
        QueryRecord query = entities.find(QueryRecord.class, number);
        if (query == null || !policy.sees(query.getPatient().getSite()) || !policy.sees(query.getState())) {
            throw new QueryNotFoundException();
        }
        return query;
    }

    /** The patient of a query, held until the end of the transaction, before the query itself is read. */
    private Patient hold(long query) {
        try {
            return patients.hold(entities.createQuery("select q.patient.number from QueryRecord q where q.number = ?1",
                    String.class).setParameter(1, query).getResultStream().findFirst()
                    .orElseThrow(QueryNotFoundException::new));
        } catch (PatientNotFoundException hidden) {
            throw new QueryNotFoundException();
        }
    }

    private Map<Long, Casebook> read(List<Patient> patients, Set<Form<? extends CasebookRow>> forms) {
        return rows.read(patients, forms);
    }

    /** The answer to an item; blank where its row has gone. */
    private static Answer<?> value(Casebook casebook, String item) {
        return casebook.find(item).<Answer<?>>map(Casebook.Instance::answer).orElseGet(Answer::blank);
    }

    /** The answer to an item; null where it is not asked. */
    private static @Nullable Answer<?> asked(Casebook casebook, String item) {
        return casebook.find(item).filter(casebook::isAsked).map(Casebook.Instance::answer).orElse(null);
    }

    private static String requireText(String text, boolean needed) {
        String said = TypedText.lines(text);
        if (needed && said.isEmpty() || said.length() > TEXT_LENGTH) {
            throw new IllegalArgumentException("A text of " + (needed ? 1 : 0) + " to " + TEXT_LENGTH
                    + " characters is needed");
        }
        return said;
    }

    private AccessDeniedException refused(String what, String where) {
        return policy.denied("Not allowed to " + what + " " + where);
    }
}
