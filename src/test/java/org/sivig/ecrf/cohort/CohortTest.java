package org.sivig.ecrf.cohort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.sivig.ecrf.ServiceTest;
import org.sivig.ecrf.account.Role;
import org.sivig.ecrf.casebook.Edit;
import org.sivig.ecrf.casebook.OpenCasebook;
import org.sivig.ecrf.casebook.SaveResult;
import org.sivig.ecrf.crf.Answer;
import org.sivig.ecrf.crf.Casebook;
import org.sivig.ecrf.crf.Code;
import org.sivig.ecrf.dashboard.Dashboard;
import org.sivig.ecrf.dashboard.DashboardShare;
import org.sivig.ecrf.data.CasebookCells;
import org.sivig.ecrf.data.DataCell;
import org.sivig.ecrf.data.DataColumn;
import org.sivig.ecrf.data.DataColumns;
import org.sivig.ecrf.data.DataGrid;
import org.sivig.ecrf.data.DataQuery;
import org.sivig.ecrf.data.DataRow;
import org.sivig.ecrf.data.DataSummary;
import org.sivig.ecrf.oracle.RandomBook;
import org.sivig.ecrf.score.Evaluable;
import org.sivig.ecrf.score.LungProgression;
import org.sivig.ecrf.score.Quantity;
import org.sivig.ecrf.score.SkinResponse;
import org.sivig.ecrf.score.Survival;
import org.sivig.ecrf.study.Derived;
import org.sivig.ecrf.study.DiagnosisForm;
import org.sivig.ecrf.study.IdentificationForm;
import org.sivig.ecrf.study.Patient;
import org.sivig.ecrf.study.VisitForm;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.access.AccessDeniedException;

/** The figures of the cohort, of patients made up by chance and of those of the contract’s examples. */
abstract class CohortTest extends ServiceTest {

    private static final int BOOKS = Integer.getInteger("cohort.books", 12);
    private static final long SEED = Long.getLong("cohort.seed", 4);
    private static final DataQuery ALL = DataQuery.of(IdentificationForm.FORM);

    @Autowired
    private Cohort cohort;
    @Autowired
    private DataGrid grid;
    @Autowired
    private Dashboard dashboard;

    private void storeBooksByChance() {
        for (int i = 0; i < BOOKS; i++) {
            signIn(i % 2 == 0 ? CLAIRE : INES);
            String number = casebooks.create(i % 2 == 0 ? "01" : "02");
            Casebook casebook = RandomBook.casebook(SEED * 1000 + i);
            casebook.clearUnasked();
            assertThat(casebooks.save(number, casebook.instances().stream().filter(each -> !each.answer().isBlank()
                    && !each.item().isFixed()).map(each -> new Edit(each.exportName(), Answer.blank(), each.answer())).toList(), null))
                    .isInstanceOf(SaveResult.Saved.class);
        }
        signInAsManager();
    }

    private static void signInAsManager() {
        signIn(viewer("dora", Role.DATA_MANAGER));
    }

    private String patient(String... answers) {
        signIn(CLAIRE);
        String number = casebooks.create("01");
        save(number, answers);
        return number;
    }

    private FigureContent figure(FigureKind kind, Choice choice) {
        return cohort.figure(kind, ALL, choice);
    }

    private static Cell cell(FigureContent content, String table, String line, String column) {
        FigureTable found = content.table(table);
        int at = found.columns().stream().map(Label::code).toList().indexOf(column);
        return found.lines().stream().filter(each -> each.label().code().equals(line)).findFirst().orElseThrow().cells().get(at);
    }

    private static int number(Cell cell, String part) {
        return ((Cell.Share) cell).why().stream().filter(each -> each.label().code().equals(part)).findFirst().orElseThrow()
                .count().patients();
    }

    // --- each number and its rows -----------------------------------------------------------------------------------

    /** Every choice that changes what a figure shows. */
    private static Stream<Choice> choices(FigureKind kind) {
        return switch (kind) {
            case STOP, AVAILABILITY -> Stream.of(Choice.START.withTests(true), Choice.START.withWholeVisit(true));
            case TRAJECTORIES -> Stream.concat(Trajectories.PANELS.stream().map(Choice.START::withSubject),
                    Stream.of(Choice.START.withSubject("crp").withSame(true)));
            default -> Stream.of(Choice.START);
        };
    }

