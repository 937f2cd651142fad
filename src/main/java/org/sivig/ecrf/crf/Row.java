package org.sivig.ecrf.crf;

import java.util.Map;

/** The answers of one form of one patient, or of one repetition of it. */
public interface Row {

    /** What tells this row from its sisters ({@code m3}, {@code 1}); empty for a form that does not repeat. */
    String key();

    /** The missing reasons given in this row, by item name. Changed through {@link Item#put} only. */
    Map<String, MissingReason> missing();
}
