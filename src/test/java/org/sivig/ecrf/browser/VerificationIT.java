package org.sivig.ecrf.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The monitor verifies answers beside them, and learns what changed meanwhile; the investigator what has fallen. */
class VerificationIT {

    @RegisterExtension
    final Browser browser = new Browser();

    private final Server server = DemoServer.running();

    private static Locator mark(Page page, String item) {
        return page.locator("[data-item=" + item + "] > .sdv-mark, [data-item=" + item + "] .answer > .sdv-mark");
    }

    private static void assertMark(Page page, String item, String state) {
        assertThat(mark(page, item)).hasAttribute("data-state", state);
    }

    @Test
    void anAnswerIsVerifiedByKeyAndFallsWithTheNextOne() {
        Page investigator = browser.signIn(server, "inv01");
        String number = Browser.newPatient(server, investigator);
        Browser.openForm(server, investigator, number, "diagnosis?item=dx_date");
        assertThat(Browser.field(investigator, "dx_date")).isFocused();
        Browser.type(investigator, "2009");
        investigator.keyboard().press("Tab");
        Browser.waitSaved(investigator);

        Page monitor = browser.signIn(server, "monitor");
        Browser.openForm(server, monitor, number, "diagnosis?item=dx_date");
        Browser.field(monitor, "dx_date").focus();
        monitor.keyboard().press("F6");
        assertMark(monitor, "dx_date", "verified");
        assertThat(mark(monitor, "dx_date")).hasAttribute("title", Pattern.compile("par Sophie Lambert"));
        assertThat(monitor.locator("#sdv_share")).hasText(Pattern.compile("1 sur 1"));
        monitor.keyboard().press("F6");
        assertThat(monitor.locator("#sdv_told").last()).containsText("Déjà vérifié : ");
        assertMark(monitor, "dx_date", "verified");
        monitor.keyboard().press("Shift+F6");
        assertMark(monitor, "dx_date", "open");
        mark(monitor, "dx_date").click();
        assertMark(monitor, "dx_date", "verified");

        Browser.openForm(server, investigator, number, "diagnosis?item=dx_date");
        assertMark(investigator, "dx_date", "verified");
        Browser.field(investigator, "dx_date").focus();
        Browser.type(investigator, "2010");
        investigator.keyboard().press("Tab");
        assertThat(investigator.locator("#fallen")).containsText("N’est plus vérifié");
        assertThat(mark(investigator, "dx_date")).hasCount(0);

        // The monitor, who still sees it verified, learns that it has fallen; and of another answer, before verifying it.
        Browser.field(monitor, "dx_date").focus();
        monitor.keyboard().press("F6");
        assertMark(monitor, "dx_date", "fallen");
        assertThat(Browser.field(monitor, "dx_date")).hasValue("2010");
        Browser.field(investigator, "dx_date").focus();
        Browser.type(investigator, "2011");
        investigator.keyboard().press("Tab");
        Browser.waitSaved(investigator);
        monitor.keyboard().press("F6");
        assertThat(Browser.note(monitor, "dx_date")).containsText(Pattern.compile("Claire Moreau .*a changé la réponse .*2011"));
        assertThat(Browser.field(monitor, "dx_date")).hasValue("2011");
        assertMark(monitor, "dx_date", "fallen");
    }

    @Test
    void whoReadsGoesFromFieldToFieldByTabAndFromOneAnswerToVerifyToTheNextByF6() {
        Page investigator = browser.signIn(server, "inv01");
        String number = Browser.newPatient(server, investigator);
        Browser.openForm(server, investigator, number, "diagnosis?item=raynaud_year");
        Browser.answer(investigator, "raynaud_year", "2004");
        Browser.answer(investigator, "dx_date", "2009");
        Browser.waitSaved(investigator);

        Page monitor = browser.signIn(server, "monitor");
        Browser.openForm(server, monitor, number, "diagnosis?item=dx_date");
        assertThat(Browser.field(monitor, "dx_date")).isFocused();
        monitor.keyboard().press("Tab");
        assertThat(Browser.field(monitor, "first_nonrp_year")).isFocused();
        monitor.keyboard().press("Tab");
        assertThat(Browser.field(monitor, "raynaud_year")).isFocused();
        monitor.keyboard().press("Tab");
        assertThat(monitor.locator("#ssc_type")).isFocused(); // nothing is chosen in it, and a query can be raised there
        Browser.field(monitor, "dx_date").focus();
        monitor.keyboard().press("F6");
        monitor.keyboard().press("F6"); // waits for the first
        assertThat(Browser.field(monitor, "raynaud_year")).isFocused();
        assertMark(monitor, "dx_date", "verified");
        assertMark(monitor, "raynaud_year", "verified");
        assertThat(monitor.locator("#sdv_share")).hasText(Pattern.compile("2 sur 2"));
    }

    @Test
    void aVisitIsVerifiedWithACountBeforeAndAnUndoAfter() {
        Page page = browser.signIn(server, "monitor");
        Browser.openForm(server, page, "SIV-04-001", "visit");
        Locator visit = page.locator("#sdv_m3");
        assertThat(visit).hasText(Pattern.compile("M3 0/\\d+"));
        visit.click();
        assertThat(page.locator("#sdv_confirm")).hasText(Pattern.compile("Vérifier \\d+ réponses"));
        assertThat(page.locator("#sdv_confirm")).isFocused();
        page.keyboard().press("Escape");
        assertThat(page.locator("#sdv_confirm")).hasCount(0);
        assertThat(visit).isFocused();
        assertThat(visit).hasText(Pattern.compile("M3 0/\\d+"));
        page.keyboard().press("Enter");
        assertThat(page.locator("#sdv_confirm")).isFocused();
        page.keyboard().press("Enter");
        assertThat(visit).hasText(Pattern.compile("M3 (\\d+)/\\1$"));
        assertMark(page, "visit_date_m3", "verified");
        assertThat(page.locator("#visit_date_m3")).hasAttribute("aria-description", Pattern.compile("Vérifié"));

        page.locator("#sdv_undo").click();
        assertThat(visit).hasText(Pattern.compile("M3 0/\\d+"));
        assertThat(mark(page, "visit_date_m3")).hasCount(0);
        page.locator("#mrss_m6").focus();
        page.keyboard().press("F6");
        assertMark(page, "mrss_m6", "verified");
    }
}
