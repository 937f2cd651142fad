package org.sivig.ecrf.benchmark;

import com.vaadin.browserless.SpringBrowserlessApplicationContext;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.sivig.ecrf.SqlCounter;
import org.sivig.ecrf.casebook.Casebooks;
import org.sivig.ecrf.casebook.LifeCycle;
import org.sivig.ecrf.casebook.PatientList;
import org.sivig.ecrf.cohort.Cohort;
import org.sivig.ecrf.dashboard.Dashboard;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/**
 * Measures with a large study on PostgreSQL, or on the embedded database, and writes {@code target/benchmarks.md}. It judges
 * nothing.
 */
@SpringBootTest
@ActiveProfiles("benchmark")
@Import({SqlCounter.class, LargeStudy.class, Reviewing.Services.class, Grids.Services.class, Exports.Services.class})
class EcrfBenchmark {

    static final int RUNS = Integer.getInteger("benchmark.runs", 200);

    /** None where the embedded database is measured, as which it then runs within this process. */
    private static final @Nullable EmbeddedPostgres POSTGRES = Boolean.getBoolean("benchmark.h2") ? null : start();
    private static final Path DATA = folder();

    @Autowired
    private ApplicationContext spring;
    @Autowired
    private LargeStudy study;
    @Autowired
    private Casebooks casebooks;
    @Autowired
    private LifeCycle life;
    @Autowired
    private PatientList patients;
    @Autowired
    private Reviewing.Services reviewing;
    @Autowired
    private Grids.Services grids;
    @Autowired
    private Exports.Services exports;
    @Autowired
    private Dashboard dashboard;
    @Autowired
    private Cohort cohort;
    @Autowired
    private SqlCounter sql;
    @Autowired
    private DataSource database;

    /** As a hospital runs it: a commit is on disk before it is acknowledged, which the library turns off for tests. */
    private static EmbeddedPostgres start() {
        try {
            return EmbeddedPostgres.builder().setServerConfig("fsync", "on")
                    .setServerConfig("synchronous_commit", "on").start();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static Path folder() {
        try {
            return Files.createTempDirectory(Files.createDirectories(Path.of("target", "benchmark")), "data").toAbsolutePath();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static Map<String, String> database() {
        return POSTGRES == null ? Map.of() : Map.of("spring.datasource.url", POSTGRES.getJdbcUrl("postgres", "postgres"),
                "spring.datasource.username", "postgres");
    }

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry settings) {
        settings.add("sivig.data", DATA::toString);
        settings.add("sivig.identity.create-key", () -> "true");
        database().forEach((name, value) -> settings.add(name, () -> value));
    }

    @Test
    void measure() {
        Locale.setDefault(Locale.FRENCH);
        Report report = new Report(machine());
        try {
            measure(report);
        } finally {
            report.write(Path.of("target", "benchmarks.md"));
        }
    }

    private void measure(Report report) {
        long started = System.nanoTime();
        Instant typed = study.type();
        double typing = (System.nanoTime() - started) / 1e9;
        sql.reset();
        String size = "The study";
        report.value(size, "patients", study.rows("patient"), "", null);
        report.value(size, "audit records: values, corrections and findings", study.rows("audit_record"), "", null);
        report.value(size, "findings on record", study.rows("finding"), "", null);
        report.value(size, "of which open", study.rows("finding where state = 'OPEN'"), "", null);
        report.value(size, "typing and correcting them all, in four threads", Math.round(typing), "s", null);
        if (measures("saving")) {
            new Saving(casebooks, life, sql, report).measure();
        }
        try (var application = SpringBrowserlessApplicationContext.createSecured(spring, "org.sivig.ecrf")) {
            if (measures("opening")) {
                new Opening(application, casebooks, patients, sql, report).measure();
                sql.reset();
            }
            if (measures("reviewing")) {
                new Reviewing(application, casebooks, reviewing, typed, sql, report).measure();
                sql.reset();
            }
            if (measures("chains")) {
                new Chains(reviewing.chains(), report).measure();
            }
            if (measures("grids")) {
                new Grids(grids, sql, report).measure();
                sql.reset();
            }
            if (measures("exports")) {
                new Exports(exports, report).measure();
                sql.reset();
            }
            if (measures("dashboard")) {
                new Dashboards(application, dashboard, sql, report).measure();
                sql.reset();
            }
            if (measures("cohort")) {
                new Figures(cohort, sql, report).measure();
                sql.reset();
            }
            if (measures("memory")) {
                new Memory(application, report).measure();
            }
        }
        if (measures("chromium")) {
            new InChromium(DATA, database(), report).measure();
        }
        if (measures("sessions")) {
            new Sessions(DATA, database(), casebooks, report).measure();
        }
    }

    private static boolean measures(String part) {
        return List.of(System.getProperty("benchmark.parts", "saving,opening,reviewing,chains,grids,exports,dashboard,cohort,memory,chromium,sessions")
                .split(",")).contains(part);
    }

    private String machine() {
        var system = ManagementFactory.getOperatingSystemMXBean();
        return "%s: %d × %s, %s, Java %s, %s. Load average before: %.1f".formatted(LocalDate.now(),
                system.getAvailableProcessors(), processor(), system.getName(), Runtime.version().feature(), product(),
                system.getSystemLoadAverage());
    }

    private String product() {
        try (Connection connection = database.getConnection()) {
            return connection.getMetaData().getDatabaseProductName() + " " + connection.getMetaData().getDatabaseProductVersion();
        } catch (SQLException away) {
            throw new IllegalStateException(away);
        }
    }

    private static String processor() {
        try (var lines = Files.lines(Path.of("/proc/cpuinfo"))) {
            return lines.filter(line -> line.startsWith("model name")).findFirst()
                    .map(line -> line.replaceFirst(".*:\\s*", "")).orElse("processor");
        } catch (IOException notLinux) {
            return "processor";
        }
    }
}
