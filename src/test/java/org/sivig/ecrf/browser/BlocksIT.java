package org.sivig.ecrf.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.KeyboardModifier;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Several cells of the visits at once: blocks with headings, ranges that are copied, filled and emptied. */
class BlocksIT extends VisitTable {

    // --- headings ---------------------------------------------------------------------------------------------------

    @Test
    void aTableWithItsHeadingsGoesWhereTheySayWhereverItIsPasted() {
        open();
        paste("mrss_m24", "Examen\tMois 3\tM6\r\nHb (g/dL)\t12,5\t13\r\nC-reactive protein\t<5\tND\r\ntransit\tnl\tperturbé\r\n");
        assertThat(confirm()).hasText("Coller 6 cases");
        assertThat(confirm()).isFocused();
        assertThat(page.locator(".paste-table thead th")).hasText(new Pattern[] {
                Pattern.compile("M3← Mois 3"), Pattern.compile("M6")});
        assertThat(page.locator(".paste-table tbody th")).hasText(new Pattern[] {Pattern.compile("Transit"),
                Pattern.compile("Hb.*← Hb \\(g/dL\\)"), Pattern.compile("CRP.*← C-reactive protein")});
        page.keyboard().press("Enter");
        shows(Map.of("hb_m3", "12,5", "hb_m6", "13", "crp_m3", "5", "crp_op_m3", "<", "crp_m6", "ND", "transit_m6", "perturbé",
                "mrss_m24", ""));
        page.locator("#undo").click();
        shows(Map.of("hb_m3", "", "crp_op_m3", "", "transit_m6", ""));
    }

    @Test
    void whatIsGuessedIsStoredByAChoiceOnly() {
        open();
        paste("mrss_m3", "\tM3\tM6\nHémoglobine\t12,5\t13\nProt C\t5\t6\nmRSS\t22\t20\n");
        assertThat(page.locator("#paste_cancel")).isFocused();
        assertThat(page.locator(".paste-heading").first()).containsText("Hémoglobine");
        assertThat(page.locator(".paste-heading").nth(1)).containsText("« Prot C » (5 · 6) : non reconnu");
        assertThat(fate("unknown")).containsText("2 sous un titre non reconnu");
        assertThat(confirm()).hasText("Coller 4 cases");
        page.keyboard().press("Enter");
        assertThat(confirm()).hasCount(0);
        paste("mrss_m3", "\tM3\tM6\nHémoglobine\t12,5\t13\nProt C\t5\t6\nmRSS\t22\t20\n"); // at once
        assertThat(page.locator("vaadin-dialog[opened] #paste_cancel")).isFocused();
        shows(Map.of("hb_m3", "", "mrss_m3", ""));
        page.locator(".paste-heading").nth(1).locator("vaadin-select").click();
        page.getByRole(AriaRole.OPTION, new Page.GetByRoleOptions().setName("CRP").setExact(true)).click();
        assertThat(confirm()).hasText("Coller 6 cases");
        confirm().click();
        shows(Map.of("hb_m3", "12,5", "crp_m6", "6", "mrss_m3", "22"));
    }

    @Test
    void aTableThatLiesTheOtherWayIsOffered() {
        open();
        paste("mrss_m3", "Visite\tHb\tCRP\nM0\t12\t5\nM12\t13\t6\n");
        assertThat(page.locator("#paste_cancel")).isFocused();
        assertThat(page.locator(".paste-how")).containsText("ses lignes sont des visites");
        confirm().click();
        shows(Map.of("hb_m0", "12", "hb_m12", "13", "crp_m0", "5", "crp_m12", "6"));
        assertThat(page.locator("#paste_way")).hasCount(0);

        paste("mrss_m3", "22\t1\n20\t0\n");
        page.locator("#paste_way vaadin-radio-button").last().click();
        assertThat(page.locator(".paste-table tbody tr").first().locator("td")).hasText(new String[] {"22", "20"});
        confirm().click();
        shows(Map.of("mrss_m3", "22", "mrss_m6", "20", "n_du_m3", "1", "n_du_m6", "0"));
    }

