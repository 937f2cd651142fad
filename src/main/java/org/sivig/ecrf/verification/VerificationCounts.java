package org.sivig.ecrf.verification;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toSet;

import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.metamodel.mapping.SelectableMapping;
import org.sivig.ecrf.audit.AuditTrail;
import org.sivig.ecrf.crf.Form;
import org.sivig.ecrf.crf.Item;
import org.sivig.ecrf.study.Study;
import org.sivig.ecrf.study.life.CasebookState;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Counts in the database which answers should be verified by a plan, and which of them are. */
@Component
class VerificationCounts {

    private final EntityManager entities;
    private final JdbcClient database;

    VerificationCounts(EntityManager entities, JdbcClient database) {
        this.entities = entities;
        this.database = database;
    }

    private record Known(String number, String site, boolean whole) {
    }

    /** @param sites empty for all */
    List<VerifiedShare> byForm(VerificationPlan plan, Optional<? extends Collection<String>> sites) {
        String seen = " where " + CasebookState.COUNTS + (sites.isEmpty() ? "" : " and p.site in (:sites)");
        List<Long> whole = plan.isOfEverything() ? List.of() : patients(plan, sites).entrySet().stream()
                .filter(each -> each.getValue().whole()).map(Map.Entry::getKey).toList();
        String sql = "select a.site, a.form, a.answers, coalesce(v.verified, 0) as verified from ("
                + "select site, form, sum(answers) as answers from ("
                + Study.FORMS.stream().map(form -> "select p.site, " + answers(form, plan) + seen + " group by p.site")
                        .collect(joining(" union all "))
                + ") of_rows group by site, form) a left join (select p.site, v.form, count(*) as verified from verification v"
                + " join patient p on p.id = v.patient_id" + seen + due(plan)
                + " group by p.site, v.form) v"
                + " on v.site = a.site and v.form = a.form where a.answers > 0 order by a.site";
        var query = of(plan, sites, whole, sql);
        List<String> order = Study.FORMS.stream().map(Form::name).toList();
        return query.query((row, i) -> new VerifiedShare(row.getString("site"), row.getString("form"), row.getLong("verified"),
                row.getLong("answers"))).list().stream().sorted(Comparator.comparing(VerifiedShare::site)
                        .thenComparing(share -> order.indexOf(share.form()))).toList();
    }

    /** The patients of a site, by number. */
    List<VerifiedPatient> byPatient(VerificationPlan plan, String site) {
        Optional<List<String>> sites = Optional.of(List.of(site));
        Map<Long, Known> known = patients(plan, sites);
        List<Long> whole = known.entrySet().stream().filter(each -> each.getValue().whole()).map(Map.Entry::getKey).toList();
        Map<Long, Long> due = counts(of(plan, sites, whole, "select id, sum(answers) as n from ("
                + Study.FORMS.stream().map(form -> "select p.id, " + answers(form, plan) + " where p.site in (:sites) and " + CasebookState.COUNTS + " group by p.id")
                        .collect(joining(" union all ")) + ") of_rows group by id"));
        Map<Long, Long> verified = counts(of(plan, sites, whole, "select p.id, count(*) as n from verification v"
                + " join patient p on p.id = v.patient_id where p.site in (:sites) and " + CasebookState.COUNTS + due(plan) + " group by p.id"));
        return known.entrySet().stream().map(each -> new VerifiedPatient(each.getValue().number(),
                each.getValue().whole(), verified.getOrDefault(each.getKey(), 0L), due.getOrDefault(each.getKey(), 0L)))
                .sorted(Comparator.comparing(VerifiedPatient::number)).toList();
    }

    /** Whether everything of a patient should be verified. */
    boolean isWhole(VerificationPlan plan, String number, String site) {
        return plan.isOfEverything() || plan.isWhole(number, database.sql("select count(*) from patient where site = :site"
                + " and number < :number").param("site", site).param("number", number).query(Integer.class).single());
    }

