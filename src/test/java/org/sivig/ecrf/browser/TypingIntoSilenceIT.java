package org.sivig.ecrf.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.google.gson.JsonObject;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Somebody types ahead while the server has not said yet what is asked next: what was typed waits, however long, or stays
 * on screen to be typed again. It never answers another question.
 */
class TypingIntoSilenceIT {

    @RegisterExtension
    final Browser browser = new Browser();

    private final Server server = DemoServer.running();
    private static final long MOMENT = 1_700_000_000_000L;

    private final HeldRequests held = new HeldRequests();
    private Page page;
    private String number;

    private void open(String form) {
        page = browser.signIn(server, "inv01");
        page.clock().install();
        number = Browser.newPatient(server, page, form);
        Browser.settled(page);
    }

    private Locator missed() {
        return page.locator("#missed_keys kbd");
    }

    private void press(String... keys) {
        for (String key : keys) {
            if (key.length() == 1 || List.of("Tab", "Enter", "Escape", "Control+v").contains(key)) {
                page.keyboard().press(key);
            } else {
                Browser.type(page, key);
            }
        }
    }

    @Test
    void keysWaitForTheServerHoweverLongItIsSilent() {
        open("organ-history");
        held.hold(page);
        Browser.field(page, "rp_hx").focus();
        press("1", "Tab", "1998", "Tab", "0", "Tab", "0", "Tab");
        page.clock().fastForward(14_000);
        Browser.waitState(page, "failed");
        assertThat(Browser.status(page)).containsText("1998 ⇥ 0 ⇥ 0 ⇥");
        page.clock().fastForward("25:00");
        assertThat(Browser.item(page, "du_hx").locator("input:checked")).hasCount(0);
        held.letGo(page);
        Browser.waitSaved(page);
        Browser.assertShows(page, "rp_hx", "1");
        Browser.assertShows(page, "rp_hx_date", "1998");
        Browser.assertShows(page, "du_hx", "0");
        assertThat(missed()).hasCount(0);
    }

    @Test
    void whatWasTypedBehindAnAnswerThatAnotherHasGivenOtherwiseStaysOnScreen() {
        open("organ-history");
        Page other = page.context().newPage();
        Browser.openForm(server, other, number, "organ-history");
        Browser.choose(other, "rp_hx", "0");
        Browser.waitSaved(other);
        held.hold(page);
        Browser.field(page, "rp_hx").focus();
        press("1", "Tab", "1998", "Tab", "0", "Tab");
        held.letGo(page);
        Browser.waitState(page, "failed");
        assertThat(missed()).hasText("⇥ 1998 ⇥ 0 ⇥");
        assertThat(Browser.item(page, "du_hx").locator("input:checked")).hasCount(0);
        assertThat(Browser.field(page, "rp_hx")).isFocused();
        page.locator("#missed_keys button").click();
        assertThat(missed()).hasCount(0);
    }

    @Test
    void keysForTheNextSectionWaitForIt() {
        open("identification");
        held.hold(page);
        page.locator("#next_section").focus();
        press("Enter", "1", "Tab", "0", "Tab");
        page.clock().fastForward("10:00");
        held.letGo(page);
        page.waitForURL(Pattern.compile(".*/eligibility"));
        Browser.waitSaved(page);
        Browser.assertShows(page, "acr_prox", "1");
        Browser.assertShows(page, "acr_puffy", "0");
    }

    @Test
    void keysDoNotFollowOneWhoGoesElsewhereByMouse() {
        open("organ-history");
        held.hold(page);
        Browser.field(page, "rp_hx").focus();
        press("1", "Tab", "1998", "Tab");
        page.locator(".sections a[href$='/eligibility']").click();
        held.letGo(page);
        page.waitForURL(Pattern.compile(".*/eligibility"));
        assertThat(page.locator(".form input:checked")).hasCount(0);
        page.locator(".sections a[href$='/organ-history']").click();
        Browser.assertShows(page, "rp_hx_date", "1998");
        assertThat(Browser.item(page, "du_hx").locator("input:checked")).hasCount(0);
        assertThat(missed()).hasCount(0);
    }

    @Test
    void keysTypedAfterALinkThatLeadsAwayAnswerNothingOnThePageThatIsLeft() {
        open("organ-history");
        held.hold(page);
        Browser.field(page, "rp_hx").focus();
        press("1", "Tab", "1998", "Tab");
        page.locator(".sections a[href$='/eligibility']").click();
        press("0", "Tab", "1");
        held.letGo(page);
        page.waitForURL(Pattern.compile(".*/eligibility"));
        assertThat(missed()).hasText("0 ⇥ 1");
        assertThat(page.locator(".form input:checked")).hasCount(0);
        page.locator(".sections a[href$='/organ-history']").click();
        Browser.assertShows(page, "rp_hx_date", "1998");
        assertThat(Browser.item(page, "du_hx").locator("input:checked")).hasCount(0);
    }

