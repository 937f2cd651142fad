package org.sivig.ecrf.casebook;

/** What a signature says. The text of each in the languages of the study never changes: another text is another one. */
public enum SignatureMeaning {
    /** The data agree with the source, and the signer answers for them. */
    RESPONSIBLE,
    /** The signer has read the data and approves them. */
    APPROVED
}
