package org.sivig.ecrf.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sivig.ecrf.ServiceTest;
import org.sivig.ecrf.account.Role;
import org.sivig.ecrf.benchmark.AnyAnswer;
import org.sivig.ecrf.casebook.Edit;
import org.sivig.ecrf.casebook.FindingColumns;
import org.sivig.ecrf.casebook.FindingList;
import org.sivig.ecrf.casebook.FindingRow;
import org.sivig.ecrf.casebook.FindingState;
import org.sivig.ecrf.casebook.LifeCycle;
import org.sivig.ecrf.casebook.SaveResult;
import org.sivig.ecrf.crf.Answer;
import org.sivig.ecrf.crf.Casebook;
import org.sivig.ecrf.crf.Completeness;
import org.sivig.ecrf.crf.MissingReason;
import org.sivig.ecrf.crf.PartialDate;
import org.sivig.ecrf.crf.Severity;
import org.sivig.ecrf.crf.YesNo;
import org.sivig.ecrf.data.ColumnCondition;
import org.sivig.ecrf.data.DataColumns;
import org.sivig.ecrf.data.DataGrid;
import org.sivig.ecrf.data.DataQuery;
import org.sivig.ecrf.list.Filter;
import org.sivig.ecrf.monitoring.MonitoringVisits;
import org.sivig.ecrf.query.Queries;
import org.sivig.ecrf.query.QueryAge;
import org.sivig.ecrf.query.QueryColumns;
import org.sivig.ecrf.query.QueryList;
import org.sivig.ecrf.query.QueryRow;
import org.sivig.ecrf.query.RaiseResult;
import org.sivig.ecrf.signal.Signals;
import org.sivig.ecrf.study.Casebooks;
import org.sivig.ecrf.study.IdentificationForm;
import org.sivig.ecrf.study.Study;
import org.sivig.ecrf.study.Visit;
import org.sivig.ecrf.study.VisitForm;
import org.sivig.ecrf.study.life.CasebookState;
import org.sivig.ecrf.study.life.QueryOutcome;
import org.sivig.ecrf.study.life.QueryState;
import org.sivig.ecrf.study.life.QueryStep;
import org.sivig.ecrf.study.life.Transition;
import org.sivig.ecrf.verification.SeenAnswer;
import org.sivig.ecrf.verification.Verifications;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.context.SecurityContextHolder;

/** Patients answered at random at sites 01 and 02, none at site 03. */
abstract class DashboardTest extends ServiceTest {

    private static final Set<String> ALL = Set.of();

    @Autowired
    private Dashboard dashboard;
    @Autowired
    private FindingList findings;
    @Autowired
    private Verifications verifications;
    @Autowired
    private Queries queries;
    @Autowired
    private QueryList list;
    @Autowired
    private DataGrid grid;
    @Autowired
    private MonitoringVisits visits;
    @Autowired
    private Signals signals;
    @Autowired
    private LifeCycle lifeCycle;

    private final Map<String, List<String>> numbers = new TreeMap<>();

    @BeforeEach
    void fill() {
        database.sql("insert into site (code, name) values ('03', 'Nantes')").update();
        for (int i = 0; i < 5; i++) {
            signIn(i % 2 == 0 ? CLAIRE : INES);
            String site = i % 2 == 0 ? "01" : "02";
            String number = casebooks.create(site);
            numbers.computeIfAbsent(site, code -> new ArrayList<>()).add(number);
            assertThat(casebooks.save(number, answers(i), null)).isInstanceOf(SaveResult.Saved.class);
        }
        signIn(viewer("dora", Role.DATA_MANAGER));
    }

    /** Some of what is asked, of a patient of whom some visits were not done and others never entered. */
    private static List<Edit> answers(int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        AnyAnswer any = new AnyAnswer(seed);
        Casebook casebook = Casebooks.blank();
        for (int round = 0; round < 3; round++) {
            for (Casebook.Instance instance : casebook.instances()) {
                boolean entered = !"m9".equals(instance.row().keys().get("visit"));
                if (entered && instance.answer().isBlank() && !instance.item().isFixed() && casebook.isAsked(instance)
                        && random.nextInt(3) == 0) {
                    casebook.put(instance, any.to(instance, casebook));
                }
            }
        }
        casebook.clearUnasked();
        return casebook.instances().stream().filter(i -> !i.answer().isBlank() && !i.item().isFixed())
                .map(i -> new Edit(i.exportName(), Answer.blank(), i.answer())).toList();
    }