    @Test
    void escapeGivesUpWhatWaits() {
        open("organ-history");
        held.hold(page);
        Browser.field(page, "rp_hx").focus();
        press("1", "Tab", "1998", "Escape");
        assertThat(missed()).hasText("⇥ 1998");
        held.letGo(page);
        Browser.waitSaved(page);
        Browser.assertShows(page, "rp_hx_date", "");
        assertThat(Browser.item(page, "du_hx").locator("input:checked")).hasCount(0);
    }

    @Test
    void keysOfAMatrixWaitToo() {
        open("visit");
        held.hold(page);
        Browser.field(page, "visit_done_m3").focus();
        press("1", "Enter", "14/02/2008", "Enter");
        page.clock().fastForward(14_000);
        Browser.waitState(page, "failed");
        held.letGo(page);
        Browser.waitSaved(page);
        Browser.assertShows(page, "visit_done_m3", "oui");
        Browser.assertShows(page, "visit_date_m3", "14/02/2008");
    }

    @Test
    void keysThatWaitedWhenThePageWasLoadedAgainAreShown() {
        open("organ-history");
        held.hold(page);
        Browser.field(page, "rp_hx").focus();
        press("1", "Tab", "1998", "Tab");
        assertThat(Browser.status(page)).containsText("1998");
        held.forget(page);
        page.reload();
        assertThat(missed()).hasText("⇥ 1998 ⇥");
    }

    // --- questions --------------------------------------------------------------------------------------------------

    @Test
    void keysBehindAQuestionAboutAnAnswerOnWhichOthersHangStayOnScreen() {
        open("visit");
        held.hold(page);
        Browser.field(page, "visit_done_m3").focus();
        press("nc", "Enter", "45", "Enter");
        held.letGo(page);
        assertThat(page.locator("#visit_done_m3-note button.reading").first()).isVisible();
        assertThat(missed()).hasText("↵ 45 ↵");
        assertThat(Browser.field(page, "visit_done_m3")).isFocused();
        page.keyboard().press("F4");
        Browser.waitSaved(page);
        assertThat(page.locator("#visit_done_m3-note button.reading")).hasCount(0);
        Browser.assertShows(page, "visit_date_m3", "");
    }

    /** Nothing else hangs on it: what is typed behind it is for the next line of the paper. */
    @Test
    void keysBehindAQuestionAboutAnotherAnswerGoOn() {
        open("visit");
        held.hold(page);
        Browser.field(page, "bnp_m3").focus();
        press("1.500", "Enter", "45", "Enter");
        held.letGo(page);
        assertThat(page.locator("#bnp_m3-note button.reading")).hasCount(2);
        Browser.assertShows(page, "crp_m3", "45");
        assertThat(Browser.field(page, "cpk_m3")).isFocused();
        page.locator("#bnp_m3-note button.reading").first().click();
        Browser.waitSaved(page);
        Browser.assertShows(page, "bnp_m3", "1500");
        Browser.assertShows(page, "crp_m3", "45");
    }

    /** The form of follow-up, complete, with the change of one answer on its way and more typed behind it. */
    private void changeWhatIsComplete(String item, String answer, String... behind) {
        open("follow-up");
        Browser.choose(page, "death", "1");
        Browser.answer(page, "death_date", "2011");
        Browser.answer(page, "last_news_date", "2011");
        Browser.waitSaved(page);
        page.locator("#complete_form").click();
        assertThat(page.locator("#form_state")).hasAttribute("data-value", "complete");
        Browser.field(page, item).focus();
        page.clock().setFixedTime(MOMENT);
        held.hold(page);
        page.keyboard().press("ControlOrMeta+a");
        press(answer);
        press(behind);
        held.letGo(page);
        assertThat(page.locator("#why_code")).isVisible();
    }

    @Test
    void keysBehindAnAnswerWhoseReasonIsAskedAreForTheNextFieldAndNotForTheDialog() {
        changeWhatIsComplete("death_date", "2012", "Tab", "201");
        press("2", "Tab"); // one has not looked up yet
        assertThat(page.locator("#why_code vaadin-radio-button[checked]")).hasCount(0);
        assertThat(Browser.status(page)).containsText("⇥ 2012 ⇥");
        page.waitForFunction("() => document.activeElement.closest('vaadin-dialog')"); // the time of the page jumps, the browser may be busy
        page.clock().setFixedTime(MOMENT + 5_000);
        press("1", "Enter");
        Browser.assertShows(page, "death_date", "2012");
        Browser.assertShows(page, "last_news_date", "2012");
        assertThat(page.locator("#why_code")).isVisible(); // now of the other answer
        assertThat(missed()).hasCount(0);
    }

