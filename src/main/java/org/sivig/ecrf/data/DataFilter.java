package org.sivig.ecrf.data;

import java.io.Serializable;
import java.util.stream.Stream;

/** A test of a column; the rows whose cell meets it are shown. */
public record DataFilter(DataColumn column, ColumnCondition test) implements Serializable {

    /** @throws IllegalArgumentException when the test cannot be asked of the column */
    public DataFilter {
        if (!test.suits(column)) {
            throw new IllegalArgumentException("Column " + column + " cannot be asked " + test.getClass().getSimpleName());
        }
    }

    /** The columns of which it speaks. */
    public Stream<DataColumn> columns() {
        return test instanceof ColumnCondition.Compared compared ? Stream.of(column, compared.other()) : Stream.of(column);
    }
}
