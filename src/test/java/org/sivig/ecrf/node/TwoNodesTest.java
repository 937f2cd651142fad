package org.sivig.ecrf.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.sivig.ecrf.OnPostgres;
import org.sivig.ecrf.EcrfApplication;
import org.sivig.ecrf.ServiceTest;
import org.sivig.ecrf.account.Role;
import org.sivig.ecrf.account.Viewer;
import org.sivig.ecrf.casebook.Casebooks;
import org.sivig.ecrf.casebook.FindingList;
import org.sivig.ecrf.casebook.FindingRow;
import org.sivig.ecrf.casebook.FindingsRound;
import org.sivig.ecrf.casebook.KnownFinding;
import org.sivig.ecrf.casebook.SaveResult;
import org.sivig.ecrf.check.StandingChecks;
import org.sivig.ecrf.crf.Severity;
import org.sivig.ecrf.data.DataColumns;
import org.sivig.ecrf.data.DataQuery;
import org.sivig.ecrf.list.Filter;
import org.sivig.ecrf.study.VisitForm;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.data.domain.PageRequest;

/** A second node beside the one of the test, on the same database and with the same key. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class TwoNodesTest extends ServiceTest {

    private static final Viewer DIANE = viewer("diane", Role.DATA_MANAGER);

    @Autowired
    private StandingChecks standing;
    @Autowired
    private FindingList list;
    @Autowired
    private FindingsRound round;
    @Autowired
    private Turns turns;
    private ConfigurableApplicationContext other;
    private String number = "";

    @BeforeAll
    void startTheOther(@Autowired Environment settings) {
        other = new SpringApplicationBuilder(EcrfApplication.class).profiles("test").run(
                Stream.concat(Stream.of("--server.port=0"), Stream.of("sivig.data", "spring.datasource.url", "spring.datasource.username")
                        .map(name -> "--" + name + "=" + settings.getProperty(name))).toArray(String[]::new));
    }

    @AfterAll
    void stopTheOther() {
        other.close();
    }

    @BeforeEach
    void createPatient() {
        number = casebooks.create("01");
        save(number, "visit_date_m3=2008-06-10", "mrss_m3=30");
        database.sql("update turn set held_until = null, node = null, due_at = current_timestamp").update();
    }

    private StandingChecks.Done make(StandingChecks node) {
        signIn(DIANE);
        StandingChecks.Done done = node.make(DataQuery.read(VisitForm.FORM, "mrss=20..").complete(),
                DataColumns.find(VisitForm.FORM, "mrss").orElseThrow(), Severity.WARNING, "À revoir");
        done.rechecked().join();
        signIn(CLAIRE);
        return done;
    }

    private List<String> saveThere(String answer) {
        var saved = (SaveResult.Saved) other.getBean(Casebooks.class).save(number, edits(read(number), answer), null);
        return saved.now().findings().stream().filter(f -> f.check().text() != null).map(f -> f.check().id()).toList();
    }

    private List<String> acts(String check) {
        return database.sql("select act from audit_record where subject = ? order by seq").param(check).query(String.class).list();
    }

    private List<FindingRow> listed() {
        return list.fetch(Filter.all(), PageRequest.of(0, 50));
    }

    @Test
    void aCheckThatIsMadeOnOneNodeFiresAndIsWithdrawnOnTheOther() {
        String check = make(standing).check().id();
        assertThat(saveThere("hb_m3=13")).containsExactly(check);
        save(number, "hb_m3=12");
        assertThat(acts(check)).containsExactly("FINDING_FIRED");
        signIn(DIANE);
        assertThat(other.getBean(FindingList.class).fetch(Filter.all(), PageRequest.of(0, 50)))
                .anySatisfy(row -> assertThat(row.check().text()).isEqualTo("À revoir"));
        other.getBean(StandingChecks.class).withdraw(check, "Trop bavard").rechecked().join();
        signIn(CLAIRE);
        assertThat(casebooks.open(number).findings()).extracting(KnownFinding::check).noneMatch(each -> each.id().equals(check));
        save(number, "hb_m3=11");
        assertThat(acts(check)).containsExactly("FINDING_FIRED", "FINDING_RESOLVED");
    }

    @Test
    void whatAnotherVersionHasFoundIsShownAsSuchAndStaysAsItIs() {
        long before = count("audit_record");
        for (String row : new String[] {"Z99, visit, m3, mrss", "Z98, visit, m3, item_of_another_version", "E91, form_of_another_version, , x"}) {
            database.sql("""
                    insert into finding (id, patient_id, check_id, severity, form, row_key, item, arguments, answers, state, fired_at, cause)
                    select ?, p.id, ?, 'ERROR', ?, ?, ?, '', 'x', 'OPEN', current_timestamp, 'item_of_another_version' from patient p""")
                    .param(-count("finding") - 1).params(Arrays.asList(row.split(", "))).update();
        }
        round.go();
        assertThat(count("audit_record")).isEqualTo(before);
        save(number, "hb_m3=13");
        assertThat(database.sql("select distinct state from finding where id < 0").query(String.class).list()).containsExactly("OPEN");
        assertThat(listed()).filteredOn(row -> row.id() < 0).hasSize(3).allSatisfy(row -> {
            assertThat(row.check().severity()).isEqualTo(row.check().id().equals("E91") ? row.check().severity() : Severity.ERROR);
            assertThat(row.cause()).isNull();
        });
        assertThat(listed()).filteredOn(row -> row.check().id().equals("Z99")).singleElement().satisfies(row -> {
            assertThat(row.check().messageKey()).isEqualTo("check.unknown");
            assertThat(row.at()).isNotNull();
        });
        assertThat(listed()).filteredOn(row -> row.check().id().equals("Z98")).singleElement()
                .satisfies(row -> assertThat(row.at()).isNull());
    }

    @Test
    void workIsDoneByOneNodeAtATime() throws Exception {
        Turns there = other.getBean(Turns.class);
        AtomicInteger done = new AtomicInteger();
        CountDownLatch isAtIt = new CountDownLatch(1);
        CountDownLatch mayEnd = new CountDownLatch(1);
        Thread working = Thread.startVirtualThread(() -> there.take(Turns.FINDINGS, turn -> {
            isAtIt.countDown();
            await(mayEnd);
            turn.goesOn();
            done.incrementAndGet();
        }));
        isAtIt.await();
        assertThat(turns.take(Turns.FINDINGS, turn -> done.incrementAndGet())).isFalse();
        assertThat(turns.isTaken(Turns.FINDINGS)).as("by the other node").isTrue();
        turns.ask(Turns.FINDINGS); // what it has done already may have to be done again
        mayEnd.countDown();
        working.join();
        assertThat(turns.take(Turns.FINDINGS, turn -> done.incrementAndGet())).isTrue();
        assertThat(turns.take(Turns.FINDINGS, turn -> done.incrementAndGet())).as("not due before tomorrow").isFalse();
        assertThat(turns.isTaken(Turns.FINDINGS)).isFalse();
        assertThat(done).hasValue(2);
    }

    @Test
    void workOfANodeThatDiedIsTakenOverAndWorkThatFailsIsDueStill() {
        database.sql("update turn set node = 'dead', held_until = current_timestamp - interval '1' second").update();
        AtomicInteger done = new AtomicInteger();
        assertThatIllegalStateException().isThrownBy(() -> turns.take(Turns.FINDINGS, turn -> {
            throw new IllegalStateException("Tried");
        }));
        assertThat(turns.take(Turns.FINDINGS, turn -> done.incrementAndGet())).isTrue();
        assertThat(done).hasValue(1);
    }

    @Test
    void nodesOfTwoVersionsSaveBesideEachOtherAndLoseNothing() {
        assumeTrue(this instanceof OnPostgres, "Nodes share PostgreSQL; H2 would tie its constraints to the connection that changes the table");
        owner().sql("alter table diagnosis add column of_the_next_version varchar(20)").update();
        try {
            save(number, "ana=1");
            database.sql("update diagnosis set of_the_next_version = 'kept'").update();
            saveThere("ana_titer=160");
            save(number, "ssc_type=1");
            assertThat(database.sql("select ana || ana_titer || ssc_type || of_the_next_version from diagnosis").query(String.class).single())
                    .isEqualTo("11601kept");
        } finally {
            owner().sql("alter table diagnosis drop column of_the_next_version").update();
        }
    }

    @Test
    void aFirstStartIsMadeByOneOfThem() {
        AtomicInteger done = new AtomicInteger();
        assertThat(turns.alone(Turns.START, () ->
                assertThat(other.getBean(Turns.class).alone(Turns.START, done::incrementAndGet)).isFalse())).isTrue();
        assertThat(other.getBean(Turns.class).alone(Turns.START, done::incrementAndGet)).isTrue();
        assertThat(done).hasValue(1);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }
}
