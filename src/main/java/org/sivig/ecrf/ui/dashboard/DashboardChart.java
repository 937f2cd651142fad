package org.sivig.ecrf.ui.dashboard;

import java.io.Serializable;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What a chart shows, and the table behind it: the same lines, columns and words.
 *
 * @param kind   how the script draws it
 * @param rows   the names of the lines
 * @param panels what stands side by side over these lines
 */
record DashboardChart(Kind kind, List<String> rows, List<Panel> panels) implements Serializable {

    /** As the script calls them. */
    enum Kind {
        bars, heat, line
    }

    /**
     * @param title empty where the chart has only one
     * @param share whether a full line is 100 %
     * @param sums  what stands at the end of each line; empty where nothing does
     */
    record Panel(String title, boolean share, List<Series> series, List<String> sums) implements Serializable {
    }

    /**
     * @param tone  how it is told from its sisters
     * @param total of all lines, for the table; null when there is none
     */
    record Series(String name, String tone, List<Cell> cells, @Nullable Cell total) implements Serializable {
    }

    /**
     * @param value null where there is nothing to show
     * @param text  how it is written in the chart
     * @param words how it is written in the table
     * @param tip   the same with what it is
     * @param href  where its rows are; null where no page shows them
     */
    record Cell(@Nullable Double value, String text, String words, String tip, @Nullable String href)
            implements Serializable {
    }

    boolean hasTotals() {
        return panels.stream().flatMap(panel -> panel.series().stream()).anyMatch(series -> series.total() != null);
    }

    /** The cells of a line over all panels. */
    List<Cell> line(int row) {
        return panels.stream().flatMap(panel -> panel.series().stream()).map(series -> series.cells().get(row)).toList();
    }

    IntStream lines() {
        return IntStream.range(0, rows.size());
    }
}
