package org.sivig.ecrf.export;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.account.AccessPolicy;
import org.sivig.ecrf.audit.ExportLog;
import org.sivig.ecrf.data.DataCell;
import org.sivig.ecrf.data.DataColumns;
import org.sivig.ecrf.data.DataGrid;
import org.sivig.ecrf.data.DataQuery;
import org.sivig.ecrf.data.DataRow;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Service;

/**
 * Writes what a data grid shows to a file: patient, site and keys of the row, then the columns shown, under their export
 * names, with codes. Rows are written as they are read, and none are held. Each file is put on record before its first
 * row leaves.
 */
@Service
public class GridExport {

    /** The most rows that a sheet can hold, its head not counted. */
    public static final long MOST_ROWS = Worksheet.MAX_ROWS - 1;

    private static final int CHUNK = 500;

    /** The columns of the codebook with their widths in characters. */
    private static final Map<String, Integer> CODEBOOK = new LinkedHashMap<>();

    static {
        CODEBOOK.put("name", 26);
        CODEBOOK.put("label", 60);
        CODEBOOK.put("type", 14);
        CODEBOOK.put("unit", 12);
        CODEBOOK.put("codes", 90);
    }

    private static final String GREY = "808080";

    private final DataGrid grid;
    private final ExportLog log;
    private final AccessPolicy policy;

    GridExport(DataGrid grid, ExportLog log, AccessPolicy policy) {
        this.grid = grid;
        this.log = log;
        this.policy = policy;
    }

    /**
     * Writes comma-separated values.
     *
     * @param progress is told after each row how many were written
     * @throws AccessDeniedException when the viewer may not take data out of the system
     */
    public void csv(DataQuery shown, CsvPreset preset, OutputStream out, LongConsumer progress) throws IOException {
        policy.requireExports();
        DataQuery query = withKeys(shown);
        List<List<ExportField>> fields = fields(query);
        record(query, grid.count(query));
        CsvWriter csv = preset.open(out);
        csv.writeRecord(fields.stream().flatMap(List::stream).map(ExportField::name).toList());
        read(query, progress, (row, number) -> csv.writeRecord(values(fields, row)
                .map(preset::value).toList()));
        csv.flush();
    }

    /**
     * Writes a workbook with a sheet of data, where numbers are numbers, and one that says what the columns are.
     *
     * @param progress is told after each row how many were written
     * @throws AccessDeniedException when the viewer may not take data out of the system
     * @throws TooManyRowsException  when there are more than {@link #MOST_ROWS}
     */
    public void workbook(DataQuery shown, ExportWords words, OutputStream out, LongConsumer progress)
            throws IOException {
        policy.requireExports();
        DataQuery query = withKeys(shown);
        List<List<ExportField>> fields = fields(query);
        long rows = grid.count(query);
        if (rows > MOST_ROWS) {
            throw new TooManyRowsException(rows);
        }
        record(query, rows);
        // Finished only when whole: closing it after a failure would make a file that looks complete.
        Workbook workbook = new Workbook(out, "SIVIG eCRF", null);
        Worksheet data = workbook.newWorksheet(words.of("export.sheet.data"));
        List<ExportField> all = fields.stream().flatMap(List::stream).toList();
        head(data, all.stream().map(ExportField::name).toList(), rows);
        for (int i = 0; i < all.size(); i++) {
            data.width(i, all.get(i).width());
        }
        read(query, progress, (row, number) -> {
            write(data, number, values(fields, row));
            grey(data, number, fields, row);
            if (number % CHUNK == 0) {
                data.flush();
            }
        });
        data.finish();
        Worksheet codebook = workbook.newWorksheet(words.of("export.sheet.codebook"));
        head(codebook, CODEBOOK.keySet().stream().map(name -> words.of("export.codebook." + name)).toList(), all.size());
        int place = 0;
        for (int width : CODEBOOK.values()) {
            codebook.width(place++, width);
        }
        for (int i = 0; i < all.size(); i++) {
            write(codebook, i + 1, all.get(i).describe(words).stream());
        }
        codebook.finish();
        workbook.finish();
    }

    /** The names of the columns, bold and always in view, from where the lines below are filtered. */
    private static void head(Worksheet sheet, List<String> names, long lines) {
        sheet.freezePane(0, 1);
        write(sheet, 0, names.stream());
        sheet.range(0, 0, 0, names.size() - 1).style().bold().set();
        sheet.setAutoFilter(0, 0, (int) lines, names.size() - 1);
    }

    private static void write(Worksheet sheet, int row, Stream<? extends @Nullable Object> values) {
        List<? extends @Nullable Object> line = values.toList();
        for (int column = 0; column < line.size(); column++) {
            switch (line.get(column)) {
                case null -> {
                }
                case BigDecimal number -> sheet.value(row, column, number);
                case Object text -> sheet.inlineString(row, column, text.toString());
            }
        }
    }

    /** Greys what means nothing for the patient; the column beside it says that too. */
    private static void grey(Worksheet sheet, int number, List<List<ExportField>> fields, DataRow row) {
        int place = 0;
        for (int i = 0; i < fields.size(); i++) {
            DataCell cell = row.cells().get(i);
            for (ExportField field : fields.get(i)) {
                if (field.content() == ExportField.Content.VALUE && field.column().unmeantKey(cell) != null) {
                    sheet.style(number, place).fontColor(GREY).set();
                }
                place++;
            }
        }
    }

    /** The columns shown, after those that tell whose row it is. */
    private static DataQuery withKeys(DataQuery shown) {
        return shown.withColumns(Stream.of(DataColumns.identifying(shown.form()), shown.columns())
                .flatMap(List::stream).toList());
    }

    private static List<List<ExportField>> fields(DataQuery query) {
        return query.columns().stream().map(ExportField::of).toList();
    }

    private void record(DataQuery query, long rows) {
        log.record("data/" + DataColumns.path(query.form()), query.address(), rows);
    }

    private static Stream<@Nullable Object> values(List<List<ExportField>> fields, DataRow row) {
        return IntStream.range(0, fields.size()).boxed().flatMap(i -> {
            DataCell cell = row.cells().get(i);
            return fields.get(i).stream().map(field -> field.value().apply(cell));
        });
    }

    /** Writes a row, the first of which is number 1. */
    private interface RowWriter {
        void write(DataRow row, int number) throws IOException;
    }

    private void read(DataQuery query, LongConsumer progress, RowWriter writer) throws IOException {
        int[] written = {0};
        try {
            grid.stream(query, row -> {
                try {
                    writer.write(row, ++written[0]);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
                progress.accept(written[0]);
            });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
