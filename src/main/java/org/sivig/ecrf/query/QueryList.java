package org.sivig.ecrf.query;

import jakarta.persistence.EntityManager;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.sivig.ecrf.account.AccessPolicy;
import org.sivig.ecrf.casebook.KnownQuery;
import org.sivig.ecrf.casebook.TodaysAnswers;
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
public class QueryList implements RowList<QueryRow> {

    private final EntityManager entities;
    private final QueryReader reader;
    private final TodaysAnswers answers;
    private final AccessPolicy policy;

    QueryList(EntityManager entities, QueryReader reader, TodaysAnswers answers, AccessPolicy policy) {
        this.entities = entities;
        this.reader = reader;
        this.answers = answers;
        this.policy = policy;
    }

    @Override
    public Columns<QueryRow> columns() {
        return QueryColumns.ALL;
    }

    @Override
    public List<QueryRow> fetch(Filter<QueryRow> filter, Pageable page) {
        Conditions conditions = conditions(filter);
        List<Object[]> found = conditions.in(entities.createQuery(QueryReader.SELECT + conditions
                + columns().orderBy(page.getSort()), Object[].class)).setFirstResult((int) page.getOffset())
                .setMaxResults(page.getPageSize()).getResultList();
        List<QueryRecord> records = found.stream().map(row -> (QueryRecord) row[0]).toList();
        List<KnownQuery> known = found.stream().map(reader::known).toList();
        Map<Long, KnownQuery.Message> replies = reader.replies(records);
        List<TodaysAnswers.Today> today = answers.at(IntStream.range(0, known.size()).mapToObj(i ->
                new TodaysAnswers.Spot(records.get(i).getPatient(), known.get(i).at())).toList());
        return IntStream.range(0, known.size()).mapToObj(i -> new QueryRow(known.get(i),
                replies.get(known.get(i).number()), today.get(i).answer(), today.get(i).asked())).toList();
    }

    public long count(Filter<QueryRow> filter) {
        Conditions conditions = conditions(filter);
        return conditions.in(entities.createQuery("select count(q) from QueryRecord q join q.patient p " + conditions,
                Long.class)).getSingleResult();
    }

    private Conditions conditions(Filter<QueryRow> filter) {
        Conditions conditions = columns().conditions(filter);
        policy.visibleSites().ifPresent(visible -> conditions.addAny("p.site", visible));
        List<QueryState> seen = Arrays.stream(QueryState.values()).filter(policy::sees).toList();
        if (seen.size() < QueryState.values().length) {
            conditions.addAny("q.state", seen);
        }
        return conditions;
    }
}
