package org.sivig.ecrf.export;

import static java.util.stream.Collectors.joining;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.crf.Code;
import org.sivig.ecrf.crf.Item;
import org.sivig.ecrf.crf.ItemType;
import org.sivig.ecrf.crf.MissingReason;
import org.sivig.ecrf.crf.PartialDate;
import org.sivig.ecrf.crf.YesNo;
import org.sivig.ecrf.data.DataCell;
import org.sivig.ecrf.data.DataColumn;
import org.sivig.ecrf.data.DataColumns;
import org.sivig.ecrf.study.Drug;
import org.sivig.ecrf.study.Figures;

/**
 * One column of a file. A column of a grid becomes one of values, or one of 0 and 1 for each option of a multiple
 * choice; one of missing reasons, if it shows answers; one that says whether a response means something for the
 * patient; and one that says whether a figure is approximate, if it can be.
 *
 * @param name  stable, of lower-case ASCII letters, digits and underscores
 * @param value a {@link BigDecimal} or a text; null when there is none
 */
public record ExportField(String name, DataColumn column, Content content, @Nullable Code option,
        Function<DataCell, @Nullable Object> value) {

    /** After the name of a column, names that of its missing reasons. */
    static final String MISSING = "_st";

    /** After the name of a response, names whether the patient is evaluable. */
    static final String EVALUABLE = "_evaluable";

    /** After the name of a figure, names whether a partial date was taken at its middle. */
    static final String APPROXIMATE = "_approx";

    /** The code list of missing reasons. */
    public static final String REASONS = MissingReason.LIST.name();

    /** The key whose codes say two things: a drug, and which episode of it. */
    private static final String DRUG = "row.drug";

    /** What stands in it. */
    public enum Content {
        VALUE, OPTION, MISSING, EVALUABLE, APPROXIMATE, EPISODE
    }

    /** The columns of a file for a column of a grid. */
    public static List<ExportField> of(DataColumn column) {
        String name = name(column);
        if (column.id().equals(DRUG)) {
            return List.of(new ExportField(name, column, Content.VALUE, null, cell -> drug((String) cell.value())),
                    new ExportField("episode", column, Content.EPISODE, null, cell ->
                            BigDecimal.valueOf(isOther((String) cell.value()) ? 1 : Drug.number((String) cell.value()))));
        }
        List<ExportField> fields = new ArrayList<>();
        if (column.type() == ItemType.MULTI_CHOICE) {
            column.options().forEach(option -> fields.add(new ExportField(name + "_" + option.code(), column,
                    Content.OPTION, option, cell -> cell.asked() && cell.value() instanceof Set<?> chosen
                            ? chosen.contains(option) ? BigDecimal.ONE : BigDecimal.ZERO : null)));
        } else {
            boolean numbered = isNumbered(column);
            fields.add(new ExportField(name, column, Content.VALUE, null,
                    cell -> cell.asked() ? plain(cell.value(), numbered) : null));
        }
        if (column.item() != null) {
            fields.add(new ExportField(name + MISSING, column, Content.MISSING, null,
                    cell -> cell.asked() && cell.missing() != null ? cell.missing().code() : null));
        }
        if (column.meantFor() != null) {
            fields.add(new ExportField(name + EVALUABLE, column, Content.EVALUABLE, null,
                    cell -> cell.evaluable() == null ? null : cell.evaluable().code()));
        }
        if (column instanceof DataColumn.Computed computed && computed.figure().dated()) {
            fields.add(new ExportField(name + APPROXIMATE, column, Content.APPROXIMATE, null,
                    cell -> cell.value() == null ? null : cell.approximate() ? BigDecimal.ONE : BigDecimal.ZERO));
        }
        return fields;
    }

    private static boolean isOther(String row) {
        return Drug.of(row).equals(Drug.OTHER);
    }

    /** The drug of a row as drugs are named in files: a free-text row by itself, every other without its episode. */
    private static String drug(String row) {
        return isOther(row) ? row : Drug.of(row);
    }

    /** What stands in it. */
    public ItemType type() {
        return switch (content) {
            case VALUE -> column.type();
            case OPTION, APPROXIMATE -> ItemType.YES_NO;
            case MISSING, EVALUABLE -> ItemType.CHOICE;
            case EPISODE -> ItemType.INTEGER;
        };
    }

    /** The name of the list of its codes; empty when it has none. */
    public String list() {
        return switch (content) {
            case VALUE -> column.codes() == null ? "" : column.codes().name();
            case OPTION, APPROXIMATE -> YesNo.LIST.name();
            case MISSING -> REASONS;
            case EVALUABLE -> Figures.EVALUABLE.name();
            case EPISODE -> "";
        };
    }

    /** Whether what stands in it are numbers, codes that are numbers among them. */
    public boolean isNumber() {
        return switch (content) {
            case VALUE -> switch (column.type()) {
                case INTEGER, DECIMAL, YEAR -> true;
                case YES_NO, CHOICE -> isNumbered(column);
                case TEXT, LONG_TEXT, DATE, PARTIAL_DATE, MULTI_CHOICE -> false;
            };
            case OPTION, APPROXIMATE, EPISODE -> true;
            case MISSING, EVALUABLE -> false;
        };
    }

    /** The codes that may stand in it, each with what it means, in order; empty where there are none. */
    public Map<String, String> meanings(ExportWords words) {
        Map<String, String> meanings = new LinkedHashMap<>();
        switch (content) {
            case VALUE -> {
                if (column.codes() != null) {
                    words.codes(column).flatMap(code -> column.id().equals(DRUG) && code.equals(Drug.OTHER)
                            ? Drug.othersPrinted() : Stream.of(code)).forEach(code -> meanings.put(code, words.code(column, code)));
                }
            }
            case OPTION, APPROXIMATE -> YesNo.LIST.codes().forEach(code -> meanings.put(code.code(), words.of("code.yes_no." + code.code())));
            case MISSING -> MissingReason.LIST.codes().forEach(reason ->
                    meanings.put(reason.code(), words.of("code.missing_reason." + reason.code())));
            case EVALUABLE -> Figures.EVALUABLE.codes().forEach(code ->
                    meanings.put(code.code(), words.of("code." + Figures.EVALUABLE.name() + "." + code.code())));
            case EPISODE -> {
            }
        }
        return meanings;
    }

    /** Whether it tells whose row it is, and which. */
    public boolean isKey() {
        return column instanceof DataColumn.Key || column.id().equals(DataColumns.NUMBER);
    }

    /** What it is called. */
    public String label(ExportWords words) {
        return describe(words).get(1);
    }

    /** Whether all its codes are numbers. */
    private static boolean isNumbered(DataColumn column) {
        return column.hasAllCodes() && column.options().stream().allMatch(code -> code.code().matches("0|[1-9]\\d{0,8}"));
    }

    private static @Nullable Object plain(@Nullable Object value, boolean numbered) {
        return switch (value) {
            case null -> null;
            case BigDecimal number -> number;
            case Integer number -> BigDecimal.valueOf(number);
            case PartialDate date -> date.toString();
            case Code code -> numbered ? new BigDecimal(code.code()) : code.code();
            default -> value.toString();
        };
    }

    /** The name of a column in files: its export name, without the keys of a row that goes along with the grid’s. */
    static String name(DataColumn column) {
        Item<?, ?> item = column.item();
        if (column.id().equals("patient.number")) {
            return "patient";
        }
        if (item == null) {
            String name = column.name().replaceAll("[@,]", "_");
            return column.id().equals("patient.state") ? "casebook_state" : name;
        }
        return column.rowKey().isEmpty()
                ? item.exportNamePattern().replaceAll("_?\\{\\w+}", "").replaceAll("^_", "")
                : item.exportName(Objects.requireNonNull(Objects.requireNonNull(column.form()).rowAt(column.rowKey())));
    }

    /** How wide it is in a workbook, in characters: as its name with the sign of the filter, and as what stands in it. */
    int width() {
        int values = content != Content.VALUE ? 0 : switch (column.type()) {
            case LONG_TEXT -> 50;
            case TEXT -> 14;
            case DATE, PARTIAL_DATE -> 11;
            case INTEGER, DECIMAL, YEAR, YES_NO, CHOICE, MULTI_CHOICE -> 0;
        };
        return Math.max(values, name.length() + 4);
    }

    // --- in the codebook ----------------------------------------------------------------------------------------------

    /** Its line in the codebook: name, label, type, unit and codes. */
    List<String> describe(ExportWords words) {
        String label = words.label(column);
        return switch (content) {
            case VALUE -> List.of(name, label, column.type().code(), words.unit(column), codes(words));
            case OPTION -> List.of(name, words.of("export.codebook.option", label,
                    words.code(column, Objects.requireNonNull(option).code())), ItemType.YES_NO.code(), "",
                    "1 = " + words.of("code.yes_no.1") + "; 0 = " + words.of("code.yes_no.0"));
            case APPROXIMATE -> List.of(name, words.of("export.codebook.approximate", label), ItemType.YES_NO.code(), "",
                    "1 = " + words.of("code.yes_no.1") + "; 0 = " + words.of("code.yes_no.0"));
            case EPISODE -> List.of(name, words.of("export.codebook.episode"), ItemType.INTEGER.code(), "", "");
            case EVALUABLE -> List.of(name, words.of(Objects.requireNonNull(column.meantFor()).labelKey()),
                    ItemType.CHOICE.code(), "", Figures.EVALUABLE.codes().stream().map(code -> code.code() + " = "
                            + words.of("code." + Figures.EVALUABLE.name() + "." + code.code())).collect(joining("; ")));
            case MISSING -> List.of(name, words.of("export.codebook.missing", label), ItemType.CHOICE.code(), "",
                    MissingReason.LIST.codes().stream().map(reason -> reason.code() + " = "
                            + words.of("code.missing_reason." + reason.code())).collect(joining("; ")));
        };
    }

    private String codes(ExportWords words) {
        return switch (column.type()) {
            case YES_NO, CHOICE -> meanings(words).entrySet().stream().map(code -> code.getKey() + " = " + code.getValue())
                    .collect(joining("; "));
            default -> "";
        };
    }
}
