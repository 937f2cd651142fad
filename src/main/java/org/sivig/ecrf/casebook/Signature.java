package org.sivig.ecrf.casebook;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.account.Role;
import org.sivig.ecrf.account.Viewer;
import org.sivig.ecrf.study.Patient;
import org.sivig.ecrf.study.Study;

/** A signature under a casebook. It is kept for ever; when it no longer holds it says since when, by whose act and why. */
@Entity
class Signature {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private @Nullable Long id;

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    @JoinColumn(name = "patient_id", updatable = false)
    private @Nullable Patient patient;

    @Column(updatable = false)
    private String username = "";
    @Column(updatable = false)
    private String displayName = "";
    @Enumerated(EnumType.STRING)
    @Column(updatable = false)
    private Role role = Role.INVESTIGATOR;
    @Enumerated(EnumType.STRING)
    @Column(updatable = false)
    private SignatureMeaning meaning = SignatureMeaning.RESPONSIBLE;
    @Column(updatable = false)
    private String formsVersion = "";
    @Column(updatable = false)
    private String hash = "";
    @Column(updatable = false)
    private Instant signedAt = Instant.EPOCH;
    private @Nullable Instant revokedAt;
    private @Nullable String revokedBy;
    private @Nullable String revokedReason;

    protected Signature() {
    }

    Signature(Patient patient, Viewer by, SignatureMeaning meaning, Instant at) {
        this.patient = patient;
        username = by.username();
        displayName = by.displayName();
        role = by.role();
        this.meaning = meaning;
        formsVersion = Study.FORMS_VERSION;
        signedAt = at;
    }

    /** @param hash of what is signed */
    Signature under(String hash) {
        this.hash = hash;
        return this;
    }

    /** @throws IllegalStateException when it no longer holds anyway */
    void revoke(Instant at, String by, String reason) {
        if (revokedAt != null) {
            throw new IllegalStateException("The signature was revoked before");
        }
        revokedAt = at;
        revokedBy = by;
        revokedReason = reason;
    }

    String getUsername() {
        return username;
    }

    String getDisplayName() {
        return displayName;
    }

    Role getRole() {
        return role;
    }

    SignatureMeaning getMeaning() {
        return meaning;
    }

    String getFormsVersion() {
        return formsVersion;
    }

    String getHash() {
        return hash;
    }

    Instant getSignedAt() {
        return signedAt;
    }

    @Nullable Instant getRevokedAt() {
        return revokedAt;
    }

    @Nullable String getRevokedBy() {
        return revokedBy;
    }

    @Nullable String getRevokedReason() {
        return revokedReason;
    }
}