    private static DashboardShare share(List<Casebook.Instance> instances, Casebook casebook) {
        DashboardShare share = DashboardShare.NONE;
        for (Casebook.Instance instance : instances) {
            MissingReason reason = instance.answer().missing();
            if (!instance.item().isOptional() && casebook.isAsked(instance)) {
                share = share.plus(new DashboardShare(1, reason == null || reason == MissingReason.NAP ? 0 : 1,
                        reason == MissingReason.NAP ? 1 : 0, instance.answer().isBlank() ? 1 : 0, 0));
            } else if (!instance.item().isOptional() && ((Visit) instance.row()).getVisitDone() == YesNo.NO
                    && instance.item() != VisitForm.VISIT_MISSING_REASON && isOf(instance.item().name(),
                            instance.row().key())) {
                share = share.plus(new DashboardShare(0, 0, 0, 0, 1));
            }
        }
        return share;
    }

    /** Signs of the lung are asked at M0, what became of them at the other visits. */
    private static boolean isOf(String item, String visit) {
        return Set.of("ggo", "fibrosis").contains(item) ? visit.equals("m0")
                : !Set.of("ggo_chg", "fibrosis_chg").contains(item) || !visit.equals("m0");
    }

    @Test
    void whatIsWithoutAValueIsWhatTheGridListsAtTheSameVisit() {
        DashboardVisits visits = dashboard.visits(ALL);
        for (String visit : List.of("m0", "m6", "m24")) {
            DashboardShare share = visits.byItem().get(VisitForm.MRSS).get(visit);
            DataQuery query = DataQuery.of(VisitForm.FORM)
                    .with(DataColumns.find(VisitForm.FORM, "row.visit").orElseThrow(),
                            new ColumnCondition.AnyOf(Set.of(visit)))
                    .with(DataColumns.find(VisitForm.FORM, "mrss").orElseThrow(), new ColumnCondition.WithoutValue());
            assertThat(grid.count(query)).as(visit).isEqualTo(share.withoutValue());
            assertThat(share.concerned() + share.notApplicable()).isEqualTo(visits.attendance().get(visit).patients());
        }
    }

    @Test
    void visitsAreMissingAsTheCasebooksSay() {
        DashboardVisits visits = dashboard.visits(ALL);

        assertThat(visits.bySite()).containsOnlyKeys("01", "02");
        DashboardShare missed = DashboardShare.NONE;
        for (Map.Entry<String, List<String>> site : numbers.entrySet()) {
            for (var visit : visits.bySite().get(site.getKey()).entrySet()) {
                DashboardShare expected = site.getValue().stream().map(this::read).map(casebook -> share(casebook
                        .instances(VisitForm.FORM).stream().filter(i -> i.row().key().equals(visit.getKey())).toList(),
                        casebook)).reduce(DashboardShare.NONE, DashboardShare::plus);
                assertThat(visit.getValue()).as(site.getKey() + " " + visit.getKey()).isEqualTo(expected);
                missed = missed.plus(expected);
            }
        }
        assertThat(missed.missing()).isPositive();
        assertThat(missed.blank()).isPositive();
        assertThat(missed.gone()).isPositive();
        assertThat(missed.notApplicable()).isPositive();
        List<Casebook> casebooks = numbers.values().stream().flatMap(List::stream).map(this::read).toList();
        assertThat(visits.byItem().keySet()).containsExactlyElementsOf(Dashboard.ITEMS);
        visits.byItem().forEach((item, byVisit) -> byVisit.forEach((visit, share) -> assertThat(share)
                .as(item + " " + visit).isEqualTo(casebooks.stream().map(casebook -> share(
                        List.of(casebook.instance(item.name() + "_" + visit)), casebook))
                        .reduce(DashboardShare.NONE, DashboardShare::plus))));
        assertThat(visits.byItem().get(VisitForm.GGO).get("m3")).as("asked at M0 only").isEqualTo(DashboardShare.NONE);
    }

