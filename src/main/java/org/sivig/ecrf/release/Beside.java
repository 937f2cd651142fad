package org.sivig.ecrf.release;

import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** A second thread for a package, for what needs nothing of the database. Closed, it has done with what it began. */
final class Beside implements AutoCloseable {

    private final ExecutorService thread = Executors.newSingleThreadExecutor();

    /** What is being made. */
    interface Later<T> {

        /** Waits for it; fails as the work failed. */
        T get() throws IOException;
    }

    <T> Later<T> begin(Callable<T> work) {
        Future<T> begun = thread.submit(work);
        return () -> finished(begun);
    }

    private static <T> T finished(Future<T> begun) throws IOException {
        try {
            return begun.get();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new CancellationException();
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof IOException reason) {
                throw reason;
            }
            throw failed.getCause() instanceof RuntimeException reason ? reason : new IllegalStateException(failed);
        }
    }

    @Override
    public void close() {
        thread.close();
    }
}
