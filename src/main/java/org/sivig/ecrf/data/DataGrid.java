package org.sivig.ecrf.data;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.account.AccessPolicy;
import org.sivig.ecrf.crf.Form;
import org.sivig.ecrf.crf.Row;
import org.sivig.ecrf.study.CasebookRow;
import org.sivig.ecrf.study.VisitForm;
import org.sivig.ecrf.study.VisitPlan;
import org.sivig.ecrf.verification.SeenAnswer;
import org.sivig.ecrf.verification.Verifications;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Reads the rows of one form of all patients whom the user may see. Filters, sorts, pages and counts in the database. A
 * query that asks for columns that the user does not see is refused: {@link #seen} leaves them out.
 */
@Service
@Transactional(readOnly = true)
public class DataGrid {

    private final JdbcClient database;
    private final DataTables tables;
    private final AccessPolicy policy;
    private final Verifications verifications;

    DataGrid(JdbcClient database, DataTables tables, AccessPolicy policy, Verifications verifications) {
        this.verifications = verifications;
        this.database = database;
        this.tables = tables;
        this.policy = policy;
    }

    /** All columns that the grid of a form can have for the user. */
    public List<DataColumn> columns(Form<? extends CasebookRow> form) {
        return DataColumns.available(form).stream().filter(this::sees).toList();
    }

    /** Without the columns that the user does not see; what was asked of them counts as not read. */
    public DataQuery.Reading seen(DataQuery.Reading reading) {
        return reading.with(this::sees);
    }

    /** Without the columns that the user does not see. */
    public DataQuery seen(DataQuery query) {
        return seen(new DataQuery.Reading(query, List.of())).query();
    }

    private boolean sees(DataColumn column) {
        return column.isSeenBy(policy);
    }

    private void require(Stream<DataColumn> columns) {
        if (!columns.allMatch(this::sees)) {
            throw policy.denied("Not allowed to see these columns");
        }
    }

    /** One page of the rows; unless they are sorted otherwise, by patient number and within a patient in paper order. */
    public List<DataRow> fetch(DataQuery query, int offset, int limit) {
        DataStatement rows = rows(query);
        List<ReadRow> page = new ArrayList<>();
        rows.read(" limit " + Math.max(limit, 0) + " offset " + Math.max(offset, 0), page::add);
        Map<DataMarks, Set<List<String>>> marks = new EnumMap<>(DataMarks.class);
        for (DataMarks mark : DataMarks.values()) {
            marks.put(mark, marked(mark, query.columns(), page.stream().map(ReadRow::patient)
                    .collect(Collectors.toSet())));
        }
        return page.stream().map(row -> row.with(marks)).toList();
    }

    /** How many rows meet the filters. */
    public long count(DataQuery query) {
        DataSql sql = sql(query);
        return database.sql("select count(*)" + sql.from()).params(sql.parameters()).query(Long.class).single();
    }

    /** What each column comes to, in the order of the query's columns. */
    public List<DataSummary> summary(DataQuery query) {
        if (query.columns().isEmpty()) {
            return List.of();
        }
        DataStatement rows = rows(query);
        List<String> sums = new ArrayList<>();
        List<ColumnSums> columns = query.columns().stream().map(column -> new ColumnSums(column, rows, sums)).toList();
        List<DataSummary> all = rows.sum(sums, result -> read(columns, result));
        if (!query.form().equals(VisitForm.FORM) || all.stream().allMatch(summary -> summary.numbers() == null)) {
            return all;
        }
        Map<String, List<DataSummary>> byVisit = rows.sumByRow(sums, result -> read(columns, result));
        return byVisit.size() < 2 ? all
                : IntStream.range(0, all.size()).mapToObj(i -> all.get(i).with(visits(byVisit, i))).toList();
    }

    private static List<DataSummary> read(List<ColumnSums> columns, ResultSet result) throws SQLException {
        List<DataSummary> summaries = new ArrayList<>();
        for (ColumnSums column : columns) {
            summaries.add(column.read(result));
        }
        return summaries;
    }

    /** The numbers of one column by visit, in the order of the plan. */
    private static Map<String, DataSummary.Visit> visits(Map<String, List<DataSummary>> byVisit, int column) {
        Map<String, DataSummary.Visit> visits = new LinkedHashMap<>();
        VisitPlan.VISITS.stream().map(VisitPlan::visit).filter(byVisit::containsKey).forEach(visit -> {
            DataSummary summary = byVisit.get(visit).get(column);
            if (summary.numbers() != null) {
                visits.put(visit, new DataSummary.Visit(summary.numbers(), summary.values()));
            }
        });
        return visits;
    }

    /** The place of a row among the filtered ones, from 0; empty when it is not among them. */
    public OptionalLong position(DataQuery query, String patient, String rowKey) {
        DataSql sql = sql(query);
        String order = sql.orderBy(query.sort(), query.descending());
        String statement = "select n from (select p.number, " + sql.rowKey() + " as row_key, row_number() over ("
                + order.strip() + ") as n" + sql.from() + ") s where number = :patient and row_key = :rowKey";
        return database.sql(statement).params(sql.parameters()).param("patient", patient).param("rowKey", rowKey)
                .query(Long.class).optional().map(n -> OptionalLong.of(n - 1)).orElseGet(OptionalLong::empty);
    }

    /**
     * Reads all rows, one after the other, without holding them. Whether there are findings and queries, and whether a
     * cell is verified, is not told.
     */
    public void stream(DataQuery query, Consumer<DataRow> reader) {
        rows(query).read("", row -> reader.accept(row.with(Map.of())));
    }

    /** The same of the patients of all sites, for numbers of all of them together that the user may be told: no row is for the user. */
    public void streamOfStudy(DataQuery query, Consumer<DataRow> reader) {
        policy.requireSeesStudyInNumbers();
        require(query.columns().stream());
        new DataStatement(database, sql(query, Optional.empty()), query).read("", row -> reader.accept(row.with(Map.of())));
    }

    /**
     * The items that stand in a column of the filtered rows and are asked, each once.
     *
     * @param column null for every column of the query that shows answers
     */
    public List<DataPlace> cells(DataQuery query, @Nullable DataColumn column) {
        List<DataColumn> columns = (column == null ? query.columns().stream() : Stream.of(column))
                .filter(DataColumn::isAnswer).toList();
        Set<DataPlace> places = new LinkedHashSet<>();
        rows(query.withColumns(columns)).read("", row -> places.addAll(row.places()));
        return List.copyOf(places);
    }

    /** The answers that the filtered rows show in their columns and that are not verified yet, each once, as they stand. */
    public List<SeenAnswer> toVerify(DataQuery query) {
        List<DataColumn> columns = query.columns().stream().filter(DataColumn::isAnswer).toList();
        List<ReadRow> rows = new ArrayList<>();
        rows(query.withColumns(columns)).read("", rows::add);
        Set<List<String>> verified = marked(DataMarks.VERIFIED, columns,
                rows.stream().map(ReadRow::patient).collect(Collectors.toSet()));
        Set<SeenAnswer> answers = new LinkedHashSet<>();
        rows.forEach(row -> answers.addAll(row.answersOutside(verified)));
        return List.copyOf(answers);
    }

    private DataStatement rows(DataQuery query) {
        require(query.columns().stream());
        return new DataStatement(database, sql(query), query);
    }

    private DataSql sql(DataQuery query) {
        return sql(query, policy.visibleSites());
    }

    private DataSql sql(DataQuery query, Optional<Set<String>> sites) {
        require(Stream.concat(query.filters().stream().flatMap(DataFilter::columns), Stream.ofNullable(query.sort())));
        DataSql sql = new DataSql(tables, query.form(), further(query.form()), sites).verifying(column -> verifications.dueOf(
                Objects.requireNonNull(column.form()), Objects.requireNonNull(column.item())));
        query.filters().forEach(sql::filter);
        return sql;
    }

    /** The rows of a form that the paper does not print and some patient has. */
    private List<CasebookRow> further(Form<? extends CasebookRow> form) {
        List<String> names = List.copyOf(DataColumns.keyNames(form));
        List<? extends CasebookRow> printed = form.printed().get();
        if (names.isEmpty() || printed.stream().allMatch(row -> form.further().apply(row.keys()) == null)) {
            return List.of();
        }
        Set<String> known = printed.stream().map(Row::key).collect(Collectors.toSet());
        String key = String.join(" || ',' || ", names);
        return database.sql("select distinct " + key + " as row_key from " + form.table() + " where " + key
                + " not in (:known)").param("known", known).query(String.class).list().stream()
                .<CasebookRow>map(form::rowAt).filter(Objects::nonNull).toList();
    }

    /** Which items of these patients have a mark: patient, form, row key and item. */
    private Set<List<String>> marked(DataMarks mark, List<DataColumn> columns, Collection<Long> patients) {
        Set<String> forms = columns.stream().filter(DataColumn::isAnswer)
                .map(column -> Objects.requireNonNull(column.form()).name()).collect(Collectors.toSet());
        if (forms.isEmpty() || patients.isEmpty()) {
            return Set.of();
        }
        return database.sql("select distinct x.patient_id, x.form, x.row_key, x.item " + mark.from()
                + " and x.patient_id in (:patients) and x.form in (:forms)").param("patients", patients)
                .param("forms", forms).query((result, number) -> List.of(result.getString(1), result.getString(2),
                        result.getString(3), result.getString(4))).set();
    }
}
