package org.sivig.ecrf.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A query goes from the monitor to the site and back, beside its field, from its list and from a grid of data. */
class QueriesIT {

    @RegisterExtension
    final Browser browser = new Browser();

    private final Server server = DemoServer.running();

    private static Locator query(Page page, String item) {
        return Browser.note(page, item).locator("[data-query]");
    }

    private static Locator button(Page page, String step) {
        return page.locator("vaadin-dialog[opened] #query_" + step);
    }

    /** Asks about the field in which the cursor stands. */
    private static void raise(Page page, String text) {
        page.keyboard().press("F7");
        assertThat(page.locator("#query_text textarea")).isFocused();
        Browser.type(page, text);
        page.keyboard().press("Control+Enter");
        assertThat(page.locator("#query_text")).hasCount(0);
    }

    private String patientDiagnosedIn(String year, Page investigator) {
        String number = Browser.newPatient(server, investigator);
        Browser.openForm(server, investigator, number, "diagnosis?item=dx_date");
        Browser.type(investigator, year);
        investigator.keyboard().press("Tab");
        Browser.waitSaved(investigator);
        return number;
    }

    @Test
    void whoProposesQueriesIsToldSo() {
        Page statistician = browser.signIn(server, "statistician");
        Browser.openForm(server, statistician, "SIV-01-001", "diagnosis");
        assertThat(statistician.locator("[data-item=dx_date] button.ask")).hasAttribute("title", "Proposer une requête (F7)");
        assertThat(statistician.getByText(Pattern.compile("\\bposer une requête", Pattern.CASE_INSENSITIVE))).hasCount(0);
        Browser.openForm(server, statistician, "SIV-01-001", "visit");
        assertThat(statistician.locator(".cell-query")).hasText("Proposer une requête F7");
    }

    @Test
    void whatIsTooLongIsNotTakenInPartAndThatIsSaid() {
        Page page = browser.signIn(server, "monitor");
        page.context().grantPermissions(List.of("clipboard-read", "clipboard-write"));
        Browser.openForm(server, page, "SIV-01-001", "diagnosis?item=dx_date");
        assertThat(Browser.field(page, "dx_date")).isFocused();
        page.keyboard().press("F7");
        Locator text = page.locator("#query_text textarea");
        assertThat(text).isFocused();
        page.evaluate("navigator.clipboard.writeText('Relire. '.repeat(70))");
        page.keyboard().press("ControlOrMeta+v");
        assertThat(page.locator("#key_note")).hasText("Trop long pour ce champ : 560 au lieu de 500 au plus. Rien n’a été ajouté.");
        assertThat(text).hasValue("");
        page.evaluate("navigator.clipboard.writeText('x'.repeat(500))");
        page.keyboard().press("ControlOrMeta+v");
        assertThat(text).hasValue("x".repeat(500));
        page.keyboard().press("Enter");
        assertThat(page.locator("#key_note")).containsText("501");
        page.keyboard().press("ControlOrMeta+a");
        Browser.type(page, "Relire");
        assertThat(text).hasValue("Relire");
        page.keyboard().press("Escape");
    }

    @Test
    void whatIsWrittenInADialogIsLostOnlyByEscapePressedTwice() {
        Page monitor = browser.signIn(server, "monitor");
        Browser.openForm(server, monitor, "SIV-01-001", "diagnosis?item=dx_date");
        monitor.keyboard().press("F7");
        Locator text = monitor.locator("#query_text textarea");
        Browser.type(monitor, "Relire");
        assertThat(text).hasValue("Relire");
        monitor.mouse().click(5, 400);
        assertThat(monitor.locator("#key_note")).containsText("serait perdu");
        monitor.keyboard().press("Escape");
        assertThat(monitor.locator("#key_note")).containsText("serait perdu");
        assertThat(text).hasValue("Relire");
        Browser.type(monitor, " la source");
        assertThat(text).hasValue("Relire la source");
        monitor.keyboard().press("Escape");
        assertThat(text).hasValue("Relire la source");
        monitor.keyboard().press("Escape");
        assertThat(text).hasCount(0);
        monitor.keyboard().press("F7");
        assertThat(text).hasValue("");
        monitor.keyboard().press("Escape");
        assertThat(text).hasCount(0);
    }

