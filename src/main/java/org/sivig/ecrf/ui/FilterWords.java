package org.sivig.ecrf.ui;

import java.util.List;

/** Says what filters of a data grid ask, for pages that keep or list such filters. */
public interface FilterWords {

    /**
     * Each filter in a few words; empty when the study no longer has what they ask about.
     *
     * @param form   the table of the form of the grid
     * @param filter as it stands in the address of the grid
     */
    List<String> of(Words words, String form, String filter);
}
