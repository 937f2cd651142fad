package org.sivig.ecrf.casebook;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.sivig.ecrf.ServiceTest;
import org.sivig.ecrf.account.Role;
import org.sivig.ecrf.account.UserAccounts;
import org.sivig.ecrf.account.Viewer;
import org.sivig.ecrf.failure.Failure;
import org.sivig.ecrf.query.Queries;
import org.sivig.ecrf.query.Queries.Spot;
import org.sivig.ecrf.query.QueriesRaised;
import org.sivig.ecrf.sample.Samples;
import org.sivig.ecrf.verification.SeenAnswer;
import org.sivig.ecrf.verification.VerificationResult;
import org.sivig.ecrf.verification.Verifications;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.health.contributor.Status;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.transaction.support.TransactionTemplate;

/** Who writes about patients at once: nobody waits for who waits for them, and nobody waits for long. */
abstract class LocksTest extends ServiceTest {

    private static final Viewer MAUD = viewer("maud", Role.MONITOR, "01", "02");
    private static final Viewer DORA = viewer("dora", Role.DATA_MANAGER);

    @Autowired
    private Queries queries;
    @Autowired
    private Verifications verifications;
    @Autowired
    private Samples samples;
    @Autowired
    private FindingsRound round;
    @Autowired
    private UserAccounts accounts;
    @Autowired
    private HealthEndpoint health;
    @Autowired
    private TransactionTemplate transaction;

    /** A statement that counts the sessions that wait for a row. */
    abstract String waiting();

