package org.sivig.ecrf.data;

import java.io.Serial;
import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.crf.Code;
import org.sivig.ecrf.crf.CodeList;
import org.sivig.ecrf.crf.Form;
import org.sivig.ecrf.crf.Item;
import org.sivig.ecrf.crf.ItemType;
import org.sivig.ecrf.score.Evaluable;
import org.sivig.ecrf.study.CasebookRow;
import org.sivig.ecrf.study.Figure;
import org.sivig.ecrf.study.Patient;

/**
 * A column of the grid of a form: an item of it or of another form, a computed figure, a key of the row, or what lists
 * know of the patient. Got from {@link DataColumns}; two of the same grid are equal when their ids are.
 */
public final class DataColumn implements Serializable {

    /** What stands in a column. */
    public enum Kind {
        /** Answers. Only these can be empty, missing, verified, or have findings and queries. */
        ITEM,
        /** What is computed from answers. */
        FIGURE,
        /** What lists know of the patient. */
        PATIENT,
        /** What tells the row from its sisters. */
        KEY,
        /** How many of its items that may not stay blank hold a missing reason, or nothing. */
        ROW
    }

    private final String id;
    private final String grid;
    private final transient Kind kind;
    private final transient ItemType type;
    private final transient @Nullable CodeList<?> codes;
    private final transient int decimals;
    private final transient String unit;
    private final transient String labelKey;
    private final transient @Nullable Form<? extends CasebookRow> form;
    private final transient @Nullable Item<?, ?> item;
    private final transient @Nullable Item<?, ?> subject;
    private final transient String rowKey;
    private final transient @Nullable Figure<?> figure;

    DataColumn(String id, Form<?> grid, Kind kind, ItemType type, @Nullable CodeList<?> codes, int decimals,
            String unit, String labelKey, @Nullable Form<? extends CasebookRow> form, @Nullable Item<?, ?> item,
            @Nullable Item<?, ?> subject, String rowKey, @Nullable Figure<?> figure) {
        this.id = id;
        this.grid = grid.table();
        this.kind = kind;
        this.type = type;
        this.codes = codes;
        this.decimals = decimals;
        this.unit = unit;
        this.labelKey = labelKey;
        this.form = form;
        this.item = item;
        this.subject = subject;
        this.rowKey = rowKey;
        this.figure = figure;
    }

    /** Its name in addresses and saved views: {@code mrss}, {@code diagnosis.ssc_type}, {@code visit.mrss@m3}. */
    public String id() {
        return id;
    }

    public Kind kind() {
        return kind;
    }

    public ItemType type() {
        return type;
    }

    /** The code list; null for what has none. The sites are a list without codes, since they stand in the database. */
    public @Nullable CodeList<?> codes() {
        return codes;
    }

    /** The codes in paper order; empty without a code list, and for the sites. */
    public List<? extends Code> options() {
        return codes == null ? List.of() : codes.codes();
    }

    /** The most decimals of its numbers. */
    public int decimals() {
        return decimals;
    }

    /** Whether this is a code that it may show; of the sites and of rows that may be added, any that may come. */
    boolean mayHave(String code) {
        return options().stream().anyMatch(option -> option.code().equals(code))
                || (options().isEmpty() || kind == Kind.KEY) && code.matches("[0-9a-z_]{1,20}");
    }

    /** The unit as printed; empty when there is none. */
    public String unit() {
        return unit;
    }

    /** Key of its label; where there is a {@link #subject}, the label takes the label of that item as its value. */
    public String labelKey() {
        return labelKey;
    }

    /** The form in whose rows it stands; null for what belongs to the patient, and for keys. */
    public @Nullable Form<? extends CasebookRow> form() {
        return form;
    }

    /** The item whose answers it shows; null when it shows none. */
    public @Nullable Item<?, ?> item() {
        return item;
    }

    /** Whether it shows answers that are entered, and so can be missing, found odd, queried and verified. */
    public boolean isAnswer() {
        return item != null && !item.isFixed();
    }

    /** The item whose change, or value at the stop, is computed; null for all other columns. */
    public @Nullable Item<?, ?> subject() {
        return subject;
    }

    /** Whether it shows a change, of which the sign matters. */
    public boolean isChange() {
        return subject != null && figure == null;
    }

    /** Key of what is said of a value that means nothing for its patient; null when it does, or always does. */
    public @Nullable String unmeantKey(DataCell cell) {
        return figure == null || figure.meantFor() == null || cell.value() == null
                || cell.evaluable() == Evaluable.YES ? null : figure.unmeantKey(cell.evaluable());
    }

    /** The figure that says for which patients the values mean something; null when they do for all. */
    public @Nullable Figure<Patient> meantFor() {
        return figure == null ? null : figure.meantFor();
    }

    /** The row of the form to which it is pinned; empty when it goes along with the row of the grid. */
    public String rowKey() {
        return rowKey;
    }

    /** The table of the form of the grid. */
    String grid() {
        return grid;
    }

    /** The figure it shows; null for a change from M0, and for what is no figure. */
    public @Nullable Figure<?> figure() {
        return figure;
    }

    @Serial
    private Object readResolve() {
        return DataColumns.find(DataColumns.form(grid), id).orElseThrow();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof DataColumn column && column.id.equals(id) && column.grid.equals(grid);
    }

    @Override
    public int hashCode() {
        return id.hashCode();
    }

    @Override
    public String toString() {
        return id;
    }
}
