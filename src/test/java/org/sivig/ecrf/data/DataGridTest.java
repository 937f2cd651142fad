package org.sivig.ecrf.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sivig.ecrf.ServiceTest;
import org.sivig.ecrf.account.Role;
import org.sivig.ecrf.account.Viewer;
import org.sivig.ecrf.benchmark.AnyAnswer;
import org.sivig.ecrf.casebook.Edit;
import org.sivig.ecrf.casebook.SaveResult;
import org.sivig.ecrf.crf.Answer;
import org.sivig.ecrf.crf.Casebook;
import org.sivig.ecrf.crf.Code;
import org.sivig.ecrf.crf.Form;
import org.sivig.ecrf.crf.MissingReason;
import org.sivig.ecrf.crf.PartialDate;
import org.sivig.ecrf.query.Queries;
import org.sivig.ecrf.score.Evaluable;
import org.sivig.ecrf.score.SkinResponse;
import org.sivig.ecrf.study.CasebookRow;
import org.sivig.ecrf.study.DiagnosisForm;
import org.sivig.ecrf.study.IdentificationForm;
import org.sivig.ecrf.study.Patient;
import org.sivig.ecrf.study.PriorTreatmentForm;
import org.sivig.ecrf.study.Study;
import org.sivig.ecrf.study.VisitForm;
import org.sivig.ecrf.study.life.QueryOutcome;
import org.sivig.ecrf.study.life.QueryStep;
import org.sivig.ecrf.verification.SeenAnswer;
import org.sivig.ecrf.verification.Verifications;
import org.springframework.beans.factory.annotation.Autowired;

/** Patients made up by chance, and queries too: compared with {@link Evaluator}. */
abstract class DataGridTest extends ServiceTest {

    private static final int PATIENTS = 9;
    private static final int QUERIES = Integer.getInteger("grid.queries", 250);
    private static final long SEED = Long.getLong("grid.seed", 5);
    private static final Viewer ALL = viewer("datamanager", Role.DATA_MANAGER);
    private static final List<String> FURTHER = List.of("pre_mtx_e2_given", "pre_oth12_spec", "c1_ocs_e2_given",
            "c2_oth5_spec", "ivig3_start", "c3_mtx_given");

    @Autowired
    private DataGrid grid;
    @Autowired
    private Queries queries;
    @Autowired
    private Verifications verifications;

    private final Map<String, Casebook> books = new TreeMap<>();
    private final Map<DataMarks, Set<String>> marks = new EnumMap<>(DataMarks.class);
    private Random random = new Random(SEED);
    private Evaluator evaluator;

    @BeforeEach
    void makeUpPatients() {
        random = new Random(SEED);
        Stream.of(DataMarks.values()).forEach(mark -> marks.put(mark, new HashSet<>()));
        database.sql("insert into site (code, name) values ('03', 'Nantes')").update();
        for (int i = 0; i < PATIENTS; i++) {
            String site = "0" + (i % 3 + 1);
            signIn(viewer("inv" + site, Role.INVESTIGATOR, site));
            String number = casebooks.create(site);
            if (i > 2) { // of some nothing is stored
                assertThat(casebooks.save(number, answers(i), null)).isInstanceOf(SaveResult.Saved.class);
            } else {
                assertThat(casebooks.save(number, edits(read(number), "ref_physician=Dr " + i), null))
                        .isInstanceOf(SaveResult.Saved.class);
            }
            books.put(number, read(number));
        }
        database.sql("""
                select p.number || ' ' || f.form || '/' || f.row_key || '/' || f.item from finding f
                join patient p on p.id = f.patient_id where f.state <> 'RESOLVED' and f.severity <> 'INFO'
                """).query(String.class).list().forEach(marks.get(DataMarks.FINDING)::add);
        evaluator = new Evaluator(books, (mark, patient, place) -> marks.get(mark).contains(patient + " " + place));
        signIn(ALL);
    }

