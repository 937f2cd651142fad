package org.sivig.ecrf.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Media;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.sivig.ecrf.paper.PdfReader;

/** A patient’s story on one page, on screen and on paper. */
class OverviewIT {

    private static final Pattern PAGES = Pattern.compile("/Type\\s*/Page\\b(?!s)");
    private static final Pattern A4 = Pattern.compile("/MediaBox\\s*\\[\\s*0 0 59[4-6][.\\d]* 84[1-3][.\\d]*\\s*]");

    @RegisterExtension
    final Browser browser = new Browser();

    private final Server server = DemoServer.running();

    @Test
    void theCasebookIsAFileToo() throws IOException {
        Page page = browser.signIn(server, "inv01");
        open(page, "SIV-01-001");
        Download download = page.waitForDownload(() -> page.locator("#casebook_pdf").click());
        assertThat(download.suggestedFilename()).isEqualTo("sivig-SIV-01-001.pdf");
        assertThat(PdfReader.text(Files.readAllBytes(download.path()))).contains("Cahier d’observation de SIV-01-001",
                "9) Après introduction des IgIV", "non communiqué", "page 1/");
    }

    @Test
    void anEmptyCasebookLeadsToItsFirstSection() {
        Page page = browser.signIn(server, "inv01");
        String number = Browser.newPatient(server, page);
        open(page, number);
        assertThat(page.locator(".timeline")).hasCount(0);
        page.locator("#begin").click();
        assertThat(page).hasURL(server.url() + "/patients/" + number + "/identification");
        assertThat(page.locator(".form")).isVisible();
    }

    @Test
    void aMarkLeadsToItsFieldWithoutLoadingThePageAnew() throws SQLException {
        Page page = browser.signIn(server, "inv01");
        String number = fullPatient(page);
        List<String> errors = new ArrayList<>();
        page.onPageError(errors::add);
        open(page, number);
        page.evaluate("window.stayed = true");
        page.locator(".story-disease a", new Page.LocatorOptions().setHasText("Diagnostic")).click();
        assertThat(page).hasURL(server.url() + "/patients/" + number + "/diagnosis?item=dx_date");
        assertThat(Browser.field(page, "dx_date")).isFocused();
        assertThat(page.evaluate("window.stayed")).isEqualTo(true);
        assertThat(errors).isEmpty();

        open(page, number);
        page.locator(".story-treatment a", new Page.LocatorOptions().setHasText("M3")).focus();
        page.keyboard().press("Enter");
        assertThat(page).hasURL(server.url() + "/patients/" + number + "/visit?item=visit_date_m3");
    }

    @Test
    void theLettersOfTheTimelineDoNotMeet() throws SQLException {
        Page page = browser.signIn(server, "inv01");
        open(page, fullPatient(page));
        assertThat(page.locator(".timeline")).hasCount(2);
        assertThat(page.evaluate("""
                () => [...document.querySelectorAll('.timeline')].flatMap(svg => {
                  const texts = [...svg.querySelectorAll('text')]
                    .map(text => ({ name: text.textContent, box: text.getBoundingClientRect() }));
                  return texts.flatMap((a, i) => texts.slice(i + 1).filter(b =>
                    a.box.left < b.box.right - 1 && b.box.left < a.box.right - 1
                    && a.box.top < b.box.bottom - 1 && b.box.top < a.box.bottom - 1).map(b => a.name + ' / ' + b.name));
                })""")).isEqualTo(List.of());
    }

    @Test
    void everyDateStandsInATableAndEverybodyCanReadThePage() throws SQLException {
        Page page = browser.signIn(server, "inv01");
        open(page, fullPatient(page));
        Locator row = page.locator(".story-table tr", new Page.LocatorOptions().setHasText("Mycophénolate"));
        assertThat(row).not().isVisible();
        page.locator(".story-table summary").click();
        assertThat(row).isVisible();
        assertThat(row.locator("td")).hasText(new String[] {"Traitements", "Mycophénolate mofétil", "03/04/2001",
            "05/04/2001"});
        AccessibilityIT.assertAccessible(page, "fr");
    }