    private List<String> patients(Viewer who, String site, int count) {
        signIn(who);
        List<String> numbers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            numbers.add(casebooks.create(site));
            save(numbers.getLast(), "sex=F", "hb_m3=" + (10 + i));
        }
        return numbers;
    }

    /** Holds patients until as many others wait as are given, or until all of them have ended. */
    private <T> List<T> whileHeld(List<String> held, List<Viewer> who, List<Callable<T>> tasks) throws Exception {
        AtomicReference<List<T>> results = new AtomicReference<>();
        try (var one = Executors.newSingleThreadExecutor()) {
            Future<List<T>> running = Objects.requireNonNull(transaction.execute(status -> {
                held.forEach(number -> database.sql("select id from patient where number = ? for update").param(number)
                        .query(Long.class).single());
                Future<List<T>> all = one.submit(() -> atOnce(who, tasks));
                while (!all.isDone() && database.sql(waiting()).query(Long.class).single() < tasks.size()) {
                    Thread.onSpinWait();
                }
                return all;
            }));
            results.set(running.get());
        }
        return results.get();
    }

    @Test
    void bulkActsThatMeetHalfwayBothComeToTheirEnd() throws Exception {
        List<String> second = patients(INES, "02", 4); // made first: their numbers are the later ones
        List<String> first = patients(CLAIRE, "01", 4);
        List<String> all = new ArrayList<>(first);
        all.addAll(second);
        signIn(MAUD);
        List<SeenAnswer> seen = all.stream().map(number -> new SeenAnswer(number, "hb_m3",
                read(number).reach("hb_m3").answer())).toList();
        List<Spot> spots = all.stream().map(number -> new Spot(number, "hb_m3")).toList();

        List<Object> results = whileHeld(List.of(first.getLast(), second.getLast()), List.of(DORA, MAUD),
                List.of(patiently(() -> queries.raiseAll(spots, "Vérifier")), patiently(() -> verifications.verify(seen))));

        assertThat(((QueriesRaised) results.get(0)).numbers()).hasSize(all.size());
        assertThat(((VerificationResult) results.get(1)).done()).hasSize(all.size());
    }

    @Test
    void bulkActsSavesDrawsAndTheDailyRoundRunAgainstEachOther() throws Exception {
        List<String> all = new ArrayList<>(patients(INES, "02", 3));
        all.addAll(patients(CLAIRE, "01", 3));
        signIn(MAUD);
        List<SeenAnswer> seen = all.stream().map(number -> new SeenAnswer(number, "hb_m3",
                read(number).reach("hb_m3").answer())).toList();
        List<Spot> spots = all.stream().map(number -> new Spot(number, "plt_m3")).toList();
        for (int i = 0; i < 3; i++) {
            List<Object> results = atOnce(List.of(MAUD, DORA, MAUD, DORA, CLAIRE, INES), Stream.<Callable<Object>>of(
                    () -> queries.raiseAll(spots, "un").numbers(), () -> queries.raiseAll(spots.reversed(), "deux").numbers(),
                    () -> verifications.withdraw(verifications.verify(seen).done()), () -> samples.draw(3, 7L),
                    () -> save(all.getLast(), "last_name3=QXJ", "first_name3=ZWK", "birth_date=1958-02-28"),
                    () -> {
                        round.go();
                        return "";
                    }).map(LocksTest::patiently).toList());
            assertThat(results).hasSize(6).doesNotContainNull();
        }
    }

    @Test
    void patientsWhoAreAlikeAndChangeAtOnceAreBothSaved() throws Exception {
        List<String> alike = patients(CLAIRE, "01", 2);
        for (int i = 0; i < 3; i++) {
            signIn(CLAIRE);
            for (String number : alike) {
                save(number, "last_name3=QXJ", "first_name3=ZWK", "birth_date=1958-02-28", "sex=F");
            }
            List<SaveResult> results = atOnce(List.of(CLAIRE, YANN), Stream.<Callable<SaveResult>>of(
                    () -> save(alike.getFirst(), "first_name3=AAA"), () -> save(alike.getLast(), "first_name3=BBB"))
                    .map(LocksTest::patiently).toList());
            assertThat(results).hasOnlyElementsOfType(SaveResult.Saved.class);
            assertThat(database.sql("select count(*) from finding where check_id = 'E04a' and resolved_at is null")
                    .query(Long.class).single()).isZero();
        }
    }

    @Test
    void whoseFindingsASaveBringsUpToDateIsHeldToo() throws Exception {
        List<String> alike = patients(CLAIRE, "01", 2);
        String other = alike.getFirst();
        String mine = alike.getLast();
        save(other, "last_name3=QXJ", "first_name3=ZWK", "birth_date=1958-02-28");
        List<Edit> edits = edits(read(mine), "last_name3=QXJ", "first_name3=ZWK", "birth_date=1958-02-28");

        transaction.executeWithoutResult(status -> {
            database.sql("select id from patient where number = ? for update").param(other).query(Long.class).single();
            assertThat(kinds(CLAIRE, List.of(() -> casebooks.save(mine, edits, null)))).containsExactly("HELD");
        });

        assertThat(stored(mine, "last_name3")).isNull();
        assertThat(casebooks.save(mine, edits, null)).isInstanceOf(SaveResult.Saved.class);
    }

    @Test
    void aRowThatIsHeldStopsNeitherTheHealthCheckNorSignInNorWhoWritesElsewhere() {
        List<String> both = patients(CLAIRE, "01", 2);
        String held = both.getFirst();
        name(CLAIRE, "Claire Moreau");
        List<Edit> edits = edits(read(held), "hb_m3=9");
        List<Edit> elsewhere = edits(read(both.getLast()), "hb_m3=9");
        List<Callable<Object>> tasks = new ArrayList<>(Collections.nCopies(12,
                () -> casebooks.save(held, edits, null)));
        tasks.add(() -> health.health().getStatus().equals(Status.UP) ? "up" : "down");
        tasks.add(() -> accounts.findByUsername("claire").isPresent() ? "known" : "unknown");
        tasks.add(() -> casebooks.save(both.getLast(), elsewhere, null) instanceof SaveResult.Saved ? "saved" : "not saved");

        transaction.executeWithoutResult(status -> {
            database.sql("select id from patient where number = ? for update").param(held).query(Long.class).single();
            List<String> results = kinds(CLAIRE, tasks);
            assertThat(results.subList(0, 12)).as("all have given up while the row is still held").containsOnly("HELD");
            assertThat(results.subList(12, 15)).containsExactly("up", "known", "saved");
        });

        assertThat(casebooks.save(held, edits, null)).isInstanceOf(SaveResult.Saved.class);
    }

    /** Does it again while it waits in vain, as the page does; when two wait for each other it fails. */
    private static <T> Callable<T> patiently(Callable<T> act) {
        return () -> {
            while (true) {
                try {
                    return act.call();
                } catch (RuntimeException caught) {
                    if (!(NestedExceptionUtils.getMostSpecificCause(caught) instanceof SQLException sql)
                            || !Set.of("55P03", "HYT00").contains(sql.getSQLState())) {
                        throw caught;
                    }
                }
            }
        };
    }

    /** What each comes to when all run at once: what it gives, or the kind of its failure. */
    private static List<String> kinds(Viewer who, List<Callable<Object>> tasks) {
        try {
            return atOnce(Collections.nCopies(tasks.size(), who), tasks.stream().<Callable<String>>map(task -> () -> {
                try {
                    return String.valueOf(task.call());
                } catch (RuntimeException caught) {
                    return Failure.of(caught, "Running against each other").kind().name();
                }
            }).toList());
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
