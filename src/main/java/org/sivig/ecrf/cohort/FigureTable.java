package org.sivig.ecrf.cohort;

import java.util.List;

/**
 * A table of a figure.
 *
 * @param name    its words stand under {@code cohort.table.} and this
 * @param columns their heads, without that of the lines
 * @param ofPatients whether each line is of one patient
 */
public record FigureTable(String name, List<Label> columns, List<Line> lines, boolean ofPatients) {

    FigureTable(String name, List<Label> columns, List<Line> lines) {
        this(name, columns, lines, false);
    }

    /**
     * A line.
     *
     * @param depth 0, or more where it belongs to the line above that has less
     * @param cells one for each column
     */
    public record Line(Label label, int depth, List<Cell> cells) {
    }

    /** The same, that leads nowhere. */
    FigureTable withoutRows() {
        return new FigureTable(name, columns, lines.stream().map(line -> new Line(line.label(), line.depth(),
                line.cells().stream().map(Cell::withoutRows).toList())).toList(), ofPatients);
    }

    /** The same with {@link Cell#FEW} in the place of cells of fewer patients; lines of one patient each are left out. */
    FigureTable telling(int least) {
        return new FigureTable(name, columns, (ofPatients ? List.<Line>of() : lines).stream().map(line -> new Line(line.label(), line.depth(),
                line.cells().stream().map(cell -> cell.telling(least)).toList())).toList(), ofPatients);
    }
}
