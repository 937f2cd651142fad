package org.sivig.ecrf.data;

import java.io.Serial;
import java.io.Serializable;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.account.AccessPolicy;
import org.sivig.ecrf.crf.Code;
import org.sivig.ecrf.crf.CodeList;
import org.sivig.ecrf.crf.Form;
import org.sivig.ecrf.crf.Item;
import org.sivig.ecrf.crf.ItemType;
import org.sivig.ecrf.crf.Row;
import org.sivig.ecrf.score.Evaluable;
import org.sivig.ecrf.study.CasebookRow;
import org.sivig.ecrf.study.Figure;
import org.sivig.ecrf.study.Patient;

/**
 * A column of the grid of a form: what it shows is its class, and whoever adds one is led by the compiler to all that has
 * to be said of it. Got from {@link DataColumns}; two of the same grid are equal when their ids are.
 */
public abstract sealed class DataColumn implements Serializable {

    private final String id;
    private final String grid;
    private final transient ItemType type;
    private final transient @Nullable CodeList<?> codes;
    private final transient int decimals;
    private final transient String unit;
    private final transient String labelKey;
    private final transient @Nullable Form<? extends CasebookRow> form;
    private final transient String rowKey;

    private DataColumn(String id, Form<?> grid, ItemType type, @Nullable CodeList<?> codes, int decimals, String unit,
            String labelKey, @Nullable Form<? extends CasebookRow> form, String rowKey) {
        this.id = id;
        this.grid = grid.table();
        this.type = type;
        this.codes = codes;
        this.decimals = decimals;
        this.unit = unit;
        this.labelKey = labelKey;
        this.form = form;
        this.rowKey = rowKey;
    }

    /** The answers to an item. Only these can be missing, verified, or have findings and queries. */
    public static final class Answers extends DataColumn {

        private final transient Item<?, ?> item;

        Answers(String id, Form<?> grid, Form<? extends CasebookRow> form, Item<?, ?> item, String rowKey) {
            super(id, grid, item.type(), item.codes(), item.decimals(), item.unit(), item.labelKey(), form, rowKey);
            this.item = item;
        }

        @Override
        public Item<?, ?> item() {
            return item;
        }
    }

    /** A figure, of the patient or of a row. */
    public static final class Computed extends DataColumn {

        private final transient Figure<?> figure;

        Computed(String id, Form<?> grid, @Nullable Form<? extends CasebookRow> form, Figure<?> figure, String rowKey) {
            super(id, grid, figure.type(), figure.codes(), figure.decimals(), figure.unit(), figure.labelKey(), form,
                    rowKey);
            this.figure = figure;
        }

        @Override
        public Figure<?> figure() {
            return figure;
        }

        @Override
        public @Nullable Item<?, ?> subject() {
            return figure.subject();
        }
    }

    /** The change of a number since M0. */
    public static final class Change extends DataColumn {

        private final transient Item<?, ?> subject;
        private final transient boolean percent;

        Change(String id, Form<?> grid, Form<? extends CasebookRow> form, Item<?, ?> subject, boolean percent,
                String rowKey) {
            super(id, grid, percent ? ItemType.DECIMAL : subject.type(), null, percent ? 1 : subject.decimals(),
                    percent ? "%" : subject.unit(), percent ? "figure.pct" : "figure.delta", form, rowKey);
            this.subject = subject;
            this.percent = percent;
        }

        @Override
        public Item<?, ?> subject() {
            return subject;
        }

        /** Whether it is in per cent of the value at M0. */
        public boolean isPercent() {
            return percent;
        }
    }

    /** What lists know of the patient. */
    public static final class OfPatient extends DataColumn {
        OfPatient(String name, Form<?> grid, ItemType type, @Nullable CodeList<?> codes, String unit) {
            super(DataColumns.PATIENT + name, grid, type, codes, 0, unit, "data.patient." + name, null, "");
        }
    }

    /** A key, which tells the row from its sisters. */
    public static final class Key extends DataColumn {
        Key(String name, Form<?> grid, CodeList<?> codes) {
            super(DataColumns.ROW + name, grid, ItemType.CHOICE, codes, 0, "", "data.row." + name, null, "");
        }

        /** Whether a row has one of these codes here, or is a further one of the kind of one of them. */
        public boolean isAnyOf(Set<String> codes, Row row) {
            return codes.contains(row.keys().get(name())) || codes.contains(row.code(name()));
        }
    }

    /** How many items of the row that may not stay blank hold a missing reason, or nothing, or are without a value. */
    public static final class Count extends DataColumn {
        Count(String id, Form<?> grid) {
            super(id, grid, ItemType.INTEGER, null, 0, "", "data." + id, null, "");
        }
    }

    /** Whether the sum of what it shows tells anything. */
    public boolean isSummed() {
        return switch (this) {
            case Answers _, Computed _, Change _, Count _ -> true;
            case OfPatient column -> column.type() == ItemType.INTEGER || !column.options().isEmpty();
            case Key _ -> false;
        };
    }

    /** Whether {@link #options} are all the codes that it can show; sites and further rows come as the study goes. */
    public boolean hasAllCodes() {
        return switch (this) {
            case Answers _, Computed _, Change _, OfPatient _, Count _ -> !options().isEmpty();
            case Key _ -> false;
        };
    }

    /** Its name in addresses and saved views: {@code mrss}, {@code diagnosis.ssc_type}, {@code visit.mrss@m3}. */
    public String id() {
        return id;
    }

    /** The id without what stands before the first point. */
    public String name() {
        return id.substring(id.indexOf('.') + 1);
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
                || !hasAllCodes() && code.matches("[0-9a-z_]{1,20}");
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
        return null;
    }

    /** Whether it shows answers that are entered, and so can be missing, found odd, queried and verified. */
    public boolean isAnswer() {
        return item() != null && !item().isFixed();
    }

    /** Whether the viewer sees what it shows. */
    public boolean isSeenBy(AccessPolicy policy) {
        return item() == null || policy.sees(item());
    }

    /** The item whose change, or value at the stop, is computed; null for all other columns. */
    public @Nullable Item<?, ?> subject() {
        return null;
    }

    /** The item that it shows, or from which what it shows is computed in the first place; null when there is none. */
    public @Nullable Item<?, ?> basis() {
        return item() != null ? item() : subject() != null ? subject() : figure() == null ? null : figure().from();
    }

    /** Whether it shows a change, of which the sign matters. */
    public boolean isChange() {
        return this instanceof Change;
    }

    /** Key of what is said of a value that means nothing for its patient; null when it does, or always does. */
    public @Nullable String unmeantKey(DataCell cell) {
        return meantFor() == null || cell.value() == null || cell.evaluable() == Evaluable.YES ? null
                : figure().unmeantKey(cell.evaluable());
    }

    /** The figure that says for which patients the values mean something; null when they do for all. */
    public @Nullable Figure<Patient> meantFor() {
        return figure() == null ? null : figure().meantFor();
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
        return null;
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
