package org.sivig.ecrf.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sivig.ecrf.ServiceTest;
import org.sivig.ecrf.account.Role;
import org.sivig.ecrf.account.Viewer;
import org.sivig.ecrf.casebook.PatientNotFoundException;
import org.sivig.ecrf.crf.Answer;
import org.sivig.ecrf.query.Queries;
import org.sivig.ecrf.query.RaiseResult;
import org.sivig.ecrf.study.life.QueryStep;
import org.sivig.ecrf.verification.SeenAnswer;
import org.sivig.ecrf.verification.VerificationPlans;
import org.sivig.ecrf.verification.Verifications;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.access.AccessDeniedException;

abstract class MonitoringVisitsTest extends ServiceTest {

    private static final Viewer DORA = viewer("dora", Role.DATA_MANAGER);
    private static final LocalDate DAY = LocalDate.of(2026, 3, 2);

    @Autowired
    private MonitoringVisits visits;
    @Autowired
    private Verifications verifications;
    @Autowired
    private VerificationPlans plans;
    @Autowired
    private Queries queries;

    private String number = "";

    @BeforeEach
    void enter() {
        database.sql("insert into user_account (username, password, display_name, role)"
                + " values ('marc', ?, 'Marc Martin', 'MONITOR')").param(RIGHT).update();
        number = casebooks.create("01");
        save(number, "sex=F", "ana=1", "ana_titer=160", "mrss_m0=12");
        signIn(MARC);
    }

    private MonitoringVisit signed(MonitoringVisit visit) {
        assertThat(visits.sign(visit.id(), visit.version(), typed("right"))).isInstanceOf(VisitResult.Done.class);
        return visits.find(visit.id()).orElseThrow();
    }

    @Test
    void whatIsToDoAtASiteIsWhatThePlanTheQueriesAndTheFindingsSay() {
        signIn(DORA);
        plans.make(Set.of("visit.mrss", "diagnosis.ana"), 0, 0, "critical");
        signIn(MARC);
        verifications.verify(List.of(new SeenAnswer(number, "mrss_m0", Answer.of(12))));
        long asked = ((RaiseResult.Raised) queries.raise(number, "ana_titer", "Which laboratory?")).query().number();

        SiteFigures now = visits.figures("01");
        assertThat(now.patients()).isEqualTo(1);
        assertThat(now.due()).isEqualTo(2);
        assertThat(now.toVerify()).isEqualTo(1);
        assertThat(now.open()).isEqualTo(1);
        assertThat(visits.all()).as("the same over all sites").containsOnly(Map.entry("01", now));
        signIn(CLAIRE);
        queries.take(asked, 1, QueryStep.ANSWER, null, "Nantes");
        signIn(MARC);
        assertThat(visits.figures("01")).satisfies(then -> {
            assertThat(then.open()).isZero();
            assertThat(then.answered()).isEqualTo(1);
        });
    }

    @Test
    void theNewsOfASiteIsWhatHappenedSinceTheLastVisitWasSignedOff() {
        assertThat(visits.news("01")).isEqualTo(new SiteNews(null, 1, 4, 0, 0));
        verifications.verify(List.of(new SeenAnswer(number, "ana_titer", Answer.of(160))));
        MonitoringVisit first = visits.begin("01", DAY);
        assertThat(visits.news("01").since()).as("not signed off yet").isNull();
        MonitoringVisit done = signed(first);
        assertThat(visits.news("01")).isEqualTo(new SiteNews(done.signed().at(), 0, 0, 0, 0));

        signIn(CLAIRE);
        save(number, "ana_titer=320");
        casebooks.create("01");
        signIn(MARC);
        assertThat(visits.news("01")).isEqualTo(new SiteNews(done.signed().at(), 1, 1, 1, 0));
    }

    @Test
    void aReportIsWrittenSignedOffAndThenNeverChangesNorDoItsFigures() {
        MonitoringVisit visit = visits.begin("01", DAY);
        visits.write(visit.id(), visit.day(), "Sources complete.\nTwo queries discussed.", 0);
        assertThat(visits.begin("01", DAY).id()).as("one at a time").isEqualTo(visit.id());
        MonitoringVisit signed = signed(visits.find(visit.id()).orElseThrow());

        assertThat(signed.signed().name()).isEqualTo("marc");
        assertThat(signed.signed().intact()).isTrue();
        assertThat(signed.text()).isEqualTo("Sources complete.\nTwo queries discussed.");
        long due = signed.figures().due();
        signIn(CLAIRE);
        save(number, "hb_m0=12");
        signIn(MARC);
        assertThat(visits.find(visit.id()).orElseThrow().figures().due()).isEqualTo(due);
        assertThat(visits.write(visit.id(), visit.day(), "Something else", signed.version())).isInstanceOfSatisfying(
                VisitResult.SignedBefore.class, refused -> assertThat(refused.visit()).isEqualTo(signed));
        assertThat(visits.begin("01", DAY.plusDays(30)).id()).isNotEqualTo(visit.id());

        database.sql("update monitoring_visit set report = 'Forged' where id = ?").param(visit.id()).update();
        assertThat(visits.find(visit.id()).orElseThrow().signed().intact()).isFalse();
    }

