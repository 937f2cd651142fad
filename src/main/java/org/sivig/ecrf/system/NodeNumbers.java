package org.sivig.ecrf.system;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.TimeGauge;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.sivig.ecrf.casebook.SaveTimes;
import org.sivig.ecrf.casebook.SaveTurns;
import org.sivig.ecrf.failure.Failure;

/**
 * What this node has counted since it was started, out of the meters that Prometheus reads too.
 *
 * @param up       for how long it has run
 * @param saves    by what became of them, those that happened
 * @param retried  how many saves were tried again
 * @param failures by kind
 * @param pages    by route, those that were shown
 * @param gauges   what is so now
 */
public record NodeNumbers(Duration up, Map<String, Times> saves, long retried, Map<Failure.Kind, Long> failures, Map<String, Times> pages,
        Map<Now, Long> gauges) {

    /** How pages are counted and timed on the server, by {@code page}. */
    public static final String PAGES = "sivig.pages";
    /** The page that says that there is none. */
    public static final String NO_PAGE = "none";
    /** How many pages are open in browsers. */
    public static final String OPEN_PAGES = "sivig.pages.open";

    /** @param longest within the last minutes */
    public record Times(long count, Duration mean, Duration longest) {
    }

    /** What is so now. */
    public enum Now {
        OPEN_PAGES(NodeNumbers.OPEN_PAGES),
        SESSIONS("tomcat.sessions.active.current"),
        CONNECTIONS_BUSY("hikaricp.connections.active"),
        CONNECTIONS_AWAITED("hikaricp.connections.pending"),
        CONNECTIONS_MOST("hikaricp.connections.max"),
        SAVES_AWAITED(SaveTurns.AWAITED),
        MEMORY_USED("jvm.memory.used", Tag.of("area", "heap")),
        MEMORY_MOST("jvm.memory.max", Tag.of("area", "heap")),
        DISK_FREE("disk.free");

        private final String meter;
        private final List<Tag> tags;

        Now(String meter, Tag... tags) {
            this.meter = meter;
            this.tags = List.of(tags);
        }
    }

    static NodeNumbers of(MeterRegistry meters) {
        Map<Failure.Kind, Long> failures = new EnumMap<>(Failure.Kind.class);
        for (Failure.Kind kind : Failure.Kind.values()) {
            failures.put(kind, Stream.ofNullable(meters.find(Failure.COUNTED).tag("kind", kind.name()).counter()).mapToLong(each ->
                    (long) each.count()).sum());
        }
        Map<Now, Long> gauges = new EnumMap<>(Now.class);
        for (Now now : Now.values()) {
            List<Gauge> of = new ArrayList<>(meters.find(now.meter).tags(now.tags).gauges());
            if (!of.isEmpty()) {
                gauges.put(now, (long) of.stream().mapToDouble(Gauge::value).filter(value -> value > 0).sum());
            }
        }
        TimeGauge up = meters.find("process.uptime").timeGauge();
        Counter retried = meters.find(SaveTimes.RETRIES).counter();
        return new NodeNumbers(Duration.ofMillis(up == null ? 0 : (long) up.value(TimeUnit.MILLISECONDS)),
                times(meters, SaveTimes.SAVES, "result"), retried == null ? 0 : (long) retried.count(), failures,
                times(meters, PAGES, "page"), gauges);
    }

    /** Those that happened, the most frequent first. */
    private static Map<String, Times> times(MeterRegistry meters, String name, String tag) {
        Map<String, Times> times = new LinkedHashMap<>();
        meters.find(name).timers().stream().filter(timer -> timer.count() > 0)
                .sorted((one, other) -> Long.compare(other.count(), one.count()))
                .forEach(timer -> times.put(tag(timer, tag), new Times(timer.count(), duration(timer.mean(TimeUnit.NANOSECONDS)),
                        duration(timer.max(TimeUnit.NANOSECONDS)))));
        return times;
    }

    private static String tag(Meter meter, String name) {
        return String.valueOf(meter.getId().getTag(name));
    }

    private static Duration duration(double nanos) {
        return Duration.ofNanos((long) nanos);
    }
}
