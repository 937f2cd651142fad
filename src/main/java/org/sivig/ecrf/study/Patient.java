package org.sivig.ecrf.study;

import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.hibernate.annotations.Formula;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.crf.Completeness;
import org.sivig.ecrf.score.AcrEular2013;
import org.sivig.ecrf.score.EligibilityStatus;
import org.sivig.ecrf.study.life.CasebookClosedException;
import org.sivig.ecrf.study.life.CasebookState;
import org.sivig.ecrf.study.life.Completion;
import org.sivig.ecrf.study.life.CompletionsConverter;
import org.sivig.ecrf.study.life.Transition;

/**
 * A patient of the study, known by number. Carries what lists show of the casebook, brought up to date with each save:
 * score, eligibility, completeness and last change.
 */
@Entity
public class Patient {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private @Nullable Long id;

    @Column(updatable = false)
    private String number = "";
    @Column(updatable = false)
    private String site = "";
    @Formula("(select s.name from site s where s.code = site)")
    private @Nullable String siteName;
    @Column(updatable = false)
    private Instant createdAt = Instant.EPOCH;
    @Column(updatable = false)
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

    @Enumerated(EnumType.STRING)
    private CasebookState state = CasebookState.IN_PROGRESS;
    /** What thawing or restoring brings back. */
    @Enumerated(EnumType.STRING)
    private @Nullable CasebookState stateBefore;
    private @Nullable Instant stateAt;
    private @Nullable String stateBy;
    @Convert(converter = CompletionsConverter.class)
    private Map<String, Completion> completed = new TreeMap<>();
    private int verified;

    // --- what is computed from the answers, by Figures

    private @Nullable Integer ageIvig1;

    private @Nullable BigDecimal disDurDx;

    private @Nullable BigDecimal disDurNonrp;

    private @Nullable BigDecimal rpDur;

    private @Nullable String stopVisit;

    /** The visit whose value is that at the stop, by item. */
    @Convert(converter = StopVisitsConverter.class)
    private Map<String, String> stopVisits = new TreeMap<>();

    private @Nullable String skinEvaluable;

    private @Nullable String lungEvaluable;

    private @Nullable String approximate;

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

    // --- the life of the casebook -----------------------------------------------------------------------------------

    public CasebookState getState() {
        return state;
    }

    /** Since when it is in its state; null while it has been in progress from the start. */
    public @Nullable Instant getStateAt() {
        return stateAt;
    }

    /** Who brought it there. */
    public @Nullable String getStateBy() {
        return stateBy;
    }

    /** The sections that are complete, by their path. */
    public Map<String, Completion> getCompleted() {
        return Map.copyOf(completed);
    }

    public boolean isComplete(Section section) {
        return completed.containsKey(section.path());
    }

    /** @throws CasebookClosedException when the casebook is frozen, locked or removed against it */
    public void requireOpenTo(CasebookState.Work work) {
        if (!state.allows(work)) {
            throw new CasebookClosedException(state);
        }
    }

    /** Whether a step can be taken from the state it is in. */
    public boolean mayTake(Transition step) {
        return step.isFrom(state) && (step != Transition.LOCK || stateBefore == CasebookState.SIGNED);
    }

    /** @throws IllegalStateException when the step cannot be taken from this state */
    public void take(Transition step, Instant at, String by) {
        require(mayTake(step));
        CasebookState next = switch (step) {
            case COMPLETE_CASEBOOK, UNSIGN -> CasebookState.COMPLETE;
            case REOPEN_CASEBOOK -> CasebookState.IN_PROGRESS;
            case SIGN -> CasebookState.SIGNED;
            case FREEZE, UNLOCK -> CasebookState.FROZEN;
            case UNFREEZE, RESTORE -> Objects.requireNonNull(stateBefore);
            case LOCK -> CasebookState.LOCKED;
            case REMOVE -> CasebookState.REMOVED;
        };
        stateBefore = switch (step) {
            case FREEZE, REMOVE -> state;
            case UNFREEZE, RESTORE -> null;
            default -> stateBefore;
        };
        state = next;
        stateAt = at;
        stateBy = by;
    }

    public boolean mayComplete(Section section) {
        return state == CasebookState.IN_PROGRESS && !isComplete(section);
    }

    /** @throws IllegalStateException when it is complete, or the casebook is */
    public void complete(Section section, Instant at, String by) {
        require(mayComplete(section));
        put(section.path(), new Completion(at, by));
    }

    /** A section of a complete or signed casebook can be reopened too, which then is neither any longer. */
    public boolean mayReopen(Section section) {
        return state.allows(CasebookState.Work.ANSWERS) && isComplete(section);
    }

    /** @throws IllegalStateException when it is not complete, or the casebook is frozen or locked */
    public void reopen(Section section) {
        require(mayReopen(section));
        put(section.path(), null);
    }

    /** A map of its own for each change: the old one belongs to the state that was read. */
    private void put(String path, @Nullable Completion completion) {
        Map<String, Completion> changed = new TreeMap<>(completed);
        if (completion == null) {
            changed.remove(path);
        } else {
            changed.put(path, completion);
        }
        completed = changed;
    }

    private void require(boolean allowed) {
        if (!allowed) {
            throw new IllegalStateException("Not while the casebook is " + state);
        }
    }

    /** How many of the answers are verified against the source. */
    public int getVerified() {
        return verified;
    }

    /** @param by how many more; negative for less */
    public void addVerified(int by) {
        verified += by;
    }

    // --- what lists show --------------------------------------------------------------------------------------------

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

    void setAgeIvig1(@Nullable Integer ageIvig1) {
        this.ageIvig1 = ageIvig1;
    }

    void setDisDurDx(@Nullable BigDecimal disDurDx) {
        this.disDurDx = disDurDx;
    }

    void setDisDurNonrp(@Nullable BigDecimal disDurNonrp) {
        this.disDurNonrp = disDurNonrp;
    }

    void setRpDur(@Nullable BigDecimal rpDur) {
        this.rpDur = rpDur;
    }

    void setStopVisit(@Nullable String stopVisit) {
        this.stopVisit = stopVisit;
    }

    void setStopVisit(String item, @Nullable String visit) {
        if (visit == null) {
            stopVisits.remove(item);
        } else {
            stopVisits.put(item, visit);
        }
    }

    void setSkinEvaluable(@Nullable String skinEvaluable) {
        this.skinEvaluable = skinEvaluable;
    }

    void setLungEvaluable(@Nullable String lungEvaluable) {
        this.lungEvaluable = lungEvaluable;
    }

    void setApproximate(@Nullable String approximate) {
        this.approximate = approximate;
    }
}
