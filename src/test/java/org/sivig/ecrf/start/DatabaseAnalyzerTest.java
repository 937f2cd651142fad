package org.sivig.ecrf.start;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.mock.env.MockEnvironment;

class DatabaseAnalyzerTest {

    private final DatabaseAnalyzer analyzer = new DatabaseAnalyzer(new MockEnvironment()
            .withProperty("spring.datasource.url", "jdbc:postgresql://host/study?password=secret"));

    @ParameterizedTest
    @CsvSource({"90020, is open in another program", "90031, cannot be written", "90062, cannot be written",
            "90097, cannot be written", "90030, is damaged", "28P01, does not take this user name", "28000, does not take this user name",
            "3D000, does not exist", "08001, does not answer"})
    void saysWhatIsWrongWithTheDatabase(String state, String words) {
        FailureAnalysis said = analyzer.analyze(new IllegalStateException(new SQLException("Refused by it", state)));
        assertThat(said.getDescription()).startsWith("The database at jdbc:postgresql://host/study " + words)
                .contains("Cause: SQLException: Refused by it").doesNotContain("secret");
        assertThat(said.getAction()).isNotBlank();
    }

    @Test
    void aFullDiskIsFoundBehindAnyError() {
        SQLException full = new SQLException("General error", "HY000", new IOException("No space left on device"));
        assertThat(analyzer.analyze(new IllegalStateException(full)).getDescription())
                .contains("cannot be written", "No space left on device");
    }

    @Test
    void aFaultOfTheApplicationIsNotExplainedAway() {
        assertThat(analyzer.analyze(new IllegalStateException(new SQLException("Syntax error", "42000")))).isNull();
    }
}
