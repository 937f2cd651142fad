package org.sivig.ecrf.verification;

import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.audit.Act;
import org.sivig.ecrf.study.Patient;

/** That the answer which stands at a place agrees with the source. It goes when it no longer holds. */
@Entity
@Table(name = "verification")
class VerificationRecord {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "casebook_row_seq")
    private @Nullable Long id;

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    @JoinColumn(name = "patient_id", updatable = false)
    private @Nullable Patient patient;

    private String form = "";
    private String rowKey = "";
    private String item = "";
    private String username = "";
    private Instant at = Instant.EPOCH;

    protected VerificationRecord() {
    }

    VerificationRecord(Patient patient, Act.Place place, String username, Instant at) {
        this.patient = patient;
        this.form = place.form();
        this.rowKey = place.rowKey();
        this.item = place.item();
        this.username = username;
        this.at = at;
    }

    Patient patient() {
        return Objects.requireNonNull(patient);
    }

    Act.Place place() {
        return new Act.Place(form, rowKey, item);
    }

    VerificationMarks.Verified verified() {
        return new VerificationMarks.Verified(username, at);
    }
}