    @Test
    void everyNumberLeadsToAsManyRows() {
        storeBooksByChance();
        Map<String, Long> counted = new LinkedHashMap<>();
        for (FigureKind kind : FigureKind.values()) {
            int some = 0;
            for (Choice choice : choices(kind).toList()) {
                FigureContent content = figure(kind, choice);
                assertThat(content.n()).isEqualTo(BOOKS);
            assertThat(content.few()).isFalse();
                for (FigureTable table : content.tables()) {
                    for (FigureTable.Line line : table.lines()) {
                        assertThat(line.cells()).as(table.name()).hasSameSizeAs(table.columns());
                        for (int i = 0; i < line.cells().size(); i++) {
                            some += leads(line.cells().get(i), kind + " " + choice + " " + table.name() + " " + line.label().code() + " "
                                    + table.columns().get(i).code(), counted);
                        }
                    }
                }
                for (Note note : content.notes()) {
                    some += leads(note.count(), kind + " note " + note.code(), counted);
                }
            }
            assertThat(some).as(kind + " tells of somebody").isPositive();
        }
    }

    /** @return how many numbers there are that lead to somebody */
    private int leads(Cell cell, String where, Map<String, Long> counted) {
        int some = 0;
        if (!(cell instanceof Cell.Probability) && (cell.rows() != null || cell.patients() > 0)) {
            assertThat(rows(cell.rows(), counted)).as(where + " " + cell).isEqualTo(Math.max(cell.patients(), 0));
            some++;
        }
        if (cell instanceof Cell.Share share) {
            assertThat(share.number()).as(where).isLessThanOrEqualTo(share.of());
            if (share.all() != null || share.why().isEmpty()) {
                assertThat(rows(share.all(), counted)).as(where + " of " + share).isEqualTo(share.of());
            }
            for (Cell.Part part : share.why()) {
                some += leads(part.count(), where + " " + part.label().code(), counted);
            }
        }
        return some;
    }

    private long rows(@Nullable DataQuery rows, Map<String, Long> counted) {
        return rows == null ? 0 : counted.computeIfAbsent(rows.address(),
                address -> grid.count(DataQuery.read(rows.form(), address).complete()));
    }

    @Test
    void thePartsOfAnAvailabilityAreEverybody() {
        storeBooksByChance();
        for (FigureTable.Line line : figure(FigureKind.AVAILABILITY, Choice.START).table("values").lines()) {
            for (Cell cell : line.cells()) {
                Cell.Share share = (Cell.Share) cell;
                assertThat(share.why().stream().mapToInt(part -> part.count().patients()).sum()).isEqualTo(BOOKS);
                assertThat(share.why().stream().filter(Cell.Part::counted).mapToInt(part -> part.count().patients()).sum())
                        .isEqualTo(share.of());
            }
        }
    }

    // --- the same numbers elsewhere ---------------------------------------------------------------------------------

    @Test
    void whatIsWithoutAValueIsWhatTheDashboardAndTheGridSay() {
        storeBooksByChance();
        FigureContent content = figure(FigureKind.AVAILABILITY, Choice.START);
        dashboard.visits(List.of()).byItem().forEach((item, byVisit) -> byVisit.forEach((visit, share) -> {
            if (!item.name().equals("visit_missing_reason") && !share.equals(DashboardShare.NONE)) {
                Cell.Share cell = (Cell.Share) cell(content, "values", item.name(), visit);
                assertThat(cell.of()).as(item + " " + visit).isEqualTo((int) share.concerned());
                assertThat(cell.of() - cell.number()).as(item + " " + visit).isEqualTo((int) share.withoutValue());
                DataColumn column = Columns.of(item, visit);
                DataSummary summary = grid.summary(ALL.withColumns(List.of(column))).getFirst();
                assertThat(cell.number()).as(item + " " + visit).isEqualTo((int) summary.values());
                assertThat(number(cell, "part.blank")).isEqualTo((int) summary.empty());
            }
        }));
    }

    @Test
    void mediansAndQuartilesAreThoseOfTheSummaryOfTheGrid() {
        storeBooksByChance();
        FigureContent content = figure(FigureKind.TRAJECTORIES, Choice.START.withSubject("fvc"));
        for (String visit : Columns.VISITS) {
            DataColumn column = Columns.column("visit.fvc@" + visit);
            DataSummary.Numbers numbers = grid.summary(ALL.withColumns(List.of(column))).getFirst().numbers();
            Cell cell = cell(content, "trajectories", "facet.all", visit);
            assertThat(cell == Cell.NONE).isEqualTo(numbers == null);
            if (numbers != null) {
                Cell.Median median = (Cell.Median) cell;
                assertThat(median.of().lower()).isCloseTo(numbers.lower().doubleValue(), within(0.0005));
                assertThat(median.of().median()).isCloseTo(numbers.median().doubleValue(), within(0.0005));
                assertThat(median.of().upper()).isCloseTo(numbers.upper().doubleValue(), within(0.0005));
            }
        }
    }

