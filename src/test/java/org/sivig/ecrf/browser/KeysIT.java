package org.sivig.ecrf.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.Cookie;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Choosing by key, in forms and dialogs; and wherever one goes, the keys go there too. */
class KeysIT {

    /** What stands before each option of a list, by its label. */
    private static final String SHOWN = """
            list => Object.fromEntries([...list.querySelectorAll('vaadin-radio-button, vaadin-checkbox')].map(option =>
              [option.textContent.trim(),
               getComputedStyle(option.querySelector('label'), '::before').content.replace(/^"(.*?)".*$/, '$1')]))""";

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

    private Locator focused() {
        return page.locator(":focus");
    }

    /** A key of a French keyboard: it writes something else than what stands on it at home. */
    private void press(String key, String code) {
        CDPSession devTools = page.context().newCDPSession(page);
        JsonObject stroke = new JsonObject();
        stroke.addProperty("type", "keyDown");
        stroke.addProperty("key", key);
        stroke.addProperty("code", code);
        stroke.addProperty("text", key);
        devTools.send("Input.dispatchKeyEvent", stroke);
        stroke.remove("text");
        stroke.addProperty("type", "keyUp");
        devTools.send("Input.dispatchKeyEvent", stroke);
        devTools.detach();
    }

    // --- choosing ---------------------------------------------------------------------------------------------------

    @Test
    void escapePutsBackWhatStoodInAField() {
        open("diagnosis");
        Browser.answer(page, "raynaud_year", "2005");
        Browser.waitSaved(page);
        Locator field = Browser.field(page, "raynaud_year");
        field.focus();
        Browser.type(page, "1999");
        page.keyboard().press("Escape");
        assertThat(field).hasValue("2005");
        page.keyboard().press("Tab");
        Browser.waitState(page, Pattern.compile("saved|idle"));
        Browser.openForm(server, page, number, "diagnosis");
        assertThat(field).hasValue("2005");

        // What was refused is there again, and still to be corrected.
        Browser.answer(page, "raynaud_year", "printemps");
        Browser.waitState(page, "failed");
        field.focus();
        Browser.type(page, "2001");
        page.keyboard().press("Escape");
        assertThat(field).hasValue("printemps");
        page.keyboard().press("Tab");
        Browser.waitState(page, "failed");
    }

    @Test
    void theDigitThatStandsBeforeAnOptionChoosesIt() {
        open("diagnosis");
        assertThat(page.locator("#ana").evaluate(SHOWN)).isEqualTo(Map.of("négatifs", "0", "positifs", "1"));
        assertThat(page.locator("#capillaro").evaluate(SHOWN))
                .isEqualTo(Map.of("normale", "0", "micro-angiopathie organique", "1"));
        for (String name : List.of("ana", "capillaro", "overlap", "ssc_type")) {
            ((Map<?, ?>) page.locator("#" + name).evaluate(SHOWN)).forEach((label, digit) -> {
                Browser.field(page, name).focus();
                page.keyboard().press((String) digit);
                Locator option = page.locator("#" + name + " vaadin-radio-button[checked]");
                assertThat(option).hasText((String) label);
            });
        }
        Browser.waitSaved(page);
    }

    @Test
    void aDigitOfAFrenchKeyboardChoosesWithoutShift() {
        open("diagnosis");
        Browser.field(page, "ssc_type").focus();
        press("é", "Digit2");
        Browser.assertShows(page, "ssc_type", "2");
        press("\"", "Digit3");
        Browser.assertShows(page, "ssc_type", "3");
        press("1", "Numpad1");
        Browser.assertShows(page, "ssc_type", "1");
        Browser.field(page, "overlap").focus();
        press("à", "Digit0");
        Browser.assertShows(page, "overlap", "0");
        Browser.field(page, "dx_date").focus();
        press("é", "Digit2");
        assertThat(Browser.field(page, "dx_date")).hasValue("é");
    }

