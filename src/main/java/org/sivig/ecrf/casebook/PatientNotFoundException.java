package org.sivig.ecrf.casebook;

/** There is no such patient, or the user may not see them: both look the same. */
public class PatientNotFoundException extends RuntimeException {

    public PatientNotFoundException() {
        super("No such patient");
    }
}