    @Test
    void whoRespondsIsWhatTheGridAndEachCasebookSay() {
        storeBooksByChance();
        FigureContent content = figure(FigureKind.RESPONDERS, Choice.START);
        List<Casebook> books = new ArrayList<>();
        grid.stream(ALL, row -> books.add(casebooks.open(row.patient()).casebook()));
        for (String visit : Columns.FOLLOW_UP) {
            agree(visit, "skin_response", SkinResponse.IMPROVED, cell(content, "responders.skin", visit, "column.improved"), books.stream()
                    .filter(book -> Derived.skinEvaluable(book) == Evaluable.YES));
            agree(visit, "lung_progression", LungProgression.PROGRESSION, cell(content, "responders.lung", visit, "column.progression"), books.stream()
                    .filter(book -> Derived.lungEvaluable(book) == Evaluable.YES));
        }
    }

    private void agree(String visit, String figure, Code code, Cell cell, Stream<Casebook> evaluable) {
        DataColumn column = Columns.figure(figure, visit);
        assertThat(grid.summary(ALL.withColumns(List.of(column))).getFirst().codes().get(code.code()).intValue()).as(figure + " " + visit)
                .isEqualTo(cell.patients());
        assertThat(evaluable.filter(book -> book.rows(VisitForm.FORM).stream().filter(row -> row.isAt("visit", visit))
                .anyMatch(row -> CasebookCells.figure((DataColumn.Computed) column, row, book) == code))).as(figure + " " + visit).hasSize(cell.patients());
    }

    @Test
    void whatIsApproximateIsWhatTheGridAndEachCasebookSay() {
        storeBooksByChance();
        List<DataColumn> dated = DataColumns.available(IdentificationForm.FORM).stream()
                .filter(column -> column instanceof DataColumn.Computed computed && computed.figure().dated()).toList();
        List<DataRow> rows = new ArrayList<>();
        grid.stream(ALL.withColumns(dated), rows::add);
        assertThat(rows.stream().flatMap(row -> row.cells().stream()).map(DataCell::approximate)).as("made by chance").contains(true, false);
        Map<String, DataRow> byNumber = new LinkedHashMap<>();
        rows.forEach(row -> {
            byNumber.put(row.patient(), row);
            signIn(row.site().equals("01") ? CLAIRE : INES);
            OpenCasebook open = casebooks.open(row.patient());
            CasebookCells computed = new CasebookCells(new Patient(row.patient(), row.site(), Instant.now(), "claire"), open.casebook());
            for (int i = 0; i < dated.size(); i++) {
                assertThat(row.cells().get(i).approximate()).as("%s of %s", dated.get(i), row.patient())
                        .isEqualTo(computed.cell(dated.get(i), null).approximate());
            }
            // what the page of the casebook shows
            assertThat(is(Derived.yearsOfRaynaud(open.casebook()))).isEqualTo(isIn(row, dated, "rp_dur"));
            assertThat(is(Derived.yearsSinceFirstSymptom(open.casebook()))).isEqualTo(isIn(row, dated, "dis_dur_nonrp"));
            assertThat(is(Derived.yearsSinceDiagnosis(open.casebook()))).isEqualTo(isIn(row, dated, "dis_dur_dx"));
            assertThat(is(open.age())).isEqualTo(isIn(row, dated, "age_ivig1"));
        });
        signInAsManager();
        assertThat(approximate(figure(FigureKind.TABLE1, Choice.START))).isEqualTo((int) rows.stream().filter(row ->
                Stream.of("age_ivig1", "dis_dur_dx", "dis_dur_nonrp", "rp_dur").anyMatch(name -> isIn(row, dated, name))).count());
        FigureContent stop = figure(FigureKind.STOP, Choice.START.withSubject("mrss"));
        List<Picture.Pair> pairs = ((Picture.Pairs) Objects.requireNonNull(stop.picture())).pairs();
        assertThat(pairs).isNotEmpty().allSatisfy(pair -> assertThat(pair.approximate()).as(pair.patient())
                .isEqualTo(isIn(Objects.requireNonNull(byNumber.get(pair.patient())), dated, "mrss_stop_visit")));
        assertThat(approximate(stop)).isEqualTo((int) pairs.stream().filter(Picture.Pair::approximate).count());
    }

    private static boolean is(@Nullable Quantity quantity) {
        return quantity != null && quantity.approximate();
    }

    private static boolean isIn(DataRow row, List<DataColumn> columns, String figure) {
        return row.cells().get(columns.indexOf(Columns.figure(figure))).approximate();
    }

    private static int approximate(FigureContent content) {
        return content.notes().stream().filter(note -> note.code().equals("approximate")).findFirst().orElseThrow().count().patients();
    }

    // --- the contract’s examples ------------------------------------------------------------------------------------

