package org.sivig.ecrf.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Dialog;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Sites beside each other, many casebooks together, and the visits of a site. */
class SitesIT {

    /** The only casebook of site 02 that can be frozen. */
    private static final String SIGNED = "SIV-02-007";
    private static final String FROZEN = "SIV-07-001";

    @RegisterExtension
    final Browser browser = new Browser();

    private final Server server = DemoServer.running();

    @Test
    void aSignalLeadsFromTheDashboardToItsSiteItsPatientsAndTheirAnswers() {
        Page page = browser.signIn(server, "datamanager");
        Browser.go(page, server.url() + "/dashboard");
        page.locator("#to_signals").click();
        assertThat(page.locator("h1")).hasText("Signaux par centre");
        Locator ranked = page.locator("#signals_ranked tbody tr");
        assertThat(ranked.first()).isVisible();

        Browser.go(page, server.url() + "/signals?signal=ROUND&item=walk6");
        assertThat(page.locator("#signals_ranked .hint")).containsText("finissent par 0 ou 5");
        assertThat(ranked.first().locator("td").nth(2)).hasText(Pattern.compile("^\\d+$"));
        ranked.first().locator("a").click();
        page.waitForURL(Pattern.compile(".*/signals\\?.*site=\\d\\d.*"));
        String ofSite = page.url();
        Locator patients = page.locator("#signals_rows tbody tr");
        assertThat(patients.first()).isVisible();
        patients.first().locator("td a").first().click();
        page.waitForURL(Pattern.compile(".*/patients/SIV-\\d\\d-\\d{3}/visit\\?item=walk6_m\\d+"));
        Browser.go(page, ofSite);
        page.locator("#all_rows").click();
        page.waitForURL(Pattern.compile(".*/data/visit\\?.*walk6=value.*"));
    }

    @Test
    void whatAnAddressOfSignalsDoesNotMeanIsSaid() {
        Page page = browser.signIn(server, "monitor");
        Browser.go(page, server.url() + "/signals?signal=NOTHING&site=99");
        assertThat(page.locator(".note.warn").first()).containsText("signal=NOTHING");
        assertThat(page.locator(".note.warn").first()).containsText("99");
        assertThat(page.locator("#signals_alarms")).isVisible();
    }

    @Test
    void shownCasebooksAreFrozenTogetherAfterTheReasonAndTheOthersAreNamed() {
        Page page = browser.signIn(server, "datamanager");
        Browser.go(page, server.url() + "/patients?site=05");
        page.locator("#shown_casebooks").click();
        page.locator("#shown_freeze").click();
        assertThat(page.locator("#many_going")).hasText(Pattern.compile("\\d"));
        page.keyboard().press("Escape");
        assertThat(page.locator("#many_going")).hasCount(0);
        // Before a lock it is said of whom something is not verified, and how much.
        Browser.go(page, server.url() + "/patients?number=" + FROZEN);
        page.locator("#shown_casebooks").click();
        page.locator("#shown_lock").click();
        assertThat(page.locator(".many-left.warn")).containsText(Pattern.compile("non vérifiées.*" + FROZEN + " *\\(\\d+\\)"));
        page.keyboard().press("Escape");
        assertThat(page.locator("#many_going")).hasCount(0);
        Browser.go(page, server.url() + "/patients?site=05");
        page.locator("#shown_casebooks").click();
        page.locator("#shown_freeze").click();
        page.locator("#many_left a").first().click();
        page.waitForURL(Pattern.compile(".*/patients/SIV-05-\\d{3}"));
    }

    @Test
    void whatIsTypedWhileTheSiteIsFrozenIsRefusedAtItsFieldWithItsTextAndThePageIsReadFromThenOn() {
        Page typing = browser.signIn(server, "inv02");
        Browser.openForm(server, typing, SIGNED, "diagnosis");
        Locator field = Browser.field(typing, "first_nonrp_year");
        String before = field.inputValue();
        field.focus();
        typing.keyboard().press("ControlOrMeta+a");
        Browser.type(typing, "1931");

        Page manager = browser.signIn(server, "datamanager");
        Browser.go(manager, server.url() + "/patients?site=02");
        manager.locator("#shown_casebooks").click();
        manager.locator("#shown_freeze").click();
        assertThat(manager.locator("#many_going")).containsText("1 dossier");
        manager.locator("#many_reason input").fill("Revue du centre terminée");
        manager.locator("#many_confirm").click();
        assertThat(manager.locator("#many_done")).containsText("1");

        assertThat(field).hasValue("1931");
        typing.keyboard().press("Tab");
        Locator refused = Browser.note(typing, "first_nonrp_year").locator("[role=alert]");
        assertThat(refused).containsText("Votre réponse n’est pas enregistrée : « 1931 »");
        assertThat(refused).isInViewport();
        assertThat(field).hasValue(before);
        assertThat(field).not().isEditable();
        Browser.waitState(typing, Pattern.compile("saved|idle"));
        typing.reload();
        Browser.assertShows(typing, "first_nonrp_year", before);
        assertThat(field).not().isEditable();

        Browser.go(manager, server.url() + "/patients/" + SIGNED);
        manager.locator("#unfreeze").click();
        manager.locator("#why_text input").fill("Une réponse à corriger");
        manager.keyboard().press("Enter");
        assertThat(manager.locator("#casebook_state")).not().hasAttribute("data-value", "frozen");
    }

