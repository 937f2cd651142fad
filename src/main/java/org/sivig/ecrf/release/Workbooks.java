package org.sivig.ecrf.release;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.crf.ItemType;
import org.sivig.ecrf.export.CsvPreset;
import org.sivig.ecrf.release.PackageFile.Extent;

/**
 * {@code sivig.xlsx}: a sheet for each table, the codebook and the code lists, for who works in a spreadsheet. Made of the
 * files that hold the same, one sheet after the other, so that no sheet is ever held whole; numbers are numbers, and
 * everything else is text, so that nothing is taken for a number, a day or a formula.
 */
final class Workbooks {

    static final String PATH = "sivig.xlsx";

    private static final int CHUNK = 500;
    private static final int MOST_WIDTH = 40;

    private Workbooks() {
    }

    /**
     * @param files       where a file of the package stands while it is not packed
     * @param stillWanted throws when it is not
     */
    static Extent write(Cut cut, Function<String, Path> files, Runnable stillWanted, OutputStream out) throws IOException {
        Path plain = files.apply(PATH + ".plain");
        try (OutputStream written = new BufferedOutputStream(Files.newOutputStream(plain))) {
            Workbook workbook = new Workbook(written, "SIVIG eCRF", null);
            workbook.setCompressionLevel(Deflater.NO_COMPRESSION); // it is compressed once it has its times
            for (Table table : cut.tables()) {
                stillWanted.run();
                sheet(workbook, table.name(), table.names(), table.columns(), files.apply(table.path()));
            }
            sheet(workbook, "codebook", Codebook.COLUMNS, null, files.apply("codebook/columns.csv"));
            sheet(workbook, "codelists", Codebook.CODES, null, files.apply("codebook/codelists.csv"));
            workbook.finish();
        }
        timed(plain, cut, out);
        return Extent.NONE;
    }

    /** @param columns null where all is text */
    private static void sheet(Workbook workbook, String name, List<String> names, @Nullable List<TableColumn> columns,
            Path file) throws IOException {
        Worksheet sheet = workbook.newWorksheet(name);
        sheet.freezePane(0, 1);
        for (int i = 0; i < names.size(); i++) {
            sheet.width(i, Math.min(MOST_WIDTH, names.get(i).length() + 4));
        }
        try (CsvReader<CsvRecord> csv = CsvReader.builder().ofCsvRecord(file)) {
            int row = 0;
            for (CsvRecord line : csv) {
                for (int i = 0; i < line.getFieldCount(); i++) {
                    String text = line.getField(i);
                    if (row > 0 && columns != null && columns.get(i).number() && !text.isEmpty()) {
                        sheet.value(row, i, new BigDecimal(text));
                    } else if (!text.isEmpty()) {
                        sheet.inlineString(row, i, columns != null && columns.get(i).type() == ItemType.LONG_TEXT
                                ? CsvPreset.unbroken(text) : text);
                    }
                }
                if (row == 0) {
                    sheet.range(0, 0, 0, names.size() - 1).style().bold().set();
                }
                if (++row % CHUNK == 0) {
                    sheet.flush();
                }
            }
        }
        sheet.finish();
    }

    /** The same workbook as of the cut, whenever it is written. */
    private static void timed(Path plain, Cut cut, OutputStream out) throws IOException {
        LocalDateTime time = cut.at().atOffset(ZoneOffset.UTC).toLocalDateTime();
        try (ZipFile in = new ZipFile(plain.toFile())) {
            ZipOutputStream zip = new ZipOutputStream(out, StandardCharsets.UTF_8);
            for (ZipEntry each : Collections.list(in.entries())) {
                ZipEntry entry = new ZipEntry(each.getName());
                entry.setTimeLocal(time);
                zip.putNextEntry(entry);
                try (InputStream content = in.getInputStream(each)) {
                    if (each.getName().equals("docProps/core.xml")) {
                        zip.write(new String(content.readAllBytes(), StandardCharsets.UTF_8).replaceAll(
                                "(<dcterms:(created|modified)[^>]*>)[^<]*", "$1" + cut.at()).getBytes(StandardCharsets.UTF_8));
                    } else {
                        content.transferTo(zip);
                    }
                }
                zip.closeEntry();
            }
            zip.finish();
        }
        Files.delete(plain);
    }
}
