package org.sivig.ecrf.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sivig.ecrf.ServiceTest;
import org.sivig.ecrf.account.Role;
import org.sivig.ecrf.audit.AuditRecords.Break;
import org.sivig.ecrf.node.TimeServer;
import org.sivig.ecrf.study.StudyWords;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.context.SecurityContextHolder;

abstract class AuditChainsTest extends ServiceTest {

    private static final String FIRST = "SIV-01-001";
    private static final String SECOND = "SIV-02-001";

    @Autowired
    private AuditChains chains;
    @Autowired
    private SelfChecks selfChecks;
    @Autowired
    private DataSource source;
    @Autowired
    private Environment settings;

    @BeforeEach
    void typeTwoPatients() {
        casebooks.create("01");
        for (String answer : List.of("ref_physician=A", "sex=F", "last_name3=LEG", "ref_physician=B")) {
            casebooks.save(FIRST, edits(read(FIRST), answer), "paste");
        }
        signIn(INES);
        casebooks.create("02");
        signIn(viewer("admin", Role.ADMINISTRATOR));
    }

    private void tamper(String statement) {
        assertThat(database.sql(statement.replace(":patient", "(select id from patient where number = '" + FIRST + "')"))
                .update()).isPositive();
    }

    // --- who -------------------------------------------------------------------------------------------------------

    @ParameterizedTest
    @CsvSource({"INVESTIGATOR, false", "MONITOR, false", "DATA_MANAGER, true", "STATISTICIAN, false",
        "ADMINISTRATOR, true"})
    void chainsAreVerifiedByThoseWhoWatchOverThem(Role role, boolean allowed) {
        signIn(viewer("somebody", role, "01"));
        Throwable thrown = catchThrowable(() -> chains.verify(null));
        assertThat(thrown == null).isEqualTo(allowed);
        assertThat(allowed || thrown instanceof AccessDeniedException).isTrue();
    }

    @Test
    void whoIsNotSignedInVerifiesNothing() {
        SecurityContextHolder.clearContext();
        assertThat(catchThrowable(() -> chains.verify(null))).isInstanceOf(AccessDeniedException.class);
    }

    // --- what ------------------------------------------------------------------------------------------------------

    @Test
    void theHeadsAreTheLastRecordsAndNothingOfThePatient() {
        Verification found = chains.verify(null);
        assertThat(found.holds()).isTrue();
        assertThat(found.records()).as("with those of two sites").isEqualTo(8);
        assertThat(found.heads().heads()).extracting(AuditHeads.Head::patient).containsExactly(FIRST, SECOND, Break.REGISTERS);
        assertThat(found.heads().heads()).extracting(AuditHeads.Head::seq).containsExactly(5L, 1L, 2L);
        assertThat(found.heads().heads()).extracting(AuditHeads.Head::hash).isEqualTo(database.sql(
                "select hash from (select h.hash, p.number from audit_head h join patient p on p.id = h.patient_id union all"
                + " select hash, 'x' from register_head) heads order by number").query(String.class).list());
        assertThat(found.heads().write()).contains(FIRST + ",5,").doesNotContain("LEG", "claire", "ref_physician");
    }

    @ParameterizedTest
    @ValueSource(strings = {"at = at + interval '1' second", "username = 'x'", "role = 'x'", "site = '02'", "form = 'x'",
        "row_key = 'x'", "item = 'x'", "old_value = 'x'", "old_missing = 'ND'", "new_value = 'x'",
        "new_missing = 'ND'", "reason = 'x'", "reason = null", "query_number = 1", "batch = 'x'",
        "act = 'FINDING_FIRED'", "previous_hash = 'x'", "hash = 'x'"})
    void aChangeInAnyColumnIsFound(String change) {
        tamper("update audit_record set " + change + " where patient_id = :patient and seq = 5");
        assertThat(chains.verify(null).breaks()).containsExactly(new Break(FIRST, 5, Break.Kind.CHANGED));
    }

    @Test
    void aTailThatWasCutWithItsHeadIsFoundWithTheEarlierFile() {
        AuditHeads earlier = AuditHeads.read(chains.verify(null).heads().write());
        cutTheTail();

        assertThat(chains.verify(null).holds()).as("seen from within, nothing is wrong").isTrue();
        assertThat(chains.verify(earlier).breaks()).containsExactly(new Break(FIRST, 5, Break.Kind.BEHIND));
    }

