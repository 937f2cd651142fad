package org.sivig.ecrf.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the paper has no line for: it is added, filled in, taken away and put back, under another user's hands too. */
class FurtherRowsIT {

    @RegisterExtension
    final Browser browser = new Browser();

    private final Server server = DemoServer.running();

    @Test
    void anEpisodeIsAddedTakenAwayAndPutBack() throws SQLException {
        Page page = browser.signIn(server, "inv01");
        String number = treated(page);
        addEpisode(page, "Méthotrexate, épisode 2");
        assertThat(Browser.field(page, "pre_mtx_e2_dose")).isFocused();
        Browser.type(page, "20 mg/sem");
        page.keyboard().press("Enter");
        assertThat(Browser.field(page, "pre_mtx_e2_start")).isFocused();
        Browser.type(page, "2009");
        page.keyboard().press("Tab");
        Browser.waitSaved(page);
        assertThat(drugs(number)).containsExactly("mtx:15 mg/sem", "mtx_e2:20 mg/sem");
        assertThat(page.locator("tr:has([data-item=pre_mtx_given]) .remove")).hasCount(0);
        assertThat(page.locator("tr:has([data-item=pre_mtx_given]) + tr [data-item=pre_mtx_e2_given]")).isVisible();

        remove(page, "pre_mtx_e2_given");
        assertThat(Browser.item(page, "pre_mtx_e2_given")).hasCount(0);
        assertThat(page.getByText("Retiré : Méthotrexate, épisode 2.")).isVisible();
        Browser.waitSaved(page);
        assertThat(drugs(number)).containsExactly("mtx:15 mg/sem");

        page.locator("#undo").click();
        Browser.assertShows(page, "pre_mtx_e2_dose", "20 mg/sem");
        Browser.assertShows(page, "pre_mtx_e2_start", "2009");
        Browser.assertShows(page, "pre_mtx_dose", "15 mg/sem");
        Browser.waitSaved(page);
        assertThat(drugs(number)).containsExactly("mtx:15 mg/sem", "mtx_e2:20 mg/sem");
    }

    @Test
    void anotherTreatmentIsALineAtOnceAndStaysWhileItsNameIsTypedAnew() throws SQLException {
        Page page = browser.signIn(server, "inv01");
        String number = treated(page);
        assertThat(Browser.field(page, "pre_oth4_spec")).isVisible();
        page.locator("#add_other").click();
        assertThat(Browser.field(page, "pre_oth5_spec")).isFocused();
        assertThat(drugs(number)).containsExactly("mtx:15 mg/sem");
        Browser.type(page, "Bosentan");
        page.keyboard().press("Tab");
        assertThat(Browser.field(page, "pre_oth5_start")).isFocused();
        Browser.waitSaved(page);
        assertThat(drugs(number)).containsExactly("mtx:15 mg/sem", "oth5:Bosentan");

        Browser.answer(page, "pre_oth5_spec", "");
        Browser.waitSaved(page);
        assertThat(drugs(number)).containsExactly("mtx:15 mg/sem");
        Browser.answer(page, "pre_oth5_spec", "Imatinib");
        Browser.waitSaved(page);
        assertThat(drugs(number)).containsExactly("mtx:15 mg/sem", "oth5:Imatinib");
    }

    @Test
    void aLineThatWasAddedAndNotStoredIsThereAgainAfterTheLineToTheServerWasLost() throws SQLException {
        Page page = browser.signIn(server, "inv01");
        String number = treated(page);
        page.locator("#add_other").click();
        assertThat(Browser.field(page, "pre_oth5_spec")).isFocused();
        page.context().setOffline(true);
        Browser.type(page, "Bosentan");
        page.keyboard().press("Tab");
        Browser.waitState(page, Pattern.compile("saving|failed"));
        assertThat(drugs(number)).containsExactly("mtx:15 mg/sem");

        page.context().setOffline(false);
        page.reload();
        Browser.assertShows(page, "pre_oth5_spec", "Bosentan");
        // It was stored now, or just before the page was loaded again, when the line had come back.
        Browser.waitState(page, Pattern.compile("saved|idle"));
        page.reload();
        Browser.assertShows(page, "pre_oth5_spec", "Bosentan");
        assertThat(drugs(number)).containsExactly("mtx:15 mg/sem", "oth5:Bosentan");
    }

