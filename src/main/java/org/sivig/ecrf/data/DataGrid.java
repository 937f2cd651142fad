package org.sivig.ecrf.data;

import static java.util.stream.Collectors.joining;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.account.AccessPolicy;
import org.sivig.ecrf.crf.Answer;
import org.sivig.ecrf.crf.Code;
import org.sivig.ecrf.crf.Form;
import org.sivig.ecrf.crf.MissingReason;
import org.sivig.ecrf.crf.PartialDate;
import org.sivig.ecrf.crf.Row;
import org.sivig.ecrf.score.Evaluable;
import org.sivig.ecrf.study.CasebookRow;
import org.sivig.ecrf.study.Figures;
import org.sivig.ecrf.verification.SeenAnswer;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Reads the rows of one form of all patients whom the user may see. Filters, sorts, pages and counts in the database.
 */
@Service
@Transactional(readOnly = true)
public class DataGrid {

    /** Rows that are read from the database at a time. */
    private static final int CHUNK = 500;
    private static final String NO_PLACE = "";

    private final JdbcClient database;
    private final DataTables tables;
    private final AccessPolicy policy;

    DataGrid(JdbcClient database, DataTables tables, AccessPolicy policy) {
        this.database = database;
        this.tables = tables;
        this.policy = policy;
    }

