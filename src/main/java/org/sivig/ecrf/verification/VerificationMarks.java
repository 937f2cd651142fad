package org.sivig.ecrf.verification;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.sivig.ecrf.casebook.OpenCasebook;
import org.sivig.ecrf.crf.Answer;
import org.sivig.ecrf.crf.Casebook;

/**
 * What is verified in a casebook.
 *
 * @param scope    what of it should be
 * @param verifies whether who looks may verify in it now
 * @param verified by export name
 * @param fallen   answers that were verified until they changed, by export name; empty for who does not verify
 */
public record VerificationMarks(VerificationScope scope, boolean verifies, Map<String, Verified> verified, Map<String, Fallen> fallen) {

    /** By whom, and when. */
    public record Verified(String by, Instant at) {
    }

    /**
     * @param answer what was verified
     * @param at     when another answer took its place
     */
    public record Fallen(Answer<?> answer, Instant at) {
    }

    /** How many of the answers that should be verified are. */
    public record Share(int verified, int verifiable) {
    }

    /** Whether an item holds what can be verified: an answer or a reason, and nothing of identity. */
    public static boolean isVerifiable(Casebook.Instance instance) {
        return !instance.item().isIdentity() && !instance.item().isFixed() && !instance.answer().isBlank();
    }

    /** Whether it should be verified: an answer or a reason that can be, and that the plan asks for. */
    public boolean isDue(Casebook.Instance instance) {
        return isVerifiable(instance) && scope.covers(instance.form(), instance.item());
    }

    /** How far these items are verified, of those that should be. */
    public Share share(OpenCasebook open, Predicate<Casebook.Instance> which) {
        List<Casebook.Instance> there = open.casebook().instances().stream().filter(which)
                .filter(this::isDue).toList();
        return new Share((int) there.stream().filter(each -> verified.containsKey(each.exportName())).count(),
                there.size());
    }

    /** Of these items, the answers that should be verified and are not yet, as they are seen in this casebook. */
    public List<SeenAnswer> toVerify(OpenCasebook open, Predicate<Casebook.Instance> which) {
        return open.casebook().instances().stream().filter(which).filter(this::isDue)
                .filter(each -> !verified.containsKey(each.exportName()))
                .map(each -> new SeenAnswer(open.number(), each.exportName(), each.answer())).toList();
    }
}
