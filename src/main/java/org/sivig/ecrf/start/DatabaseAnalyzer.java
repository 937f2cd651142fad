package org.sivig.ecrf.start;

import java.io.IOException;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;

/** Says why the database cannot be used, where that has a reason which whoever starts the application can mend. */
@Order(0)
class DatabaseAnalyzer extends AbstractFailureAnalyzer<SQLException> {

    private static final String DOCUMENTED = " (docs/operations.md).";

    private final Environment settings;

    DatabaseAnalyzer(Environment settings) {
        this.settings = settings;
    }

    @Override
    protected @Nullable FailureAnalysis analyze(Throwable failure, SQLException refused) {
        Throwable cause = NestedExceptionUtils.getMostSpecificCause(refused);
        String[] said = said(refused, cause);
        return said == null ? null : new FailureAnalysis("The database at " + address() + " " + said[0] + "\nCause: "
                + cause.getClass().getSimpleName() + ": " + cause.getMessage(), said[1], failure);
    }

    /** What is wrong and what to do; null when it is nothing of that kind. */
    private static String @Nullable [] said(SQLException refused, Throwable cause) {
        return switch (state(refused)) {
            case "90020" -> new String[] {"is open in another program.", "Stop that one, perhaps an earlier start of this"
                    + " application, or start with data and a port of its own: SIVIG_DATA=./data2 SERVER_PORT=8081 ./mvnw"};
            case "90028", "90031", "90062", "90097" -> cannotBeWritten();
            case "90030", "90048" -> new String[] {"is damaged, or not of this version.", "Restore it from its backup" + DOCUMENTED};
            case "28000", "28P01" -> new String[] {"does not take this user name and password.",
                    "Set SPRING_DATASOURCE_USERNAME and SPRING_DATASOURCE_PASSWORD, and those of SPRING_LIQUIBASE if it has"
                            + " an owner of its own" + DOCUMENTED};
            case "3D000" -> new String[] {"does not exist.", "Make it, or correct SPRING_DATASOURCE_URL" + DOCUMENTED};
            case "08001", "08004", "08006" -> new String[] {"does not answer.",
                    "Start it, or correct SPRING_DATASOURCE_URL" + DOCUMENTED};
            default -> cause instanceof IOException ? cannotBeWritten() : null;
        };
    }

    private static String[] cannotBeWritten() {
        return new String[] {"cannot be written.", "Let the user that runs the application write into its folder, on a disk"
                + " that is there and has space left, or name another folder with SIVIG_DATA" + DOCUMENTED};
    }

    private static String state(SQLException refused) {
        return refused.getSQLState() == null ? "" : refused.getSQLState();
    }

    /** Without its options, which may hold a password. */
    private String address() {
        return settings.getProperty("spring.datasource.url", "").split("[;?]", 2)[0];
    }
}
