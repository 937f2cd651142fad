package org.sivig.ecrf.audit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.sivig.ecrf.EcrfApplication;
import org.sivig.ecrf.casebook.Casebooks;
import org.sivig.ecrf.release.Programs;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/**
 * A backup that is made, sealed and put back by the scripts of docs/operations.md, as they stand there, on a PostgreSQL with its own programs, which the
 * one of the other tests does not bring.
 */
@EnabledIf("isTried")
class BackupTest extends WholeLife {

    private static final String RESTORED = "sivig_new";

    @Autowired
    private Environment settings;

    static boolean isTried() {
        return Stream.of("pg_virtualenv", "age").allMatch(Programs::isTried);
    }

    /** Debian's throw-away cluster, with the roles and the database that docs/operations.md makes. Dropped when the tests end, and with them its line. */
    private static final class Cluster {

        private static final Map<String, String> STARTED = start();

        private static Map<String, String> start() {
            Map<String, String> environment = new TreeMap<>();
            try {
                // What it says when it ends must not go to a reader who is gone: that would kill it before it has cleared away.
                ProcessBuilder cluster = new ProcessBuilder("sh", "-c",
                        "exec pg_virtualenv -t -i --auth-host=trust sh -c 'env >&3; echo >&3; cat' 3>&1 >/dev/null 2>&1");
                cluster.environment().put("USER", "postgres"); // who becomes its superuser
                BufferedReader said = cluster.start().inputReader(UTF_8);
                for (String line = said.readLine(); line != null && !line.isEmpty(); line = said.readLine()) {
                    if (line.startsWith("PG") && line.contains("=")) {
                        environment.put(line.substring(0, line.indexOf('=')), line.substring(line.indexOf('=') + 1));
                    }
                }
                assertThat(environment).as("of a cluster that has started").containsKey("PGPORT");
                Path roles = Files.writeString(Files.createTempFile("roles", ".sql"), documented("PostgreSQL", "sql").getFirst());
                assertThat(run(roles.getParent(), environment, "psql -v ON_ERROR_STOP=1 -f " + roles.getFileName())).isZero();
                Files.delete(roles);
            } catch (IOException impossible) {
                throw new UncheckedIOException(impossible);
            }
            return environment;
        }
    }

    @DynamicPropertySource
    static void postgres(DynamicPropertyRegistry properties) {
        properties.add("spring.datasource.url", () -> url("sivig"));
        properties.add("spring.datasource.username", () -> "sivig_app");
        properties.add("spring.liquibase.user", () -> "sivig_owner");
    }

    private static String url(String name) {
        return "jdbc:postgresql://localhost:" + Cluster.STARTED.get("PGPORT") + "/" + name;
    }

    /** What stands in a part of the page as code of this kind. */
    private static List<String> documented(String part, String kind) throws IOException {
        String page = Files.readString(Path.of("docs/operations.md"));
        String text = page.split("\n## " + part + "\n")[1].split("\n## ")[0];
        return Pattern.compile("```" + kind + "\n(.*?)```", Pattern.DOTALL).matcher(text).results().map(found -> found.group(1)).toList();
    }