    @Test
    void sexTakesDigitsAndLetters() {
        open("identification");
        Browser.field(page, "sex").focus();
        page.keyboard().press("2");
        Browser.assertShows(page, "sex", "M");
        page.keyboard().press("f");
        Browser.assertShows(page, "sex", "F");
        page.keyboard().press("1");
        Browser.assertShows(page, "sex", "F");
    }

    @Test
    void aLetterChoosesByTheFirstLetterOrByTheWordThatTellsOptionsApart() {
        open("diagnosis");
        for (String step : List.of("l 2", "d 3", "s 1")) {
            Browser.field(page, "ssc_type").focus();
            page.keyboard().press(step.substring(0, 1));
            Browser.assertShows(page, "ssc_type", step.substring(2));
        }
        Browser.field(page, "capillaro").focus();
        page.keyboard().press("m");
        Browser.field(page, "capillaro_stage").focus();
        for (String step : List.of("a 2", "t 3", "p 1", "s 2", "s 3")) { // « s » goes on to the next « Stade »
            page.keyboard().press(step.substring(0, 1));
            Browser.assertShows(page, "capillaro_stage", step.substring(2));
        }
        Browser.openForm(server, page, number, "organ-history");
        Browser.field(page, "ild_hx").focus();
        page.keyboard().press("l");
        Browser.assertShows(page, "ild_hx", "1");
    }

    @Test
    void aKeyThatChoosesNothingSaysSo() {
        open("diagnosis");
        Browser.field(page, "overlap").focus();
        page.keyboard().press("7");
        assertThat(page.locator("#key_note")).hasText("« 7 » ne choisit rien ici : les touches sont devant les choix.");
        assertThat(page.locator("#key_note")).isVisible();
        page.keyboard().press("1");
        assertThat(page.locator("#key_note")).isHidden();
        Browser.assertShows(page, "overlap", "1");
    }

    @Test
    void theDigitsAreNotReadWithTheNames() {
        open("organ-history");
        String said = page.locator("#ild_hx, #gi").first().ariaSnapshot() + page.locator("#gi").ariaSnapshot();
        assertThat(said).contains("radio \"limitée\"", "checkbox \"RGO\"", "group \"Tube digestif");
        page.context().addCookies(List.of(new Cookie("language", "en").setUrl(server.url())));
        page.reload();
        assertThat(page.locator("#ild_hx").ariaSnapshot()).contains("radio \"limited\"");
        AccessibilityIT.assertAccessible(page, "en");
    }

    // --- lists of boxes ---------------------------------------------------------------------------------------------

    @Test
    void aListOfBoxesIsOneStopAndKeysMoveAndTickWithinIt() {
        open("organ-history");
        page.locator("#gi_none input").focus();
        page.keyboard().press("Tab");
        assertThat(page.locator("#jnt_none input")).isFocused();
        page.keyboard().press("Shift+Tab");
        assertThat(page.locator("#gi_none input")).isFocused();
        page.keyboard().press("ArrowDown");
        page.keyboard().press("ArrowRight");
        assertThat(page.locator("#gi_transit input")).isFocused();
        page.keyboard().press("Space");
        Browser.assertShows(page, "gi", "transit");
        page.keyboard().press("4");
        page.keyboard().press("m");
        Browser.assertShows(page, "gi", "transit,gave,malabs");
        page.keyboard().press("m");
        Browser.assertShows(page, "gi", "transit,gave");
        page.keyboard().press("Tab");
        assertThat(Browser.field(page, "gi_date")).isFocused();
        page.keyboard().press("Shift+Tab");
        assertThat(page.locator("#gi_malabs input")).isFocused();
        page.keyboard().press("0");
        Browser.assertShows(page, "gi", "none");
        page.keyboard().press("1");
        Browser.assertShows(page, "gi", "gerd");
        page.keyboard().press("Delete");
        Browser.assertShows(page, "gi", "");
        page.keyboard().press("F2");
        assertThat(Browser.reason(page, "gi")).hasText("ND");
        Browser.waitSaved(page);
    }

