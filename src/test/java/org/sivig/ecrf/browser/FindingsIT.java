package org.sivig.ecrf.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Cookie;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the checks find shows at once, leads to its field, is justified by key and can be listed over all patients. */
class FindingsIT {

    @RegisterExtension
    final Browser browser = new Browser();

    private final Server server = DemoServer.running();
    private Page page;
    private String number;

    /** A new patient, in whom Raynaud’s phenomenon appears in this year and the first other symptom in 2001. */
    private void raynaudIn(String year) {
        page = browser.signIn(server, "inv01");
        number = Browser.newPatient(server, page, "diagnosis");
        Browser.answer(page, "raynaud_year", year);
        Browser.answer(page, "first_nonrp_year", "2001");
        Browser.waitSaved(page);
        assertThat(check(page, "E11")).containsText("Raynaud (" + year + ")");
    }

    private static Locator check(Page page, String id) {
        return page.locator(".notes [data-check='" + id + "']");
    }

    private static void assertOpen(Page page, int count) {
        assertThat(page.locator("#open_findings")).hasAttribute("data-value", "" + count);
    }

    private static Locator section(Page page, String name) {
        return page.locator(".sections a", new Page.LocatorOptions().setHasText(name));
    }

    private void confirmInTheSource() {
        page.locator("#dialog_reason input").first().click();
        page.locator("#dialog_confirm").click();
    }

    private static void justifyByKey(Page page, String item, String text) {
        Browser.field(page, item).focus();
        page.keyboard().press("F4");
        assertThat(check(page, "E11").locator(".justify")).isFocused();
        page.keyboard().press("Enter");
        assertThat(page.locator("#dialog_reason input").first()).isFocused();
        for (int i = 0; i < 3; i++) {
            page.keyboard().press("ArrowDown");
        }
        page.keyboard().press("Enter");
        assertThat(page.locator("vaadin-dialog [role=alert]")).isVisible();
        page.keyboard().press("Tab");
        Browser.type(page, text);
        page.keyboard().press("Enter");
        assertThat(page.locator("#dialog_text")).hasCount(0);
        assertThat(Browser.field(page, item)).isFocused();
    }

    @Test
    void aFindingShowsAsSoonAsItIsTrueIsCountedAndLeadsToItsField() {
        raynaudIn("2010");
        assertThat(Browser.note(page, "raynaud_year").locator("[data-check=E11]")).isVisible();
        assertOpen(page, 1);
        assertThat(section(page, "Diagnostic").locator(".count")).hasText("1");

        Browser.go(page, server.url() + "/patients/" + number);
        Locator line = page.locator(".overview-findings [data-check=E11]");
        assertThat(line).containsText("Raynaud (2010)");
        line.locator("a").click();
        assertThat(page).hasURL(server.url() + "/patients/" + number + "/diagnosis?item=raynaud_year");
        assertThat(Browser.field(page, "raynaud_year")).isFocused();

        Browser.answer(page, "raynaud_year", "2000");
        assertThat(check(page, "E11")).hasCount(0);
        assertOpen(page, 0);
        assertThat(section(page, "Diagnostic").locator(".count")).hasCount(0);
    }

    @Test
    void aWarningJustifiedByKeyStaysSoForTheSameAnswersAndFiresAgainForOthers() {
        raynaudIn("2010");
        justifyByKey(page, "raynaud_year", "lettre du 12 mars");
        assertThat(check(page, "E11")).containsText("Justifié");
        assertThat(check(page, "E11")).containsText("lettre du 12 mars");
        assertOpen(page, 0);

        page.reload();
        assertThat(check(page, "E11")).containsText("lettre du 12 mars");
        assertOpen(page, 0);

        Browser.answer(page, "raynaud_year", "2009");
        assertThat(check(page, "E11")).containsText("Raynaud (2009)");
        assertThat(check(page, "E11")).not().containsText("Justifié");
        assertOpen(page, 1);
        Browser.answer(page, "raynaud_year", "2010");
        assertThat(check(page, "E11")).containsText("lettre du 12 mars");
        assertOpen(page, 0);

        Browser.field(page, "raynaud_year").focus();
        page.keyboard().press("F4");
        page.keyboard().press("Enter");
        assertThat(check(page, "E11")).not().containsText("Justifié");
        assertOpen(page, 1);
        assertThat(Browser.field(page, "raynaud_year")).isFocused();
    }

    @Test
    void theMonitorReadsAJustificationAndGivesNone() {
        raynaudIn("2010");
        check(page, "E11").locator(".justify").click();
        confirmInTheSource();
        assertThat(check(page, "E11")).containsText("Confirmé dans le dossier source");

        Page monitor = browser.signIn(server, "monitor");
        Browser.openForm(server, monitor, number, "diagnosis");
        assertThat(check(monitor, "E11")).containsText("Confirmé dans le dossier source");
        assertThat(check(monitor, "E11").locator(".justify")).hasCount(0);
    }

