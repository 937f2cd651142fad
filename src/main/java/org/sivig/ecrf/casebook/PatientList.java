package org.sivig.ecrf.casebook;

import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.sivig.ecrf.account.AccessPolicy;
import org.sivig.ecrf.account.Site;
import org.sivig.ecrf.account.Sites;
import org.sivig.ecrf.study.life.CasebookState;
import org.springframework.data.domain.Pageable;
import org.springframework.data.domain.Sort;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Lists the patients whom the user may see. Filters, sorts and pages in the database, and reads nothing of identity.
 */
@Service
@Transactional(readOnly = true)
public class PatientList {

    /** As {@link PatientRow#percent}: the database divides integers in the same way. */
    static final String PERCENT = "case when p.asked = 0 then 100 else p.answered * 100 / p.asked end";

    /** In the order of life, not of the alphabet. */
    static final String STATE = Arrays.stream(CasebookState.values()).map(state -> "when '%s' then %d".formatted(
            state, state.ordinal())).collect(Collectors.joining(" ", "case cast(p.state as String) ", " end"));

    private static final String ROW = """
            select p.number, p.site, i.sex, d.sscType, p.acrLow, p.acrHigh, p.acrClass, p.eligibility, p.state,
                   p.asked, p.answered, p.changedAt, p.changedBy
            """;
    private static final String FROM = """
            from Patient p
            left join Identification i on i.patient = p
            left join Diagnosis d on d.patient = p
            """;

    private final EntityManager entities;
    private final Sites sites;
    private final AccessPolicy policy;

    PatientList(EntityManager entities, Sites sites, AccessPolicy policy) {
        this.entities = entities;
        this.sites = sites;
        this.policy = policy;
    }

    /**
     * One page of the patients. What is not known comes last in either direction, and patients who are alike in the
     * order of their numbers.
     *
     * @param page sorted by names of {@link PatientSort}
     * @throws IllegalArgumentException when it is sorted by anything else
     */
    public List<PatientRow> fetch(PatientFilter filter, Pageable page) {
        Conditions conditions = conditions(filter);
        TypedQuery<PatientRow> query = conditions.in(entities.createQuery(
                ROW + FROM + conditions + orderBy(page.getSort()), PatientRow.class));
        if (page.isPaged()) {
            query.setFirstResult((int) page.getOffset()).setMaxResults(page.getPageSize());
        }
        return query.getResultList();
    }

    /** How many patients meet the filter. */
    public long count(PatientFilter filter) {
        Conditions conditions = conditions(filter);
        return conditions.in(entities.createQuery("select count(p) " + FROM + conditions, Long.class))
                .getSingleResult();
    }

    /** How many patients the user sees. */
    public long total() {
        return count(PatientFilter.none());
    }

    /** The sites whose patients the user sees, by code. */
    public List<Site> sites() {
        return sites.findAllByOrderByCode().stream().filter(site -> policy.sees(site.getCode())).toList();
    }

    private static String orderBy(Sort sort) {
        Stream<String> terms = sort.stream().flatMap(order -> PatientSort.valueOf(order.getProperty()).terms().stream()
                .map(term -> term + (order.isAscending() ? " asc" : " desc") + " nulls last"));
        return Stream.concat(terms, Stream.of("p.number asc")).collect(Collectors.joining(", ", " order by ", ""));
    }

    private Conditions conditions(PatientFilter filter) {
        Conditions conditions = new Conditions();
        policy.visibleSites().ifPresent(visible -> conditions.add("p.site in ?", visible));
        conditions.addAny("p.site in ?", filter.sites());
        conditions.addContains("lower(p.number) like ?", filter.search());
        conditions.addContains("lower(p.number) like ?", filter.number());
        conditions.add("i.sex = ?", filter.sex());
        conditions.addAny("d.sscType in ?", filter.sscTypes());
        conditions.add("p.acrHigh >= ?", filter.score().from());
        conditions.add("p.acrLow <= ?", filter.score().to());
        conditions.addAny("p.eligibility in ?", filter.eligibility());
        conditions.addAny("p.state in ?", filter.states());
        conditions.add(PERCENT + " >= ?", filter.percent().from());
        conditions.add(PERCENT + " <= ?", filter.percent().to());
        conditions.addDays("p.changedAt", filter.changed());
        conditions.addContains("lower(p.changedBy) like ?", filter.changedBy());
        return conditions;
    }
}
