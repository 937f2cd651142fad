package org.sivig.ecrf.release;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.crf.Item;
import org.sivig.ecrf.export.ExportWords;

/** What the columns of a package are and what their codes mean, in both languages. */
final class Codebook {

    static final List<String> COLUMNS = List.of("table", "position", "name", "type", "list", "decimals", "key", "form",
            "item", "unit_fr", "unit_en", "label_fr", "label_en");
    static final List<String> CODES = List.of("list", "position", "code", "label_fr", "label_en");

    private Codebook() {
    }

    static List<List<Object>> columns(Cut cut) {
        ExportWords french = cut.words(Locale.FRENCH);
        ExportWords english = cut.words(Locale.ENGLISH);
        List<List<Object>> lines = new ArrayList<>();
        for (Table table : cut.tables()) {
            int position = 0;
            for (TableColumn column : table.columns()) {
                Item<?, ?> item = column.item();
                lines.add(List.of(table.name(), ++position, column.name(), column.type().code(), column.list(),
                        column.decimals(), column.key() ? 1 : 0, item == null ? "" : item.form(),
                        item == null ? "" : item.name(), unit(column, french), unit(column, english),
                        column.label().apply(french), column.label().apply(english)));
            }
        }
        return lines;
    }

    private static String unit(TableColumn column, ExportWords words) {
        return column.unit().isEmpty() || column.column() == null ? "" : words.unit(column.column());
    }

    static List<List<Object>> codes(Cut cut) {
        List<List<Object>> lines = new ArrayList<>();
        lists(cut).forEach((list, codes) -> {
            int[] position = {0};
            codes.forEach((code, labels) -> lines.add(List.of(list, ++position[0], code, labels.get(0), labels.get(1))));
        });
        return lines;
    }

    /** Every code list with its codes, each with what it means in French and in English. */
    static Map<String, Map<String, List<String>>> lists(Cut cut) {
        ExportWords french = cut.words(Locale.FRENCH);
        ExportWords english = cut.words(Locale.ENGLISH);
        Map<String, Map<String, List<String>>> lists = new LinkedHashMap<>();
        cut.tables().stream().flatMap(table -> table.columns().stream()).filter(column -> !column.list().isEmpty())
                .forEach(column -> {
                    Map<String, String> inEnglish = column.meanings().apply(english);
                    Map<String, List<String>> codes = lists.computeIfAbsent(column.list(), list -> new LinkedHashMap<>());
                    column.meanings().apply(french).forEach((code, meaning) ->
                            codes.putIfAbsent(code, List.of(meaning, inEnglish.get(code))));
                });
        return lists;
    }

    /** As a page that any browser shows, without a network. */
    static String page(Cut cut) {
        StringBuilder page = new StringBuilder("""
                <!DOCTYPE html>
                <html lang="fr"><head><meta charset="utf-8"><title>SIVIG – codebook</title><style>
                body{font:14px/1.4 system-ui,sans-serif;margin:2rem;color:#1a2330}
                table{border-collapse:collapse;margin:.5rem 0 2rem}
                th,td{border:1px solid #c9d1da;padding:.2rem .5rem;text-align:left;vertical-align:top}
                th{background:#eef2f6}code{font-family:ui-monospace,monospace}
                </style></head><body>
                """);
        element(page, "h1", Packer.name(cut));
        ExportWords french = cut.words(Locale.FRENCH);
        ExportWords english = cut.words(Locale.ENGLISH);
        page.append("<p>");
        text(page, french.of("package.codebook"));
        page.append("<br><span lang=\"en\">");
        text(page, english.of("package.codebook"));
        page.append("</span></p>\n");
        String table = null;
        for (List<Object> line : columns(cut)) {
            if (!line.getFirst().equals(table)) {
                page.append(table == null ? "" : "</table>\n");
                table = (String) line.getFirst();
                element(page, "h2", "data/" + table + ".csv");
                head(page, COLUMNS.subList(1, COLUMNS.size()));
            }
            row(page, line.subList(1, line.size()));
        }
        page.append("</table>\n");
        element(page, "h2", "codelists.csv");
        head(page, CODES);
        codes(cut).forEach(line -> row(page, line));
        return page.append("</table>\n</body></html>\n").toString();
    }

    private static void head(StringBuilder page, List<String> names) {
        page.append("<table><tr>");
        names.forEach(name -> element(page, "th", name));
        page.append("</tr>\n");
    }

    private static void row(StringBuilder page, List<?> values) {
        page.append("<tr>");
        values.forEach(value -> element(page, "td", value));
        page.append("</tr>\n");
    }

    private static void element(StringBuilder page, String name, @Nullable Object text) {
        page.append('<').append(name).append('>');
        text(page, String.valueOf(text));
        page.append("</").append(name).append('>');
    }

    private static void text(StringBuilder page, String text) {
        page.append(text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"));
    }
}