    @Test
    void aVisitSignedOffTwiceIsRefusedAndSaysWhoDid() {
        MonitoringVisit visit = visits.begin("01", DAY);
        MonitoringVisit signed = signed(visit);
        assertThat(visits.sign(visit.id(), 0, typed("right"))).isInstanceOfSatisfying(VisitResult.SignedBefore.class,
                refused -> assertThat(refused.visit().signed()).isEqualTo(signed.signed()));
        assertThat(visits.sign(visit.id(), 0, typed("wrong"))).isInstanceOf(VisitResult.SignedBefore.class);
    }

    @Test
    void ofTwoWhoSignAtOnceOneDoes() throws Exception {
        MonitoringVisit visit = visits.begin("01", DAY);
        List<VisitResult> results = atOnce(List.of(MARC, MARC), List.of(() -> visits.sign(visit.id(), 0, typed("right")),
                () -> visits.sign(visit.id(), 0, typed("right"))));
        assertThat(results).hasAtLeastOneElementOfType(VisitResult.Done.class)
                .hasAtLeastOneElementOfType(VisitResult.SignedBefore.class);
    }

    @Test
    void whatSomebodyElseWroteMeanwhileIsNotWrittenOverAndNotSigned() {
        MonitoringVisit visit = visits.begin("01", DAY);
        visits.write(visit.id(), visit.day(), "Mine", 0);
        assertThat(visits.write(visit.id(), visit.day(), "Theirs", 0)).isInstanceOfSatisfying(VisitResult.Changed.class,
                changed -> assertThat(changed.visit().text()).isEqualTo("Mine"));
        assertThat(visits.sign(visit.id(), 0, typed("right"))).isInstanceOf(VisitResult.Changed.class);
        assertThat(visits.write(visit.id(), visit.day(), "Theirs", 1)).isInstanceOf(VisitResult.Done.class);
    }

    @Test
    void aDayThatWasMistakenIsSetRightUntilItIsSigned() {
        MonitoringVisit visit = visits.begin("01", DAY);
        assertThat(visits.write(visit.id(), DAY.minusDays(2), "", 0)).isInstanceOfSatisfying(VisitResult.Done.class,
                done -> assertThat(done.visit().day()).isEqualTo(DAY.minusDays(2)));
        assertThatIllegalArgumentException().isThrownBy(() -> visits.write(visit.id(), LocalDate.of(2999, 1, 1), "", 1));
        MonitoringVisit signed = signed(visits.find(visit.id()).orElseThrow());
        assertThat(signed.day()).isEqualTo(DAY.minusDays(2));
        assertThat(signed.signed().intact()).isTrue();
        assertThat(visits.write(visit.id(), DAY, "", signed.version())).isInstanceOf(VisitResult.SignedBefore.class);
    }

    @Test
    void aWrongPasswordSignsNothing() {
        MonitoringVisit visit = visits.begin("01", DAY);
        assertThat(visits.sign(visit.id(), 0, typed("wrong"))).isInstanceOf(VisitResult.WrongPassword.class);
        assertThat(visits.find(visit.id()).orElseThrow().signed()).isNull();
    }

    @Test
    void aVisitIsNotReportedBeforeItsDayNorAtLengthWithoutEndNorAtAnotherSite() {
        assertThatIllegalArgumentException().isThrownBy(() -> visits.begin("01", LocalDate.of(2999, 1, 1)));
        MonitoringVisit visit = visits.begin("01", DAY);
        assertThatIllegalArgumentException().isThrownBy(() -> visits.write(visit.id(), visit.day(), "x".repeat(8001), 0));
        assertThatExceptionOfType(PatientNotFoundException.class).isThrownBy(() -> visits.begin("02", DAY));
        signIn(DORA);
        assertThatExceptionOfType(AccessDeniedException.class).isThrownBy(() -> visits.sign(visit.id(), 0, typed("right")));
        signIn(CLAIRE);
        assertThatExceptionOfType(AccessDeniedException.class).isThrownBy(() -> visits.of("01"));
    }
}
