package org.sivig.ecrf.ui.data;

import java.util.Optional;
import org.sivig.ecrf.data.DataColumn;
import org.sivig.ecrf.data.DataQuery;

/**
 * What can be done with the filtered rows of a data grid: offered in its menu of actions and, where it concerns one
 * column, in the menu of each. A bean of this type is all it takes.
 */
interface GridAction {

    /** Whether it stands in the menu of this user. */
    boolean isOffered();

    /** Key of its name. */
    String labelKey();

    /** Whether it concerns the cells of one column that holds answers, which is chosen first; otherwise all shown. */
    boolean isOfOneColumn();

    /** Whether it does something with rows, and so with the ticked ones alone where there are any; not with filters. */
    default boolean isOfRows() {
        return true;
    }

    /**
     * Begins it: asks what it has to ask, in a dialog of its own.
     *
     * @param column  given if it concerns one
     * @param changed tells the grid to read its rows again
     */
    void begin(DataQuery query, Optional<DataColumn> column, Runnable changed);
}
