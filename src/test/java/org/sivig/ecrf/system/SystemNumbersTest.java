package org.sivig.ecrf.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sivig.ecrf.ServiceTest;
import org.sivig.ecrf.account.Role;
import org.sivig.ecrf.account.Viewer;
import org.sivig.ecrf.audit.AuditChains;
import org.sivig.ecrf.casebook.Edit;
import org.sivig.ecrf.casebook.SaveTimes;
import org.sivig.ecrf.crf.Answer;
import org.sivig.ecrf.crf.Severity;
import org.sivig.ecrf.node.Clocks;
import org.sivig.ecrf.node.TimeServer;
import org.sivig.ecrf.query.Queries;
import org.sivig.ecrf.query.QueryAge;
import org.sivig.ecrf.system.BackupRecord.Act;
import org.sivig.ecrf.system.SystemNumbers.Report;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.security.access.AccessDeniedException;

@ExtendWith(OutputCaptureExtension.class)
abstract class SystemNumbersTest extends ServiceTest {

    private static final Viewer ADMIN = viewer("root.of.all", Role.ADMINISTRATOR);

    @Autowired
    private SystemNumbers numbers;
    @Autowired
    private MeterRegistry meters;
    @Autowired
    private PrometheusMeterRegistry prometheus;
    @Autowired
    private AuditChains chains;
    @Autowired
    private Queries queries;
    private String number = "";

    @BeforeEach
    void createPatient() {
        database.sql("update last_done set done_at = null").update();
        number = casebooks.create("01");
    }

    private Report report() {
        numbers.look();
        signIn(ADMIN);
        Report report = numbers.report();
        signIn(CLAIRE);
        return report;
    }

    private StudyNumbers study() {
        return Objects.requireNonNull(report().study());
    }

    private double gauge(String name, String... tags) {
        return meters.get(name).tags(tags).gauge().value();
    }

