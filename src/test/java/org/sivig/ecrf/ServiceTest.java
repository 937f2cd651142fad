package org.sivig.ecrf;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.sivig.ecrf.account.RecordHash;
import org.sivig.ecrf.account.Registers;
import org.sivig.ecrf.account.Role;
import org.sivig.ecrf.account.SignatureProof;
import org.sivig.ecrf.account.Viewer;
import org.sivig.ecrf.casebook.Casebooks;
import org.sivig.ecrf.casebook.Edit;
import org.sivig.ecrf.casebook.SaveResult;
import org.sivig.ecrf.crf.Answer;
import org.sivig.ecrf.crf.Casebook;
import org.sivig.ecrf.crf.MissingReason;
import org.sivig.ecrf.study.Study;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/**
 * A test of the services on a real database, {@link OnH2} and {@link OnPostgres}: two empty sites, and an investigator
 * of the first signed in. Answers are written as in the data contract: {@code ana=1}, {@code fluo=homog,other},
 * {@code ana_titer=?ND}, and {@code ana=} for blank.
 */
@SpringBootTest
@ActiveProfiles("test")
@Import(SqlCounter.class)
public abstract class ServiceTest {

    protected static final Viewer CLAIRE = viewer("claire", Role.INVESTIGATOR, "01");
    protected static final Viewer YANN = viewer("yann", Role.INVESTIGATOR, "01");
    protected static final Viewer INES = viewer("ines", Role.INVESTIGATOR, "02");
    protected static final Viewer MARC = viewer("marc", Role.MONITOR, "01");

    /** « right », as it is kept. */
    protected static final String RIGHT = "{bcrypt}" + new BCryptPasswordEncoder(4).encode("right");

    @Autowired
    protected Registers registers;
    @Autowired
    protected Casebooks casebooks;
    @Autowired
    protected JdbcClient database;
    @Autowired
    private Environment settings;
    @Autowired
    protected SqlCounter sql;

    @DynamicPropertySource
    static void identityKey(DynamicPropertyRegistry properties) throws IOException {
        Path folder = Files.createTempDirectory("sivig-test");
        properties.add("sivig.data", folder::toString);
        properties.add("sivig.identity.create-key", () -> "true");
        properties.add("sivig.numbers.every", () -> "1d");
        properties.add("sivig.findings.after", () -> "1d"); // a run that takes long enough would meet it
        properties.add("sivig.passkeys.origin", () -> "https://ecrf.example");
    }

    @BeforeEach
    void startWithTwoEmptySites() {
        List<String> tables = new ArrayList<>(List.of(
                "query_message",
                "query",
                "sample_item",
                "sample",
                "verification",
                "verification_plan",
                "monitoring_visit",
                "data_export",
                "data_package",
                "saved_view",
                "standing_check",
                "audit_record",
                "audit_head",
                "finding",
                "signature",
                "identity_read",
                "backup_record",
                "identity"));
        Study.FORMS.forEach(form -> tables.add(form.table()));
        tables.addAll(List.of("patient", "duty", "passkey", "passkey_user", "sign_in", "second_factor", "recovery_code", "password_attempt", "password_link", "identity_asked", "user_site", "account_identity", "user_account", "site"));
        tables.addAll(List.of("account_event", "register_record"));
        tables.forEach(table -> owner().sql("delete from " + table).update());
        List.of("account_head", "register_head").forEach(head ->
                owner().sql("update " + head + " set seq = 0, hash = ?").param(RecordHash.ROOT).update());
        database.sql("insert into site (code, name) values ('01', 'Brest'), ('02', 'Lille')").update();
        registers.takeUpWhatIsThere();
        signIn(CLAIRE);
    }

    /** Whoever may take away rows of every table. */
    protected final JdbcClient owner() {
        return settings.getProperty("spring.liquibase.user", "").equals(settings.getProperty("spring.datasource.username"))
                ? database : JdbcClient.create(new DriverManagerDataSource(
                        settings.getRequiredProperty("spring.datasource.url"), settings.getRequiredProperty("spring.liquibase.user"), ""));
    }

    @AfterEach
    void signOut() {
        SecurityContextHolder.clearContext();
    }

    /** Gives a user an account under a name. */
    protected final void name(Viewer user, String displayName) {
        database.sql("insert into user_account (username, password, display_name, role) values (?, '', ?, ?)")
                .params(user.username(), displayName, user.role().name()).update();
        registers.takeUpWhatIsThere();
    }

    protected static Viewer viewer(String username, Role role, String... sites) {
        return new Viewer(username, "", username, role, Set.of(sites));
    }

    /** What somebody types who signs, in a session that asks for no user name. */
    protected static SignatureProof typed(String password) {
        return new SignatureProof.Typed("", password);
    }

    protected static void signIn(Viewer viewer) {
        var context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(
                UsernamePasswordAuthenticationToken.authenticated(viewer, null, viewer.getAuthorities()));
        SecurityContextHolder.setContext(context);
    }

    /** Runs all of them at once, each as its user, and gives back what they return. */
    protected static <T> List<T> atOnce(List<Viewer> viewers, List<Callable<T>> tasks) throws Exception {
        CyclicBarrier start = new CyclicBarrier(tasks.size());
        try (var threads = Executors.newFixedThreadPool(tasks.size())) {
            List<Future<T>> running = new ArrayList<>();
            for (int i = 0; i < tasks.size(); i++) {
                Viewer viewer = viewers.get(i);
                Callable<T> task = tasks.get(i);
                running.add(threads.submit(() -> {
                    signIn(viewer);
                    start.await();
                    return task.call();
                }));
            }
            List<T> results = new ArrayList<>();
            for (Future<T> each : running) {
                results.add(each.get());
            }
            return results;
        }
    }

    protected Casebook read(String number) {
        return casebooks.open(number).casebook();
    }

    /** What the database holds of an item, as the contract writes it; null when blank. */
    protected @Nullable String stored(String number, String item) {
        return text(read(number), item);
    }

    protected static @Nullable String text(Casebook casebook, String item) {
        Casebook.Instance instance = casebook.reach(item);
        Answer<?> answer = instance.answer();
        return answer.missing() == null ? instance.item().text(answer.value()) : "?" + answer.missing();
    }

    /** The edits of somebody who saw this casebook. */
    protected static List<Edit> edits(Casebook seen, String... answers) {
        return Arrays.stream(answers).map(written -> {
            String[] parts = written.split("=", 2);
            Casebook.Instance instance = seen.reach(parts[0]);
            Answer<?> next = parts[1].startsWith("?") ? Answer.missing(MissingReason.valueOf(parts[1].substring(1)))
                    : Answer.of(instance.item().parse(parts[1]));
            return new Edit(parts[0], instance.answer(), next);
        }).toList();
    }

    /** Saves as somebody who sees what is stored now. */
    protected SaveResult.Saved save(String number, String... answers) {
        SaveResult result = casebooks.save(number, edits(read(number), answers), null);
        assertThat(result).isInstanceOf(SaveResult.Saved.class);
        return (SaveResult.Saved) result;
    }

    protected long count(String table) {
        return Objects.requireNonNull(database.sql("select count(*) from " + table).query(Long.class).single());
    }
}
