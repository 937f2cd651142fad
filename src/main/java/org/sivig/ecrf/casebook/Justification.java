package org.sivig.ecrf.casebook;

import java.time.Instant;

/** Why a warning is right as it stands, as the site says. */
public record Justification(Reason reason, String text, String by, Instant at) {

    public static final int TEXT_LENGTH = 500;

    /** The usual reasons. */
    public enum Reason {
        /** It stands so in the chart. */
        CONFIRMED,
        /** The chart itself is mistaken; it is transcribed as it is. */
        TRANSCRIPTION,
        /** The chart uses another unit or scale. */
        OTHER_UNIT,
        /** None of these: the text says it. */
        OTHER
    }
}
