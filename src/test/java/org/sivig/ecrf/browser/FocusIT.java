package org.sivig.ecrf.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Whatever is done, something that one works with has the focus afterwards, and the next key goes there. */
class FocusIT {

    @RegisterExtension
    final Browser browser = new Browser();

    private final Server server = DemoServer.running();
    private final HeldRequests held = new HeldRequests();
    private Page page;
    private String number;

    private void open(String form) {
        page = browser.signIn(server, "inv01");
        number = Browser.newPatient(server, page, form);
    }

    /** Something else than the page as a whole has the focus. */
    private void assertSomewhere(Page at) {
        Browser.settled(at);
        assertThat(at.locator("body:not(:focus-within)")).hasCount(0);
    }

    private void assertSomewhere() {
        assertSomewhere(page);
    }

    private Locator dialog() {
        return page.locator("vaadin-dialog");
    }

    private void assertNothingAsked() {
        assertThat(dialog()).hasCount(0);
        assertSomewhere();
    }

    // --- pages ------------------------------------------------------------------------------------------------------

    @Test
    void everyPageBeginsSomewhere() {
        page = browser.signIn(server, "inv01");
        for (String path : List.of("/", "/patients", "/findings", "/queries", "/data/visit", "/dashboard", "/guide",
                "/patients/SIV-01-001", "/patients/SIV-01-001/visit", "/patients/SIV-99-999", "/nothing")) {
            Browser.go(page, server.url() + path);
            assertSomewhere();
        }
        Browser.go(page, server.url() + "/patients");
        page.locator("a.brand").click();
        assertThat(page.locator(".home-waits")).isVisible();
        assertSomewhere();
        for (Locator link : page.locator("a.nav-link").all()) {
            link.click();
            assertThat(link).hasAttribute("aria-current", "page");
            assertSomewhere();
        }
        Page monitor = browser.signIn(server, "monitor");
        for (String path : List.of("/samples", "/audit", "/checks", "/patients/SIV-01-001/diagnosis")) {
            Browser.go(monitor, server.url() + path);
            assertSomewhere(monitor);
        }
    }

    @Test
    void whoSignsInTypesTheirNameAtOnceAndBeginsSomewhere() {
        page = browser.open(server.url() + "/login");
        assertThat(page.locator("input[name=username]")).isFocused();
        Browser.type(page, "inv01");
        page.keyboard().press("Tab");
        Browser.type(page, Browser.PASSWORD);
        page.keyboard().press("Enter");
        assertThat(page).not().hasURL(Pattern.compile(".*/login.*"));
        assertThat(page.locator("h1").first()).isVisible();
        assertSomewhere();
    }

    @Test
    void theNextPageOfACasebookBeginsInItsFirstField() {
        open("eligibility");
        page.locator("#next_section").focus();
        page.keyboard().press("Enter");
        page.waitForURL(Pattern.compile(".*/diagnosis"));
        assertThat(page.locator("[data-item] input:focus")).hasCount(1);
        page.locator(".sections a[href$='/visit']").click();
        page.waitForURL(Pattern.compile(".*/visit"));
        assertThat(page.locator(".matrix")).isVisible();
        assertSomewhere();
        page.goBack();
        page.waitForURL(Pattern.compile(".*/diagnosis"));
        assertSomewhere();
    }

    /** Back, in the moment in which the address of the next page stands there and its router has not been told. */
    @Test
    void whoGoesBackAtOnceSeesThePageOfTheAddress() {
        open("eligibility");
        page.evaluate("""
                () => {
                  const push = history.pushState;
                  history.pushState = function (...to) {
                    history.pushState = push;
                    push.apply(this, to);
                    history.back();
                    const until = performance.now() + 100;
                    while (performance.now() < until) { }
                  };
                }""");
        page.evaluate("window.isSamePage = true"); // what is written and not sent is lost with it
        page.locator(".sections a[href$='/diagnosis']").click();
        page.waitForFunction("history.state.idx !== undefined && location.pathname.endsWith('/eligibility')"
                + " && !window.Vaadin.Flow.navigation");
        assertThat(page.locator("[data-item=acr_prox]")).isVisible();
        page.waitForFunction("window.isSamePage");
    }

    // --- dialogs ----------------------------------------------------------------------------------------------------

    @Test
    void aJustifiedChoiceHasTheFocusAgain() {
        open("diagnosis");
        Browser.answer(page, "first_nonrp_year", "2005");
        Browser.answer(page, "raynaud_year", "2010");
        Browser.waitSaved(page);
        Locator finding = page.locator(".notes [data-check=E11]");
        finding.locator(".justify").click();
        page.keyboard().press("1"); // perhaps before the dialog is there
        page.keyboard().press("Enter");
        assertThat(finding).containsText("Justifié");
        assertThat(Browser.field(page, "raynaud_year")).isFocused();
        finding.locator(".justify").click();
        assertThat(finding).not().containsText("Justifié");
        assertThat(Browser.field(page, "raynaud_year")).isFocused();
    }

