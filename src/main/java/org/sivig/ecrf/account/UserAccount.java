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
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Somebody who can sign in. */
@Entity
public class UserAccount {

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

    @ElementCollection(fetch = FetchType.EAGER)
    @CollectionTable(name = "user_site", joinColumns = @JoinColumn(name = "user_id"))
    @Column(name = "site")
    private Set<String> sites = new HashSet<>();

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

    /** Whether one can sign in with it on that day. */
    public boolean isActive(LocalDate day) {
        return deactivated == null && (validFrom == null || !day.isBefore(validFrom))
                && (validUntil == null || !day.isAfter(validUntil));
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
        role = draft.role();
        validFrom = draft.validFrom();
        validUntil = draft.validUntil();
        sites.clear();
        sites.addAll(draft.sites());
    }
}
