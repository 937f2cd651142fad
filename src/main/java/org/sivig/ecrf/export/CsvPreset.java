package org.sivig.ecrf.export;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How comma-separated values are written: for analysis, or as Excel in French opens them with a double click. */
public enum CsvPreset {
    /** UTF-8, comma, decimal point; one line for each record. */
    ANALYSIS,
    /** UTF-8 with a byte order mark, semicolon, decimal comma; no text is taken for a formula. */
    EXCEL;

    /** What a spreadsheet would take for a formula; a number is none. */
    private static final Pattern FORMULA = Pattern.compile("(?s)[=+\\-@\\t\\r].*");
    private static final Pattern NUMBER = Pattern.compile("[+-]?\\d+([.,]\\d+)?");

    /** What stands for a break within a text: each record is one line, whoever reads it. */
    private static final String BREAK = " ⏎ ";

    /** Begins a file. The writer has to be flushed at the end. */
    public CsvWriter open(OutputStream out) throws IOException {
        Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
        if (this == EXCEL) {
            writer.write('\uFEFF');
        }
        return CsvWriter.builder().fieldSeparator(this == EXCEL ? ';' : ',').lineDelimiter(LineDelimiter.CRLF)
                .build(writer);
    }

    public String text(String text) {
        return switch (this) {
            case ANALYSIS -> text.indexOf('\n') < 0 && text.indexOf('\r') < 0 ? text : text.replaceAll("\\R", BREAK);
            case EXCEL -> FORMULA.matcher(text).matches() && !NUMBER.matcher(text).matches() ? "'" + text : text;
        };
    }

    /** A text without a break, as it was before it was written for analysis. */
    public static String unbroken(String written) {
        return written.replace(BREAK, "\n");
    }

    /** A number or a text; empty for none. */
    public String value(@Nullable Object value) {
        return switch (value) {
            case null -> "";
            case BigDecimal number -> number(number);
            default -> text(value.toString());
        };
    }

    public String number(BigDecimal number) {
        String text = number.toPlainString();
        return this == EXCEL ? text.replace('.', ',') : text;
    }
}