    /** @return its exit code */
    private static int run(Path folder, Map<String, String> environment, String script) {
        try {
            ProcessBuilder bash = new ProcessBuilder("bash", "-c", script).directory(folder.toFile()).inheritIO();
            bash.environment().putAll(environment);
            return bash.start().waitFor();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    private static int run(Path folder, String script) {
        return run(folder, Cluster.STARTED, script);
    }

    private static JdbcClient in(String name) {
        return JdbcClient.create(new DriverManagerDataSource(url(name), "postgres", ""));
    }

    private String[] on(String name, String... arguments) {
        return Stream.concat(Arrays.stream(arguments), Stream.of("--spring.profiles.active=production", "--spring.datasource.url=" + url(name),
                "--spring.datasource.username=sivig_app", "--spring.liquibase.user=sivig_owner", "--server.port=0"))
                .toArray(String[]::new);
    }

    private String withKey() {
        return "--sivig.data=" + settings.getProperty("sivig.data");
    }

    /** What a role may do that is not the owner's: with each table, each of its columns and the schema. */
    private static List<String> rights(String name) {
        return in(name).sql("""
                select relname || acl::text from pg_class, aclexplode(relacl) acl where relnamespace = 'public'::regnamespace and acl.grantee <> relowner
                union all select attrelid::regclass || attname || acl::text from pg_attribute, aclexplode(attacl) acl
                union all select nspname || acl::text from pg_namespace, aclexplode(nspacl) acl where nspname = 'public' order by 1""")
                .query(String.class).list();
    }

    private static List<String> lines(Path heads) throws IOException {
        return Files.readAllLines(heads).stream().filter(line -> !line.startsWith("#")).toList();
    }

    @Test
    void whatIsPutBackHasTheSameHeadsAndRightsAndIsReadWithTheIdentityKeyAlone(@TempDir Path folder, @TempDir Path otherData) throws IOException, NoSuchAlgorithmException {
        Path heads = folder.resolve("heads.csv");
        Path after = folder.resolve("after.csv");
        assertThat(AuditCommand.run(on("sivig", withKey(), "--verify-audit", "--heads=" + heads))).isEqualTo(AuditCommand.HOLDS);
        List<String> rights = rights("sivig");

        List<String> scripts = new ArrayList<>(documented("Backup and restore", "sh"));
        assertThat(scripts).hasSize(4);
        String trial = scripts.removeLast();
        String restore = scripts.removeLast();
        scripts.forEach(script -> assertThat(run(folder, script)).isZero());
        Path sealed = folder.resolve("sivig.dump.age");
        assertThat(Files.readString(sealed, ISO_8859_1)).startsWith("age-encryption.org/v1").doesNotContain("PGDMP", "Dr A");

        byte[] whole = Files.readAllBytes(sealed);
        Files.write(sealed, Arrays.copyOf(whole, whole.length - 1));
        assertThat(run(folder, restore)).as("of a file that was cut").isNotZero();
        assertThat(in(RESTORED).sql("select count(*) from pg_class where relnamespace = 'public'::regnamespace").query(Long.class).single()).isZero();
        in("postgres").sql("drop database " + RESTORED).update();
        Files.write(sealed, whole);
        assertThat(run(folder, restore)).isZero();

        assertThat(rights(RESTORED)).isEqualTo(rights);
        assertThat(AuditCommand.run(on(RESTORED, withKey(), "--verify-audit=" + heads, "--heads=" + after))).isEqualTo(AuditCommand.HOLDS);
        assertThat(lines(after)).isNotEmpty().isEqualTo(lines(heads));
        assertThat(selfCheck(withKey())).contains("Identity key: is the one of this database").doesNotContain("WRONG");

        assertThat(run(folder, trial)).isZero();
        String sum = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(whole));
        assertThat(database.sql("select act || ' ' || sha256 || ' ' || holds || ' ' || recorded_by from backup_record order by id").query(String.class).list())
                .containsExactly("BACKUP " + sum + " true sivig_owner", "TRIAL " + sum + " true sivig_owner");

        try (ConfigurableApplicationContext there = start(withKey())) {
            signIn(CLAIRE);
            assertThat(there.getBean(Casebooks.class).open(number).casebook().reach("last_name3").answer().value()).isEqualTo("LEG");
        }
        assertThat(run(folder, "age -d -i backup.key sivig.dump.age | pg_restore -f sivig.sql")).isZero();
        assertThat(folder.resolve("sivig.sql")).content().contains("Dr A").doesNotContain("1960-03-14");
        assertThatThrownBy(() -> start("--sivig.data=" + otherData, "--sivig.identity.create-key=true"))
                .hasStackTraceContaining("StartRefusedException: The identity key is not the one this database was encrypted with");
    }

    private String selfCheck(String... arguments) {
        ByteArrayOutputStream report = new ByteArrayOutputStream();
        SelfCheckCommand.run(new PrintStream(report, true, UTF_8), on(RESTORED, arguments));
        return report.toString(UTF_8);
    }

    private ConfigurableApplicationContext start(String... arguments) {
        return new SpringApplicationBuilder(EcrfApplication.class).run(on(RESTORED, arguments));
    }
}