    @Test
    void aCellOffersTheOtherUnitAndEscapeGoesBackToIt() {
        page = browser.signIn(server, "inv01");
        number = Browser.newPatient(server, page);
        Browser.openForm(server, page, number, "visit?item=hb_m3");
        assertThat(page.locator("#hb_m3")).isFocused();
        Browser.type(page, "125");
        page.keyboard().press("Enter");
        Browser.waitSaved(page);
        page.keyboard().press("ArrowUp");
        Locator notes = page.locator("#hb_m3-note");
        assertThat(notes.locator("[data-check=E60]")).containsText("12,5");
        assertThat(notes.locator("[data-check=E90]")).isVisible();
        assertThat(section(page, "Efficacité").locator(".count")).not().hasCount(0);

        page.keyboard().press("F4");
        Locator convert = notes.locator("[data-check=E60] .action:not(.justify)");
        assertThat(convert).isFocused();
        page.keyboard().press("Escape");
        assertThat(page.locator("#hb_m3")).isFocused();
        page.keyboard().press("F4");
        page.keyboard().press("Enter");
        assertThat(page.locator("#hb_m3")).hasValue("12,5");
        assertThat(check(page, "E60")).hasCount(0);
        assertThat(check(page, "E90")).hasCount(0);
        assertThat(page.locator("#hb_m3")).isFocused();
    }

    @Test
    void thePageOfFindingsFiltersKeepsItInTheAddressAndLeadsToTheField() {
        raynaudIn("2030");
        assertThat(check(page, "E03")).isVisible();
        page.locator("a.nav-link", new Page.LocatorOptions().setHasText("Constats")).click();
        assertThat(page.locator(".finding-message").first()).isVisible();
        page.locator("#filter_number input").fill(number);
        assertThat(page).hasURL(Pattern.compile(".*/findings\\?number=" + number));
        assertThat(page.locator(".patients-count")).hasText("2 constats");
        choose("severity", "Erreur");
        assertThat(page).hasURL(Pattern.compile(".*severity=error.*"));
        assertThat(page.locator(".patients-count")).hasText("1 constat");
        page.reload();
        assertThat(page.locator(".patients-count")).hasText("1 constat");
        page.locator(".finding-message", new Page.LocatorOptions().setHasText("2030")).click();
        assertThat(page).hasURL(server.url() + "/patients/" + number + "/diagnosis?item=raynaud_year");
        assertThat(Browser.field(page, "raynaud_year")).isFocused();

        Browser.answer(page, "raynaud_year", "2010");
        assertThat(check(page, "E03")).hasCount(0);
        check(page, "E11").locator(".justify").click();
        confirmInTheSource();
        assertOpen(page, 0);

        Browser.go(page, server.url() + "/findings?number=" + number);
        assertThat(page.locator(".patients-count")).hasText("Aucun constat");
        page.locator("#all_findings").click();
        assertThat(page).hasURL(Pattern.compile(".*/findings\\?state=any"));
        page.locator("#filter_number input").fill(number);
        Locator grid = page.locator("vaadin-grid");
        assertThat(page.locator(".patients-count")).hasText("2 constats");
        assertThat(grid).containsText("Justifié – Confirmé dans le dossier source");
        assertThat(grid).containsText("Résolu");
        choose("check", "E03");
        assertThat(page).hasURL(Pattern.compile(".*check=E03.*"));
        assertThat(page.locator(".patients-count")).hasText("1 constat");
    }

    /** An organ involvement that asks for its date. */
    private void digitalUlcers() {
        page = browser.signIn(server, "inv01");
        number = Browser.newPatient(server, page, "organ-history");
        Browser.choose(page, "du_hx", "1");
        Browser.waitSaved(page);
        assertThat(Browser.field(page, "du_hx_date")).isVisible();
    }

    @Test
    void whatIsNotTypedYetIsNoFindingForWhoTypesUntilTheFieldIsLeft() {
        digitalUlcers();
        assertThat(check(page, "E18")).hasCount(0);
        assertOpen(page, 0);
        assertThat(section(page, "Atteintes").locator(".count")).hasCount(0);

        Page monitor = browser.signIn(server, "monitor");
        Browser.openForm(server, monitor, number, "organ-history");
        assertThat(check(monitor, "E18")).isVisible();
        Browser.go(monitor, server.url() + "/findings?number=" + number);
        assertThat(monitor.locator(".patients-count")).hasText("1 constat");

        Browser.field(page, "du_hx_date").focus();
        assertThat(check(page, "E18")).hasCount(0);
        page.keyboard().press("Tab");
        assertThat(check(page, "E18")).isVisible();
        assertOpen(page, 1);
        assertThat(section(page, "Atteintes").locator(".count")).hasText("1");

        page.reload();
        assertThat(check(page, "E18")).isVisible();
        Browser.answer(page, "du_hx_date", "2003");
        assertThat(check(page, "E18")).hasCount(0);
        assertOpen(page, 0);
    }

