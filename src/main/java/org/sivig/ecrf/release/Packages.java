package org.sivig.ecrf.release;

import jakarta.annotation.PreDestroy;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.account.AccessPolicy;
import org.sivig.ecrf.account.Viewer;
import org.sivig.ecrf.audit.ExportLog;
import org.sivig.ecrf.failure.Failure;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Service;
import org.springframework.util.FileSystemUtils;

/**
 * Makes packages of the data for those who may take them out of the system: of all that they see, and of nothing else.
 * Two are written at a time, and others wait in line. A package stands in a private folder until it was taken, for an hour
 * at most; what a crash leaves there goes at the next start.
 */
@Service
public class Packages {

    private static final int AT_ONCE = 2;
    private static final Duration KEPT = Duration.ofHours(1);

    private final Packer packer;
    private final PackageLog log;
    private final ExportLog exports;
    private final AccessPolicy policy;
    private final Clock clock;
    private final Path folder;
    private final ExecutorService writers =
            Executors.newFixedThreadPool(AT_ONCE, Thread.ofPlatform().name("package-", 1).daemon().factory());
    private final Map<Long, Job> jobs = new ConcurrentHashMap<>();

    Packages(Packer packer, PackageLog log, ExportLog exports, AccessPolicy policy, Clock clock,
            @Value("${sivig.data}") Path data) {
        this.packer = packer;
        this.log = log;
        this.exports = exports;
        this.policy = policy;
        this.clock = clock;
        folder = data.resolve("packages");
    }

    /** A package that is being made, or waits to be taken. */
    private static final class Job {
        private final long id;
        private final String username;
        private final Scope scope;
        private final PackageRequest request;
        private volatile PackageState state = PackageState.WAITING;
        private volatile int patients;
        private volatile int of;
        private volatile boolean cancelled;
        private volatile Packer.@Nullable Packed made;
        private volatile @Nullable Instant ended;
        private volatile @Nullable String incident;

        Job(long id, String username, Scope scope, PackageRequest request) {
            this.id = id;
            this.username = username;
            this.scope = scope;
            this.request = request;
        }
    }

    /**
     * How far a package is.
     *
     * @param patients how many were read
     * @param of       how many there are; 0 while that is not known
     * @param before   how many are made before it, while it waits
     * @param cancelled whether it is not wanted any more, and is being given up
     * @param fileName  null until it can be taken
     * @param incident  the number under which the log says why it failed; null when it did not
     */
    public record Status(long id, PackageRequest request, PackageState state, int patients, int of, int before, boolean cancelled,
            @Nullable String fileName, @Nullable String incident) {
    }

    /**
     * What a package of the user would hold.
     *
     * @throws AccessDeniedException when the user may not take data out of the system
     */
    public Scope scope() {
        if (!policy.exports()) {
            throw policy.denied("Not allowed to export data");
        }
        return new Scope(policy.viewer().role(), policy.visibleSites());
    }

    /**
     * Asks for a package. Whoever has one in the making gets that one, whatever it holds; one that was made and not taken
     * goes.
     *
     * @return its number
     * @throws AccessDeniedException when the user may not take data out of the system
     */
    public long start(PackageRequest request) {
        policy.requireExports();
        Scope scope = scope();
        Viewer viewer = policy.viewer();
        synchronized (jobs) {
            Optional<Job> going = jobs.values().stream()
                    .filter(job -> job.username.equals(viewer.username()) && !job.state.isOver()).findFirst();
            if (going.isPresent()) {
                return going.get().id;
            }
            jobs.values().stream().filter(job -> job.username.equals(viewer.username())).forEach(this::drop);
            Job job = new Job(log.begin(viewer.username(), scope, request), viewer.username(), scope, request);
            jobs.put(job.id, job);
            writers.execute(() -> write(job));
            return job.id;
        }
    }

    private void write(Job job) {
        try {
            requireWanted(job);
            job.state = PackageState.WRITING;
            log.writing(job.id);
            Files.createDirectories(folder);
            Packer.Packed made = packer.pack(job.scope, job.request, folder, (patients, of) -> {
                requireWanted(job);
                job.of = of;
                job.patients = patients;
            });
            log.made(job.id, made);
            job.made = made;
            end(job, PackageState.MADE);
        } catch (CancellationException unwanted) {
            fail(job, PackageState.CANCELLED);
        } catch (NobodyInScopeException empty) {
            fail(job, PackageState.EMPTY);
        } catch (IOException | RuntimeException | Error failed) {
            job.incident = Failure.of(failed, "Writing a package").incident();
            fail(job, PackageState.FAILED);
        }
    }