    private void cutTheTail() {
        tamper("update identification set ref_physician = 'A' where patient_id = :patient");
        tamper("delete from audit_record where patient_id = :patient and seq = 5");
        tamper("update audit_head set seq = 4, hash = (select hash from audit_record where patient_id = :patient and"
                + " seq = 4) where patient_id = :patient");
    }

    @Test
    void aChainThatWasWrittenAnewIsFoundWithTheEarlierFile() {
        AuditHeads earlier = chains.verify(null).heads();
        cutTheTail();
        signIn(CLAIRE);
        save(FIRST, "ref_physician=C");
        save(FIRST, "ref_physician=D");
        signIn(viewer("admin", Role.ADMINISTRATOR));

        assertThat(chains.verify(null).holds()).isTrue();
        assertThat(chains.verify(earlier).breaks()).containsExactly(new Break(FIRST, 5, Break.Kind.CHANGED));
    }

    @Test
    void aPatientWhoIsGoneIsFoundWithTheEarlierFile() {
        AuditHeads earlier = chains.verify(null).heads();
        String second = "(select id from patient where number = '" + SECOND + "')";
        List.of("audit_record", "audit_head", "identity_read", "identification").forEach(
                table -> database.sql("delete from " + table + " where patient_id = " + second).update());
        database.sql("delete from patient where number = '" + SECOND + "'").update();

        assertThat(chains.verify(null).holds()).isTrue();
        assertThat(chains.verify(earlier).breaks()).containsExactly(new Break(SECOND, 1, Break.Kind.GONE));
    }

    @Test
    void aChainThatHasGrownAgreesWithTheEarlierFile() {
        AuditHeads earlier = chains.verify(null).heads();
        signIn(CLAIRE);
        save(FIRST, "ref_physician=C");
        signIn(viewer("admin", Role.ADMINISTRATOR));
        assertThat(chains.verify(earlier).holds()).isTrue();
    }

    // --- the file ----------------------------------------------------------------------------------------------------

    @Test
    void theFileIsReadAsItWasWrittenAndRefusedWhenItWasChanged() throws NoSuchAlgorithmException {
        AuditHeads heads = chains.verify(null).heads();
        String file = heads.write();
        assertThat(AuditHeads.read(file)).isEqualTo(heads);
        String older = "patient,seq,hash,at\n" + FIRST + ",5," + heads.heads().getFirst().hash() + "," + heads.at() + "\n";
        AuditHeads before = AuditHeads.read("# SIVIG eCRF audit heads\n# date: " + heads.at() + "\n# sha256 of the lines below: "
                + sha256(older) + "\n" + older);
        assertThat(before.heads()).containsExactly(new AuditHeads.Head(FIRST, 5, heads.heads().getFirst().hash(), heads.at()));
        assertThat(chains.verify(before).holds()).as("files from before registers and reads were in them").isTrue();
        assertThat(AuditHeads.read("\uFEFF" + file.replace("\n", "\r\n"))).isEqualTo(heads);
        for (String other : List.of("", "patient,seq\n", file.replace(FIRST, SECOND), file.replace(",5,", ",4,"),
                file + "SIV-09-001,1,x,2026-01-01T00:00:00Z\n", file.substring(0, file.length() - 20),
                file.replaceFirst("date: \\S+", "date: yesterday"), new AuditHeads(heads.at(), List.of()).write().replaceFirst("date: \\S+", "date: x"))) {
            assertThatIllegalArgumentException().isThrownBy(() -> AuditHeads.read(other));
        }
    }

    private static String sha256(String text) throws NoSuchAlgorithmException {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
    }

    // --- the command -------------------------------------------------------------------------------------------------

    private int command(String... arguments) throws SQLException {
        try (Connection connection = source.getConnection()) {
            String[] all = Stream.concat(Arrays.stream(arguments), Stream.of(
                    "--spring.datasource.url=" + connection.getMetaData().getURL(),
                    "--spring.datasource.username=" + connection.getMetaData().getUserName(),
                    "--spring.profiles.active=test")).toArray(String[]::new);
            assertThat(AuditCommand.isAsked(all)).isTrue();
            return AuditCommand.run(all);
        }
    }

