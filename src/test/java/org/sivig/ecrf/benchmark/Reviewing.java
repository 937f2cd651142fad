package org.sivig.ecrf.benchmark;

import com.vaadin.browserless.SecuredBrowserlessApplicationContext;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.sivig.ecrf.SqlCounter;
import org.sivig.ecrf.audit.Act;
import org.sivig.ecrf.audit.AuditChains;
import org.sivig.ecrf.audit.AuditColumns;
import org.sivig.ecrf.audit.AuditRecord;
import org.sivig.ecrf.audit.AuditText;
import org.sivig.ecrf.audit.AuditList;
import org.sivig.ecrf.audit.Reason;
import org.sivig.ecrf.benchmark.Report.Target;
import org.sivig.ecrf.casebook.Casebooks;
import org.sivig.ecrf.casebook.FindingColumns;
import org.sivig.ecrf.casebook.FindingList;
import org.sivig.ecrf.casebook.FindingRow;
import org.sivig.ecrf.casebook.FindingState;
import org.sivig.ecrf.casebook.ItemHistory;
import org.sivig.ecrf.list.Column;
import org.sivig.ecrf.list.Filter;
import org.sivig.ecrf.list.Range;
import org.sivig.ecrf.crf.Casebook;
import org.sivig.ecrf.crf.Severity;
import org.sivig.ecrf.dashboard.Dashboard;
import org.sivig.ecrf.study.IdentificationForm;
import org.sivig.ecrf.study.Study;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Pageable;
import org.springframework.data.domain.Sort;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Component;

/** What those do who look after data: findings and audit records of all patients, the history of an item, the past. */
final class Reviewing {

    private static final String DASHBOARD = "The dashboard, all sites (ms)";
    private static final String FINDINGS = "Findings of all patients, all sites (ms)";
    private static final String RECORDS = "Audit records of all patients, all sites (ms)";
    private static final String HISTORY = "The history of one item (ms)";
    private static final String PAST = "A casebook as it was (ms)";
    private static final String STATEMENTS = "SQL statements of reviewing";
    private static final Target GRID = new Target(100);
    private static final Target ITEM = new Target(20);
    private static final Target FORM = new Target(80);
    private static final int RUNS = EcrfBenchmark.RUNS;
    private static final int WARM_UP = RUNS / 2;
    private static final int PAGE = 50;
    /** As far as the page counts records. */
    private static final int COUNTED = 1_001;
    private static final int OFTEN = 20;

    private final SecuredBrowserlessApplicationContext<Authentication> application;
    private final Casebooks casebooks;
    private final Services services;
    private final Instant past;
    private final SqlCounter sql;
    private final Report report;
    private final SplittableRandom random = new SplittableRandom(11);

    @Component
    record Services(FindingList findings, ItemHistory history, AuditList records, AuditChains chains,
            Dashboard dashboard) {
    }

    /** @param past a moment after which something changed in every casebook */
    Reviewing(SecuredBrowserlessApplicationContext<Authentication> application, Casebooks casebooks,
            Services services, Instant past, SqlCounter sql, Report report) {
        this.application = application;
        this.casebooks = casebooks;
        this.services = services;
        this.past = past;
        this.sql = sql;
        this.report = report;
    }

    void measure() {
        measureDashboard();
        measureFindings();
        measureHistory();
        measurePast();
        measureRecords();
    }

    private void measureDashboard() {
        LargeStudy.signIn(LargeStudy.dataManager());
        Dashboard dashboard = services.dashboard();
        report.times(DASHBOARD, "the sites", Times.of(5, RUNS / 2, i -> dashboard.sites(Set.of())), null);
        report.times(DASHBOARD, "the visits", Times.of(5, RUNS / 2, i -> dashboard.visits(Set.of())), null);
        report.times(DASHBOARD, "all queries of the page", Times.of(5, RUNS / 2, i -> dashboard(dashboard)),
                new Target(150));
        statements("the dashboard", () -> dashboard(dashboard));
    }

    private static void dashboard(Dashboard dashboard) {
        dashboard.sites(Set.of());
        dashboard.entries(Set.of());
        dashboard.visits(Set.of());
    }

    private void measureFindings() {
        LargeStudy.signIn(LargeStudy.dataManager());
        findings("the first page of the open ones", FindingColumns.open(), Sort.unsorted());
        for (Column<FindingRow, ?> sort : FindingColumns.ALL.all().stream().filter(Column::isSortable).toList()) {
            findings("sorted by " + sort.key(), FindingColumns.open(),
                    Sort.by(Sort.Direction.DESC, sort.key()));
        }
        findingFilters().forEach((what, filter) -> findings("filtered by " + what, filter, Sort.unsorted()));
        statements("a page of findings with its count", () -> findings(FindingColumns.open(), Sort.unsorted()));
        String check = anyOpen().check().id();
        try (Window window = new Window(application, LargeStudy.dataManager())) {
            grid(window, FINDINGS, "as a page on the server, the open ones", "findings");
            grid(window, FINDINGS, "as a page on the server, filtered and sorted",
                    "findings?check=" + check + "&site=01&site=02&state=any&sort=-number");
        }
    }