    @Test
    void sitesStandWhereTheirCasebooksStand() {
        List<DashboardSite> sites = dashboard.sites(ALL);

        assertThat(sites).extracting(DashboardSite::code).containsExactly("01", "02", "03");
        assertThat(sites).extracting(DashboardSite::name).containsExactly("Brest", "Lille", "Nantes");
        assertThat(sites).extracting(DashboardSite::enrolled).containsExactly(3L, 2L, 0L);
        signIn(viewer("both", Role.INVESTIGATOR, "01", "02", "03")); // letters count, too
        for (DashboardSite site : sites) {
            Completeness expected = Completeness.sum(numbers.getOrDefault(site.code(), List.of()).stream()
                    .flatMap(number -> Study.completeness(read(number)).values().stream()).toList());
            assertThat(site.asked()).isEqualTo(expected.asked());
            assertThat(site.answered()).isEqualTo(expected.answered());
            Map<Severity, Long> open = new EnumMap<>(Severity.class);
            for (Severity severity : Severity.values()) {
                long count = findings.count(FindingColumns.open().with(FindingColumns.SITE, Set.of(site.code()))
                        .with(FindingColumns.SEVERITY, Set.of(severity)));
                if (count > 0) {
                    open.put(severity, count);
                }
            }
            assertThat(site.findings()).isEqualTo(open);
        }
        assertThat(sites.getFirst().findings()).isNotEmpty();
        assertThat(sites.getLast().patients()).isEmpty();
    }

    @Test
    void verifiedIsWhatTheVerificationsSay() {
        String number = numbers.get("01").getFirst();
        Casebook.Instance any = read(number).instances(VisitForm.FORM).stream()
                .filter(instance -> !instance.answer().isBlank()).findFirst().orElseThrow();
        signIn(MARC);
        verifications.verify(List.of(new SeenAnswer(number, any.exportName(), any.answer())));

        DashboardSite site = dashboard.sites(Set.of("01")).getFirst();
        assertThat(site.verified()).isEqualTo(1);
        assertThat(site.verifiable()).isEqualTo(numbers.get("01").stream().mapToLong(each -> read(each).instances()
                .stream().filter(i -> !i.answer().isBlank() && !i.item().isFixed()).count()).sum());
    }

    @Test
    void queriesThatWaitAreCountedByStateAndAgeAndAreThoseOfTheList() {
        String number = numbers.get("01").getFirst();
        List<String> items = asked(number);
        List<Long> raised = items.stream().limit(7).map(item -> raise(number, item)).toList();
        String other = numbers.get("02").getFirst();
        raise(other, asked(other).getFirst());
        queries.take(raised.get(5), 1, QueryStep.CLOSE, QueryOutcome.CONFIRMED, "");
        signIn(CLAIRE);
        queries.take(raised.get(4), 1, QueryStep.ANSWER, null, "!");
        queries.take(raised.get(6), 1, QueryStep.ANSWER, null, "!");
        queries.raise(number, items.get(7), "a note");
        signIn(viewer("stan", Role.STATISTICIAN));
        queries.raise(number, items.get(8), "a draft");
        signIn(viewer("dora", Role.DATA_MANAGER));
        LocalDate today = LocalDate.now(Study.ZONE);
        opened(raised.get(1), today.minusDays(7).atStartOfDay(Study.ZONE));
        opened(raised.get(2), today.minusDays(7).atStartOfDay(Study.ZONE).minusSeconds(1));
        opened(raised.get(3), today.minusDays(30).atStartOfDay(Study.ZONE));
        opened(raised.get(4), today.minusDays(30).atStartOfDay(Study.ZONE).minusSeconds(1));
        opened(raised.get(6), today.minusDays(300).atStartOfDay(Study.ZONE));

        DashboardQueries waiting = dashboard.queries(ALL);
        assertThat(waiting.bySite()).isEqualTo(Map.of(
                "01", Map.of(QueryState.OPEN, Map.of(QueryAge.WEEK, 2L, QueryAge.MONTH, 2L),
                        QueryState.ANSWERED, Map.of(QueryAge.OLDER, 2L)),
                "02", Map.of(QueryState.OPEN, Map.of(QueryAge.WEEK, 1L))));
        for (QueryState state : List.of(QueryState.OPEN, QueryState.ANSWERED)) {
            Filter<QueryRow> filter = Filter.<QueryRow>all().with(QueryColumns.STATE, Set.of(state));
            assertThat(waiting.count(state)).isEqualTo(list.count(filter));
            for (QueryAge age : QueryAge.values()) {
                Filter<QueryRow> aged = filter.with(QueryColumns.OPENED, age.days(waiting.today()));
                for (String site : List.of("01", "02", "03")) {
                    assertThat(waiting.count(site, state, age)).as(site + " " + state + " " + age)
                            .isEqualTo(list.count(aged.with(QueryColumns.SITE, Set.of(site))));
                }
            }
        }

        queries.take(raised.get(6), 2, QueryStep.SEND_BACK, null, "??");
        assertThat(dashboard.queries(Set.of("01")).bySite()).as("its age begins again").isEqualTo(Map.of("01", Map.of(
                QueryState.OPEN, Map.of(QueryAge.WEEK, 3L, QueryAge.MONTH, 2L),
                QueryState.ANSWERED, Map.of(QueryAge.OLDER, 1L))));
    }