    private List<Edit> answers(int seed) {
        AnyAnswer any = new AnyAnswer(SEED + seed);
        Casebook casebook = Study.blank(LocalDate.now(Study.ZONE));
        casebook.row(IdentificationForm.FORM).setPatient(new Patient("", "", Instant.EPOCH, ""));
        FURTHER.stream().filter(name -> random.nextInt(3) > 0).forEach(casebook::reach);
        for (int round = 0; round < 3; round++) {
            for (Casebook.Instance instance : casebook.instances()) {
                if (instance.answer().isBlank() && !instance.item().isFixed() && casebook.isAsked(instance)
                        && random.nextInt(10) < 6) {
                    casebook.put(instance, any.to(instance, casebook));
                }
            }
        }
        casebook.clearUnasked();
        return casebook.instances().stream().filter(i -> !i.answer().isBlank() && !i.item().isFixed())
                .map(i -> new Edit(i.exportName(), Answer.blank(), i.answer())).toList();
    }

    /** Queries in every state and verifications, by chance, at some items of every patient. */
    private void markSome() {
        books.forEach((number, casebook) -> {
            List<Casebook.Instance> asked = casebook.instances().stream()
                    .filter(each -> !each.item().isFixed() && !each.item().isIdentity() && casebook.isAsked(each)).toList();
            List<Casebook.Instance> queried = asked.stream().filter(each -> random.nextInt(6) == 0).toList();
            List<Long> raised = queries.raiseAll(queried.stream()
                    .map(each -> new Queries.Spot(number, each.exportName())).toList(), "?").numbers();
            assertThat(raised).hasSameSizeAs(queried);
            for (int i = 0; i < raised.size(); i++) {
                if (i < 6 && i % 2 == 0) {
                    queries.take(raised.get(i), 1, QueryStep.CLOSE, QueryOutcome.CONFIRMED, "");
                } else {
                    mark(DataMarks.QUERY, number, queried.get(i));
                }
            }
            signIn(viewer("inv", Role.INVESTIGATOR, "01", "02", "03"));
            queries.take(raised.get(1), 1, QueryStep.ANSWER, null, "!");
            queries.raise(number, "ana", "a note");
            signIn(viewer("stan", Role.STATISTICIAN));
            queries.raise(number, "sex", "a draft");
            signIn(viewer("monitor", Role.MONITOR, "01", "02", "03"));
            List<SeenAnswer> seen = asked.stream().filter(each -> !each.answer().isBlank() && random.nextBoolean())
                    .map(each -> new SeenAnswer(number, each.exportName(), each.answer())).toList();
            verifications.verify(seen).done().forEach(each ->
                    mark(DataMarks.VERIFIED, number, casebook.instance(each.item())));
            signIn(ALL);
        });
    }

    private void mark(DataMarks mark, String number, Casebook.Instance at) {
        marks.get(mark).add(number + " " + at.form().name() + "/" + at.row().key() + "/" + at.item().name());
    }

    // --- made up by chance ------------------------------------------------------------------------------------------

    private <T> T oneOf(List<? extends T> all) {
        return all.get(random.nextInt(all.size()));
    }

    private DataColumn anyColumn(Form<? extends CasebookRow> form) {
        List<DataColumn> all = random.nextInt(3) == 0 ? DataColumns.available(form) : DataColumns.of(form);
        DataColumn column = oneOf(all);
        return Set.of("patient.completeness", "patient.verified", "patient.created").contains(column.id())
                ? anyColumn(form) : column;
    }

