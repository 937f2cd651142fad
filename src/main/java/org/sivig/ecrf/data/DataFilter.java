package org.sivig.ecrf.data;

import java.io.Serializable;

/** A test of a column; the rows whose cell meets it are shown. */
public record DataFilter(DataColumn column, ColumnCondition test) implements Serializable {

    /** @throws IllegalArgumentException when the test cannot be asked of the column */
    public DataFilter {
        if (!test.suits(column)) {
            throw new IllegalArgumentException("Column " + column + " cannot be asked " + test.getClass().getSimpleName());
        }
    }
}
