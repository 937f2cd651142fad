package org.sivig.ecrf.casebook;

import java.util.List;
import org.sivig.ecrf.crf.EditCheck;

/** The checks that were made while the study runs, beside those that it declares. Asking them costs no statement. */
public interface FurtherChecks {

    /** Those that fire. */
    List<EditCheck> standing();

    /** Those that fire, and those that did once. */
    List<EditCheck> known();

    /** Looks again which there are: another process may have made one. */
    void refresh();
}