    private Map<String, Filter<FindingRow>> findingFilters() {
        Filter<FindingRow> open = FindingColumns.open();
        FindingRow any = anyOpen();
        LocalDate today = LocalDate.now(Study.ZONE);
        Map<String, Filter<FindingRow>> filters = new LinkedHashMap<>();
        filters.put("nothing, resolved ones too", Filter.all());
        filters.put("check", open.with(FindingColumns.CHECK, Set.of(any.check().id())));
        filters.put("site", open.with(FindingColumns.SITE, Set.of("01", "17")));
        filters.put("part of the number", open.with(FindingColumns.NUMBER, "-04"));
        filters.put("form", open.with(FindingColumns.FORM, Set.of(any.at().form().name())));
        filters.put("severity", open.with(FindingColumns.SEVERITY, Set.of(Severity.ERROR)));
        filters.put("state: justified", open.with(FindingColumns.STATE, Set.of(FindingState.JUSTIFIED)));
        filters.put("day", open.with(FindingColumns.FIRED, new Range<>(today.minusDays(1), today)));
        filters.put("all of these", open.with(FindingColumns.CHECK, Set.of(any.check().id()))
                .with(FindingColumns.SITE, Set.of("01", "17")).with(FindingColumns.NUMBER, "-0")
                .with(FindingColumns.FORM, Set.of(any.at().form().name()))
                .with(FindingColumns.SEVERITY, Set.of(any.check().severity()))
                .with(FindingColumns.FIRED, new Range<>(today.minusDays(1), today)));
        return filters;
    }

    private FindingRow anyOpen() {
        return services.findings().fetch(FindingColumns.open(), PageRequest.of(0, 1)).getFirst();
    }

    private void findings(String what, Filter<FindingRow> filter, Sort sort) {
        report.times(FINDINGS, what, Times.of(20, RUNS, i -> findings(filter, sort)), GRID);
    }

    /** What the grid asks for when it is opened. */
    private void findings(Filter<FindingRow> filter, Sort sort) {
        Pageable page = PageRequest.of(0, PAGE, sort);
        services.findings().fetch(filter, page);
        services.findings().count(filter);
    }

    private void measureHistory() {
        List<String> items = Study.blank(LocalDate.now(Study.ZONE)).instances().stream()
                .filter(instance -> !instance.item().isFixed()).map(Casebook.Instance::exportName).toList();
        LargeStudy.signIn(LargeStudy.investigator());
        history("any item", i -> items.get(random.nextInt(items.size())));
        List<String> identity = Study.blank(LocalDate.now(Study.ZONE)).instances(IdentificationForm.FORM).stream()
                .filter(instance -> instance.item().isIdentity()).map(Casebook.Instance::exportName).toList();
        history("an item of identity, which is put on record", i -> identity.get(i % identity.size()));
        Map<Integer, String> changed = changeOften();
        LargeStudy.signIn(LargeStudy.investigator());
        history("an item that was changed %d times".formatted(OFTEN), changed::get, changed.size());
        statements("the history of an item", () -> services.history().of(LargeStudy.patient(0), changed.get(0)));
    }

    private void history(String what, Function<Integer, String> item) {
        history(what, item, LargeStudy.PATIENTS);
    }

    private void history(String what, Function<Integer, String> item, int patients) {
        report.times(HISTORY, what, Times.of(WARM_UP, RUNS, i -> services.history().of(LargeStudy.patient(i % patients),
                item.apply(i % patients))), ITEM);
    }

    /** An item of some patients, with many changes each. */
    private Map<Integer, String> changeOften() {
        Map<Integer, String> changed = new LinkedHashMap<>();
        for (int i = 0; i < 10; i++) {
            Typist typist = new Typist(casebooks, LargeStudy.investigator(LargeStudy.site(i)), LargeStudy.patient(i),
                    1_000 + i);
            String item = typist.corrections(10).getFirst().item();
            for (int change = 0; change < OFTEN; change++) {
                typist.save(List.of(typist.another(instance -> instance.exportName().equals(item)).orElseThrow()));
            }
            changed.put(i, item);
        }
        return changed;
    }

