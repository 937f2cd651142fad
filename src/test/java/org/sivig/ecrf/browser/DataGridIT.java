package org.sivig.ecrf.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.sivig.ecrf.study.VisitForm;

/** A monitor filters the data of all patients in the heads of the grid, and goes to a casebook and back. */
class DataGridIT {

    private static final Pattern NARROWED = Pattern.compile("\\d+ lignes? sur \\d+");

    @RegisterExtension
    final Browser browser = new Browser();

    private final Server server = DemoServer.running();

    private Page open(String address) {
        Page page = browser.signIn(server, "monitor");
        Browser.go(page, server.url() + "/data/" + address);
        assertThat(page.locator(".patients-number").first()).isVisible();
        return page;
    }

    private static Locator named(Page page, String id) {
        return page.locator("[id='" + id + "']");
    }

    private static Locator count(Page page) {
        return page.locator(".patients-count");
    }

    @Test
    void whatIsTypedInAHeadNarrowsAndStaysInTheAddress() {
        Page page = open("visit");
        named(page, "filter_mrss").locator("input").fill("10-20");
        page.keyboard().press("Enter");
        assertThat(count(page)).hasText(NARROWED);
        assertThat(named(page, "filter_mrss").locator("input")).isFocused();
        assertThat(page.locator("vaadin-grid-sorter[aria-label='Trier par Patient']")).hasCount(1);
        assertThat(page).hasURL(Pattern.compile(".*/data/visit\\?mrss=10\\.\\.20"));
        named(page, "menu_nyha").click();
        page.locator("vaadin-popover label", new Page.LocatorOptions().setHasText(Pattern.compile("^III$"))).click();
        assertThat(page).hasURL(Pattern.compile(".*nyha=3.*"));
        page.locator("#column_close").click();
        assertThat(page.locator(".data-chip")).hasCount(2);
        String narrowed = count(page).innerText();

        page.reload();
        assertThat(count(page)).hasText(narrowed);
        assertThat(named(page, "filter_mrss").locator("input")).hasValue("10 – 20");
        page.locator(".data-chip").first().click();
        assertThat(page.locator(".data-chip")).hasCount(1);
        assertThat(page).not().hasURL(Pattern.compile(".*mrss.*"));
    }

    @Test
    void whatCannotBeReadStaysAndActsWait() {
        Page page = open("visit?mrss=10..20");
        String count = page.locator(".patients-count").textContent();
        Locator filter = page.locator("[id='filter_visit_date'] input");
        filter.fill("> 9999");
        filter.press("Enter");
        assertThat(page.locator("[id='filter_visit_date']")).hasAttribute("invalid", "");
        assertThat(page.locator("[id='filter_visit_date']")).containsText("Rien au-delà");
        assertThat(page.locator("#data_actions vaadin-menu-bar-button").first()).hasAttribute("disabled", "");
        assertThat(page.locator(".note.warn:visible")).containsText("les actions attendent");
        Locator score = page.locator("[id='filter_mrss'] input");
        score.fill("douze");
        score.press("Enter");
        assertThat(page.locator("[id='filter_mrss']")).hasAttribute("invalid", "");
        assertThat(page.locator(".data-chip")).hasCount(1);
        assertThat(page.locator(".patients-count")).hasText(count);
        score.fill("12");
        score.press("Enter");
        assertThat(page.locator(".patients-count")).not().hasText(count);
        assertThat(filter).hasValue("> 9999");
        filter.fill("");
        filter.press("Enter");
        assertThat(page.locator("#data_actions vaadin-menu-bar-button").first()).not().hasAttribute("disabled", "");
        assertThat(page.locator(".note.warn:visible")).hasCount(0);
    }

