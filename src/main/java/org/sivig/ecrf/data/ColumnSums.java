package org.sivig.ecrf.data;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.crf.Code;
import org.sivig.ecrf.crf.MissingReason;
import org.sivig.ecrf.crf.PartialDate;
import org.sivig.ecrf.score.Evaluable;

/** A column of a summary: which sums it needs, and where they stand. */
final class ColumnSums {

    private final DataColumn column;
    private final List<String> sums;
    private final Map<String, Integer> places = new LinkedHashMap<>();

    ColumnSums(DataColumn column, DataStatement rows, List<String> sums) {
        this.column = column;
        this.sums = sums;
        ReadCell cell = rows.cell(column);
        boolean ofSome = !cell.evaluable().isNothing();
        String asked = ofSome ? cell.evaluable().name() + " = '" + Evaluable.YES.code() + "'"
                : cell.asked().isNothing() ? "true" : cell.asked().name();
        String value = ofSome ? "case when " + asked + " then " + cell.value().name() + " end" : cell.value().name();
        count("asked", asked);
        count("values", value + " is not null");
        add("patients", "count(distinct case when " + value + " is not null then c0 end)");
        if (column.isAnswer()) {
            String reason = "coalesce(position('|" + Objects.requireNonNull(column.item()).name() + "=%s' in "
                    + cell.missing().name() + "), 0)";
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
                missing, numbers(result), dates(result), codes, count(result, "patients"), Map.of());
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
