package org.sivig.ecrf.ui;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.sivig.ecrf.audit.RecordText;
import org.sivig.ecrf.crf.Code;
import org.sivig.ecrf.crf.Form;
import org.sivig.ecrf.crf.Item;
import org.sivig.ecrf.crf.Row;
import org.sivig.ecrf.data.DataCell;
import org.sivig.ecrf.data.DataColumn;
import org.sivig.ecrf.export.ExportWords;
import org.sivig.ecrf.study.CasebookRow;
import org.sivig.ecrf.study.Study;

/**
 * How columns of data grids, their codes and their cells are written for the reader.
 *
 * @param sites names by code
 */
public record ColumnWords(Words words, RecordText said, Map<String, String> sites) implements ExportWords {

    private static final String SITE = "patient.site";

    public ColumnWords(Words words, Map<String, String> sites) {
        this(words, new RecordText(words.study()), sites);
    }

    @Override
    public String of(String key, Object... values) {
        return words.of(key, values);
    }

    /** A form as grids name it: by the number that the paper prints, and its short name. */
    public String form(Form<?> form) {
        return said.form(form.table());
    }

    /** What a column shows, with the row to which it is pinned. */
    @Override
    public String label(DataColumn column) {
        String row = row(column);
        return row.isEmpty() ? own(column) : of("drug.item", own(column), row);
    }

    /** The same in its head: in short where the label of its item is long, or that of another item too. */
    public String head(DataColumn column) {
        String row = row(column);
        String head = column.item() == null || words.label(column.item()).equals(words.head(column.item())) ? own(column)
                : words.head(column.item());
        return row.isEmpty() ? head : of("drug.item", head, row);
    }

    private String own(DataColumn column) {
        Item<?, ?> item = column.item();
        if (item == null) {
            return column.subject() == null ? of(column.labelKey()) : of(column.labelKey(), words.label(column.subject()));
        }
        return !column.rowKey().isEmpty() && column.form() != null
                ? Stream.ofNullable(Study.instance(column.form().name(), column.rowKey(), item.name()))
                        .map(words::label).findFirst().orElseGet(() -> words.label(item))
                : words.label(item);
    }

    private String row(DataColumn column) {
        Row row = column.form() == null || column.rowKey().isEmpty() ? null : column.form().rowAt(column.rowKey());
        return row == null ? "" : said.row(row);
    }

    /** The label with its unit. */
    public String full(DataColumn column) {
        return column.unit().isEmpty() ? label(column) : of("data.with-unit", label(column), unit(column));
    }

    @Override
    public String unit(DataColumn column) {
        return words.unit(column.unit());
    }

    /** Where a column comes from: the patient, or the form. */
    public String place(DataColumn column) {
        return column.form() != null ? form(column.form()) : of(switch (column) {
            case DataColumn.OfPatient _ -> "data.place.PATIENT";
            case DataColumn.Key _, DataColumn.Count _ -> "data.place.ROW";
            case DataColumn.Answers _, DataColumn.Computed _, DataColumn.Change _ -> "data.place.FIGURE";
        });
    }

    /** The group of the paper in which an item of the grid’s own form is printed; of another column, its form. */
    public String group(DataColumn column, Form<?> grid) {
        Item<?, ?> item = column.item();
        if (column.form() != grid) {
            return column.form() == null ? "" : form(column.form());
        }
        if (item == null) {
            return of("data.place.FIGURE");
        }
        String key = "group." + item.form() + "." + item.group();
        return Stream.of(key, key + ".1").filter(words::has).map(words::of).findFirst().orElse("");
    }

    /** A value; empty when there is none. */
    public String value(DataColumn column, DataCell cell) {
        Object value = cell.value();
        if (value == null) {
            return "";
        }
        String text = value instanceof String code && !column.isAnswer() && !column.id().equals("patient.number")
                ? code(column, code) : value instanceof Code code && column.item() == null ? code(column, code.code())
                : column.item() != null ? words.value(column.item(), value)
                : value instanceof BigDecimal number ? number(column, number)
                : value instanceof Integer number ? number(column, BigDecimal.valueOf(number)) : value.toString();
        return cell.approximate() ? of("data.about", text) : text;
    }

    private String number(DataColumn column, BigDecimal number) {
        return column.isChange() ? words.signed(number) : words.number(number);
    }

    /** What a code of a column means. */
    @Override
    public String code(DataColumn column, String code) {
        if (column.id().equals(SITE) || column.codes() != null && column.codes().codes().isEmpty()) {
            return sites.containsKey(code) ? code + " " + sites.get(code) : code;
        }
        String list = Objects.requireNonNull(column.codes()).name();
        return switch (list) {
            case "visit" -> Words.visit(code);
            case "casebook_state" -> of("state." + code.toUpperCase(Locale.ROOT));
            case "course" -> of("course", code);
            case "drug" -> words.drug(code);
            default -> of("code." + list + "." + code);
        };
    }

    /** The codes that a column can have, in order. */
    @Override
    public Stream<String> codes(DataColumn column) {
        return column.options().isEmpty() ? sites.keySet().stream() : column.options().stream().map(Code::code);
    }

    /** The address of what a cell shows: where an item is typed, otherwise the casebook. */
    public static String path(DataColumn column, Form<? extends CasebookRow> grid, String patient, String rowKey) {
        Item<?, ?> item = column.item() != null ? column.item() : column.subject();
        Form<? extends CasebookRow> form = column.form();
        return CasebookAddress.of(patient, item == null || form == null ? null : Study.instance(form.name(),
                column.rowKey().isEmpty() ? rowKey(form, grid, rowKey) : column.rowKey(), item.name()));
    }

    /** The key of the row of a form that goes with a row of the grid. */
    private static String rowKey(Form<?> form, Form<?> grid, String rowKey) {
        Row row = grid.rowAt(rowKey);
        return row == null ? "" : form.printed().get().getFirst().keys().keySet().stream()
                .map(name -> row.keys().getOrDefault(name, "")).collect(Collectors.joining(","));
    }
}