    @Test
    void aListFromATextGoesDownOneVisitWithoutItsMarks() {
        open();
        paste("gerd_m3", "•\toui\n•\tperturbé\n•\tnon\n");
        assertThat(page.locator("#paste_cancel")).isFocused();
        assertThat(page.locator(".paste-how")).containsText("puces");
        confirm().click();
        shows(Map.of("gerd_m3", "oui", "transit_m3", "perturbé", "arthralgia_m3", "non", "gerd_m6", "", "transit_m6", ""));

        paste("event_txt_m3", "•\tChute\n•\tHospitalisation\n");
        confirm().click();
        shows(Map.of("event_txt_m3", "• Chute\n• Hospitalisation", "event_txt_m6", ""));
    }

    @Test
    void aQuoteThatIsNotClosedIsSaidAndSwallowsNothing() {
        open();
        paste("mrss_m3", "22\t\"20\n1\t0\n");
        assertThat(page.locator(".paste-how")).containsText("guillemet");
        assertThat(page.locator("#paste_cancel")).isFocused();
        assertThat(fate("unreadable")).containsText("1 ");
        confirm().click();
        shows(Map.of("mrss_m3", "22", "mrss_m6", "", "n_du_m3", "1", "n_du_m6", "0"));
    }

    @Test
    void twoTextsForOneCellAreAskedAndSoIsWhatMayMeanTwoThings() {
        open();
        paste("mrss_m3", "\tM3\nHb\t12\nHb\t13\nCPK\t1.500\n");
        assertThat(fate("asked")).containsText("2 à choisir");
        assertThat(confirm()).hasAttribute("disabled", "");
        assertThat(page.locator("#paste_cancel")).isFocused();
        page.locator("#paste_hb_m3_1").click();
        assertThat(page.locator("#paste_hb_m3_1")).hasAttribute("aria-pressed", "true");
        assertThat(page.locator("#paste_hb_m3_1")).isFocused();
        assertThat(confirm()).hasText("Coller 1 case");
        page.locator("#paste_cpk_m3_0").click();
        confirm().click();
        shows(Map.of("hb_m3", "13", "cpk_m3", "1500"));
    }

    @Test
    void aGateAndWhatItOpensArePastedTogether() {
        open();
        paste("mrss_m3", "\tM3\nBNP\t450\nBNP ou NT-proBNP\tNT-proBNP\n");
        assertThat(confirm()).hasText("Coller 2 cases");
        confirm().click();
        shows(Map.of("bnp_m3", "450", "bnp_type_m3", "NT-proBNP"));
    }

    @Test
    void aHeadingThatNamesTheKindOfBnpStoresTheKindToo() {
        open();
        paste("mrss_m3", "\tM3\tM6\nNT-proBNP (ng/L)\t1200\tnd\n");
        assertThat(confirm()).hasText("Coller 2 cases");
        assertThat(confirm()).isFocused();
        page.keyboard().press("Enter");
        shows(Map.of("bnp_m3", "1200", "bnp_type_m3", "NT-proBNP", "bnp_m6", "ND"));
    }

    @Test
    void answersArePastedInTheWordsOfBothLanguages() {
        open();
        paste("gerd_m3", "yes\toui\nDisturbed\tperturbé\nno\tnon\n");
        confirm().click();
        shows(Map.of("gerd_m3", "oui", "transit_m3", "perturbé", "arthralgia_m3", "non",
                "gerd_m6", "oui", "transit_m6", "perturbé", "arthralgia_m6", "non"));
    }

    @Test
    void aTableOfThePageOnlyIsReadFromIt() {
        open();
        Browser.field(page, "mrss_m3").focus();
        Browser.field(page, "mrss_m3").evaluate("cell => { const data = new DataTransfer(); data.setData('text/html',"
                + " '<table><tr><td></td><td>M3</td></tr><tr><td>Hb</td><td>12,5</td></tr></table>');"
                + " cell.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true })); }");
        confirm().click();
        shows(Map.of("hb_m3", "12,5"));
    }

    @Test
    void aBlockThatIsTooLargeIsSaidToBe() {
        open();
        paste("mrss_m3", "1\t".repeat(999) + "1\n");
        assertThat(page.getByText("Ce bloc est trop grand")).isVisible();
        assertThat(confirm()).hasCount(0);
    }

    // --- ranges -----------------------------------------------------------------------------------------------------

