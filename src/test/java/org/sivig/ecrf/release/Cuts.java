package org.sivig.ecrf.release;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.sivig.ecrf.account.Role;
import org.sivig.ecrf.crf.Casebook;
import org.sivig.ecrf.data.DataColumn;
import org.sivig.ecrf.export.ExportWords;
import org.sivig.ecrf.study.Patient;
import org.sivig.ecrf.study.StudyWords;

/** Cuts and their files without a database. */
public final class Cuts {

    public static final Instant AT = Instant.parse("2025-11-23T10:00:00.123456Z");

    private Cuts() {
    }

    public static Cut of(Role role, boolean freeTexts) {
        return of(role, freeTexts, false);
    }

    public static Cut of(Role role, boolean freeTexts, boolean auditTrail) {
        return new Cut(new Scope(role, Optional.empty()), AT, List.of(), List.of(), "0123456789abcdef".repeat(4), freeTexts, auditTrail,
                Map.of("01", "Lille & « Nord »"), language -> new PlainWords(
                        StudyWords.in(language)));
    }

    public static CutPatient patient(String number, Casebook casebook) {
        return new CutPatient(new Patient(number, "01", Instant.EPOCH, "test"), casebook);
    }

    public static CutPatient patient(Patient patient, Casebook casebook) {
        return new CutPatient(patient, casebook);
    }

    public static String write(PackageFile file, CutPatient... patients) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            PackageFile.Body body = file.open(out);
            for (CutPatient patient : patients) {
                body.patient(patient);
            }
            body.finish();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    private record PlainWords(StudyWords words) implements ExportWords {

        @Override
        public String of(String key, Object... values) {
            return words.of(key, values);
        }

        @Override
        public String label(DataColumn column) {
            return column.item() == null ? column.name() : words.label(column.item());
        }

        @Override
        public String unit(DataColumn column) {
            return words.unit(column.unit());
        }

        @Override
        public String code(DataColumn column, String code) {
            return code;
        }

        @Override
        public Stream<String> codes(DataColumn column) {
            return Stream.empty();
        }
    }
}