    private List<String> asked(String number) {
        Casebook casebook = read(number);
        return casebook.instances().stream().filter(i -> casebook.isAsked(i) && !i.item().isFixed()
                && !i.item().isIdentity()).map(Casebook.Instance::exportName).toList();
    }

    private long raise(String number, String item) {
        return ((RaiseResult.Raised) queries.raise(number, item, "?")).query().number();
    }

    private void opened(long query, ZonedDateTime at) {
        database.sql("update query set opened_at = ? where number = ?").params(at.toOffsetDateTime(), query).update();
    }

    @Test
    void casebooksAreCountedInEachState() {
        database.sql("update patient set state = 'FROZEN', state_before = 'COMPLETE' where number = ?")
                .param(numbers.get("01").getFirst()).update();
        assertThat(dashboard.sites(Set.of("01"))).singleElement().satisfies(site -> assertThat(site.patients())
                .containsExactlyInAnyOrderEntriesOf(Map.of(CasebookState.IN_PROGRESS, 2L, CasebookState.FROZEN, 1L)));
    }

    @Test
    void whoWasRemovedFromTheStudyCountsNowhere() {
        Map<String, Object> without = everythingTold();
        signIn(CLAIRE);
        String twice = casebooks.create("01");
        assertThat(casebooks.save(twice, answers(0), null)).isInstanceOf(SaveResult.Saved.class);
        signIn(MARC);
        Casebook.Instance first = read(twice).instances().stream().filter(at -> !at.answer().isBlank() && !at.item().isFixed()
                && !at.item().isIdentity()).findFirst().orElseThrow();
        verifications.verify(List.of(new SeenAnswer(twice, first.exportName(), first.answer())));
        signIn(viewer("dora", Role.DATA_MANAGER));
        Map<String, Object> with = everythingTold();
        with.forEach((what, told) -> assertThat(told).as(what).isNotEqualTo(without.get(what)));
        lifeCycle.take(twice, Transition.REMOVE, "typed twice");
        everythingTold().forEach((what, told) -> assertThat(told).as(what).isEqualTo(without.get(what)));
        lifeCycle.take(twice, Transition.RESTORE, "no copy");
        everythingTold().forEach((what, told) -> assertThat(told).as(what).isEqualTo(with.get(what)));
    }

    /** What tells how many there are of anything. */
    private Map<String, Object> everythingTold() {
        Map<String, Object> told = new TreeMap<>(Map.of("sites", dashboard.sites(ALL), "entries", dashboard.entries(ALL), "visits",
                dashboard.visits(ALL), "verified", verifications.shares(), "verified by patient", verifications.patients("01"),
                "monitoring", visits.all(), "site", visits.figures("01"), "findings", findings.count(Filter.<FindingRow>all().with(FindingColumns.STATE, Set.of(FindingState.OPEN))),
                "signals", signals.report()));
        Study.FORMS.forEach(form -> {
            told.put("sums of " + form.name(), grid.summary(DataQuery.of(form)));
            told.put("rows of " + form.name(), grid.count(DataQuery.of(form)));
        });
        return told;
    }