    private void measurePast() {
        LargeStudy.signIn(LargeStudy.investigator());
        report.times(PAST, "the casebook alone (`Casebooks.open` at a moment)", Times.of(WARM_UP, RUNS,
                i -> casebooks.open(LargeStudy.patient(i), past)), FORM);
        statements("a casebook as it was", () -> casebooks.open(LargeStudy.patient(0), past));
        String moment = LocalDateTime.ofInstant(past, Study.ZONE).toString();
        try (Window window = new Window(application, LargeStudy.investigator())) {
            for (String path : List.of("", "/diagnosis", "/visit")) {
                report.times(PAST, "as a page on the server: " + (path.isEmpty() ? "the overview" : path.substring(1)),
                        Times.of(WARM_UP, RUNS,
                                i -> window.open("patients/" + LargeStudy.patient(i) + path + "?at=" + moment)),
                        path.equals("/visit") ? new Target(150) : FORM);
            }
        }
    }

    private void measureRecords() {
        LargeStudy.signIn(LargeStudy.dataManager());
        records("the first page, without filter", Filter.all(), true);
        records("the oldest first", Filter.all(), false);
        recordFilters().forEach((what, filter) -> records("filtered by " + what, filter, true));
        statements("a page of audit records with its count", () -> records(Filter.all(), true));
        try (Window window = new Window(application, LargeStudy.dataManager())) {
            grid(window, RECORDS, "as a page on the server, without filter", "audit");
            grid(window, RECORDS, "as a page on the server, filtered", "audit?form=diagnosis&site=01&site=02");
        }
    }

    private static Map<String, Filter<AuditRecord>> recordFilters() {
        Filter<AuditRecord> none = Filter.all();
        LocalDate today = LocalDate.now(Study.ZONE);
        String form = Study.FORMS.getFirst().name();
        String item = form + "." + Study.FORMS.getFirst().items().getLast().name();
        Map<String, Filter<AuditRecord>> filters = new LinkedHashMap<>();
        filters.put("day", none.with(AuditColumns.AT, new Range<>(today.minusDays(1), today)));
        filters.put("a day without records",
                none.with(AuditColumns.AT, new Range<>(today.minusDays(9), today.minusDays(8))));
        filters.put("user", none.with(AuditColumns.USER, "inv17"));
        filters.put("role", none.with(AuditColumns.ROLE, Set.of("INVESTIGATOR")));
        filters.put("a role that did nothing", none.with(AuditColumns.ROLE, Set.of("MONITOR")));
        filters.put("site", none.with(AuditColumns.SITE, Set.of("01", "17")));
        filters.put("patient", none.with(AuditColumns.PATIENT, LargeStudy.patient(7)));
        filters.put("form", none.with(AuditColumns.FORM, Set.of(form)));
        filters.put("item", none.with(AuditColumns.ITEM, Set.of(item)));
        filters.put("value after", none.with(AuditColumns.NEW, text("rien de notable")));
        filters.put("a value that is nowhere", none.with(AuditColumns.NEW, text("nulle part")));
        filters.put("reason", none.with(AuditColumns.REASON, new AuditText("transcription", Set.of("transcription"),
                Set.of(Reason.Code.TRANSCRIPTION.key()), Map.of())));
        filters.put("act: finding justified", none.with(AuditColumns.ACT, Set.of(Act.FINDING_JUSTIFIED.name())));
        filters.put("act: answer", none.with(AuditColumns.ACT, Set.of(AuditColumns.ANSWER)));
        filters.put("a query that does not exist", none.with(AuditColumns.QUERY, 1L));
        filters.put("site, form and value", none.with(AuditColumns.SITE, Set.of("17")).with(AuditColumns.FORM, Set.of(form))
                .with(AuditColumns.NEW, text("2009")));
        return filters;
    }

    private static AuditText text(String typed) {
        return new AuditText(typed, Set.of(typed), Set.of(), Map.of());
    }

    private void records(String what, Filter<AuditRecord> filter, boolean newestFirst) {
        report.times(RECORDS, what, Times.of(5, RUNS / 2, i -> records(filter, newestFirst)), GRID);
    }

    private void records(Filter<AuditRecord> filter, boolean newestFirst) {
        services.records().fetch(filter, PageRequest.of(0, PAGE,
                newestFirst ? Sort.unsorted() : Sort.by(AuditColumns.AT.key())));
        services.records().count(filter, COUNTED);
    }

    private void grid(Window window, String table, String what, String address) {
        report.times(table, what, Times.of(20, RUNS, i -> window.openGrid(address)), GRID);
    }

    private void statements(String what, Runnable action) {
        sql.reset();
        action.run();
        report.value(STATEMENTS, what, sql.executed().size(), "", null);
    }
}
