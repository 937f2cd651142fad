package org.sivig.ecrf.casebook;

import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Objects;
import org.sivig.ecrf.account.AccessPolicy;
import org.sivig.ecrf.audit.Act;
import org.sivig.ecrf.list.Columns;
import org.sivig.ecrf.list.Conditions;
import org.sivig.ecrf.list.Filter;
import org.sivig.ecrf.list.RowList;
import org.sivig.ecrf.study.Study;
import org.springframework.data.domain.Pageable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Lists the findings in the patients whom the user may see. Filters, sorts and pages in the database. */
@Service
@Transactional(readOnly = true)
public class FindingList implements RowList<FindingRow> {

    private final EntityManager entities;
    private final AccessPolicy policy;
    private final CheckList checks;

    FindingList(EntityManager entities, AccessPolicy policy, CheckList checks) {
        this.entities = entities;
        this.policy = policy;
        this.checks = checks;
    }

    @Override
    public Columns<FindingRow> columns() {
        return FindingColumns.ALL;
    }

    @Override
    public List<FindingRow> fetch(Filter<FindingRow> filter, Pageable page) {
        Conditions conditions = conditions(filter);
        return conditions.in(entities.createQuery("select f from FindingRecord f join fetch f.patient p " + conditions
                + columns().orderBy(page.getSort()), FindingRecord.class)).setFirstResult((int) page.getOffset())
                .setMaxResults(page.getPageSize()).getResultStream().map(this::row).toList();
    }

    public long count(Filter<FindingRow> filter) {
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

    private Conditions conditions(Filter<FindingRow> filter) {
        Conditions conditions = columns().conditions(filter);
        policy.visibleSites().ifPresent(visible -> conditions.addAny("p.site", visible));
        return conditions;
    }
}
