package org.sivig.ecrf.audit;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import java.io.IOException;
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
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.account.DatabaseRights;
import org.sivig.ecrf.account.IdentityProviders;
import org.sivig.ecrf.account.IdentityVault;
import org.sivig.ecrf.audit.SelfCheckReport.Line;
import org.sivig.ecrf.node.Clocks;
import org.sivig.ecrf.start.StartRefusedException;
import org.sivig.ecrf.study.Study;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Looks an installed instance over, for the command and for the page: the one list of what is looked at. Changes nothing. */
final class SelfCheck {

    private static final long LEAST_SPACE = 1_000_000_000;

    private final List<Line> lines = new ArrayList<>();

    SelfCheck() {
        look("application", () -> said("application", Objects.requireNonNullElse(
                SelfCheck.class.getPackage().getImplementationVersion(), "?"), Study.FORMS_VERSION, Runtime.version().toString()));
    }

    private record Said(String key, List<Object> values) {
    }

    private static Said said(String key, Object... values) {
        return new Said(key, List.of(values));
    }

    private interface Finding {
        /** @return what was found */
        Said find() throws Exception;
    }

    /** What is wrong. */
    private static final class Wrong extends Exception {

        private final transient Said said;

        Wrong(String key, Object... values) {
            super(key);
            said = said(key, values);
        }
    }

    SelfCheckReport report() {
        return new SelfCheckReport(Study.CLOCK.instant().truncatedTo(ChronoUnit.SECONDS), lines);
    }

    private void look(String topic, Finding finding) {
        look(topic, "", finding);
    }

    private void look(String topic, String about, Finding finding) {
        try {
            add(topic, about, finding.find(), false);
        } catch (Wrong wrong) {
            add(topic, about, wrong.said, true);
        } catch (Exception failed) {
            add(topic, about, said("failed", failed.getClass().getSimpleName()), true);
        }
    }

    private void add(String topic, String about, Said said, boolean wrong) {
        lines.add(new Line(topic, about, said.key(), said.values(), wrong));
    }

    /** Puts into the report that there is no database to look at. */
    void away(String why) {
        add("database", "", said("database.away", why), true);
    }

    /** Looks at everything but what is answered from outside. */
    SelfCheck installation(Environment settings, JdbcClient database, PlatformTransactionManager transactions, @Nullable JavaMailSender mail) {
        boolean postgres = settings.getProperty("spring.datasource.url", "").startsWith("jdbc:postgresql:");
        look("profile", () -> {
            if (!Arrays.asList(settings.getActiveProfiles()).contains("production")) {
                throw new Wrong("profile.other");
            }
            return said("profile.production");
        });
        look("database", () -> postgres ? said("database.postgres", database.sql("show server_version").query(String.class).single())
                : said("database.embedded"));
        boolean made = database.sql("select count(*) from information_schema.tables where lower(table_name) = 'databasechangelog'")
                .query(Long.class).single() > 0;
        look("schema", () -> made ? said("schema", database.sql("select id from databasechangelog where id <> 'grants'"
                + " order by orderexecuted desc fetch first row only").query(String.class).single()) : said("schema.none"));
        if (postgres && made) {
            look("rights", () -> {
                try {
                    DatabaseRights.requireFew(database);
                } catch (StartRefusedException wide) {
                    throw new Wrong("rights.wide");
                }
                return said("rights.few");
            });
        }
        String timeServer = settings.getProperty("sivig.time-server", "");
        look("clock", () -> {
            Duration apart = Clocks.read(database, "").wrong().get(Clocks.Wrong.APART);
            if (apart != null) {
                throw new Wrong("clock.apart", apart.toSeconds());
            }
            return said("clock.same", Study.ZONE.getId());
        });
        look("time", () -> time(Clocks.read(database, timeServer), timeServer));
        Path key = Path.of(settings.getRequiredProperty("sivig.identity.key-file"));
        if (made) {
            look("key", () -> key(key, database));
        }
        look("disk", () -> space(Path.of(settings.getProperty("sivig.data", "data"))));
        if (made) {
            look("audit", () -> audit(database, transactions, key));
        }
        look("mail", () -> mail(mail));
        providers(settings);
        return this;
    }

