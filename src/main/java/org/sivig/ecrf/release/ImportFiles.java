package org.sivig.ecrf.release;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.export.CsvPreset;
import org.sivig.ecrf.export.ExportWords;
import org.springframework.stereotype.Component;

/** {@code import/}: how R, SPSS and SAS read the tables, with types, labels and the meanings of codes. */
@Component
class ImportFiles implements PackageFiles {

    private static final String R = resource("import/sivig.R");

    @Override
    public List<PackageFile> of(Cut cut) {
        Context french = new Context(cut.tables(), new Lengths(), cut.words(Locale.FRENCH));
        Context english = new Context(french.tables(), french.lengths(), cut.words(Locale.ENGLISH));
        return List.of(new TextFile("import/sivig.R", () -> R),
                new Generated("import/sivig.sps", french, SpssScript::of), new Generated("import/sivig-en.sps", english, SpssScript::of),
                new Generated("import/sivig.sas", french, SasScript::of), new Generated("import/sivig-en.sas", english, SasScript::of));
    }

    static String resource(String name) {
        try (InputStream in = Objects.requireNonNull(ImportFiles.class.getResourceAsStream("/package/" + name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** How long the texts of a column are at most, in bytes as they are written. All scripts of a package look once. */
    static final class Lengths {

        private final Map<TableColumn, Integer> longest = new IdentityHashMap<>();
        private String last = "";

        int of(TableColumn column) {
            return Math.max(1, longest.getOrDefault(column, 1));
        }

        private void see(CutPatient patient, List<Table> tables) {
            if (!patient.number().equals(last)) {
                last = patient.number();
                for (Table table : tables) {
                    for (List<@Nullable Object> row : patient.rows(table)) {
                        for (int i = 0; i < row.size(); i++) {
                            see(table.columns().get(i), row.get(i));
                        }
                    }
                }
            }
        }

        private void see(TableColumn column, @Nullable Object value) {
            if (value instanceof String text) {
                longest.merge(column, CsvPreset.ANALYSIS.text(text)
                        .getBytes(StandardCharsets.UTF_8).length, Math::max);
            }
        }
    }

    /** A script that declares a length for each text: that of the longest. */
    private record Generated(String path, Context context, Function<Context, String> script) implements PackageFile {

        @Override
        public Body open(OutputStream out) {
            return new Body() {
                @Override
                public void patient(CutPatient patient) {
                    context.lengths().see(patient, context.tables());
                }

                @Override
                public Extent finish() throws IOException {
                    out.write(script.apply(context).getBytes(StandardCharsets.UTF_8));
                    return Extent.NONE;
                }
            };
        }
    }

    /** What a script is made of, in its language. */
    record Context(List<Table> tables, Lengths lengths, ExportWords words) {
    }
}