    @Test
    void whoTypesIntoALineThatAnotherTakesAwayKeepsTheTextAndDecides() throws SQLException {
        Page first = browser.signIn(server, "inv01");
        String number = treated(first);
        addEpisode(first, "Méthotrexate, épisode 2");
        Browser.answer(first, "pre_mtx_e2_start", "2009");
        Browser.waitSaved(first);
        Page second = first.context().newPage();
        Browser.openForm(server, second, number, "prior-treatment");
        Browser.field(second, "pre_mtx_e2_dose").focus();
        Browser.type(second, "25 mg");

        remove(first, "pre_mtx_e2_given");
        Browser.waitSaved(first);
        second.keyboard().press("Tab");

        Locator told = second.locator("vaadin-notification-card");
        assertThat(told).containsText("Dr Claire Moreau (démo) a retiré cette ligne le ");
        assertThat(told).containsText("Méthotrexate, épisode 2 – Posologie : « 25 mg »");
        assertThat(Browser.item(second, "pre_mtx_e2_dose")).hasCount(0);
        assertThat(drugs(number)).containsExactly("mtx:15 mg/sem");
        Browser.answer(second, "pre_mtx_dose", "10 mg/sem");
        Browser.waitSaved(second);
        assertThat(told).containsText("25 mg");
        assertThat(drugs(number)).containsExactly("mtx:10 mg/sem");

        second.locator("#restore_row").click();
        Browser.assertShows(second, "pre_mtx_e2_dose", "25 mg");
        Browser.assertShows(second, "pre_mtx_e2_start", "2009");
        Browser.waitSaved(second);
        assertThat(drugs(number)).containsExactly("mtx:10 mg/sem", "mtx_e2:25 mg");
    }

    @Test
    void whoTakesAwayALineThatAnotherChangedIsToldAndTakesNothingAway() throws SQLException {
        Page first = browser.signIn(server, "inv01");
        String number = treated(first);
        addEpisode(first, "Méthotrexate, épisode 2");
        Browser.answer(first, "pre_mtx_e2_dose", "20 mg/sem");
        Browser.waitSaved(first);
        Page second = first.context().newPage();
        Browser.openForm(server, second, number, "prior-treatment");
        Browser.answer(first, "pre_mtx_e2_dose", "25 mg/sem");
        Browser.waitSaved(first);

        remove(second, "pre_mtx_e2_given");
        assertThat(second.locator("vaadin-notification-card")).containsText("changé par Dr Claire Moreau");
        Browser.assertShows(second, "pre_mtx_e2_dose", "25 mg/sem");
        assertThat(drugs(number)).containsExactly("mtx:15 mg/sem", "mtx_e2:25 mg/sem");
        remove(second, "pre_mtx_e2_given");
        assertThat(Browser.item(second, "pre_mtx_e2_given")).hasCount(0);
        Browser.waitSaved(second);
        assertThat(drugs(number)).containsExactly("mtx:15 mg/sem");
    }

