package org.sivig.ecrf.browser;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;

/**
 * One application with the demo accounts for all tests that leave it running: each of them makes its own patient. Its
 * database can be read while it runs.
 */
final class DemoServer {

    private static final class Running {

        private static final Server SERVER = start();

        private static Server start() {
            try {
                Path data = Files.createDirectories(Path.of("target", "demo-server"));
                return Server.start(Files.createTempDirectory(data, "data"),
                        Map.of("spring.datasource.url", "jdbc:h2:file:${sivig.data}/sivig;WRITE_DELAY=0;AUTO_SERVER=TRUE"));
            } catch (IOException impossible) {
                throw new UncheckedIOException(impossible);
            }
        }
    }

    private DemoServer() {
    }

    static Server running() {
        return Running.SERVER;
    }

    /** Reads what is committed, past the application. */
    static Connection database() throws SQLException {
        return DriverManager.getConnection("jdbc:h2:file:" + running().data().resolve("sivig").toAbsolutePath()
                + ";AUTO_SERVER=TRUE;IFEXISTS=TRUE", "sivig", "");
    }
}
