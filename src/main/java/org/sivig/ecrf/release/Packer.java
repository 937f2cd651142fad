package org.sivig.ecrf.release;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.sivig.ecrf.release.PackageFile.Body;
import org.sivig.ecrf.release.PackageFile.Extent;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.FileSystemUtils;

/**
 * Writes packages. All files are written at once, from one reading of one state, into a folder of their own; that is packed
 * when the database is done with. What it leaves is the package alone, or nothing.
 */
@Component
class Packer {

    private static final DateTimeFormatter CUT =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final int DIGITS_OF_HEADS = 8;

    private final CutReader reader;
    private final List<PackageFiles> files;
    private final TransactionTemplate reading;
    private final String version;

    Packer(CutReader reader, List<PackageFiles> files, PlatformTransactionManager transactions,
            @Value("${sivig.version}") String version) {
        this.reader = reader;
        this.files = files;
        this.version = version;
        reading = new TransactionTemplate(transactions);
        reading.setReadOnly(true);
        reading.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
    }

    /**
     * A package that was written.
     *
     * @param rows of the data tables
     */
    record Packed(Path file, String name, Cut cut, int patients, long rows, long bytes, String sha256) {
    }

    /** A file that was written. */
    record Written(String path, Path file, Extent extent, long bytes, String sha256) {
    }

    /**
     * Writes a package.
     *
     * @param folder where it may write; there the package stands afterwards, under a name of its own
     * @throws NobodyInScopeException when there is no patient in it
     * @throws CancellationException when it is not wanted any more
     */
    Packed pack(Scope scope, PackageRequest asked, Path folder, Progress progress) throws IOException {
        Path work = Files.createTempDirectory(folder, "work-");
        try {
            Contents contents = new Contents(work);
            Cut cut;
            try {
                cut = reading.execute(transaction -> {
                    try {
                        Cut one = reader.cut(scope, asked);
                        contents.write(one, progress);
                        return one;
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                });
            } catch (UncheckedIOException e) {
                throw e.getCause();
            }
            Runnable stillWanted = () -> progress.told(contents.patients, contents.patients);
            stillWanted.run();
            Path packed = Files.createTempFile(folder, "package-", ".zip");
            try {
                Sums sums = Sums.of(packed);
                try (sums) {
                    zip(cut, contents, sums, stillWanted);
                }
                return new Packed(packed, name(cut), cut, contents.patients, contents.rows(), sums.bytes(), sums.sha256());
            } catch (IOException | RuntimeException e) {
                Files.deleteIfExists(packed);
                throw e;
            }
        } finally {
            FileSystemUtils.deleteRecursively(work);
        }
    }

    /** Tells what is in it: two packages that differ have two names. */
    static String name(Cut cut) {
        return "SIVIG_%s%s%s_%s_%s.zip".formatted(cut.scope().name(), cut.freeTexts() ? "-texts" : "",
                cut.auditTrail() ? "-audit" : "", CUT.format(cut.at()), cut.hash().substring(0, DIGITS_OF_HEADS));
    }

    /** Packs what was written; the workbook, which is as much work again, is made meanwhile. */
    private void zip(Cut cut, Contents contents, OutputStream out, Runnable stillWanted) throws IOException {
        ZipOutputStream zip = new ZipOutputStream(out, StandardCharsets.UTF_8);
        try (Beside beside = new Beside()) {
            Beside.Later<Written> workbook = beside.begin(() -> contents.workbook(cut, stillWanted));
            contents.describe(cut);
            for (Written file : contents.sorted()) {
                stillWanted.run();
                put(zip, cut, file);
            }
            put(zip, cut, contents.with(workbook.get()));
        }
        put(zip, cut, contents.manifest(cut));
        put(zip, cut, contents.sums());
        zip.finish();
        zip.flush();
    }

    private static void put(ZipOutputStream zip, Cut cut, Written file) throws IOException {
        ZipEntry entry = new ZipEntry(file.path());
        entry.setTimeLocal(cut.at().atOffset(ZoneOffset.UTC).toLocalDateTime());
        zip.putNextEntry(entry);
        Files.copy(file.file(), zip);
        zip.closeEntry();
    }

    /** What comes into a package. */
    private final class Contents {

        private final Path work;
        private final List<Written> written = new ArrayList<>();
        private final Map<String, Integer> bySite = new TreeMap<>();
        private int patients;

        Contents(Path work) {
            this.work = work;
        }

        /** Writes what is read from the database. */
        void write(Cut cut, Progress progress) throws IOException {
            List<PackageFile> all = files.stream().flatMap(each -> each.of(cut).stream())
                    .sorted(Comparator.comparing(PackageFile::path)).toList();
            Map<PackageFile, Sums> out = new LinkedHashMap<>();
            try {
                List<Body> bodies = new ArrayList<>();
                for (PackageFile file : all) {
                    out.put(file, Sums.of(at(file.path())));
                    bodies.add(file.open(out.get(file)));
                }
                reader.patients(cut, (read, of) -> {
                    patients = of;
                    progress.told(read, of);
                }, patient -> {
                    bySite.merge(patient.site(), 1, Integer::sum);
                    for (Body body : bodies) {
                        body.patient(patient);
                    }
                });
                for (int i = 0; i < all.size(); i++) {
                    Extent extent = bodies.get(i).finish();
                    Sums sums = out.get(all.get(i));
                    sums.close();
                    with(new Written(all.get(i).path(), at(all.get(i).path()), extent, sums.bytes(), sums.sha256()));
                }
            } finally {
                for (Sums each : out.values()) {
                    each.close();
                }
            }
        }

        /** What says what they are, in the languages of the study. */
        void describe(Cut cut) throws IOException {
            for (Readme readme : Readme.ALL) {
                with(text(readme.path(), readme.text(cut, patients, written, bySite, version)));
            }
        }

        /** Made of the tables; adds nothing, so that it can be made beside. */
        Written workbook(Cut cut, Runnable stillWanted) throws IOException {
            return write(Workbooks.PATH, out -> Workbooks.write(cut, this::at, stillWanted, out));
        }

        Written manifest(Cut cut) throws IOException {
            return with(text("manifest.json", Manifest.of(cut, patients, written, version)));
        }

        /** Of all that was added. */
        Written sums() throws IOException {
            StringBuilder sums = new StringBuilder();
            sorted().forEach(file -> sums.append(file.sha256()).append("  ").append(file.path()).append('\n'));
            return text("SHA256SUMS", sums.toString());
        }

        Written with(Written file) {
            written.add(file);
            return file;
        }

        List<Written> sorted() {
            return written.stream().sorted(Comparator.comparing(Written::path)).toList();
        }

        private Written text(String path, String text) throws IOException {
            return write(path, out -> {
                out.write(text.getBytes(StandardCharsets.UTF_8));
                return Extent.NONE;
            });
        }

        private Written write(String path, Writer writer) throws IOException {
            Sums sums = Sums.of(at(path));
            Extent extent;
            try (sums) {
                extent = writer.write(sums);
            }
            return new Written(path, at(path), extent, sums.bytes(), sums.sha256());
        }

        private Path at(String path) {
            return work.resolve(path.replace('/', '~'));
        }

        long rows() {
            return written.stream().filter(file -> file.path().startsWith("data/"))
                    .mapToLong(file -> file.extent().rows()).sum();
        }
    }

    /** Writes one of the files that are made of others. */
    private interface Writer {
        Extent write(OutputStream out) throws IOException;
    }
}