    @Test
    void aLetterOfSeveralBoxesGoesFromOneToTheNextAndTicksNone() {
        open("tolerance");
        Browser.field(page, "minor_rx").focus();
        page.keyboard().press("1");
        page.locator("#mrx_nausea input").focus();
        for (String stop : List.of("arthralg", "other", "arthralg")) {
            page.keyboard().press("a");
            assertThat(page.locator("#mrx_" + stop + " input")).isFocused();
        }
        Browser.assertShows(page, "mrx", "");
        page.keyboard().press("c");
        Browser.assertShows(page, "mrx", "headache");
    }

    @Test
    void keysForBoxesWaitForTheAnswerOnWhichTheyHang() {
        open("tolerance");
        Browser.field(page, "minor_rx").focus();
        held.hold(page);
        Browser.type(page, "1");
        page.keyboard().press("Tab");
        Browser.type(page, "3c");
        page.keyboard().press("ArrowUp");
        page.keyboard().press("Space");
        page.keyboard().press("Tab");
        Browser.type(page, "2");
        held.letGo(page);
        Browser.waitSaved(page);
        Browser.assertShows(page, "mrx", "hypot,headache,rash");
        Browser.assertShows(page, "mrx_evo", "rate");
    }

    // --- dialogs ----------------------------------------------------------------------------------------------------

    @Test
    void whatIsTypedBeforeADialogIsThereIsKeptForIt() {
        open("visit");
        Browser.field(page, "mrss_m3").focus();
        held.hold(page);
        page.keyboard().press("Alt+n");
        page.keyboard().press("2");
        page.keyboard().press("Enter");
        held.letGo(page);
        assertThat(Browser.field(page, "dlco_m3")).hasValue("NF");
        assertThat(Browser.field(page, "mrss_m3")).hasValue("NF");
        assertThat(Browser.field(page, "mrss_m3")).isFocused();
        held.hold(page);
        page.keyboard().press("F7");
        Browser.type(page, "Relire");
        held.letGo(page);
        assertThat(page.locator("#query_text textarea")).hasValue("Relire");
        page.keyboard().press("Escape");
        page.keyboard().press("Escape");
        assertThat(page.locator("#query_text")).hasCount(0);
        assertThat(Browser.field(page, "mrss_m3")).isFocused();
    }

    @Test
    void keysGoOnWhereTheyWereWhenThereIsNothingToAsk() {
        open("visit");
        Browser.field(page, "mrss_m3").focus();
        page.keyboard().press("Alt+n");
        Browser.type(page, "1");
        page.keyboard().press("Enter");
        assertThat(Browser.field(page, "dlco_m3")).hasValue("ND");
        held.hold(page);
        page.keyboard().press("Alt+n");
        Browser.type(page, "12");
        held.letGo(page);
        assertThat(Browser.field(page, "mrss_m3")).hasValue("12");
    }

    @Test
    void inADialogNothingIsChosenBeforehandAndDigitsAndLettersChoose() {
        open("visit");
        Browser.field(page, "mrss_m6").focus();
        page.keyboard().press("Alt+n");
        Locator reasons = page.locator("#dialog_reason");
        assertThat(reasons.locator("input").first()).isFocused();
        assertThat(reasons.locator("vaadin-radio-button[checked]")).hasCount(0);
        page.keyboard().press("Enter");
        assertThat(reasons).containsText("rien n’est coché d’avance");
        assertThat(page.locator("#dialog_confirm")).isVisible();
        assertThat(Browser.field(page, "dlco_m6")).hasValue("");
        page.keyboard().press("9");
        assertThat(page.locator("#key_note")).isVisible();
        page.keyboard().press("a");
        assertThat(reasons.locator("vaadin-radio-button[checked]")).hasText("non applicable");
        press("é", "Digit2");
        assertThat(reasons.locator("vaadin-radio-button[checked]")).hasText("non fait");
        page.keyboard().press("Enter");
        assertThat(Browser.field(page, "dlco_m6")).hasValue("NF");
    }