    private ColumnCondition anyTest(DataColumn column) {
        List<ColumnCondition> tests = new ArrayList<>(List.of(new ColumnCondition.Empty(), new ColumnCondition.HasValue(),
                new ColumnCondition.WithoutValue(), new ColumnCondition.NoValue(),
                new ColumnCondition.Missing(Set.of()), new ColumnCondition.Missing(Set.of(oneOf(List.of(MissingReason.values())))),
                new ColumnCondition.HasFinding(), new ColumnCondition.HasQuery(), new ColumnCondition.Verified(),
                new ColumnCondition.NotVerified(), new ColumnCondition.ToVerify(), new ColumnCondition.NoFinding(), new ColumnCondition.NoQuery(),
                new ColumnCondition.ChangedSince(LocalDate.now(Study.ZONE).plusDays(oneOf(List.of(-3, -1, 3, 5)))),
                new ColumnCondition.Contains(oneOf(List.of("e", "A", "fict", "%", "_", "1")))));
        Form<? extends CasebookRow> form = DataColumns.form(column.grid());
        List<Object> values = evaluator.lines(DataQuery.of(form)).stream().map(line -> evaluator.value(line, column))
                .filter(Objects::nonNull).toList();
        if (!values.isEmpty()) {
            Object one = oneOf(values);
            Object other = oneOf(values);
            switch (one) {
                case Number number -> {
                    BigDecimal from = new BigDecimal(number.toString());
                    BigDecimal to = new BigDecimal(other.toString());
                    add(tests, new ColumnCondition.Numbers(from.min(to), from.max(to)));
                    add(tests, new ColumnCondition.Numbers(from, null));
                    add(tests, new ColumnCondition.Numbers(null, from));
                    add(tests, new ColumnCondition.Numbers(from, from));
                }
                case PartialDate date -> {
                    add(tests, new ColumnCondition.Dates(date, null));
                    add(tests, new ColumnCondition.Dates(null, date));
                    add(tests, new ColumnCondition.Dates(date, date));
                    add(tests, new ColumnCondition.Dates(PartialDate.of(date.year()), PartialDate.of(date.year() + 1)));
                    add(tests, new ColumnCondition.Dates(new PartialDate(date.year(), 6, 15), null));
                    add(tests, new ColumnCondition.Dates(null, new PartialDate(date.year(), 6, null)));
                }
                case Code code -> {
                    add(tests, new ColumnCondition.AnyOf(Set.of(code.code())));
                    add(tests, new ColumnCondition.NoneOf(Set.of(code.code())));
                    add(tests, new ColumnCondition.AnyOf(Set.copyOf(List.of(code.code(), ((Code) other).code()))));
                }
                case Set<?> chosen -> {
                    Set<String> codes = chosen.stream().map(each -> ((Code) each).code())
                            .collect(Collectors.toCollection(LinkedHashSet::new));
                    add(tests, new ColumnCondition.AnyOf(codes));
                    add(tests, new ColumnCondition.AllOf(codes));
                    add(tests, new ColumnCondition.NoneOf(codes));
                }
                default -> {
                    add(tests, new ColumnCondition.AnyOf(Set.copyOf(List.of(one.toString(), other.toString()))));
                    add(tests, new ColumnCondition.Contains(one.toString().substring(one.toString().length() / 2)));
                }
            }
        }
        for (ColumnCondition.Relation relation : ColumnCondition.Relation.values()) {
            tests.add(new ColumnCondition.Compared(relation, anyColumn(form)));
        }
        return oneOf(tests.stream().filter(test -> test.suits(column)).toList());
    }

    /** Those of values as often as all others. */
    private static void add(List<ColumnCondition> tests, ColumnCondition test) {
        tests.add(test);
        tests.add(test);
    }

    private DataQuery anyQuery(Form<? extends CasebookRow> form) {
        DataQuery query = new DataQuery(form, IntStream.range(0, 6).mapToObj(i -> anyColumn(form)).toList(), List.of(),
                random.nextBoolean() ? null : sortable(form), random.nextBoolean());
        for (int i = random.nextInt(3); i >= 0; i--) {
            DataColumn column = anyColumn(form);
            query = query.with(column, anyTest(column));
        }
        return query;
    }

    /** The order of texts is the database's own. */
    private DataColumn sortable(Form<? extends CasebookRow> form) {
        DataColumn column = anyColumn(form);
        return switch (column.type()) {
            case TEXT, LONG_TEXT, MULTI_CHOICE -> sortable(form);
            default -> column;
        };
    }

    private static List<String> places(List<DataRow> rows) {
        return rows.stream().map(row -> row.patient() + "/" + row.key()).toList();
    }

    private List<String> expected(DataQuery query) {
        return evaluator.lines(query).stream().map(line -> line.patient() + "/" + line.row().key()).toList();
    }

    @Test
    void findsTheSameRowsAsTheEvaluatorInTheSameOrder() {
        markSome();
        int found = 0;
        for (int i = 0; i < QUERIES; i++) {
            DataQuery query = anyQuery(oneOf(Study.FORMS));
            List<String> expected = expected(query);
            found += expected.isEmpty() ? 0 : 1;
            List<DataRow> rows = grid.fetch(query, 0, 10_000);
            assertThat(places(rows)).as("%d: %s?%s", i, query.form(), query.address()).isEqualTo(expected);
            assertThat(grid.count(query)).isEqualTo(expected.size());
            DataQuery read = DataQuery.read(query.form(), query.address()).complete();
            assertThat(read.filters()).containsExactlyInAnyOrderElementsOf(query.filters());
            assertThat(read.withFilters(query.filters())).isEqualTo(query);
            cells(query, rows);
        }
        assertThat(found).isGreaterThan(QUERIES / 4);
    }