    @Test
    void aRangeIsCopiedAsABlockThatCanBePastedBack() {
        open();
        type("hb_m3", "12,5");
        type("hb_m6", "nd");
        type("plt_m3", "250000");
        type("plt_m6", "180000");
        type("crp_m3", "<5");
        Browser.waitSaved(page);
        Browser.field(page, "hb_m3").focus();
        Browser.field(page, "hb_m3").selectText();
        page.keyboard().press("Shift+ArrowRight");
        for (int i = 0; i < 7; i++) {
            page.keyboard().press("Shift+ArrowDown");
        }
        assertThat(page.locator("#matrix_range")).containsText(Pattern.compile("8 × 2 cases sélectionnées"));
        assertThat(page.locator(".matrix td.in-range")).hasCount(16);
        page.keyboard().press("Control+c");
        String copied = (String) page.evaluate("navigator.clipboard.readText()");
        assertThat(copied.replace("\r", "").split("\n")).startsWith("12,5\tND", "250000\t180000");
        assertThat(copied).contains("<5\t");
        page.keyboard().press("Escape");
        assertThat(page.locator(".matrix td.in-range")).hasCount(0);

        Browser.field(page, "hb_m12").focus();
        page.keyboard().press("Control+v");
        assertThat(confirm()).hasText("Coller 5 cases");
        confirm().click();
        shows(Map.of("hb_m12", "12,5", "hb_m18", "ND", "plt_m12", "250\u202f000", "crp_op_m12", "<", "crp_m12", "5"));
        Browser.field(page, "hb_m12").focus();
        page.keyboard().press("Control+v");
        assertThat(fate("same")).containsText("5 ");
        assertThat(confirm()).hasAttribute("disabled", "");
    }

    @Test
    void aTextWithLinesIsCopiedAsOneCell() {
        open();
        Browser.field(page, "event_txt_m3").fill("Chute.\n\"Rien\"");
        page.keyboard().press("Tab");
        Browser.waitSaved(page);
        Browser.field(page, "cs_dose_m3").focus();
        Browser.field(page, "event_txt_m3").click(new Locator.ClickOptions().setModifiers(
                List.of(KeyboardModifier.SHIFT)));
        page.keyboard().press("Control+c");
        assertThat(((String) page.evaluate("navigator.clipboard.readText()")).replace("\r", ""))
                .isEqualTo("\n\"Chute.\n\"\"Rien\"\"\"\n");
        Browser.field(page, "cs_dose_m9").focus();
        page.keyboard().press("Control+v");
        confirm().click();
        shows(Map.of("event_txt_m9", "Chute.\n\"Rien\""));
    }

    @Test
    void aRangeIsChosenByMouseAndEndsWhereOneGoesOn() {
        open();
        Browser.field(page, "hb_m3").click();
        Browser.field(page, "creat_m9").click(new Locator.ClickOptions().setModifiers(
                List.of(KeyboardModifier.SHIFT)));
        assertThat(page.locator(".matrix td.in-range")).hasCount(9);
        page.keyboard().press("ArrowDown");
        assertThat(Browser.field(page, "plt_m3")).isFocused();
        assertThat(page.locator(".matrix td.in-range")).hasCount(0);
        Browser.field(page, "hb_m3").hover();
        page.mouse().down();
        Browser.field(page, "plt_m6").hover();
        page.mouse().up();
        assertThat(page.locator(".matrix td.in-range")).hasCount(4);
        Browser.type(page, "12");
        assertThat(page.locator(".matrix td.in-range")).hasCount(0);
        page.keyboard().press("Enter");
        shows(Map.of("hb_m3", "12"));
    }

    @Test
    void shiftWithinATextSelectsText() {
        open();
        type("walk6_m3", "412");
        Browser.waitSaved(page);
        Locator cell = Browser.field(page, "walk6_m3");
        cell.click();
        cell.click(); // once more: into the text
        page.keyboard().press("Home");
        cell.evaluate("cell => cell.setSelectionRange(0, 0)");
        page.keyboard().press("Shift+ArrowRight");
        assertThat(page.locator(".matrix td.in-range")).hasCount(0);
        Browser.type(page, "5");
        page.keyboard().press("Enter");
        shows(Map.of("walk6_m3", "512"));
    }

