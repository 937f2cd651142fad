package org.sivig.ecrf.crf;

import java.util.Locale;

/** The types of the data contract. */
public enum ItemType {
    /** One line, at most {@value #TEXT_LENGTH} characters. */
    TEXT,
    /** At most {@value #LONG_TEXT_LENGTH} characters, line breaks kept. */
    LONG_TEXT,
    INTEGER, DECIMAL,
    /** A complete date. */
    DATE,
    /** A date that keeps its precision. */
    PARTIAL_DATE,
    YEAR, YES_NO, CHOICE, MULTI_CHOICE;

    public static final int TEXT_LENGTH = 500;
    public static final int LONG_TEXT_LENGTH = 2000;

    /** Whether it is free text. */
    public boolean isText() {
        return this == TEXT || this == LONG_TEXT;
    }

    /** Whether it is a number, or a year. */
    public boolean isNumber() {
        return this == INTEGER || this == DECIMAL || this == YEAR;
    }

    /** The most characters of a free text. */
    public int length() {
        return this == LONG_TEXT ? LONG_TEXT_LENGTH : TEXT_LENGTH;
    }

    /** The contract's word for this type. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