    @Test
    void whatIsTypedAfterAClickThatOpensADialogIsForTheDialog() {
        open("diagnosis");
        Browser.answer(page, "first_nonrp_year", "2005");
        Browser.answer(page, "raynaud_year", "2010");
        Browser.waitSaved(page);
        Locator finding = page.locator(".notes [data-check=E11]");
        assertThat(finding.locator(".justify")).isVisible();
        held.hold(page);
        finding.locator(".justify").click();
        page.keyboard().press("1");
        page.keyboard().press("Enter");
        held.letGo(page);
        assertThat(finding).containsText("Justifié");
        assertThat(page.locator("#missed_keys")).hasCount(0);
        Browser.reason(page, "raynaud_year").click();
        Locator note = page.locator(".reasons-menu [role=menuitem]").last();
        assertThat(note).isVisible();
        held.hold(page);
        note.click();
        Browser.type(page, "Relire");
        held.letGo(page);
        assertThat(page.locator("#query_text textarea")).hasValue("Relire");
        page.keyboard().press("Escape");
        page.keyboard().press("Escape");
        assertNothingAsked();
    }

    @Test
    void howeverADialogIsClosedTheFieldHasTheFocusAgain() {
        open("diagnosis");
        Browser.field(page, "dx_date").focus();
        for (String way : List.of("Escape", "Cancel", "Confirm")) {
            page.keyboard().press("F7");
            assertThat(page.locator("#query_text textarea")).isFocused();
            Browser.type(page, "Relire");
            switch (way) {
                case "Escape" -> {
                    page.keyboard().press("Escape");
                    page.keyboard().press("Escape");
                }
                case "Cancel" -> dialog().locator("vaadin-button").first().click();
                default -> page.locator("#query_raise").click();
            }
            assertThat(dialog()).hasCount(0);
            assertThat(Browser.field(page, "dx_date")).isFocused();
        }
        Browser.note(page, "dx_date").locator("button").first().click();
        assertThat(dialog().locator("vaadin-button").first()).isVisible();
        assertThat(page.locator("vaadin-dialog:focus-within")).hasCount(1);
        dialog().locator("vaadin-button").first().click();
        assertNothingAsked();
    }

    @Test
    void aChoiceHasTheFocusAgainAfterADialogAboutIt() {
        open("diagnosis");
        Browser.field(page, "overlap").focus();
        page.keyboard().press("0");
        Browser.waitSaved(page);
        for (String key : List.of("F7", "F9")) {
            page.keyboard().press(key);
            Locator opened = page.locator(key.equals("F7") ? "#query_text" : ".history-popover h2");
            assertThat(opened).isVisible();
            page.keyboard().press("Escape");
            assertThat(opened).isHidden();
            assertThat(page.locator("[data-item=overlap] input:focus")).hasCount(1);
        }
        page.evaluate("window.sivig.goTo('overlap')");
        assertThat(page.locator("[data-item=overlap] input:focus")).isChecked();
    }

    @Test
    void theMenuOfReasonsGivesTheFocusBack() {
        open("diagnosis");
        for (boolean chosen : List.of(false, true)) {
            Browser.field(page, "dx_date").focus();
            Browser.reason(page, "dx_date").click();
            assertThat(page.locator(".reasons-menu [role=menuitem]").first()).isVisible();
            if (chosen) {
                page.locator(".reasons-menu [role=menuitem]").first().click();
                assertThat(Browser.reason(page, "dx_date")).hasText("ND");
            } else {
                page.keyboard().press("Escape");
            }
            assertThat(page.locator(".reasons-menu [role=menuitem]").first()).isHidden();
            assertThat(page.locator("[data-item=dx_date] :focus")).hasCount(1);
        }
    }

    // --- forms ------------------------------------------------------------------------------------------------------

    @Test
    void anAnswerThatRevealsOrHidesOthersKeepsTheFocus() {
        open("diagnosis");
        Browser.field(page, "overlap").focus();
        for (String key : List.of("1", "0", "Delete", "F2")) {
            page.keyboard().press(key);
            Browser.waitSaved(page);
            assertThat(page.locator("[data-item=overlap] input:focus")).hasCount(1);
        }
        page.keyboard().press("1");
        page.keyboard().press("Tab");
        assertThat(Browser.field(page, "overlap_spec")).isFocused();
        Browser.type(page, "lupus");
        page.keyboard().press("Shift+Tab");
        Browser.choose(page, "overlap", "0");
        assertThat(page.locator("#undo")).isVisible();
        page.locator("#undo").click();
        Browser.assertShows(page, "overlap_spec", "lupus");
        assertThat(page.locator("#undo")).hasCount(0);
        assertSomewhere();
    }

