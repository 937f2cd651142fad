package org.sivig.ecrf.audit;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.account.DatabaseRights;
import org.sivig.ecrf.account.IdentityVault;
import org.sivig.ecrf.node.DatabaseClock;
import org.sivig.ecrf.start.StartRefusedException;
import org.sivig.ecrf.study.Study;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Looks an installed instance over from the command line and prints a report to sign: {@code --self-check}, or
 * {@code --self-check=https://host} to look at what it answers there too. Changes nothing.
 */
public final class SelfCheck {

    /** Nothing is wrong. */
    static final int GOOD = 0;
    /** Something is, or could not be found out. */
    static final int BAD = 1;

    private static final String COMMAND = "--self-check";
    private static final long LEAST_SPACE = 1_000_000_000;

    private final List<String> lines = new ArrayList<>();
    private int bad;

    private SelfCheck() {
    }

    private interface Finding {
        /** @return what was found; an exception tells what is wrong */
        String find() throws Exception;
    }

    /** What is wrong, in words for who operates the study. */
    private static final class Wrong extends Exception {
        Wrong(String what) {
            super(what);
        }
    }

    /** Whether the application was started for this only. */
    public static boolean isAsked(String... arguments) {
        return Arrays.stream(arguments).anyMatch(each -> each.equals(COMMAND) || each.startsWith(COMMAND + "="));
    }

    /** @return the exit code: 0 when nothing is wrong */
    public static int run(PrintStream out, String... arguments) {
        SelfCheck check = new SelfCheck();
        check.look("Application", () -> Objects.requireNonNullElse(SelfCheck.class.getPackage().getImplementationVersion(), "not packaged")
                + ", forms " + Study.FORMS_VERSION + ", Java " + Runtime.version());
        try (var context = AuditCommand.database(arguments)) {
            check.database(context.getEnvironment(), context.getBean(JdbcClient.class), context.getBean(PlatformTransactionManager.class));
        } catch (RuntimeException away) {
            check.wrong("Database", NestedExceptionUtils.getMostSpecificCause(away).getMessage());
        }
        Arrays.stream(arguments).filter(each -> each.startsWith(COMMAND + "=")).map(each -> each.substring(COMMAND.length() + 1))
                .forEach(check::address);
        check.print(out);
        return check.bad == 0 ? GOOD : BAD;
    }

    private void print(PrintStream out) {
        out.println("SIVIG eCRF, self-check of " + Study.CLOCK.instant().truncatedTo(ChronoUnit.SECONDS));
        lines.forEach(out::println);
        out.println(bad == 0 ? "Nothing is wrong." : bad + " wrong.");
        out.println();
        out.println("Checked by: ______________________   Date: ______________   Signature: ______________________");
    }

    private void look(String what, Finding finding) {
        try {
            lines.add("  ok    " + what + ": " + finding.find());
        } catch (Exception wrong) {
            wrong(what, wrong.getMessage());
        }
    }

    private void wrong(String what, @Nullable String why) {
        bad++;
        lines.add("  WRONG " + what + ": " + why);
    }

    private void database(Environment settings, JdbcClient database, PlatformTransactionManager transactions) {
        String url = settings.getProperty("spring.datasource.url", "");
        boolean postgres = url.startsWith("jdbc:postgresql:");
        look("Profile", () -> {
            if (!Arrays.asList(settings.getActiveProfiles()).contains("production")) {
                throw new Wrong("not production, where what follows is held at each start");
            }
            return "production";
        });
        look("Database", () -> (postgres ? database.sql("show server_version").query(String.class).single() + ", PostgreSQL"
                : "embedded, which is not what production is meant for"));
        look("Schema", () -> database.sql("select id from databasechangelog where id <> 'grants' order by orderexecuted desc fetch first row only")
                .query(String.class).single() + " was the last change");
        if (postgres) {
            look("Rights", () -> {
                try {
                    DatabaseRights.requireFew(database);
                } catch (StartRefusedException wide) {
                    throw new Wrong(wide.getMessage());
                }
                return "the role of the application cannot rewrite what is on record";
            });
        }
        look("Clock", () -> {
            Duration ahead = DatabaseClock.ahead(database);
            if (DatabaseClock.isTooFar(ahead)) {
                throw new Wrong(ahead.toSeconds() + " s after that of the database");
            }
            return "with that of the database, zone of the study " + Study.ZONE.getId();
        });
        Path key = Path.of(settings.getRequiredProperty("sivig.identity.key-file"));
        look("Identity key", () -> key(key, database));
        look("Disk", () -> space(Path.of(settings.getProperty("sivig.data", "data"))));
        TransactionTemplate reading = AuditCommand.reading(transactions);
        look("Audit trail", () -> {
            Verification found = Objects.requireNonNull(reading.execute(status -> new ChainVerifier(database,
                    Files.isReadable(key) ? IdentityVault.at(key) : null).verify(null)));
            if (!found.holds()) {
                throw new Wrong(found.breaks().size() + " chains broken, " + found.mismatches().size()
                        + " differences from the data (--verify-audit says where)");
            }
            return found.heads().heads().size() + " chains, " + found.records() + " records, all whole, and the data agree";
        });
    }

    private static String key(Path file, JdbcClient database) throws Wrong, IOException {
        if (!Files.isReadable(file)) {
            throw new Wrong("cannot be read at " + file);
        }
        String sealed = database.sql("select sealed from identity_key_check").query(String.class).optional().orElse(null);
        try {
            if (sealed != null) {
                IdentityVault.at(file).unseal(sealed);
            }
        } catch (RuntimeException other) {
            throw new Wrong("is not the one of this database");
        }
        if (Files.getFileStore(file).supportsFileAttributeView("posix")) {
            Set<PosixFilePermission> rights = Files.getPosixFilePermissions(file);
            if (rights.stream().anyMatch(right -> !right.name().startsWith("OWNER_"))) {
                throw new Wrong("can be read by others than its owner");
            }
        }
        return "is the one of this database, and its owner's alone";
    }

    private static String space(Path folder) throws Wrong, IOException {
        long free = Files.getFileStore(Files.exists(folder) ? folder : Path.of(".")).getUsableSpace();
        if (free < LEAST_SPACE) {
            throw new Wrong("only " + free / 1_000_000 + " MB are free");
        }
        return free / 1_000_000_000 + " GB are free";
    }

    /** Looks at what the running application says of itself in the heads of its first page. */
    private void address(String address) {
        look("Address " + address, () -> {
            URI page = URI.create(address.replaceFirst("/+$", "") + "/login");
            try (HttpClient client = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build()) {
                HttpResponse<Void> answer = client.send(HttpRequest.newBuilder(page).timeout(Duration.ofSeconds(20)).build(),
                        HttpResponse.BodyHandlers.discarding());
                List<String> missing = missing(answer.headers(), page.getScheme().equals("https"));
                if (answer.statusCode() != 200 || !missing.isEmpty()) {
                    throw new Wrong("answers " + answer.statusCode() + (missing.isEmpty() ? "" : ", without " + String.join(", ", missing)));
                }
                return "answers, with the heads that keep it from being framed, kept and scripted";
            }
        });
    }

    private static List<String> missing(HttpHeaders heads, boolean secure) {
        List<String> missing = new ArrayList<>();
        if (heads.firstValue("Content-Security-Policy").filter(policy -> policy.contains("script-src") && !policy.matches(
                ".*script-src[^;]*'unsafe-inline'.*")).isEmpty()) {
            missing.add("Content-Security-Policy");
        }
        if (heads.firstValue("X-Content-Type-Options").filter("nosniff"::equals).isEmpty()) {
            missing.add("X-Content-Type-Options");
        }
        if (heads.firstValue("Cache-Control").filter(cache -> cache.contains("no-store")).isEmpty()) {
            missing.add("Cache-Control: no-store");
        }
        if (heads.firstValue("Referrer-Policy").isEmpty()) {
            missing.add("Referrer-Policy");
        }
        if (secure && heads.firstValue("Strict-Transport-Security").isEmpty()) {
            missing.add("Strict-Transport-Security");
        }
        return missing;
    }
}
