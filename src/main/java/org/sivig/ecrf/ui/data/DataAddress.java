package org.sivig.ecrf.ui.data;

import com.vaadin.flow.router.QueryParameters;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.crf.Form;
import org.sivig.ecrf.data.DataColumn;
import org.sivig.ecrf.data.DataColumns;
import org.sivig.ecrf.data.DataQuery;
import org.sivig.ecrf.study.CasebookRow;

/**
 * What a data grid shows and how, as it stands in the address beside the query: {@code _fix=2} columns stay in place,
 * {@code _w=mrss:90} is as wide as somebody made it, in pixels, {@code _rows=roomy}, {@code _sum=shown}, and
 * {@code _at=SIV-01-001|m3|mrss} is the cell that was opened last.
 *
 * @param frozen how many columns stay in place
 * @param widths in pixels by the id of the column
 * @param roomy  whether rows are high
 * @param summed whether the summary is shown
 * @param cell   null when none was opened
 */
record DataAddress(DataQuery query, int frozen, Map<String, Integer> widths, boolean roomy, boolean summed,
        @Nullable Cell cell) implements Serializable {

    /** More columns at once are not shown: the page would become slow. */
    static final int MOST_COLUMNS = 120;

    private static final String FROZEN = "_fix";
    private static final String WIDTHS = "_w";
    private static final String ROWS = "_rows";
    private static final String ROOMY = "roomy";
    private static final String SUMMARY = "_sum";
    private static final String SHOWN = "shown";
    private static final String AT = "_at";
    private static final int NARROWEST = 40;
    private static final int WIDEST = 2_000;

    /** A cell of a row of a patient. */
    record Cell(String patient, String rowKey, String column) implements Serializable {
    }

    /**
     * An address that was read.
     *
     * @param unread what of it was not understood
     * @param tooMany whether columns were left out because there were too many
     */
    record Read(DataAddress address, List<String> unread, boolean tooMany) {
    }

    DataAddress {
        widths = Map.copyOf(widths);
        frozen = Math.min(frozen, query.columns().size());
    }

    static DataAddress of(Form<? extends CasebookRow> form) {
        return of(DataQuery.of(form));
    }

    private static DataAddress of(DataQuery query) {
        return new DataAddress(query, startFrozen(query.form()), Map.of(), false, false, null);
    }

    /** The columns that tell the rows apart stay in place unless somebody said otherwise. */
    static int startFrozen(Form<? extends CasebookRow> form) {
        return DataColumns.identifying(form).size();
    }

    static Read read(DataQuery.Reading reading, QueryParameters parameters) {
        DataQuery query = reading.query();
        boolean tooMany = query.columns().size() > MOST_COLUMNS;
        DataAddress start = of(tooMany ? query.withColumns(query.columns().subList(0, MOST_COLUMNS)) : query);
        int frozen = parameters.getSingleParameter(FROZEN).filter(text -> text.matches("\\d{1,2}"))
                .map(Integer::valueOf).orElse(start.frozen());
        String[] at = parameters.getSingleParameter(AT).orElse("").split("\\|", -1);
        return new Read(new DataAddress(start.query(), frozen, widths(parameters.getSingleParameter(WIDTHS).orElse("")),
                parameters.getSingleParameter(ROWS).filter(ROOMY::equals).isPresent(),
                parameters.getSingleParameter(SUMMARY).filter(SHOWN::equals).isPresent(),
                at.length == 3 ? new Cell(at[0], at[1], at[2]) : null), reading.unread(), tooMany);
    }

    private static Map<String, Integer> widths(String text) {
        return Arrays.stream(text.split("\\|")).map(each -> each.split(":"))
                .filter(each -> each.length == 2 && each[1].matches("\\d{2,4}"))
                .filter(each -> Integer.parseInt(each[1]) >= NARROWEST && Integer.parseInt(each[1]) <= WIDEST)
                .collect(Collectors.toMap(each -> each[0], each -> Integer.valueOf(each[1]), (first, last) -> last));
    }

    /** Everything of this form that is not as ever. */
    QueryParameters parameters() {
        Map<String, List<String>> parameters = new LinkedHashMap<>(query.parameters());
        if (frozen != Math.min(startFrozen(query.form()), query.columns().size())) {
            parameters.put(FROZEN, List.of(String.valueOf(frozen)));
        }
        String wide = query.columns().stream().map(DataColumn::id).filter(widths::containsKey)
                .map(id -> id + ":" + widths.get(id)).collect(Collectors.joining("|"));
        if (!wide.isEmpty()) {
            parameters.put(WIDTHS, List.of(wide));
        }
        if (roomy) {
            parameters.put(ROWS, List.of(ROOMY));
        }
        if (summed) {
            parameters.put(SUMMARY, List.of(SHOWN));
        }
        if (cell != null) {
            parameters.put(AT, List.of(cell.patient() + "|" + cell.rowKey() + "|" + cell.column()));
        }
        return new QueryParameters(parameters);
    }

    DataAddress with(DataQuery query) {
        return new DataAddress(query, frozen, widths, roomy, summed, null);
    }

    DataAddress frozen(int frozen) {
        return new DataAddress(query, frozen, widths, roomy, summed, cell);
    }

    DataAddress wide(DataColumn column, int width) {
        Map<String, Integer> wider = new LinkedHashMap<>(widths);
        wider.put(column.id(), Math.clamp(width, NARROWEST, WIDEST));
        return new DataAddress(query, frozen, wider, roomy, summed, cell);
    }

    DataAddress roomy(boolean roomy) {
        return new DataAddress(query, frozen, widths, roomy, summed, cell);
    }

    DataAddress summed(boolean summed) {
        return new DataAddress(query, frozen, widths, roomy, summed, cell);
    }

    DataAddress at(@Nullable Cell cell) {
        return new DataAddress(query, frozen, widths, roomy, summed, cell);
    }

    /** With a column one place further to the left or to the right. */
    DataAddress moved(DataColumn column, int by) {
        List<DataColumn> columns = new ArrayList<>(query.columns());
        int from = columns.indexOf(column);
        int to = Math.clamp(from + by, 0, columns.size() - 1);
        columns.add(to, columns.remove(from));
        return with(query.withColumns(columns)).at(cell);
    }

    /** Without a column; what it filters goes on. */
    DataAddress without(DataColumn column) {
        List<DataColumn> columns = query.columns().stream().filter(each -> !each.equals(column)).toList();
        boolean wasFrozen = IntStream.range(0, frozen).anyMatch(i -> query.columns().get(i).equals(column));
        return new DataAddress(query.withColumns(columns), wasFrozen ? frozen - 1 : frozen, widths, roomy, summed, cell);
    }
}