    @Test
    void theFocusLeavesACellThatIsNoLongerAsked() {
        open("visit");
        Browser.field(page, "visit_done_m3").focus();
        page.keyboard().press("1");
        page.keyboard().press("Enter");
        Browser.answer(page, "hb_m3", "12");
        Browser.waitSaved(page);
        Browser.field(page, "visit_done_m3").focus();
        page.keyboard().press("0");
        page.keyboard().press("Enter");
        assertThat(page.locator("#undo")).isVisible();
        assertSomewhere();
        page.keyboard().press("Control+z");
        Browser.assertShows(page, "hb_m3", "12");
        assertSomewhere();
    }

    @Test
    void aRowThatIsTakenAwayLeavesTheFocusNextToIt() {
        open("prior-treatment");
        Browser.choose(page, "pre_any", "1");
        Browser.choose(page, "pre_mtx_given", "1");
        Browser.waitSaved(page);
        page.locator("#add_episode").click();
        page.locator(".reasons-menu [role=menuitem]").first().click();
        Locator row = page.locator("tr:has([data-item=pre_mtx_e2_given])");
        assertThat(Browser.field(page, "pre_mtx_e2_dose")).isFocused();
        row.locator(".remove").click();
        assertThat(row).hasCount(0);
        assertSomewhere();
        page.locator("#undo").click();
        assertThat(row).isVisible();
        assertSomewhere();
    }

    @Test
    void completingAndReopeningTheLastFormLeavesTheFocusAtItsFoot() {
        open("follow-up");
        fill();
        page.locator("#complete_form").focus();
        page.keyboard().press("Enter");
        assertThat(page.locator("#form_state")).hasAttribute("data-value", "complete");
        assertThat(page.locator("#reopen_form")).isFocused();
        page.keyboard().press("Enter");
        Browser.type(page, "Une date manque");
        page.keyboard().press("Enter");
        assertThat(page.locator("#form_state")).not().hasAttribute("data-value", "complete");
        assertThat(dialog()).hasCount(0);
        assertThat(page.locator("#complete_form")).isFocused();
        page.keyboard().press("Enter");
        assertThat(page.locator("#reopen_form")).isFocused();
        page.keyboard().press("Enter");
        assertThat(page.locator("#why_text input")).isFocused();
        page.keyboard().press("Escape");
        assertThat(dialog()).hasCount(0);
        assertThat(page.locator("#reopen_form")).isFocused();
    }

    @Test
    void eachStepOfACasebookLeavesTheFocusOnWhatComesNext() {
        open("eligibility");
        List<String> sections = page.locator(".sections a:not(.overview)").all().stream()
                .map(link -> link.getAttribute("href")).toList();
        page.locator(".sections a.overview").click();
        page.locator("#complete_casebook").click();
        assertThat(page.locator("#obstacles")).isFocused();
        for (String section : sections) {
            page.locator(".sections a[href='" + section + "']").click();
            page.waitForURL(Pattern.compile(".*" + Pattern.quote(section)));
            fill();
            page.locator("#complete_form").click();
            assertThat(page.locator("#form_state")).hasAttribute("data-value", "complete");
            assertSomewhere();
        }
        page.locator(".sections a.overview").click();
        page.locator("#complete_casebook").focus();
        page.keyboard().press("Enter");
        assertThat(page.locator("#casebook_state")).hasAttribute("data-value", "complete");
        assertSomewhere();
        page.locator("#sign").click();
        assertThat(page.locator("#sign_username input")).isFocused();
        page.keyboard().press("Escape");
        assertNothingAsked();
        page.locator("#sign").click();
        assertThat(page.locator("#sign_username input")).isFocused();
        Browser.type(page, "inv01");
        page.keyboard().press("Tab");
        assertThat(page.locator("#sign_password input")).isFocused();
        Browser.type(page, Browser.PASSWORD);
        page.keyboard().press("Enter");
        assertThat(page.locator("#casebook_state")).hasAttribute("data-value", "signed");
        assertSomewhere();

        Page manager = browser.signIn(server, "datamanager");
        Browser.go(manager, server.url() + "/patients/" + number);
        for (String step : List.of("freeze frozen", "lock locked")) {
            manager.locator("#" + step.split(" ")[0]).focus();
            manager.keyboard().press("Enter");
            assertThat(manager.locator("#life_confirm")).isFocused();
            manager.keyboard().press("Enter");
            assertThat(manager.locator("#casebook_state")).hasAttribute("data-value", step.split(" ")[1]);
            assertThat(manager.locator("#life_confirm")).hasCount(0);
            assertSomewhere(manager);
        }
    }

    /** Gives a reason for each item of the page that is asked and has no answer. */
    private void fill() {
        Locator blank = page.locator("[data-item][data-blank]:visible");
        assertThat(page.locator("[data-item]:visible").first()).isVisible();
        while (blank.count() > 0) {
            blank.first().locator("input, textarea").first().focus();
            page.keyboard().press("F2");
            Browser.waitSaved(page);
        }
    }
}
