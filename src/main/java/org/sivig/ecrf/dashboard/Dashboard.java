package org.sivig.ecrf.dashboard;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.sivig.ecrf.account.Site;
import org.sivig.ecrf.casebook.FindingState;
import org.sivig.ecrf.casebook.PatientList;
import org.sivig.ecrf.crf.Item;
import org.sivig.ecrf.crf.MissingReason;
import org.sivig.ecrf.crf.Severity;
import org.sivig.ecrf.crf.YesNo;
import org.sivig.ecrf.data.DataColumn;
import org.sivig.ecrf.data.DataColumns;
import org.sivig.ecrf.data.DataSql;
import org.sivig.ecrf.data.DataTables;
import org.sivig.ecrf.query.QueryAge;
import org.sivig.ecrf.study.MissingReasonsConverter;
import org.sivig.ecrf.study.Study;
import org.sivig.ecrf.study.Visit;
import org.sivig.ecrf.study.VisitForm;
import org.sivig.ecrf.study.life.CasebookState;
import org.sivig.ecrf.study.life.QueryState;
import org.sivig.ecrf.verification.Verifications;
import org.sivig.ecrf.verification.VerifiedShare;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Where the sites stand whose patients the user sees. One statement for each picture, however many sites there are, and
 * nothing of identity.
 *
 * <p>Every method takes the codes of sites to look at, and looks at all when there are none; those that the user does
 * not see are left out.
 */
@Service
@Transactional(readOnly = true)
public class Dashboard {

    /** The items of a visit that may not stay blank, in paper order. */
    public static final List<Item<Visit, ?>> ITEMS =
            VisitForm.FORM.items().stream().filter(item -> !item.isOptional()).toList();

    private static final MissingReasonsConverter MISSING = new MissingReasonsConverter();

    private final PatientList patients;
    private final Verifications verifications;
    private final DataTables tables;
    private final JdbcClient database;
    private final Clock clock;

    Dashboard(PatientList patients, Verifications verifications, DataTables tables, JdbcClient database, Clock clock) {
        this.patients = patients;
        this.verifications = verifications;
        this.tables = tables;
        this.database = database;
        this.clock = clock;
    }

    /** Each of the sites, by code; those without patients too. */
    public List<DashboardSite> sites(Collection<String> codes) {
        List<Site> sites = seen(codes);
        Map<String, Map<CasebookState, Long>> states = new HashMap<>();
        Map<String, long[]> filled = new HashMap<>();
        each("select p.site, p.state, count(*) as n, sum(p.asked) as asked, sum(p.answered) as answered from patient p"
                + " where p.site in (:sites) and " + CasebookState.COUNTS + " group by p.site, p.state", sites, row -> {
            String site = row.getString("site");
            states.computeIfAbsent(site, code -> new EnumMap<>(CasebookState.class))
                    .put(CasebookState.valueOf(row.getString("state")), row.getLong("n"));
            long[] sum = filled.computeIfAbsent(site, code -> new long[2]);
            sum[0] += row.getLong("asked");
            sum[1] += row.getLong("answered");
        });
        Map<String, Map<Severity, Long>> findings = new HashMap<>();
        each("select p.site, f.severity, sum(f.n) as n from (select patient_id, severity, count(*) as n from finding"
                + " where state = '" + FindingState.OPEN + "' group by patient_id, severity) f" // in the order of an index
                + " join patient p on p.id = f.patient_id where p.site in (:sites) group by p.site, f.severity",
                sites, row -> findings.computeIfAbsent(row.getString("site"), code -> new EnumMap<>(Severity.class))
                        .put(Severity.valueOf(row.getString("severity")), row.getLong("n")));
        Map<String, List<VerifiedShare>> shares =
                verifications.shares().stream().collect(Collectors.groupingBy(VerifiedShare::site));
        return sites.stream().map(site -> {
            String code = site.getCode();
            long[] sum = filled.getOrDefault(code, new long[2]);
            return new DashboardSite(code, site.getName(), states.getOrDefault(code, Map.of()), sum[0], sum[1],
                    findings.getOrDefault(code, Map.of()), shares.getOrDefault(code, List.of()));
        }).toList();
    }

