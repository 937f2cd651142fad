package org.sivig.ecrf.benchmark;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.SqlCounter;
import org.sivig.ecrf.audit.Reason;
import org.sivig.ecrf.benchmark.Report.Target;
import org.sivig.ecrf.casebook.Casebooks;
import org.sivig.ecrf.casebook.Edit;
import org.sivig.ecrf.casebook.Justification;
import org.sivig.ecrf.casebook.KnownFinding;
import org.sivig.ecrf.casebook.LifeCycle;
import org.sivig.ecrf.casebook.LifeResult;
import org.sivig.ecrf.casebook.OpenCasebook;
import org.sivig.ecrf.casebook.SaveResult;
import org.sivig.ecrf.crf.Casebook;
import org.sivig.ecrf.crf.Form;
import org.sivig.ecrf.study.Duplicate;
import org.sivig.ecrf.study.Section;
import org.sivig.ecrf.study.Study;
import org.springframework.transaction.CannotCreateTransactionException;

/** Saving answers: by one user on each form, and by forty at once. */
final class Saving {

    private static final String TABLE = "Saving one answer, checks and audit trail included (ms)";
    private static final String ACTS = "Other acts of an investigator (ms)";
    private static final String STATEMENTS = "SQL statements of one save";
    private static final Target TARGET = new Target(25);
    private static final int RUNS = EcrfBenchmark.RUNS / 2;

    private final Casebooks casebooks;
    private final LifeCycle life;
    private final SqlCounter sql;
    private final Report report;
    private final List<Integer> statements = new ArrayList<>();
    private final SplittableRandom random = new SplittableRandom(7);

    Saving(Casebooks casebooks, LifeCycle life, SqlCounter sql, Report report) {
        this.casebooks = casebooks;
        this.life = life;
        this.sql = sql;
        this.report = report;
    }

    void measure() {
        run(instance -> true, 3 * RUNS);
        statements.clear();
        Times all = new Times();
        for (Form<?> form : Study.FORMS) {
            Times times = run(instance -> instance.form().equals(form), RUNS);
            all.addAll(times);
            report.times(TABLE, "an item of " + form.table(), times, TARGET);
        }
        report.times(TABLE, "all of these", all, TARGET);
        report.value(STATEMENTS, "half of these, at most", statements.stream().sorted().toList().get(statements.size() / 2),
                "", null);
        measureChecks();
        measureGates();
        report.value(STATEMENTS, "any of these, gates included, at most", Collections.max(statements), "", 20.0);
        measureActs();
        measureManyAtOnce(2_000, 20);
        measureManyAtOnce(0, 50);
    }

    /** One answer each to patients of different sites. */
    private Times run(Predicate<Casebook.Instance> which, int runs) {
        Times times = new Times();
        while (times.count() < runs) {
            Typist typist = typist(random.nextInt(LargeStudy.PATIENTS));
            Optional<Edit> edit = typist.another(which);
            if (edit.isPresent()) {
                sql.reset();
                SaveResult.Saved saved = timed(typist, List.of(edit.get()), times);
                statements.add(sql.executed().size());
                if (!saved.cleared().isEmpty()) {
                    typist.save(saved.undo());
                }
            }
        }
        return times;
    }

    /** The part of a save that the checks need: all of them, over the casebook in memory. */
    private void measureChecks() {
        LargeStudy.signIn(LargeStudy.investigator());
        Times times = new Times();
        for (int i = 0; i < 4 * RUNS; i++) {
            Casebook casebook = casebooks.open(LargeStudy.patient(i)).casebook();
            (i < 2 * RUNS ? new Times() : times).measure(() -> Study.findings(casebook, new Duplicate.None()));
        }
        report.times(TABLE, "of this, evaluating all checks", times, null);
    }