    @Test
    void theCommandVerifiesWritesTheHeadsAndComparesThemLater(@TempDir Path folder) throws SQLException, IOException {
        Path heads = folder.resolve("heads.csv");
        assertThat(command("--verify-audit", "--heads=" + heads)).isEqualTo(AuditCommand.HOLDS);
        assertThat(AuditHeads.read(Files.readString(heads)).heads()).isEqualTo(chains.verify(null).heads().heads());
        assertThat(command("--verify-audit=" + heads, "--heads=" + folder.resolve("next.csv")))
                .isEqualTo(AuditCommand.HOLDS);

        cutTheTail();
        Path none = folder.resolve("none.csv");
        assertThat(command("--verify-audit=" + heads, "--heads=" + none)).isEqualTo(AuditCommand.BROKEN);
        assertThat(none).as("heads of a broken chain").doesNotExist();

        Files.writeString(heads, "something else");
        assertThat(command("--verify-audit=" + heads, "--heads=" + none)).isEqualTo(AuditCommand.FAILED);
        assertThat(command("--verify-audit=" + folder.resolve("nowhere.csv"))).isEqualTo(AuditCommand.FAILED);
    }

    private String selfCheck(int expected, String... arguments) throws SQLException {
        String[] all = settingsOf(arguments);
        assertThat(SelfCheckCommand.isAsked(all)).isTrue();
        ByteArrayOutputStream report = new ByteArrayOutputStream();
        assertThat(SelfCheckCommand.run(new PrintStream(report, true, UTF_8), all)).as(report.toString(UTF_8)).isEqualTo(expected);
        return report.toString(UTF_8);
    }

    private String[] settingsOf(String... arguments) throws SQLException {
        try (Connection connection = source.getConnection()) {
            return Stream.concat(Arrays.stream(arguments), Stream.of(
                    "--spring.datasource.url=" + connection.getMetaData().getURL(),
                    "--spring.datasource.username=" + connection.getMetaData().getUserName(), "--sivig.data=" + settings.getProperty("sivig.data"),
                    "--spring.profiles.active=production")).toArray(String[]::new);
        }
    }

    @Test
    void anInstanceLooksItselfOverAndPrintsAReportToSign() throws SQLException {
        boolean postgres = settings.getRequiredProperty("spring.datasource.url").contains("postgresql");
        // the tests' own role in PostgreSQL owns the tables, which is what a production must not have
        String report = selfCheck(postgres ? SelfCheckCommand.BAD : SelfCheckCommand.GOOD, "--self-check");
        assertThat(report).contains("3 chains, 8 records, all whole, and the data agree", "Identity key: is the one of this database",
                "Time server: none is named", "Signature: ___");
        assertThat(report.contains("WRONG Rights")).isEqualTo(postgres);

        cutTheTail();
        tamper("update identification set ref_physician = 'Z' where patient_id = :patient");
        assertThat(selfCheck(SelfCheckCommand.BAD, "--self-check")).contains("WRONG Audit trail: 0 chains broken, 1 differences from the data")
                .doesNotContain("LEG");
    }

    @Test
    void anInstanceThatHasNeverStartedIsLookedOverAsFarAsThereIsAnything(@TempDir Path empty) {
        ByteArrayOutputStream report = new ByteArrayOutputStream();
        assertThat(SelfCheckCommand.run(new PrintStream(report, true, UTF_8), "--self-check", "--spring.profiles.active=production",
                "--spring.datasource.url=jdbc:h2:mem:never-started", "--spring.datasource.username=sa", "--sivig.data=" + empty))
                .as(report.toString(UTF_8)).isEqualTo(SelfCheckCommand.GOOD);
        assertThat(report.toString(UTF_8)).contains("Schema: there is none yet").doesNotContain("Audit trail", "Identity key", "could not be looked at");
    }

