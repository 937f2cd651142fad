package org.sivig.ecrf.casebook;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What became of a step that many casebooks were to take together. */
public sealed interface ManyTaken {

    /**
     * Taken.
     *
     * @param numbers of the casebooks that took it
     * @param left    those that did not, each with why
     */
    record Done(List<String> numbers, List<LifeLine> left) implements ManyTaken {
    }

    /**
     * Nothing was signed: it is not the password of who signs.
     *
     * @param pausedUntil until when none is taken, after too many wrong ones; null when the next one is
     */
    record WrongPassword(@Nullable Instant pausedUntil) implements ManyTaken {
    }
}
