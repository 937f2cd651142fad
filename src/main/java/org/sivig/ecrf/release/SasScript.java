package org.sivig.ecrf.release;

import java.util.LinkedHashMap;
import java.util.Map;
import org.sivig.ecrf.export.ExportWords;

/** {@code import/sivig.sas}: reads the tables into SAS, with labels in one language. It was never run by SAS, and says so. */
final class SasScript {

    /** In bytes, of SAS. */
    private static final int LABEL = 256;
    private static final int RECORD = 65_535;

    private SasScript() {
    }

    static String of(ImportFiles.Context context) {
        ExportWords words = context.words();
        StringBuilder script = new StringBuilder("""
                /* SIVIG package for SAS 9.4 with encoding utf-8. Written after the manual and checked by rules: it was
                   not run by SAS. Tell where the package was unpacked: */
                %let sivig = .;

                proc format;
                """);
        formats(context).forEach((name, meanings) -> {
            script.append("  value ").append(name);
            boolean text = name.startsWith("$");
            meanings.forEach((code, meaning) -> script.append("\n    ")
                    .append(text ? SpssScript.quoted(code, LABEL) : code).append(" = ").append(SpssScript.quoted(meaning, LABEL)));
            script.append(";\n");
        });
        script.append("run;\n");
        for (Table table : context.tables()) {
            int record = table.columns().stream().mapToInt(column -> 3 + (column.number() ? 20
                    : 2 * context.lengths().of(column))).sum();
            script.append("\ndata ").append(table.name()).append(";\n  infile \"&sivig/").append(table.path())
                    .append("\" dsd dlm=',' firstobs=2 lrecl=").append(Math.max(RECORD, record))
                    .append(" truncover termstr=crlf encoding=\"utf-8\";\n");
            script.append("  length");
            table.columns().forEach(column -> script.append("\n    ").append(column.name()).append(' ')
                    .append(column.number() ? "8" : "$" + context.lengths().of(column)));
            script.append(";\n  informat");
            table.columns().forEach(column -> script.append("\n    ").append(column.name()).append(' ')
                    .append(column.number() ? "best32." : "$" + context.lengths().of(column) + "."));
            script.append(";\n");
            for (TableColumn column : table.columns()) {
                if (hasFormat(column, words)) {
                    script.append("  format ").append(column.name()).append(' ').append(format(column)).append(".;\n");
                }
                script.append("  label ").append(column.name()).append(" = ")
                        .append(SpssScript.quoted(column.label().apply(words), LABEL)).append(";\n");
            }
            script.append("  input");
            table.columns().forEach(column -> script.append("\n    ").append(column.name()));
            script.append(";\nrun;\n");
        }
        return script.toString();
    }

    private static boolean hasFormat(TableColumn column, ExportWords words) {
        return !column.key() && !column.meanings().apply(words).isEmpty();
    }

    /** The name of a format, which must not end with a digit. */
    private static String format(TableColumn column) {
        return (column.number() ? "" : "$") + column.list() + "_f";
    }

    private static Map<String, Map<String, String>> formats(ImportFiles.Context context) {
        ExportWords words = context.words();
        Map<String, Map<String, String>> formats = new LinkedHashMap<>();
        context.tables().stream().flatMap(table -> table.columns().stream()).filter(column -> hasFormat(column, words))
                .forEach(column -> formats.putIfAbsent(format(column), column.meanings().apply(words)));
        return formats;
    }
}
