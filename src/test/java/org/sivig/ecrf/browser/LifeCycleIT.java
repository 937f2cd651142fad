package org.sivig.ecrf.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Completing, changing with a reason, signing and freezing, as one does it. */
class LifeCycleIT {

    /** A demo patient whose casebook is complete. */
    private static final String COMPLETE = "SIV-05-001";

    /** A demo patient whose casebook is frozen. */
    private static final String FROZEN = "SIV-02-001";

    @RegisterExtension
    final Browser browser = new Browser();

    private final Server server = DemoServer.running();

    @Test
    void aFormIsCompleteWhenNothingIsOpenAndThenEachChangeHasItsReason() throws SQLException {
        Page page = browser.signIn(server, "inv01");
        String number = Browser.newPatient(server, page, "follow-up");
        Browser.choose(page, "death", "0");
        Browser.waitSaved(page);

        page.locator("#complete_form").click();
        Locator link = page.locator("#obstacles a");
        assertThat(link).hasCount(1);
        assertThat(link).hasAttribute("href", Pattern.compile(".*item=last_news_date"));
        link.click();
        assertThat(Browser.field(page, "last_news_date")).isFocused();
        Browser.answer(page, "last_news_date", "2011");
        Browser.waitSaved(page);
        assertThat(page.locator("#obstacles")).isHidden();
        page.locator("#complete_form").click();
        assertThat(page.locator("#form_state")).hasAttribute("data-value", "complete");

        Browser.answer(page, "last_news_date", "2012");
        assertThat(page.locator("#why_code")).isVisible();
        page.keyboard().press("Escape");
        Browser.assertShows(page, "last_news_date", "2011");
        assertThat(Browser.note(page, "last_news_date")).containsText("2012");

        Browser.note(page, "last_news_date").locator("button").click();
        assertThat(page.locator("#why_code input").first()).isFocused();
        page.keyboard().press("Space");
        page.locator("#why_again input").click();
        page.locator("#why_text input").fill("chiffre mal lu");
        page.keyboard().press("Enter");
        Browser.waitSaved(page);
        Browser.assertShows(page, "last_news_date", "2012");
        assertThat(lastReason(number)).isEqualTo("transcription: chiffre mal lu");

        Browser.answer(page, "last_news_date", "2013");
        Browser.waitSaved(page);
        Browser.assertShows(page, "last_news_date", "2013");
        assertThat(page.locator("#why_code")).hasCount(0);
    }

    @Test
    void whoGoesBackFromTheQuestionWhyIsAskedAgainAndLosesNothing() {
        Page page = browser.signIn(server, "inv01");
        String number = Browser.newPatient(server, page, "follow-up");
        Browser.choose(page, "death", "0");
        Browser.answer(page, "last_news_date", "2011");
        Browser.waitSaved(page);
        page.locator("#complete_form").click();
        assertThat(page.locator("#form_state")).hasAttribute("data-value", "complete");
        Browser.answer(page, "last_news_date", "2012");
        assertThat(page.locator("#why_code")).isVisible();
        page.goBack();
        assertThat(page.locator("vaadin-dialog")).hasCount(0);
        Browser.openForm(server, page, number, "follow-up");
        assertThat(page.locator("#why_code")).isVisible();
        page.locator("#why_code input").nth(1).click();
        page.locator("#why_confirm").click();
        Browser.waitSaved(page);
        Browser.assertShows(page, "last_news_date", "2012");
    }

    @Test
    void aSignatureTakesThePasswordAndFallsWithAChangeAndNothingIsSavedInAFrozenCasebook() {
        Page page = browser.signIn(server, "inv05");
        open(page);
        assertThat(page.locator("#casebook_state")).hasAttribute("data-value", "complete");
        page.locator("#sign").click();
        page.locator("#sign_password input").fill(Browser.PASSWORD);
        page.keyboard().press("Enter");
        assertThat(page.locator("#sign_username")).containsText("À remplir");
        page.locator("#sign_username input").fill("inv01");
        page.keyboard().press("Enter");
        assertThat(page.getByText("Ce n’est pas votre identifiant, ou pas votre mot de passe").first()).isVisible();
        page.keyboard().press("Enter");
        assertThat(page.locator("#sign_password")).containsText("À remplir");
        page.locator("#sign_username input").fill("inv05");
        page.locator("#sign_password input").fill("wrong");
        page.keyboard().press("Enter");
        assertThat(page.locator("#sign_password")).hasAttribute("invalid", "");
        page.locator("#sign_password input").fill(Browser.PASSWORD);
        page.keyboard().press("Enter");
        assertThat(page.locator("#casebook_state")).hasAttribute("data-value", "signed");
        assertThat(page.locator(".signatures li")).hasCount(1);

        Browser.openForm(server, page, COMPLETE, "diagnosis");
        Browser.answer(page, "first_nonrp_year", "2001");
        page.locator("#why_code input").nth(1).click();
        page.locator("#why_confirm").click();
        assertThat(page.locator("#fallen")).isVisible();
        assertThat(page.locator("#casebook_state")).not().hasAttribute("data-value", "signed");

        Page manager = browser.signIn(server, "datamanager");
        open(manager);
        manager.locator("#freeze").click();
        assertThat(manager.locator("vaadin-confirm-dialog")).containsText(Pattern.compile("\\d+ constats? à traiter|[Aa]ucun constat"));
        manager.locator("#life_confirm").click();
        assertThat(manager.locator("#casebook_state")).hasAttribute("data-value", "frozen");

        Browser.answer(page, "first_nonrp_year", "2000");
        assertThat(page.locator("vaadin-notification-card").filter(
                new Locator.FilterOptions().setHasText("2000"))).isVisible();
        Browser.assertShows(page, "first_nonrp_year", "2001");
        assertThat(Browser.field(page, "first_nonrp_year")).not().isEditable();
        assertThat(page.locator(".note.info").first()).containsText(Pattern.compile("Données gelées le \\d.* par [^?]"));
        assertThat(page.locator("#complete_form")).isHidden();
    }

