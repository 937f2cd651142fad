package org.sivig.ecrf.data;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.crf.Code;
import org.sivig.ecrf.crf.CodeList;
import org.sivig.ecrf.crf.Form;
import org.sivig.ecrf.crf.Item;
import org.sivig.ecrf.crf.ItemType;
import org.sivig.ecrf.crf.Row;
import org.sivig.ecrf.study.CasebookRow;
import org.sivig.ecrf.study.Figure;
import org.sivig.ecrf.study.Figures;
import org.sivig.ecrf.study.IdentificationForm;
import org.sivig.ecrf.study.Patient;
import org.sivig.ecrf.study.Study;
import org.sivig.ecrf.study.VisitForm;
import org.sivig.ecrf.study.life.CasebookState;

/** The columns that the grid of a form can have, made from the declaration. Identity is never among them. */
public final class DataColumns {

    /** The id of the column that shows the number of the patient. */
    public static final String NUMBER = "patient.number";
    static final String FIGURE = "figure.";
    static final String PATIENT = "patient.";
    static final String ROW = "row.";
    static final String MISSING = "row.missing";
    static final String BLANK = "row.blank";
    static final String WITHOUT = "row.without";

    private static final CodeList<CasebookState> STATES = CodeList.of("casebook_state", CasebookState.class);

    /** All columns of a grid by id, made when first asked for. */
    private static final Map<String, Map<String, DataColumn>> ALL = new ConcurrentHashMap<>();

    /** Some thousand columns are not looked through for every address. */
    private static final Map<String, List<DataColumn>> OWN = new ConcurrentHashMap<>();
    private static final Map<String, List<DataColumn>> IDENTIFYING = new ConcurrentHashMap<>();

    /** The key of a row, as a code. */
    private record KeyCode(String code) implements Code {
    }

    private DataColumns() {
    }

    /** The columns that the grid of a form has from the start: those that tell the row, and its own items. */
    public static List<DataColumn> of(Form<? extends CasebookRow> form) {
        return OWN.computeIfAbsent(form.table(), table -> Stream.concat(identifying(form).stream(), all(form).values().stream()
                .filter(column -> column.item() != null && column.form() == form && column.rowKey().isEmpty())).toList());
    }

    /** The columns that tell whose row it is, and which: the patient, the site and the keys. */
    public static List<DataColumn> identifying(Form<? extends CasebookRow> form) {
        return IDENTIFYING.computeIfAbsent(form.table(), table -> all(form).values().stream().filter(column -> switch (column) {
            case DataColumn.Key _ -> true;
            case DataColumn.OfPatient patient -> patient.name().equals("number") || patient.name().equals("site");
            case DataColumn.Answers _, DataColumn.Computed _, DataColumn.Change _, DataColumn.Count _ -> false;
        }).toList());
    }

    /** All columns that the grid of a form can have, except those of rows that the paper does not print. */
    public static List<DataColumn> available(Form<? extends CasebookRow> form) {
        return List.copyOf(all(form).values());
    }

    /** The column of this id; empty when the grid of this form can have none. */
    public static Optional<DataColumn> find(Form<? extends CasebookRow> form, String id) {
        DataColumn column = all(form).get(id);
        return column != null ? Optional.of(column) : furtherRow(form, id);
    }