    @Test
    void aReportIsSavedWhileOneTypesAndWhoSignsItAfterSomebodyElseIsToldSoAndKeepsTheirText() {
        Page page = browser.signIn(server, "monitor");
        Browser.go(page, server.url() + "/monitoring");
        page.locator("#monitoring_sites a").last().click();
        assertThat(page.locator("#to_verify")).hasText(Pattern.compile("Réponses? à vérifier.* \\d+"));
        page.locator("#visit_day input").fill("01/01/2999");
        page.locator("#begin_visit").click();
        assertThat(page.locator("#visit_day")).hasAttribute("invalid", "");
        page.locator("#visit_day input").fill("3.4.2026");
        page.locator("#begin_visit").click();
        page.waitForURL(Pattern.compile(".*/monitoring/\\d\\d/\\d+"));
        assertThat(page.locator("h1")).containsText("03/04/2026");
        page.locator("#report_text textarea").fill("Dossiers sources complets.");
        assertThat(page.locator("#report_told")).hasText("Enregistré");
        page.locator("#report_day input").fill("01/01/2999");
        page.keyboard().press("Tab");
        assertThat(page.locator("#report_day")).hasAttribute("invalid", "");
        page.locator("#report_day input").fill("2/4/2026");
        page.keyboard().press("Tab");
        assertThat(page.locator("h1")).containsText("02/04/2026");
        String report = page.url();
        page.locator("#report_text textarea").fill("Parti par le menu.");
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Patients").setExact(true)).click();
        assertThat(page.locator("h1")).hasText("Patients");
        Browser.go(page, report);
        assertThat(page.locator("#report_text textarea")).hasValue("Parti par le menu.");
        page.locator("#report_text textarea").fill("Revenu en arrière.");
        page.goBack();
        assertThat(page.locator("#report_text")).hasCount(0);
        Browser.go(page, report);
        assertThat(page.locator("#report_text textarea")).hasValue("Revenu en arrière.");
        page.onceDialog(Dialog::accept);
        page.locator("#report_text textarea").fill("Dossiers sources complets.");
        page.reload();
        assertThat(page.locator("#report_text textarea")).hasValue("Dossiers sources complets.");
        Page other = page.context().newPage();
        other.navigate(page.url());
        assertThat(other.locator("#report_text textarea")).hasValue("Dossiers sources complets.");

        page.locator("#report_username input").fill("monitor");
        page.locator("#report_password input").fill(Browser.PASSWORD);
        page.locator("#report_sign").click();
        assertThat(page.locator("#report_signed")).containsText("Signé par");
        other.locator("#report_text textarea").fill("Encore une remarque.");
        other.locator("#report_sign").click();
        assertThat(other.locator("#report_told")).containsText("déjà été signé");
        assertThat(other.locator("#report_told")).containsText("Encore une remarque.");
        assertThat(other.locator("#report_signed_text")).hasText("Dossiers sources complets.");

        Browser.go(page, server.url() + "/monitoring"); // the next signature asks for the password only
        page.locator("#monitoring_sites a").last().click();
        page.locator("#begin_visit").click();
        assertThat(page.locator("#report_username")).hasCount(0);
        page.locator("#report_password input").fill(Browser.PASSWORD);
        page.keyboard().press("Enter");
        assertThat(page.locator("#report_signed")).containsText("Signé par");
    }

    @Test
    void aPlanOfTheStudyIsMadeWithAReason() {
        Page page = browser.signIn(server, "datamanager");
        Browser.go(page, server.url() + "/verification-plan");
        page.locator("#plan_make").click();
        assertThat(page.locator("#plan_reason")).hasAttribute("invalid", "");
        page.locator("#plan_reason input").fill("Après la première visite");
        page.locator("#plan_percent input").fill("");
        page.locator("#plan_make").click();
        assertThat(page.locator("#plan_percent")).hasAttribute("invalid", "");
        assertThat(page.locator("#plan_reason")).not().hasAttribute("invalid", "");
    }

    @Test
    void aNumberThatIsRefusedDoesNotTakeTheButtonAway() {
        Page page = browser.signIn(server, "datamanager");
        Browser.go(page, server.url() + "/samples");
        page.locator("#per_site input").fill("0");
        page.locator("#draw").click();
        assertThat(page.locator("#per_site")).hasAttribute("invalid", "");
        assertThat(page.locator("#draw")).isEnabled();
    }
}
