package org.sivig.ecrf.casebook;

import java.util.List;
import org.sivig.ecrf.crf.EditCheck;

/** The checks that were made while the study runs, beside those that it declares. */
public interface FurtherChecks {

    /**
     * Those of a moment.
     *
     * @param standing   those that fire
     * @param withdrawn  those that did once
     * @param unreadable those that ask for what this version does not have: it cannot say where they fire
     */
    record Made(List<EditCheck> standing, List<EditCheck> withdrawn, List<EditCheck> unreadable) {
    }

    /** Those that there are at this moment, whichever process made them; the same object as long as there are no others. Costs one small statement. */
    Made made();
}
