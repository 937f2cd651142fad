package org.sivig.ecrf.casebook;

import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.sivig.ecrf.account.AccessPolicy;
import org.sivig.ecrf.audit.Act;
import org.sivig.ecrf.study.Study;
import org.springframework.data.domain.Pageable;
import org.springframework.data.domain.Sort;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Lists the findings in the patients whom the user may see. Filters, sorts and pages in the database. */
@Service
@Transactional(readOnly = true)
public class FindingList {

    private final EntityManager entities;
    private final AccessPolicy policy;
    private final CheckList checks;

    FindingList(EntityManager entities, AccessPolicy policy, CheckList checks) {
        this.entities = entities;
        this.policy = policy;
        this.checks = checks;
    }

    /**
     * One page of the findings; what fired last comes first, unless it is sorted otherwise. The other direction is the
     * same order from its end.
     *
     * @param page sorted by names of {@link FindingSort}
     * @throws IllegalArgumentException when it is sorted by anything else
     */
    public List<FindingRow> fetch(FindingFilter filter, Pageable page) {
        Conditions conditions = conditions(filter);
        return conditions.in(entities.createQuery("select f from FindingRecord f join fetch f.patient p " + conditions
                + orderBy(page.getSort()), FindingRecord.class)).setFirstResult((int) page.getOffset())
                .setMaxResults(page.getPageSize()).getResultStream().map(this::row).toList();
    }

    public long count(FindingFilter filter) {
        Conditions conditions = conditions(filter);
        return conditions.in(entities.createQuery("select count(f) from FindingRecord f join f.patient p " + conditions,
                Long.class)).getSingleResult();
    }

    private FindingRow row(FindingRecord record) {
        Act.Place place = record.place();
        return new FindingRow(record.getId(), record.getPatient().getNumber(), record.getPatient().getSite(),
                checks.find(record.getCheckId()),
                Objects.requireNonNull(Study.instance(place.form(), place.rowKey(), place.item())),
                record.getArguments(), record.getState(), record.getFiredAt(), record.justification());
    }

    private static String orderBy(Sort sort) {
        Stream<String> terms = sort.stream().flatMap(order -> FindingSort.valueOf(order.getProperty()).terms().stream()
                .map(term -> term + (order.isAscending() ? " asc" : " desc")));
        String ties = sort.stream().anyMatch(Sort.Order::isDescending) ? " asc" : " desc";
        return Stream.concat(terms, Stream.of("f.firedAt" + ties, "f.id" + ties))
                .collect(Collectors.joining(", ", " order by ", ""));
    }

    private Conditions conditions(FindingFilter filter) {
        Conditions conditions = new Conditions();
        policy.visibleSites().ifPresent(visible -> conditions.add("p.site in ?", visible));
        conditions.addContains("lower(p.number) like ?", filter.number());
        conditions.addAny("p.site in ?", filter.sites());
        conditions.addAny("f.form in ?", filter.forms());
        conditions.addAny("f.checkId in ?", filter.checks());
        conditions.addAny("f.severity in ?", filter.severities());
        conditions.addAny("f.state in ?", filter.states());
        conditions.addDays("f.firedAt", filter.fired());
        return conditions;
    }
}
