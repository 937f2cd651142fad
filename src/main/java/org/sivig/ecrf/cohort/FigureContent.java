package org.sivig.ecrf.cohort;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.data.DataQuery;

/**
 * What a figure shows: the same for a screen, a file, a picture and another program.
 *
 * @param population who is looked at: a query of the grid of section 1, which has one row for each patient
 * @param n          how many they are
 * @param few        whether they are too few to be told how many
 * @param at         when they were read
 * @param tables     everything that is counted
 * @param picture    what is drawn that stands in no table; null where the tables say it all
 */
public record FigureContent(FigureKind kind, DataQuery population, Choice choice, int n, boolean few, Instant at, List<FigureTable> tables,
        @Nullable Picture picture, List<Note> notes) {

    /**
     * The same as it may leave the system: with {@link Cell#FEW} in place of cells of fewer patients.
     *
     * @param least 0 to leave everything as it is
     */
    public FigureContent telling(int least) {
        return least == 0 ? this : new FigureContent(kind, population, choice, n, few, at,
                tables.stream().map(table -> table.telling(least)).toList(), picture == null ? null : picture.telling(least),
                notes.stream().map(note -> new Note(note.code(), note.count().telling(least))).toList());
    }

    /** The same without anybody: no rows, no lines of patients, no cells of fewer patients, and not how many so few are. */
    FigureContent inNumbers(int least) {
        FigureContent told = telling(Math.max(least, 1));
        return new FigureContent(kind, population, choice, n, n > 0 && n < least, at, told.tables.stream().map(FigureTable::withoutRows).toList(),
                told.picture == null ? null : told.picture.inNumbers(least), told.notes.stream()
                        .map(note -> new Note(note.code(), note.count().withoutRows())).toList());
    }

    /** The table of this name. */
    public FigureTable table(String name) {
        return tables.stream().filter(table -> table.name().equals(name)).findFirst().orElseThrow();
    }
}