    @Test
    void theFlowTellsWhoIsExcludedAndWhatIsOpen() {
        patient("acr_valid=1", "ivig_2004_2014=1", "excl_replacement=0", "ivig1_start=2009-01-10", "visit_date_m0=2009-01-09",
                "visit_done_m3=0", "visit_missing_reason_m3=1", "visit_date_m6=?ND");
        patient("acr_valid=0", "ivig_2004_2014=0", "excl_replacement=1");
        patient("acr_valid=1", "excl_replacement=0");
        patient("acr_valid=0", "ivig_2004_2014=1", "excl_replacement=0");
        signInAsManager();
        FigureContent flow = cohort.figure(FigureKind.FLOW, Cohort.start(), Choice.START);

        assertThat(flow.population()).as("not narrowed to who is eligible").isEqualTo(ALL);
        Map<String, List<Integer>> numbers = new LinkedHashMap<>();
        flow.table("flow").lines().forEach(line -> numbers.computeIfAbsent(line.label().code(), code -> new ArrayList<>())
                .add(line.cells().getFirst().patients()));
        assertThat(numbers).containsEntry("flow.created", List.of(4)).containsEntry("flow.undetermined", List.of(1))
                .containsEntry("flow.not_eligible", List.of(2)).containsEntry("flow.eligible", List.of(1))
                .containsEntry("acr_valid", List.of(0, 2)).containsEntry("ivig_2004_2014", List.of(1, 1))
                .containsEntry("excl_replacement", List.of(0, 1)).containsEntry("flow.otherwise", List.of(1));
        assertThat(cell(flow, "flow.visits", "m0", "column.dated").patients()).isEqualTo(1);
        assertThat(number(cell(flow, "flow.visits", "m3", "column.dated"), "1")).isEqualTo(1);
        assertThat(number(cell(flow, "flow.visits", "m6", "column.dated"), "ND")).isEqualTo(1);
        assertThat(number(cell(flow, "flow.visits", "m9", "column.dated"), "part.blank")).isEqualTo(1);
    }

    @Test
    void whatIsNotKnownDoesNotHideWhatExcludes() {
        patient("acr_valid=?ND", "ivig_2004_2014=0");
        signInAsManager();
        FigureContent flow = figure(FigureKind.FLOW, Choice.START);
        assertThat(cell(flow, "flow", "flow.not_eligible", "column.patients").patients()).isEqualTo(1);
        assertThat(cell(flow, "flow", "flow.undetermined", "column.patients").patients()).isZero();
    }

    private void stopped(String start, String stop, String... more) {
        patient(Stream.concat(Stream.of("acr_valid=1", "ivig1_start=2009-01-10", "ivig1_end=2010-01-05",
                "visit_date_m0=2009-01-09", "visit_date_m12=2010-01-06", "cpk_m0=" + start, "cpk_m12=" + stop),
                Stream.of(more)).toArray(String[]::new));
    }

    @Test
    void stopIsComparedWithStartInPairs() {
        List.of("544,152", "2100,900", "95,80", "1200,1350", "330,210", "760,300").forEach(pair -> {
            String[] values = pair.split(",");
            stopped(values[0], values[1], "myalgia_m0=1", "myalgia_m12=" + (values[0].equals("95") ? "1" : "0"));
        });
        stopped("400", "20", "cpk_op_m12=lt");
        stopped("400", "20", "cpk_op_m0=gt");
        patient("ivig1_start=2009-01-10", "ivig1_ongo=1", "cpk_m0=100");
        patient("ivig1_start=2009-01-10", "ivig1_end=2011-06-01", "visit_date_m12=2010-01-06", "cpk_m0=100", "cpk_m12=3");
        patient("ivig1_start=2009-01-10", "ivig1_end=2010-01-05", "visit_date_m12=2010-01-06", "cpk_m12=3");
        patient("ivig1_start=2009-01-10", "ivig1_end=2010-01-05", "visit_date_m12=2010-01-06", "cpk_m0=3", "cpk_m12=?NF");
        signInAsManager();
        FigureContent content = figure(FigureKind.STOP, Choice.START.withTests(true).withSubject("cpk"));

        Cell.Share pairs = (Cell.Share) cell(content, "stop.numbers", "cpk", "column.pairs");
        assertThat(pairs.number()).isEqualTo(6);
        assertThat(pairs.of()).isEqualTo(12);
        assertThat(List.of("stop.no_end", "stop.no_visit", "stop.no_start", "stop.no_stop", "stop.censored")).extracting(
                part -> number(pairs, part)).containsExactly(1, 1, 1, 1, 2);
        assertThat(((Cell.Estimate) cell(content, "stop.numbers", "cpk", "column.difference")).value()).isEqualTo(-256);
        Cell.Probability p = (Cell.Probability) cell(content, "stop.numbers", "cpk", "column.p");
        assertThat(p.p()).isCloseTo(0.15625, within(1e-12));
        assertThat(p.exact()).isTrue();
        assertThat(((Cell.Probability) cell(content, "stop.answers", "myalgia", "column.p")).p()).isCloseTo(0.0625, within(1e-12));
        assertThat(cell(content, "stop.answers", "myalgia", "column.lost").patients()).isEqualTo(5);
        assertThat(((Picture.Pairs) Objects.requireNonNull(content.picture())).pairs()).hasSize(6);
        assertThat(figure(FigureKind.STOP, Choice.START).table("stop.numbers").columns()).extracting(Label::code)
                .as("nobody asked for it").doesNotContain("column.p");
    }

