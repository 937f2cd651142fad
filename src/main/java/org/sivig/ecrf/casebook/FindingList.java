package org.sivig.ecrf.casebook;

import jakarta.persistence.EntityManager;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.account.AccessPolicy;
import org.sivig.ecrf.list.Columns;
import org.sivig.ecrf.list.Conditions;
import org.sivig.ecrf.list.Filter;
import org.sivig.ecrf.list.RowList;
import org.sivig.ecrf.study.Patient;
import org.sivig.ecrf.study.Study;
import org.springframework.data.domain.Pageable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Lists the findings in the patients whom the user may see. Filters, sorts and pages in the database. */
@Service
@Transactional(readOnly = true)
public class FindingList implements RowList<FindingRow> {

    /** What stands at an item that this version does not know. */
    private static final TodaysAnswers.Today UNKNOWN = new TodaysAnswers.Today(null, true);

    private final EntityManager entities;
    private final AccessPolicy policy;
    private final CheckList checks;
    private final TodaysAnswers answers;

    FindingList(EntityManager entities, AccessPolicy policy, CheckList checks, TodaysAnswers answers) {
        this.entities = entities;
        this.policy = policy;
        this.checks = checks;
        this.answers = answers;
    }

    @Override
    public Columns<FindingRow> columns() {
        return FindingColumns.ALL;
    }

    @Override
    public List<FindingRow> fetch(Filter<FindingRow> filter, Pageable page) {
        Conditions conditions = conditions(filter);
        List<FindingRecord> found = conditions.in(entities.createQuery("select f from FindingRecord f join fetch f.patient p "
                + conditions + columns().orderBy(page.getSort()), FindingRecord.class))
                .setFirstResult((int) page.getOffset()).setMaxResults(page.getPageSize()).getResultList();
        Map<String, Long> causes = causes(found.stream().filter(record -> record.getCause() != null)
                .map(FindingRecord::getPatient).collect(Collectors.toSet()));
        List<TodaysAnswers.Spot> spots = found.stream().filter(record -> record.at() != null)
                .map(record -> new TodaysAnswers.Spot(record.getPatient(), Objects.requireNonNull(record.at()))).toList();
        Iterator<TodaysAnswers.Today> today = answers.at(spots).iterator();
        CheckList.Now known = checks.now();
        return found.stream().map(record -> row(record, known, record.at() == null ? UNKNOWN : today.next(),
                causes.getOrDefault(name(record.getPatient().getNumber(), record.getCause()), 0L))).toList();
    }

    /** How many open findings of these patients rest on each cause. */
    private Map<String, Long> causes(Set<Patient> patients) {
        return patients.isEmpty() ? Map.of() : entities.createQuery("""
                select p.number, f.cause, count(f) from FindingRecord f join f.patient p
                where p in ?1 and f.state = ?2 and f.cause is not null group by p.number, f.cause""", Object[].class)
                .setParameter(1, patients).setParameter(2, FindingState.OPEN).getResultStream()
                .collect(Collectors.toMap(row -> name((String) row[0], (String) row[1]), row -> (Long) row[2]));
    }

    private static String name(String number, @Nullable String cause) {
        return number + " " + cause;
    }

    /** How many findings meet the filter. */
    public long count(Filter<FindingRow> filter) {
        return count(seen(filter));
    }

    /** How many lines show these: of those that rest on one answer the list may show one. */
    public long lines(Filter<FindingRow> filter) {
        return count(conditions(filter));
    }

    private long count(Conditions conditions) {
        return conditions.in(entities.createQuery("select count(f) from FindingRecord f join f.patient p " + conditions,
                Long.class)).getSingleResult();
    }

    private FindingRow row(FindingRecord record, CheckList.Now known, TodaysAnswers.Today today, long together) {
        return new FindingRow(record.getId(), record.getPatient().getNumber(), record.getPatient().getSite(),
                known.find(record.getCheckId(), record.getSeverity()), record.place(), record.at(), today.answer(), today.asked(),
                record.getArguments(), record.getState(), record.getFiredAt(), record.justification(), cause(record, together));
    }

    private static FindingRow.@Nullable Cause cause(FindingRecord record, long together) {
        return record.getCause() == null ? null : Study.find(record.getCause())
                .map(answer -> new FindingRow.Cause(answer, record.getCauseValue(), together)).orElse(null);
    }

    /** Those of patients whom the user sees. */
    private Conditions seen(Filter<FindingRow> filter) {
        Conditions conditions = columns().conditions(filter);
        policy.visibleSites().ifPresent(visible -> conditions.addAny("p.site", visible));
        return conditions;
    }

    private Conditions conditions(Filter<FindingRow> filter) {
        Conditions conditions = seen(filter);
        if (FindingColumns.isFolded(filter)) {
            conditions.add("f.folded = false");
        }
        return conditions;
    }
}