    private static void requireWanted(Job job) {
        if (job.cancelled) {
            throw new CancellationException();
        }
    }

    private void fail(Job job, PackageState how) {
        try {
            log.ended(job.id, how);
        } catch (RuntimeException away) {
            Failure.of(away, "Putting the end of a package on record"); // at the next start it is lost
        }
        end(job, how);
    }

    private void end(Job job, PackageState how) {
        job.ended = clock.instant();
        job.state = how;
    }

    /** How far the package is that the user asked for last; empty when there is none, or it was taken. */
    public Optional<Status> last() {
        scope();
        String username = policy.viewer().username();
        return jobs.values().stream().filter(job -> job.username.equals(username))
                .max((one, other) -> Long.compare(one.id, other.id)).map(this::status);
    }

    private Status status(Job job) {
        Packer.Packed made = job.made;
        int before = job.state != PackageState.WAITING ? 0 : (int) jobs.values().stream()
                .filter(other -> other.id < job.id && !other.state.isOver()).count();
        return new Status(job.id, job.request, job.state, job.patients, job.of, before, job.cancelled, made == null ? null : made.name(), job.incident);
    }

    /** Does without a package that the user asked for. */
    public void cancel(long id) {
        own(id).ifPresent(job -> job.cancelled = true);
    }

    /** The user’s own; nobody else knows of it. */
    private Optional<Job> own(long id) {
        scope();
        return Optional.ofNullable(jobs.get(id)).filter(job -> job.username.equals(policy.viewer().username()));
    }

    /**
     * Writes a package that was made, from its file: no connection is held meanwhile. It goes on record before its first
     * byte, and how it ended afterwards; taken whole, the file is gone.
     *
     * @return whether it was there
     * @throws AccessDeniedException when the user may not take it out of the system, or not any more
     */
    public boolean take(long id, OutputStream out) throws IOException {
        policy.requireExports();
        Optional<Job> found = own(id).filter(job -> job.made != null);
        if (found.isEmpty()) {
            return false;
        }
        Job job = found.get();
        if (!job.scope.equals(scope())) {
            throw policy.denied("Not allowed to take this package any more");
        }
        Packer.Packed made = Objects.requireNonNull(job.made);
        long number = exports.record("package", made.name() + " " + made.sha256(), made.rows());
        boolean whole = false;
        try {
            Files.copy(made.file(), out);
            out.flush();
            whole = true;
        } finally {
            exports.ended(number, whole);
        }
        drop(job);
        return true;
    }

    /**
     * The packages that were asked for: all of them for who sees all patients, otherwise those of the same sites and the
     * user’s own.
     */
    public List<PackageRecord> past() {
        return log.last(scope(), policy.viewer().username());
    }

    // --- what is left of them ---------------------------------------------------------------------------------------

    private void drop(Job job) {
        jobs.remove(job.id);
        Packer.Packed made = job.made;
        if (made != null) {
            try {
                Files.deleteIfExists(made.file());
            } catch (IOException held) {
                Failure.of(held, "Deleting a package"); // goes at the next start
            }
        }
    }

    /** Packages that nobody took. */
    @Scheduled(fixedDelay = 10, timeUnit = TimeUnit.MINUTES)
    void dropOld() {
        Instant before = clock.instant().minus(KEPT);
        jobs.values().stream().filter(job -> job.ended != null && job.ended.isBefore(before)).forEach(this::drop);
    }

    /** What the last run left. Only where pages are served: another run may be writing there. */
    @EventListener(WebServerInitializedEvent.class)
    void clean() {
        log.lose();
        deleteAll();
    }

    @PreDestroy
    void stop() {
        jobs.values().forEach(job -> job.cancelled = true);
        writers.close();
        jobs.values().forEach(this::drop);
    }

    private void deleteAll() {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> left = Files.list(folder)) {
            for (Path each : left.toList()) {
                FileSystemUtils.deleteRecursively(each);
            }
        } catch (IOException held) {
            Failure.of(held, "Deleting packages that were left");
        }
    }
}
