package org.sivig.ecrf.guide;

/** A kind of page, by the keys that work on it. */
public enum KeyPlace {
    /** A section of a casebook, the visits excepted. */
    FORM,
    /** The table of visits. */
    VISITS,
    /** The page of a casebook. */
    CASEBOOK,
    /** A list with a filter in the head of each column. */
    LIST,
    /** The list of patients. */
    PATIENTS,
    /** The data of all patients. */
    DATA,
    /** Any other page. */
    OTHER
}
