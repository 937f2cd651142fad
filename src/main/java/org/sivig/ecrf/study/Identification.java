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
    @Convert(converter = SealedConverter.class)
    private @Nullable Sealed lastName3;

    @Column(table = "identity", length = 500)
    @Convert(converter = SealedConverter.class)
    private @Nullable Sealed firstName3;

    @Column(table = "identity", length = 500)
    @Convert(converter = SealedConverter.class)
    private @Nullable Sealed birthDate;

    @Enumerated(EnumType.STRING)
    private @Nullable Sex sex;

    private @Nullable String refPhysician;

    /** A keyed hash of letters, birth date and sex, null until all are known: finds duplicates without showing them. */
    @Column(table = "identity", length = 64)
    private @Nullable String duplicateHash;

    /** Where the sealed answer to an item of a patient stands: it cannot be opened anywhere else. */
    public static String place(String item, String patient) {
        return "identity." + item + " " + patient;
    }

    private @Nullable String open(@Nullable Sealed sealed, String item) {
        return sealed == null ? null : sealed.open(() -> place(item, getPatient().getNumber()));
    }

    private @Nullable Sealed seal(@Nullable String plain, String item) {
        return plain == null ? null : Sealed.of(plain, () -> place(item, getPatient().getNumber()));
    }

    public @Nullable String getLastName3() {
        return open(lastName3, "last_name3");
    }

    public void setLastName3(@Nullable String lastName3) {
        this.lastName3 = seal(lastName3, "last_name3");
    }

    public @Nullable String getFirstName3() {
        return open(firstName3, "first_name3");
    }

    public void setFirstName3(@Nullable String firstName3) {
        this.firstName3 = seal(firstName3, "first_name3");
    }

    public @Nullable PartialDate getBirthDate() {
        String date = open(birthDate, "birth_date");
        return date == null ? null : PartialDate.parse(date);
    }

    public void setBirthDate(@Nullable PartialDate birthDate) {
        this.birthDate = seal(birthDate == null ? null : birthDate.toString(), "birth_date");
    }

    /** The text of an answer as it stood in this row, which the session knows by the property. */
    public @Nullable String opened(@Nullable Object property, String item) {
        return open((Sealed) property, item);
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

    /** Whether all is known by which patients are alike. */
    public boolean isWhole() {
        return getLastName3() != null && getFirstName3() != null && getBirthDate() != null && getSex() != null;
    }

    /** Whether it was not looked for others like this one, although all is known. */
    public boolean isUncompared() {
        return isWhole() && duplicateHash == null;
    }

    public @Nullable String getDuplicateHash() {
        return duplicateHash;
    }

    public void setDuplicateHash(@Nullable String duplicateHash) {
        this.duplicateHash = duplicateHash;
    }
}
