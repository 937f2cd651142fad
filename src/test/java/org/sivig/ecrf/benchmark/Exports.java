package org.sivig.ecrf.benchmark;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import org.sivig.ecrf.data.DataColumn;
import org.sivig.ecrf.data.DataColumns;
import org.sivig.ecrf.data.DataGrid;
import org.sivig.ecrf.data.DataQuery;
import org.sivig.ecrf.export.CsvPreset;
import org.sivig.ecrf.export.GridExport;
import org.sivig.ecrf.export.Keys;
import org.sivig.ecrf.release.PackageRequest;
import org.sivig.ecrf.release.Packages;
import org.sivig.ecrf.study.VisitForm;
import org.springframework.stereotype.Component;

/** Every visit of every patient with all its columns, written as files, next to the copy that the database makes itself. */
final class Exports {

    private static final String TABLE = "Files of all visits, with all their columns";
    private static final int RUNS = 5;
    private static final Duration LOOKED_EVERY = Duration.ofMillis(100);
    private static final int ROWS_BETWEEN_LOOKS = 2_000;
    private static final String COPY = """
            copy (select p.number, p.site, v.* from visit v join patient p on p.id = v.patient_id
              order by p.number, v.visit) to stdout with (format csv, header)""";

    private final Services services;
    private final Report report;

    @Component
    record Services(GridExport export, DataGrid data, DataSource database, Packages packages) {
    }

    /** Writes one file, telling after each row how many were written. */
    private interface File {
        void write(OutputStream out, LongConsumer progress) throws IOException;
    }

    Exports(Services services, Report report) {
        this.services = services;
        this.report = report;
    }

    void measure() {
        LargeStudy.signIn(LargeStudy.dataManager());
        DataQuery visits = DataQuery.of(VisitForm.FORM)
                .withColumns(DataColumns.of(VisitForm.FORM).stream().filter(DataColumn::isAnswer).toList());
        long rows = services.data().count(visits);
        report.value(TABLE, "rows", rows, "", null);
        report.value(TABLE, "values, answers and missing reasons", rows * visits.columns().size(), "", null);
        speed("SQL copy, made by PostgreSQL: the ceiling", rows, (out, told) -> copy(out));
        file("CSV for analysis", rows, (out, told) -> services.export().csv(visits, CsvPreset.ANALYSIS, out, told));
        file("CSV for Excel", rows, (out, told) -> services.export().csv(visits, CsvPreset.EXCEL, out, told));
        file("workbook (XLSX)", rows, (out, told) -> services.export().workbook(visits, new Keys(), out, told));
        whole("package", new PackageRequest(false, false), 10_000);
        whole("archive", new PackageRequest(true, true), 60_000);
    }

    private static void await(Packages packages, PackageRequest asked, Runnable meanwhile) {
        packages.start(asked);
        while (!packages.last().orElseThrow().state().isOver()) {
            LockSupport.parkNanos(LOOKED_EVERY.toNanos());
            meanwhile.run();
        }
    }

    /** A package of all patients, from asking for it until it can be taken. */
    private void whole(String what, PackageRequest asked, int target) {
        Packages packages = services.packages();
        double millis = Times.of(0, 1, i -> await(packages, asked, () -> { })).percentile(50);
        long before = Memory.used();
        long[] most = {0};
        await(packages, asked, () -> most[0] = Math.max(most[0], Memory.used() - before));
        Packages.Status made = packages.last().orElseThrow();
        Size size = new Size();
        write((out, told) -> packages.take(made.id(), out), size, told -> { });
        report.value(TABLE, what + ", " + made.state(), Math.round(millis), "ms", (double) target);
        report.value(TABLE, what + ", size", Math.round(size.bytes / 1e5) / 10.0, "MB", null);
        report.value(TABLE, what + ", growth of the heap", Math.round(most[0] / 1e5) / 10.0, "MB", null);
    }

    private void file(String what, long rows, File file) {
        speed(what, rows, file);
        heap(what, file);
    }

    private void speed(String what, long rows, File file) {
        Size size = new Size();
        double millis = Times.of(2, RUNS, i -> write(file, size, told -> { })).percentile(50);
        report.value(TABLE, what, Math.round(rows / millis * 1_000), "rows/s", null);
        report.value(TABLE, what + ", size", Math.round(size.bytes / 1e5 / (2 + RUNS)) / 10.0, "MB", null);
    }

    /** By how much the heap in use, after garbage collection, exceeds at its highest what it was before. */
    private void heap(String what, File file) {
        long before = Memory.used();
        long[] most = {0};
        write(file, new Size(), row -> {
            if (row % ROWS_BETWEEN_LOOKS == 0) {
                most[0] = Math.max(most[0], Memory.used() - before);
            }
        });
        report.value(TABLE, what + ", growth of the heap", Math.round(most[0] / 1e5) / 10.0, "MB", null);
    }

    private static void write(File file, OutputStream out, LongConsumer progress) {
        try {
            file.write(out, progress);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private void copy(OutputStream out) throws IOException {
        try (Connection connection = services.database().getConnection()) {
            connection.unwrap(PGConnection.class).getCopyAPI().copyOut(COPY, out);
        } catch (SQLException failed) {
            throw new IOException(failed);
        }
    }

    /** Counts what is written, and forgets it. */
    private static final class Size extends OutputStream {
        private long bytes;

        @Override
        public void write(int one) {
            bytes++;
        }

        @Override
        public void write(byte[] some, int from, int length) {
            bytes += length;
        }
    }
}
