package org.sivig.ecrf.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sivig.ecrf.ServiceTest;
import org.sivig.ecrf.account.Role;
import org.sivig.ecrf.casebook.LifeCycle;
import org.sivig.ecrf.casebook.LifeResult;
import org.sivig.ecrf.casebook.PatientNotFoundException;
import org.sivig.ecrf.casebook.SaveResult;
import org.sivig.ecrf.query.Queries;
import org.sivig.ecrf.study.Study;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.access.AccessDeniedException;

/** What is compared is what stands in the database: one patient at each of two sites. */
abstract class SignalsTest extends ServiceTest {

    @Autowired
    private Signals signals;
    @Autowired
    private LifeCycle lifeCycle;
    @Autowired
    private Queries queries;

    private String number = "";

    @BeforeEach
    void enter() {
        signIn(INES);
        save(casebooks.create("02"), "hb_m0=11");
        signIn(CLAIRE);
        number = casebooks.create("01");
        save(number, "visit_date_m0=2011-03-14", "visit_date_m3=2011-06", "hb_m0=12.5", "hb_m3=13", "hb_m6=12.9", "death=0",
                "last_news_date=2012-01-15");
    }

    private SignalOfSite at(Signal signal, @Nullable SignalNumber of) {
        return signals.report().of(signal, of).stream().filter(each -> each.site().equals("01")).findFirst().orElseThrow();
    }

    @Test
    void measurementsAreThoseOfTheVisits() {
        signIn(MARC);
        SignalNumber hb = SignalNumber.find("hb").orElseThrow();
        assertThat(at(Signal.MEDIAN, hb).value()).isEqualTo(12.9);
        assertThat(at(Signal.MEDIAN, hb).others()).as("of a site that the monitor does not see").isEqualTo(11);
        assertThat(at(Signal.MEDIAN, hb).answers()).isEqualTo(3);
        assertThat(at(Signal.ROUND, hb).value()).isCloseTo(2 / 3.0, within(1e-9));
        assertThat(signals.report().all()).allMatch(each -> each.site().equals("01"));
        assertThat(signals.rows(Signal.MEDIAN, hb, "01")).singleElement().satisfies(row -> {
            assertThat(row.patient()).isEqualTo(number);
            assertThat(row.visits()).extracting(SignalRow.OfVisit::visit).containsExactlyInAnyOrder("m0", "m3", "m6");
        });
    }

    @Test
    void aDelayIsCountedFromADateThatIsKnownToTheDayToItsFirstEntry() {
        save(number, "visit_date_m0=2011-03-15");
        signIn(MARC);
        long days = ChronoUnit.DAYS.between(LocalDate.of(2011, 3, 15), LocalDate.now(Study.CLOCK.withZone(Study.ZONE)));
        assertThat(at(Signal.DELAY, null)).satisfies(delay -> {
            assertThat(delay.answers()).isEqualTo(1);
            assertThat(delay.value()).isCloseTo(days, within(1.0));
        });
    }

    @Test
    void onlyWhatChangesInAFormAfterItWasCompleteCounts() {
        save(number, "last_news_date=2012-01-16");
        assertThat(lifeCycle.completeForm(number, Objects.requireNonNull(Study.sectionAt("follow-up"))))
                .isInstanceOf(LifeResult.Done.class);
        save(number, "hb_m3=13.1", "mrss_m0=12");
        signIn(MARC);
        assertThat(at(Signal.CHANGES, null).value()).isZero();

        signIn(CLAIRE);
        assertThat(casebooks.save(number, edits(read(number), "last_news_date=2012-01-17"), "transcription: read twice"))
                .isInstanceOf(SaveResult.Saved.class);
        signIn(MARC);
        SignalOfSite changes = at(Signal.CHANGES, null);
        assertThat(changes.value()).isCloseTo(100.0 / changes.answers(), within(1e-9));
    }

    @Test
    void queriesCountAndWhatIsNoneDoesNot() {
        queries.raise(number, "hb_m0", "A note of the site");
        signIn(viewer("stan", Role.STATISTICIAN));
        queries.raise(number, "hb_m3", "A draft");
        signIn(MARC);
        assertThat(at(Signal.QUERIES, null).value()).isZero();
        queries.raise(number, "hb_m6", "Why?");
        SignalOfSite asked = at(Signal.QUERIES, null);
        assertThat(asked.value()).isCloseTo(100.0 / asked.answers(), within(1e-9));
    }

    @Test
    void findingsAreJustifiedInARowWithinHalfAMinuteByOnePerson() {
        Instant at = Instant.parse("2026-03-02T09:00:00Z");
        justified(1, at, "claire");
        justified(2, at.plusSeconds(30), "claire");
        justified(3, at.plusSeconds(40), "yann");
        justified(4, at.plusSeconds(61), "claire");
        signIn(MARC);
        assertThat(at(Signal.IN_A_ROW, null).value()).isEqualTo(0.25);
        assertThat(at(Signal.IN_A_ROW, null).answers()).isEqualTo(4);
    }

    private void justified(int id, Instant at, String by) {
        database.sql("insert into finding (id, patient_id, check_id, severity, form, row_key, item, arguments, answers, state,"
                + " fired_at, justification, justified_at, justified_by) select ?, id, 'E01', 'WARNING', 'visit', 'm0', 'hb', '',"
                + " ?, 'JUSTIFIED', ?, 'CONFIRMED', ?, ? from patient where number = ?").params(List.of(-id, "" + id,
                at.atOffset(ZoneOffset.UTC), at.atOffset(ZoneOffset.UTC), by, number)).update();
    }

    @Test
    void sitesAreNotToldHowTheyAreComparedAndAMonitorSeesNoRowsOfAnotherSite() {
        assertThatExceptionOfType(AccessDeniedException.class).isThrownBy(() -> signals.report());
        assertThatExceptionOfType(AccessDeniedException.class).isThrownBy(() -> signals.rows(Signal.QUERIES, null, "01"));
        signIn(MARC);
        assertThatExceptionOfType(PatientNotFoundException.class).isThrownBy(() -> signals.rows(Signal.QUERIES, null, "02"));
    }
}
