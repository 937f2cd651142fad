package org.sivig.ecrf.benchmark;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;
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
            for (int pause : List.of(5_000, 0)) {
                for (int users : List.of(1, 20, 40, 100)) {
                    measure(server, users, pause);
                }
            }
        }
    }

    private void measure(Server server, int users, int pause) {
        String what = "%d users, %s".formatted(users, pause == 0 ? "without a pause" : "one act every 5 s");
        Times opening = new Times();
        Times saving = new Times();
        Times listing = new Times();
        Map<String, Map<String, String>> acknowledged = new ConcurrentHashMap<>();
        AtomicInteger refused = new AtomicInteger();
        AtomicLong bytes = new AtomicLong();
        long started = System.nanoTime();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> running = new ArrayList<>();
            for (int user = 0; user < users; user++) {
                int at = user;
                running.add(threads.submit(() -> {
                    RandomGenerator random = new SplittableRandom(at);
                    String number = LargeStudy.patient(at);
                    List<Field> fields = fields(at);
                    WireUser wire = new WireUser(server.url());
                    wire.signIn(LargeStudy.investigator(LargeStudy.site(at)).username(), DemoAccounts.PASSWORD);
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
                    bytes.addAndGet(wire.bytes());
                }));
            }
            for (Future<?> each : running) {
                each.get();
            }
        } catch (InterruptedException | ExecutionException failed) {
            throw new IllegalStateException(failed);
        }
        double seconds = (System.nanoTime() - started) / 1e9;
        report.times(ACTS, what + ": opening a section", opening, null);
        report.times(ACTS, what + ": one answer", saving, null);
        report.times(ACTS, what + ": the list, and filtered", listing, null);
        report.value(TOTALS, what + ": cycles a second", Math.round(users * CYCLES / seconds * 10) / 10.0, "", null);
        report.value(TOTALS, what + ": bytes down for each cycle, sign-in included",
                Math.round(bytes.get() / (double) (users * CYCLES) / 1000), "kB", null);
        report.value(TOTALS, what + ": answers that were not acknowledged", refused.get(), "", 0.0);
        report.value(TOTALS, what + ": items whose last acknowledged answer is not stored, of "
                + acknowledged.values().stream().mapToInt(Map::size).sum(), lost(acknowledged), "", 0.0);
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