    private void cells(DataQuery query, List<DataRow> rows) {
        List<Evaluator.Line> lines = evaluator.lines(query);
        for (int i = 0; i < Math.min(rows.size(), 15); i++) {
            for (int c = 0; c < query.columns().size(); c++) {
                DataColumn column = query.columns().get(c);
                DataCell cell = rows.get(i).cells().get(c);
                Evaluator.Line line = lines.get(i);
                assertThat(same(cell.value())).as("%s of %s", column, places(rows).get(i))
                        .isEqualTo(same(evaluator.value(line, column)));
                assertThat(cell.asked()).isEqualTo(evaluator.asked(line, column));
                assertThat(cell.evaluable() == Evaluable.YES || column.meantFor() == null)
                        .isEqualTo(evaluator.isMeant(line, column));
                assertThat(List.of(cell.finding(), cell.query(), cell.verified())).as("marks of %s", column)
                        .isEqualTo(Stream.of(DataMarks.values()).map(mark -> evaluator.has(mark, line, column)).toList());
                if (column.isAnswer()) {
                    assertThat(cell.missing()).isEqualTo(evaluator.answer(line, column).missing());
                }
            }
        }
    }

    private static Object same(Object value) {
        return value instanceof BigDecimal number ? number.stripTrailingZeros() : value;
    }

    private static DataQuery visits(String... columns) {
        return DataQuery.of(VisitForm.FORM).withColumns(Stream.of(columns)
                .map(id -> DataColumns.find(VisitForm.FORM, id).orElseThrow()).toList());
    }

    private List<DataCell> cellsOf(String number, String visit, DataQuery query) {
        return grid.fetch(query, 0, 1000).stream().filter(row -> row.patient().equals(number) && row.key().equals(visit))
                .findFirst().orElseThrow().cells();
    }

    private String newPatient(String... answers) {
        signIn(viewer("inv01", Role.INVESTIGATOR, "01"));
        String number = casebooks.create("01");
        save(number, answers);
        signIn(ALL);
        return number;
    }

    @Test
    void takesAFilterOnFortyColumns() {
        DataQuery all = DataQuery.of(VisitForm.FORM);
        String one = oneOf(expected(all));
        DataQuery query = all;
        for (DataColumn column : DataColumns.of(VisitForm.FORM).stream().limit(40).toList()) {
            query = query.with(column, Stream.of(new ColumnCondition.HasValue(), new ColumnCondition.NoValue())
                    .filter(test -> expected(all.with(column, test)).contains(one)).findFirst().orElseThrow());
        }
        assertThat(query.filters()).hasSize(40);
        assertThat(places(grid.fetch(query, 0, 10_000))).contains(one).isEqualTo(expected(query));
    }

    @Test
    void tellsForWhomAResponseMeansSomething() {
        String evaluable = newPatient("ssc_type=3", "mrss_m0=20", "mrss_m12=14");
        String limited = newPatient("ssc_type=2", "mrss_m0=20", "mrss_m12=14");
        String unknown = newPatient("mrss_m0=20", "mrss_m12=14");
        DataQuery query = visits("figure.skin_response", "figure.lung_progression", "mrss");

        assertThat(List.of(evaluable, limited, unknown)).extracting(number ->
                cellsOf(number, "m12", query).getFirst().value()).as("computed for everybody")
                .containsOnly(SkinResponse.IMPROVED);
        assertThat(cellsOf(evaluable, "m12", query).getFirst().evaluable()).isEqualTo(Evaluable.YES);
        assertThat(cellsOf(limited, "m12", query).getFirst().evaluable()).isEqualTo(Evaluable.NO);
        assertThat(cellsOf(unknown, "m12", query)).extracting(DataCell::evaluable).containsOnlyNulls();

        DataColumn skin = query.columns().getFirst();
        assertThat(skin.unmeantKey(cellsOf(evaluable, "m12", query).getFirst())).isNull();
        assertThat(skin.unmeantKey(cellsOf(limited, "m12", query).getFirst())).isEqualTo("figure.skin_evaluable.no");
        assertThat(skin.unmeantKey(cellsOf(unknown, "m12", query).getFirst()))
                .isEqualTo("figure.skin_evaluable.unknown");
        assertThat(skin.unmeantKey(cellsOf(limited, "m3", query).getFirst())).as("nothing to grey").isNull();
        assertThat(query.columns().getLast().unmeantKey(cellsOf(limited, "m12", query).getLast())).isNull();
    }

