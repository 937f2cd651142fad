package org.sivig.ecrf.benchmark;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The figures, in tables of Markdown. */
final class Report {

    /** A limit that 95 of 100 must keep. */
    record Target(double p95) {
    }

    private static final List<String> TIMES = List.of("", "n", "p50", "p95", "max", "processor p50", "target for p95", "");
    private static final List<String> VALUES = List.of("", "", "target", "");

    private final String machine;
    private final Map<String, List<List<String>>> tables = new LinkedHashMap<>();

    Report(String machine) {
        this.machine = machine;
    }

    /** Adds a line of times in milliseconds. */
    void times(String table, String what, Times times, @Nullable Target target) {
        double p95 = times.percentile(95);
        double processor = times.processorPercentile(50);
        add(table, TIMES, List.of(what, "" + times.count(), one(times.percentile(50)), one(p95),
                one(times.percentile(100)), processor == 0 ? "" : one(processor),
                target == null ? "" : "≤ %.0f".formatted(target.p95()),
                target == null ? "" : p95 <= target.p95() ? "kept" : "**missed**"));
    }

    /** Adds a line with one figure. */
    void value(String table, String what, double value, String unit, @Nullable Double atMost) {
        add(table, VALUES, List.of(what, number(value) + " " + unit,
                atMost == null ? "" : "≤ " + number(atMost) + " " + unit,
                atMost == null ? "" : value <= atMost ? "kept" : "**missed**"));
    }

    private void add(String table, List<String> head, List<String> line) {
        tables.computeIfAbsent(table, name -> new ArrayList<>(List.of(head))).add(line);
        System.out.println(table + ": " + String.join(" | ", line));
    }

    private static String one(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }

    private static String number(double value) {
        return value == Math.rint(value) ? String.format(Locale.ROOT, "%,.0f", value) : one(value);
    }

    void write(Path file) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, this.toString());
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    @Override
    public String toString() {
        return machine + "\n" + tables.entrySet().stream().map(table -> "\n### " + table.getKey() + "\n\n"
                + markdown(table.getValue())).collect(joining("\n"));
    }

    private static String markdown(List<List<String>> lines) {
        List<String> written = new ArrayList<>(lines.stream().map(line -> "| " + String.join(" | ", line) + " |").toList());
        written.add(1, lines.getFirst().stream().map(cell -> lines.getFirst().indexOf(cell) == 0 ? "---" : "---:")
                .collect(joining("|", "|", "|")));
        return String.join("\n", written) + "\n";
    }
}
