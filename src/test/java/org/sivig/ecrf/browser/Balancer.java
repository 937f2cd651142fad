package org.sivig.ecrf.browser;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** HAProxy before two servers, with the settings of docs/operations.md but for names, ports and the shorter times of a test. */
final class Balancer implements AutoCloseable {

    private final Path settings;
    private final int port = Server.freePort();
    private @Nullable Process process;

    Balancer(Path folder, Server one, Server other) throws IOException {
        settings = folder.resolve("haproxy.cfg");
        Files.writeString(settings, """
                defaults
                  mode http
                  option redispatch
                  retries 3
                  timeout connect 2s
                  timeout client 120s
                  timeout server 120s
                frontend pages
                  bind 127.0.0.1:%d
                  default_backend nodes
                backend nodes
                  cookie NODE insert indirect nocache httponly
                  option httpchk GET /actuator/health/readiness
                  http-check expect status 200
                  default-server check inter 500ms fall 2 rise 1 on-marked-down shutdown-sessions
                  server one 127.0.0.1:%d cookie one
                  server other 127.0.0.1:%d cookie other
                """.formatted(port, one.ownPort(), other.ownPort()));
        start();
    }

    /** Where it is installed; empty where it is not. */
    static Optional<Path> program() {
        return Stream.concat(Stream.of(System.getenv("PATH").split(File.pathSeparator)), Stream.of("/usr/sbin"))
                .map(folder -> Path.of(folder, "haproxy")).filter(Files::isExecutable).findFirst();
    }

    int port() {
        return port;
    }

    void start() {
        try {
            process = new ProcessBuilder(program().orElseThrow().toString(), "-db", "-f", settings.toString())
                    .redirectErrorStream(true).redirectOutput(settings.resolveSibling("haproxy.log").toFile()).start();
            while (!isThere()) {
                if (process.waitFor(50, TimeUnit.MILLISECONDS)) {
                    throw new IllegalStateException(Files.readString(settings.resolveSibling("haproxy.log")));
                }
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    private boolean isThere() {
        try (Socket line = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return line.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }

    void kill() {
        Process running = process;
        if (running != null) {
            try {
                running.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public void close() {
        kill();
    }
}
