package org.sivig.ecrf.data;

import static java.util.stream.Collectors.joining;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The statement that reads rows, and how they are read. */
final class DataStatement {

    /** Rows that are read from the database at a time. */
    private static final int CHUNK = 500;

    private final JdbcClient database;
    private final DataSql sql;
    private final List<DataColumn> columns;
    private final String order;
    private final Map<String, ReadCell.Selected> selected = new LinkedHashMap<>();
    private final List<ReadCell> cells = new ArrayList<>();
    private final String select;

    DataStatement(JdbcClient database, DataSql sql, DataQuery query) {
        this.database = database;
        this.sql = sql;
        columns = query.columns();
        name("p.id");
        name("p.number");
        name("p.site");
        name(sql.rowKey());
        columns.forEach(column -> cells.add(new ReadCell(column, name(sql.value(column)),
                name(sql.asked(column)), name(sql.missing(column)), name(sql.approximate(column)),
                name(sql.evaluable(column)),
                name(sql.rowKeyOf(column)))));
        order = sql.orderBy(query.sort(), query.descending());
        select = "select " + selected.entrySet().stream().map(each -> each.getKey() + " as " + each.getValue().name())
                .collect(joining(", "));
    }

    /** Where an expression is selected, once. */
    private ReadCell.Selected name(@Nullable String expression) {
        return expression == null ? ReadCell.Selected.NOTHING : selected.computeIfAbsent(expression,
                each -> new ReadCell.Selected("c" + selected.size(), selected.size() + 1));
    }

    /** What of a column is selected. */
    ReadCell cell(DataColumn column) {
        return cells.get(columns.indexOf(column));
    }

    /** Reads the sums of one group of rows. */
    interface SumReader<T> {
        T read(ResultSet result) throws SQLException;
    }

    /** Sums over all rows. */
    <T> T sum(List<String> sums, SumReader<T> reader) {
        return sums(String.join(", ", sums), "").query((result, number) -> reader.read(result)).single();
    }

    /** Sums over the rows that have the same key in the form, by this key. */
    <T> Map<String, T> sumByRow(List<String> sums, SumReader<T> reader) {
        Map<String, T> byRow = new HashMap<>();
        sums(String.join(", ", sums) + ", c3", " group by c3").query(result -> {
            byRow.put(result.getString("c3"), reader.read(result));
        });
        return byRow;
    }

    private JdbcClient.StatementSpec sums(String sums, String groups) {
        return database.sql("select " + sums + " from (" + select + sql.from() + ") s" + groups)
                .params(sql.parameters());
    }

    void read(String limits, Consumer<ReadRow> reader) {
        database.sql(select + sql.from() + order + limits).withFetchSize(CHUNK).params(sql.parameters())
                .query(result -> {
                    reader.accept(read(result));
                });
    }

    private ReadRow read(ResultSet result) throws SQLException {
        List<DataCell> values = new ArrayList<>(cells.size());
        List<String> keys = new ArrayList<>(cells.size());
        ReadCell.Shared shared = new ReadCell.Shared(result, selected.size());
        for (ReadCell cell : cells) {
            values.add(cell.read(result, shared));
            keys.add(cell.rowKey().isNothing() ? cell.column().rowKey() : Objects.requireNonNullElse(shared.text(cell.rowKey()), ""));
        }
        return new ReadRow(columns, result.getLong(1), result.getString(2), result.getString(3), result.getString(4), values, keys);
    }
}
