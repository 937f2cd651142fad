package org.sivig.ecrf.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.List;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What may mean two things is asked and never stored as a guess; one key takes a reading, wherever one has gone. */
class ReadingIT {

    @RegisterExtension
    final Browser browser = new Browser();

    private final Server server = DemoServer.running();

    private Page open(String form) {
        Page page = browser.signIn(server, "inv01");
        Browser.newPatient(server, page);
        if (!form.equals("identification")) {
            page.locator(".sections a[href$='/" + form + "']").click();
            assertThat(Browser.field(page, "last_name3")).hasCount(0);
        }
        return page;
    }

    private static Locator readings(Page page, String name) {
        return page.locator("#" + name + "-note button.reading");
    }

    /** What the casebook holds, as the page has been told. */
    private static void holds(Page page, String name, String answer) {
        assertThat(Browser.item(page, name)).hasAttribute("data-seen", answer);
    }

    @Test
    void aKeyTakesTheReadingWhenOneHasGoneOn() {
        Page page = open("diagnosis");
        Browser.answer(page, "dx_date", "mars 2011");
        assertThat(readings(page, "dx_date")).hasText(new String[] {"03/2011 · F4"});
        assertThat(Browser.field(page, "dx_date")).hasValue("mars 2011");
        Browser.waitState(page, "failed");
        holds(page, "dx_date", "");
        assertThat(Browser.field(page, "first_nonrp_year")).isFocused();

        page.keyboard().press("F4");
        Browser.waitSaved(page);
        holds(page, "dx_date", "2011-03");
        assertThat(Browser.field(page, "dx_date")).hasValue("03/2011");
        assertThat(Browser.field(page, "first_nonrp_year")).isFocused();
        assertThat(readings(page, "dx_date")).hasCount(0);
    }

    @Test
    void theFieldOneIsInGoesFirstAndThenTheLastThatWasAsked() {
        Page page = open("diagnosis");
        Browser.answer(page, "dx_date", "vers 2011");
        Browser.answer(page, "first_nonrp_year", "2008 ou 2009");
        assertThat(readings(page, "first_nonrp_year")).hasText(new String[] {"2008 · F4", "2009 · Maj+F4"});
        page.keyboard().press("Shift+F4");
        Browser.waitState(page, "failed");
        holds(page, "first_nonrp_year", "2009");
        holds(page, "dx_date", "");

        Browser.answer(page, "raynaud_year", "98");
        assertThat(readings(page, "raynaud_year").locator(".key")).isVisible();
        assertThat(readings(page, "dx_date").locator(".key")).isHidden();
        Browser.field(page, "dx_date").focus();
        assertThat(readings(page, "raynaud_year").locator(".key")).isHidden();
        assertThat(readings(page, "dx_date").locator(".key")).isVisible();
        page.keyboard().press("F4");
        holds(page, "dx_date", "2011");
        holds(page, "raynaud_year", "");
        assertThat(readings(page, "raynaud_year").locator(".key")).isVisible();
        page.keyboard().press("F4");
        holds(page, "raynaud_year", "1998");
        Browser.waitSaved(page);
        assertThat(Browser.field(page, "dx_date")).isFocused();
    }

    @Test
    void whoPressesTheButtonGoesOnInTheField() {
        Page page = open("identification");
        Browser.answer(page, "last_name3", "Lefèvre");
        readings(page, "last_name3").click();
        Browser.waitSaved(page);
        assertThat(Browser.field(page, "last_name3")).hasValue("LEF");
        assertThat(Browser.field(page, "last_name3")).isFocused();
    }

