package org.sivig.ecrf.casebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.aopalliance.intercept.MethodInvocation;
import org.junit.jupiter.api.Test;
import org.sivig.ecrf.failure.Failure;
import org.springframework.transaction.CannotCreateTransactionException;

/** Who saves waits for those who came before, and for nobody else. */
class SaveTurnsTest {

    private final List<String> saved = new CopyOnWriteArrayList<>();

    @Test
    void whoHasJustSavedStandsBehindThoseWhoWait() throws InterruptedException, ExecutionException {
        SaveTurns turns = new SaveTurns(1, Duration.ofMinutes(1));
        CountDownLatch busy = new CountDownLatch(1);
        try (var threads = Executors.newCachedThreadPool()) {
            Future<?> first = threads.submit(() -> {
                save(turns, "first", busy);
                save(turns, "first again", new CountDownLatch(0));
                return null;
            });
            await().until(() -> saved.contains("first"));
            List<Future<?>> others = new ArrayList<>(List.of(first));
            for (int i = 1; i <= 3; i++) {
                String who = "other " + i;
                others.add(threads.submit(() -> save(turns, who, new CountDownLatch(0))));
                int waiting = i;
                await().until(() -> turns.awaited() == waiting);
            }
            busy.countDown();
            for (Future<?> each : others) {
                each.get();
            }
        }
        assertThat(saved).containsExactly("first", "other 1", "other 2", "other 3", "first again");
    }

    @Test
    void whoWaitsForTooLongIsToldWhatTheyWouldBeToldWithoutAConnection() throws InterruptedException, ExecutionException {
        SaveTurns turns = new SaveTurns(1, Duration.ofMillis(1));
        CountDownLatch busy = new CountDownLatch(1);
        try (var threads = Executors.newCachedThreadPool()) {
            Future<?> first = threads.submit(() -> save(turns, "first", busy));
            await().until(() -> saved.contains("first"));
            assertThatExceptionOfType(CannotCreateTransactionException.class).isThrownBy(() -> save(turns, "other", busy))
                    .satisfies(told -> assertThat(Failure.kind(told)).isEqualTo(Failure.Kind.AWAY));
            busy.countDown();
            first.get();
        }
        assertThat(saved).containsExactly("first");
    }

    @Test
    void aSaveThatFailsGivesItsTurnBack() throws Throwable {
        SaveTurns turns = new SaveTurns(1, Duration.ofMillis(1));
        MethodInvocation failing = mock(MethodInvocation.class);
        when(failing.proceed()).thenThrow(new IllegalStateException("failed"));
        assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> turns.invoke(failing));
        save(turns, "next", new CountDownLatch(0));
        assertThat(saved).containsExactly("next");
    }

    /** @param end the save goes on until it is reached */
    private Object save(SaveTurns turns, String who, CountDownLatch end) throws Exception {
        MethodInvocation save = mock(MethodInvocation.class);
        try {
            when(save.proceed()).thenAnswer(call -> {
                saved.add(who);
                end.await();
                return who;
            });
            return turns.invoke(save);
        } catch (Exception told) {
            throw told;
        } catch (Throwable never) {
            throw new IllegalStateException(never);
        }
    }
}
