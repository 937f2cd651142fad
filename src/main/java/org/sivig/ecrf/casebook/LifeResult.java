package org.sivig.ecrf.casebook;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What became of a step in the life of a form or a casebook. */
public sealed interface LifeResult {

    /** The casebook after it. */
    OpenCasebook now();

    record Done(OpenCasebook now) implements LifeResult {
    }

    /** Not done: this is open still. */
    record Hindered(OpenCasebook now, List<Obstacle> obstacles) implements LifeResult {
    }

    /** Not done: the state of the casebook, which somebody else may have changed meanwhile, has no such step. */
    record NotNow(OpenCasebook now) implements LifeResult {
    }

    /** Not signed: an answer has changed since the casebook was shown. */
    record Outdated(OpenCasebook now) implements LifeResult {
    }

    /**
     * Not signed: it is not the password of who signs.
     *
     * @param pausedUntil until when none is taken, after too many wrong ones; null when the next one is
     */
    record WrongPassword(OpenCasebook now, @Nullable Instant pausedUntil) implements LifeResult {
    }
}