    @Test
    void whoCallsAFormCompleteIsToldWhatIsBlankInIt() {
        digitalUlcers();
        assertThat(check(page, "E18")).hasCount(0);
        page.locator("#complete_form").click();
        assertThat(check(page, "E18")).isVisible();
        assertOpen(page, 1);
    }

    @Test
    void theCasebookListsWhatIsBlankAlsoWhileItIsTyped() {
        digitalUlcers();
        page.locator(".sections a.overview").click();
        assertThat(page.locator(".overview-findings [data-check=E18]")).isVisible();
        assertOpen(page, 1);
    }

    /** Three dates of 2005 and later; the first infusion was 2011, and is 2001 now. */
    private void oneWrongYear() {
        page = browser.signIn(server, "inv01");
        number = Browser.newPatient(server, page, "diagnosis");
        Browser.answer(page, "dx_date", "2005");
        Browser.openForm(server, page, number, "organ-history");
        for (String organ : List.of("du", "ild")) {
            Browser.choose(page, organ + "_hx", "1");
            Browser.waitSaved(page);
            Browser.answer(page, organ + "_hx_date", "2006");
        }
        Browser.openForm(server, page, number, "ivig-course/1");
        Browser.answer(page, "ivig1_start", "2011");
        Browser.waitSaved(page);
        Browser.answer(page, "ivig1_start", "2001");
        Browser.waitSaved(page);
    }

    @Test
    void findingsThatRestOnOneAnswerAreOneLineWithTheWayBack() {
        oneWrongYear();
        Locator line = page.locator("[data-cause=ivig1_start]");
        assertThat(line).containsText("3 constats dépendent de");
        assertThat(line).containsText("Date de la première perfusion d’IgIV (Cure 1) (2001)");

        Browser.openForm(server, page, number, "organ-history");
        assertThat(line).hasCount(1);
        Locator folded = check(page, "E16").first();
        assertThat(folded).containsText("Dépend de");
        assertThat(folded.locator("details > div")).not().isVisible();
        Browser.field(page, "du_hx_date").focus();
        page.keyboard().press("F4");
        assertThat(folded.locator("details > div")).isVisible();
        assertThat(folded.locator(".justify")).isFocused();
        assertOpen(page, 3);

        line.locator(".action").click();
        assertThat(line).hasCount(0);
        assertThat(check(page, "E16")).hasCount(0);
        assertOpen(page, 0);
        Browser.openForm(server, page, number, "ivig-course/1");
        assertThat(Browser.field(page, "ivig1_start")).hasValue("2011");
    }

    @Test
    void theCasebookAndTheListOfFindingsFoldThemToo() {
        oneWrongYear();
        Browser.go(page, server.url() + "/patients/" + number);
        assertThat(page.locator(".overview-findings [data-cause=ivig1_start]")).containsText("(2001)");
        assertThat(page.locator(".overview-findings [data-check=E16]")).hasCount(2);
        assertThat(page.locator(".overview-findings [data-check=E14] a")).not().isVisible();
        page.locator(".cause-findings > summary").click();
        assertThat(page.locator(".overview-findings [data-check=E14] a")).isVisible();

        Browser.go(page, server.url() + "/findings?number=" + number);
        assertThat(page.locator(".finding-message")).hasCount(1);
        Locator cause = page.locator(".finding-cause");
        assertThat(cause).containsText("3 constats dépendent de");
        assertThat(cause).containsText("(2001)");
        cause.click();
        assertThat(page.locator(".finding-message")).hasCount(3);
        assertThat(page).hasURL(Pattern.compile(".*cause=ivig1_start.*"));
    }

    private void choose(String filter, String text) {
        page.locator("#filter_" + filter + " input").fill(text);
        page.locator("vaadin-multi-select-combo-box-item:visible",
                new Page.LocatorOptions().setHasText(text)).first().click();
        page.keyboard().press("Escape");
    }

    @Test
    void findingsAreSaidInEnglishToo() {
        raynaudIn("2010");
        page.context().addCookies(List.of(new Cookie("language", "en").setUrl(server.url())));
        page.reload();
        assertThat(check(page, "E11")).containsText("Raynaud (2010) after the first non-Raynaud symptom");
        check(page, "E11").locator(".justify").click();
        assertThat(page.locator("#dialog_reason")).containsText("Confirmed in the source");
        confirmInTheSource();
        assertThat(check(page, "E11")).containsText("Justified");
        Browser.go(page, server.url() + "/findings?number=" + number + "&state=justified");
        assertThat(page.locator(".patients-count")).hasText("1 finding");
        assertThat(page.locator("vaadin-grid")).containsText("Warning");
    }
}
