package org.sivig.ecrf.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.sivig.ecrf.account.DemoAccounts;
import org.sivig.ecrf.browser.Server;
import org.sivig.ecrf.casebook.Casebooks;
import org.sivig.ecrf.crf.Casebook;
import org.sivig.ecrf.crf.ItemType;
import org.sivig.ecrf.study.Section;
import org.sivig.ecrf.study.Study;

/**
 * Users over HTTP against the packaged application: they sign in, open a section, type, and go back to the list, which
 * they filter. Each answer that a page was told is stored is looked up in the database afterwards.
 */
final class Sessions {

    private static final String ACTS = "Sessions over HTTP (ms)";
    private static final String TOTALS = "Sessions over HTTP: what they came to";
    private static final List<String> OPTIONS = List.of("-Xmx1g");
    /** How often forty go round before it counts: 4,800 answers, after which the compilers have done most of their work. */
    private static final int UNCOUNTED = 5;
    private static final int CYCLES = 3;
    private static final int ANSWERS = 8;

    /** An item into which one may write anything, in a section. */
    private record Field(Section section, String item) {
    }

    private final Path data;
    private final Map<String, String> settings;
    private final Casebooks casebooks;
    private final Report report;

    /** @param settings of the database that holds the study */
    Sessions(Path data, Map<String, String> settings, Casebooks casebooks, Report report) {
        this.data = data;
        this.settings = settings;
        this.casebooks = casebooks;
        this.report = report;
    }

    void measure() {
        try (Server server = Server.start(data, settings, OPTIONS)) {
            for (int round = 0; round < UNCOUNTED; round++) {
                measure(server, 40, 0, new Report("While the compilers work: not counted"));
            }
            for (int users : List.of(1, 20, 40, 100)) {
                measure(server, users, 0, report);
            }
            for (int users : List.of(40, 100)) {
                measure(server, users, 5_000, report);
            }
        }
    }