    @Test
    void countsTheResponsesOfEvaluablePatientsOnly() {
        database.sql("update patient set skin_evaluable = null").update();
        newPatient("ssc_type=3", "mrss_m0=20", "mrss_m12=14");
        newPatient("ssc_type=3", "mrss_m0=7", "mrss_m12=7");
        newPatient("ssc_type=2", "mrss_m0=20", "mrss_m12=14");
        newPatient("mrss_m0=20", "mrss_m12=14");
        DataQuery query = visits("figure.skin_response");
        DataSummary summary = grid.summary(query.with(DataColumns.find(VisitForm.FORM, "row.visit").orElseThrow(),
                new ColumnCondition.AnyOf(Set.of("m12")))).getFirst();
        assertThat(summary.asked()).isEqualTo(2);
        assertThat(summary.values()).isEqualTo(2);
        assertThat(summary.empty()).isZero();
        assertThat(summary.codes()).containsExactly(Map.entry("improved", 1L), Map.entry("stable", 1L),
                Map.entry("progression", 0L));
    }

    @Test
    void showsTheValueAtTheStopAndOfWhichVisitItIs() {
        String number = newPatient("ivig1_end=2009-06", "visit_date_m12=2009-05-20", "visit_date_m18=2009-09-01",
                "nyha_m12=2", "myalgia_m12=1", "crp_m12=5", "crp_op_m12=lt", "crp_m18=4.5", "mrss_m12=12");
        DataQuery query = visits("figure.crp_stop", "figure.crp_stop_visit", "figure.mrss_stop", "figure.nyha_stop",
                "figure.myalgia_stop", "figure.hb_stop", "figure.hb_stop_visit");
        List<DataCell> cells = cellsOf(number, "m0", query);
        assertThat(cells).extracting(cell -> cell.value() instanceof Code code ? code.code()
                : cell.value() == null ? null : cell.value().toString())
                .containsExactly("4.5", "m18", "12", "2", "1", null, null);
        assertThat(cells).extracting(DataCell::approximate).as("the end is partial")
                .containsExactly(true, true, true, true, true, false, false);
    }

    @Test
    void tellsWhatHasAQueryAndWhatIsVerified() {
        String number = books.keySet().stream().sorted().findFirst().orElseThrow();
        signIn(viewer("inv01", Role.INVESTIGATOR, "01"));
        save(number, "hb_m0=11", "hb_m3=12", "hb_m6=?ND", "hb_m9=", "hb_m12=13", "hb_m18=");
        signIn(viewer("monitor", Role.MONITOR, "01"));
        verifications.verify(List.of(new SeenAnswer(number, "hb_m3", read(number).instance("hb_m3").answer()),
                new SeenAnswer(number, "hb_m6", read(number).instance("hb_m6").answer())));
        List<Long> raised = queries.raiseAll(Stream.of("hb_m0", "hb_m6", "hb_m9")
                .map(item -> new Queries.Spot(number, item)).toList(), "?").numbers();
        queries.take(raised.getFirst(), 1, QueryStep.CLOSE, QueryOutcome.CONFIRMED, "");
        signIn(viewer("inv01", Role.INVESTIGATOR, "01"));
        queries.take(raised.getLast(), 1, QueryStep.ANSWER, null, "!");
        queries.raise(number, "hb_m12", "a note asks nothing");
        signIn(viewer("stan", Role.STATISTICIAN));
        queries.raise(number, "hb_m18", "a draft is no query yet");
        signIn(ALL);
        assertThat(rows(number, new ColumnCondition.HasQuery())).containsExactly("m6", "m9");
        assertThat(rows(number, new ColumnCondition.Verified())).containsExactly("m3", "m6");
        assertThat(rows(number, new ColumnCondition.NotVerified())).containsExactly("m0", "m12");

        signIn(viewer("inv01", Role.INVESTIGATOR, "01"));
        save(number, "hb_m3=12.5");
        signIn(ALL);
        assertThat(rows(number, new ColumnCondition.Verified())).containsExactly("m6");
        assertThat(rows(number, new ColumnCondition.NotVerified())).containsExactly("m0", "m3", "m12");
    }

