package org.sivig.ecrf.sample;

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
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.crf.Answer;
import org.sivig.ecrf.crf.Casebook;
import org.sivig.ecrf.study.Patient;
import org.sivig.ecrf.study.Study;
import org.sivig.ecrf.verification.VerificationDrop;

/** One answer of a sample: as it stood when it was drawn, and as the second reader found it in the source. */
@Entity
class SampleItem {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "casebook_row_seq")
    private @Nullable Long id;

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    @JoinColumn(name = "sample_id", updatable = false)
    private @Nullable Sample sample;
    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    @JoinColumn(name = "patient_id", updatable = false)
    private @Nullable Patient patient;

    @Column(updatable = false)
    private String form = "";
    @Column(updatable = false)
    private String rowKey = "";
    @Column(updatable = false)
    private String item = "";
    /** As the contract writes it, or the code of the reason. */
    @Column(updatable = false)
    private String storedText = "";
    private @Nullable String readText;
    private @Nullable String readBy;
    private @Nullable Instant readAt;
    @Enumerated(EnumType.STRING)
    private @Nullable SampleCause cause;
    private @Nullable String classedBy;
    private @Nullable Instant classedAt;

    protected SampleItem() {
    }

    SampleItem(Sample sample, Patient patient, Casebook.Instance at) {
        this.sample = sample;
        this.patient = patient;
        form = at.form().name();
        rowKey = at.row().key();
        item = at.item().name();
        storedText = VerificationDrop.text(at, at.answer());
    }

    void read(Answer<?> found, String by, Instant at) {
        readText = VerificationDrop.text(place(), found);
        readBy = by;
        readAt = at;
    }

    void classify(SampleCause cause, String by, Instant at) {
        this.cause = cause;
        classedBy = by;
        classedAt = at;
    }

    /** Its item, in an empty row. */
    Casebook.Instance place() {
        return Objects.requireNonNull(Study.instance(form, rowKey, item));
    }

    long getId() {
        return Objects.requireNonNull(id);
    }

    Sample getSample() {
        return Objects.requireNonNull(sample);
    }

    Patient getPatient() {
        return Objects.requireNonNull(patient);
    }

    Answer<?> stored() {
        return VerificationDrop.answer(place().item(), storedText);
    }

    @Nullable Answer<?> found() {
        return readText == null ? null : VerificationDrop.answer(place().item(), readText);
    }

    boolean isRead() {
        return readText != null;
    }

    boolean isDifferent() {
        return isRead() && !storedText.equals(readText);
    }

    @Nullable String getReadBy() {
        return readBy;
    }

    @Nullable SampleCause getCause() {
        return cause;
    }
}