    @Test
    void aQueryIsRaisedByKeyAnsweredBesideTheFieldAndClosedWithAnOutcome() {
        Page investigator = browser.signIn(server, "inv02");
        String number = patientDiagnosedIn("2009", investigator);

        Page monitor = browser.signIn(server, "monitor");
        Browser.openForm(server, monitor, number, "diagnosis?item=dx_date");
        assertThat(Browser.field(monitor, "dx_date")).isFocused();
        monitor.keyboard().press("F7");
        assertThat(monitor.locator("#query_text textarea")).isFocused();
        monitor.keyboard().press("Control+Enter");
        assertThat(monitor.locator("#query_text")).containsText("Écrivez un texte");
        assertThat(monitor.locator("#query_text textarea")).isFocused();
        monitor.keyboard().press("Escape");
        assertThat(monitor.locator("#query_text")).hasCount(0);
        assertThat(Browser.field(monitor, "dx_date")).isFocused();
        raise(monitor, "Le mois est-il connu ?");
        assertThat(query(monitor, "dx_date")).containsText(Pattern.compile("Q-\\d+ · Ouverte.*Le mois est-il connu"));
        assertThat(Browser.field(monitor, "dx_date")).isFocused();

        // The site finds what waits for it, answers without changing anything, and cannot do more.
        Browser.go(investigator, server.url() + "/");
        assertThat(investigator.locator("#home_queries_open")).isVisible();
        investigator.locator("#home_queries_open").click();
        investigator.waitForURL(Pattern.compile(".*/queries.*"));
        investigator.locator("a[href*='" + number + "']").first().click();
        assertThat(Browser.field(investigator, "dx_date")).isFocused();
        query(investigator, "dx_date").locator("textarea").press("Control+Enter");
        assertThat(query(investigator, "dx_date")).containsText("Écrivez un texte");
        assertThat(query(investigator, "dx_date").locator("textarea")).isFocused();
        query(investigator, "dx_date").locator("textarea").fill("Non, l’année seulement.");
        // What is written and not sent stays while one looks at another section.
        investigator.locator(".sections a[href*=eligibility]").click();
        assertThat(Browser.field(investigator, "acr_prox")).isVisible();
        investigator.goBack();
        assertThat(query(investigator, "dx_date").locator("textarea")).hasValue("Non, l’année seulement.");
        query(investigator, "dx_date").locator("textarea").press("Control+Enter");
        assertThat(query(investigator, "dx_date")).containsText("Répondue");
        assertThat(query(investigator, "dx_date").locator("textarea")).hasCount(0);
        query(investigator, "dx_date").locator(".open-query").click();
        assertThat(investigator.locator(".query-thread li")).hasCount(2);
        assertThat(button(investigator, "close")).hasCount(0);

        Browser.go(monitor, server.url() + "/queries?state=answered");
        monitor.locator("a[href*='" + number + "']").first().click();
        query(monitor, "dx_date").locator(".open-query").click();
        assertThat(monitor.locator(".query-thread")).containsText("Non, l’année seulement.");
        button(monitor, "close").click();
        assertThat(monitor.locator("#query_outcome [slot=error-message]")).containsText("Choisissez une issue");
        assertThat(monitor.locator("#query_outcome input").first()).isFocused();
        monitor.keyboard().press("ArrowDown");
        monitor.keyboard().press("Enter");
        assertThat(query(monitor, "dx_date")).containsText("Close");

        // What changes afterwards is said beside the field.
        Browser.openForm(server, investigator, number, "diagnosis?item=dx_date");
        Browser.answer(investigator, "dx_date", "2010");
        Browser.waitSaved(investigator);
        assertThat(query(investigator, "dx_date")).containsText("Modifiée depuis la clôture");
    }

    @Test
    void whoComesSecondLearnsWhoWasFirstAndKeepsWhatTheyWrote() {
        Page investigator = browser.signIn(server, "inv02");
        String number = patientDiagnosedIn("2001", investigator);
        Page first = browser.signIn(server, "monitor");
        Browser.openForm(server, first, number, "diagnosis?item=dx_date");
        assertThat(Browser.field(first, "dx_date")).isFocused();
        raise(first, "Une autre date dans le courrier.");

        Page second = browser.signIn(server, "datamanager");
        Browser.openForm(server, second, number, "diagnosis?item=dx_date");
        query(second, "dx_date").locator(".open-query").click();
        assertThat(button(second, "close")).isVisible();

        query(first, "dx_date").locator(".open-query").click();
        first.locator("#query_outcome vaadin-radio-button").first().click();
        button(first, "close").click();
        assertThat(query(first, "dx_date")).containsText("Close");

        second.locator("#query_text textarea").fill("Sans objet finalement.");
        second.locator("#query_outcome vaadin-radio-button").last().click();
        button(second, "close").click();
        assertThat(second.locator("vaadin-dialog[opened] [role=alert]"))
                .containsText(Pattern.compile("close.* par Sophie Lambert.* avant vous"));
        assertThat(button(second, "close")).hasCount(0);
        assertThat(button(second, "reopen")).isVisible();
        assertThat(second.locator("#query_text textarea")).hasValue("Sans objet finalement.");
    }