    @Test
    void theVisitBeforeIsRepeatedAndTheRecordSaysSo() throws SQLException {
        open();
        type("crp_m0", "<5");
        Browser.waitSaved(page);
        Browser.field(page, "crp_m3").focus();
        page.keyboard().press("Control+d");
        shows(Map.of("crp_m3", "5", "crp_op_m3", "<"));
        assertThat(page.getByText("1 case remplie comme à la visite précédente.")).isVisible();
        assertThat(records("crp_m3", "reason")).containsExactly("fill");
        assertThat(records("crp_op_m3", "reason")).containsExactly("fill");
        assertThat(Browser.field(page, "crp_m3")).isFocused();
        page.keyboard().press("F9");
        assertThat(page.locator(".history-popover")).containsText("Répétition d’une autre visite");
        page.keyboard().press("Escape");
        page.keyboard().press("Control+z");
        shows(Map.of("crp_m3", "", "crp_op_m3", ""));
        assertThat(records("crp_m3", "reason")).containsExactly("fill", "undo");
    }

    @Test
    void whatBelongsToOneVisitIsNotRepeated() {
        open();
        type("visit_date_m0", "14/02/2008");
        Browser.waitSaved(page);
        Browser.field(page, "visit_date_m3").focus();
        page.keyboard().press("Control+d");
        assertThat(page.getByText("Dates, venue et événements ne se répètent pas")).isVisible();
        shows(Map.of("visit_date_m3", ""));
        Browser.field(page, "hb_m3").focus();
        page.keyboard().press("Control+d");
        assertThat(page.getByText("Sans réponse à répéter : Hb · M3")).isVisible();
    }

    @Test
    void aRangeIsFilledFromItsFirstVisitAndAsksBeforeItReplaces() {
        open();
        type("mrss_m0", "22");
        type("nyha_m0", "2");
        type("mrss_m6", "18");
        Browser.waitSaved(page);
        Browser.field(page, "mrss_m0").focus();
        Browser.field(page, "mrss_m0").selectText();
        page.keyboard().press("Shift+ArrowDown");
        page.keyboard().press("Shift+ArrowDown");
        page.keyboard().press("Shift+ArrowRight");
        page.keyboard().press("Shift+ArrowRight");
        page.keyboard().press("Control+d");
        assertThat(page.getByText("Rodnan · M6 : 18 → 22")).isVisible();
        assertThat(page.getByText("Ne rien changer")).isFocused();
        page.locator("#range_empty").click();
        shows(Map.of("mrss_m3", "22", "mrss_m6", "18", "nyha_m3", "II", "nyha_m6", "II", "n_du_m3", ""));
        Browser.field(page, "mrss_m6").focus();
        page.keyboard().press("Control+d");
        page.locator("vaadin-dialog[opened] #range_confirm").click();
        shows(Map.of("mrss_m6", "22"));
        page.keyboard().press("Control+z");
        shows(Map.of("mrss_m6", "18"));
    }

    @Test
    void aRangeIsEmptiedAfterAQuestionAndCanBeUndone() throws SQLException {
        open();
        type("mrss_m0", "22");
        type("mrss_m3", "20");
        Browser.waitSaved(page);
        Browser.field(page, "mrss_m0").focus();
        Browser.field(page, "mrss_m0").selectText();
        page.keyboard().press("Shift+ArrowRight");
        page.keyboard().press("Delete");
        assertThat(page.getByText("2 réponses seront effacées")).isVisible();
        assertThat(page.getByText("Ne rien changer")).isFocused();
        page.locator("vaadin-dialog[opened] #range_confirm").click();
        shows(Map.of("mrss_m0", "", "mrss_m3", ""));
        assertThat(records("mrss_m3", "reason")).endsWith("clear");
        page.keyboard().press("Control+z");
        shows(Map.of("mrss_m0", "22", "mrss_m3", "20"));
    }

    @Test
    void whoMayNotEnterCopiesOnly() {
        open();
        type("mrss_m0", "22");
        Browser.waitSaved(page);
        Page monitor = browser.signIn(server, "monitor");
        Browser.openForm(server, monitor, number, "visit");
        Browser.field(monitor, "mrss_m0").focus();
        Browser.field(monitor, "mrss_m0").selectText();
        monitor.keyboard().press("Shift+ArrowRight");
        assertThat(monitor.locator(".matrix td.in-range")).hasCount(2);
        monitor.keyboard().press("Control+d");
        monitor.keyboard().press("Delete");
        monitor.evaluate("document.querySelector('.matrix-page').$server.fill('mrss_m3', '')");
        monitor.evaluate("document.querySelector('.matrix-page').$server.clear('mrss_m0')");
        Browser.settled(monitor);
        assertThat(monitor.locator("vaadin-dialog[opened]")).hasCount(0);
        assertThat(Browser.field(monitor, "mrss_m3")).hasValue("");
    }
}
