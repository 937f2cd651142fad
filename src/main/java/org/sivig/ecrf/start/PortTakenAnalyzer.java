package org.sivig.ecrf.start;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.core.annotation.Order;

/** Says how to take another port, before Spring Boot says how to find out who has this one. */
@Order(0)
class PortTakenAnalyzer extends AbstractFailureAnalyzer<PortInUseException> {

    @Override
    protected FailureAnalysis analyze(Throwable failure, PortInUseException taken) {
        int other = taken.getPort() + 1;
        return new FailureAnalysis("Port " + taken.getPort() + " is taken by another program.",
                "Stop that one, or take another port: SERVER_PORT=%1$d ./mvnw (SERVER_PORT=%1$d java -jar … for the jar)."
                        .formatted(other), failure);
    }
}