    @Test
    void queriesOnWhatAGridShowsAreRaisedByOneTextAndClosedFromTheirList() {
        Page page = browser.signIn(server, "monitor");
        Browser.go(page, server.url() + "/data/visit?patient.number=~SIV-04&row.visit=m24"
                + "&_cols=patient.number|row.visit|hb");
        page.locator("[id='menu_hb']").click();
        page.locator(".column-popover-acts vaadin-button", new Page.LocatorOptions().setHasText("requête")).click();
        String preview = page.locator("#action_preview").innerText();
        page.locator("#raise_confirm").click();
        assertThat(page.locator("#raise_text")).containsText("Écrivez un texte");
        page.locator("#raise_text textarea").fill("Hémoglobine à vérifier.");
        page.locator("#raise_confirm").click();
        assertThat(page.locator("#action_report")).containsText(preview.replaceFirst("\\D*(\\d+).*(?s).*", "$1"));

        Browser.go(page, server.url() + "/queries?text=Hémoglobine+à+vérifier");
        Locator boxes = page.locator(".choose");
        assertThat(boxes.first()).isVisible();
        assertThat(page.locator("#bulk_close")).isDisabled();
        int many = boxes.count();
        page.locator("#choose_all input").check();
        assertThat(boxes.last()).isChecked();
        assertThat(page.locator("#bulk_close")).containsText("(" + many + ")");
        page.locator("#bulk_close").click();
        assertThat(page.locator("#bulk_preview li").first()).containsText("Hb · M24 (");
        assertThat(page.locator("#bulk_preview li").first()).containsText("sans réponse du centre");
        page.locator("vaadin-dialog[opened] vaadin-radio-button").first().click();
        assertThat(page.locator("#query_outcome")).containsText("qu’à l’ouverture");
        page.locator("#bulk_confirm").click();
        assertThat(page.locator(".query-results")).containsText(many == 1 ? "1 requête traitée"
                : many + " requêtes traitées");
        page.keyboard().press("Escape");
        assertThat(page.locator(".patients-count")).hasText("Aucune requête");
        assertThat(page.locator("#choose_all input")).not().isChecked();
    }

    @Test
    void theSiteAnswersSeveralAtOnceAndTakesTheListWithIt() throws IOException {
        Page investigator = browser.signIn(server, "inv02");
        String number = patientDiagnosedIn("2004", investigator);
        Browser.openForm(server, investigator, number, "visit?item=hb_m9");
        Browser.type(investigator, "11");
        investigator.keyboard().press("Tab");
        Browser.waitSaved(investigator);
        Page monitor = browser.signIn(server, "monitor");
        for (String item : List.of("diagnosis?item=dx_date", "visit?item=hb_m9")) {
            Browser.openForm(server, monitor, number, item);
            assertThat(Browser.field(monitor, item.split("=")[1])).isFocused();
            raise(monitor, "À <relire> ?");
        }
        Browser.go(investigator, server.url() + "/queries?patient=" + number);
        assertThat(investigator.locator(".choose")).hasCount(2);
        assertThat(investigator.locator("#bulk_close")).hasCount(0);
        investigator.locator("#choose_all input").check();
        investigator.locator("#bulk_answer").click();
        investigator.locator("#bulk_text textarea").fill("Relu.");
        investigator.locator("#bulk_confirm").click();
        assertThat(investigator.locator(".query-results")).containsText("2 requêtes traitées");
        investigator.keyboard().press("Escape");

        Browser.go(monitor, server.url() + "/queries?patient=" + number + "&where=m9");
        assertThat(monitor.locator(".choose")).hasCount(1);
        assertThat(monitor.locator("vaadin-grid")).containsText("Relu.");
        assertThat(monitor.locator("vaadin-grid")).containsText("M9");

        // What is typed is in force when the file is asked for, however soon that is.
        Browser.go(monitor, server.url() + "/queries?patient=" + number);
        assertThat(monitor.locator(".choose")).hasCount(2);
        monitor.locator("#filter_text input").fill("nowhere");
        Download none = monitor.waitForDownload(() -> monitor.locator("#export_analysis").click());
        org.assertj.core.api.Assertions.assertThat(Files.readAllLines(none.path())).hasSize(1);
        monitor.locator("#filter_text input").fill("<RELIRE>");
        Download both = monitor.waitForDownload(() -> monitor.locator("#export_excel").click());
        org.assertj.core.api.Assertions.assertThat(both.suggestedFilename()).matches("sivig-queries-[\\d-]+-excel.csv");
        org.assertj.core.api.Assertions.assertThat(Files.readString(both.path())).contains(";M9;", ";Relu.;11;11;");

        monitor.evaluate("() => { window.print = () => { window.onPaper = document.querySelector('.list-paper').innerText; }; }");
        monitor.locator("#print_list").click();
        monitor.waitForFunction("() => window.onPaper?.includes('À <relire> ?')");
    }
}
