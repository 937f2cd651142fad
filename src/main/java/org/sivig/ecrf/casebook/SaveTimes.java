package org.sivig.ecrf.casebook;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.aopalliance.intercept.MethodInterceptor;
import org.sivig.ecrf.failure.Failure;
import org.springframework.aop.Advisor;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Role;
import org.springframework.core.Ordered;
import org.springframework.security.access.AccessDeniedException;

/** Counts and times each save with its transaction and what it waits for, whoever calls it, by what became of it. */
@Configuration(proxyBeanMethods = false)
public class SaveTimes {

    /** How long saves took, by {@code result}; to wait for a turn takes time too. */
    public static final String SAVES = "sivig.saves";
    /** How many saves were tried again that could not be stored before. */
    public static final String RETRIES = "sivig.saves.retried";

    private static final Duration[] BOUNDS = {Duration.ofMillis(50), Duration.ofMillis(100), Duration.ofMillis(250), Duration.ofMillis(500),
        Duration.ofSeconds(1), Duration.ofMillis(2500), Duration.ofSeconds(5)};

    /** What becomes of a save, as it is called among the numbers. */
    public static final List<String> RESULTS = Stream.of(Stream.of(SaveResult.class.getPermittedSubclasses()).map(Class::getSimpleName),
            Stream.of("denied"), Stream.of(Failure.Kind.values()).map(Enum::name)).flatMap(each -> each).map(SaveTimes::name).toList();

    /** A save that could not be stored is tried again. */
    public static void triedAgain() {
        Metrics.counter(RETRIES).increment();
    }

    /** Of the infrastructure, as the transactions are: it is put around them. */
    @Bean
    @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
    static Advisor aroundEachSave() {
        MethodInterceptor timed = save -> {
            long began = System.nanoTime();
            String result = "unexpected";
            try {
                Object done = Objects.requireNonNull(save.proceed());
                result = name(done.getClass().getSimpleName());
                return done;
            } catch (AccessDeniedException | PatientNotFoundException denied) {
                result = "denied";
                throw denied;
            } catch (RuntimeException failed) {
                result = name(Failure.kind(failed).name());
                throw failed;
            } finally {
                timer(result).register(Metrics.globalRegistry).record(System.nanoTime() - began, TimeUnit.NANOSECONDS);
            }
        };
        return new EachSave(timed, Ordered.HIGHEST_PRECEDENCE);
    }

    /** All of them are there from the start, so that what never happened reads 0. */
    @Bean
    static MeterBinder saves() {
        return registry -> {
            RESULTS.forEach(result -> timer(result).register(registry));
            Counter.builder(RETRIES).description("Saves tried again that could not be stored before").register(registry);
        };
    }

    private static Timer.Builder timer(String result) {
        return Timer.builder(SAVES).description("Saves, with their transaction").tag("result", result).serviceLevelObjectives(BOUNDS);
    }

    private static String name(String result) {
        return result.toLowerCase(Locale.ROOT);
    }
}
