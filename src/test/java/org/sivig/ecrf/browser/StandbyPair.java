package org.sivig.ecrf.browser;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.stream.Stream;
import javax.sql.DataSource;

/** Two PostgreSQL clusters: what is committed on the first is on the second too, which can take its place. */
final class StandbyPair implements AutoCloseable {

    private final Path first;
    private final EmbeddedPostgres primary;
    private final EmbeddedPostgres standby;

    StandbyPair(Path folder) throws IOException {
        first = folder.resolve("primary");
        Path second = folder.resolve("standby");
        cluster(first).start().close();
        copy(first, second);
        primary = cluster(first).setServerConfig("synchronous_standby_names", "*").start();
        Files.createFile(second.resolve("standby.signal"));
        Files.writeString(second.resolve("postgresql.auto.conf"), "primary_conninfo = 'host=localhost user=postgres port=%d'%n"
                .formatted(primary.getPort()));
        standby = cluster(second).start();
    }

    private static EmbeddedPostgres.Builder cluster(Path data) {
        return EmbeddedPostgres.builder().setDataDirectory(data).setCleanDataDirectory(false).setServerConfig("synchronous_commit", "on");
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path each : all.toList()) {
                Path copy = to.resolve(from.relativize(each));
                Files.copy(each, copy);
                if (Files.isDirectory(each) && Files.getFileStore(each).supportsFileAttributeView("posix")) {
                    Files.setPosixFilePermissions(copy, Files.getPosixFilePermissions(each));
                }
            }
        }
    }

    int primary() {
        return primary.getPort();
    }

    int standby() {
        return standby.getPort();
    }

    /** The second, to be read now and after it took the place of the first. */
    DataSource onStandby() {
        return standby.getPostgresDatabase();
    }

    /** The machine of the first dies. */
    void killPrimary() {
        try {
            long pid = Long.parseLong(Files.readAllLines(first.resolve("postmaster.pid")).getFirst());
            ProcessHandle.of(pid).ifPresent(process -> {
                process.destroyForcibly();
                process.onExit().join();
            });
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** The second takes its place. */
    void promote() {
        try (Connection connection = onStandby().getConnection(); var sql = connection.createStatement()) {
            sql.execute("select pg_promote()");
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    @Override
    public void close() throws IOException {
        try (primary; standby) {
            // Both, whatever becomes of the other.
        }
    }
}
