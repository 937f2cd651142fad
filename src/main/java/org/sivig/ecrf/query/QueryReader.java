package org.sivig.ecrf.query;

import jakarta.persistence.EntityManager;
import jakarta.persistence.FlushModeType;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.sivig.ecrf.account.AccessPolicy;
import org.sivig.ecrf.casebook.CasebookQueries;
import org.sivig.ecrf.casebook.KnownQuery;
import org.sivig.ecrf.crf.Casebook;
import org.sivig.ecrf.study.Patient;
import org.sivig.ecrf.study.life.CasebookState;
import org.sivig.ecrf.study.life.QueryState;
import org.sivig.ecrf.study.life.QueryStep;
import org.springframework.stereotype.Component;

/** Reads queries for the user. */
@Component
class QueryReader implements CasebookQueries {

    /** Selects queries {@code q} of patients {@code p} with their last messages, and the names of who wrote them. */
    static final String SELECT = """
            select q, m, coalesce(l.displayName, m.username), coalesce(r.displayName, q.raisedBy)
            from QueryRecord q join fetch q.patient p join QueryMessage m on m.query = q and m.place = q.messages
            left join UserAccount l on l.username = m.username left join UserAccount r on r.username = q.raisedBy
            """;

    private final EntityManager entities;
    private final AccessPolicy policy;

    QueryReader(EntityManager entities, AccessPolicy policy) {
        this.entities = entities;
        this.policy = policy;
    }

    @Override
    public List<KnownQuery> of(Patient patient) {
        return entities.createQuery(SELECT + "where p = :patient order by q.number", Object[].class)
                .setParameter("patient", patient).setFlushMode(FlushModeType.COMMIT).getResultStream()
                .map(this::known).filter(query -> policy.sees(query.state())).toList();
    }

    @Override
    public Map<String, Long> pending(Set<String> numbers) {
        Map<String, Long> pending = new HashMap<>();
        entities.createQuery("select p.number, q.state, count(q) from QueryRecord q join q.patient p where p.number in :numbers"
                + " group by p.number, q.state", Object[].class).setParameter("numbers", numbers).getResultStream()
                .filter(row -> !((QueryState) row[1]).isSettled() && policy.sees((QueryState) row[1]))
                .forEach(row -> pending.merge((String) row[0], (Long) row[2], Long::sum));
        return pending;
    }

    /** One query, as it is stored. */
    KnownQuery of(QueryRecord query) {
        entities.flush();
        return known(entities.createQuery(SELECT + "where q = :query", Object[].class).setParameter("query", query)
                .getSingleResult());
    }

    /** What was done to a query, the first thing first. */
    List<KnownQuery.Message> messages(QueryRecord query) {
        return entities.createQuery("""
                select m, coalesce(l.displayName, m.username) from QueryMessage m
                left join UserAccount l on l.username = m.username
                where m.query = :query order by m.place""", Object[].class).setParameter("query", query)
                .getResultStream().map(row -> ((QueryMessage) row[0]).shown((String) row[1], query.instance().item(),
                        policy))
                .toList();
    }

    /** What the site answered last to each of these queries, by number; nothing for those to which it did not. */
    Map<Long, KnownQuery.Message> replies(Collection<QueryRecord> queries) {
        return queries.isEmpty() ? Map.of() : entities.createQuery("""
                select q, m, coalesce(l.displayName, m.username) from QueryMessage m join m.query q
                left join UserAccount l on l.username = m.username
                where q in :queries and m.step = :answer order by m.place""", Object[].class)
                .setParameter("queries", queries).setParameter("answer", QueryStep.ANSWER).getResultStream()
                .collect(Collectors.toMap(row -> ((QueryRecord) row[0]).getNumber(), row -> ((QueryMessage) row[1])
                        .shown((String) row[2], ((QueryRecord) row[0]).instance().item(), policy),
                        (earlier, later) -> later));
    }

    KnownQuery known(Object[] row) {
        QueryRecord query = (QueryRecord) row[0];
        Casebook.Instance at = query.instance();
        return new KnownQuery(query.getNumber(), query.getPatient().getNumber(), query.getPatient().getSite(), at,
                query.isNote(), query.getState(), query.getText(), query.getRaisedBy(), (String) row[3],
                query.getRaisedRole(), query.getRaisedAt(), query.then().read(at.item(), policy), query.getOpenedAt(),
                query.getSettledAt(), query.getOutcome(),
                query.getSettledAt() == null ? null : query.settled().read(at.item(), policy), query.getMessages(),
                ((QueryMessage) row[1]).shown((String) row[2], at.item(), policy), steps(query));
    }

    private Set<QueryStep> steps(QueryRecord query) {
        return Arrays.stream(QueryStep.values()).filter(query::may)
                .filter(step -> query.getPatient().getState().allows(CasebookState.Work.QUERIES))
                .filter(step -> policy.takes(step, query.getPatient().getSite(), query.getOwner()))
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(QueryStep.class)));
    }
}
