package org.sivig.ecrf.study;

import jakarta.persistence.Convert;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Transient;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.crf.MissingReason;
import org.sivig.ecrf.crf.Row;

/** What every row of every form has: its patient, and the missing reasons given in it. */
@MappedSuperclass
public abstract class CasebookRow implements Row {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "casebook_row_seq")
    @SequenceGenerator(name = "casebook_row_seq", sequenceName = "casebook_row_seq", allocationSize = 50)
    private @Nullable Long id;

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    @JoinColumn(name = "patient_id", updatable = false)
    private @Nullable Patient patient;

    @Convert(converter = MissingReasonsConverter.class)
    private Map<String, MissingReason> missing = new TreeMap<>();

    @Transient
    private @Nullable Map<String, String> keys;

    public Patient getPatient() {
        return Objects.requireNonNull(patient, "row without patient");
    }

    /** Gives a new row to its patient. */
    public void setPatient(Patient patient) {
        this.patient = patient;
    }

    /** They are asked for again and again, and stay as they are. */
    @Override
    public Map<String, String> keys() {
        if (keys == null) {
            keys = ownKeys();
        }
        return keys;
    }

    /** {@link #keys()}, put together. */
    protected Map<String, String> ownKeys() {
        return Map.of();
    }

    @Override
    public Map<String, MissingReason> missing() {
        return missing;
    }
}