    /** Justifying a warning and completing a form, which is refused where an answer is impossible; both are taken back. */
    private void measureActs() {
        Times justifying = new Times();
        Times completing = new Times();
        for (int i = 0; i < 2 * RUNS; i++) {
            boolean counted = i >= RUNS;
            String number = LargeStudy.patient(i);
            LargeStudy.signIn(LargeStudy.investigator(LargeStudy.site(i)));
            OpenCasebook casebook = casebooks.open(number);
            casebook.findings().stream().filter(each -> each.isJustifiable() && each.isOpen()).findFirst()
                    .ifPresent(warning -> {
                        (counted ? justifying : new Times()).measure(() ->
                                justify(number, warning, Justification.Reason.CONFIRMED));
                        justify(number, warning, null);
                    });
            Section section = Study.SECTIONS.get(i % Study.SECTIONS.size());
            LifeResult result = (counted ? completing : new Times()).measure(() -> life.completeForm(number, section));
            if (result instanceof LifeResult.Done) {
                life.reopenForm(number, section, Reason.Code.OTHER.key());
            }
        }
        if (justifying.count() > 0) {
            report.times(ACTS, "justifying a warning", justifying, TARGET);
        }
        report.times(ACTS, "completing a form, or being told what hinders it", completing, TARGET);
    }

    private OpenCasebook justify(String number, KnownFinding warning, Justification.@Nullable Reason reason) {
        return casebooks.justify(number, warning.check().id(), warning.at().exportName(), reason, "");
    }

    /** Answers that clear at least ten others, and their undo. */
    private void measureGates() {
        Times closing = new Times();
        Times undoing = new Times();
        while (closing.count() < RUNS) {
            Typist typist = typist(random.nextInt(LargeStudy.PATIENTS));
            Optional<Edit> gate = IntStream.range(0, 200)
                    .mapToObj(i -> typist.another(instance -> !instance.item().options().isEmpty()))
                    .flatMap(Optional::stream)
                    .filter(edit -> typist.closes(edit) >= 10).findFirst();
            if (gate.isPresent()) {
                sql.reset();
                SaveResult.Saved saved = timed(typist, List.of(gate.get()), closing);
                statements.add(sql.executed().size());
                sql.reset();
                timed(typist, saved.undo(), undoing);
                statements.add(sql.executed().size());
            }
        }
        report.times(TABLE, "a gate that clears ten answers or more", closing, TARGET);
        report.times(TABLE, "the undo of it", undoing, TARGET);
    }

    private void measureManyAtOnce(int pauseMillis, int answersEach) {
        int users = LargeStudy.SITES;
        Times times = new Times();
        AtomicInteger refused = new AtomicInteger();
        AtomicInteger undone = new AtomicInteger();
        List<Typist> typists = IntStream.range(0, users).mapToObj(this::typist).toList();
        long started = System.nanoTime();
        try (var threads = Executors.newFixedThreadPool(users)) {
            List<Future<?>> typing = new ArrayList<>();
            for (Typist typist : typists) {
                typing.add(threads.submit(() -> typeALot(typist, pauseMillis, answersEach, times, refused, undone)));
            }
            for (Future<?> each : typing) {
                each.get();
            }
        } catch (InterruptedException | ExecutionException failed) {
            throw new IllegalStateException(failed);
        }
        double seconds = (System.nanoTime() - started) / 1e9;
        String what = pauseMillis == 0 ? users + " users at once, without a pause"
                : users + " users at once, one answer each every %.0f s".formatted(pauseMillis / 1e3);
        report.times("Forty users typing (ms)", what + " (%.0f saves a second)".formatted((times.count() + undone.get()) / seconds),
                times, pauseMillis == 0 ? null : TARGET);
        report.value("Forty users: saves that got no connection in time, and are tried again by the page", what,
                refused.get(), "", 0.0);
        sql.reset();
    }

    /** @param undone counts the saves that bring back what another has cleared, and are not timed */
    private static void typeALot(Typist typist, int pauseMillis, int answers, Times times, AtomicInteger refused,
            AtomicInteger undone) {
        try {
            for (int i = 0; i < answers; i++) {
                if (pauseMillis > 0) {
                    Thread.sleep(ThreadLocalRandom.current().nextInt(2 * pauseMillis));
                }
                try {
                    SaveResult.Saved saved =
                            timed(typist, List.of(typist.another(instance -> true).orElseThrow()), times);
                    if (!saved.cleared().isEmpty()) {
                        typist.save(saved.undo());
                        undone.incrementAndGet();
                    }
                } catch (CannotCreateTransactionException noConnection) {
                    refused.incrementAndGet();
                }
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private Typist typist(int patient) {
        return new Typist(casebooks, LargeStudy.investigator(LargeStudy.site(patient)), LargeStudy.patient(patient),
                patient);
    }

    private static SaveResult.Saved timed(Typist typist, List<Edit> edits, Times times) {
        return times.measure(() -> typist.save(edits));
    }
}