    @Test
    void aFurtherCourseHasItsPageAndIsTakenAwayAndPutBack() throws SQLException {
        Page page = browser.signIn(server, "inv01");
        String number = Browser.newPatient(server, page);
        Browser.openForm(server, page, number, "ivig-course/2");
        assertThat(page.locator("#add_course")).hasCount(0);
        Browser.choose(page, "ivig2_done", "1");
        page.locator("#add_course").click();
        page.waitForURL(Pattern.compile(".*/ivig-course/3"));
        Browser.assertShows(page, "ivig3_done", "1");
        Browser.answer(page, "ivig3_n", "4");
        Browser.choose(page, "c3_mtx_given", "1");
        Browser.answer(page, "c3_mtx_dose", "15 mg");
        Browser.answer(page, "c3_oth4_spec", "Imatinib");
        Browser.waitSaved(page);
        Locator listed = page.locator(".sections a[href$='/ivig-course/3']");
        assertThat(listed).containsText("Cure 3");
        assertThat(courses(number)).containsExactly("2", "3", "3 mtx", "3 oth4");

        page.locator("#remove_course").click();
        page.waitForURL(Pattern.compile(".*/ivig-course/2"));
        assertThat(listed).hasCount(0);
        assertThat(courses(number)).containsExactly("2");
        page.locator("#undo").click();
        assertThat(listed).isVisible();
        listed.click();
        Browser.assertShows(page, "ivig3_n", "4");
        Browser.assertShows(page, "c3_mtx_dose", "15 mg");
        Browser.assertShows(page, "c3_oth4_spec", "Imatinib");
        assertThat(courses(number)).containsExactly("2", "3", "3 mtx", "3 oth4");
    }

    @Test
    void whoOnlyReadsIsOfferedNothing() {
        Page page = browser.signIn(server, "inv01");
        String number = treated(page);
        addEpisode(page, "Méthotrexate, épisode 2");
        Browser.waitSaved(page);
        Page monitor = browser.signIn(server, "monitor");
        Browser.openForm(server, monitor, number, "prior-treatment");
        Browser.assertShows(monitor, "pre_mtx_e2_given", "1");
        assertThat(monitor.locator(".remove, .row-tools")).hasCount(0);
    }

    @Test
    void aKeyGoesToTheNextFieldThatIsEmpty() {
        Page page = browser.signIn(server, "inv01");
        treated(page);
        Browser.field(page, "pre_mtx_dose").focus();
        page.keyboard().press("F8");
        assertThat(Browser.field(page, "pre_mtx_start")).isFocused();
        page.keyboard().press("F8");
        assertThat(Browser.field(page, "pre_mtx_end")).isFocused();
        page.keyboard().press("F8");
        assertThat(Browser.field(page, "pre_aza_given")).isFocused();
    }

    // --- helpers ----------------------------------------------------------------------------------------------------

    /** A new patient who was given methotrexate, on the page of section 5. */
    private String treated(Page page) {
        String number = Browser.newPatient(server, page, "prior-treatment");
        Browser.choose(page, "pre_any", "1");
        Browser.choose(page, "pre_mtx_given", "1");
        Browser.answer(page, "pre_mtx_dose", "15 mg/sem");
        Browser.waitSaved(page);
        return number;
    }

    private static void addEpisode(Page page, String name) {
        page.locator("#add_episode").click();
        page.locator("[role=menuitem]").getByText(name).click();
        assertThat(page.locator("th").getByText(name).first()).isVisible();
    }

    private static void remove(Page page, String item) {
        page.locator("tr:has([data-item=" + item + "]) .remove").click();
    }

    private static List<String> drugs(String number) throws SQLException {
        return rows(number, "select drug || ':' || coalesce(dose, spec, '') from prior_treatment"
                + " where patient_id = ? order by 1");
    }

    private static List<String> courses(String number) throws SQLException {
        return rows(number, "select course from ivig_course where patient_id = ? union all"
                + " select course || ' ' || drug from concomitant_treatment where patient_id = ? order by 1");
    }

    private static List<String> rows(String number, String sql) throws SQLException {
        String patient = "(select id from patient where number = '" + number + "')";
        try (Connection database = DemoServer.H2.database();
                PreparedStatement query = database.prepareStatement(sql.replace("?", patient));
                ResultSet row = query.executeQuery()) {
            List<String> rows = new ArrayList<>();
            while (row.next()) {
                rows.add(row.getString(1));
            }
            return rows;
        }
    }
}
