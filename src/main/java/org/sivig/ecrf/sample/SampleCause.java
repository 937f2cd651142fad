package org.sivig.ecrf.sample;

/** Why a second reading differs from what was entered. */
public enum SampleCause {
    /** What was entered is wrong. */
    ABSTRACTION_ERROR,
    /** The second reading is wrong. */
    SECOND_READER_ERROR,
    /** The source allows both. */
    AMBIGUOUS_SOURCE
}