    /** What the page still shows is older than the lock. */
    @Test
    void whoAsksInACasebookThatWasLockedMeanwhileIsToldSoAndSeesIt() throws SQLException {
        Page page = browser.signIn(server, "datamanager");
        Browser.go(page, server.url() + "/patients/" + FROZEN);
        page.locator("#lock").click();
        assertThat(page.locator("vaadin-confirm-dialog")).containsText(Pattern.compile("vérifiées? contre la source, sur \\d+"));
        page.keyboard().press("Escape");
        assertThat(page.locator("vaadin-confirm-dialog")).hasCount(0);
        Browser.openForm(server, page, FROZEN, "diagnosis");
        assertThat(page.locator("#casebook_state")).hasAttribute("data-value", "frozen");
        Browser.field(page, "dx_date").focus();
        state(FROZEN, "LOCKED"); // by hand: other tests may have left queries there, with which nobody locks it
        try {
            page.keyboard().press("F7");
            assertThat(page.locator("vaadin-notification-card")).containsText("Verrouillé");
            assertThat(page.locator("#query_text")).hasCount(0);
            assertThat(page.locator("#casebook_state")).hasAttribute("data-value", "locked");
            assertThat(page.locator(".note.info").first()).containsText("verrouillées");
        } finally {
            state(FROZEN, "FROZEN");
        }
    }

    @Test
    void aCasebookTooManyIsRemovedForAReasonAndRestored() {
        Page page = browser.signIn(server, "inv01");
        String number = Browser.newPatient(server, page, "diagnosis");
        Browser.answer(page, "first_nonrp_year", "2001");
        Browser.waitSaved(page);

        Page manager = browser.signIn(server, "datamanager");
        Browser.openForm(server, manager, number, "diagnosis?item=first_nonrp_year");
        manager.keyboard().press("F7");
        manager.locator("#query_text textarea").fill("Sûr ?");
        manager.locator("#query_raise").click();
        assertThat(manager.locator("#query_text")).hasCount(0);
        Browser.go(manager, server.url() + "/patients/" + number);
        manager.locator("#remove").click();
        assertThat(manager.locator("#obstacles")).containsText("Requêtes en attente");
        assertThat(manager.locator("#why_text")).hasCount(0); // nobody writes a reason in vain
        Page second = manager.context().newPage();
        Browser.go(second, server.url() + "/patients/" + number);
        manager.locator("#obstacles a").click();
        manager.locator("[data-query]", new Page.LocatorOptions().setHasText("Sûr ?")).locator(".open-query").click();
        manager.locator("#query_outcome input").last().click();
        manager.locator("vaadin-dialog[opened] #query_close").click();
        assertThat(manager.locator("#query_outcome")).hasCount(0);
        second.locator("#remove").click(); // this page has not heard of that
        second.locator("#why_confirm").click();
        assertThat(second.locator("#why_text")).containsText("Dites pourquoi");
        second.locator("#why_text input").fill("saisi deux fois");
        second.locator("#why_confirm").click();
        assertThat(second.locator("#casebook_state")).hasAttribute("data-value", "removed");
        Browser.go(manager, server.url() + "/patients/" + number);
        assertThat(manager.locator("#casebook_state")).hasAttribute("data-value", "removed");
        assertThat(manager.locator(".life")).containsText("saisi deux fois");
        assertThat(manager.locator(".life")).containsText("ne compte plus");
        AccessibilityIT.assertAccessible(manager, "fr");

        Browser.answer(page, "first_nonrp_year", "2000");
        assertThat(page.locator("vaadin-notification-card").filter(new Locator.FilterOptions().setHasText("2000"))).isVisible();
        Browser.assertShows(page, "first_nonrp_year", "2001");
        assertThat(Browser.field(page, "first_nonrp_year")).not().isEditable();
        assertThat(page.locator(".note.info").first()).containsText("écarté de l’étude");

        Browser.go(manager, server.url() + "/patients?number=" + number);
        assertThat(manager.locator("vaadin-grid")).containsText("Écarté");
        Browser.go(manager, server.url() + "/data/identification?patient.number=~" + number);
        assertThat(manager.locator(".patients-count")).hasText(Pattern.compile("^Aucune ligne.*"));

        Browser.go(manager, server.url() + "/patients/" + number);
        manager.locator("#restore").click();
        manager.locator("#why_text input").fill("était le bon");
        manager.locator("#why_confirm").click();
        assertThat(manager.locator("#casebook_state")).hasAttribute("data-value", "in_progress");
    }

    private static void state(String number, String state) throws SQLException {
        try (Connection database = DemoServer.H2.database();
                PreparedStatement update = database.prepareStatement("update patient set state = ? where number = ?")) {
            update.setString(1, state);
            update.setString(2, number);
            update.executeUpdate();
        }
    }

    private void open(Page page) {
        Browser.go(page, server.url() + "/patients/" + COMPLETE);
        assertThat(page.locator(".life")).isVisible();
    }

    private static String lastReason(String number) throws SQLException {
        try (Connection database = DemoServer.H2.database();
                PreparedStatement query = database.prepareStatement("""
                        select r.reason from audit_record r join patient p on p.id = r.patient_id
                        where p.number = ? order by r.seq desc""")) {
            query.setString(1, number);
            try (ResultSet records = query.executeQuery()) {
                records.next();
                return records.getString(1);
            }
        }
    }
}