    @Test
    void respondersAreCountedAmongTheEvaluable() {
        for (String pair : List.of("20,14", "25,19", "20,15", "6,0", "8,", "24,30")) {
            String[] values = pair.split(",");
            patient(Stream.concat(Stream.of("ssc_type=3", "mrss_m0=" + values[0]),
                    values.length == 1 ? Stream.of() : Stream.of("mrss_m12=" + values[1])).toArray(String[]::new));
        }
        patient("ssc_type=2", "mrss_m0=20", "mrss_m12=2", "ild_hx=1", "fvc_m0=80", "fvc_m12=72", "cs_dose_m0=10", "cs_dose_m12=0");
        patient("mrss_m0=20", "mrss_m12=2", "ild_hx=1", "fvc_m0=80", "cs_dose_m0=0", "cs_dose_m12=0");
        signInAsManager();
        FigureContent content = figure(FigureKind.RESPONDERS, Choice.START);

        assertThat(Stream.of("evaluable", "with_value", "improved", "stable", "progression", "no_value").map(column ->
                cell(content, "responders.skin", "m12", "column." + column).patients())).containsExactly(5, 4, 1, 2, 1, 1);
        Cell.Share ofValue = (Cell.Share) cell(content, "responders.skin", "m12", "column.improved_of_value");
        assertThat(100 * ofValue.interval().low()).isCloseTo(4.6, within(0.05));
        assertThat(100 * ofValue.interval().high()).isCloseTo(69.9, within(0.05));
        Cell.Share ofAll = (Cell.Share) cell(content, "responders.skin", "m12", "column.improved_of_evaluable");
        assertThat(100 * ofAll.interval().rate()).isEqualTo(20);
        assertThat(100 * ofAll.interval().high()).isCloseTo(62.4, within(0.05));
        assertThat(Stream.of("evaluable", "with_value", "progression").map(column ->
                cell(content, "responders.lung", "m12", "column." + column).patients())).containsExactly(2, 1, 1);
        assertThat(Stream.of("on_steroids", "with_value", "free").map(column ->
                cell(content, "responders.steroids", "m12", "column." + column).patients())).containsExactly(1, 1, 1);
        assertThat(((Picture.Waterfall) Objects.requireNonNull(content.picture())).bars()).extracting(Picture.Bar::delta)
                .containsExactly(6, -5, -6, -6);
        assertThat(content.notes().getFirst()).extracting(note -> note.count().patients()).as("of unknown type").isEqualTo(1);
    }

    @Test
    void aCourseEndsForAReasonOrGoesOnUntilTheLastNews() {
        LocalDate start = LocalDate.of(2009, 1, 1);
        for (String each : List.of("1,failure", "3,success", "3,", "6,failure", "6,success", "9,", "12,success", "15,", "18,oth",
                "24,")) {
            String[] parts = each.split(",");
            LocalDate until = start.plusDays(Math.round(Integer.parseInt(parts[0]) * 30.4375));
            patient(Stream.concat(Stream.of("ivig1_start=" + start), parts.length == 1
                    ? Stream.of("ivig1_ongo=1", "last_news_date=" + until)
                    : Stream.of("ivig1_end=" + until, "ivig1_stop=" + parts[1])).toArray(String[]::new));
        }
        patient("ivig1_start=2009-01-01");
        patient("ivig1_start=2009-01-01", "ivig1_ongo=1");
        patient("ivig1_end=2010-01-01");
        signInAsManager();
        FigureContent content = figure(FigureKind.CONTINUATION, Choice.START);

        Survival<StopCause> survival = ((Picture.Curve) Objects.requireNonNull(content.picture())).survival();
        assertThat(survival.steps()).extracting(step -> Math.round(step.survival() * 10_000) / 10_000.0)
                .containsExactly(0.9, 0.8, 0.5714, 0.4286, 0.2143);
        assertThat(survival.median()).isCloseTo(12, within(0.02));
        assertThat(survival.steps().getLast().incidence().get(StopCause.SUCCESS)).isCloseTo(0.3571, within(0.00005));
        assertThat(((Cell.Estimate) cell(content, "continuation.months", "24", "column.continuing")).low())
                .isCloseTo(0.0129, within(0.00005));
        assertThat(cell(content, "continuation.months", "9", "column.at_risk").patients()).isEqualTo(5);
        assertThat(content.notes()).extracting(Note::code, note -> note.count().patients()).contains(tuple("unstarted", 1),
                tuple("end_unknown", 1), tuple("news_unknown", 1), tuple("several_reasons", 0));
    }

