package org.sivig.ecrf.release;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.export.CsvPreset;
import org.springframework.stereotype.Component;

/** {@code import/}: how R, SPSS and SAS read the tables, with types, labels and the meanings of codes. */
@Component
class ImportFiles implements PackageFiles {

    private static final String R = resource("import/sivig.R");

    @Override
    public List<PackageFile> of(Cut cut) {
        return List.of(new TextFile("import/sivig.R", () -> R),
                new Generated("import/sivig.sps", cut, SpssScript::of), new Generated("import/sivig.sas", cut, SasScript::of));
    }

    static String resource(String name) {
        try (InputStream in = Objects.requireNonNull(ImportFiles.class.getResourceAsStream("/package/" + name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** How long the texts of a column are at most, in bytes as they are written. */
    static final class Lengths {

        private final Map<TableColumn, Integer> longest = new IdentityHashMap<>();

        int of(TableColumn column) {
            return Math.max(1, longest.getOrDefault(column, 1));
        }

        private void see(TableColumn column, @Nullable Object value) {
            if (value instanceof String text) {
                longest.merge(column, CsvPreset.ANALYSIS.text(text)
                        .getBytes(StandardCharsets.UTF_8).length, Math::max);
            }
        }
    }

    /** A script that declares a length for each text: that of the longest. */
    private record Generated(String path, Cut cut, BiFunction<Cut, Context, String> script) implements PackageFile {

        @Override
        public Body open(OutputStream out) {
            List<Table> tables = cut.tables();
            Lengths lengths = new Lengths();
            return new Body() {
                @Override
                public void patient(CutPatient patient) {
                    for (Table table : tables) {
                        for (List<@Nullable Object> row : patient.rows(table)) {
                            for (int i = 0; i < row.size(); i++) {
                                lengths.see(table.columns().get(i), row.get(i));
                            }
                        }
                    }
                }

                @Override
                public Extent finish() throws IOException {
                    out.write(script.apply(cut, new Context(tables, lengths)).getBytes(StandardCharsets.UTF_8));
                    return Extent.NONE;
                }
            };
        }
    }

    /** What a script is made of. */
    record Context(List<Table> tables, Lengths lengths) {
    }
}
