package org.sivig.ecrf.cohort;

import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.data.DataColumn;
import org.sivig.ecrf.data.DataQuery;
import org.sivig.ecrf.data.DataRow;

/** How a figure is made of what the grid shows of each patient. */
interface FigureSource {

    /** Reads the rows of another grid, of all patients whom the viewer sees. */
    interface Rows {
        List<DataRow> of(DataQuery query);
    }

    /** What a figure says beside whom it is of. */
    record Content(List<FigureTable> tables, @Nullable Picture picture, List<Note> notes) {
    }

    /** The columns that it reads. */
    Collection<DataColumn> columns(Choice choice);

    Content content(Group all, Choice choice, Rows rows);

    /** Whom it is of, for a query. */
    default DataQuery population(DataQuery query) {
        return query;
    }
}
