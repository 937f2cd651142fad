package org.sivig.ecrf.account;

import java.time.LocalDate;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What an account is to be: whose, in which role, of which sites, and from when until when it can sign in.
 *
 * @param identities how providers know its person, by their names in the settings
 * @param email      to which a link to choose a password is sent; empty for none
 */
public record AccountDraft(String displayName, Role role, Set<String> sites, @Nullable LocalDate validFrom,
        @Nullable LocalDate validUntil, Map<String, String> identities, String email) {

    public AccountDraft {
        sites = Set.copyOf(sites);
        identities = Map.copyOf(identities);
    }

    public AccountDraft(String displayName, Role role, Set<String> sites, @Nullable LocalDate validFrom, @Nullable LocalDate validUntil) {
        this(displayName, role, sites, validFrom, validUntil, Map.of());
    }

    public AccountDraft(String displayName, Role role, Set<String> sites, @Nullable LocalDate validFrom, @Nullable LocalDate validUntil,
            Map<String, String> identities) {
        this(displayName, role, sites, validFrom, validUntil, identities, "");
    }

    /** For the log. */
    @Override
    public String toString() {
        return displayName + ", " + role + (sites.isEmpty() ? "" : ", " + String.join(" ", new TreeSet<>(sites)))
                + (validFrom == null ? "" : ", from " + validFrom) + (validUntil == null ? "" : ", until " + validUntil) + (identities.isEmpty() ? "" : ", " + new TreeMap<>(identities))
                + (email.isEmpty() ? "" : ", " + email);
    }
}
