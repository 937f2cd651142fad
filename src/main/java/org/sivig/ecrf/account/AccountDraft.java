package org.sivig.ecrf.account;

import java.time.LocalDate;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What an account is to be: whose, in which role, of which sites, and from when until when it can sign in. */
public record AccountDraft(String displayName, Role role, Set<String> sites, @Nullable LocalDate validFrom,
        @Nullable LocalDate validUntil) {

    public AccountDraft {
        sites = Set.copyOf(sites);
    }

    /** For the log. */
    @Override
    public String toString() {
        return displayName + ", " + role + (sites.isEmpty() ? "" : ", " + String.join(" ", new TreeSet<>(sites)))
                + (validFrom == null ? "" : ", from " + validFrom) + (validUntil == null ? "" : ", until " + validUntil);
    }
}
