package org.sivig.ecrf.audit.ui;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.sivig.ecrf.audit.AuditRecord;
import org.sivig.ecrf.casebook.ui.RecordWords;
import org.sivig.ecrf.casebook.ui.Words;
import org.sivig.ecrf.crf.Casebook;
import org.sivig.ecrf.study.Study;

/** Writes audit records as comma-separated values: for analysis, or as Excel in French opens them with a double click. */
enum AuditCsv {
    ANALYSIS, EXCEL;

    private static final DateTimeFormatter ISO = DateTimeFormatter.ISO_OFFSET_DATE_TIME.withZone(Study.ZONE);
    /** What a spreadsheet would take for a formula; a number is none. */
    private static final Pattern FORMULA = Pattern.compile("(?s)[=+\\-@\\t\\r].*");
    private static final Pattern NUMBER = Pattern.compile("[+-]?\\d+([.,]\\d+)?");

    private static final List<String> COLUMNS = List.of("at", "username", "user", "role", "site", "patient", "seq",
            "form", "export_name", "item", "old", "new", "reason", "act", "query");

    /** Receives the records and hands them on to the one who writes them. */
    interface Source {
        void forEach(Consumer<AuditRecord> writer);
    }

    /** Writes as the records come, and holds none. */
    void write(Source records, Words words, OutputStream out) throws IOException {
        Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
        if (this == EXCEL) {
            writer.write('\uFEFF');
        }
        RecordWords said = new RecordWords(words);
        CsvWriter csv = CsvWriter.builder().fieldSeparator(this == EXCEL ? ';' : ',').lineDelimiter(LineDelimiter.CRLF)
                .build(writer);
        csv.writeRecord(COLUMNS.stream().map(column -> words.of("audit.csv." + column)).toList());
        records.forEach(record -> csv.writeRecord(fields(record, said)));
        csv.flush();
    }

    private List<String> fields(AuditRecord record, RecordWords said) {
        List<String> fields = new ArrayList<>(List.of(
                this == EXCEL ? RecordWords.moment(record.at()) : ISO.format(record.at()), record.username(),
                said.user(record), said.role(record), record.site(), record.patient(), "" + record.seq(),
                said.form(record.form()), record.instance().map(Casebook.Instance::exportName).orElse(""),
                said.item(record), said.before(record), said.after(record), said.reason(record.reason()),
                said.act(record), Objects.toString(record.query(), "")));
        if (this == EXCEL) {
            fields.replaceAll(text -> FORMULA.matcher(text).matches() && !NUMBER.matcher(text).matches()
                    ? "'" + text : text);
        }
        return fields;
    }
}
