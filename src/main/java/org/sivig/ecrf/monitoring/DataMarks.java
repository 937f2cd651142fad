package org.sivig.ecrf.monitoring;

import org.jspecify.annotations.Nullable;

/** What can be marked at an item of a patient, and by which rows of which table. */
enum DataMarks {
    FINDING("finding", "x.state <> 'RESOLVED' and x.severity <> 'INFO'"),
    QUERY(null, "x.state in ('OPEN', 'ANSWERED')"),
    VERIFIED(null, "true");

    /** The table has the columns patient_id, form, row_key and item; null while there is none. */
    private final @Nullable String table;
    private final String condition;

    DataMarks(@Nullable String table, String condition) {
        this.table = table;
        this.condition = condition;
    }

    boolean isKept() {
        return table != null;
    }

    /** From which rows, as {@code x}, it is known. */
    String from() {
        return "from " + table + " x where " + condition;
    }
}