    @Test
    void typingAheadPastAQuestionLosesNothing() {
        Page page = open("diagnosis");
        HeldRequests held = new HeldRequests();
        held.hold(page);
        Browser.field(page, "dx_date").focus();
        Browser.type(page, "03/11");
        page.keyboard().press("Tab");
        Browser.type(page, "2009");
        page.keyboard().press("Tab");
        Browser.type(page, "20");
        held.letGo(page);
        assertThat(readings(page, "dx_date")).hasCount(1);
        Browser.type(page, "08");
        page.keyboard().press("Tab");
        holds(page, "first_nonrp_year", "2009");
        holds(page, "raynaud_year", "2008");
        holds(page, "dx_date", "");
        page.keyboard().press("F4");
        holds(page, "dx_date", "2011-03");
        Browser.waitSaved(page);
    }

    @Test
    void aKeyPressedBeforeTheServerHasAskedIsForWhatItAsksThenAndNotForAnOlderQuestion() {
        Page page = open("diagnosis");
        Browser.answer(page, "raynaud_year", "vers 2009");
        assertThat(readings(page, "raynaud_year")).hasCount(1);
        HeldRequests held = new HeldRequests();
        held.hold(page);
        Browser.field(page, "dx_date").focus();
        Browser.type(page, "avril 2011");
        page.keyboard().press("Tab");
        page.keyboard().press("F4");
        held.letGo(page);
        holds(page, "dx_date", "2011-04");
        assertThat(readings(page, "raynaud_year")).hasCount(1);
        holds(page, "raynaud_year", "");
    }

    @Test
    void aShortWordIsAReasonAndCanBeWrittenAfterAll() {
        Page page = open("identification");
        Browser.answer(page, "ref_physician", "nd");
        Browser.waitSaved(page);
        assertThat(Browser.reason(page, "ref_physician")).hasText("ND");
        Browser.note(page, "ref_physician").locator("button.literally").click();
        assertThat(Browser.reason(page, "ref_physician")).hasText("⋯");
        assertThat(Browser.field(page, "ref_physician")).hasValue("nd");
        Browser.waitSaved(page);
        holds(page, "ref_physician", "nd");
    }

    @Test
    void whereSomethingIsSaidOfACellTheKeyTakesNothingProposedForAnother() {
        Page page = open("visit");
        Browser.answer(page, "bnp_m0", "1.500");
        assertThat(readings(page, "bnp_m0")).hasCount(2);
        Browser.answer(page, "hb_m0", "99");
        holds(page, "hb_m0", "99");
        Browser.field(page, "hb_m0").focus();
        assertThat(page.locator("[id=hb_m0-note] .note").first()).isVisible();
        page.keyboard().press("F4");
        Browser.answer(page, "plt_m0", "250");
        holds(page, "plt_m0", "250");
        holds(page, "bnp_m0", "");
    }

    @Test
    void whatOneDoesNotSeeComesIntoViewBeforeAKeyTakesIt() {
        Page page = open("visit");
        Browser.answer(page, "bnp_m0", "1.500");
        assertThat(readings(page, "bnp_m0")).hasCount(2);
        for (String cell : List.of("hb_m0", "creat_m0", "mrss_m0", "n_du_m0", "dlco_m0", "fvc_m0")) {
            Browser.answer(page, cell, "999999");
            assertThat(page.locator("[id=" + cell + "-note] .note").first()).isAttached();
        }
        page.locator(".matrix-messages").evaluate("list => { list.scrollTop = 0; }");
        Browser.field(page, "walk6_m0").focus();
        page.keyboard().press("F4");
        assertThat(readings(page, "bnp_m0").first()).isInViewport();
        holds(page, "bnp_m0", "");
        page.keyboard().press("F4");
        holds(page, "bnp_m0", "1500");
    }

    @Test
    void aCellAsksBelowTheTable() {
        Page page = open("visit");
        Browser.answer(page, "bnp_m0", "1.500");
        assertThat(readings(page, "bnp_m0")).hasText(new String[] {"1500 · F4", "1,5 · Maj+F4"});
        holds(page, "bnp_m0", "");
        Browser.waitState(page, "failed");
        page.keyboard().press("F4");
        Browser.waitSaved(page);
        holds(page, "bnp_m0", "1500");

        Browser.answer(page, "crp_m0", "≤5");
        assertThat(readings(page, "crp_m0")).hasText(new String[] {"< 5 · F4"});
        page.keyboard().press("F4");
        holds(page, "crp_m0", "5");
        holds(page, "crp_op_m0", "lt");
        Browser.answer(page, "hb_m0", "12,5 g/dl");
        assertThat(readings(page, "hb_m0")).hasText(new String[] {"12,5 · F4"});
        page.keyboard().press("F4");
        holds(page, "hb_m0", "12.5");
        Browser.waitSaved(page);
    }