    private static Said time(Clocks clocks, String timeServer) throws Wrong {
        if (clocks.isTimeAway()) {
            throw new Wrong("time.away", timeServer);
        }
        Duration server = clocks.wrong().get(Clocks.Wrong.SERVER);
        if (server != null) {
            throw new Wrong("time.server", server.toSeconds(), timeServer);
        }
        Duration database = clocks.wrong().get(Clocks.Wrong.DATABASE);
        if (database != null) {
            throw new Wrong("time.database", database.toSeconds(), timeServer);
        }
        return clocks.aheadOfTime() == null ? said("time.none") : said("time.same", timeServer);
    }

    private static Said audit(JdbcClient database, PlatformTransactionManager transactions, Path key) throws Wrong {
        TransactionTemplate reading = AuditCommand.reading(transactions);
        Verification found = Objects.requireNonNull(reading.execute(status -> new ChainVerifier(database,
                Files.isReadable(key) ? IdentityVault.at(key) : null).verify(null)));
        if (!found.holds()) {
            throw new Wrong("audit.broken", found.breaks().size(), found.mismatches().size());
        }
        return said("audit.whole", found.heads().heads().size(), found.records());
    }

    private static Said key(Path file, JdbcClient database) throws Wrong, IOException {
        if (!Files.isReadable(file)) {
            throw new Wrong("key.unreadable", file.toString());
        }
        String sealed = database.sql("select sealed from identity_key_check").query(String.class).optional().orElse(null);
        try {
            if (sealed != null) {
                IdentityVault.at(file).unseal(sealed);
            }
        } catch (RuntimeException other) {
            throw new Wrong("key.other");
        }
        if (Files.getFileStore(file).supportsFileAttributeView("posix")) {
            Set<PosixFilePermission> rights = Files.getPosixFilePermissions(file);
            if (rights.stream().anyMatch(right -> !right.name().startsWith("OWNER_"))) {
                throw new Wrong("key.open");
            }
        }
        return said("key.right");
    }

    private static Said space(Path folder) throws Wrong, IOException {
        long free = Files.getFileStore(Files.exists(folder) ? folder : Path.of(".")).getUsableSpace();
        if (free < LEAST_SPACE) {
            throw new Wrong("disk.full", free / 1_000_000);
        }
        return said("disk.free", free / 1_000_000_000);
    }

    /** Signs in to the mail server and out again. */
    private static Said mail(@Nullable JavaMailSender mail) throws Wrong {
        if (!(mail instanceof JavaMailSenderImpl server)) {
            return said("mail.none");
        }
        String host = Objects.requireNonNullElse(server.getHost(), "?");
        try {
            server.testConnection();
        } catch (AuthenticationFailedException refused) {
            throw new Wrong("mail.refused", host);
        } catch (MessagingException away) {
            throw new Wrong("mail.away", host);
        }
        return said("mail.answers", host);
    }

    private void providers(Environment settings) {
        Map<String, IdentityProviders.Answer> answers = IdentityProviders.look(settings);
        if (answers.isEmpty()) {
            look("provider", () -> said("provider.none"));
        }
        answers.forEach((id, answer) -> look("provider", id, () -> switch (answer) {
            case ITS_OWN -> said("provider.answers");
            case ANOTHER -> throw new Wrong("provider.other");
            case NONE -> throw new Wrong("provider.away");
        }));
    }

    /** Looks at what the running application says of itself in the heads of its first page. */
    void address(String address) {
        look("address", address, () -> {
            URI page = URI.create(address.replaceFirst("/+$", "") + "/login");
            try (HttpClient client = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build()) {
                HttpResponse<Void> answer = client.send(HttpRequest.newBuilder(page).timeout(Duration.ofSeconds(20)).build(),
                        HttpResponse.BodyHandlers.discarding());
                List<String> missing = missing(answer.headers(), page.getScheme().equals("https"));
                if (answer.statusCode() != 200) {
                    throw new Wrong("address.status", answer.statusCode());
                }
                if (!missing.isEmpty()) {
                    throw new Wrong("address.heads", String.join(", ", missing));
                }
                return said("address.good");
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