    @Test
    void clocksThatTheTimeServerSaysAreWrongAreInTheReport() throws Exception {
        try (TimeServer right = new TimeServer(Duration.ZERO, 2); TimeServer early = new TimeServer(Duration.ofSeconds(-90), 2);
                TimeServer lost = new TimeServer(Duration.ZERO, 0)) {
            assertThat(selfChecked(right.address())).contains("Time server: " + right.address() + ": the clocks of this server and of the database are right");
            assertThat(selfChecked(early.address())).containsPattern("WRONG Time server: the clock of this server is (89|90) s from");
            assertThat(selfChecked(lost.address())).contains("WRONG Time server: " + lost.address() + " does not answer");
        }
    }

    private String selfChecked(String timeServer) throws SQLException {
        ByteArrayOutputStream report = new ByteArrayOutputStream();
        SelfCheckCommand.run(new PrintStream(report, true, UTF_8), settingsOf("--self-check", "--sivig.time-server=" + timeServer));
        return report.toString(UTF_8);
    }

    @Test
    void anInstanceThatDoesNotAnswerAsItShouldIsToldSo() throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/login", exchange -> {
            exchange.getResponseHeaders().set("Content-Security-Policy", "script-src 'self' 'unsafe-inline'");
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
        try {
            assertThat(selfCheck(SelfCheckCommand.BAD, "--self-check=http://localhost:" + server.getAddress().getPort()))
                    .contains("answers, without Content-Security-Policy, X-Content-Type-Options, Cache-Control: no-store, Referrer-Policy");
        } finally {
            server.stop(0);
        }
    }

    @Test
    void whatSendsMailAndWhoVouchesForPeopleIsLookedAtWithoutTellingASecret() throws Exception {
        assertThat(selfChecks.run().lines()).extracting(SelfCheckReport.Line::said).contains("mail.none", "provider.none");
        GreenMail mail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        HttpServer provider = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        String issuer = "http://localhost:" + provider.getAddress().getPort();
        provider.createContext("/.well-known/openid-configuration", exchange -> {
            byte[] said = "{\"issuer\":\"%s\"}".formatted(issuer).getBytes(UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, said.length);
            exchange.getResponseBody().write(said);
            exchange.close();
        });
        provider.start();
        mail.start();
        String[] set = {"--self-check", "--spring.mail.host=127.0.0.1", "--spring.mail.port=" + mail.getSmtp().getPort(),
            "--sivig.oidc.hospital.issuer=" + issuer, "--sivig.oidc.hospital.client-id=ecrf", "--sivig.oidc.hospital.client-secret=hush",
            "--sivig.oidc.other.issuer=https://other.example", "--sivig.oidc.other.client-id=ecrf",
            "--sivig.oidc.other.configuration=" + issuer + "/.well-known/openid-configuration"};
        try {
            assertThat(selfCheck(SelfCheckCommand.BAD, set)).contains("Mail: 127.0.0.1 answers and takes the sign-in",
                    "Identity provider hospital: answers, by the name that is set",
                    "WRONG Identity provider other: answers by another name than the one that is set").doesNotContain("hush", "ecrf,");
        } finally {
            mail.stop();
            provider.stop(0);
        }
        assertThat(selfCheck(SelfCheckCommand.BAD, set)).contains("WRONG Mail: 127.0.0.1 does not answer",
                "WRONG Identity provider hospital: does not answer").doesNotContain("hush");
    }

    @Test
    void theReportOfThePageHasALineForEachOfTheCommandAndWordsInBothLanguages() throws SQLException {
        SelfCheckReport report = selfChecks.run();
        String printed = selfCheck(settings.getRequiredProperty("spring.datasource.url").contains("postgresql") ? SelfCheckCommand.BAD
                : SelfCheckCommand.GOOD, "--self-check");
        assertThat(report.lines()).allSatisfy(line -> {
            assertThat(printed).contains(" " + line.what(StudyWords.ENGLISH.texts()) + ": ");
            StudyWords.ALL.forEach(words -> assertThat(line.what(words.texts()) + line.found(words.texts())).doesNotContain("!", "{"));
        });
        assertThat(printed.lines().filter(line -> line.matches("  (ok|WRONG) .*"))).hasSameSizeAs(report.lines());
    }

    @Test
    void theApplicationStartsAsUsualWithoutTheCommand() {
        assertThat(AuditCommand.isAsked("--server.port=1", "--verify-audits")).isFalse();
        assertThat(SelfCheckCommand.isAsked("--server.port=1", "--self-checks")).isFalse();
    }
}
