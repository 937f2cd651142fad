package org.sivig.ecrf.account;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** A hospital centre that takes part. */
@Entity
public class Site {

    @Id
    private String code = "";
    private String name = "";
    private String investigators = "";
    private @Nullable LocalDate opened;
    private @Nullable Instant closed;
    private @Nullable String closedReason;

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

    /** Who is responsible there; empty when that is not said. */
    public String getInvestigators() {
        return investigators;
    }

    /** Since which day it takes part; null when that is not said. */
    public @Nullable LocalDate getOpened() {
        return opened;
    }

    /** Since when nothing is entered there any more; null while it is open. */
    public @Nullable Instant getClosed() {
        return closed;
    }

    /** Why it was closed; null while it is open. */
    public @Nullable String getClosedReason() {
        return closedReason;
    }

    void become(String name, String investigators, @Nullable LocalDate opened) {
        this.name = name;
        this.investigators = investigators;
        this.opened = opened;
    }

    void close(Instant at, String reason) {
        closed = at;
        closedReason = reason;
    }

    void reopen() {
        closed = null;
        closedReason = null;
    }
}
