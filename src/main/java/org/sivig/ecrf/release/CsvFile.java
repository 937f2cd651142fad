package org.sivig.ecrf.release;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.export.CsvPreset;

/**
 * A file of comma-separated values.
 *
 * @param rows the rows of a patient, one value for each column
 */
record CsvFile(String path, List<String> columns, Function<CutPatient, List<? extends List<? extends @Nullable Object>>> rows)
        implements PackageFile {

    /** The table of the package. */
    static CsvFile of(Table table) {
        return new CsvFile(table.path(), table.names(), patient -> patient.rows(table));
    }

    /** One whose rows are of no patient. */
    static PackageFile of(String path, List<String> columns, Lines lines) {
        return new PackageFile() {
            @Override
            public String path() {
                return path;
            }

            @Override
            public Body open(OutputStream out) throws IOException {
                CsvWriter csv = CsvPreset.ANALYSIS.open(out);
                csv.writeRecord(columns);
                return new Body() {
                    @Override
                    public void patient(CutPatient patient) {
                        lines.patient(patient);
                    }

                    @Override
                    public Extent finish() throws IOException {
                        List<? extends List<? extends @Nullable Object>> rows = lines.all();
                        rows.forEach(row -> csv.writeRecord(row.stream().map(CsvPreset.ANALYSIS::value).toList()));
                        csv.flush();
                        return new Extent(rows.size(), columns.size());
                    }
                };
            }
        };
    }

    /** Gives rows when all patients were seen. */
    interface Lines {

        default void patient(CutPatient patient) {
        }

        List<? extends List<? extends @Nullable Object>> all();
    }

    @Override
    public Body open(OutputStream out) throws IOException {
        CsvWriter csv = CsvPreset.ANALYSIS.open(out);
        csv.writeRecord(columns);
        return new Body() {
            private long written;

            @Override
            public void patient(CutPatient patient) {
                for (List<? extends @Nullable Object> row : rows.apply(patient)) {
                    csv.writeRecord(row.stream().map(CsvPreset.ANALYSIS::value).toList());
                    written++;
                }
            }

            @Override
            public Extent finish() throws IOException {
                csv.flush();
                return new Extent(written, columns.size());
            }
        };
    }
}