    private List<String> rows(String number, ColumnCondition test) {
        return grid.fetch(DataQuery.of(VisitForm.FORM).with(column(VisitForm.FORM, "hb"), test), 0, 1_000).stream()
                .filter(row -> row.patient().equals(number)).map(DataRow::key).toList();
    }

    @Test
    void pagesWithoutGapOrRepetitionAndKnowsThePlaceOfARow() {
        for (int i = 0; i < 20; i++) {
            DataQuery query = anyQuery(oneOf(Study.FORMS));
            List<DataRow> all = grid.fetch(query, 0, 10_000);
            List<DataRow> paged = new ArrayList<>();
            for (int offset = 0; offset <= all.size(); offset += 7) {
                paged.addAll(grid.fetch(query, offset, 7));
            }
            assertThat(paged).isEqualTo(all);
            List<DataRow> streamed = new ArrayList<>();
            grid.stream(query, streamed::add);
            assertThat(places(streamed)).isEqualTo(places(all));
            for (int at = 0; at < all.size(); at += 11) {
                assertThat(grid.position(query, all.get(at).patient(), all.get(at).key())).hasValue(at);
            }
        }
        assertThat(grid.position(DataQuery.of(VisitForm.FORM), "SIV-09-001", "m0")).isEmpty();
    }

    @Test
    void sumsUpAsTheEvaluatorDoes() {
        for (Form<? extends CasebookRow> form : Study.FORMS) {
            for (int i = 0; i < 4; i++) {
                DataQuery any = anyQuery(form);
                DataQuery query = any.withFilters(any.filters().subList(0, i % 2));
                List<Evaluator.Line> lines = evaluator.lines(query);
                for (DataSummary summary : grid.summary(query)) {
                    sums(summary, lines);
                }
            }
        }
    }

    @Test
    void sumsUpEachVisitForItself() {
        DataQuery query = DataQuery.of(VisitForm.FORM).withColumns(List.of(
                DataColumns.find(VisitForm.FORM, "mrss").orElseThrow(), DataColumns.find(VisitForm.FORM, "ggo").orElseThrow()));
        List<DataSummary> summaries = grid.summary(query);
        assertThat(summaries.getFirst().visits()).hasSizeGreaterThan(2);
        assertThat(summaries.getFirst().visits().keySet()).isSubsetOf("m0", "m3", "m6", "m9", "m12", "m18", "m24");
        assertThat(summaries.getFirst().visits().values().stream().mapToLong(DataSummary.Visit::values).sum())
                .isEqualTo(summaries.getFirst().values());
        assertThat(summaries.getLast().visits()).as("it has no numbers").isEmpty();
        DataQuery one = query.with(DataColumns.find(VisitForm.FORM, "row.visit").orElseThrow(),
                new ColumnCondition.AnyOf(Set.of("m0")));
        assertThat(grid.summary(one).getFirst().visits()).as("one visit is all there is").isEmpty();
    }

    private void sums(DataSummary summary, List<Evaluator.Line> lines) {
        DataColumn column = summary.column();
        List<Evaluator.Line> asked = lines.stream()
                .filter(line -> evaluator.asked(line, column) && evaluator.isMeant(line, column)).toList();
        List<Object> values = asked.stream().map(line -> evaluator.value(line, column)).filter(Objects::nonNull)
                .toList();
        assertThat(summary.asked()).as("%s", column).isEqualTo(asked.size());
        assertThat(summary.values()).as("%s", column).isEqualTo(values.size());
        assertThat(summary.patients()).as("%s", column).isEqualTo(asked.stream()
                .filter(line -> evaluator.value(line, column) != null).map(Evaluator.Line::patient).distinct().count());
        long missing = summary.missing().values().stream().mapToLong(n -> n).sum();
        assertThat(summary.empty()).as("%s", column).isEqualTo(asked.size() - values.size() - missing);
        if (column.isAnswer()) {
            for (MissingReason reason : MissingReason.values()) {
                assertThat(summary.missing().getOrDefault(reason, 0L)).isEqualTo(asked.stream()
                        .filter(line -> evaluator.answer(line, column).missing() == reason).count());
            }
        }
        for (Code option : column.options()) {
            if (!(column instanceof DataColumn.Key)) {
                assertThat(summary.codes().get(option.code())).isEqualTo(values.stream()
                        .filter(v -> v.equals(option) || v instanceof Set<?> set && set.contains(option)).count());
            }
        }
        if (!values.isEmpty() && values.getFirst() instanceof Number) {
            double[] sorted = values.stream().mapToDouble(v -> ((Number) v).doubleValue()).sorted().toArray();
            DataSummary.Numbers numbers = Objects.requireNonNull(summary.numbers());
            assertThat(Arrays.asList(numbers.least(), numbers.lower(), numbers.median(), numbers.upper(),
                    numbers.most())).as("%s", column).usingElementComparator(BigDecimal::compareTo).isEqualTo(
                            IntStream.of(0, 1, 2, 3, 4).mapToObj(q -> quartile(sorted, q, column.decimals() + 2))
                                    .toList());
            byVisit(summary, asked);
        }
    }

