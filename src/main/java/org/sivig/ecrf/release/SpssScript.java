package org.sivig.ecrf.release;

import static java.util.stream.Collectors.joining;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.sivig.ecrf.export.ExportWords;

/** {@code import/sivig.sps}: reads the tables into SPSS, and into PSPP, with labels in one language. */
final class SpssScript {

    /** In bytes, of SPSS. */
    private static final int VARIABLE_LABEL = 200;
    private static final int VALUE_LABEL = 120;

    private SpssScript() {
    }

    static String of(ImportFiles.Context context) {
        ExportWords words = context.words();
        StringBuilder script = new StringBuilder("""
                * SIVIG package for SPSS and PSPP: run it in the folder into which the package was unpacked.
                * SPSS: CD 'C:\\the\\folder'. before it. The tables are saved there as .sav files.
                SET DECIMAL=DOT.
                """);
        for (Table table : context.tables()) {
            script.append("\nGET DATA\n  /TYPE=TXT\n  /FILE='").append(table.path()).append("'\n  /ENCODING='UTF-8'\n")
                    .append("  /ARRANGEMENT=DELIMITED\n  /FIRSTCASE=2\n  /DELIMITERS=\",\"\n  /QUALIFIER='\"'\n  /VARIABLES=\n");
            table.columns().forEach(column -> script.append("    ").append(column.name()).append(' ')
                    .append(format(column, context.lengths())).append('\n'));
            script.append("  .\nVARIABLE LABELS\n  ").append(table.columns().stream().map(column -> column.name() + " "
                    + quoted(column.label().apply(words), VARIABLE_LABEL)).collect(joining("\n  /"))).append(".\n");
            for (TableColumn column : table.columns()) {
                Map<String, String> meanings = column.meanings().apply(words);
                if (!meanings.isEmpty() && !column.key()) {
                    script.append("VALUE LABELS ").append(column.name());
                    meanings.forEach((code, meaning) -> {
                        if (column.number() || bytes(code) <= context.lengths().of(column)) {
                            script.append("\n  ").append(column.number() ? code : quoted(code, VALUE_LABEL)).append(' ')
                                    .append(quoted(meaning, VALUE_LABEL));
                        }
                    });
                    script.append(".\n");
                }
            }
            script.append("SAVE OUTFILE='").append(table.name()).append(".sav'.\n");
        }
        return script.toString();
    }

    private static String format(TableColumn column, ImportFiles.Lengths lengths) {
        return column.number() ? "F12." + column.decimals() : "A" + lengths.of(column);
    }

    static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    /** A text between single quotes, as long as it may be in bytes. */
    static String quoted(String text, int most) {
        int[] used = {0};
        StringBuilder fits = new StringBuilder("'");
        text.replaceAll("\\s+", " ").codePoints().takeWhile(point -> (used[0] += bytes(Character.toString(point))) <= most)
                .forEach(point -> fits.append(point == '\'' ? "''" : Character.toString(point)));
        return fits.append('\'').toString();
    }
}
