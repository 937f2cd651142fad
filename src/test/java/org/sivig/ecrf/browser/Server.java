package org.sivig.ecrf.browser;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntPredicate;
import java.util.stream.Stream;

/** The packaged application, running as a process of its own, the way it is run in a hospital. */
public final class Server implements AutoCloseable {

    /** The application ended instead of serving requests. */
    public static final class NotStarted extends IllegalStateException {

        private final int exitCode;
        private final String log;

        private NotStarted(int exitCode, String log) {
            super("The application ended with exit code " + exitCode + " before it answered:\n" + tail(log));
            this.exitCode = exitCode;
            this.log = log;
        }

        int exitCode() {
            return exitCode;
        }

        String log() {
            return log;
        }
    }

    /** As small as the tests can do with. */
    private static final List<String> SMALL = List.of("-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");
    private static final Duration START = Duration.ofSeconds(120);
    private static final Duration STOP = Duration.ofSeconds(120);
    private static final AtomicInteger STARTS = new AtomicInteger();

    private final Path data;
    private final Map<String, String> settings;
    private final List<String> options;
    private final int port;
    private final Path log;
    private final Process process;

    /**
     * The packaged application as it starts fastest: unpacked, with the cache of a first run (docs/operations.md), and the
     * data of the demo, which that run has made. Made once for all tests of a build.
     */
    private static final class Unpacked {

        private static final Path JAR = unpack();
        private static final Path DEMO = JAR.resolveSibling("data");
        private static final List<String> OPTIONS =
                Stream.concat(SMALL.stream(), Stream.of("-XX:AOTCache=" + JAR.resolveSibling("app.aot"))).toList();

        private static Path unpack() {
            Path folders = jar().resolveSibling("unpacked");
            try (FileChannel one = FileChannel.open(Files.createDirectories(folders).resolve("lock"),
                    StandardOpenOption.CREATE, StandardOpenOption.WRITE); FileLock alone = one.lock()) {
                Path folder = folders.resolve(Files.getLastModifiedTime(jar()).toMillis() + "");
                Path unpacked = folder.resolve(jar().getFileName());
                if (Files.exists(folder.resolve("app.aot"))) { // made by the other half of the tests
                    return unpacked;
                }
                extract(folder);
                new Server(unpacked, Files.createDirectories(folder.resolve("data")), Map.of(), Stream.concat(SMALL.stream(),
                        Stream.of("-XX:AOTCacheOutput=" + folder.resolve("app.aot"))).toList(), freePort()).awaitHealth()
                        .stop();
                return unpacked;
            } catch (IOException impossible) {
                throw new UncheckedIOException(impossible);
            }
        }

        private static void extract(Path folder) throws IOException {
            Path log = Files.createTempFile(Files.createDirectories(jar().resolveSibling("server-logs")), "unpack", ".log");
            try {
                int code = new ProcessBuilder(java(), "-Djarmode=tools", "-jar", jar().toString(), "extract", "--force",
                        "--destination", folder.toString()).redirectErrorStream(true).redirectOutput(log.toFile()).start()
                        .waitFor();
                if (code != 0) {
                    throw new IllegalStateException("It cannot be unpacked:\n" + tail(Files.readString(log)));
                }
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(interrupted);
            }
        }
    }

    private final Path jar;
    private volatile int front;

