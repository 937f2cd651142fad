package org.sivig.ecrf.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The first start of a demo, held up before its accounts are there: they come last, in one transaction. */
class FirstStartIT {

    private static final String OPTIONS = ";WRITE_DELAY=0;AUTO_SERVER=TRUE;LOCK_TIMEOUT=600000";

    @RegisterExtension
    final Browser browser = new Browser();

    @TempDir
    private Path data;
    private Connection holdUp;
    private @Nullable Server server;

    @BeforeEach
    void startADemoWhoseAccountsCannotBeWrittenYet() throws IOException, SQLException {
        holdUp = DriverManager.getConnection("jdbc:h2:file:" + Server.demo(data).resolve("sivig").toAbsolutePath() + OPTIONS,
                "sivig", "");
        try (Statement sql = holdUp.createStatement()) {
            sql.execute("delete from user_site");
            sql.execute("delete from user_account");
            holdUp.setAutoCommit(false);
            sql.execute("insert into user_account (username, password, display_name, role)"
                    + " values ('inv01', '', '', 'INVESTIGATOR')");
        }
        server = Server.startUntilItAnswers(data, Map.of("spring.datasource.hikari.connection-init-sql",
                "set lock_timeout = 600000", "spring.datasource.url",
                "jdbc:h2:file:${sivig.data}/sivig" + OPTIONS));
    }

    @AfterEach
    void stop() throws SQLException {
        if (server != null) {
            server.kill();
        }
        holdUp.close();
    }

    @Test
    void thePageTellsHowFarTheDemoIsBecomesThePageToSignInByItselfAndCallsNoPasswordWrong() throws SQLException {
        Page page = browser.open(server.url() + "/login");
        assertThat(page.getByText("La démo se prépare")).isVisible();
        assertThat(page.getByRole(AriaRole.PROGRESSBAR)).hasAttribute("aria-label", "La démo se prépare");
        assertThat(password(page)).hasCount(0);
        assertThat(page).hasTitle("La démo se prépare · SIVIG eCRF");
        AccessibilityIT.assertAccessible(page, "fr");

        Page tooEarly = browser.open(server.url() + "/login?error");
        assertThat(tooEarly.getByText("La démo se prépare")).isVisible();

        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("English")).click();
        assertThat(page.getByText("The demo is being prepared")).isVisible();
        AccessibilityIT.assertAccessible(page, "en");

        holdUp.rollback();
        assertThat(page.locator("input[name=username]")).isFocused();
        assertThat(page).hasTitle("Sign in · SIVIG eCRF");
        assertThat(page.getByText(Browser.PASSWORD)).isVisible();
        Browser.signIn(page, "inv01", Browser.PASSWORD);
        assertThat(page).hasURL(server.url() + "/");

        // a password sent too early is not called wrong
        assertThat(password(tooEarly)).isVisible();
        assertThat(tooEarly.getByText("Identifiant ou mot de passe incorrect")).isHidden();
        tooEarly.reload();
        assertThat(password(tooEarly)).isVisible();
        assertThat(tooEarly.getByText("Identifiant ou mot de passe incorrect")).isHidden();
    }

    @Test
    void aDemoThatWasKilledWhileItWasPreparedIsReadyAfterTheNextStart() throws SQLException {
        server.kill();
        holdUp.rollback();
        server = server.restart();

        Page page = browser.open(server.url() + "/login");
        Browser.signIn(page, "inv01", Browser.PASSWORD);
        assertThat(page).hasURL(server.url() + "/");
        assertThat(server.log()).contains("Made 40 fictitious patients");
    }

    private static Locator password(Page page) {
        return page.locator("input[name=password]");
    }
}
