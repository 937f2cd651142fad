package org.sivig.ecrf.data;

/** What can be marked at an item of a patient, and by which rows of which table. */
enum DataMarks {
    FINDING("finding", "x.state <> 'RESOLVED' and x.severity <> 'INFO'"),
    QUERY("query", "x.state in ('OPEN', 'ANSWERED') and not x.note"),
    VERIFIED("verification", "true");

    /** It has the columns patient_id, form, row_key and item. */
    private final String table;
    private final String condition;

    DataMarks(String table, String condition) {
        this.table = table;
        this.condition = condition;
    }

    /** From which rows, as {@code x}, it is known. */
    String from() {
        return "from " + table + " x where " + condition;
    }
}
