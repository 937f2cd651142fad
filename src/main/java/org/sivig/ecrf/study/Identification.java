package org.sivig.ecrf.study;

import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.SecondaryTable;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.crf.PartialDate;
import org.sivig.ecrf.study.code.Sex;

/** Section 1 of the paper form: who the patient is, and where. */
@Entity
@SecondaryTable(name = "identity")
public class Identification extends CasebookRow {

    @Column(table = "identity", length = 500)
    @Convert(converter = SealedText.class)
    private @Nullable String lastName3;

    @Column(table = "identity", length = 500)
    @Convert(converter = SealedText.class)
    private @Nullable String firstName3;

    @Column(table = "identity", length = 500)
    @Convert(converter = SealedDate.class)
    private @Nullable PartialDate birthDate;

    @Enumerated(EnumType.STRING)
    private @Nullable Sex sex;

    private @Nullable String refPhysician;

    /** A keyed hash of letters, birth date and sex, null until all are known: finds duplicates without showing them. */
    @Column(table = "identity", length = 64)
    private @Nullable String duplicateHash;

    public @Nullable String getLastName3() {
        return lastName3;
    }

    public void setLastName3(@Nullable String lastName3) {
        this.lastName3 = lastName3;
    }

    public @Nullable String getFirstName3() {
        return firstName3;
    }

    public void setFirstName3(@Nullable String firstName3) {
        this.firstName3 = firstName3;
    }

    public @Nullable PartialDate getBirthDate() {
        return birthDate;
    }

    public void setBirthDate(@Nullable PartialDate birthDate) {
        this.birthDate = birthDate;
    }

    public @Nullable Sex getSex() {
        return sex;
    }

    public void setSex(@Nullable Sex sex) {
        this.sex = sex;
    }

    public @Nullable String getRefPhysician() {
        return refPhysician;
    }

    public void setRefPhysician(@Nullable String refPhysician) {
        this.refPhysician = refPhysician;
    }

    /** The patient's site, set when the patient is created. */
    public String getCenter() {
        return getPatient().getSite();
    }

    public @Nullable String getDuplicateHash() {
        return duplicateHash;
    }

    public void setDuplicateHash(@Nullable String duplicateHash) {
        this.duplicateHash = duplicateHash;
    }
}
