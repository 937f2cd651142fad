package org.sivig.ecrf.query;

import jakarta.persistence.EntityManager;
import java.util.Arrays;
import java.util.List;
import org.sivig.ecrf.account.AccessPolicy;
import org.sivig.ecrf.casebook.KnownQuery;
import org.sivig.ecrf.list.Columns;
import org.sivig.ecrf.list.Conditions;
import org.sivig.ecrf.list.Filter;
import org.sivig.ecrf.list.RowList;
import org.sivig.ecrf.study.life.QueryState;
import org.springframework.data.domain.Pageable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Lists the queries in the patients whom the user may see. Filters, sorts and pages in the database. */
@Service
@Transactional(readOnly = true)
public class QueryList implements RowList<KnownQuery> {

    private final EntityManager entities;
    private final QueryReader reader;
    private final AccessPolicy policy;

    QueryList(EntityManager entities, QueryReader reader, AccessPolicy policy) {
        this.entities = entities;
        this.reader = reader;
        this.policy = policy;
    }

    @Override
    public Columns<KnownQuery> columns() {
        return QueryColumns.ALL;
    }

    @Override
    public List<KnownQuery> fetch(Filter<KnownQuery> filter, Pageable page) {
        Conditions conditions = conditions(filter);
        return conditions.in(entities.createQuery(QueryReader.SELECT + conditions + columns().orderBy(page.getSort()),
                Object[].class)).setFirstResult((int) page.getOffset()).setMaxResults(page.getPageSize())
                .getResultStream().map(reader::known).toList();
    }

    public long count(Filter<KnownQuery> filter) {
        Conditions conditions = conditions(filter);
        return conditions.in(entities.createQuery("select count(q) from QueryRecord q join q.patient p " + conditions,
                Long.class)).getSingleResult();
    }

    private Conditions conditions(Filter<KnownQuery> filter) {
        Conditions conditions = columns().conditions(filter);
        policy.visibleSites().ifPresent(visible -> conditions.addAny("p.site", visible));
        List<QueryState> seen = Arrays.stream(QueryState.values()).filter(policy::sees).toList();
        if (seen.size() < QueryState.values().length) {
            conditions.addAny("q.state", seen);
        }
        return conditions;
    }
}
