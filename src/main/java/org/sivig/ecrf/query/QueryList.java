package org.sivig.ecrf.query;

import jakarta.persistence.EntityManager;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.sivig.ecrf.account.AccessPolicy;
import org.sivig.ecrf.casebook.Conditions;
import org.sivig.ecrf.casebook.KnownQuery;
import org.sivig.ecrf.study.life.QueryState;
import org.springframework.data.domain.Pageable;
import org.springframework.data.domain.Sort;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Lists the queries in the patients whom the user may see. Filters, sorts and pages in the database. */
@Service
@Transactional(readOnly = true)
public class QueryList {

    private final EntityManager entities;
    private final QueryReader reader;
    private final AccessPolicy policy;

    QueryList(EntityManager entities, QueryReader reader, AccessPolicy policy) {
        this.entities = entities;
        this.reader = reader;
        this.policy = policy;
    }

    /**
     * One page of the queries; what was raised last comes first, unless it is sorted otherwise.
     *
     * @param page sorted by names of {@link QuerySort}
     * @throws IllegalArgumentException when it is sorted by anything else
     */
    public List<KnownQuery> fetch(QueryFilter filter, Pageable page) {
        Conditions conditions = conditions(filter);
        return conditions.in(entities.createQuery(QueryReader.SELECT + conditions + orderBy(page.getSort()),
                Object[].class)).setFirstResult((int) page.getOffset()).setMaxResults(page.getPageSize())
                .getResultStream().map(reader::known).toList();
    }

    public long count(QueryFilter filter) {
        Conditions conditions = conditions(filter);
        return conditions.in(entities.createQuery("select count(q) from QueryRecord q join q.patient p " + conditions,
                Long.class)).getSingleResult();
    }

    private static String orderBy(Sort sort) {
        return Stream.concat(sort.stream().map(order -> QuerySort.valueOf(order.getProperty()).term()
                + (order.isAscending() ? " asc" : " desc")), Stream.of("q.number desc"))
                .collect(Collectors.joining(", ", " order by ", ""));
    }

    private Conditions conditions(QueryFilter filter) {
        Conditions conditions = new Conditions();
        policy.visibleSites().ifPresent(visible -> conditions.add("p.site in ?", visible));
        List<QueryState> seen = Arrays.stream(QueryState.values()).filter(policy::sees).toList();
        conditions.add("q.state in ?", seen.size() == QueryState.values().length ? null : seen);
        conditions.addContains("concat('q-', cast(q.number as string)) like ?", filter.name());
        conditions.addContains("lower(p.number) like ?", filter.patient());
        conditions.addAny("p.site in ?", filter.sites());
        conditions.addAny("q.form in ?", filter.forms());
        conditions.addAny("q.item in ?", filter.items());
        conditions.addAny("q.state in ?", filter.states());
        conditions.addContains("lower(q.text) like ?", filter.text());
        conditions.addContains("lower(concat(q.raisedBy, ' ', coalesce((select u.displayName from UserAccount u "
                + "where u.username = q.raisedBy), ''))) like ?", filter.by());
        conditions.addDays("q.raisedAt", filter.raised());
        conditions.addDays("q.openedAt", filter.opened());
        conditions.addAny("q.outcome in ?", filter.outcomes());
        return conditions;
    }
}