    /** The numbers of the patients of whom everything should be verified. */
    Set<String> whole(VerificationPlan plan, Optional<? extends Collection<String>> sites) {
        return patients(plan, sites).values().stream().filter(Known::whole).map(Known::number).collect(toSet());
    }

    private Map<Long, Long> counts(JdbcClient.StatementSpec query) {
        Map<Long, Long> counts = new HashMap<>();
        query.query(row -> {
            counts.put(row.getLong("id"), row.getLong("n"));
        });
        return counts;
    }

    private JdbcClient.StatementSpec of(VerificationPlan plan, Optional<? extends Collection<String>> sites, List<Long> whole,
            String sql) {
        JdbcClient.StatementSpec query = database.sql(sql);
        query = sites.isEmpty() ? query : query.param("sites", sites.get());
        return plan.isOfEverything() ? query : query.param("whole", whole.isEmpty() ? List.of(-1L) : whole)
                .param("critical", plan.critical().isEmpty() ? List.of("") : plan.critical());
    }

    /** Whether a verification {@code v} of a patient {@code p} is of what should be verified. */
    private static String due(VerificationPlan plan) {
        return plan.isOfEverything() ? "" : " and (p.id in (:whole) or concat(v.form, '.', v.item) in (:critical))";
    }

    private Map<Long, Known> patients(VerificationPlan plan, Optional<? extends Collection<String>> sites) {
        var query = database.sql("select p.id, p.number, p.site, " + CasebookState.COUNTS + " as counts from patient p"
                + (sites.isEmpty() ? "" : " where p.site in (:sites)") + " order by p.site, p.number");
        Map<Long, Known> known = new HashMap<>();
        Map<String, Integer> before = new HashMap<>();
        (sites.isEmpty() ? query : query.param("sites", sites.get())).query(row -> {
            String site = row.getString("site");
            int place = before.merge(site, 1, Integer::sum) - 1;
            if (row.getBoolean("counts")) { // the others keep their places all the same
                known.put(row.getLong("id"), new Known(row.getString("number"), site,
                        plan.isWhole(row.getString("number"), place)));
            }
        });
        return known;
    }

    /** The answers and the reasons of a form that should be verified. */
    private String answers(Form<?> form, VerificationPlan plan) {
        String all = all(form);
        return "'" + form.name() + "' as form, sum(" + (plan.isOfEverything() ? all
                : "case when p.id in (:whole) then " + all + " else " + critical(form, plan) + " end") + ") as answers from "
                + form.table() + " r join patient p on p.id = r.patient_id";
    }

    /** Columns that hold something, and pairs in the list of reasons. */
    private String all(Form<?> form) {
        String values = form.items().stream().filter(item -> !item.isIdentity() && !item.isFixed())
                .map(item -> "case when r." + column(form, item) + " is null then 0 else 1 end").collect(joining(" + "));
        String apart = form.items().stream().filter(item -> item.isIdentity())
                .map(item -> " - case when r.missing like '%|" + item.name() + "=%' then 1 else 0 end")
                .collect(joining());
        return values + " + case when r.missing is null then 0 else char_length(r.missing)"
                + " - char_length(replace(r.missing, '|', '')) - 1" + apart + " end";
    }

    private String critical(Form<?> form, VerificationPlan plan) {
        List<String> each = new ArrayList<>();
        for (Item<?, ?> item : form.items()) {
            if (plan.isCritical(form, item)) {
                each.add("case when r." + column(form, item) + " is not null or r.missing like '%|" + item.name()
                        + "=%' then 1 else 0 end");
            }
        }
        return each.isEmpty() ? "0" : String.join(" + ", each);
    }

    private String column(Form<?> form, Item<?, ?> item) {
        return ((SelectableMapping) Objects.requireNonNull(entities.getEntityManagerFactory()
                .unwrap(SessionFactoryImplementor.class).getMappingMetamodel().getEntityDescriptor(form.rowType())
                .findAttributeMapping(AuditTrail.propertyOf(item)))).getSelectionExpression();
    }
}