    /** One page of the rows; unless they are sorted otherwise, by patient number and within a patient in paper order. */
    public List<DataRow> fetch(DataQuery query, int offset, int limit) {
        Rows rows = new Rows(query);
        List<Rows.Read> page = new ArrayList<>();
        rows.read(" limit " + Math.max(limit, 0) + " offset " + Math.max(offset, 0), page::add);
        Map<DataMarks, Set<List<String>>> marks = new EnumMap<>(DataMarks.class);
        for (DataMarks mark : DataMarks.values()) {
            marks.put(mark, marked(mark, query.columns(), page.stream().map(Rows.Read::patient)
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
        Rows rows = new Rows(query);
        List<String> sums = new ArrayList<>();
        List<Summed> columns = query.columns().stream().map(column -> new Summed(column, rows, sums)).toList();
        String statement = "select " + String.join(", ", sums) + " from (" + rows.select + rows.sql.from() + ") s";
        return database.sql(statement).params(rows.sql.parameters()).query((result, number) -> {
            List<DataSummary> summaries = new ArrayList<>();
            for (Summed column : columns) {
                summaries.add(column.read(result));
            }
            return summaries;
        }).single();
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
        new Rows(query).read("", row -> reader.accept(row.with(Map.of())));
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
        new Rows(query.withColumns(columns)).read("", row -> places.addAll(row.places()));
        return List.copyOf(places);
    }

    /** The answers that the filtered rows show in their columns and that are not verified yet, each once, as they stand. */
    public List<SeenAnswer> toVerify(DataQuery query) {
        List<DataColumn> columns = query.columns().stream().filter(DataColumn::isAnswer).toList();
        List<Rows.Read> rows = new ArrayList<>();
        new Rows(query.withColumns(columns)).read("", rows::add);
        Set<List<String>> verified = marked(DataMarks.VERIFIED, columns,
                rows.stream().map(Rows.Read::patient).collect(Collectors.toSet()));
        Set<SeenAnswer> answers = new LinkedHashSet<>();
        rows.forEach(row -> answers.addAll(row.answersOutside(verified)));
        return List.copyOf(answers);
    }

    private DataSql sql(DataQuery query) {
        DataSql sql = new DataSql(tables, query.form(), further(query.form()), policy.visibleSites());
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

    /** The statement that reads rows, and how they are read. */
    private final class Rows {

        private final DataQuery query;
        private final DataSql sql;
        private final String order;
        private final Map<String, String> selected = new LinkedHashMap<>();
        private final List<Cell> cells = new ArrayList<>();
        private final String select;

        Rows(DataQuery query) {
            this.query = query;
            sql = sql(query);
            name("p.id");
            name("p.number");
            name("p.site");
            name(sql.rowKey());
            query.columns().forEach(column -> cells.add(new Cell(column, name(sql.value(column)),
                    name(sql.asked(column)), name(sql.missing(column)), name(sql.approximate(column)),
                    name(sql.evaluable(column)),
                    name(sql.rowKeyOf(column)))));
            order = sql.orderBy(query.sort(), query.descending());
            select = "select " + selected.entrySet().stream().map(each -> each.getKey() + " as " + each.getValue())
                    .collect(joining(", "));
        }

        /** The name under which an expression is selected, once; empty for none. */
        private String name(@Nullable String expression) {
            return expression == null ? "" : selected.computeIfAbsent(expression, each -> "c" + selected.size());
        }

        void read(String limits, Consumer<Read> reader) {
            database.sql(select + sql.from() + order + limits).withFetchSize(CHUNK).params(sql.parameters())
                    .query(result -> {
                        reader.accept(read(result));
                    });
        }

        private Read read(ResultSet result) throws SQLException {
            List<DataCell> values = new ArrayList<>();
            List<String> keys = new ArrayList<>();
            for (Cell cell : cells) {
                values.add(cell.read(result));
                keys.add(cell.rowKey().isEmpty() ? NO_PLACE : result.getString(cell.rowKey()));
            }
            return new Read(result.getLong("c0"), result.getString("c1"), result.getString("c2"),
                    result.getString("c3"), values, keys);
        }

        /** What was read of one row, and the key of the row in which each cell stands. */
        private final class Read {
            private final long patient;
            private final String number;
            private final String site;
            private final String key;
            private final List<DataCell> values;
            private final List<String> keys;

            Read(long patient, String number, String site, String key, List<DataCell> values, List<String> keys) {
                this.patient = patient;
                this.number = number;
                this.site = site;
                this.key = key;
                this.values = values;
                this.keys = keys;
            }

            long patient() {
                return patient;
            }

            DataRow with(Map<DataMarks, Set<List<String>>> marks) {
                return new DataRow(number, site, key, marks.values().stream().allMatch(Set::isEmpty) ? values
                        : IntStream.range(0, values.size()).mapToObj(i -> marked(i, marks)).toList());
            }

            private DataCell marked(int i, Map<DataMarks, Set<List<String>>> marks) {
                DataColumn column = cells.get(i).column();
                DataCell cell = values.get(i);
                if (!column.isAnswer()) {
                    return cell;
                }
                List<String> place = mark(i);
                return new DataCell(cell.value(), cell.missing(), cell.asked(), cell.approximate(),
                        cell.evaluable(), is(marks, DataMarks.FINDING, place), is(marks, DataMarks.QUERY, place),
                        is(marks, DataMarks.VERIFIED, place));
            }

            private List<String> mark(int i) {
                DataColumn column = cells.get(i).column();
                return List.of("" + patient, Objects.requireNonNull(column.form()).name(), keys.get(i),
                        Objects.requireNonNull(column.item()).name());
            }

            private static boolean is(Map<DataMarks, Set<List<String>>> marks, DataMarks mark, List<String> place) {
                return marks.getOrDefault(mark, Set.of()).contains(place);
            }

            List<DataPlace> places() {
                return IntStream.range(0, values.size()).filter(i -> values.get(i).asked()).mapToObj(this::place).toList();
            }

            private DataPlace place(int i) {
                DataColumn column = cells.get(i).column();
                return new DataPlace(number, site, Objects.requireNonNull(column.form()).name(), keys.get(i),
                        Objects.requireNonNull(column.item()).name(), values.get(i).isEmpty());
            }

            List<SeenAnswer> answersOutside(Set<List<String>> marked) {
                return IntStream.range(0, values.size())
                        .filter(i -> values.get(i).asked() && !values.get(i).isEmpty() && !marked.contains(mark(i)))
                        .mapToObj(i -> new SeenAnswer(number, place(i).exportName(),
                                new Answer<>(values.get(i).value(), values.get(i).missing()))).toList();
            }
        }
    }

    /** The names under which the parts of a cell are selected; empty for those that it has not. */
    private record Cell(DataColumn column, String value, String asked, String missing, String approximate,
            String evaluable, String rowKey) {

        DataCell read(ResultSet result) throws SQLException {
            boolean isAsked = asked.isEmpty() || result.getBoolean(asked);
            return new DataCell(value(result), missing.isEmpty() ? null : reason(result.getString(missing)), isAsked,
                    !approximate.isEmpty() && isApproximate(result.getString(approximate)),
                    evaluable.isEmpty() ? null : evaluable(result.getString(evaluable)), false, false, false);
        }

        private static @Nullable Evaluable evaluable(@Nullable String code) {
            return code == null ? null : Figures.EVALUABLE.get(code);
        }

        private @Nullable Object value(ResultSet result) throws SQLException {
            return switch (column.type()) {
                case TEXT, LONG_TEXT -> result.getString(value);
                case INTEGER, YEAR -> {
                    BigDecimal number = result.getBigDecimal(value);
                    yield number == null ? null : number.intValueExact();
                }
                case DECIMAL -> {
                    BigDecimal number = result.getBigDecimal(value);
                    yield number == null ? null : number.setScale(column.decimals(), RoundingMode.HALF_UP);
                }
                case DATE, PARTIAL_DATE -> {
                    String iso = result.getString(value);
                    yield iso == null ? null : PartialDate.parse(iso);
                }
                case YES_NO, CHOICE -> {
                    String code = result.getString(value);
                    yield code == null || column.options().isEmpty() || column.kind() == DataColumn.Kind.KEY ? code
                            : Objects.requireNonNull(column.codes()).get(code);
                }
                case MULTI_CHOICE -> {
                    String chosen = result.getString(value);
                    yield chosen == null ? null : Arrays.stream(chosen.substring(1).split("\\|"))
                            .map(Objects.requireNonNull(column.codes())::get)
                            .collect(Collectors.toCollection(LinkedHashSet::new));
                }
            };
        }

        private @Nullable MissingReason reason(@Nullable String reasons) {
            String begin = "|" + Objects.requireNonNull(column.item()).name() + "=";
            int at = reasons == null ? -1 : reasons.indexOf(begin);
            return at < 0 ? null : MissingReason.LIST.get(reasons.substring(at + begin.length(),
                    reasons.indexOf('|', at + begin.length())));
        }

        private boolean isApproximate(@Nullable String names) {
            return names != null && names.contains("|" + Objects.requireNonNull(column.figure()).name() + "|");
        }
    }

    /** A column of a summary: which sums it needs, and where they stand. */
    private static final class Summed {

        private final DataColumn column;
        private final List<String> sums;
        private final Map<String, Integer> places = new LinkedHashMap<>();

        Summed(DataColumn column, Rows rows, List<String> sums) {
            this.column = column;
            this.sums = sums;
            Cell cell = rows.cells.stream().filter(each -> each.column().equals(column)).findFirst().orElseThrow();
            boolean ofSome = !cell.evaluable().isEmpty();
            String asked = ofSome ? cell.evaluable() + " = '" + Evaluable.YES.code() + "'"
                    : cell.asked().isEmpty() ? "true" : cell.asked();
            String value = ofSome ? "case when " + asked + " then " + cell.value() + " end" : cell.value();
            count("asked", asked);
            count("values", value + " is not null");
            if (column.isAnswer()) {
                String reason = "coalesce(position('|" + Objects.requireNonNull(column.item()).name() + "=%s' in "
                        + cell.missing() + "), 0)";
                count("empty", asked + " and " + value + " is null and " + reason.formatted("") + " = 0");
                for (MissingReason each : MissingReason.values()) {
                    count(each.code(), asked + " and " + reason.formatted(each.code() + "|") + " > 0");
                }
            } else {
                count("empty", asked + " and " + value + " is null");
            }
            switch (column.type()) {
                case INTEGER, DECIMAL, YEAR -> {
                    add("least", "min(" + value + ")");
                    add("most", "max(" + value + ")");
                    for (String quartile : List.of("0.25", "0.5", "0.75")) {
                        add(quartile, "percentile_cont(" + quartile + ") within group (order by cast(" + value
                                + " as double precision))");
                    }
                }
                case DATE, PARTIAL_DATE -> {
                    add("first", "min(" + value + ")");
                    add("last", "max(" + value + ")");
                }
                case MULTI_CHOICE -> column.options().forEach(option -> count("=" + option.code(),
                        "position('|" + option.code() + "|' in " + value + ") > 0"));
                case YES_NO, CHOICE -> column.options().forEach(option -> count("=" + option.code(),
                        value + " = '" + option.code() + "'"));
                case TEXT, LONG_TEXT -> {
                }
            }
        }

        private void count(String name, String condition) {
            add(name, "count(case when " + condition + " then 1 end)");
        }

        private void add(String name, String sum) {
            sums.add(sum);
            places.put(name, sums.size());
        }

        private long count(ResultSet result, String name) throws SQLException {
            return result.getLong(places.get(name));
        }

        DataSummary read(ResultSet result) throws SQLException {
            Map<MissingReason, Long> missing = new TreeMap<>();
            for (MissingReason reason : MissingReason.values()) {
                if (places.containsKey(reason.code()) && count(result, reason.code()) > 0) {
                    missing.put(reason, count(result, reason.code()));
                }
            }
            Map<String, Long> codes = new LinkedHashMap<>();
            for (Code option : column.options()) {
                codes.put(option.code(), count(result, "=" + option.code()));
            }
            return new DataSummary(column, count(result, "asked"), count(result, "values"), count(result, "empty"),
                    missing, numbers(result), dates(result), codes);
        }

        private DataSummary.@Nullable Numbers numbers(ResultSet result) throws SQLException {
            return !places.containsKey("least") || count(result, "values") == 0 ? null
                    : new DataSummary.Numbers(number(result, "least"), number(result, "0.25"), number(result, "0.5"),
                            number(result, "0.75"), number(result, "most"));
        }

        /** With room for the quarter of a step. */
        private BigDecimal number(ResultSet result, String name) throws SQLException {
            return result.getBigDecimal(places.get(name)).setScale(column.decimals() + 2, RoundingMode.HALF_UP);
        }

        private DataSummary.@Nullable Dates dates(ResultSet result) throws SQLException {
            return !places.containsKey("first") || count(result, "values") == 0 ? null
                    : new DataSummary.Dates(PartialDate.parse(result.getString(places.get("first"))),
                            PartialDate.parse(result.getString(places.get("last"))));
        }
    }
}