    private void measure(Server server, int users, int pause, Report report) {
        String what = "%d users, %s".formatted(users, pause == 0 ? "without a pause" : "one act every 5 s");
        Times opening = new Times();
        Times saving = new Times();
        Times listing = new Times();
        Map<String, Map<String, String>> acknowledged = new ConcurrentHashMap<>();
        AtomicInteger refused = new AtomicInteger();
        AtomicLong bytes = new AtomicLong();
        List<WireUser> signedIn = signIn(server, users);
        Duration before = processor(server);
        long started = System.nanoTime();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> running = new ArrayList<>();
            for (int user = 0; user < users; user++) {
                int at = user;
                running.add(threads.submit(() -> {
                    RandomGenerator random = new SplittableRandom(at);
                    String number = LargeStudy.patient(at);
                    List<Field> fields = fields(at);
                    WireUser wire = signedIn.get(at);
                    long first = wire.bytes();
                    for (int cycle = 0; cycle < CYCLES; cycle++) {
                        Section section = fields.get(random.nextInt(fields.size())).section();
                        List<Field> here = fields.stream().filter(field -> field.section().equals(section)).limit(ANSWERS)
                                .toList();
                        timed(opening, pause, random, () -> wire.open("patients/" + number + "/" + section.path()));
                        for (int i = 0; i < ANSWERS; i++) {
                            String item = here.get(i % here.size()).item();
                            String text = "Texte fictif " + random.nextInt(1_000_000);
                            timed(saving, pause, random, () -> {
                                if (wire.type(number, item, text)) {
                                    acknowledged.computeIfAbsent(number, each -> new ConcurrentHashMap<>()).put(item, text);
                                } else {
                                    refused.incrementAndGet();
                                }
                            });
                        }
                        timed(listing, pause, random, () -> wire.open("patients"));
                        timed(listing, pause, random, () -> wire.open("patients?sex=F"));
                    }
                    bytes.addAndGet(wire.bytes() - first);
                }));
            }
            for (Future<?> each : running) {
                each.get();
            }
        } catch (InterruptedException | ExecutionException failed) {
            throw new IllegalStateException(failed);
        }
        double seconds = (System.nanoTime() - started) / 1e9;
        Duration spent = processor(server).minus(before);
        Optional<Long> resident = resident(server);
        signedIn.forEach(WireUser::leave);
        report.times(ACTS, what + ": opening a section", opening, null);
        report.times(ACTS, what + ": one answer", saving, null);
        report.times(ACTS, what + ": the list, and filtered", listing, null);
        report.value(TOTALS, what + ": cycles a second", Math.round(users * CYCLES / seconds * 10) / 10.0, "", null);
        if (pause == 0) { // in a longer time connections end, and what they used with them
            report.value(TOTALS, what + ": processor of server and database for each cycle", spent.toMillis() / (users * CYCLES), "ms", null);
        }
        resident.ifPresent(size -> report.value(TOTALS, what + ": memory of the server", size, "MB", null));
        report.value(TOTALS, what + ": bytes down for each cycle",
                Math.round(bytes.get() / (double) (users * CYCLES) / 1000), "kB", null);
        report.value(TOTALS, what + ": answers that were not acknowledged", refused.get(), "", 0.0);
        report.value(TOTALS, what + ": items whose last acknowledged answer is not stored, of "
                + acknowledged.values().stream().mapToInt(Map::size).sum(), lost(acknowledged), "", 0.0);
    }

    /** Before the clock runs: a password is slow to look at on purpose, and one signs in once a day. */
    private static List<WireUser> signIn(Server server, int users) {
        return IntStream.range(0, users).mapToObj(user -> {
            WireUser wire = new WireUser(server.url());
            wire.signIn(LargeStudy.investigator(LargeStudy.site(user)).username(), DemoAccounts.PASSWORD);
            return wire;
        }).toList();
    }

    /** What the server and every PostgreSQL of this machine have used so far. */
    private static Duration processor(Server server) {
        return Stream.concat(Stream.of(server.process()), ProcessHandle.allProcesses()
                        .filter(each -> each.info().command().filter(command -> command.endsWith("/postgres")).isPresent()))
                .map(each -> each.info().totalCpuDuration().orElse(Duration.ZERO)).reduce(Duration.ZERO, Duration::plus);
    }

    /** In megabytes; empty where the system does not say so in Linux's way. */
    private static Optional<Long> resident(Server server) {
        Path status = Path.of("/proc", String.valueOf(server.process().pid()), "status");
        try (Stream<String> lines = Files.lines(status)) {
            return lines.filter(line -> line.startsWith("VmRSS:")).map(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024).findFirst();
        } catch (IOException elsewhere) {
            return Optional.empty();
        }
    }

    private static void timed(Times times, int pause, RandomGenerator random, Runnable act) {
        if (pause > 0) {
            LockSupport.parkNanos((long) (2 * pause * random.nextDouble() * 1e6));
        }
        long started = System.nanoTime();
        act.run();
        times.add((System.nanoTime() - started) / 1e6);
    }

    /** The items of a patient that take any text and are asked. */
    private List<Field> fields(int patient) {
        LargeStudy.signIn(LargeStudy.investigator());
        Casebook casebook = casebooks.open(LargeStudy.patient(patient)).casebook();
        return casebook.instances().stream().filter(at -> !at.item().isFixed() && casebook.isAsked(at))
                .filter(at -> at.item().type() == ItemType.LONG_TEXT
                        || at.item().type() == ItemType.TEXT && at.item().name().matches("dose|ref_physician|spec"))
                .flatMap(at -> Study.sectionOf(at).map(section -> new Field(section, at.exportName())).stream()).toList();
    }

    private int lost(Map<String, Map<String, String>> acknowledged) {
        LargeStudy.signIn(LargeStudy.investigator());
        int lost = 0;
        for (var patient : acknowledged.entrySet()) {
            Casebook stored = casebooks.open(patient.getKey()).casebook();
            lost += (int) patient.getValue().entrySet().stream()
                    .filter(answer -> !answer.getValue().equals(stored.instance(answer.getKey()).answer().value())).count();
        }
        return lost;
    }
}
