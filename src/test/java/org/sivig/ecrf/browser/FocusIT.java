package org.sivig.ecrf.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Whatever is done, something that one works with has the focus afterwards, and the next key goes there. */
class FocusIT {

    @RegisterExtension
    final Browser browser = new Browser();

    private final Server server = DemoServer.running();
    private Page page;
    private String number;

    private void open(String form) {
        page = browser.signIn(server, "inv01");
        number = Browser.newPatient(server, page, form);
    }

    /** Something else than the page as a whole has the focus. */
    private void assertSomewhere() {
        page.waitForFunction("() => document.activeElement && document.activeElement !== document.body");
    }

    private Locator focused() {
        return page.locator(":focus");
    }

    @Test
    void everyPageBeginsSomewhere() {
        page = browser.signIn(server, "inv01");
        for (String path : List.of("/", "/patients", "/findings", "/queries", "/data/visit", "/dashboard", "/samples",
                "/patients/SIV-01-001", "/nothing")) {
            page.navigate(server.url() + path);
            assertThat(focused()).isVisible();
            assertSomewhere();
        }
        page.locator("a.brand").click();
        assertThat(page.locator(".home-waits")).isVisible();
        assertSomewhere();
        Page monitor = browser.signIn(server, "monitor");
        Browser.openForm(server, monitor, "SIV-01-001", "diagnosis");
        assertThat(monitor.locator("h1")).isFocused();
    }

    @Test
    void aJustifiedChoiceHasTheFocusAgain() {
        open("tolerance");
        Browser.field(page, "minor_rx").focus();
        page.keyboard().press("1");
        Browser.waitSaved(page);
        page.navigate(server.url() + "/patients/" + number + "/diagnosis");
        Browser.answer(page, "first_nonrp_year", "2005");
        Browser.answer(page, "raynaud_year", "2010");
        Browser.waitSaved(page);
        page.locator("[data-check=E11] .justify").click();
        page.keyboard().press("1");
        page.keyboard().press("Enter");
        assertThat(page.locator("[data-check=E11]")).containsText("Justifié");
        assertThat(Browser.field(page, "raynaud_year")).isFocused();
    }

    @Test
    void aChoiceHasTheFocusAgainAfterADialogAboutIt() {
        open("diagnosis");
        Browser.field(page, "overlap").focus();
        page.keyboard().press("0");
        for (String key : List.of("F7", "F9")) {
            page.keyboard().press(key);
            assertThat(page.locator("#query_text, .history-popover").first()).isVisible();
            page.keyboard().press("Escape");
            assertThat(page.locator("#query_text, .history-popover")).hasCount(0);
            assertThat(page.locator("[data-item=overlap] input:focus")).hasCount(1);
        }
        page.evaluate("window.sivig.goTo('overlap')");
        assertThat(page.locator("[data-item=overlap] input:focus")).isChecked();
    }

    @Test
    void theMenuOfReasonsGivesTheFocusBack() {
        open("diagnosis");
        Browser.field(page, "dx_date").focus();
        Browser.reason(page, "dx_date").click();
        page.locator("[role=menuitem]").first().click();
        assertThat(Browser.reason(page, "dx_date")).hasText("ND");
        assertSomewhere();
        assertThat(page.locator("[data-item=dx_date] :focus")).hasCount(1);
    }

    @Test
    void completingAndReopeningTheLastFormLeavesTheFocusAtItsFoot() {
        open("follow-up");
        for (Object name : (List<?>) page.evaluate("() => [...document.querySelectorAll('[data-item]')]"
                + ".filter(item => item.offsetParent).map(item => item.dataset.item)")) {
            Browser.field(page, (String) name).focus();
            page.keyboard().press("F2");
            Browser.waitSaved(page);
        }
        page.locator("#complete_form").focus();
        page.keyboard().press("Enter");
        assertThat(page.locator("#form_state")).hasAttribute("data-value", "complete");
        assertThat(page.locator("#reopen_form")).isFocused();
        page.keyboard().press("Enter");
        Browser.type(page, "Une date manque");
        page.keyboard().press("Enter");
        assertThat(page.locator("#form_state")).not().hasAttribute("data-value", "complete");
        assertThat(page.locator("#why_text")).hasCount(0);
        assertSomewhere();
    }

    @Test
    void aRowThatIsTakenAwayLeavesTheFocusNextToIt() {
        open("prior-treatment");
        Browser.field(page, "pre_any_prior").focus();
        page.keyboard().press("1");
        Browser.waitSaved(page);
        Locator first = page.locator("[data-item=pre_mtx_given] input").first();
        first.focus();
        page.keyboard().press("1");
        Browser.waitSaved(page);
        page.locator("#add_episode").click();
        page.locator("[role=menuitem]").first().click();
        Browser.waitSaved(page);
        Locator row = page.locator("tr:has([data-item=pre_mtx_e2_given])");
        assertThat(row).isVisible();
        row.locator(".remove").click();
        assertThat(row).hasCount(0);
        assertSomewhere();
        assertThat(page.locator("#undo")).isVisible();
        page.locator("#undo").click();
        assertThat(row).isVisible();
        assertSomewhere();
    }

    @Test
    void aCasebookThatIsCompletedAndFrozenKeepsTheFocus() {
        page = browser.signIn(server, "datamanager");
        page.navigate(server.url() + "/patients/SIV-05-001");
        Locator steps = page.locator(".life vaadin-button");
        assertThat(steps.first()).isVisible();
        steps.first().click();
        Browser.settled(page);
        assertSomewhere();
    }

    @Test
    void theFocusLeavesACellThatIsNoLongerAsked() {
        open("visit");
        Browser.field(page, "visit_done_m3").focus();
        page.keyboard().press("0");
        page.keyboard().press("Enter");
        assertThat(Browser.field(page, "hb_m3")).isHidden();
        assertSomewhere();
        page.keyboard().press("Control+z");
        assertThat(Browser.field(page, "hb_m3")).isVisible();
        assertSomewhere();
    }
}
