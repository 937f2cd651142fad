package org.sivig.ecrf.account;

import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.MapKeyColumn;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.hibernate.annotations.BatchSize;
import org.jspecify.annotations.Nullable;

/** Somebody who can sign in. */
@Entity
public class UserAccount {

    private static final int AT_ONCE = 500;

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private @Nullable Long id;

    @Column(updatable = false)
    private String username = "";
    private String password = "";
    private String displayName = "";
    @Enumerated(EnumType.STRING)
    private Role role = Role.INVESTIGATOR;

    private @Nullable LocalDate validFrom;
    private @Nullable LocalDate validUntil;
    private @Nullable Instant deactivated;
    private @Nullable String askedBy;
    private String email = "";

    @ElementCollection(fetch = FetchType.EAGER)
    @CollectionTable(name = "user_site", joinColumns = @JoinColumn(name = "user_id"))
    @Column(name = "site")
    @BatchSize(size = AT_ONCE)
    private Set<String> sites = new HashSet<>();
    @ElementCollection
    @CollectionTable(name = "account_identity", joinColumns = @JoinColumn(name = "user_id"))
    @MapKeyColumn(name = "provider")
    @Column(name = "subject")
    @BatchSize(size = AT_ONCE)
    private Map<String, String> identities = new HashMap<>();

    protected UserAccount() {
    }

    /**
     * @param password encoded
     * @param sites    codes of the sites of an investigator or a monitor; the other roles need none
     */
    public UserAccount(String username, String password, String displayName, Role role, Set<String> sites) {
        this.username = username;
        this.password = password;
        this.displayName = displayName;
        this.role = role;
        this.sites = new HashSet<>(sites);
    }

    public String getUsername() {
        return username;
    }

    /** Encoded. */
    public String getPassword() {
        return password;
    }

    public String getDisplayName() {
        return displayName;
    }

    public Role getRole() {
        return role;
    }

    public Set<String> getSites() {
        return Set.copyOf(sites);
    }

    /** The first day on which one can sign in with it; null for always. */
    public @Nullable LocalDate getValidFrom() {
        return validFrom;
    }

    /** The last; null for ever. */
    public @Nullable LocalDate getValidUntil() {
        return validUntil;
    }

    /** Since when it is not to sign in; null when it is. */
    public @Nullable Instant getDeactivated() {
        return deactivated;
    }

    /** How providers know its person, by their names in the settings. */
    Map<String, String> getIdentities() {
        return Map.copyOf(identities);
    }

    /** Whether one can sign in with it on that day, and why not. */
    public AccountState state(LocalDate day) {
        if (deactivated != null) {
            return AccountState.DEACTIVATED;
        }
        if (askedBy != null) {
            return AccountState.AWAITS;
        }
        if (validFrom != null && day.isBefore(validFrom)) {
            return AccountState.NOT_YET;
        }
        if (validUntil != null && day.isAfter(validUntil)) {
            return AccountState.OVER;
        }
        return password.isEmpty() && identities.isEmpty() ? AccountState.NO_WAY_IN : AccountState.ACTIVE;
    }

    /** Empty for none. */
    public String getEmail() {
        return email;
    }

    /** Who has asked for what it is to be, while a second person has yet to say yes; null otherwise. */
    @Nullable String getAskedBy() {
        return askedBy;
    }

    void setAskedBy(@Nullable String who) {
        askedBy = who;
    }

    void setDeactivated(@Nullable Instant since) {
        deactivated = since;
    }

    /** @param encoded empty for none */
    void setPassword(String encoded) {
        password = encoded;
    }

    void become(AccountDraft draft) {
        displayName = draft.displayName();
        email = draft.email();
        role = draft.role();
        validFrom = draft.validFrom();
        validUntil = draft.validUntil();
        sites.clear();
        sites.addAll(draft.sites());
        identities.clear();
        identities.putAll(draft.identities());
    }
}
