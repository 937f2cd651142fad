package org.sivig.ecrf.failure;

import io.micrometer.core.instrument.Metrics;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientConnectionException;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.transaction.TransactionSystemException;

/**
 * Something that was caught: of which kind it is, and under which number it stands in the log. Whatever is caught without
 * being expected becomes one of these, so that what the user is told and what the log says have the number in common.
 *
 * @param incident the number, as the user is told it
 */
public record Failure(Kind kind, String incident) {

    /** What can be done about it. */
    public enum Kind {
        /** The database is not there, or does not take one more. */
        AWAY,
        /** Somebody else holds what was to be written. */
        HELD,
        /** The disk of the database has no room. */
        FULL,
        /** Nobody knows; it would happen again. */
        UNEXPECTED
    }

    /** How many there were, by {@code kind}. */
    public static final String COUNTED = "sivig.failures";

    private static final Logger LOG = LoggerFactory.getLogger(Failure.class);

    /**
     * Puts on record what was caught: the classes and the frames, never a message, which could quote what was typed.
     *
     * @param what what was being done, without anything that was typed
     */
    public static Failure of(Throwable caught, String what) {
        Failure failure = new Failure(kind(caught), UUID.randomUUID().toString().substring(0, 8));
        Metrics.counter(COUNTED, "kind", failure.kind.name()).increment();
        String line = "Incident {}: {} ({})";
        if (failure.isPassing()) {
            LOG.warn(line, failure.incident, what, failure.kind, Bare.of(caught));
        } else {
            LOG.error(line, failure.incident, what, failure.kind, Bare.of(caught));
        }
        return failure;
    }

    /** Whether a text can be the number of one. */
    public static boolean isNumber(String text) {
        return text.matches("[0-9a-f]{8}");
    }

    /** Whether it goes away by itself, so that the same may be tried again. */
    public boolean isPassing() {
        return kind != Kind.UNEXPECTED;
    }

    /** Of which kind it would be. */
    public static Kind kind(Throwable caught) {
        return all(caught).stream().map(Failure::kindOfOne).filter(kind -> kind != Kind.UNEXPECTED).findFirst()
                .orElse(Kind.UNEXPECTED);
    }

    private static Kind kindOfOne(Throwable one) {
        if (one instanceof PessimisticLockingFailureException) {
            return Kind.HELD;
        }
        if (!(one instanceof SQLException sql)) {
            return Kind.UNEXPECTED;
        }
        String state = sql.getSQLState();
        if ("53100".equals(state)) {
            return Kind.FULL;
        }
        if (sql instanceof SQLTransientConnectionException || sql instanceof SQLNonTransientConnectionException
                || sql instanceof SQLRecoverableException || isOfPool(sql)
                || state != null && (state.startsWith("08") || state.startsWith("53") || state.startsWith("57P0"))) {
            return Kind.AWAY;
        }
        return switch (state) {
            case null -> Kind.UNEXPECTED;
            case "55P03", "40P01", "40001", "HYT00" -> Kind.HELD;
            default -> Kind.UNEXPECTED;
        };
    }

    /** Drivers give a state; the pool, which has taken the connection away, gives none. */
    private static boolean isOfPool(SQLException sql) {
        return sql.getSQLState() == null && sql.getClass() == SQLException.class;
    }

    /** What was caught, with all that led to it, each once. */
    private static Set<Throwable> all(Throwable caught) {
        Set<Throwable> all = new LinkedHashSet<>();
        collect(caught, all);
        return all;
    }

    private static void collect(@Nullable Throwable one, Set<Throwable> into) {
        if (one == null || !into.add(one)) {
            return;
        }
        collect(one.getCause(), into);
        if (one instanceof SQLException sql) {
            collect(sql.getNextException(), into);
        } else if (one instanceof TransactionSystemException ended) {
            collect(ended.getApplicationException(), into);
        }
    }
}
