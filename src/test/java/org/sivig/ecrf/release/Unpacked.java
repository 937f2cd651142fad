package org.sivig.ecrf.release;

import de.siegmar.fastcsv.reader.CsvReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.sivig.ecrf.paper.PdfReader;

/** A package as whoever got it unpacks it. */
public record Unpacked(Map<String, byte[]> files) {

    public static Unpacked of(Path zip) throws IOException {
        return of(Files.newInputStream(zip));
    }

    private static Unpacked of(InputStream zip) throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        try (ZipInputStream in = new ZipInputStream(zip)) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                files.put(entry.getName(), in.readAllBytes());
            }
        }
        return new Unpacked(files);
    }

    String text(String path) {
        return new String(files.get(path), StandardCharsets.UTF_8);
    }

    public List<Map<String, String>> rows(String path) {
        return CsvReader.builder().ofNamedCsvRecord(text(path)).stream()
                .<Map<String, String>>map(record -> new LinkedHashMap<>(record.getFieldsAsMap())).toList();
    }

    void into(Path folder) throws IOException {
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            Path path = folder.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.write(path, file.getValue());
        }
    }

    /** What stands in all its files, in those within files too, by their paths; of a PDF all that it says. */
    Map<String, String> texts() throws IOException {
        Map<String, String> texts = new LinkedHashMap<>();
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            String path = file.getKey();
            if (path.matches(".*\\.(zip|xlsx)")) {
                of(new ByteArrayInputStream(file.getValue())).texts().forEach((part, text) -> texts.put(path + "/" + part, text));
            } else {
                texts.put(path, path.endsWith(".pdf") ? PdfReader.all(file.getValue()) : new String(file.getValue(), StandardCharsets.UTF_8));
            }
        }
        return texts;
    }
}
