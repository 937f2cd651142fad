package org.sivig.ecrf.verification;

/**
 * How far the answers of a patient that should be verified are.
 *
 * @param whole    whether everything of the patient should be, and not only the critical items
 * @param verified how many of them are
 * @param due      how many of them there are
 */
public record VerifiedPatient(String number, boolean whole, long verified, long due) {

    public long toVerify() {
        return due - verified;
    }
}
