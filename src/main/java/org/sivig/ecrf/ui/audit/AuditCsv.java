package org.sivig.ecrf.ui.audit;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.sivig.ecrf.audit.AuditRecord;
import org.sivig.ecrf.crf.Casebook;
import org.sivig.ecrf.export.CsvPreset;
import org.sivig.ecrf.study.Study;
import org.sivig.ecrf.ui.RecordWords;
import org.sivig.ecrf.ui.Words;

/** Writes audit records as comma-separated values. */
enum AuditCsv {
    ANALYSIS(CsvPreset.ANALYSIS), EXCEL(CsvPreset.EXCEL);

    private static final DateTimeFormatter ISO = DateTimeFormatter.ISO_OFFSET_DATE_TIME.withZone(Study.ZONE);
    private static final List<String> COLUMNS = List.of("at", "username", "user", "role", "site", "patient", "seq",
            "form", "export_name", "item", "old", "new", "reason", "act", "query");

    private final CsvPreset preset;

    AuditCsv(CsvPreset preset) {
        this.preset = preset;
    }

    /** Receives the records and hands them on to the one who writes them. */
    interface Source {
        void forEach(Consumer<AuditRecord> writer);
    }

    /** Writes as the records come, and holds none. */
    void write(Source records, Words words, OutputStream out) throws IOException {
        RecordWords said = new RecordWords(words);
        CsvWriter csv = preset.open(out);
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
        fields.replaceAll(preset::text);
        return fields;
    }
}
