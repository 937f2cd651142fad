package org.sivig.ecrf.account;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;

/** A hospital centre that takes part. */
@Entity
public class Site {

    @Id
    private String code = "";
    private String name = "";

    protected Site() {
    }

    /** @param code two digits */
    public Site(String code, String name) {
        this.code = code;
        this.name = name;
    }

    public String getCode() {
        return code;
    }

    public String getName() {
        return name;
    }
}
