package org.sivig.ecrf.browser;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One application with the demo accounts, on each database, for all tests that leave it running: each of them makes its
 * own patient. Its database can be read while it runs.
 */
enum DemoServer {
    H2 {
        @Override
        Map<String, String> settings() {
            return Map.of("spring.datasource.url", "jdbc:h2:file:${sivig.data}/sivig;WRITE_DELAY=0;AUTO_SERVER=TRUE");
        }

        @Override
        Path data() throws IOException {
            return Server.demo(super.data());
        }

        @Override
        Connection database() throws SQLException {
            return DriverManager.getConnection("jdbc:h2:file:" + server().data().resolve("sivig").toAbsolutePath()
                    + ";AUTO_SERVER=TRUE;IFEXISTS=TRUE", "sivig", "");
        }
    },

    POSTGRESQL {
        private @Nullable EmbeddedPostgres postgres;

        @Override
        Map<String, String> settings() throws IOException {
            postgres = EmbeddedPostgres.start();
            return Map.of("spring.datasource.url", postgres.getJdbcUrl("postgres", "postgres"),
                    "spring.datasource.username", "postgres");
        }

        @Override
        Connection database() throws SQLException {
            return postgres.getPostgresDatabase().getConnection();
        }
    };

    private @Nullable Server server;

    /** What makes the application use this database. */
    abstract Map<String, String> settings() throws IOException;

    /** Its folder before it starts. */
    Path data() throws IOException {
        return Files.createTempDirectory(Files.createDirectories(Path.of("target", "demo-server")), "data");
    }

    /** Reads what is committed, past the application. */
    abstract Connection database() throws SQLException;

    /** The application, started when first asked for. */
    synchronized Server server() {
        if (server == null) {
            try {
                Map<String, String> all = new HashMap<>(settings());
                all.put("sivig.cohort.study-to-sites", "true");
                server = Server.start(data(), all);
            } catch (IOException impossible) {
                throw new UncheckedIOException(impossible);
            }
        }
        return server;
    }

    /** The application on the embedded database. */
    static Server running() {
        return H2.server();
    }
}
