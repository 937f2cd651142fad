package org.sivig.ecrf.query;

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
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.account.Role;
import org.sivig.ecrf.audit.Act;
import org.sivig.ecrf.casebook.StoredAnswer;
import org.sivig.ecrf.crf.Answer;
import org.sivig.ecrf.crf.Casebook;
import org.sivig.ecrf.study.Patient;
import org.sivig.ecrf.study.Study;
import org.sivig.ecrf.study.life.QueryOutcome;
import org.sivig.ecrf.study.life.QueryState;
import org.sivig.ecrf.study.life.QueryStep;

/** A query at an item of a patient, where it stands now. What was said is in its messages; it is never deleted. */
@Entity
@Table(name = "query")
class QueryRecord {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "query_number")
    @SequenceGenerator(name = "query_number", sequenceName = "query_number", allocationSize = 20)
    private @Nullable Long number;

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    @JoinColumn(name = "patient_id", updatable = false)
    private @Nullable Patient patient;

    @Column(updatable = false)
    private String form = "";
    @Column(updatable = false)
    private String rowKey = "";
    @Column(updatable = false)
    private String item = "";
    @Column(updatable = false)
    private boolean note;
    @Enumerated(EnumType.STRING)
    private QueryState state = QueryState.OPEN;
    /** The role whose query it is: of who raised or released it. */
    @Enumerated(EnumType.STRING)
    private Role owner = Role.MONITOR;
    @Column(updatable = false)
    private String text = "";
    @Column(updatable = false)
    private @Nullable String thenValue;
    @Column(updatable = false)
    private @Nullable String thenMissing;
    @Column(updatable = false)
    private Instant raisedAt = Instant.EPOCH;
    @Column(updatable = false)
    private String raisedBy = "";
    @Enumerated(EnumType.STRING)
    @Column(updatable = false)
    private Role raisedRole = Role.MONITOR;
    private @Nullable Instant openedAt;
    private @Nullable Instant settledAt;
    @Enumerated(EnumType.STRING)
    private @Nullable QueryOutcome outcome;
    private @Nullable String settledValue;
    private @Nullable String settledMissing;
    @Column(updatable = false)
    private @Nullable String batch;
    private int messages;

    protected QueryRecord() {
    }

    QueryRecord(Patient patient, Act.Place place, String text, @Nullable String batch) {
        this.patient = patient;
        this.form = place.form();
        this.rowKey = place.rowKey();
        this.item = place.item();
        this.text = text;
        this.batch = batch;
    }

    boolean may(QueryStep step) {
        return !note && step.isFrom(state);
    }

    /**
     * Takes a step, and gives the message that tells of it.
     *
     * @param now the answer at this moment
     */
    QueryMessage take(QueryStep step, Instant at, String by, Role role, @Nullable QueryOutcome outcome, String text,
            Answer<?> now) {
        StoredAnswer value = StoredAnswer.of(instance().item(), now);
        QueryMessage message = new QueryMessage(this, ++messages, at, by, role, step,
                step.isFirst() ? null : state, outcome, text, value);
        if (step.isFirst()) {
            note = step == QueryStep.NOTE;
            raisedAt = at;
            raisedBy = by;
            raisedRole = role;
            thenValue = value.value();
            thenMissing = value.missing();
        }
        if (step.isFirst() || step == QueryStep.RELEASE) {
            owner = role;
        }
        state = step.to();
        openedAt = state == QueryState.OPEN ? at : openedAt;
        settledAt = state.isSettled() ? at : null;
        this.outcome = outcome;
        settledValue = state.isSettled() ? value.value() : null;
        settledMissing = state.isSettled() ? value.missing() : null;
        return message;
    }

    Casebook.Instance instance() {
        return Objects.requireNonNull(Study.instance(form, rowKey, item), "no such item any more");
    }

    Act.Place place() {
        return new Act.Place(form, rowKey, item);
    }

    StoredAnswer then() {
        return new StoredAnswer(thenValue, thenMissing);
    }

    StoredAnswer settled() {
        return new StoredAnswer(settledValue, settledMissing);
    }

    long getNumber() {
        return Objects.requireNonNull(number);
    }

    Patient getPatient() {
        return Objects.requireNonNull(patient);
    }

    boolean isNote() {
        return note;
    }

    QueryState getState() {
        return state;
    }

    Role getOwner() {
        return owner;
    }

    String getText() {
        return text;
    }

    Instant getRaisedAt() {
        return raisedAt;
    }

    String getRaisedBy() {
        return raisedBy;
    }

    Role getRaisedRole() {
        return raisedRole;
    }

    @Nullable Instant getOpenedAt() {
        return openedAt;
    }

    @Nullable Instant getSettledAt() {
        return settledAt;
    }

    @Nullable QueryOutcome getOutcome() {
        return outcome;
    }

    int getMessages() {
        return messages;
    }
}
