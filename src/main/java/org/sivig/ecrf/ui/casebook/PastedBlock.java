package org.sivig.ecrf.ui.casebook;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.sivig.ecrf.crf.TypedText;

/**
 * A block from the clipboard: rows of texts, tabs between them, quotes around a text that holds a line break. It is
 * rectangular, without the empty rows and columns at its end.
 *
 * @param rows     the texts, as they were copied
 * @param oddities what was not as a spreadsheet writes it
 */
record PastedBlock(List<List<String>> rows, Set<Oddity> oddities) {

    /** What may make a block mean something else than it seems to. */
    enum Oddity {
        /** A quote that opens a text and does not close it: quotes are taken as they stand. */
        OPEN_QUOTE,
        /** The marks or numbers of a list: they are left out. */
        LIST,
        /** Rows of different lengths. */
        UNEVEN
    }

    /** The most rows, and the most columns, of a block that is looked at. */
    static final int MOST = 600;

    private static final String END = "\uFFFE";
    private static final Pattern BULLET = Pattern.compile("[•◦▪▫■□●○‣⁃➢➤✓✔§·\uF000-\uF0FF]");
    private static final Pattern NUMBER = Pattern.compile("\\(?(\\d{1,3}|[a-z]|[ivx]{1,5})[.)]");
    private static final Pattern DASH = Pattern.compile("[-–—*o]");
    private static final Pattern WORDS = Pattern.compile("\\p{L}{2,}");
    private static final Pattern BULLET_BEFORE = Pattern.compile("^\\s*" + BULLET.pattern() + "\\s*");

    /** Reads what was copied; whatever it is, it is read. */
    static PastedBlock of(String text) {
        Set<Oddity> oddities = EnumSet.noneOf(Oddity.class);
        List<List<String>> rows;
        try {
            rows = quoted(text);
        } catch (CsvParseException | UncheckedIOException unbalanced) {
            oddities.add(Oddity.OPEN_QUOTE);
            rows = text.lines().map(line -> List.of(line.split("\t", -1))).toList();
        }
        if (rows.stream().filter(row -> length(row) > 0).map(List::size).distinct().count() > 1) {
            oddities.add(Oddity.UNEVEN);
        }
        rows = withoutMarks(rows, oddities);
        return new PastedBlock(rectangle(rows), oddities);
    }

    int width() {
        return rows.isEmpty() ? 0 : rows.getFirst().size();
    }

    String at(int row, int column) {
        return rows.get(row).get(column);
    }

    /** Whether it is more than a table of visits can take, or be shown for. */
    boolean isTooLarge() {
        return rows.size() > MOST || width() > MOST;
    }

    /** All of it as one text with its lines. */
    String asText() {
        return String.join("\n", rows.stream().map(row -> String.join(" ", row).strip()).toList());
    }

    /** @throws CsvParseException when the quotes do not fit each other */
    private static List<List<String>> quoted(String text) {
        List<List<String>> rows = read(text + "\n" + END);
        boolean closed = rows.getLast().equals(List.of(END));
        boolean swallowed = rows.stream().flatMap(List::stream).anyMatch(cell -> cell.indexOf('\t') >= 0);
        if (!closed || swallowed) {
            throw new CsvParseException("A quote is not closed");
        }
        return rows.subList(0, rows.size() - 1);
    }

    private static List<List<String>> read(String text) {
        try (CsvReader<CsvRecord> csv = CsvReader.builder().fieldSeparator('\t')
                .skipEmptyLines(false).allowMissingFields(true).allowExtraFields(true).ofCsvRecord(text)) {
            return csv.stream().map(CsvRecord::getFields).toList();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** The rows without the marks of a list, which a text processor puts before each of them. */
    private static List<List<String>> withoutMarks(List<List<String>> rows, Set<Oddity> oddities) {
        List<List<String>> filled = rows.stream().filter(row -> length(row) > 0).toList();
        boolean columns = !filled.isEmpty() && filled.stream().allMatch(row -> length(row) == 2);
        if (columns && areMarks(filled)) {
            oddities.add(Oddity.LIST);
            oddities.remove(Oddity.UNEVEN);
            return filled.stream().map(row -> List.of(row.get(1))).toList();
        }
        if (!filled.isEmpty() && filled.stream().allMatch(row -> BULLET_BEFORE.matcher(row.getFirst()).find())) {
            oddities.add(Oddity.LIST);
            return filled.stream().map(row -> Stream.concat(
                    Stream.of(BULLET_BEFORE.matcher(row.getFirst()).replaceFirst("")), row.stream().skip(1)).toList())
                    .toList();
        }
        return rows;
    }

    private static boolean areMarks(List<List<String>> rows) {
        boolean bullets = rows.stream().anyMatch(row -> is(BULLET, row));
        boolean words = rows.stream().allMatch(row -> WORDS.matcher(row.get(1)).find());
        return rows.stream().allMatch(row -> is(BULLET, row) || is(NUMBER, row)
                || (bullets || words) && is(DASH, row));
    }

    private static boolean is(Pattern mark, List<String> row) {
        return mark.matcher(row.getFirst().strip()).matches();
    }

    /** How many texts a row has, up to its last one that is not empty. */
    private static int length(List<String> row) {
        int length = row.size();
        while (length > 0 && TypedText.isBlank(row.get(length - 1))) {
            length--;
        }
        return length;
    }

    private static List<List<String>> rectangle(List<List<String>> rows) {
        int width = rows.stream().mapToInt(PastedBlock::length).max().orElse(0);
        int height = rows.size();
        while (height > 0 && length(rows.get(height - 1)) == 0) {
            height--;
        }
        return rows.subList(0, height).stream().map(row -> {
            List<String> full = new ArrayList<>(row.subList(0, Math.min(width, row.size())));
            full.addAll(Collections.nCopies(width - full.size(), ""));
            return List.copyOf(full);
        }).toList();
    }
}