    @Test
    void thePageAsksTheBrowserToPrint() throws SQLException {
        Page page = browser.signIn(server, "inv01");
        open(page, fullPatient(page));
        page.evaluate("window.print = () => document.body.dataset.printed = 'yes'");
        page.locator("#print").click();
        assertThat(page.locator("body")).hasAttribute("data-printed", "yes");
    }

    @Test
    void itPrintsOnOnePageOfA4WhateverIsInIt() throws SQLException {
        Page page = browser.signIn(server, "inv01");
        String number = fullPatient(page);
        for (String each : List.of(number, Browser.newPatient(server, page))) {
            open(page, each);
            assertOnePage(page);
        }
    }

    private static void assertOnePage(Page page) {
        page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
        String pdf = new String(page.pdf(new Page.PdfOptions().setFormat("A4")), StandardCharsets.ISO_8859_1);
        assertThat(PAGES.matcher(pdf).results()).hasSize(1);
        assertThat(A4.matcher(pdf).find()).isTrue();
        assertThat(page.locator(".bar")).not().isVisible();
        assertThat(page.locator(".sections")).not().isVisible();
        assertThat(page.locator("#print")).not().isVisible();
        assertThat(page.locator(".overview-head")).containsText(Pattern.compile("Dossier SIV-.*Centre 01.*édité le"));
    }

    private void open(Page page, String number) {
        Browser.go(page, server.url() + "/patients/" + number);
        assertThat(page.locator(".overview-line").first()).isVisible();
    }

    /** A new patient with more on the timeline than a chart usually tells, written past the pages that ask for it. */
    private String fullPatient(Page page) throws SQLException {
        String number = Browser.newPatient(server, page);
        Browser.answer(page, "last_name3", "TES");
        Browser.waitSaved(page);
        insert(number, "diagnosis (raynaud_year, first_nonrp_year, dx_date)", "1975, 1997, '1998-10-05'");
        insert(number, "organ_history (rp_hx, rp_hx_date, du_hx, du_hx_date, ild_hx, ild_hx_date, src_hx, src_hx_date)",
                "'1', '1976-02', '1', '1998', '2', '1999', '1', '1999-03-04'");
        insert(number, "prior_treatment_overview (any_prior, first_date)", "'1', '1999'");
        insert(number, "prior_treatment (drug, given, start_date, end_date)", "'mtx', '1', '2002-09', '2005'",
                "'aza', '1', '2005', '2004-01'", "'ocs', '1', '1999', null", "'csa', '1', null, '2001-05'",
                "'mmf', '1', '2001-04-03', '2001-04-05'", "'cyciv', '1', '2003', '2003'", "'rtx', '1', '2004', '2006'");
        insert(number, "prior_treatment (drug, spec, start_date)", "'oth1', '<b>Un nom de traitement très long</b>', '2001'");
        insert(number, "ivig_course (course, done, start_date, end_date, ongo, n)",
                "'1', null, '2006-05-02', '2007-06', null, 12", "'2', '1', '2008-02', null, '1', null");
        insert(number, "concomitant_treatment (course, drug, given, start_date, end_date, ongo)",
                "'1', 'ocs', '1', '1999', null, '1'", "'1', 'mtx', '1', '2006', '2007-01-01', null",
                "'2', 'ocs', '1', '2008', null, '1'", "'2', 'rtx', '1', '2008-03', '2008-04', null");
        insert(number, "visit (visit, visit_done, visit_date)", "'m0', '1', '2006-05-01'", "'m3', '1', '2006-08'",
                "'m6', '0', null", "'m9', '1', '2007'", "'m12', '1', '2007-05-03'");
        insert(number, "follow_up (death, death_date, last_news_date)", "'1', '2012', '2011-12-24'");
        return number;
    }

    private static void insert(String number, String table, String... rows) throws SQLException {
        try (Connection database = DemoServer.H2.database()) {
            for (String row : rows) {
                try (PreparedStatement insert = database.prepareStatement("insert into "
                        + table.replace("(", "(id, patient_id, ") + " select next value for casebook_row_seq, id, " + row
                        + " from patient where number = ?")) {
                    insert.setString(1, number);
                    assertThat(insert.executeUpdate()).isEqualTo(1);
                }
            }
        }
    }
}
