package org.sivig.ecrf.data;

import static java.util.stream.Collectors.joining;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.crf.Answer;
import org.sivig.ecrf.crf.Casebook;
import org.sivig.ecrf.crf.Form;
import org.sivig.ecrf.crf.ItemType;
import org.sivig.ecrf.crf.Item;
import org.sivig.ecrf.crf.Row;
import org.sivig.ecrf.score.ChangeFromBaseline.Measurement;
import org.sivig.ecrf.score.ChangeFromBaseline;
import org.sivig.ecrf.score.Evaluable;
import org.sivig.ecrf.study.CasebookRow;
import org.sivig.ecrf.study.Figure;
import org.sivig.ecrf.study.Patient;
import org.sivig.ecrf.study.Visit;
import org.sivig.ecrf.study.VisitForm;

/**
 * What the columns of grids show, read from one casebook in memory instead of from the database; of figures, what leaves
 * the system.
 */
public final class CasebookCells {

    private final Patient patient;
    private final Casebook casebook;
    private final Map<Form<?>, Map<String, Row>> rows = new HashMap<>();
    private @Nullable Read last;

    /** A cell that was read: a file asks for the same one for each of its columns, one after the other. */
    private record Read(DataColumn column, @Nullable CasebookRow here, DataCell cell) {
    }

    public CasebookCells(Patient patient, Casebook casebook) {
        this.patient = patient;
        this.casebook = casebook;
    }

    public Casebook casebook() {
        return casebook;
    }

    /**
     * A cell. Findings, queries and verification are not told, as when rows are streamed.
     *
     * @param here the row of the grid; null in a grid of patients
     */
    public DataCell cell(DataColumn column, @Nullable CasebookRow here) {
        Read before = last;
        if (before != null && before.column() == column && before.here() == here) {
            return before.cell();
        }
        DataCell cell = read(column, here);
        last = new Read(column, here, cell);
        return cell;
    }

    private DataCell read(DataColumn column, @Nullable CasebookRow here) {
        return switch (column) {
            case DataColumn.Answers answers -> answer(answers, row(column, here));
            case DataColumn.Computed computed -> figure(computed, row(column, here));
            case DataColumn.Change change -> cell(column, row(column, here) instanceof Visit visit
                    ? change(change, visit, casebook) : null);
            case DataColumn.Key key -> cell(column, here == null ? null : here.keys().get(key.name()));
            case DataColumn.OfPatient of -> cell(column, switch (of.name()) {
                case "number" -> patient.getNumber();
                case "site" -> patient.getSite();
                case "state" -> patient.getState();
                default -> throw new IllegalArgumentException("Not of a casebook: " + column);
            });
            case DataColumn.Count _ -> throw new IllegalArgumentException("Not of a casebook: " + column);
        };
    }

    private DataCell answer(DataColumn.Answers column, @Nullable Row row) {
        if (row == null) {
            return cell(column, null);
        }
        Answer<?> answer = column.item().inAny(row);
        return new DataCell(scaled(column, answer.value()), answer.missing(), column.item().isAsked(row, casebook),
                false, null, false, false, false);
    }

    private DataCell figure(DataColumn.Computed column, @Nullable Row row) {
        Object of = column.form() == null ? patient : row;
        Figure.Value value = of == null ? null : value(column.figure(), of, casebook);
        Figure<Patient> meantFor = column.figure().meantFor();
        Figure.Value evaluable = meantFor == null ? null : meantFor.value().apply(patient, casebook);
        return new DataCell(value == null ? null : scaled(column, value.shown()), null, true,
                value != null && value.approximate(), evaluable == null ? null : (Evaluable) evaluable.shown(), false,
                false, false);
    }

    private static DataCell cell(DataColumn column, @Nullable Object value) {
        return new DataCell(scaled(column, value), null, true, false, null, false, false, false);
    }

    /** Numbers have as many decimals as their column. */
    private static @Nullable Object scaled(DataColumn column, @Nullable Object value) {
        return value instanceof BigDecimal number && column.type() == ItemType.DECIMAL
                ? number.setScale(column.decimals(), RoundingMode.HALF_UP) : value;
    }

    /** The row in which a column stands, seen from that of the grid; null where there is none. */
    private @Nullable Row row(DataColumn column, @Nullable CasebookRow here) {
        Form<? extends CasebookRow> form = column.form();
        if (form == null || here != null && column.rowKey().isEmpty() && form.rowType().isInstance(here)) {
            return here;
        }
        String key = !column.rowKey().isEmpty() || here == null ? column.rowKey() : DataColumns.keyNames(form).stream()
                .map(name -> here.keys().getOrDefault(name, "")).collect(joining(","));
        return rows.computeIfAbsent(form, each -> {
            Map<String, Row> byKey = new HashMap<>();
            casebook.rows(each).forEach(row -> byKey.put(row.key(), row));
            return byKey;
        }).get(key);
    }

    // --- what is computed -------------------------------------------------------------------------------------------

    @SuppressWarnings("unchecked")
    private static Figure.@Nullable Value value(Figure<?> figure, Object of, Casebook casebook) {
        return ((Figure<Object>) figure).value().apply(of, casebook);
    }

    /** What a column of figures shows of a patient or a row; null when there is no row, or an answer that it needs is not known. */
    public static @Nullable Object figure(DataColumn.Computed column, @Nullable Object of, Casebook casebook) {
        Figure.Value value = of == null ? null : value(column.figure(), of, casebook);
        return value == null ? null : value.shown();
    }

    /** What a column of changes since M0 shows at a visit. */
    public static @Nullable Object change(DataColumn.Change column, Visit now, Casebook casebook) {
        Visit then = casebook.rows(VisitForm.FORM).stream().filter(each -> each.isAt("visit", DataChange.BASELINE))
                .findFirst().orElse(null);
        Item<?, ?> item = column.subject();
        if (then == null || now.isAt("visit", DataChange.BASELINE)) {
            return null;
        }
        ChangeFromBaseline change =
                ChangeFromBaseline.of(measured(then, item), measured(now, item), item.decimals());
        if (change == null) {
            return null;
        }
        return !column.isPercent() ? change.delta().shown()
                : change.percent() == null ? null : change.percent().shown();
    }

    private static Measurement measured(Visit visit, Item<?, ?> item) {
        Item<?, ?> comparator = VisitForm.COMPARATORS.get(item);
        return new Measurement((Number) item.inAny(visit).value(),
                comparator != null && comparator.inAny(visit).value() != null,
                item == VisitForm.BNP && visit.getBnpType() != null ? visit.getBnpType().code() : null);
    }
}
