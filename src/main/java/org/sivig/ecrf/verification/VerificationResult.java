package org.sivig.ecrf.verification;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.crf.Answer;

/**
 * What became of verifying answers.
 *
 * @param done    those that are verified now and were not before
 * @param blank   how many held nothing that can be verified
 * @param already how many were verified before
 * @param locked  how many are of a casebook that is locked or removed
 * @param changed those that somebody changed since they were seen, which are not verified
 */
public record VerificationResult(List<SeenAnswer> done, int blank, int already, int locked, List<Changed> changed) {

    /**
     * An answer that is no longer the one that was seen.
     *
     * @param number of the patient
     * @param item   its export name
     * @param now    what stands there
     * @param by     who made it so, null when not on record
     */
    public record Changed(String number, String item, Answer<?> now, @Nullable String by, @Nullable Instant at) {
    }
}
