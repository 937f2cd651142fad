package org.sivig.ecrf.audit;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.crf.Casebook;
import org.sivig.ecrf.study.Section;
import org.sivig.ecrf.study.life.QueryStep;

/** What is done to a casebook beside changing its answers, as the audit records name it. */
public enum Act {
    /** A value that is computed from answers, and kept with the patient or a row, changed; the subject is its name. */
    COMPUTED,
    /**
     * A text that should never have been written was taken out of an earlier record, whose place in the chain is the
     * subject; before it stands the hash that this record has, after it the hash of what is left of it.
     */
    REDACTED,
    /** A check fired, at its item; the subject is its id, the state after it the value found. */
    FINDING_FIRED,
    /** The site said why a finding is right as it stands. */
    FINDING_JUSTIFIED,
    /** A justification was taken back. */
    FINDING_REOPENED,
    /** A finding is no longer true. */
    FINDING_RESOLVED,
    /** A monitor said that an answer agrees with the source; the state after it is the answer. */
    VERIFIED,
    /** A monitor took it back. */
    VERIFICATION_WITHDRAWN,
    /** Another answer took the place of a verified one, which is the state before. */
    VERIFICATION_DROPPED,
    /** An answer was drawn for a second reading; the subject is the sample. */
    SAMPLE_DRAWN,
    /** Somebody read an answer in the source a second time; the state after it is what they found. */
    SAMPLE_READ,
    /** The data manager said where the difference of a second reading comes from. */
    SAMPLE_CLASSED,
    /** Somebody said that a form is complete. */
    FORM_COMPLETED,
    /** A form is no longer complete: somebody reopened it, or an answer changed. */
    FORM_REOPENED,
    /** Somebody said that the casebook is complete. */
    CASEBOOK_COMPLETED,
    /** The casebook is no longer complete. */
    CASEBOOK_REOPENED,
    /** The casebook was signed; the subject is the meaning, the state after it the hash of what was signed. */
    CASEBOOK_SIGNED,
    /** The signature no longer holds: it was withdrawn, or an answer changed; the state before is the hash. */
    CASEBOOK_UNSIGNED,
    CASEBOOK_FROZEN,
    CASEBOOK_UNFROZEN,
    CASEBOOK_LOCKED,
    CASEBOOK_UNLOCKED,
    CASEBOOK_REMOVED,
    CASEBOOK_RESTORED,
    /** A query was raised at its item, the reason being its text. */
    QUERY_RAISED,
    /** A query was drafted. */
    QUERY_PROPOSED,
    /** The site noted something at an item. */
    QUERY_NOTED,
    /** A draft became a query. */
    QUERY_RELEASED,
    QUERY_ANSWERED,
    /** An answer was not enough. */
    QUERY_SENT_BACK,
    /** A query was closed; the subject is the outcome. */
    QUERY_CLOSED,
    QUERY_REOPENED,
    QUERY_CANCELLED;

    /** Whether it follows from the answers, and is nobody’s decision. */
    boolean isBySystem() {
        return this == COMPUTED || this == FINDING_FIRED || this == FINDING_RESOLVED || this == VERIFICATION_DROPPED;
    }

    /** What is put on record of a step of a query. */
    public static Act of(QueryStep step) {
        return switch (step) {
            case RAISE -> QUERY_RAISED;
            case PROPOSE -> QUERY_PROPOSED;
            case NOTE -> QUERY_NOTED;
            case RELEASE -> QUERY_RELEASED;
            case ANSWER -> QUERY_ANSWERED;
            case SEND_BACK -> QUERY_SENT_BACK;
            case CLOSE -> QUERY_CLOSED;
            case REOPEN -> QUERY_REOPENED;
            case CANCEL -> QUERY_CANCELLED;
        };
    }

    /** The reverse of {@link #of}; null for an act that is not of a query. */
    @Nullable QueryStep step() {
        return Arrays.stream(QueryStep.values()).filter(step -> of(step) == this).findFirst().orElse(null);
    }

    /** Where it was done: an item of a row, a whole form, or with empty texts the casebook. */
    public record Place(String form, String rowKey, String item) {

        public static final Place CASEBOOK = new Place("", "", "");

        /** Where the records of a section stand: at its first form, and its row where it has one. */
        public static Place of(Section section) {
            return new Place(section.forms().getFirst().name(), String.join(" ", section.keys().values()), "");
        }

        public static Place of(Casebook.Instance instance) {
            return new Place(instance.form().name(), instance.row().key(), instance.item().name());
        }
    }
}