    /** Where rows are of several visits, each has its own number of values, and its least and greatest. */
    private void byVisit(DataSummary summary, List<Evaluator.Line> asked) {
        summary.visits().forEach((visit, of) -> {
            double[] values = asked.stream().filter(line -> line.row().key().equals(visit))
                    .map(line -> evaluator.value(line, summary.column())).filter(Objects::nonNull)
                    .mapToDouble(value -> ((Number) value).doubleValue()).sorted().toArray();
            assertThat(of.values()).as("%s at %s", summary.column(), visit).isEqualTo(values.length);
            assertThat(of.numbers().least().doubleValue()).isEqualTo(values[0]);
            assertThat(of.numbers().most().doubleValue()).isEqualTo(values[values.length - 1]);
        });
    }

    private static BigDecimal quartile(double[] sorted, int quarter, int decimals) {
        double at = (sorted.length - 1) * quarter / 4.0;
        int low = (int) at;
        double high = sorted[Math.min(low + 1, sorted.length - 1)];
        return BigDecimal.valueOf(sorted[low] + (at - low) * (high - sorted[low])).setScale(decimals,
                RoundingMode.HALF_UP);
    }

    @Test
    void showsEachTheirSites() {
        signIn(viewer("monitor", Role.MONITOR, "01", "03"));
        DataQuery query = DataQuery.of(VisitForm.FORM);
        assertThat(grid.fetch(query, 0, 1_000)).extracting(DataRow::site).containsOnly("01", "03");
        assertThat(grid.count(query)).isEqualTo(7 * 6);
        DataColumn site = column(VisitForm.FORM, "patient.site");
        assertThat(grid.count(query.with(site, new ColumnCondition.AnyOf(Set.of("02"))))).isZero();
        assertThat(grid.summary(query).getFirst().values()).isEqualTo(7 * 6);
        assertThat(grid.cells(query, null)).extracting(DataPlace::site).containsOnly("01", "03");
        List<DataRow> streamed = new ArrayList<>();
        grid.stream(query, streamed::add);
        assertThat(streamed).hasSize(7 * 6);
        assertThat(grid.position(query, "SIV-02-001", "m0")).isEmpty();
        signIn(viewer("admin", Role.ADMINISTRATOR));
        assertThat(grid.count(query)).isZero();
        assertThat(grid.fetch(query, 0, 10)).isEmpty();
    }

    private static DataColumn column(Form<? extends CasebookRow> form, String id) {
        return DataColumns.find(form, id).orElseThrow();
    }

    @Test
    void findsATextAsItIsSaid() {
        String number = books.keySet().iterator().next();
        signIn(viewer("inv01", Role.INVESTIGATOR, "01"));
        casebooks.save(number, List.of(new Edit("event_txt_m0", Answer.blank(),
                Answer.of("Vu par Étienne L’Hôte,\nŒdème ; İrem ΣΟΦΟΣ"))), null);
        signIn(ALL);
        DataColumn text = column(VisitForm.FORM, "event_txt");
        for (String part : List.of("etienne l'hote", "ÉTIENNE L’HÔTE", "hote, œdeme", "İREM", "irem", "σοφος")) {
            DataQuery query = DataQuery.of(VisitForm.FORM).with(text, new ColumnCondition.Contains(part));
            assertThat(places(grid.fetch(query, 0, 10))).as(part).containsExactly(number + "/m0");
        }
    }

