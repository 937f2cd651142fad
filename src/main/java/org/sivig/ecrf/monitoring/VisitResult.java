package org.sivig.ecrf.monitoring;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What became of writing a report or signing it off. */
public sealed interface VisitResult {

    record Done(MonitoringVisit visit) implements VisitResult {
    }

    /** Nothing was done: it was signed off before, and by whom. */
    record SignedBefore(MonitoringVisit visit) implements VisitResult {
    }

    /** Nothing was done: somebody else has written meanwhile. */
    record Changed(MonitoringVisit visit) implements VisitResult {
    }

    /**
     * Nothing was signed: it is not the password of who signs.
     *
     * @param pausedUntil until when none is taken, after too many wrong ones; null when the next one is
     */
    record WrongPassword(@Nullable Instant pausedUntil) implements VisitResult {
    }
}
