package org.sivig.ecrf.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.nio.file.Files;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.sivig.ecrf.study.Study;

/** What became of an answer can be read beside it, over all patients, and as of a moment. */
class HistoryIT {

    @RegisterExtension
    final Browser browser = new Browser();

    private final Server server = DemoServer.running();

    private static Locator rows(Page page) {
        return page.locator(".history-table tbody tr");
    }

    @Test
    void theHistoryOfAFieldOpensAndClosesByKey() {
        Page page = browser.signIn(server, "inv01");
        String number = Browser.newPatient(server, page);
        Browser.openForm(server, page, number, "diagnosis?item=dx_date");
        assertThat(Browser.field(page, "dx_date")).isFocused();
        page.keyboard().press("F9");
        assertThat(page.locator(".history-popover")).containsText("Rien n’a encore été saisi");
        page.keyboard().press("Escape");
        assertThat(page.locator(".history-popover")).not().isVisible();
        assertThat(Browser.field(page, "dx_date")).isFocused();

        Browser.type(page, "2009");
        page.keyboard().press("Tab");
        Browser.waitSaved(page);
        page.keyboard().press("Shift+Tab");
        Browser.type(page, "03/2009");
        page.keyboard().press("F9"); // what is being typed is stored first
        assertThat(rows(page).first()).containsText("03/2009");
        assertThat(rows(page).last()).containsText("2009");
        assertThat(rows(page).first()).containsText("Dr Claire Moreau");
        page.keyboard().press("Escape");
        assertThat(Browser.field(page, "dx_date")).isFocused();
        assertThat(Browser.field(page, "dx_date")).hasValue("03/2009");
    }

    @Test
    void theHistoryOfACellOpensAndClosesByKey() {
        Page page = browser.signIn(server, "inv01");
        String number = Browser.newPatient(server, page);
        Browser.openForm(server, page, number, "visit?item=hb_m3");
        assertThat(page.locator("#hb_m3")).isFocused();
        Browser.type(page, "12,5");
        page.keyboard().press("Enter");
        Browser.waitSaved(page);
        page.keyboard().press("ArrowUp");
        page.keyboard().press("F9");
        assertThat(rows(page).last()).containsText("12,5");
        page.keyboard().press("Escape");
        assertThat(page.locator("#hb_m3")).isFocused();
        page.keyboard().press("ArrowDown");
        assertThat(page.locator("#hb_m3")).not().isFocused();
    }

    @Test
    void whoOnlyReadsReachesTheHistoryOfEveryFieldByKey() {
        Page page = browser.signIn(server, "monitor");
        Browser.openForm(server, page, "SIV-01-001", "eligibility");
        Locator chosen = Browser.item(page, "acr_prox").locator("input:checked");
        chosen.focus();
        page.keyboard().press("F9");
        assertThat(rows(page)).not().hasCount(0);
        page.keyboard().press("Escape");
        assertThat(chosen).isFocused();
    }

    @Test
    void theAuditPageFiltersExportsWhatItShowsAndLeadsToTheField() throws IOException {
        Page page = browser.signIn(server, "inv01");
        String number = Browser.newPatient(server, page, "eligibility");
        Browser.choose(page, "acr_scar", "1");
        Browser.waitSaved(page);
        Browser.openForm(server, page, number, "identification");
        Browser.answer(page, "last_name3", "QZX");
        Browser.waitSaved(page);

        page.locator("a.nav-link", new Page.LocatorOptions().setHasText("Audit")).click();
        assertThat(page.locator(".audit-item").first()).isVisible();
        page.locator("#filter_patient input").fill(number);
        page.locator("#filter_new input").fill("oui");
        assertThat(page).hasURL(Pattern.compile(".*/audit\\?(?=.*patient=" + number + ")(?=.*new=oui).*"));
        assertThat(page.locator(".patients-count")).hasText("1 enregistrement");

        Download download = page.waitForDownload(() -> page.locator("#export_analysis").click());
        List<String> lines = Files.readAllLines(download.path());
        assertThat(lines).hasSize(2);
        assertThat(lines.getLast()).contains("inv01", number, ",acr_scar,,,1,");

        page.locator(".audit-item").first().click();
        assertThat(page).hasURL(server.url() + "/patients/" + number + "/eligibility?item=acr_scar");
        assertThat(Browser.item(page, "acr_scar")).isVisible();

        Browser.go(page, server.url() + "/audit?patient=" + number + "&item=identification.last_name3");
        assertThat(page.locator(".patients-count")).hasText("1 enregistrement");
        assertThat(page.locator(".audit")).not().containsText("QZX");
    }

    @Test
    void aCasebookCanBeSeenAsItWasWithWhatHasChangedSince() {
        Page page = browser.signIn(server, "inv01");
        String moment = LocalDateTime.now(Study.ZONE).truncatedTo(ChronoUnit.SECONDS).minusSeconds(1).toString();
        String number = Browser.newPatient(server, page);
        Browser.openForm(server, page, number, "diagnosis?item=dx_date");
        Browser.answer(page, "dx_date", "2009");
        Browser.waitSaved(page);
        Browser.openForm(server, page, number, "visit?item=hb_m3");
        Browser.type(page, "12,5");
        page.keyboard().press("Enter");
        Browser.waitSaved(page);

        Browser.go(page, server.url() + "/patients/" + number + "?at=" + moment);
        assertThat(page.locator("#as_of")).containsText("2 réponses ont changé depuis");
        page.locator(".sections a", new Page.LocatorOptions().setHasText("Diagnostic")).click();
        assertThat(page).hasURL(Pattern.compile(".*/diagnosis\\?at=.*"));
        assertThat(Browser.field(page, "dx_date")).hasValue("");
        assertThat(Browser.field(page, "dx_date")).not().isEditable();
        assertThat(Browser.note(page, "dx_date")).containsText("2009");
        assertThat(Browser.item(page, "ssc_type").locator(".since")).hasCount(0);

        page.locator(".sections a", new Page.LocatorOptions().setHasText("Efficacité")).click();
        assertThat(page.locator("#hb_m3")).hasValue("");
        assertThat(page.locator("td.since")).hasCount(1);
        assertThat(page.locator("td.since")).containsText("12,5");
        assertThat(page.locator("#hb_m3")).hasAttribute("aria-label", Pattern.compile(".*12,5"));

        page.locator("#as_of_now").click();
        assertThat(page.locator("#as_of")).hasCount(0);
        assertThat(page.locator("#hb_m3")).hasValue("12,5");
    }
}
