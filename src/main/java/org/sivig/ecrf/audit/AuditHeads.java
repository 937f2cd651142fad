package org.sivig.ecrf.audit;

import de.siegmar.fastcsv.reader.CommentStrategy;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HexFormat;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.sivig.ecrf.audit.AuditRecords.Break;

/**
 * The last record of every chain at one moment. Kept where nobody can change it, it shows later whether a chain was
 * rewritten or cut since. Holds no answer and nothing that identifies a patient.
 *
 * @param at when they were read
 */
public record AuditHeads(Instant at, List<Head> heads) {

    /**
     * @param patient   the number; {@link Break#REGISTERS} or {@link Break#ACCOUNTS} for what belongs to none
     * @param seq       how many records the chain has
     * @param hash      of the last of them
     * @param at        when that was written
     * @param reads     how often the identity of the patient was read, a chain of its own
     * @param readsHash of the last of these; empty where there is none, and in files from before they were in them
     */
    public record Head(String patient, long seq, String hash, Instant at, long reads, String readsHash) {

        public Head(String patient, long seq, String hash, Instant at) {
            this(patient, seq, hash, at, 0, "");
        }

        public Head {
            if (seq < 1 || reads < 0) {
                throw new IllegalArgumentException("No end of a chain");
            }
        }

        /** Whether it is that of a patient. */
        public boolean isOfPatient() {
            return !patient.equals(Break.REGISTERS) && !patient.equals(Break.ACCOUNTS);
        }
    }

    private static final String TITLE = "# SIVIG eCRF audit heads";
    private static final Pattern FILE = Pattern.compile(
            "\\uFEFF?" + TITLE + "\\n# date: (\\S+)\\n# sha256 of the lines below: ([0-9a-f]{64})\\n(.*)", Pattern.DOTALL);

    public AuditHeads {
        heads = List.copyOf(heads);
    }

    /** As a file: a line for each patient and for what belongs to none, with the date and the SHA-256 of the list above. */
    public String write() {
        String lines = lines();
        return TITLE + "\n# date: " + at + "\n# sha256 of the lines below: " + sha256(lines) + "\n" + lines;
    }

    /** The SHA-256 that stands in the file. */
    public String sum() {
        return sha256(lines());
    }

    private String lines() {
        StringWriter lines = new StringWriter();
        try (CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(lines)) {
            csv.writeRecord("patient", "seq", "hash", "at", "reads", "reads_hash");
            heads.forEach(head -> csv.writeRecord(head.patient(), "" + head.seq(), head.hash(), head.at().toString(), "" + head.reads(),
                    head.readsHash()));
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
        return lines.toString();
    }

    /**
     * The reverse of {@link #write}, whatever the ends of its lines.
     *
     * @throws IllegalArgumentException when it is no such file, or not as it was written
     */
    public static AuditHeads read(String file) {
        Matcher parts = FILE.matcher(file.replace("\r\n", "\n"));
        if (!parts.matches() || !sha256(parts.group(3)).equals(parts.group(2))) {
            throw new IllegalArgumentException("Not a file of audit heads, or changed since it was written");
        }
        try (CsvReader<NamedCsvRecord> csv = CsvReader.builder().commentStrategy(CommentStrategy.NONE)
                .ofNamedCsvRecord(parts.group(3))) {
            return new AuditHeads(Instant.parse(parts.group(1)), csv.stream().map(line -> new Head(
                    line.getField("patient"), Long.parseLong(line.getField("seq")), line.getField("hash"),
                    Instant.parse(line.getField("at")), line.findField("reads").map(Long::parseLong).orElse(0L),
                    line.findField("reads_hash").orElse(""))).toList());
        } catch (DateTimeParseException | NumberFormatException | NoSuchElementException | CsvParseException unreadable) {
            throw new IllegalArgumentException("Not a file of audit heads", unreadable);
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of().formatHex(
                    MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