    // --- messages ---------------------------------------------------------------------------------------------------

    @Test
    void aMessageIsReachedByKeyAndStaysWhileOneIsInIt() {
        open("diagnosis");
        page.clock().install();
        Browser.field(page, "overlap").focus();
        page.keyboard().press("1");
        Browser.answer(page, "overlap_spec", "lupus");
        Browser.waitSaved(page);
        Browser.field(page, "overlap").focus();
        page.keyboard().press("0");
        Locator undo = page.locator("#undo");
        assertThat(undo).isVisible();
        page.keyboard().press("Alt+m");
        assertThat(undo).isFocused();
        page.clock().runFor(60_000);
        assertThat(undo).isVisible();
        page.keyboard().press("Escape");
        assertThat(page.locator("[data-item=overlap] input:focus")).hasCount(1);
        page.keyboard().press("Alt+m");
        page.keyboard().press("Enter");
        Browser.assertShows(page, "overlap_spec", "lupus");
        assertThat(undo).hasCount(0);

        Browser.field(page, "overlap").focus();
        page.keyboard().press("0");
        undo.hover();
        page.clock().runFor(60_000);
        assertThat(undo).isVisible();
        page.mouse().move(1, 1);
        page.clock().runFor(60_000);
        assertThat(undo).hasCount(0);
    }

    // --- cells ------------------------------------------------------------------------------------------------------

    @Test
    void everyWayIntoACellSelectsWhatStandsThere() {
        open("visit");
        Locator cell = Browser.field(page, "lvef_m0");
        cell.focus();
        Browser.type(page, "15");
        page.keyboard().press("Enter");
        Locator link = page.locator("#lvef_m0-note [data-goto]").first();
        link.click();
        Browser.type(page, "70");
        page.keyboard().press("Enter");
        assertThat(cell).hasValue("70");

        Browser.go(page, server.url() + "/patients/" + number + "/visit?item=lvef_m0");
        assertThat(cell).isFocused();
        Browser.type(page, "65");
        page.keyboard().press("F9");
        assertThat(page.locator(".history-popover h2")).isVisible();
        page.keyboard().press("Escape");
        assertThat(cell).isFocused();
        Browser.type(page, "60");
        page.keyboard().press("Enter");
        assertThat(cell).hasValue("60");
        Browser.waitSaved(page);
    }

    @Test
    void aClickAnywhereInACellEntersItsValue() {
        open("visit");
        for (String name : List.of("crp_m0", "bnp_m0", "mdrd_m0", "cpk_m0")) {
            Locator cell = Browser.field(page, name);
            for (double part : List.of(0.1, 0.3, 0.45, 0.5, 0.9)) {
                Browser.field(page, "mrss_m3").focus();
                cell.evaluate("cell => cell.scrollIntoView({ block: 'center', inline: 'center' })");
                BoundingBox box = cell.boundingBox();
                page.mouse().click(box.x + box.width * part, box.y + box.height / 2);
                assertThat(cell).isFocused();
            }
        }
        Browser.field(page, "lvef_m0").focus();
        Browser.type(page, "150");
        page.keyboard().press("Enter");
        Locator marked = page.locator("td.err[data-item=lvef_m0]");
        assertThat(marked).isVisible();
        marked.evaluate("cell => cell.scrollIntoView({ block: 'center', inline: 'center' })");
        page.mouse().click(marked.boundingBox().x + 6, marked.boundingBox().y + 9);
        assertThat(Browser.field(page, "lvef_m0")).isFocused();
        Browser.type(page, "55");
        page.keyboard().press("Enter");
        assertThat(Browser.field(page, "lvef_m0")).hasValue("55");
    }
}
