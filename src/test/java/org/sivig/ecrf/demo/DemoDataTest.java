package org.sivig.ecrf.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sivig.ecrf.PooledConnections;
import org.sivig.ecrf.account.DemoAccounts;
import org.sivig.ecrf.account.DemoFactor;
import org.sivig.ecrf.account.Role;
import org.sivig.ecrf.account.UserAccounts;
import org.sivig.ecrf.account.Viewer;
import org.sivig.ecrf.audit.AuditRecords;
import org.sivig.ecrf.casebook.Casebooks;
import org.sivig.ecrf.casebook.PastCasebook;
import org.sivig.ecrf.crf.Casebook;
import org.sivig.ecrf.study.Study;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.DefaultApplicationArguments;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

@SpringBootTest
@ActiveProfiles("demo")
class DemoDataTest {

    @TempDir
    static Path folder;

    @Autowired
    private DemoData demoData;
    @Autowired
    private DemoAccounts demoAccounts;
    @Autowired
    private UserAccounts accounts;
    @Autowired
    private AuditRecords audit;
    @Autowired
    private PasswordEncoder encoder;
    @Autowired
    private JdbcClient database;
    @Autowired
    private Casebooks casebooks;
    @Autowired
    private DataSource pool;

    @DynamicPropertySource
    static void database(DynamicPropertyRegistry settings) {
        settings.add("sivig.data", folder::toString);
        settings.add("spring.datasource.url", () -> "jdbc:h2:memFS:/demo");
    }

    @Test
    void fillsAnEmptyDatabase() {
        assertThat(count("patient")).isEqualTo(40);
        assertThat(count("site")).isEqualTo(8);
        assertThat(count("patient where acr_class = 'YES' and eligibility = 'ELIGIBLE' and acr_low >= 9"))
                .isGreaterThan(30);
        assertThat(count("patient where eligibility = 'ELIGIBLE' and acr_low < 9")).isZero();
        assertThat(count("audit_record where act is null and username <> concat('inv', site)")).isZero();
        assertThat(audit.verifyAll()).isEmpty();
    }

    @Test
    void showsCasebooksInEveryStateOfTheirLife() {
        assertThat(database.sql("select distinct state from patient").query(String.class).list())
                .containsExactlyInAnyOrder("IN_PROGRESS", "COMPLETE", "SIGNED", "FROZEN", "LOCKED");
        assertThat(count("signature where display_name like 'Dr %(démo)' and revoked_at is null")).isPositive();
    }

    @Test
    void hasQueriesOfEveryStateAndAge() {
        assertThat(database.sql("select distinct state from query").query(String.class).list())
                .containsExactlyInAnyOrder("CANDIDATE", "OPEN", "ANSWERED", "CLOSED", "CANCELLED");
        for (String state : List.of("OPEN", "ANSWERED")) {
            List<Long> days = database.sql("select opened_at from query where state = ?").param(state)
                    .query(OffsetDateTime.class).list().stream()
                    .map(opened -> ChronoUnit.DAYS.between(opened.toInstant(), Instant.now())).toList();
            assertThat(days).as(state).anyMatch(age -> age <= 7).anyMatch(age -> age > 7 && age <= 30)
                    .anyMatch(age -> age > 30);
        }
        assertThat(count("audit_record where at > current_timestamp")).isZero();
        assertThat(database.sql("select min(at) from audit_record").query(OffsetDateTime.class).single().toInstant())
                .isBefore(Instant.now().minus(100, ChronoUnit.DAYS));
    }

    @Test
    void letsEveryDemoAccountSignIn() {
        assertThat(demoAccounts.listed()).extracting(DemoAccounts.Account::username)
                .containsExactly("inv01", "inv02", "monitor", "datamanager", "statistician", "admin", "monitor2");
        assertThat(demoAccounts.listed()).allSatisfy(shown -> {
            var account = accounts.findByUsername(shown.username()).orElseThrow();
            assertThat(encoder.matches(DemoAccounts.PASSWORD, account.getPassword())).isTrue();
            assertThat(account.getSites()).isEqualTo(shown.sites());
        });
    }

    @Test
    void hasOneAccountThatShowsASecondFactor() {
        assertThat(demoAccounts.listed()).filteredOn(each -> !each.key().isEmpty()).extracting(DemoAccounts.Account::username)
                .containsExactly(DemoFactor.USERNAME);
        assertThat(database.sql("select username from second_factor").query(String.class).list()).containsExactly(DemoFactor.USERNAME);
    }

    @Test
    void whateverStandsInATableCanBeWrittenWhenTheConnectionThatMadeItIsGone() throws SQLException {
        PooledConnections.replace(pool);
        assertThat(database.sql("""
                select distinct c.table_name, c.column_name from information_schema.columns c
                join information_schema.table_constraints t on t.table_name = c.table_name
                where t.constraint_type = 'CHECK' and c.ordinal_position = 1 and c.table_schema = 'PUBLIC'""")
                .query((row, i) -> List.of(row.getString(1), row.getString(2))).list())
                .hasSizeGreaterThanOrEqualTo(17).allSatisfy(each -> database.sql("update %s set %s = %s"
                        .formatted(each.getFirst(), each.getLast(), each.getLast())).update());
    }

