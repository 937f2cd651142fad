package org.sivig.ecrf.account;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/** A table of what belongs to the study and not to one patient, each row of which is held against the chain of {@link Registers}. */
public enum Register {
    SITES("site", "code"),
    /** Without the mark of which password was looked at when the application started. */
    ACCOUNTS("user_account", "id", "guarded"),
    DUTIES("duty", "id"),
    EXPORTS("data_export", "id"),
    PACKAGES("data_package", "id"),
    SAMPLES("sample", "id"),
    STANDING_CHECKS("standing_check", "id"),
    VERIFICATION_PLANS("verification_plan", "id"),
    MONITORING_VISITS("monitoring_visit", "id");

    private final String table;
    private final String key;

    private final Set<String> left;

    Register(String table, String key, String... left) {
        this.table = table;
        this.key = key;
        this.left = Set.of(left);
    }

    public String table() {
        return table;
    }

    /** The column that tells a row from the others. */
    String key() {
        return key;
    }

    /** Whether a column is held to what is on record. */
    public boolean holds(String column) {
        return !left.contains(column);
    }

    static Optional<Register> of(String table) {
        return Arrays.stream(values()).filter(each -> each.table.equalsIgnoreCase(table)).findFirst();
    }
}