    @Test
    void keysBehindAnAnswerThatStaysAsItWasGoOnWhenNothingHangsOnIt() {
        changeWhatIsComplete("death_date", "2012", "Tab", "2013");
        page.clock().setFixedTime(MOMENT + 5_000);
        press("Escape");
        Browser.assertShows(page, "death_date", "2011");
        assertThat(Browser.field(page, "last_news_date")).hasValue("2013");
        assertThat(missed()).hasCount(0);
    }

    @Test
    void keysBehindAnAnswerThatStaysAsItWasAreShownWhenOthersHangOnIt() {
        changeWhatIsComplete("death", "0", "Tab", "2013");
        page.clock().setFixedTime(MOMENT + 5_000);
        press("Escape");
        Browser.assertShows(page, "death", "1");
        assertThat(missed()).hasText("⇥ 2013");
        Browser.assertShows(page, "death_date", "2011");
        Browser.assertShows(page, "last_news_date", "2011");
    }

    // --- what comes without keys ------------------------------------------------------------------------------------

    @Test
    void whatIsPastedWhileThePageWaitsIsPastedWhereItWasMeant() {
        open("diagnosis");
        page.context().grantPermissions(List.of("clipboard-read", "clipboard-write"));
        page.evaluate("navigator.clipboard.writeText('sclérose\\u00e9 « ß »')");
        held.hold(page);
        Browser.field(page, "overlap").focus();
        press("1", "Tab", "Control+v", "Tab");
        held.letGo(page);
        Browser.waitSaved(page);
        Browser.assertShows(page, "overlap_spec", "scléroseé « ß »");
    }

    @Test
    void whatIsDictatedOrComposedWhileThePageWaitsKeepsItsPlace() {
        open("diagnosis");
        held.hold(page);
        Browser.field(page, "overlap").focus();
        press("1", "Tab", "No");
        compose("ë");
        press("l");
        page.keyboard().insertText(" dicté");
        press("Tab");
        held.letGo(page);
        Browser.waitSaved(page);
        Browser.assertShows(page, "overlap_spec", "Noël dicté");
    }

    @Test
    void whatIsBeingComposedWhenTheAnswerComesIsComposedToItsEnd() {
        open("diagnosis");
        held.hold(page);
        Browser.field(page, "overlap").focus();
        press("1", "Tab", "No");
        var devTools = page.context().newCDPSession(page);
        JsonObject begun = composition("¨");
        devTools.send("Input.imeSetComposition", begun);
        held.letGo(page);
        assertThat(Browser.item(page, "overlap_spec")).isVisible();
        JsonObject done = new JsonObject();
        done.addProperty("text", "ë");
        devTools.send("Input.insertText", done);
        press("l", "Tab");
        Browser.waitSaved(page);
        Browser.assertShows(page, "overlap_spec", "Noël");
    }

    @Test
    void whoTypesBeforeThePageHasBegunIsNotTakenToItsTop() {
        open("identification");
        page.evaluate("""
                () => {
                  window.begins = [];
                  window.framesAsEver = window.requestAnimationFrame;
                  window.requestAnimationFrame = (frame) => window.begins.push(frame);
                }""");
        page.locator(".sections a[href$='" + number + "/diagnosis']").click();
        assertThat(Browser.item(page, "overlap")).isVisible();
        Browser.settled(page);
        held.hold(page);
        Browser.field(page, "overlap").focus();
        press("1", "Tab", "No");
        page.evaluate("""
                () => {
                  window.requestAnimationFrame = window.framesAsEver;
                  window.begins.forEach((frame) => frame(performance.now()));
                }""");
        compose("ë");
        press("l", "Tab");
        held.letGo(page);
        Browser.waitSaved(page);
        Browser.assertShows(page, "overlap_spec", "Noël");
        Browser.assertShows(page, "dx_date", "");
    }

    private void compose(String text) {
        var devTools = page.context().newCDPSession(page);
        devTools.send("Input.imeSetComposition", composition("¨"));
        JsonObject done = new JsonObject();
        done.addProperty("text", text);
        devTools.send("Input.insertText", done);
        devTools.detach();
    }

    private static JsonObject composition(String text) {
        JsonObject begun = new JsonObject();
        begun.addProperty("text", text);
        begun.addProperty("selectionStart", text.length());
        begun.addProperty("selectionEnd", text.length());
        return begun;
    }
}
