package org.sivig.ecrf.start;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.NestedExceptionUtils;

/** Prints a refused start as what is wrong, by which cause, and what to do, without a stack trace. */
class StartRefusedAnalyzer extends AbstractFailureAnalyzer<StartRefusedException> {

    @Override
    protected FailureAnalysis analyze(Throwable failure, StartRefusedException refused) {
        Throwable cause = NestedExceptionUtils.getMostSpecificCause(refused);
        return new FailureAnalysis(cause == refused ? refused.description()
                : refused.description() + "\nCause: " + cause.getClass().getSimpleName() + ": " + cause.getMessage(),
                refused.action(), failure);
    }
}