    @Test
    void takesWildcardsAndStatementsAsTheyAreTyped() {
        String number = books.keySet().iterator().next();
        signIn(viewer("inv01", Role.INVESTIGATOR, "01"));
        String odd = "50% of_a !b \\c 'd' \";-- :p0 ?";
        casebooks.save(number, List.of(new Edit("event_txt_m0", Answer.blank(), Answer.of(odd))), null);
        signIn(ALL);
        DataColumn text = column(VisitForm.FORM, "event_txt");
        for (String part : List.of("50%", "f_a", "!b", "\\c", "'d'", "\";--", ":p0", "?", "OF_A")) {
            DataQuery query = DataQuery.of(VisitForm.FORM).with(text, new ColumnCondition.Contains(part));
            assertThat(places(grid.fetch(query, 0, 10))).as(part).containsExactly(number + "/m0");
            assertThat(DataQuery.read(VisitForm.FORM, query.address()).complete()).isEqualTo(query);
        }
        for (String part : List.of("5%f", "of!_a", "' or 1=1 --", "%%")) {
            assertThat(grid.count(DataQuery.of(VisitForm.FORM).with(text, new ColumnCondition.Contains(part)))).isZero();
        }
        Set<String> many = IntStream.range(0, 50_000).mapToObj(i -> "x" + i).collect(Collectors.toSet());
        for (String id : List.of("patient.site", "diagnosis.ssc_type", "diagnosis.ab", "row.visit")) {
            assertThat(grid.count(DataQuery.of(VisitForm.FORM).with(column(VisitForm.FORM, id),
                    new ColumnCondition.AnyOf(many)))).as(id).isZero();
        }
    }

    @Test
    void knowsNoColumnOfIdentityAndNoOther() {
        for (Form<? extends CasebookRow> form : Study.FORMS) {
            assertThat(DataColumns.available(form)).noneMatch(c -> c.item() != null && c.item().isIdentity());
            assertThat(grid.fetch(DataQuery.of(form).withColumns(DataColumns.of(form)), 0, 1)).hasSize(1);
            assertThat(DataColumns.find(form, "identification.birth_date")).isEmpty();
        }
        for (String id : List.of("", "x", "mrss;drop", "visit.mrss@", "visit.mrss@m4", "prior_treatment.given@mtx_e99",
                "figure.", "figure.nothing", "row.drug", "prior_treatment.given", "@", "diagnosis.ssc_type@m0")) {
            assertThat(DataColumns.find(VisitForm.FORM, id)).as(id).isEmpty();
        }
        assertThat(DataColumns.find(VisitForm.FORM, "prior_treatment.given@mtx_e3")).isPresent();
        assertThat(DataColumns.find(PriorTreatmentForm.FORM, "visit.mrss@m3")).isPresent();
    }

    @Test
    void saysWhatOfAnAddressItCannotRead() {
        DataQuery.Reading reading = DataQuery.read(VisitForm.FORM,
                "mrss=10..20&mrss=x&nyha=1|9&nothing=1&_sort=nothing&_width=3&diagnosis.ab=all:centro|topo1&hb=1e9");
        assertThat(reading.unread()).containsExactlyInAnyOrder("mrss=x", "nyha=1|9", "nothing=1", "_sort=nothing", "hb=1e9");
        assertThat(reading.query().filters()).hasSize(2);
    }

    @Test
    void namesThePlacesOfTheFilteredRows() {
        DataQuery query = DataQuery.of(VisitForm.FORM).with(column(VisitForm.FORM, "row.visit"),
                new ColumnCondition.AnyOf(Set.of("m0")));
        DataColumn type = column(VisitForm.FORM, "diagnosis.ssc_type");
        assertThat(grid.cells(query, type)).hasSize(PATIENTS)
                .allMatch(place -> place.form().equals("diagnosis") && place.rowKey().isEmpty());
        assertThat(grid.cells(DataQuery.of(VisitForm.FORM), type)).hasSize(PATIENTS);
        assertThat(grid.cells(query, column(VisitForm.FORM, "ggo_chg"))).isEmpty();
        assertThat(grid.cells(DataQuery.of(DiagnosisForm.FORM), column(DiagnosisForm.FORM, "visit.ggo@m0")))
                .hasSizeLessThanOrEqualTo(PATIENTS).allMatch(place -> place.rowKey().equals("m0"));
    }
}
