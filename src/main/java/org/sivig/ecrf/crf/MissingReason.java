package org.sivig.ecrf.crf;

/** Why an item holds no value. A reason is an answer: an item with a reason is not blank. */
public enum MissingReason implements Code {
    /** Not documented. */
    ND,
    /** Not done. */
    NF,
    /** Not applicable. */
    NAP;

    public static final CodeList<MissingReason> LIST = CodeList.of("missing_reason", MissingReason.class);

    @Override
    public String code() {
        return name();
    }
}