    @Test
    void ofSeveralReasonsOneCountsAndADeathOnTreatmentIsOne() {
        patient("ivig1_start=2009-01-01", "ivig1_end=2010-01-01", "ivig1_stop=success,failure,oth");
        patient("ivig1_start=2009-01-01", "ivig1_end=2010-01-01", "ivig1_stop=success,ae");
        patient("ivig1_start=2009-01-01", "ivig1_ongo=1", "death=1", "death_date=2009-06", "last_news_date=2009-06");
        patient("ivig1_start=2009-01-01", "ivig1_end=2008-01-01");
        signInAsManager();
        FigureContent content = figure(FigureKind.CONTINUATION, Choice.START);
        assertThat(Stream.of("death", "ae", "failure", "success", "other", "unknown").map(cause ->
                cell(content, "continuation", "stop_cause_" + cause, "column.patients").patients())).containsExactly(1, 1, 1, 0, 0, 1);
        assertThat(((Picture.Curve) Objects.requireNonNull(content.picture())).survival().steps().getFirst().time())
                .as("an end before the start is none before it").isZero();
    }

    @Test
    void tablesLeaveOutOfTheDenominatorWhatIsNotKnown() {
        patient("ssc_type=3", "sex=F", "ana=1", "ab=topo1", "ph=none", "pre_any=1", "pre_ocs_given=1", "pre_mpiv_given=0",
                "pre_cyciv_given=0", "pre_cycpo_given=0", "pre_mtx_given=0", "pre_aza_given=0", "pre_mmf_given=0", "pre_rtx_given=0",
                "pre_csa_given=0", "pre_dpen_given=0", "ivig1_dose=3", "ivig1_dose_gkg=2", "minor_rx=1", "mrx=headache",
                "ivig1_brand=privigen + Octagam");
        patient("ssc_type=2", "sex=M", "ana=0", "ph=grp1,grp2", "pre_any=1", "pre_oth1_spec=thalidomide", "ivig1_dose=3", "minor_rx=0",
                "severe_rx=1", "srx=vte", "ivig1_brand=Privigen");
        patient("sex=?ND", "ana=1", "ab=?ND", "ph=?NF", "pre_any=0", "ivig1_dose=1", "minor_rx=1", "ivig1_brand=Nom inconnu");
        signInAsManager();
        FigureContent table = figure(FigureKind.TABLE1, Choice.START);
        assertThat(List.of("table1.women", "ab_topo1", "ph", "ph_grp1", "table1.prior", "table1.prior_steroids_only",
                "table1.prior_immunosuppressant", "table1.two_grams").stream().map(line -> cell(table, "table1", line, "column.all"))
                .map(cell -> ((Cell.Share) cell).number() + "/" + ((Cell.Share) cell).of()))
                .containsExactly("1/2", "1/2", "1/2", "1/2", "2/3", "1/3", "1/3", "2/2");
        FigureContent tolerance = figure(FigureKind.TOLERANCE, Choice.START);
        assertThat(List.of("minor_rx", "mrx_headache", "mrx_evo_first", "severe_rx", "srx_vte").stream().map(line ->
                cell(tolerance, "tolerance", line, "column.all"))
                .map(cell -> ((Cell.Share) cell).number() + "/" + ((Cell.Share) cell).of()))
                .containsExactly("2/3", "1/2", "0/0", "1/1", "1/1");
        assertThat(((Cell.Share) cell(tolerance, "tolerance", "minor_rx", "Privigen")).of()).as("written first, in any case").isEqualTo(2);
        assertThat(tolerance.table("tolerance.severe").lines()).hasSize(1);
        assertThat(tolerance.telling(5).table("tolerance.severe").lines()).isEmpty();
    }

    // --- odd populations --------------------------------------------------------------------------------------------

    @Test
    void nobodyAndSomebodyOfWhomNothingIsKnownAreShownAsTheyAre() {
        signInAsManager();
        for (FigureKind kind : FigureKind.values()) {
            for (Choice choice : choices(kind).toList()) {
                assertThat(figure(kind, choice).n()).isZero();
            }
        }
        patient();
        signInAsManager();
        for (FigureKind kind : FigureKind.values()) {
            for (Choice choice : choices(kind).toList()) {
                assertThat(figure(kind, choice).n()).isEqualTo(1);
            }
        }
    }

