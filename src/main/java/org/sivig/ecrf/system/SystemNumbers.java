package org.sivig.ecrf.system;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.account.AccessPolicy;
import org.sivig.ecrf.account.SignIns;
import org.sivig.ecrf.crf.Severity;
import org.sivig.ecrf.failure.Failure;
import org.sivig.ecrf.node.Clocks;
import org.sivig.ecrf.node.LastDone;
import org.sivig.ecrf.query.QueryAge;
import org.sivig.ecrf.study.Study;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Service;

/**
 * The numbers for those who operate. What the database says is read once a minute by each node, and never because somebody asks for
 * the numbers: they can be read while it is away.
 */
@Service
public class SystemNumbers implements MeterBinder {

    /**
     * @param study null when the database has not been read yet
     * @param isOld whether it could not be read for a while
     */
    public record Report(String version, @Nullable StudyNumbers study, boolean isOld, NodeNumbers node) {
    }

    private static final Logger LOG = LoggerFactory.getLogger(SystemNumbers.class);
    private static final Duration FRESH = Duration.ofMinutes(3);

    private final JdbcClient database;
    private final SignIns signIns;
    private final AccessPolicy policy;
    private final ObjectProvider<MeterRegistry> meters;
    private final String version;
    private volatile @Nullable StudyNumbers last;
    private final String timeServer;
    private final Set<Clocks.Wrong> toldOf = EnumSet.noneOf(Clocks.Wrong.class);

    SystemNumbers(JdbcClient database, SignIns signIns, AccessPolicy policy, ObjectProvider<MeterRegistry> meters,
            @Value("${sivig.version}") String version, @Value("${sivig.time-server}") String timeServer) {
        this.database = database;
        this.signIns = signIns;
        this.policy = policy;
        this.meters = meters;
        this.version = version;
        this.timeServer = timeServer;
    }

    /**
     * What is known now.
     *
     * @throws AccessDeniedException when the viewer administers no accounts
     */
    public Report report() {
        policy.requireAdministers();
        if (isOld(last)) {
            look();
        }
        StudyNumbers known = last;
        return new Report(version, known, isOld(known), NodeNumbers.of(meters.getObject()));
    }

    /** Reads again what the database says, and logs it when a clock begins or ceases to be wrong. */
    @Scheduled(initialDelayString = "${sivig.numbers.every}", fixedDelayString = "${sivig.numbers.every}")
    void look() {
        try {
            take(StudyNumbers.read(database, timeServer, signIns.howMany()));
        } catch (RuntimeException away) {
            Failure.of(away, "Reading the numbers of the system");
        }
    }

    synchronized void take(StudyNumbers now) {
        last = now;
        Map<Clocks.Wrong, Duration> wrong = now.clocks().wrong();
        for (Clocks.Wrong each : Clocks.Wrong.values()) {
            if (wrong.containsKey(each) && toldOf.add(each)) {
                LOG.warn("{} is {} s ahead of {} (less than 0: behind). Times on record and codes of second factors are wrong by as much:"
                        + " set it right (NTP).", each == Clocks.Wrong.DATABASE ? "The clock of the database" : "The clock of this server",
                        seconds(wrong.get(each)), each == Clocks.Wrong.APART ? "that of the database" : "the time server");
            } else if (!wrong.containsKey(each) && toldOf.remove(each)) {
                LOG.warn("{} is with {} again", each == Clocks.Wrong.DATABASE ? "The clock of the database" : "The clock of this server",
                        each == Clocks.Wrong.APART ? "that of the database" : "the time server");
            }
        }
    }

    private static boolean isOld(@Nullable StudyNumbers numbers) {
        return numbers == null || numbers.at().isBefore(Study.CLOCK.instant().minus(FRESH));
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        for (Failure.Kind kind : Failure.Kind.values()) {
            Counter.builder(Failure.COUNTED).tag("kind", kind.name()).description("What was caught, by kind").register(registry);
        }
        for (Severity severity : Severity.values()) {
            gauge("sivig.findings.open", "Findings that hold and that nobody has explained", known -> known.findings().getOrDefault(severity, 0L))
                    .tag("severity", severity.name()).register(registry);
        }
        for (QueryAge age : QueryAge.values()) {
            gauge("sivig.queries.open", "Queries that wait for somebody, by days since they were opened", known ->
                    known.queries().getOrDefault(age, 0L)).tag("age", age.name()).register(registry);
        }
        gauge("sivig.signed.in", "Sign-ins that hold", StudyNumbers::signedIn).register(registry);
        gauge("sivig.audit.whole", "1 when the audit chains held when they were verified last, 0 when not", known ->
                known.verified() == null ? Double.NaN : known.verified().holds() ? 1 : 0).register(registry);
        gauge("sivig.clock.ahead", "How far this server is ahead of the database", known -> seconds(known.clocks().ahead()))
                .baseUnit("seconds").register(registry);
        gauge("sivig.clock.server", "How far this server is ahead of the time server", known -> seconds(known.clocks().aheadOfTime()))
                .baseUnit("seconds").register(registry);
        gauge("sivig.clock.database", "How far the database is ahead of the time server", known -> seconds(known.clocks().databaseAhead()))
                .baseUnit("seconds").register(registry);
        time(registry, "sivig.audit.verified", "When the audit chains were verified last", known -> at(known.verified()));
        time(registry, "sivig.backup", "When a backup was last made", known -> at(known.last(BackupRecord.Act.BACKUP)));
        time(registry, "sivig.backup.trial", "When a backup was last restored on trial", known -> at(known.last(BackupRecord.Act.TRIAL)));
        time(registry, "sivig.numbers.read", "When the numbers of the database were read", known -> at(known.at()));
    }

    private Gauge.Builder<SystemNumbers> gauge(String name, String description, ToDoubleFunction<StudyNumbers> value) {
        return Gauge.builder(name, this, it -> it.of(value)).description(description);
    }

    private void time(MeterRegistry registry, String name, String description, ToDoubleFunction<StudyNumbers> value) {
        TimeGauge.builder(name + ".time", this, TimeUnit.SECONDS, it -> it.of(value)).description(description).register(registry);
    }

    private double of(ToDoubleFunction<StudyNumbers> value) {
        StudyNumbers known = last;
        return known == null ? Double.NaN : value.applyAsDouble(known);
    }

    private static double at(@Nullable LastDone done) {
        return done == null ? Double.NaN : at(done.at());
    }

    private static double at(@Nullable BackupRecord done) {
        return done == null ? Double.NaN : at(done.at());
    }

    private static double seconds(@Nullable Duration time) {
        return time == null ? Double.NaN : time.toMillis() / 1000.0;
    }

    private static double at(Instant moment) {
        return moment.toEpochMilli() / 1000.0;
    }
}
