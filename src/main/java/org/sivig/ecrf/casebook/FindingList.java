package org.sivig.ecrf.casebook;

import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.account.AccessPolicy;
import org.sivig.ecrf.crf.Casebook;
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
        List<Casebook.Instance> places = found.stream().map(record -> record.place()).map(place ->
                Objects.requireNonNull(Study.instance(place.form(), place.rowKey(), place.item()))).toList();
        List<TodaysAnswers.Today> today = answers.at(IntStream.range(0, found.size()).mapToObj(i ->
                new TodaysAnswers.Spot(found.get(i).getPatient(), places.get(i))).toList());
        return IntStream.range(0, found.size()).mapToObj(i -> row(found.get(i), places.get(i), today.get(i),
                causes.getOrDefault(name(found.get(i).getPatient().getNumber(), found.get(i).getCause()), 0L))).toList();
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

    public long count(Filter<FindingRow> filter) {
        Conditions conditions = conditions(filter);
        return conditions.in(entities.createQuery("select count(f) from FindingRecord f join f.patient p " + conditions,
                Long.class)).getSingleResult();
    }

    private FindingRow row(FindingRecord record, Casebook.Instance at, TodaysAnswers.Today today, long together) {
        return new FindingRow(record.getId(), record.getPatient().getNumber(), record.getPatient().getSite(),
                checks.find(record.getCheckId()),
                at, today.answer(), today.asked(), record.getArguments(), record.getState(), record.getFiredAt(), record.justification(),
                record.getCause() == null ? null
                        : new FindingRow.Cause(Study.reach(record.getCause()), record.getCauseValue(), together));
    }

    private Conditions conditions(Filter<FindingRow> filter) {
        Conditions conditions = columns().conditions(filter);
        if (FindingColumns.isFolded(filter)) {
            conditions.add("""
                    (f.cause is null or f.id = (select min(g.id) from FindingRecord g
                    where g.patient = f.patient and g.cause = f.cause and g.state = ?))""", FindingState.OPEN);
        }
        policy.visibleSites().ifPresent(visible -> conditions.addAny("p.site", visible));
        return conditions;
    }
}