    @Test
    void addsNothingAtTheNextStart() {
        List<Long> before = counts();
        demoData.run(new DefaultApplicationArguments());
        assertThat(counts()).isEqualTo(before);
    }

    @Test
    void makesAnAccountThatAnEarlierVersionDidNotKnow() {
        List<Long> before = counts();
        delete("second_factor");
        delete("user_site where user_id in (select id from user_account where username = 'monitor2')");
        delete("user_account where username = 'monitor2'");

        demoData.run(new DefaultApplicationArguments());

        assertThat(counts()).isEqualTo(before);
        letsEveryDemoAccountSignIn();
        hasOneAccountThatShowsASecondFactor();
    }

    @Test
    void goesOnWhereItWasInterrupted() {
        List<Long> before = counts();
        long last = database.sql("select max(id) from patient").query(Long.class).single();
        delete("identity where id in (select id from identification where patient_id = " + last + ")");
        Study.FORMS.forEach(form -> database.sql("delete from " + form.table() + " where patient_id = " + last).update());
        database.sql("delete from finding where patient_id = " + last).update();
        delete("audit_record where patient_id = " + last);
        delete("audit_head where patient_id = " + last);
        delete("patient where id = " + last);
        delete("user_site");
        delete("user_account");

        demoData.run(new DefaultApplicationArguments());

        assertThat(counts()).isEqualTo(before);
        assertThat(SecurityContextHolder.getContext().getAuthentication()).isNull();
    }

    @Test
    void goesOnWithQueriesAndCasebooksWhereItWasInterrupted() {
        List<Long> before = List.of(count("query"), count("query_message"), count("signature"),
                count("patient where state = 'LOCKED'"));
        long last = database.sql("select max(number) from query").query(Long.class).single();
        delete("query_message where query_number = " + last);
        delete("query where number = " + last);
        delete("query_message where place > 1 and query_number = (select min(number) from query)");
        database.sql("update query set state = 'OPEN', messages = 1, settled_at = null, outcome = null"
                + " where number = (select min(number) from query)").update();
        database.sql("update patient set state = 'FROZEN' where state = 'LOCKED'").update();

        demoData.run(new DefaultApplicationArguments());

        assertThat(List.of(count("query"), count("query_message"), count("signature"),
                count("patient where state = 'LOCKED'"))).isEqualTo(before);
        assertThat(database.sql("select max(at) from audit_record where act like 'QUERY%'").query(OffsetDateTime.class)
                .single().toInstant()).as("when it was said").isBefore(Instant.now().minus(1, ChronoUnit.DAYS));
    }

    @Test
    void theSameIsNotAskedTwice() {
        List<Long> before = List.of(count("query"), count("query_message"), count("audit_record"));
        database.sql("update query_message set text = 'x' where text = 'En % de la théorique.'").update();
        demoData.run(new DefaultApplicationArguments());
        assertThat(List.of(count("query"), count("query_message"), count("audit_record"))).isEqualTo(before);
        database.sql("update query_message set text = 'En % de la théorique.' where text = 'x'").update();
    }

    @Test
    void everyCasebookCanBeRebuiltFromItsRecords() {
        database.sql("select number, site from patient").query((row, i) -> List.of(row.getString(1), row.getString(2)))
                .list().forEach(patient -> {
                    Viewer viewer = new Viewer("investigator", "", "", Role.INVESTIGATOR, Set.of(patient.getLast()));
                    SecurityContextHolder.getContext().setAuthentication(
                            UsernamePasswordAuthenticationToken.authenticated(viewer, null, viewer.getAuthorities()));
                    PastCasebook past = casebooks.open(patient.getFirst(), Instant.now());
                    assertThat(past.since()).as(patient.getFirst()).isEmpty();
                    assertThat(answers(past.then().casebook()))
                            .isEqualTo(answers(casebooks.open(patient.getFirst()).casebook())).isNotEmpty();
                });
        SecurityContextHolder.clearContext();
        delete("identity_read");
    }

    private static Map<String, Object> answers(Casebook casebook) {
        return casebook.instances().stream().filter(instance -> !instance.answer().isBlank())
                .collect(Collectors.toMap(Casebook.Instance::exportName, Casebook.Instance::answer));
    }

    private void delete(String from) {
        assertThat(database.sql("delete from " + from).update()).isPositive();
    }

    private List<Long> counts() {
        return List.of(count("patient"), count("site"), count("user_account"), count("user_site"),
                count("audit_record"), count("finding"), count("diagnosis"), count("visit"));
    }

    private long count(String from) {
        return database.sql("select count(*) from " + from).query(Long.class).single();
    }
}
