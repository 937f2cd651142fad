package org.sivig.ecrf.signal;

import static java.util.stream.Collectors.joining;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.account.AccessPolicy;
import org.sivig.ecrf.account.Site;
import org.sivig.ecrf.audit.Act;
import org.sivig.ecrf.casebook.FindingState;
import org.sivig.ecrf.casebook.PatientList;
import org.sivig.ecrf.casebook.PatientNotFoundException;
import org.sivig.ecrf.crf.Item;
import org.sivig.ecrf.study.Section;
import org.sivig.ecrf.study.Study;
import org.sivig.ecrf.study.VisitForm;
import org.sivig.ecrf.study.life.CasebookState;
import org.sivig.ecrf.study.life.QueryState;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Compares the sites that the user sees with all sites of the study. Of sites that the user does not see only what all others
 * together have is told, and no patient. Every method throws {@link AccessDeniedException} for who does not watch over the data:
 * the sites are not told how they are compared.
 */
@Service
@Transactional(readOnly = true)
public class Signals {

    /** What a finding justified after another one is in a row with it. */
    private static final Duration IN_A_ROW = Duration.ofSeconds(30);

    private final PatientList patients;
    private final AccessPolicy policy;
    private final JdbcClient database;

    Signals(PatientList patients, AccessPolicy policy, JdbcClient database) {
        this.patients = patients;
        this.policy = policy;
        this.database = database;
    }

    /** Each site that the user sees, by every signal. */
    public SignalReport report() {
        policy.requireSeesSignals();
        return new SignalStatistics(read()).report(patients.sites().stream().map(Site::getCode).collect(Collectors.toSet()));
    }

    /**
     * The patients of a site behind a signal, those first who make it what it is.
     *
     * @param number the measurement; null where the signal is of none
     * @throws PatientNotFoundException when the user does not see the site
     */
    public List<SignalRow> rows(Signal signal, @Nullable SignalNumber number, String site) {
        policy.requireSeesSignals();
        if (!policy.sees(site)) {
            throw new PatientNotFoundException();
        }
        return new SignalStatistics(read()).rows(signal, number, site);
    }

    // ----------------------------------------------------------------------------------------------------------------

    private List<PatientFacts> read() {
        Map<Long, Integer> changes = count("select c.patient_id, count(*) as n from audit_record c join (select patient_id, "
                + section("form", "row_key") + " as section, min(at) as at from audit_record where act = '" + Act.FORM_COMPLETED
                + "' group by patient_id, " + section("form", "row_key") + ") f on f.patient_id = c.patient_id and f.section = "
                + section("c.form", "c.row_key") + " where c.act is null and c.at > f.at"
                + " and (c.old_value is not null or c.old_missing is not null) group by c.patient_id");
        Map<Long, Integer> completed = count("select patient_id, count(*) as n from audit_record where act = '"
                + Act.FORM_COMPLETED + "' group by patient_id");
        Map<Long, Integer> queries = count("select patient_id, count(*) as n from query where not note and state <> '"
                + QueryState.CANDIDATE + "' group by patient_id");
        Map<Long, int[]> justified = justified();
        Map<Long, List<PatientFacts.OfVisit>> visits = visits();
        List<PatientFacts> facts = new ArrayList<>();
        database.sql("select p.id, p.number, p.site, p.answered from patient p where " + CasebookState.COUNTS + " order by p.number").query(row -> {
            long id = row.getLong("id");
            int[] of = justified.getOrDefault(id, new int[2]);
            facts.add(new PatientFacts(row.getString("number"), row.getString("site"), row.getInt("answered"),
                    completed.containsKey(id), changes.getOrDefault(id, 0), queries.getOrDefault(id, 0), of[0], of[1],
                    visits.getOrDefault(id, List.of())));
        });
        return facts;
    }

    /** Which section a record is of: that its form says, and its row where a form stands on several. */
    private static String section(String form, String rowKey) {
        List<Section> sections = Study.allSections().toList();
        return "case " + sections.stream().flatMap(section -> section.forms().stream().map(each -> "when " + form + " = '"
                + each.name() + "'" + section.keys().values().stream().map(key -> " and (" + rowKey + " = '" + key + "' or "
                + rowKey + " like '" + key + ",%')").collect(joining()) + " then '" + section.path() + "'"))
                .distinct().collect(joining(" ")) + " end";
    }

    private Map<Long, Integer> count(String sql) {
        Map<Long, Integer> counts = new HashMap<>();
        database.sql(sql).query(row -> {
            counts.put(row.getLong("patient_id"), row.getInt("n"));
        });
        return counts;
    }

    /** By patient: how many findings were justified, and how many of these in a row. */
    private Map<Long, int[]> justified() {
        Map<Long, int[]> counts = new HashMap<>();
        Map<String, Instant> before = new HashMap<>();
        database.sql("select patient_id, justified_at, justified_by from finding where state = '" + FindingState.JUSTIFIED
                + "' order by justified_at, id").query(row -> {
            Instant at = row.getObject("justified_at", OffsetDateTime.class).toInstant();
            Instant last = before.put(row.getString("justified_by"), at);
            int[] of = counts.computeIfAbsent(row.getLong("patient_id"), id -> new int[2]);
            of[0]++;
            of[1] += last != null && Duration.between(last, at).compareTo(IN_A_ROW) <= 0 ? 1 : 0;
        });
        return counts;
    }

    private Map<Long, List<PatientFacts.OfVisit>> visits() {
        Map<Long, Map<String, LocalDate>> entered = new HashMap<>();
        database.sql("select patient_id, row_key, min(at) as at from audit_record where form = :form and item = :item"
                + " and act is null group by patient_id, row_key").param("form", VisitForm.FORM.name())
                .param("item", VisitForm.VISIT_DATE.name()).query(row -> {
            entered.computeIfAbsent(row.getLong("patient_id"), id -> new HashMap<>()).put(row.getString("row_key"),
                    LocalDate.ofInstant(row.getObject("at", OffsetDateTime.class).toInstant(), Study.ZONE));
        });
        Map<Long, List<PatientFacts.OfVisit>> visits = new HashMap<>();
        database.sql("select patient_id, visit, visit_date, " + SignalStatistics.MEASURED.stream().map(Item::name)
                .collect(joining(", ")) + " from " + VisitForm.FORM.table() + " order by patient_id, visit").query(row -> {
            double[] numbers = new double[SignalStatistics.MEASURED.size()];
            for (int i = 0; i < numbers.length; i++) {
                numbers[i] = number(row, SignalStatistics.MEASURED.get(i).name());
            }
            String visit = row.getString("visit");
            LocalDate first = entered.getOrDefault(row.getLong("patient_id"), Map.of()).get(visit);
            visits.computeIfAbsent(row.getLong("patient_id"), id -> new ArrayList<>())
                    .add(new PatientFacts.OfVisit(visit, numbers, delay(row.getString("visit_date"), first)));
        });
        return visits;
    }

    private static double number(ResultSet row, String column) throws SQLException {
        double value = row.getDouble(column);
        return row.wasNull() ? Double.NaN : value;
    }

    /** Only from a date that is known to the day. */
    private static OptionalLong delay(@Nullable String date, @Nullable LocalDate entered) {
        return date == null || date.length() < "yyyy-mm-dd".length() || entered == null ? OptionalLong.empty()
                : OptionalLong.of(ChronoUnit.DAYS.between(LocalDate.parse(date), entered));
    }
}