    @Test
    void aFilterOnFortyColumnsAndAnAddressOfNineThousandCharactersAreTaken() {
        Page page = open("visit");
        Browser.go(page, server.url() + "/data/visit?" + VisitForm.FORM.items().stream().limit(40).map(item -> item.name() + "=no-query")
                .collect(joining("&")));
        assertThat(page.locator(".data-chip")).hasCount(40);
        assertThat(count(page)).hasText(Pattern.compile("Aucune ligne sur \\d+"));
        String forty = page.url();
        page.locator(".data-chip").last().click();
        assertThat(page.locator(".data-chip")).hasCount(39);
        assertThat(page).not().hasURL(forty);
        page.reload();
        assertThat(page.locator(".data-chip")).hasCount(39);

        String text = "SIV".repeat(600);
        page.navigate(server.url() + "/data/visit?hb=no-query&patient.number=~" + text + "&visit_date=~" + text.repeat(4));
        assertThat(page.locator(".data-chip")).hasCount(2);
        assertThat(count(page)).hasText(Pattern.compile("Aucune ligne sur \\d+"));
        assertThat(page.locator(".note.warn:visible")).containsText("visit_date=~SIV");
        assertThat((Boolean) page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")).as("within the window").isTrue();
        page.locator(".data-chip").filter(new Locator.FilterOptions().setHasText("SIVSIV")).click();
        assertThat(page.locator(".patients-number").first()).isVisible();
    }

    @Test
    void digitsChooseInTheConditionsOfAColumn() {
        Page page = open("visit");
        named(page, "menu_nyha").click();
        Locator codes = page.locator("vaadin-popover .column-popover-codes");
        codes.locator("input").first().focus();
        page.keyboard().press("3");
        assertThat(codes.locator("vaadin-checkbox[checked]")).hasText("III");
        assertThat(page).hasURL(Pattern.compile(".*nyha=3.*"));
        page.locator("#column_close").click();
        assertThat(page.locator(".data-chip")).hasCount(1);
    }

    @Test
    void aQueryIsRaisedAtTheCellByF7AndAtTickedRowsOnly() {
        Page page = open("visit?patient.site=02&row.visit=m12&hb=value&_cols=patient.number|row.visit|hb"); // of no patient whom another test prints
        String address = page.url();
        Locator cell = page.locator("#data_grid .cell-text").first();
        cell.waitFor();
        page.locator("#data_grid .patients-number").first().focus();
        page.evaluate("""
                () => {
                  const grid = document.querySelector('#data_grid');
                  const shown = grid.querySelector('.cell-text').closest('vaadin-grid-cell-content');
                  shown.assignedSlot.parentElement.focus();
                }""");
        page.keyboard().press("F7");
        assertThat(page.locator("#action_preview")).containsText("1 case");
        page.locator("#raise_text textarea").fill("Dans quelle unité ?");
        page.locator("#raise_confirm").click();
        assertThat(page.locator("#action_report")).containsText("1 requête");
        page.locator("vaadin-dialog[opened] vaadin-button", new Page.LocatorOptions().setHasText("Fermer")).click();
        assertThat(page).hasURL(address);

        page.locator("#data_grid .choose").nth(1).check();
        page.locator("#data_grid .choose").nth(2).check();
        assertThat(page.locator("#data_untick")).containsText("2 lignes cochées");
        named(page, "menu_hb").click();
        page.locator(".column-popover-acts vaadin-button", new Page.LocatorOptions().setHasText("requête")).click();
        assertThat(page.locator("#action_preview")).containsText("2 cases");
        page.keyboard().press("Escape");
        page.locator("#data_untick").click();
        assertThat(page.locator("#data_grid .choose").nth(1)).not().isChecked();
    }

    @Test
    void aColumnIsComparedWithAnotherAndANewOneStandsBesideIt() {
        Page page = open("visit?_cols=patient.number|row.visit|mrss|visit.mrss@m0|hb");
        named(page, "menu_mrss").click();
        page.locator("#column_other").click();
        page.getByRole(AriaRole.OPTION, new Page.GetByRoleOptions().setName("Rodnan – M0")).click();
        assertThat(page).hasURL(Pattern.compile(".*mrss=lt:visit\\.mrss@m0.*|.*mrss=lt%3Avisit.mrss%40m0.*"));
        assertThat(page.locator(".data-chip")).hasText(Pattern.compile("Rodnan.*< Rodnan – M0.*"));
        assertThat(count(page)).hasText(NARROWED);
        page.locator(".column-popover-acts vaadin-button", new Page.LocatorOptions().setHasText("côté")).click();
        page.locator("#columns_search input").fill("plaquettes");
        Locator found = page.locator("vaadin-dialog vaadin-checkbox:visible");
        assertThat(found.first()).containsText("laquettes");
        found.first().click();
        page.locator("#columns_done").click();
        assertThat(page).hasURL(Pattern.compile(".*mrss(\\||%7C)[\\w.@]*plt\\w*.*"));

        page.locator("#data_columns").click();
        page.locator("#columns_none").click();
        assertThat(page.locator("#columns_done")).isDisabled();
        page.locator("#columns_group").click();
        page.getByRole(AriaRole.OPTION, new Page.GetByRoleOptions().setName(Pattern.compile("^biologie$",
                Pattern.CASE_INSENSITIVE))).click();
        page.locator("#columns_add_listed").click();
        assertThat(page.locator("#columns_done")).isEnabled();
        page.locator("#columns_done").click();
        assertThat(named(page, "menu_hb")).isVisible();
        assertThat(named(page, "menu_mrss")).hasCount(0);
    }

    @Test
    void aColumnOfAnotherFormStandsBesideTheVisits() {
        Page page = open("visit?_cols=patient.number|row.visit|mrss");
        page.locator("#data_columns").click();
        page.locator("#columns_search input").fill("type scler");
        Locator found = page.locator("vaadin-dialog vaadin-checkbox:visible");
        assertThat(found).hasCount(1);
        found.click();
        page.locator("#columns_done").click();
        assertThat(page).hasURL(Pattern.compile(".*diagnosis\\.ssc_type.*"));
        assertThat(named(page, "menu_diagnosis.ssc_type")).isVisible();
        assertThat(page.locator("#data_grid")).containsText("SSc cutanée diffuse");
    }

    @Test
    void theDrugsGivenBeforeAreRowsBesideWhatIsAskedOnce() {
        Page page = open("prior-treatment?dose=value");
        named(page, "menu_row.drug").waitFor();
        assertThat(count(page)).hasText(NARROWED);
        page.locator("#data_grid .cell-text").first().click();
        assertThat(page).hasURL(Pattern.compile(".*/patients/SIV-[-\\d]+/prior-treatment\\?item=pre_\\w+"));
        page.goBack();
        page.locator("#data_form").click();
        page.getByRole(AriaRole.OPTION, new Page.GetByRoleOptions().setName(Pattern.compile("premier traitement$"))).click();
        assertThat(page).hasURL(Pattern.compile(".*/data/prior-treatment-overview"));
        assertThat(named(page, "menu_any_prior")).isVisible();
    }

    @Test
    void aCellLeadsToItsFieldAndBackLeadsToTheCell() {
        Page page = open("visit?mrss=1..&_cols=patient.number|row.visit|mrss");
        Locator cell = page.locator("#data_grid .cell-text").nth(2);
        assertThat(cell).isVisible();
        cell.click();
        assertThat(page).hasURL(Pattern.compile(".*/patients/SIV-[-\\d]+/visit\\?item=mrss_m\\d+"));
        page.goBack();
        assertThat(page).hasURL(Pattern.compile(".*/data/visit\\?.*_at=SIV.*"));
        assertThat(page.locator("#data_grid [part~='came-from-cell']")).isFocused();
        page.keyboard().press("Enter");
        assertThat(page).hasURL(Pattern.compile(".*/patients/SIV-[-\\d]+/visit\\?item=mrss_m\\d+"));
    }

    /** Grey alone would tell it to nobody who listens. */
    @Test
    void whyAResponseMeansNothingIsSaidToWhoListens() {
        Page page = open("visit?_cols=patient.number|row.visit|mrss|figure.skin_response|figure.lung_progression");
        for (String why : new String[] {"la réponse cutanée n’est définie que pour une forme diffuse",
                "la progression pulmonaire n’est définie qu’en cas de PID"}) {
            Locator response = page.locator("#data_grid .cell-unmeant", new Page.LocatorOptions().setHasText(why)).first();
            assertThat(response).isVisible();
            assertThat(response.ariaSnapshot()).contains(why);
        }
        AccessibilityIT.assertAccessible(page, "fr");
    }

    @Test
    void theGridItsMenuAndItsDialogsAreAccessible() {
        Page page = open("visit?mrss=1..&_sum=shown");
        AccessibilityIT.assertAccessible(page, "fr");
        page.setViewportSize(1280, 720);
        named(page, "menu_mrss").click();
        assertThat(page.locator("#column_close")).isVisible();
        page.locator("#column_close").scrollIntoViewIfNeeded();
        assertThat((Boolean) page.evaluate("() => document.getElementById('column_close').getBoundingClientRect().bottom"
                + " <= innerHeight")).as("the menu fits").isTrue();
        AccessibilityIT.assertAccessible(page, "fr");
        page.locator("#column_close").click();
        page.locator("#data_columns").click();
        assertThat(page.locator("#columns_done")).isVisible();
        AccessibilityIT.assertAccessible(page, "fr");
    }

    @Test
    void aViewIsNotReplacedNorDeletedUnasked() {
        Page page = browser.signIn(server, "statistician");
        Browser.go(page, server.url() + "/data/visit");
        String name = "Rodnan " + System.nanoTime();
        Locator view = page.locator(".views-list li", new Page.LocatorOptions().setHasText(name));
        openViews(page);
        page.locator("#view_name input").fill(name);
        page.locator("#view_save").click();
        assertThat(page.locator("#view_name")).isHidden();
        openViews(page);
        assertThat(view).hasCount(1);
        page.locator("#view_name input").fill(name);
        page.locator("#view_save").click();
        page.locator("#view_replace").click();
        assertThat(page.locator("#view_name")).isHidden();
        openViews(page);
        assertThat(view).hasCount(1);
        // What cannot be taken back is not done by Enter alone.
        view.locator("vaadin-button").click();
        assertThat(page.locator("vaadin-confirm-dialog").getByText("Annuler")).isFocused();
        page.keyboard().press("Enter");
        assertThat(page.locator("#view_delete")).hasCount(0);
        assertThat(view).hasCount(1);
        view.locator("vaadin-button").click();
        page.locator("#view_delete").click();
        assertThat(page.locator("#view_delete")).hasCount(0);
        page.reload();
        openViews(page);
        assertThat(view).hasCount(0);
    }

    private static void openViews(Page page) {
        page.locator("#data_views").click();
        assertThat(page.locator("#view_name")).isVisible();
        Browser.settled(page);
    }
}
