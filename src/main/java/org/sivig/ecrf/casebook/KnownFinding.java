package org.sivig.ecrf.casebook;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.crf.Casebook;
import org.sivig.ecrf.crf.EditCheck;
import org.sivig.ecrf.crf.Severity;

/**
 * A finding that is true now, and what is known of it.
 *
 * @param arguments     what the placeholders of its message stand for, as the contract writes values; nothing of
 *                      identity for who does not see it
 * @param firedAt       since when; null when it is not on record yet
 * @param justification null when there is none
 */
public record KnownFinding(EditCheck check, Casebook.Instance at, Map<String, String> arguments,
        @Nullable Instant firedAt, @Nullable Justification justification) {

    /** Whether it still asks for something: an error, or a warning that nobody justified. */
    public boolean isOpen() {
        return FindingState.of(check.severity(), justification == null ? null : justification.reason())
                == FindingState.OPEN;
    }

    /** Whether it stands in the way of completing and signing. */
    public boolean isBlocking() {
        return check.severity() == Severity.ERROR;
    }

    public boolean isJustifiable() {
        return check.severity() == Severity.WARNING;
    }

    /** The same with what was on record of it at a moment; a justification that was taken back since is not. */
    KnownFinding past(Instant then) {
        return new KnownFinding(check, at, arguments, firedAt == null || firedAt.isAfter(then) ? null : firedAt,
                justification == null || justification.at().isAfter(then) ? null : justification);
    }

    /** The same for who does not see identity. */
    KnownFinding withoutIdentity() {
        return new KnownFinding(check, at, Findings.withoutIdentity(check, at.item(), arguments), firedAt,
                justification);
    }
}