    /** How many queries wait for the sites, and how many for who watches over the data, by age. */
    public DashboardQueries queries(Collection<String> codes) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), Study.ZONE);
        Map<String, Map<QueryState, Map<QueryAge, Long>>> queries = new TreeMap<>();
        List<Site> sites = seen(codes);
        if (!sites.isEmpty()) {
            database.sql("select a.site, a.state, a.age, count(*) as n from (select p.site, q.state, case"
                    + " when q.opened_at >= :week then 'WEEK' when q.opened_at >= :month then 'MONTH' else 'OLDER' end"
                    + " as age from query q join patient p on p.id = q.patient_id where q.state in ('OPEN', 'ANSWERED')"
                    + " and p.site in (:sites)) a group by a.site, a.state, a.age")
                    .param("week", QueryAge.WEEK.begins(today)).param("month", QueryAge.MONTH.begins(today))
                    .param("sites", sites.stream().map(Site::getCode).toList())
                    .query(row -> {
                        queries.computeIfAbsent(row.getString("site"), code -> new EnumMap<>(QueryState.class))
                                .computeIfAbsent(QueryState.valueOf(row.getString("state")),
                                        state -> new EnumMap<>(QueryAge.class))
                                .put(QueryAge.valueOf(row.getString("age")), row.getLong("n"));
                    });
        }
        return new DashboardQueries(today, queries);
    }

    /** How many patients were entered in each month, in the zone of the study; months without any are left out. */
    public SortedMap<YearMonth, Long> entries(Collection<String> codes) {
        SortedMap<YearMonth, Long> entries = new TreeMap<>();
        String at = "p.created_at at time zone '" + Study.ZONE + "'";
        each("select e.y, e.m, count(*) as n from (select extract(year from " + at + ") as y, extract(month from " + at
                + ") as m from patient p where p.site in (:sites) and " + CasebookState.COUNTS + ") e group by e.y, e.m", seen(codes),
                row -> entries.put(YearMonth.of(row.getInt("y"), row.getInt("m")), row.getLong("n")));
        return entries;
    }

    /** How much of the visits is missing. A visit of which nothing was ever entered is blank wherever it is asked. */
    public DashboardVisits visits(Collection<String> codes) {
        List<Site> sites = seen(codes);
        DataSql sql = new DataSql(tables, VisitForm.FORM, List.of(),
                Optional.of(sites.stream().map(Site::getCode).collect(Collectors.toSet())));
        List<DataColumn> items = ITEMS.stream().map(item -> DataColumns.find(VisitForm.FORM, item.name()).orElseThrow())
                .toList();
        List<String> conditions = items.stream().map(item -> Objects.requireNonNullElse(sql.asked(item), "true")).toList();
        List<String> asked = conditions.stream().distinct().toList();
        List<String> columns = new ArrayList<>();
        for (int i = 0; i < asked.size(); i++) {
            columns.add("count(case when " + asked.get(i) + " then 1 end) as asked" + i);
        }
        DataColumn done = DataColumns.find(VisitForm.FORM, VisitForm.VISIT_DONE.name()).orElseThrow();
        columns.add("count(case when " + sql.value(done) + " = '" + YesNo.NO.code() + "' then 1 end) as gone");
        columns.add("count(*) as patients");
        for (int i = 0; i < items.size(); i++) {
            columns.add("count(" + sql.value(items.get(i)) + ") as value" + i);
        }
        Map<String, Map<String, DashboardShare>> bySite = new TreeMap<>();
        Map<Item<Visit, ?>, Map<String, DashboardShare>> byItem = new LinkedHashMap<>();
        ITEMS.forEach(item -> byItem.put(item, new HashMap<>()));
        Map<String, DashboardVisits.Attendance> attendance = new HashMap<>();
        Map<Place, Map<MissingReason, Long>> reasons = reasons(sites);
        Reader reader = row -> {
            String visit = row.getString("visit");
            attendance.merge(visit, new DashboardVisits.Attendance(row.getLong("patients"), row.getLong("gone")),
                    DashboardVisits.Attendance::plus);
            Map<String, DashboardShare> ofSite =
                    bySite.computeIfAbsent(row.getString("site"), code -> new HashMap<>());
            for (int i = 0; i < ITEMS.size(); i++) {
                long all = row.getLong("asked" + asked.indexOf(conditions.get(i)));
                Map<MissingReason, Long> here = reasons.getOrDefault(
                        new Place(row.getString("site"), visit, ITEMS.get(i).name()), Map.of());
                long missing = here.values().stream().mapToLong(Long::longValue).sum();
                long nap = here.getOrDefault(MissingReason.NAP, 0L);
                DashboardShare share = new DashboardShare(all, missing - nap, nap,
                        all - missing - row.getLong("value" + i),
                        VisitForm.isDueWhenDone(ITEMS.get(i), new Visit(visit)) ? row.getLong("gone") : 0);
                ofSite.merge(visit, share, DashboardShare::plus);
                byItem.get(ITEMS.get(i)).merge(visit, share, DashboardShare::plus);
            }
        };
        if (!sites.isEmpty()) {
            database.sql("select p.site, " + sql.rowKey() + " as visit, " + String.join(", ", columns) + sql.from()
                    + " group by p.site, " + sql.rowKey()).params(sql.parameters()).query(reader::read);
        }
        return new DashboardVisits(bySite, byItem, attendance);
    }

    private record Place(String site, String visit, String item) {
    }

    /** How often each reason stands at each item of the visits: counted here, where each row is read once. */
    private Map<Place, Map<MissingReason, Long>> reasons(List<Site> sites) {
        Map<Place, Map<MissingReason, Long>> reasons = new HashMap<>();
        each("select p.site, v.visit, v.missing from " + VisitForm.FORM.table() + " v join patient p on p.id = v.patient_id"
                + " where v.missing is not null and p.site in (:sites) and " + CasebookState.COUNTS, sites, row -> {
            String site = row.getString("site");
            String visit = row.getString("visit");
            MISSING.convertToEntityAttribute(row.getString("missing")).forEach((item, reason) -> reasons.computeIfAbsent(
                    new Place(site, visit, item), place -> new EnumMap<>(MissingReason.class)).merge(reason, 1L, Long::sum));
        });
        return reasons;
    }

    private List<Site> seen(Collection<String> codes) {
        return patients.sites().stream().filter(site -> codes.isEmpty() || codes.contains(site.getCode())).toList();
    }

    private interface Reader {
        void read(ResultSet row) throws SQLException;
    }

    private void each(String sql, List<Site> sites, Reader reader) {
        if (!sites.isEmpty()) {
            database.sql(sql).param("sites", sites.stream().map(Site::getCode).toList()).query(reader::read);
        }
    }
}
