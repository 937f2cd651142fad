package org.sivig.ecrf.audit;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.sivig.ecrf.account.AccessPolicy;
import org.sivig.ecrf.crf.Casebook;
import org.sivig.ecrf.study.Study;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Where the user worked last, as their audit records tell: it outlasts the session, and nothing more has to be kept. */
@Service
@Transactional(readOnly = true)
public class RecentWork {

    /** How far it looks back. */
    private static final int RECORDS = 2_000;

    /** Of each patient the newest record; of those written together rather an answer than one that was cleared. */
    private static final String SELECT = """
            select number, site, at, form, row_key, item from (
                select p.number, p.site, r.at, r.form, r.row_key, r.item, row_number() over (partition by r.patient_id
                    order by r.at desc, case when r.new_value is null and r.new_missing is null then 1 else 0 end, r.id desc)
                    as rank_of_patient
                from (select * from audit_record where username = ? order by at desc, id desc fetch first %d rows only) r
                join patient p on p.id = r.patient_id%s) newest
            where rank_of_patient = 1 order by at desc, number fetch first ? rows only""";

    /**
     * The work on one patient.
     *
     * @param at when its last record was written
     */
    public record Work(String patient, String site, Instant at, String form, String rowKey, String item) {

        /** The item concerned, in a row that holds nothing; empty for an act on a form or a casebook. */
        public Optional<Casebook.Instance> instance() {
            return Optional.ofNullable(Study.instance(form, rowKey, item));
        }
    }

    private final JdbcTemplate database;
    private final AccessPolicy policy;

    RecentWork(JdbcTemplate database, AccessPolicy policy) {
        this.database = database;
        this.policy = policy;
    }

    /** The patients whom the user worked on last and still sees, the last one first. */
    public List<Work> last(int most) {
        Optional<Set<String>> visible = policy.visibleSites();
        if (visible.filter(Set::isEmpty).isPresent()) {
            return List.of();
        }
        List<Object> values = new ArrayList<>(List.of(policy.viewer().username()));
        String within = visible.map(sites -> {
            values.addAll(sites);
            return " where p.site in (" + String.join(", ", Collections.nCopies(sites.size(), "?")) + ")";
        }).orElse("");
        values.add(most);
        return database.query(SELECT.formatted(RECORDS, within), (row, i) -> new Work(row.getString("number"),
                row.getString("site"), row.getObject("at", OffsetDateTime.class).toInstant(), row.getString("form"),
                row.getString("row_key"), row.getString("item")), values.toArray());
    }
}
