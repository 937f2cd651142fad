package org.sivig.ecrf.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The packaged application stops and starts again, and does not start with what does not belong to its data. */
class RestartIT {

    @RegisterExtension
    final Browser browser = new Browser();

    @TempDir
    private Path data;
    private @Nullable Server server;

    @AfterEach
    void stopTheDemo() {
        if (server != null) {
            server.close();
        }
    }

    @Test
    void theJarStartsAsItIs() throws IOException {
        server = Server.start(Server.demo(data), Map.of(), List.of("-Xmx512m")); // an empty folder gets its demo in Server
        Page page = browser.signIn(server, "inv01");
        page.navigate(server.url() + "/patients");
        assertThat(page.locator("#new_patient").innerText()).isEqualTo("Nouveau patient");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void theArchiveStartsByItsScriptWithACacheThatIsMadeOnce(@TempDir Path folder, @TempDir Path cache)
            throws IOException, InterruptedException {
        server = Server.startByScript(folder, Server.demo(data), cache);
        List<Path> made = files(cache);
        assertThat(made).anyMatch(file -> file.endsWith("app.aot"));
        assertThat(folder.resolve("docs/operations.md")).exists();
        server.stop();

        server = server.restart();
        assertThat(files(cache)).isEqualTo(made);
        assertThat(server.log()).doesNotContain("[error]", "No cache was made");
        Page page = browser.signIn(server, "inv01");
        page.navigate(server.url() + "/patients");
        assertThat(page.locator("#new_patient").innerText()).isEqualTo("Nouveau patient");
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    @Test
    void whatWasSavedIsThereAfterARestart() throws IOException, InterruptedException {
        int numbers = Server.freePort();
        server = Server.start(Server.demo(data), Map.of("SIVIG_METRICS_PORT", numbers + ""));
        Page page = browser.signIn(server, "inv01");
        String patient = Browser.newPatient(server, page);
        Browser.answer(page, "birth_date", "14031960");
        Browser.waitSaved(page);
        theNumbersAreToldAtTheirOwnPortAndNothingElse(numbers, patient);
        server.stop();

        server = server.restart();
        Page later = browser.signIn(server, "inv01");
        Browser.openForm(server, later, patient, "identification");
        Browser.assertShows(later, "birth_date", "14/03/1960");
        server.stop();
    }

    @Test
    void aSaveThatIsTriedAgainIsCounted() throws IOException, InterruptedException, SQLException {
        int numbers = Server.freePort();
        server = Server.start(Server.demo(data), Map.of("SIVIG_METRICS_PORT", numbers + "",
                "spring.datasource.url", "jdbc:h2:file:${sivig.data}/sivig;WRITE_DELAY=0;AUTO_SERVER=TRUE"));
        Page page = browser.signIn(server, "inv01");
        String patient = Browser.newPatient(server, page);
        Browser.answer(page, "birth_date", "14031960");
        Browser.waitSaved(page);
        assertThat(numbers(numbers)).contains("sivig_saves_retried_total 0.0", "sivig_saves_seconds_count{result=\"held\"} 0");
        try (Connection other = DriverManager.getConnection("jdbc:h2:file:" + data.resolve("sivig").toAbsolutePath() + ";AUTO_SERVER=TRUE;IFEXISTS=TRUE",
                "sivig", ""); Statement hold = other.createStatement()) {
            other.setAutoCommit(false);
            hold.executeQuery("select id from patient where number = '" + patient + "' for update");
            Browser.answer(page, "ref_physician", "Dr A");
            Browser.waitState(page, "failed");
            other.rollback();
        }
        Browser.waitSaved(page);
        assertThat(numbers(numbers)).doesNotContain("sivig_saves_retried_total 0.0", "sivig_saves_seconds_count{result=\"held\"} 0")
                .contains("sivig_saves_retried_total ", "sivig_saves_seconds_count{result=\"saved\"} 2");
    }

    private static String numbers(int port) throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/metrics")).build(), BodyHandlers.ofString()).body();
        }
    }

