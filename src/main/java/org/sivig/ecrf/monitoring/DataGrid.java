package org.sivig.ecrf.monitoring;

import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Reads the rows of one form of all patients whom the user may see. Filters, sorts, pages and counts in the database.
 */
@Service
@Transactional(readOnly = true)
public class DataGrid {

    /** One page of the rows; unless they are sorted otherwise, by patient number and within a patient in paper order. */
    public List<DataRow> fetch(DataQuery query, int offset, int limit) {
        throw new UnsupportedOperationException();
    }

    /** How many rows meet the filters. */
    public long count(DataQuery query) {
        throw new UnsupportedOperationException();
    }

    /** What each column comes to, in the order of the query's columns. */
    public List<DataSummary> summary(DataQuery query) {
        throw new UnsupportedOperationException();
    }

    /** The place of a row among the filtered ones, from 0; empty when it is not among them. */
    public OptionalLong position(DataQuery query, String patient, String rowKey) {
        throw new UnsupportedOperationException();
    }

    /**
     * Reads all rows, one after the other, without holding them. Whether there are findings and queries, and whether a
     * cell is verified, is not told.
     */
    public void stream(DataQuery query, Consumer<DataRow> reader) {
        throw new UnsupportedOperationException();
    }

    /**
     * The items that stand in a column of the filtered rows and are asked, each once.
     *
     * @param column null for every column of the query that shows answers
     */
    public List<DataPlace> cells(DataQuery query, @Nullable DataColumn column) {
        throw new UnsupportedOperationException();
    }
}
