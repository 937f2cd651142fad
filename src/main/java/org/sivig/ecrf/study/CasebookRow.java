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

    public Patient getPatient() {
        return Objects.requireNonNull(patient, "row without patient");
    }

    /** Gives a new row to its patient. */
    public void setPatient(Patient patient) {
        this.patient = patient;
    }

    @Override
    public Map<String, String> keys() {
        return Map.of();
    }

    @Override
    public Map<String, MissingReason> missing() {
        return missing;
    }
}