    /**
     * The form of this table; two forms of a section may share their name.
     *
     * @throws IllegalArgumentException when there is no such form
     */
    public static Form<? extends CasebookRow> form(String table) {
        return Study.FORMS.stream().filter(form -> form.table().equals(table)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No form " + table));
    }

    /** What names the grid of a form in addresses and files: its table, with hyphens. */
    public static String path(Form<?> form) {
        return form.table().replace('_', '-');
    }

    /** The form on which an item stands. */
    static Form<? extends CasebookRow> formOf(Item<?, ?> item) {
        return Study.FORMS.stream().filter(form -> form.items().contains(item)).findFirst().orElseThrow();
    }

    private static Map<String, DataColumn> all(Form<? extends CasebookRow> form) {
        return ALL.computeIfAbsent(form.table(), name -> {
            Map<String, DataColumn> columns = new LinkedHashMap<>();
            patient(form).forEach(column -> columns.put(column.id(), column));
            keys(form).forEach(column -> columns.put(column.id(), column));
            List.of(MISSING, BLANK, WITHOUT).forEach(id -> columns.put(id, new DataColumn.Count(id, form)));
            ofRows(form, form, "").forEach(column -> columns.put(column.id(), column));
            for (Form<? extends CasebookRow> other : Study.FORMS) {
                if (other != form && isJoined(other, form)) {
                    ofRows(form, other, "").forEach(column -> columns.putIfAbsent(column.id(), column));
                }
                if (other.isRepeating()) {
                    other.printed().get().forEach(row -> ofRows(form, other, row.key())
                            .forEach(column -> columns.put(column.id(), column)));
                }
            }
            return columns;
        });
    }

    public static Set<String> keyNames(Form<?> form) {
        return form.printed().get().getFirst().keys().keySet();
    }

    /** Whether each row of the grid knows which row of the other form goes with it. */
    private static boolean isJoined(Form<?> other, Form<?> grid) {
        return keyNames(grid).containsAll(keyNames(other));
    }

    private static List<DataColumn> patient(Form<? extends CasebookRow> grid) {
        List<DataColumn> columns = new ArrayList<>(List.of(
                new DataColumn.OfPatient("number", grid, ItemType.TEXT, null, ""),
                new DataColumn.OfPatient("site", grid, ItemType.CHOICE, IdentificationForm.SITES, ""),
                new DataColumn.OfPatient("state", grid, ItemType.CHOICE, STATES, ""),
                new DataColumn.OfPatient("completeness", grid, ItemType.INTEGER, null, "%"),
                new DataColumn.OfPatient("verified", grid, ItemType.INTEGER, null, ""),
                new DataColumn.OfPatient("created", grid, ItemType.DATE, null, "")));
        columns.addAll(figures(Patient.class, grid, null, ""));
        return columns;
    }

    private static List<? extends DataColumn> keys(Form<? extends CasebookRow> grid) {
        return keyNames(grid).stream().map(name -> new DataColumn.Key(name, grid, new CodeList<>(name,
                grid.printed().get().stream().map(row -> row.code(name)).distinct().map(KeyCode::new).toList()))).toList();
    }

    /** The items and figures of the rows of a form: of one of them, or of that which goes with the row of the grid. */
    private static List<DataColumn> ofRows(Form<? extends CasebookRow> grid, Form<? extends CasebookRow> form,
            String rowKey) {
        List<DataColumn> columns = new ArrayList<>();
        for (Item<?, ?> item : form.items()) {
            if (!item.isIdentity()) {
                String name = form == grid && rowKey.isEmpty() ? item.name() : form.name() + "." + item.name();
                columns.add(new DataColumn.Answers(at(name, rowKey), grid, form, item, rowKey));
            }
        }
        columns.addAll(figures(form.rowType(), grid, form, rowKey));
        if (form == VisitForm.FORM && !rowKey.equals(DataChange.BASELINE)) {
            for (Item<?, ?> item : DataChange.ITEMS) {
                columns.add(new DataColumn.Change(at(FIGURE + item.name() + "_delta", rowKey), grid, form, item, false, rowKey));
                columns.add(new DataColumn.Change(at(FIGURE + item.name() + "_pct", rowKey), grid, form, item, true, rowKey));
            }
        }
        return columns;
    }

    private static List<? extends DataColumn> figures(Class<?> of, Form<?> grid,
            @Nullable Form<? extends CasebookRow> form, String rowKey) {
        return Figures.ALL.stream().filter(figure -> figure.rowType() == of).map(figure -> new DataColumn.Computed(
                at(FIGURE + figure.name(), rowKey), grid, form, figure, rowKey)).toList();
    }

    private static String at(String name, String rowKey) {
        return rowKey.isEmpty() ? name : name + "@" + rowKey;
    }

    /** A column pinned to a row that the paper does not print. */
    private static Optional<DataColumn> furtherRow(Form<? extends CasebookRow> grid, String id) {
        int at = id.indexOf('@');
        if (at < 0 || id.length() > 200) {
            return Optional.empty();
        }
        String rowKey = id.substring(at + 1);
        return Study.FORMS.stream().filter(form -> form.isRepeating() && isRow(form, rowKey))
                .flatMap(form -> ofRows(grid, form, rowKey).stream()).filter(column -> column.id().equals(id)).findFirst();
    }

    private static boolean isRow(Form<? extends CasebookRow> form, String rowKey) {
        Row row = form.rowAt(rowKey);
        return row != null && row.key().equals(rowKey);
    }
}
