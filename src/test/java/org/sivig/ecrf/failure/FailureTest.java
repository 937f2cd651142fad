package org.sivig.ecrf.failure;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionSystemException;

@ExtendWith(OutputCaptureExtension.class)
class FailureTest {

    private static final String TYPED = "QXJ 28/02/1958";

    @Test
    void theLogHasTheNumberThatTheUserIsToldAndTheFramesOfTheProject(CapturedOutput log) {
        Failure failure = null;
        try {
            placeOfTheFault(null);
        } catch (RuntimeException caught) {
            failure = Failure.of(new IllegalStateException(TYPED, caught), "Saving answers of SIV-01-001");
        }

        assertThat(Objects.requireNonNull(failure).incident()).matches("[0-9a-f]{8}");
        assertThat(log.getAll()).contains("Incident " + failure.incident() + ": Saving answers of SIV-01-001 (UNEXPECTED)",
                "java.lang.IllegalStateException", "java.lang.NullPointerException", "FailureTest.placeOfTheFault(FailureTest.java:");
    }

    private static void placeOfTheFault(@Nullable String answer) {
        Objects.requireNonNull(answer, TYPED);
    }

    @Test
    void noMessageReachesTheLogHoweverDeepItStands(CapturedOutput log) {
        SQLException refused = new SQLException("Detail: Key (last_name3)=(" + TYPED + ")", "23505");
        BatchUpdateException batch = new BatchUpdateException(TYPED, new int[0], refused);
        batch.addSuppressed(new IllegalStateException(TYPED));
        Failure failure = Failure.of(new DataIntegrityViolationException("could not insert " + TYPED, batch), "Saving");

        assertThat(failure.kind()).isEqualTo(Failure.Kind.UNEXPECTED);
        assertThat(log.getAll()).contains("java.sql.SQLException 23505").doesNotContain("QXJ", "1958", "last_name3");
    }

    static Stream<Throwable> away() {
        TransactionSystemException notRolledBack = new TransactionSystemException("", new IllegalStateException());
        notRolledBack.initApplicationException(new RuntimeException(new SQLException("", "08006")));
        return Stream.of(new CannotCreateTransactionException("", new SQLTransientConnectionException("no connection available")),
                new RuntimeException(new SQLException("the backend was stopped", "57P01")), notRolledBack,
                new RuntimeException(new SQLException("too many clients", "53300")), new SQLException("Connection is closed"));
    }

    @ParameterizedTest
    @MethodSource("away")
    void aDatabaseThatIsAwayIsToldFromAFault(Throwable caught) {
        assertThat(Failure.of(caught, "Saving").kind()).isEqualTo(Failure.Kind.AWAY);
    }

    @Test
    void aDiskThatIsFullIsToldFromADatabaseThatIsAwayAndPasses() {
        Failure failure = Failure.of(new RuntimeException(new SQLException("could not extend file: No space left on device", "53100")), "Saving");
        assertThat(failure.kind()).isEqualTo(Failure.Kind.FULL);
        assertThat(failure.isPassing()).isTrue();
    }

    static Stream<Throwable> held() {
        return Stream.of(new CannotAcquireLockException(""), new RuntimeException(new SQLException("", "55P03")),
                new RuntimeException(new SQLException("", "40P01")), new RuntimeException(new SQLException("", "HYT00")));
    }

    @ParameterizedTest
    @MethodSource("held")
    void aRowThatIsHeldIsToldFromAFault(Throwable caught) {
        Failure failure = Failure.of(caught, "Saving");
        assertThat(failure.kind()).isEqualTo(Failure.Kind.HELD);
        assertThat(failure.isPassing()).isTrue();
    }

    @Test
    void whatCausesItselfIsLoggedAllTheSame() {
        IllegalStateException one = new IllegalStateException();
        one.initCause(new IllegalStateException(one));
        assertThat(Failure.of(one, "Saving").isPassing()).isFalse();
    }
}
