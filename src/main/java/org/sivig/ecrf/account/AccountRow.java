package org.sivig.ecrf.account;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An account, as it is administered.
 *
 * @param validFrom   the first day on which it can sign in; null for always
 * @param validUntil  the last; null for ever
 * @param deactivated since when it is not to sign in; null when it is
 * @param identities  how providers know its person
 * @param email       empty for none
 * @param state       whether one can sign in with it today
 * @param askedBy     who has asked for what it is to be, while a second person has yet to say yes; null otherwise
 * @param hasFactor   whether a second factor is there
 * @param lastSignIn  null when there was none
 */
public record AccountRow(String username, String displayName, Role role, Set<String> sites, @Nullable LocalDate validFrom,
        @Nullable LocalDate validUntil, @Nullable Instant deactivated, Map<String, String> identities, String email,
        AccountState state, @Nullable String askedBy, boolean hasFactor,
        @Nullable Instant lastSignIn) {

    static AccountRow of(UserAccount account, LocalDate today, boolean hasFactor, @Nullable Instant lastSignIn) {
        return new AccountRow(account.getUsername(), account.getDisplayName(), account.getRole(), account.getSites(),
                account.getValidFrom(), account.getValidUntil(), account.getDeactivated(), account.getIdentities(), account.getEmail(), account.state(today), account.getAskedBy(),
                hasFactor, lastSignIn);
    }

    /** What can be changed of it. */
    public AccountDraft draft() {
        return new AccountDraft(displayName, role, sites, validFrom, validUntil, identities, email);
    }
}
