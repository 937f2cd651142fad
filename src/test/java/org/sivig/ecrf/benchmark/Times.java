package org.sivig.ecrf.benchmark;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.function.Supplier;

/**
 * How long something took, each time it was done, in milliseconds: by the clock, and of the processor in the thread
 * that did it. The latter leaves out the database and all waiting, but depends less on what else the machine does.
 */
final class Times {

    private final List<Double> clock = Collections.synchronizedList(new ArrayList<>());
    private final List<Double> processor = Collections.synchronizedList(new ArrayList<>());

    /** Each run is given its number. The first runs are not counted: the virtual machine compiles what it runs often. */
    static Times of(int warmUp, int runs, IntConsumer action) {
        Times times = new Times();
        for (int i = 0; i < warmUp + runs; i++) {
            int run = i;
            (i < warmUp ? new Times() : times).measure(() -> {
                action.accept(run);
                return run;
            });
        }
        return times;
    }

    <T> T measure(Supplier<T> action) {
        long started = System.nanoTime();
        long used = processor();
        T result = action.get();
        processor.add((processor() - used) / 1e6);
        clock.add((System.nanoTime() - started) / 1e6);
        return result;
    }

    private static long processor() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    /** Adds what something else has measured. */
    void add(double millis) {
        clock.add(millis);
    }

    void addAll(Times others) {
        clock.addAll(others.clock);
        processor.addAll(others.processor);
    }

    int count() {
        return clock.size();
    }

    /** By the clock: what so many of 100 did not exceed. */
    double percentile(int percent) {
        return percentile(clock, percent);
    }

    /** Of the processor; zero when that was not measured. */
    double processorPercentile(int percent) {
        return processor.isEmpty() ? 0 : percentile(processor, percent);
    }

    private static double percentile(List<Double> values, int percent) {
        List<Double> sorted = values.stream().sorted().toList();
        return sorted.get(Math.max(0, (int) Math.ceil(sorted.size() * percent / 100.0) - 1));
    }
}
