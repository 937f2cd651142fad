package org.sivig.ecrf.casebook;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.Advisor;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Role;
import org.springframework.core.Ordered;
import org.springframework.core.env.Environment;
import org.springframework.transaction.CannotCreateTransactionException;

/**
 * Lets as many save at once as there are connections, less two, and the others in the order in which they came. The pool
 * gives a free connection to whoever asks, which is most often who has just given it back: of forty who save without a
 * pause some were passed by for two seconds. The two are for those who read meanwhile.
 */
public final class SaveTurns implements MethodInterceptor, MeterBinder {

    /** How many saves wait for their turn. */
    public static final String AWAITED = "sivig.saves.awaited";

    private static final String POOL = "spring.datasource.hikari.";
    /** Hikari's own. */
    private static final int CONNECTIONS = 10;
    private static final int FOR_READERS = 2;

    private final Semaphore turns;
    private final Duration longest;

    /** @param longest who has no turn after this time is told that there is no connection */
    SaveTurns(int atOnce, Duration longest) {
        turns = new Semaphore(atOnce, true);
        this.longest = longest;
    }

    @Override
    public @Nullable Object invoke(MethodInvocation save) throws Throwable {
        if (!turns.tryAcquire(longest.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new CannotCreateTransactionException("No turn to save", new SQLTransientConnectionException("too many save at once"));
        }
        try {
            return save.proceed();
        } finally {
            turns.release();
        }
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder(AWAITED, this, SaveTurns::awaited).description("Saves that wait for their turn").register(registry);
    }

    int awaited() {
        return turns.getQueueLength();
    }

    /** Of the infrastructure, as the transactions are: who waits for a turn has no connection yet. */
    @Configuration(proxyBeanMethods = false)
    static class Around {

        @Bean
        @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
        static SaveTurns saveTurns(Environment settings) {
            return new SaveTurns(Math.max(1, settings.getProperty(POOL + "maximum-pool-size", Integer.class, CONNECTIONS) - FOR_READERS),
                    Duration.ofMillis(settings.getRequiredProperty(POOL + "connection-timeout", Long.class)));
        }

        @Bean
        @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
        static Advisor inTurn(SaveTurns turns) {
            return new EachSave(turns, Ordered.HIGHEST_PRECEDENCE + 1);
        }
    }
}
