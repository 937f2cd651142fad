package org.sivig.ecrf.study;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.Objects;
import org.hibernate.annotations.Formula;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.crf.Completeness;
import org.sivig.ecrf.score.AcrEular2013;
import org.sivig.ecrf.score.EligibilityStatus;

/**
 * A patient of the study, known by number. Carries what lists show of the casebook, brought up to date with each save:
 * score, eligibility, completeness and last change.
 */
@Entity
public class Patient {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private @Nullable Long id;

    private String number = "";
    private String site = "";
    @Formula("(select s.name from site s where s.code = site)")
    private @Nullable String siteName;
    private Instant createdAt = Instant.EPOCH;
    private String createdBy = "";

    private int acrLow;
    private int acrHigh;
    @Enumerated(EnumType.STRING)
    private AcrEular2013.Verdict acrClass = AcrEular2013.Verdict.UNDETERMINED;
    @Enumerated(EnumType.STRING)
    private EligibilityStatus.Status eligibility = EligibilityStatus.Status.UNDETERMINED;
    private int asked;
    private int answered;
    private Instant changedAt = Instant.EPOCH;
    private String changedBy = "";

    protected Patient() {
    }

    public Patient(String number, String site, Instant createdAt, String createdBy) {
        this.number = number;
        this.site = site;
        this.createdAt = createdAt;
        this.createdBy = createdBy;
        this.changedAt = createdAt;
        this.changedBy = createdBy;
    }

    /** Brings up to date what lists show. */
    public void summarise(AcrEular2013 score, EligibilityStatus eligibility, Completeness completeness, Instant at,
            String by) {
        acrLow = score.low();
        acrHigh = score.high();
        acrClass = score.verdict();
        this.eligibility = eligibility.status();
        asked = completeness.asked();
        answered = completeness.answered();
        changedAt = at;
        changedBy = by;
    }

    public Long getId() {
        return Objects.requireNonNull(id, "not stored yet");
    }

    /** {@code SIV-cc-nnn}: the site and the patient's place in it. */
    public String getNumber() {
        return number;
    }

    /** The two-digit code of the site. */
    public String getSite() {
        return site;
    }

    /** As it was when the patient was read. */
    public String getSiteName() {
        return Objects.requireNonNullElse(siteName, "");
    }

    public Instant getCreatedAt() {
        return createdAt;
    }

    public String getCreatedBy() {
        return createdBy;
    }

    public int getAcrLow() {
        return acrLow;
    }

    public int getAcrHigh() {
        return acrHigh;
    }

    public AcrEular2013.Verdict getAcrClass() {
        return acrClass;
    }

    public EligibilityStatus.Status getEligibility() {
        return eligibility;
    }

    public int getAsked() {
        return asked;
    }

    public int getAnswered() {
        return answered;
    }

    public Instant getChangedAt() {
        return changedAt;
    }

    public String getChangedBy() {
        return changedBy;
    }
}
