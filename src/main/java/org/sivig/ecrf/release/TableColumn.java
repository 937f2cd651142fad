package org.sivig.ecrf.release;

import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.crf.Item;
import org.sivig.ecrf.crf.ItemType;
import org.sivig.ecrf.data.CasebookCells;
import org.sivig.ecrf.data.DataColumn;
import org.sivig.ecrf.export.ExportField;
import org.sivig.ecrf.export.ExportWords;
import org.sivig.ecrf.study.CasebookRow;

/**
 * A column of a table: one of the files of a grid, or one that only the package has.
 *
 * @param name     stable, of lower-case ASCII letters, digits and underscores
 * @param type     of its values; YES_NO for an option of a multiple choice, CHOICE for reasons
 * @param decimals the most that a number has
 * @param list     what the code list is called in {@code codebook/codelists.csv}; empty when it has none
 * @param number   whether its values are numbers, codes that are numbers among them
 * @param key      whether it tells whose row it is
 * @param column   the column of the grid it comes from; null when only the package has it
 * @param label    what it is called in a language
 * @param meanings its codes, each with what it means in a language; empty where it has none
 */
public record TableColumn(String name, ItemType type, int decimals, String list, boolean number,
        boolean key, @Nullable DataColumn column, Function<ExportWords, String> label,
        Function<ExportWords, Map<String, String>> meanings, Reader reader) {

    /** Reads its value, a {@link java.math.BigDecimal} or a text; null when there is none. */
    interface Reader {
        @Nullable Object read(CasebookCells cells, @Nullable CasebookRow row);
    }

    /** The item whose answers, options or reasons stand in it; null when it is none. */
    public @Nullable Item<?, ?> item() {
        return column == null ? null : column.item();
    }

    /** The unit as printed; empty when there is none. */
    public String unit() {
        return column == null || isReason() ? "" : column.unit();
    }

    /** Whether it is the missing reason of an item. */
    public boolean isReason() {
        return list.equals(ExportField.REASONS);
    }

    /** The columns of a grid’s file for one column of the grid. */
    static Stream<TableColumn> of(DataColumn column) {
        return ExportField.of(column).stream().map(field -> new TableColumn(field.name(), field.type(),
                field.type() == ItemType.DECIMAL ? column.decimals() : 0, field.list(), field.isNumber(), field.isKey(), column,
                field::label, field::meanings, (cells, row) -> field.value().apply(cells.cell(column, row))));
    }
}