    private Server(Path jar, Path data, Map<String, String> settings, List<String> options, int port) {
        this.jar = jar;
        this.data = data;
        this.settings = Map.copyOf(settings);
        this.options = List.copyOf(options);
        this.port = port;
        try {
            Path logs = Files.createDirectories(jar().resolveSibling("server-logs"));
            this.log = logs.resolve("%d-%02d.log".formatted(ProcessHandle.current().pid(), STARTS.incrementAndGet()));
            this.process = launch(jar);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** Puts what the first start of a demo makes, on the embedded database, into this folder, and gives it back. */
    static Path demo(Path data) throws IOException {
        try (Stream<Path> files = Files.list(Unpacked.DEMO)) {
            for (Path file : files.toList()) {
                Files.copy(file, data.resolve(file.getFileName()));
            }
        }
        return data;
    }

    /**
     * Starts the packaged application on a free port and waits until it is healthy.
     *
     * @param data     its folder: the embedded database and the identity key
     * @param settings further settings: a name with a dot is a system property, any other an environment variable
     * @throws NotStarted when it ends instead
     */
    static Server start(Path data, Map<String, String> settings) {
        return new Server(Unpacked.JAR, data, settings, Unpacked.OPTIONS, freePort()).awaitHealth();
    }

    /** Starts the packaged application and waits until it answers, whatever it answers: it may be preparing its demo. */
    static Server startUntilItAnswers(Path data, Map<String, String> settings) {
        return new Server(Unpacked.JAR, data, settings, Unpacked.OPTIONS, freePort()).awaitAnswer(status -> true);
    }

    /**
     * Starts the jar as it is, with these options of the virtual machine.
     *
     * @throws NotStarted when it ends instead
     */
    public static Server start(Path data, Map<String, String> settings, List<String> options) {
        return new Server(jar(), data, settings, options, freePort()).awaitHealth();
    }

    /** Starts the archive of the build by its script, unpacked into this folder, with its cache in another one. */
    static Server startByScript(Path folder, Path data, Path cache) throws IOException, InterruptedException {
        String archive = jar().toString().replaceFirst("\\.jar$", ".tar.gz");
        int code = new ProcessBuilder("tar", "-xzf", archive, "--strip-components=1", "-C", folder.toString()).inheritIO().start().waitFor();
        if (code != 0) {
            throw new IllegalStateException("It cannot be unpacked: " + archive);
        }
        return new Server(folder.resolve("bin/sivig"), data, Map.of("SIVIG_CACHE", cache.toString()), SMALL, freePort()).awaitHealth();
    }

    /** Starts it again with the same data, settings and address. It must have ended. */
    Server restart() {
        if (process.isAlive()) {
            throw new IllegalStateException("It is still running");
        }
        return new Server(jar, data, settings, options, port).behind(front).awaitHealth();
    }

    /** Another version of the application, which is this one with a change of the schema at the end of the others. */
    static Path withChange(String changeset) throws IOException {
        Path next = Unpacked.JAR.resolveSibling("next-" + ProcessHandle.current().pid() + ".jar"); // beside its libraries
        Files.copy(Unpacked.JAR, next, StandardCopyOption.REPLACE_EXISTING);
        next.toFile().deleteOnExit();
        try (FileSystem inside = FileSystems.newFileSystem(next)) {
            Files.writeString(inside.getPath("db/changelog/changelog.sql"), changeset, StandardOpenOption.APPEND);
        }
        return next;
    }

    /** Starts the application of this jar with its data, settings and address. It must have ended. */
    Server replacedBy(Path other) {
        return new Server(other, data, settings, SMALL, port).behind(front).awaitHealth();
    }

    /** Its pages are asked for at this port from now on, where a balancer stands. */
    Server behind(int balancer) {
        front = balancer;
        return this;
    }

    boolean isRunning() {
        return process.isAlive();
    }

    int ownPort() {
        return port;
    }

    public ProcessHandle process() {
        return process.toHandle();
    }

    /** Without a slash at its end. */
    public String url() {
        return "http://localhost:" + (front == 0 ? port : front);
    }

    Path data() {
        return data;
    }

    /** What it has written to its console so far. */
    String log() {
        try {
            return Files.readString(log, StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Ends it at once, as a power cut would: it gets no chance to write anything. */
    void kill() {
        process.destroyForcibly();
        awaitEnd();
    }

    /** Asks it to end, and waits until it has. */
    void stop() {
        process.destroy();
        awaitEnd();
    }

    /** Stops it in the middle of whatever it does, as a machine does that swaps or a line that is cut: it says nothing. */
    void freeze() {
        signal("-STOP");
    }

    /** Lets it go on where it was stopped. */
    void thaw() {
        signal("-CONT");
    }

    private void signal(String signal) {
        try {
            int code = new ProcessBuilder("kill", signal, String.valueOf(process.pid())).start().waitFor();
            if (code != 0 && process.isAlive()) {
                throw new IllegalStateException("kill " + signal + " ended with " + code);
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    @Override
    public void close() {
        thaw();
        if (process.isAlive()) {
            stop();
        }
    }

    private Process launch(Path jar) throws IOException {
        List<String> command = new ArrayList<>();
        boolean script = !jar.toString().endsWith(".jar");
        command.add(script ? jar.toString() : java());
        command.addAll(options);
        command.addAll(List.of("-Djava.awt.headless=true", "-Dserver.port=" + port, "-Dserver.address=127.0.0.1"));
        settings.forEach((name, value) -> {
            if (name.contains(".")) {
                command.add("-D" + name + "=" + value);
            }
        });
        if (!script) {
            command.addAll(List.of("-jar", jar.toString()));
        }
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        Map<String, String> environment = builder.environment();
        environment.keySet().removeIf(name -> name.startsWith("SIVIG_") || name.startsWith("SPRING_"));
        environment.put("JAVA_HOME", System.getProperty("java.home"));
        environment.put("SIVIG_DATA", data.toAbsolutePath().toString());
        settings.forEach((name, value) -> {
            if (!name.contains(".")) {
                environment.put(name, value);
            }
        });
        Process started = builder.start();
        Thread orphaned = new Thread(started::destroyForcibly);
        Runtime.getRuntime().addShutdownHook(orphaned);
        started.onExit().thenRun(() -> {
            try {
                Runtime.getRuntime().removeShutdownHook(orphaned);
            } catch (IllegalStateException endingAnyway) {
                // The hook is running.
            }
        });
        return started;
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    private Server awaitHealth() {
        return awaitAnswer(status -> status == 200);
    }

    /** Waits until the question for its health is answered with one of these states. */
    private Server awaitAnswer(IntPredicate status) {
        long deadline = System.nanoTime() + START.toNanos();
        HttpRequest health = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/actuator/health"))
                .timeout(Duration.ofSeconds(10)).build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            while (!answers(http, health, status)) {
                // Between two questions it waits for the other way this can go: the process ends.
                if (process.waitFor(100, TimeUnit.MILLISECONDS)) {
                    throw new NotStarted(process.exitValue(), log());
                }
                if (System.nanoTime() > deadline) {
                    kill();
                    throw new IllegalStateException("The application was not healthy in time:\n" + tail(log()));
                }
            }
        } catch (InterruptedException interrupted) {
            kill();
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
        return this;
    }

    private static boolean answers(HttpClient http, HttpRequest health, IntPredicate status) throws InterruptedException {
        try {
            return status.test(http.send(health, HttpResponse.BodyHandlers.discarding()).statusCode());
        } catch (IOException notYet) {
            return false;
        }
    }

    private void awaitEnd() {
        try {
            if (!process.waitFor(STOP.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException("The application did not end in time:\n" + tail(log()));
            }
        } catch (InterruptedException interrupted) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    /** The jar that the build has just made; the build names it, an IDE does not. */
    private static Path jar() {
        String named = System.getProperty("ecrf.jar");
        if (named != null) {
            return Path.of(named).toAbsolutePath();
        }
        try (var files = Files.list(Path.of("target"))) {
            return files.filter(file -> file.toString().endsWith(".jar")).findFirst()
                    .orElseThrow(() -> new IllegalStateException("Package the application first: ./mvnw package"))
                    .toAbsolutePath();
        } catch (IOException none) {
            throw new IllegalStateException("Package the application first: ./mvnw package", none);
        }
    }

    /**
     * A free port below those that the system gives to outgoing connections: while the application is down between a
     * kill and a restart, no connection can take its port.
     */
    static int freePort() {
        while (true) {
            int port = ThreadLocalRandom.current().nextInt(20_000, 32_000);
            try (ServerSocket probe = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return probe.getLocalPort();
            } catch (IOException taken) {
                // Another one, then.
            }
        }
    }

    private static String tail(String log) {
        return log.length() <= 6_000 ? log : "…" + log.substring(log.length() - 6_000);
    }
}