    private void theNumbersAreToldAtTheirOwnPortAndNothingElse(int port, String patient) throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            assertThat(numbers(port))
                    .contains("sivig_saves_seconds_count{result=\"saved\"} 1", "sivig_pages_seconds_count{page=\"/patients/:number/:form?/:row?\"}",
                            "sivig_pages_open 1", "tomcat_sessions_active_current_sessions", "hikaricp_connections_max")
                    .doesNotContain(patient, "SIV-", "inv01", "localhost:" + server.ownPort());
            for (String elsewhere : List.of("/login", "/patients", "/actuator/health", "/actuator/prometheus")) {
                assertThat(http.send(HttpRequest.newBuilder(URI.create("http://localhost:" + port + elsewhere)).build(), BodyHandlers.ofString())
                        .body()).as(elsewhere).doesNotContain("vaadin", "UP", "sivig_");
            }
            for (String elsewhere : List.of("/metrics", "/actuator/metrics", "/actuator/prometheus")) {
                assertThat(http.send(HttpRequest.newBuilder(URI.create(server.url() + elsewhere)).build(), BodyHandlers.discarding())
                        .statusCode()).as(elsewhere).isEqualTo(302);
            }
        }
    }

    @Test
    void withAnotherIdentityKeyItDoesNotStart() throws IOException {
        Files.delete(Server.demo(data).resolve("identity-key.json")); // the demo makes another one
        assertRefused(Map.of(), "The identity key is not the one this database was encrypted with.");
    }

    @Test
    void forProductionItDoesNotStartOnTheDatabaseOfADemo() throws IOException {
        Server.demo(data);
        Map<String, String> production = Map.of("SPRING_PROFILES_ACTIVE", "production", "SPRING_DATASOURCE_URL",
                "jdbc:h2:file:" + data.resolve("sivig") + ";WRITE_DELAY=0");
        assertRefused(production, "has the demo password, which is public.");

        Files.delete(data.resolve("identity-key.json"));
        assertRefused(production, "identity-key.json");
        assertThat(data.resolve("identity-key.json")).doesNotExist();
        assertRefused(Map.of("SPRING_PROFILES_ACTIVE", "production"), "No database is set for production.");
    }

    @Test
    void whatItLacksToStartIsSaidWithWhatToDo() throws IOException {
        server = Server.start(Server.demo(data), Map.of());
        assertRefused(Map.of(), "is open in another program", "SIVIG_DATA=./data2 SERVER_PORT=8081 ./mvnw");

        String port = server.url().replaceFirst(".*:", "");
        assertRefused(Map.of("spring.datasource.url", "jdbc:h2:memFS:/other", "sivig.identity.create-key", "true",
                "sivig.identity.key-file", data.resolve("other.json").toString(), "server.port", port),
                "Port " + port + " is taken", "SERVER_PORT=" + (Integer.parseInt(port) + 1) + " ./mvnw");

        Path file = Files.createFile(data.resolve("file"));
        assertRefused(Map.of("sivig.data", file.resolve("data").toString()), "cannot be written", "SIVIG_DATA");
        assertRefused(Map.of("spring.datasource.url", "jdbc:h2:memFS:/other", "sivig.identity.key-file",
                file.resolve("key.json").toString()), "No identity key is seen at", "none can be written there", "Cause: ");
    }

    private void assertRefused(Map<String, String> settings, String... reasons) {
        assertThatExceptionOfType(Server.NotStarted.class).isThrownBy(() -> Server.start(data, settings))
                .satisfies(refused -> {
                    assertThat(refused.exitCode()).isNotZero();
                    assertThat(refused.log()).contains("APPLICATION FAILED TO START").contains(reasons)
                            .doesNotContain("\tat org.sivig");
                });
    }
}
