package org.sivig.ecrf.audit;

/**
 * Something that the tables hold otherwise than the records say. Tells where, and nothing of what stands there.
 *
 * @param patient the number; {@link AuditRecords.Break#REGISTERS} for what belongs to none
 * @param table   as it is called in the database
 * @param place   what tells it from its sisters in the table: row and item, the path of a section, the number of a query
 */
public record Mismatch(String patient, String table, String place, Kind kind) {

    public enum Kind {
        /** It is not what the records say it became. */
        CHANGED,
        /** The records tell of it, and it is not there. */
        MISSING,
        /** It is there, and no record tells of it. */
        UNRECORDED
    }
}