    @Test
    void aReasonInOtherWordsIsOfferedAndNotTakenUnasked() {
        Page page = open("diagnosis");
        Browser.answer(page, "dx_date", "NC");
        assertThat(readings(page, "dx_date")).hasText(new String[] {"ND, non documenté · F4"});
        holds(page, "dx_date", "");
        page.keyboard().press("F4");
        holds(page, "dx_date", "!ND");
        Browser.waitSaved(page);
        Browser.answer(page, "raynaud_year", "?");
        assertThat(readings(page, "raynaud_year")).hasCount(2);
        readings(page, "raynaud_year").last().click();
        holds(page, "raynaud_year", "!NF");
        Browser.waitSaved(page);
    }

    @Test
    void thePreviewOfABlockStoresWhatIsChosenOnly() {
        Page page = open("visit");
        page.context().grantPermissions(List.of("clipboard-read", "clipboard-write"));
        page.evaluate("navigator.clipboard.writeText('20.000\\t180\\t3.000')");
        Browser.field(page, "cpk_m0").focus();
        page.keyboard().press("ControlOrMeta+v");
        Locator dialog = page.locator("vaadin-dialog[opened]");
        assertThat(dialog.locator(".paste-table .reading")).hasText(new String[] {"20 000", "20", "3000", "3"});
        dialog.locator(".paste-table .reading").first().click();
        assertThat(dialog.locator(".paste-table .reading").first()).hasAttribute("aria-pressed", "true");
        dialog.locator("#paste_confirm").click();
        assertThat(dialog).hasCount(0);
        Browser.waitSaved(page);
        holds(page, "cpk_m0", "20000");
        holds(page, "cpk_m3", "180");
        holds(page, "cpk_m6", "");
    }

    @Test
    void aPatientIsFoundByANumberPastedWithOtherHyphens() {
        Page page = open("identification");
        String number = page.locator(".patient-number").textContent().strip();
        Browser.go(page, server.url() + "/patients/" + number.toLowerCase().replace('-', '\u2011'));
        assertThat(page.locator(".patient-number")).hasText(number);
        Browser.go(page, server.url() + "/patients");
        page.locator("#filter_number input").fill(number.replace('-', '\u2011'));
        assertThat(page.locator(".patients-number:visible")).hasText(new String[] {number});
    }

    /** What the browser itself lists below the line is not on the page; it takes it from these. */
    @Test
    void brandsAreOfferedAndBehindAPlusThoseThatAreNotTakenYet() {
        List<String> brands = List.of("Tégéline", "Endobuline", "Gammagard", "Octagam", "Sandoglobuline", "Privigen", "Clairyg", "Kiovig");
        Page page = open("ivig-course/1");
        Locator brand = Browser.field(page, "ivig1_brand");
        assertThat(brand).hasAttribute("list", "ivig1_brand-suggested");
        Assertions.assertThat(offered(brand)).isEqualTo(brands);

        brand.focus();
        Browser.type(page, "Octagam + ");
        Assertions.assertThat(offered(brand)).isEqualTo(
                brands.stream().map(each -> each.equals("Octagam") ? "" : "Octagam + " + each).toList());
        Browser.type(page, "Privigen, lot inconnu");
        page.keyboard().press("Tab");
        Browser.waitSaved(page);
        holds(page, "ivig1_brand", "Octagam + Privigen, lot inconnu");
    }

    private static Object offered(Locator line) {
        return line.evaluate("line => [...line.list.options].map(option => option.value)");
    }
}