    @Test
    void whatIsGivenBesideReachesToItsEndOrWhileItGoesOnToTheLastNews() {
        patient("ivig1_start=2009-01-01", "last_news_date=2010-01-01", "c1_ocs_given=1", "c1_ocs_start=2009-01-01", "c1_ocs_ongo=1",
                "c1_mtx_given=1", "c1_mtx_start=2009-01-01", "c1_mtx_end=2009-07-01", "c1_aza_given=1", "c1_aza_start=2009-01-01",
                "c1_mmf_given=1", "c1_mmf_end=2009-07-01", "c1_oth1_spec=tocilizumab", "c1_oth1_start=2009-07-01");
        signInAsManager();
        Picture.Lane lane = ((Picture.Lanes) Objects.requireNonNull(figure(FigureKind.SWIMMER, Choice.START).picture())).lanes()
                .getFirst();
        Map<String, @Nullable Double> until = new HashMap<>();
        lane.treatments().forEach(treatment -> {
            Picture.Mark end = treatment.span().until(lane.lastNews());
            until.put(treatment.drug(), end == null ? null : end.middle());
        });
        Map<String, @Nullable Double> expected = new HashMap<>(Map.of("ocs", 365 / 30.4375, "mtx", 181 / 30.4375));
        expected.put("aza", null);
        expected.put("tocilizumab", null);
        assertThat(until).as("from a start that is known").isEqualTo(expected);
    }

    @Test
    void whoHasAPartialDateAnywhereInTheirLaneIsCountedAsApproximate() {
        patient("ivig1_start=2009-01-01", "ivig1_end=2010-01-01", "c1_mtx_given=1", "c1_mtx_start=2009-03-01", "c1_mtx_end=2009-07-01",
                "visit_date_m6=2009-07-01", "last_news_date=2010-01-01");
        for (String partial : List.of("c1_mtx_start=2009", "visit_date_m3=2009-04", "last_news_date=2011", "ivig2_start=2010-02")) {
            patient("ivig1_start=2009-01-01", "ivig2_done=1", "c1_mtx_given=1", partial);
        }
        signInAsManager();
        assertThat(approximate(figure(FigureKind.SWIMMER, Choice.START))).isEqualTo(4);
    }

    @Test
    void onlyYearsASecondCourseBeforeTheFirstAndVisitsBeforeTheirTimeAreDrawnWhereTheyAre() {
        patient("ivig1_start=2009", "ivig1_end=2008", "ivig2_done=1", "ivig2_start=2007", "ivig2_end=2008-03", "visit_date_m0=2009",
                "visit_date_m3=2008", "mrss_m0=10", "mrss_m3=10", "mrss_m6=4", "death=1", "death_date=2008", "last_news_date=2007");
        signInAsManager();
        for (FigureKind kind : FigureKind.values()) {
            for (Choice choice : choices(kind).toList()) {
                assertThat(figure(kind, choice).n()).isEqualTo(1);
            }
        }
        Picture.Lane lane = ((Picture.Lanes) Objects.requireNonNull(figure(FigureKind.SWIMMER, Choice.START).picture())).lanes()
                .getFirst();
        assertThat(lane.courses()).extracting(Picture.Course::number).containsExactly(1, 2);
        assertThat(Objects.requireNonNull(lane.courses().getLast().span().from()).middle()).isNegative();
        assertThat(Objects.requireNonNull(lane.courses().getFirst().span().to()).isApproximate()).isTrue();
        Picture.Paths paths = (Picture.Paths) Objects.requireNonNull(figure(FigureKind.TRAJECTORIES, Choice.START).picture());
        assertThat(paths.lines().getFirst().runs()).hasSize(1).first().satisfies(run -> assertThat(run)
                .as("M6 has no date").extracting(Picture.Point::visit).containsExactly("m0", "m3"));
        assertThat(paths.lines().getFirst().runs().getFirst()).allMatch(Picture.Point::approximate);
    }

