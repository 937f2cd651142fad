package org.sivig.ecrf.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Page;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.sivig.ecrf.audit.Chains;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Two nodes behind a balancer are brought to the next version one after the other, while somebody goes on typing. The next version is the jar of this build
 * with one change of the schema more, which adds a column: that code changes too is not shown by it.
 */
class UpgradeIT {

    private static final String CHANGE = """

            -- changeset sivig:999-of-the-next-version
            alter table identification add column of_the_next_version varchar(20) default 'kept';
            """;

    @RegisterExtension
    final Browser browser = new Browser();

    @Test
    void nodesAreUpgradedOneAfterTheOtherWhileSomebodyTypesAndNothingIsLost(@TempDir Path data) throws Exception {
        assumeTrue(Balancer.program().isPresent() || System.getenv("CI") != null, "haproxy is not installed here");
        Path next = Server.withChange(CHANGE);
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start()) {
            Map<String, String> settings = Map.of("spring.datasource.url", postgres.getJdbcUrl("postgres", "postgres"), "spring.datasource.username", "postgres");
            JdbcClient database = JdbcClient.create(postgres.getPostgresDatabase());
            try (Server one = Server.start(data, settings); Server other = Server.start(data, settings); Balancer balancer = new Balancer(data, one, other)) {
                Page page = browser.signIn(one.behind(balancer.port()), "inv01");
                other.behind(balancer.port());
                String patient = Browser.newPatient(one, page);
                answer(page, "birth_date", "14031960");
                Server first = isOn(page, "one") ? one : other;
                Server second = first == one ? other : one;

                first.stop();
                goesOnElsewhere(page, "ref_physician", "Dr A");
                try (Server firstOfNext = first.replacedBy(next)) {
                    answer(page, "last_name3", "LEG"); // by the earlier version, on the schema of the next
                    answer(page, "ref_physician", "Dr B");
                    database.sql("update identification set of_the_next_version = 'filled' where patient_id = (select id from patient where number = ?)")
                            .param(patient).update();
                    answer(page, "first_name3", "ANN");

                    second.stop();
                    goesOnElsewhere(page, "ref_physician", "Dr C");
                    assertThatExceptionOfType(Server.NotStarted.class).isThrownBy(second::restart)
                            .satisfies(refused -> assertThat(refused.log()).contains("changed by a later version", "999-of-the-next-version"));
                    try (Server secondOfNext = second.replacedBy(next)) {
                        firstOfNext.stop();
                        goesOnElsewhere(page, "birth_date", "15031960");
                        assertThat(secondOfNext.isRunning()).isTrue();
                    }
                }
                assertThat(database.sql("select ref_physician || ' ' || of_the_next_version from identification i join patient p on p.id = i.patient_id"
                        + " where number = ?").param(patient).query(String.class).single()).isEqualTo("Dr C filled");
                assertThat(database.sql("select coalesce(new_value, '') from audit_record a join patient p on p.id = a.patient_id"
                        + " where number = ? and item = 'ref_physician' order by a.seq").param(patient).query(String.class).list())
                        .containsExactly("Dr A", "Dr B", "Dr C");
                assertThat(database.sql("select count(*) from audit_record a join patient p on p.id = a.patient_id where number = ?"
                        + " and item in ('last_name3', 'first_name3', 'birth_date')").param(patient).query(Long.class).single()).isEqualTo(4);
                assertThat(Chains.verify(postgres.getPostgresDatabase())).isEmpty();
            }
        }
    }

    private static boolean isOn(Page page, String node) {
        return page.context().cookies().stream().anyMatch(cookie -> cookie.name.equals("NODE") && cookie.value.equals(node));
    }

    private static void answer(Page page, String item, String text) {
        Browser.answer(page, item, text);
        Browser.waitSaved(page);
    }

    /** What is typed while the node of this page is gone is saved by another one, of which the page is loaded and says so. */
    private static void goesOnElsewhere(Page page, String item, String text) {
        page.evaluate("window.ofTheNodeBefore = true");
        Browser.answer(page, item, text);
        page.waitForFunction("() => !window.ofTheNodeBefore");
        assertThat(page.locator("#resumed")).containsText("Le serveur a changé");
        Browser.waitSaved(page);
    }
}