    private long saves(String result) {
        return meters.get(SaveTimes.SAVES).tag("result", result).timer().count();
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void onlyWhoAdministersSeesThem(Role role) {
        signIn(viewer("somebody", role, "01"));
        if (role == Role.ADMINISTRATOR) {
            assertThat(numbers.report().node().failures()).isNotEmpty();
        } else {
            assertThatExceptionOfType(AccessDeniedException.class).isThrownBy(numbers::report);
        }
    }

    @Test
    void eachSaveIsCountedByWhatBecameOfItAndTimed() {
        long saved = saves("saved");
        long conflicts = saves("conflict");
        long denied = saves("denied");
        save(number, "ref_physician=A");
        casebooks.save(number, List.of(new Edit("ref_physician", Answer.of("B"), Answer.of("C"))), null);
        signIn(MARC);
        assertThatExceptionOfType(AccessDeniedException.class)
                .isThrownBy(() -> casebooks.save(number, List.of(new Edit("ref_physician", Answer.of("A"), Answer.of("C"))), null));
        assertThat(saves("saved")).isEqualTo(saved + 1);
        assertThat(saves("conflict")).isEqualTo(conflicts + 1);
        assertThat(saves("denied")).isEqualTo(denied + 1);
        assertThat(report().node().saves().get("saved").mean()).isPositive();
    }

    @Test
    void itIsCountedHowManySavesWaitForTheirTurn() {
        assertThat(report().node().gauges()).containsEntry(NodeNumbers.Now.SAVES_AWAITED, 0L);
    }

    @Test
    void findingsAreCountedBySeverityAndQueriesByAge() {
        StudyNumbers before = study();
        save(number, "visit_date_m3=2008-06-10", "mrss_m3=60");
        signIn(MARC);
        queries.raise(number, "ref_physician", "Qui ?");
        database.sql("update query set opened_at = ?").param(Timestamp.from(Instant.now().minus(Duration.ofDays(20)))).update();
        StudyNumbers after = study();
        long stored = database.sql("select count(*) from finding where state in ('OPEN', 'NOTED')").query(Long.class).single();
        assertThat(stored).isPositive();
        assertThat(after.findings().values().stream().mapToLong(Long::longValue).sum()).isEqualTo(stored);
        assertThat(after.findings()).isNotEqualTo(before.findings());
        assertThat(after.queries()).isEqualTo(Map.of(QueryAge.WEEK, 0L, QueryAge.MONTH, 1L, QueryAge.OLDER, 0L));
        assertThat(gauge("sivig.queries.open", "age", "MONTH")).isEqualTo(1);
        assertThat(gauge("sivig.findings.open", "severity", Severity.ERROR.name())).isEqualTo(after.findings().get(Severity.ERROR).doubleValue());
    }

    @Test
    void itIsKnownWhenTheAuditTrailWasVerifiedAndWhetherItHeld() {
        assertThat(study().isUnverified()).isTrue();
        assertThat(gauge("sivig.audit.verified.time")).isNaN();
        save(number, "ref_physician=A");
        signIn(ADMIN);
        String sum = chains.verify(null).heads().sum();
        StudyNumbers whole = study();
        assertThat(Objects.requireNonNull(whole.verified()).mark()).isEqualTo(sum);
        assertThat(whole.isUnverified()).isFalse();
        assertThat(gauge("sivig.audit.whole")).isEqualTo(1);

        database.sql("update audit_record set username = 'x' where seq = 1").update();
        signIn(ADMIN);
        chains.verify(null);
        assertThat(Objects.requireNonNull(study().verified()).holds()).isFalse();
        assertThat(gauge("sivig.audit.whole")).isZero();
    }

    private void recorded(BackupRecord.Act act, boolean holds, Duration ago) {
        owner().sql("insert into backup_record (at, act, holds, sha256, remark) values (?, ?, ?, 'c0ffee', 'kept in the safe')")
                .params(Timestamp.from(Instant.now().minus(ago)), act.name(), holds).update();
    }

    @Test
    void eachBackupAndEachTrialIsOnRecordBecauseItsScriptSaysSo() {
        assertThat(study().isOverdue(Act.BACKUP)).isTrue();
        assertThat(study().isOverdue(Act.TRIAL)).as("of what was never made").isFalse();
        recorded(Act.BACKUP, true, Duration.ofDays(3));
        assertThat(study().isOverdue(Act.BACKUP)).isTrue();
        assertThat(study().isOverdue(Act.TRIAL)).isTrue();
        recorded(Act.BACKUP, true, Duration.ZERO);
        recorded(Act.BACKUP, false, Duration.ZERO);
        recorded(Act.TRIAL, false, Duration.ZERO);
        StudyNumbers told = study();
        assertThat(told.isOverdue(Act.BACKUP)).isFalse();
        assertThat(told.isOverdue(Act.TRIAL)).as("after one that failed").isTrue();
        assertThat(told.backups()).extracting(BackupRecord::act, BackupRecord::holds, BackupRecord::sha256, BackupRecord::remark)
                .containsExactly(tuple(Act.TRIAL, false, "c0ffee", "kept in the safe"), tuple(Act.BACKUP, false, "c0ffee", "kept in the safe"),
                        tuple(Act.BACKUP, true, "c0ffee", "kept in the safe"), tuple(Act.BACKUP, true, "c0ffee", "kept in the safe"));
        assertThat(told.backups()).extracting(BackupRecord::recordedBy).doesNotContain("");
        assertThat(gauge("sivig.backup.time")).isCloseTo(Instant.now().getEpochSecond(), Offset.offset(60.0));
        assertThat(gauge("sivig.backup.trial.time")).isNaN();
        recorded(Act.TRIAL, true, Duration.ofDays(34));
        assertThat(study().isOverdue(Act.TRIAL)).isFalse();
        for (int i = 0; i < 30; i++) {
            recorded(Act.BACKUP, true, Duration.ZERO);
        }
        assertThat(study().isOverdue(Act.TRIAL)).as("however many backups came after it").isFalse();
    }

    @Test
    void theClocksOfThisServerAndOfTheDatabaseAreComparedWithATimeServer() throws IOException {
        try (TimeServer right = new TimeServer(Duration.ZERO, 1); TimeServer late = new TimeServer(Duration.ofSeconds(90), 1);
                TimeServer lost = new TimeServer(Duration.ZERO, 0)) {
            Clocks same = Clocks.read(database, right.address());
            assertThat(same.wrong()).isEmpty();
            assertThat(Objects.requireNonNull(same.aheadOfTime())).isCloseTo(Duration.ZERO, Duration.ofSeconds(2));
            Clocks behind = Clocks.read(database, late.address());
            assertThat(behind.wrong().keySet()).containsExactly(Clocks.Wrong.SERVER, Clocks.Wrong.DATABASE);
            assertThat(Objects.requireNonNull(behind.databaseAhead())).isCloseTo(Duration.ofSeconds(-90), Duration.ofSeconds(2));
            assertThat(Clocks.read(database, lost.address()).isTimeAway()).isTrue();
        }
        assertThat(Clocks.read(database, "nowhere at all").isTimeAway()).isTrue();
        assertThat(Clocks.read(database, "")).extracting(Clocks::isTimeAway, Clocks::aheadOfTime).containsExactly(false, null);
    }

    @Test
    void aClockThatIsWrongIsLoggedOnceAndOnceWhenItIsRightAgain(CapturedOutput log) {
        StudyNumbers right = study();
        assertThat(right.clocks().wrong()).isEmpty();
        StudyNumbers wrong = with(right, new Clocks(Duration.ofSeconds(-7), Duration.ofSeconds(-1), false));
        assertThat(wrong.clocks().wrong()).containsOnlyKeys(Clocks.Wrong.APART, Clocks.Wrong.DATABASE);
        for (StudyNumbers each : List.of(right, wrong, wrong, right, right)) {
            numbers.take(each);
        }
        assertThat(log.getAll().lines().filter(line -> line.contains("clock of this server"))).hasSize(2)
                .first().asString().contains("WARN", "-7.0 s");
        assertThat(log.getAll().lines().filter(line -> line.contains("clock of the database"))).hasSize(2)
                .first().asString().contains("WARN", "6.0 s ahead of the time server");
    }

    private static StudyNumbers with(StudyNumbers numbers, Clocks clocks) {
        return new StudyNumbers(numbers.at(), clocks, numbers.findings(), numbers.queries(), 0, null, List.of());
    }

    @Test
    void noLabelNamesAPatientASiteOrAPerson() {
        name(CLAIRE, "Dr Claire Obscure");
        save(number, "last_name3=QXJ", "sex=F", "ref_physician=A");
        signIn(ADMIN);
        chains.verify(null);
        numbers.look();
        assertThat(prometheus.scrape()).contains("sivig_saves_seconds_count{result=\"saved\"}", "sivig_clock_ahead_seconds",
                "sivig_findings_open{severity=\"ERROR\"}", "sivig_queries_open{age=\"OLDER\"}", "sivig_audit_verified_time_seconds",
                "sivig_backup_time_seconds", "sivig_backup_trial_time_seconds", "sivig_clock_database_seconds", "sivig_failures_total{kind=\"AWAY\"}", "sivig_saves_retried_total", "hikaricp_connections_active")
                .doesNotContain(number, "SIV-", "claire", "Obscure", "QXJ", "root.of.all", "Brest", "Lille");
    }
}