    @Test
    void whereEveryValueIsOnlyALimitThereIsNoMedianAndNoPair() {
        for (int i = 0; i < 3; i++) {
            patient("ivig1_start=2009-01-10", "ivig1_end=2010-01-05", "visit_date_m0=2009-01-09", "visit_date_m12=2010-01-06", "crp_m0=4", "crp_op_m0=lt",
                    "crp_m12=4", "crp_op_m12=lt");
        }
        signInAsManager();
        FigureContent paths = figure(FigureKind.TRAJECTORIES, Choice.START.withSubject("crp"));
        assertThat(cell(paths, "trajectories", "facet.all", "m0")).isEqualTo(Cell.NONE);
        assertThat(((Picture.Paths) Objects.requireNonNull(paths.picture())).lines()).hasSize(3)
                .allSatisfy(line -> assertThat(line.runs().stream().flatMap(List::stream)).hasSize(2).allMatch(Picture.Point::censored));
        assertThat(paths.notes()).extracting(Note::code, note -> note.count().patients()).contains(tuple("censored", 3));
        FigureContent availability = figure(FigureKind.AVAILABILITY, Choice.START);
        assertThat(number(cell(availability, "values", "crp", "m0"), "part.censored")).isEqualTo(3);
        assertThat(number(cell(availability, "values", "crp", "m0"), "part.value")).isZero();
        assertThat(((Cell.Share) cell(availability, "pairs", "crp", "m12")).of()).isZero();
        FigureContent stop = figure(FigureKind.STOP, Choice.START.withTests(true).withSubject("crp"));
        assertThat(number(cell(stop, "stop.numbers", "crp", "column.pairs"), "stop.censored")).isEqualTo(3);
        assertThat(List.of("start_mean", "stop_mean", "difference", "p").stream().map(column -> cell(stop, "stop.numbers", "crp", "column." + column)))
                .allMatch(Cell.NONE::equals);
    }

    @Test
    void aDateThatIsYearsOffIsNotDrawnAndSaid() {
        patient("ivig1_start=2009-01-10", "visit_date_m0=2009-01-09", "mrss_m0=10", "visit_date_m3=1999-04-10", "mrss_m3=12");
        signInAsManager();
        FigureContent paths = figure(FigureKind.TRAJECTORIES, Choice.START);
        assertThat(paths.notes()).extracting(Note::code, note -> note.count().patients()).contains(tuple("far", 1));
        assertThat(((Cell.Median) cell(paths, "trajectories", "facet.all", "m3")).of().median()).as("medians go by visit").isEqualTo(12);
    }

    // --- who may be told what ---------------------------------------------------------------------------------------

    @Test
    void cellsOfFewPatientsDoNotLeaveTheSystemUnlessOneWatchesOverTheData() {
        for (int i = 0; i < 5; i++) {
            patient(i == 0 ? new String[] {"mrss_m0=7", "mrss_m3=8"} : new String[] {"mrss_m0=7"});
        }
        assertThat(cohort.least()).isEqualTo(5);
        FigureContent told = figure(FigureKind.AVAILABILITY, Choice.START).telling(cohort.least());
        assertThat(cell(told, "values", "mrss", "m3")).isEqualTo(Cell.FEW);
        Cell.Share whole = (Cell.Share) cell(told, "values", "mrss", "m0");
        assertThat(whole.number()).isEqualTo(5);
        assertThat(whole.why().stream().filter(part -> part.label().code().equals("part.blank")).findFirst().orElseThrow().count())
                .isEqualTo(Cell.FEW);
        assertThat(Stream.of(Role.DATA_MANAGER, Role.STATISTICIAN, Role.MONITOR).map(role -> {
            signIn(viewer("x", role, "01"));
            return cohort.least();
        })).containsExactly(0, 0, 5);
    }

    @Test
    void numbersOfAllSitesLeadNowhereAndNameNobody() {
        storeBooksByChance();
        for (FigureKind kind : FigureKind.values()) {
            FigureContent content = cohort.figureOfStudy(kind, ALL, Choice.START);
            assertThat(content.n()).isEqualTo(BOOKS);
            assertThat(content.few()).isFalse();
            assertThat(content.tables().stream().flatMap(table -> table.lines().stream()).flatMap(line -> line.cells().stream()))
                    .allMatch(cell -> cell.rows() == null && (cell.patients() < 0 || cell.patients() >= 5));
            assertThat(switch (content.picture()) {
                case Picture.Paths paths -> paths.lines();
                case Picture.Curve curve -> curve.censored();
                case null -> List.of();
                default -> List.of(content.picture());
            }).as("nobody is drawn").isEmpty();
        }
        FigureContent one = cohort.figureOfStudy(FigureKind.TABLE1, DataQuery.read(IdentificationForm.FORM, "patient.number=~SIV-01-001")
                .complete(), Choice.START);
        assertThat(one.few()).as("one patient is not a number to be told").isTrue();
        signIn(CLAIRE);
        assertThat(cohort.isToldOfStudy()).as("the study does not allow it").isFalse();
        assertThatExceptionOfType(AccessDeniedException.class).isThrownBy(() ->
                cohort.figureOfStudy(FigureKind.FLOW, ALL, Choice.START));
    }

    @Test
    void onlyGridsOfPatientsAreAsked() {
        assertThatIllegalArgumentException().isThrownBy(() -> cohort.figure(FigureKind.FLOW, DataQuery.of(DiagnosisForm.FORM),
                Choice.START));
    }
}
