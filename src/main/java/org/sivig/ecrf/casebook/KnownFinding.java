package org.sivig.ecrf.casebook;

import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.crf.Casebook;
import org.sivig.ecrf.crf.EditCheck;
import org.sivig.ecrf.crf.Finding;
import org.sivig.ecrf.crf.Severity;

/**
 * A finding that is true now, and what is known of it.
 *
 * @param finding       tells nothing of identity to who does not see it
 * @param firedAt       since when; null when it is not on record yet
 * @param justification null when there is none
 * @param cause         the export name of the answer on which it rests with several others; null when there is none
 */
public record KnownFinding(Finding finding, @Nullable Instant firedAt, @Nullable Justification justification,
        @Nullable String cause) {

    KnownFinding(Finding finding, @Nullable Instant firedAt, @Nullable Justification justification) {
        this(finding, firedAt, justification, null);
    }

    KnownFinding because(String answer) {
        return new KnownFinding(finding, firedAt, justification, answer);
    }

    public EditCheck check() {
        return finding.check();
    }

    /** The item instance at which it shows. */
    public Casebook.Instance at() {
        return finding.at();
    }

    /** What the placeholders of its message stand for, as the contract writes values. */
    public Map<String, String> arguments() {
        return finding.arguments();
    }

    /** Whether it still asks for something: an error, or a warning that nobody justified. */
    public boolean isOpen() {
        return FindingState.of(check().severity(), justification == null ? null : justification.reason())
                == FindingState.OPEN;
    }

    /** Whether it stands in the way of completing and signing. */
    public boolean isBlocking() {
        return check().severity() == Severity.ERROR;
    }

    public boolean isJustifiable() {
        return check().severity() == Severity.WARNING;
    }

    /**
     * Whether it is too early to tell it to who is typing: it rests on a field that is still blank, and nobody has left
     * one of these so.
     *
     * @param left export names of the items that were left blank
     */
    public boolean isPremature(Set<String> left) {
        return justification == null && !finding.awaits().isEmpty()
                && finding.awaits().stream().noneMatch(left::contains);
    }

    /** The same with what was on record of it at a moment; a justification that was taken back since is not. */
    KnownFinding past(Instant then) {
        return new KnownFinding(finding, firedAt == null || firedAt.isAfter(then) ? null : firedAt,
                justification == null || justification.at().isAfter(then) ? null : justification, cause);
    }

    /** The same for who does not see identity. */
    KnownFinding withoutIdentity() {
        return new KnownFinding(Findings.withoutIdentity(finding), firedAt, justification, cause);
    }
}
