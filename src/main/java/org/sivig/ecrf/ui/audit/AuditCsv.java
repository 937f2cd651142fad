package org.sivig.ecrf.ui.audit;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.audit.AuditColumns;
import org.sivig.ecrf.audit.AuditRecord;
import org.sivig.ecrf.audit.Reason;
import org.sivig.ecrf.audit.RecordText;
import org.sivig.ecrf.crf.Casebook;
import org.sivig.ecrf.export.CsvPreset;
import org.sivig.ecrf.study.Study;
import org.sivig.ecrf.ui.Words;

/** Writes audit records as comma-separated values: for analysis with codes, for Excel in the words of the reader. */
enum AuditCsv {
    ANALYSIS(CsvPreset.ANALYSIS) {
        @Override
        List<String> head(Words words) {
            return List.of("at", "username", "user_name", "role", "site", "patient", "seq", "form", "row_key", "item",
                    "export_name", "old", "old_st", "new", "new_st", "reason", "reason_text", "act", "subject", "query",
                    "typed_at", "forms");
        }

        @Override
        List<@Nullable Object> fields(AuditRecord record, RecordText said) {
            Optional<Reason> reason = Reason.of(record.reason());
            return Arrays.asList(ISO.format(record.at()), record.username(), record.displayName(), record.role(),
                    record.site(), record.patient(), record.seq(), record.form(), record.rowKey(), record.item(),
                    exportName(record), record.oldValue(), record.oldMissing(), record.newValue(), record.newMissing(),
                    reason.map(each -> each.code().key()).orElse(null),
                    reason.map(Reason::text).orElse(record.reason()),
                    Objects.requireNonNullElse(record.act(), AuditColumns.ANSWER), record.subject(), record.query(),
                    record.typedAt() == null ? null : ISO.format(record.typedAt()), record.forms());
        }
    },
    EXCEL(CsvPreset.EXCEL) {
        @Override
        List<String> head(Words words) {
            return Stream.of("at", "username", "user", "role", "site", "patient", "seq", "form", "export_name", "item",
                    "old", "new", "reason", "act", "query", "typed").map(column -> words.of("audit.csv." + column)).toList();
        }

        @Override
        List<@Nullable Object> fields(AuditRecord record, RecordText said) {
            return Arrays.asList(RecordText.moment(record.at()), record.username(), said.user(record), said.role(record),
                    record.site(), record.patient(), record.seq(), said.form(record.form()), exportName(record),
                    said.item(record), whole(said.before(record)), whole(said.after(record)), said.reason(record.reason()),
                    said.act(record), record.query(),
                    record.typedAt() == null ? null : RecordText.moment(record.typedAt()));
        }
    };

    private static final DateTimeFormatter ISO = DateTimeFormatter.ISO_OFFSET_DATE_TIME.withZone(Study.ZONE);

    private final CsvPreset preset;

    AuditCsv(CsvPreset preset) {
        this.preset = preset;
    }

    /** Receives the records and hands them on to the one who writes them. */
    interface Source {
        void forEach(Consumer<AuditRecord> writer);
    }

    /** The names of the columns. */
    abstract List<String> head(Words words);

    /** What stands in them of a record. */
    abstract List<@Nullable Object> fields(AuditRecord record, RecordText said);

    /** Writes as the records come, and holds none. */
    void write(Source records, Words words, OutputStream out) throws IOException {
        RecordText said = new RecordText(words.study());
        CsvWriter csv = preset.open(out);
        csv.writeRecord(head(words));
        records.forEach(record -> csv.writeRecord(fields(record, said).stream()
                .map(field -> preset.text(Objects.toString(field, ""))).toList()));
        csv.flush();
    }

    /** With its thousands together, so that a spreadsheet takes it for a number. */
    private static String whole(String value) {
        return value.replace("\u202f", "");
    }

    private static String exportName(AuditRecord record) {
        return record.instance().map(Casebook.Instance::exportName).orElse("");
    }
}
