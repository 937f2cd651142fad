package org.sivig.ecrf.crf;

import java.util.Map;

/** The answers of one form of one patient, or of one repetition of it. */
public interface Row {

    /** What tells this row from its sisters, by name and in order ({@code visit=m3}); empty if the form does not repeat. */
    Map<String, String> keys();

    /** The keys as one text ({@code m3}; {@code 1,mtx}); empty for a form that does not repeat. */
    default String key() {
        return String.join(",", keys().values());
    }

    /** Its place: the rows of a form stand in the order of these numbers, those of one number as they came. */
    default int place() {
        return 0;
    }

    /** Whether the key of this name has this code. A row without such a key has none. */
    default boolean isAt(String name, String code) {
        return code.equals(keys().get(name));
    }

    /** The code of a key, as conditions speak of it: for a further row of the same kind, the code of the kind. */
    default String code(String name) {
        return keys().getOrDefault(name, "");
    }

    /** The missing reasons given in this row, by item name. Changed through {@link Item#put} only. */
    Map<String, MissingReason> missing();
}
