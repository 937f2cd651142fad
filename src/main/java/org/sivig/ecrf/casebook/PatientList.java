package org.sivig.ecrf.casebook;

import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import java.util.List;
import org.sivig.ecrf.account.AccessPolicy;
import org.sivig.ecrf.account.Site;
import org.sivig.ecrf.account.Sites;
import org.sivig.ecrf.list.Columns;
import org.sivig.ecrf.list.Conditions;
import org.sivig.ecrf.list.Filter;
import org.sivig.ecrf.list.RowList;
import org.springframework.data.domain.Pageable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Lists the patients whom the user may see. Filters, sorts and pages in the database, and reads nothing of identity.
 */
@Service
@Transactional(readOnly = true)
public class PatientList implements RowList<PatientRow> {

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

    @Override
    public Columns<PatientRow> columns() {
        return PatientColumns.ALL;
    }

    @Override
    public List<PatientRow> fetch(Filter<PatientRow> filter, Pageable page) {
        Conditions conditions = conditions(filter);
        TypedQuery<PatientRow> query = conditions.in(entities.createQuery(
                ROW + FROM + conditions + columns().orderBy(page.getSort()), PatientRow.class));
        if (page.isPaged()) {
            query.setFirstResult((int) page.getOffset()).setMaxResults(page.getPageSize());
        }
        return query.getResultList();
    }

    /** How many patients meet the filter. */
    public long count(Filter<PatientRow> filter) {
        Conditions conditions = conditions(filter);
        return conditions.in(entities.createQuery("select count(p) " + FROM + conditions, Long.class))
                .getSingleResult();
    }

    /** How many patients the user sees. */
    public long total() {
        return count(Filter.all());
    }

    /** The sites whose patients the user sees, by code. */
    public List<Site> sites() {
        return sites.findAllByOrderByCode().stream().filter(site -> policy.sees(site.getCode())).toList();
    }

    private Conditions conditions(Filter<PatientRow> filter) {
        Conditions conditions = columns().conditions(filter);
        policy.visibleSites().ifPresent(visible -> conditions.addAny("p.site", visible));
        return conditions;
    }
}
