package org.sivig.ecrf.failure;

import java.sql.SQLException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A copy of what was thrown for the log: its class in place of its message, and its frames down to where the application
 * was entered.
 */
final class Bare extends Throwable {

    private static final String PROJECT = "org.sivig.ecrf.";
    private static final int DEEPEST = 20;

    private Bare(Throwable of, @Nullable Throwable cause) {
        super(name(of), cause, false, true);
        setStackTrace(frames(of.getStackTrace()));
    }

    static Bare of(Throwable thrown) {
        return of(thrown, DEEPEST);
    }

    private static Bare of(Throwable thrown, int deeper) {
        Throwable cause = thrown.getCause();
        return new Bare(thrown, cause == null || deeper == 0 ? null : of(cause, deeper - 1));
    }

    private static String name(Throwable of) {
        String name = of.getClass().getName();
        return of instanceof SQLException sql && sql.getSQLState() != null ? name + " " + sql.getSQLState() : name;
    }

    /** Without what stands around the application on every request; all where the application is not among them. */
    private static StackTraceElement[] frames(StackTraceElement[] all) {
        int last = all.length - 1;
        while (last >= 0 && !all[last].getClassName().startsWith(PROJECT)) {
            last--;
        }
        return last < 0 ? all : Arrays.copyOf(all, last + 1);
    }

    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }
}
