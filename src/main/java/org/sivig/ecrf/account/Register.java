package org.sivig.ecrf.account;

import java.util.Arrays;
import java.util.Optional;

/** A table of what belongs to the study and not to one patient, each row of which is held against the chain of {@link Registers}. */
public enum Register {
    SITES("site", "code"),
    ACCOUNTS("user_account", "id"),
    DUTIES("duty", "id"),
    EXPORTS("data_export", "id"),
    PACKAGES("data_package", "id"),
    SAMPLES("sample", "id"),
    STANDING_CHECKS("standing_check", "id"),
    VERIFICATION_PLANS("verification_plan", "id"),
    MONITORING_VISITS("monitoring_visit", "id");

    private final String table;
    private final String key;

    Register(String table, String key) {
        this.table = table;
        this.key = key;
    }

    public String table() {
        return table;
    }

    /** The column that tells a row from the others. */
    String key() {
        return key;
    }

    static Optional<Register> of(String table) {
        return Arrays.stream(values()).filter(each -> each.table.equalsIgnoreCase(table)).findFirst();
    }
}