    @Test
    void monthsBeginAsInTheZoneOfTheStudy() {
        List<String> moments = List.of("2026-03-31T21:59:59Z", "2026-03-31T22:00:00Z", "2026-01-01T00:00:00Z");
        for (int i = 0; i < moments.size(); i++) {
            database.sql("update patient set created_at = ? where number = ?").params(
                    OffsetDateTime.ofInstant(Instant.parse(moments.get(i)), ZoneOffset.UTC),
                    numbers.get("01").get(i)).update();
        }
        assertThat(dashboard.entries(Set.of("01"))).containsExactlyEntriesOf(new TreeMap<>(Map.of(
                YearMonth.of(2026, 1), 1L, YearMonth.of(2026, 3), 1L, YearMonth.of(2026, 4), 1L)));
        assertThat(dashboard.entries(Set.of("03"))).isEmpty();
        dashboard.entries(ALL).forEach((month, entered) -> {
            PartialDate days = new PartialDate(month.getYear(), month.getMonthValue(), null);
            assertThat(grid.count(DataQuery.of(IdentificationForm.FORM).with(DataColumns.find(IdentificationForm.FORM,
                    "patient.created").orElseThrow(), new ColumnCondition.Dates(days, days)))).as("%s", month).isEqualTo(entered);
        });
    }

    @ParameterizedTest
    @CsvSource({"INVESTIGATOR, 01, 01", "MONITOR, 02, 02", "MONITOR, 03, 03", "STATISTICIAN, 01, 01 02 03",
            "DATA_MANAGER, 01, 01 02 03", "ADMINISTRATOR, 01, ''"})
    void everyRoleSeesItsSitesAndNoOther(Role role, String assigned, String seen) {
        signIn(viewer("somebody", role, assigned));
        List<String> sites = seen.isEmpty() ? List.of() : List.of(seen.split(" "));
        for (Set<String> chosen : List.of(ALL, Set.of("01", "02", "03"))) {
            assertThat(dashboard.sites(chosen)).extracting(DashboardSite::code).isEqualTo(sites);
            assertThat(dashboard.visits(chosen).bySite().keySet())
                    .isEqualTo(Set.copyOf(sites.stream().filter(numbers::containsKey).toList()));
            assertThat(dashboard.entries(chosen).values().stream().mapToLong(n -> n).sum())
                    .isEqualTo(sites.stream().mapToInt(site -> numbers.getOrDefault(site, List.of()).size()).sum());
        }
        if (!sites.contains("01")) {
            assertThat(dashboard.sites(Set.of("01"))).isEmpty();
            assertThat(dashboard.visits(Set.of("01")).bySite()).isEmpty();
            assertThat(dashboard.entries(Set.of("01"))).isEmpty();
            assertThat(dashboard.queries(Set.of("01")).bySite()).isEmpty();
        }
    }

    @Test
    void whoIsNotSignedInSeesNothing() {
        SecurityContextHolder.clearContext();
        assertThatExceptionOfType(AccessDeniedException.class).isThrownBy(() -> dashboard.sites(ALL));
        assertThatExceptionOfType(AccessDeniedException.class).isThrownBy(() -> dashboard.visits(ALL));
        assertThatExceptionOfType(AccessDeniedException.class).isThrownBy(() -> dashboard.entries(ALL));
        assertThatExceptionOfType(AccessDeniedException.class).isThrownBy(() -> dashboard.queries(ALL));
    }

    @Test
    void aPictureCostsTheSameHoweverManySitesThereAre() {
        sql.reset();
        dashboard.visits(Set.of("01"));
        int one = sql.executed().size();
        sql.reset();
        dashboard.visits(ALL);
        assertThat(sql.executed()).hasSize(one);
    }
}
