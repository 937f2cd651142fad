package org.sivig.ecrf.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The table of visits: it moves like a spreadsheet, takes blocks, and what is done to many cells at once is one act. */
class MatrixIT extends VisitTable {

    // --- moving -----------------------------------------------------------------------------------------------------

    @Test
    void keysGoFromCellToCell() {
        open();
        for (String move : List.of("ArrowDown mrss_m3 n_du_m3", "ArrowUp n_du_m3 mrss_m3", "ArrowRight mrss_m3 mrss_m6",
                "ArrowLeft mrss_m3 mrss_m0", "ArrowUp mrss_m3 visit_date_m3", "ArrowLeft mrss_m0 mrss_m0",
                "Enter mrss_m3 n_du_m3", "Shift+Enter n_du_m3 mrss_m3", "Enter event_txt_m0 event_txt_m0",
                "Control+Enter event_txt_m0 visit_done_m3", "Tab mrss_m24 n_du_m0", "Shift+Tab n_du_m0 mrss_m24",
                "Home hb_m12 hb_m0", "End hb_m12 hb_m24", "Control+Home hb_m12 visit_done_m0",
                "Control+End hb_m12 event_txt_m24", "Control+ArrowRight hb_m0 hb_m24",
                "Control+ArrowDown hb_m3 event_txt_m3", "ArrowDown ci_m0 ggo_m0", "ArrowDown ci_m3 ggo_chg_m3",
                "ArrowRight ggo_m0 ggo_chg_m3")) {
            String[] step = move.split(" ");
            Browser.field(page, step[1]).focus();
            page.keyboard().press(step[0]);
            assertThat(page.locator(":focus")).hasAttribute("id", step[2]);
        }
    }

    @Test
    void ctrlAndAnArrowStopAtTheEndOfWhatIsFilled() {
        open();
        type("hb_m0", "12", "ArrowRight");
        type("hb_m3", "12,5", "ArrowRight");
        type("hb_m6", "13", "ArrowRight");
        type("hb_m18", "11", "Home");
        Browser.waitSaved(page);
        for (String stop : List.of("hb_m6", "hb_m18", "hb_m24")) {
            page.keyboard().press("Control+ArrowRight");
            assertThat(Browser.field(page, stop)).isFocused();
        }
    }

    @Test
    void anArrowWithinATextThatOneHasEnteredByMouseMovesTheCaret() {
        open();
        type("walk6_m0", "412", "ArrowDown");
        Locator cell = Browser.field(page, "walk6_m0");
        cell.click();
        cell.click();
        page.keyboard().press("Home");
        Browser.type(page, "1");
        page.keyboard().press("Enter");
        assertThat(cell).hasValue("1412");
    }

    @Test
    void escapePutsBackWhatStood() {
        open();
        type("hb_m0", "12", "ArrowRight");
        Browser.waitSaved(page);
        page.keyboard().press("ArrowLeft");
        Browser.type(page, "99");
        page.keyboard().press("Escape");
        assertThat(Browser.field(page, "hb_m0")).hasValue("12");
        page.keyboard().press("ArrowRight");
        Browser.waitSaved(page);
        assertThat(Browser.field(page, "hb_m0")).hasValue("12");
    }

    /** The paper goes on with CRP: a number of it must not become the kind of BNP. */
    @Test
    void aLineThatIsNotOnThePaperTakesNothingThatIsTypedInItsOrder() {
        open();
        type("bnp_m3", "450", "Enter");
        assertThat(Browser.field(page, "crp_m3")).isFocused();
        assertThat(Browser.field(page, "bnp_type_m3")).isVisible();
        Browser.field(page, "bnp_m3").focus();
        page.keyboard().press("Enter");
        Browser.type(page, "2");
        page.keyboard().press("Enter");
        assertThat(Browser.field(page, "crp_m3")).hasValue("2");
        assertThat(Browser.field(page, "bnp_type_m3")).hasValue("");
        Browser.field(page, "crp_m3").focus();
        page.keyboard().press("ArrowUp");
        assertThat(Browser.field(page, "bnp_type_m3")).isFocused();
        page.keyboard().press("Shift+Enter");
        assertThat(Browser.field(page, "bnp_m3")).isFocused();
    }

    @Test
    void theNextEmptyCellIsDownTheVisitAndThenOnTheNextPage() {
        open();
        type("visit_date_m0", "14/02/2008", "Enter");
        Browser.field(page, "visit_done_m0").focus();
        page.keyboard().press("F8");
        assertThat(Browser.field(page, "mrss_m0")).isFocused();
        Browser.field(page, "event_txt_m24").focus();
        page.keyboard().press("F8");
        page.waitForURL(Pattern.compile(".*/tolerance\\?item=minor_rx"));
        assertThat(Browser.field(page, "minor_rx")).isFocused();
    }

    // --- typing -----------------------------------------------------------------------------------------------------

    @Test
    void codesLettersAndLabelsAreTypedStraightIn() throws SQLException {
        open();
        Map<String, List<String>> answers = Map.of("nyha_m0", List.of("3", "III", "3"),
                "gerd_m0", List.of("n", "non", "0"), "transit_m0", List.of("PERTURBE", "perturbé", "1"),
                "nyha_m3", List.of("iv", "IV", "4"), "ggo_chg_m3", List.of("am", "Amélioration", "2"));
        answers.forEach((cell, answer) -> type(cell, answer.getFirst(), "Enter"));
        Browser.waitSaved(page);
        for (var answer : answers.entrySet()) {
            assertThat(Browser.field(page, answer.getKey())).hasValue(answer.getValue().get(1));
            assertThat(stored(answer.getKey())).isEqualTo(answer.getValue().get(2));
        }
        type("nyha_m6", "5", "Enter");
        assertThat(note("nyha_m6")).containsText("1 = I, 2 = II");
        assertThat(Browser.field(page, "nyha_m6")).hasValue("5");
        Browser.waitState(page, "failed");
        assertThat(stored("nyha_m6")).isNull();
    }

    @Test
    void aLimitStandsBeforeItsValueAndGoesWithIt() throws SQLException {
        open();
        type("crp_m0", "<5", "ArrowRight");
        type("bnp_m0", "> 35 000", "ArrowRight");
        Browser.waitSaved(page);
        assertThat(Browser.field(page, "crp_m0")).hasValue("5");
        assertThat(page.locator("#crp_op_m0")).hasValue("<");
        assertThat(page.locator("#bnp_op_m0")).hasValue(">");
        assertThat(stored("crp_op_m0")).isEqualTo("lt");
        assertThat(stored("bnp_m0")).isEqualTo("35000.0");
        type("crp_m0", "8", "ArrowRight");
        Browser.waitSaved(page);
        assertThat(page.locator("#crp_op_m0")).hasValue("");
        assertThat(stored("crp_op_m0")).isNull();
        page.keyboard().press("Control+z");
        assertThat(Browser.field(page, "crp_m0")).hasValue("5");
        assertThat(page.locator("#crp_op_m0")).hasValue("<");
        type("hb_m0", "<5", "ArrowRight");
        assertThat(note("hb_m0")).containsText("ne garde pas les signes < et >");
    }

    @Test
    void aValueInAnotherUnitIsConvertedOnOneClickAndTheTypedOneStaysOnRecord() throws SQLException {
        open();
        for (List<String> each : List.of(List.of("hb_m3", "125", "12,5"), List.of("plt_m3", "250", "250\u202f000"),
                List.of("creat_m3", "8,5", "75,1"), List.of("pvr_m3", "400", "5"))) {
            type(each.get(0), each.get(1), "ArrowRight");
            note(each.get(0)).locator(".action:not(.justify)").click();
            assertThat(Browser.field(page, each.get(0))).hasValue(each.get(2));
            assertThat(note(each.get(0))).hasCount(0);
        }
        type("bnp_m3", "6000", "ArrowRight");
        note("bnp_m3").locator(".action:not(.justify)").click();
        assertThat(Browser.field(page, "bnp_type_m3")).hasValue("NT-proBNP");
        Browser.waitSaved(page);
        assertThat(history("hb_m3")).containsExactly("null > 125", "125 > 12.5");
    }

    @Test
    void theComputedMdrdStandsBesideTheTypedOne() {
        open();
        Browser.openForm(server, page, number, "identification");
        Browser.answer(page, "birth_date", "01/01/1950");
        Browser.choose(page, "sex", "F");
        Browser.waitSaved(page);
        Browser.openForm(server, page, number, "visit");
        type("visit_date_m0", "01/06/2002", "Enter");
        type("creat_m0", "70", "Enter");
        type("mdrd_m0", "80", "Enter");
        assertThat(Browser.item(page, "mdrd_m0").locator("small"))
                .hasText("≈ 76,2 (+3,8)");
    }

    @Test
    void aVisitOutsideItsWindowIsMarkedAndADateBeforeBirthIsSaidToBeImpossible() {
        open();
        Browser.openForm(server, page, number, "identification");
        Browser.answer(page, "birth_date", "01/01/1950");
        Browser.waitSaved(page);
        Browser.openForm(server, page, number, "ivig-course/1");
        Browser.answer(page, "ivig1_start", "10/03/2008");
        Browser.waitSaved(page);
        Browser.openForm(server, page, number, "visit");
        type("visit_date_m3", "12/06/2008", "ArrowRight");
        type("visit_date_m6", "03/2010", "ArrowRight");
        type("visit_date_m12", "02/1949", "ArrowRight");
        Browser.waitSaved(page);
        assertThat(head("m3").locator(".visit-day")).hasText("J94");
        assertThat(head("m3").locator(".outside")).hasCount(0);
        assertThat(head("m6").locator(".outside")).hasText("▲ J721–751");
        assertThat(note("visit_date_m12")).containsText("antérieur à la naissance");
    }

    @Test
    void aCurveFollowsTheNumbersOfALine() {
        open();
        type("mrss_m0", "24", "ArrowRight");
        type("mrss_m3", "22", "ArrowRight");
        type("mrss_m6", "F2", "ArrowRight");
        type("mrss_m9", "20", "ArrowRight");
        Browser.waitSaved(page);
        assertThat(page.locator("tr[data-line=mrss] circle")).hasCount(3);
        assertThat(page.locator("tr[data-line=mrss] polyline")).hasCount(1); // none to M9, across the visit without
        assertThat(page.locator("tr[data-line=n_du] polyline")).hasCount(0);
    }

    @Test
    void aLongTextKeepsItsLinesAndOneThatIsTooLongStaysToBeShortened() throws SQLException {
        open();
        Locator text = Browser.field(page, "event_txt_m3");
        text.fill("Chute.\nHospitalisée " + "a".repeat(1900));
        page.keyboard().press("Tab");
        Browser.waitSaved(page);
        assertThat(stored("event_txt_m3")).startsWith("Chute.\nHospitalisée aa").hasSize(1900 + 20);
        text.fill("b".repeat(10_000));
        page.keyboard().press("Tab");
        assertThat(note("event_txt_m3")).containsText("Texte trop long");
        Browser.waitState(page, "failed");
        assertThat(text).hasValue("b".repeat(10_000));
        assertThat(stored("event_txt_m3")).startsWith("Chute.");
    }

    // --- many cells at once -----------------------------------------------------------------------------------------

    @Test
    void theRestOfAVisitOrALineIsMarkedMissingAfterACountAndCanBeUndone() throws SQLException {
        open();
        type("mrss_m3", "20", "ArrowDown");
        page.keyboard().press("Alt+n");
        assertThat(page.locator("vaadin-dialog[opened] #dialog_confirm")).hasText("Marquer 30 cases");
        assertThat(page.locator("vaadin-dialog[opened] vaadin-radio-button input").first()).isFocused();
        page.keyboard().press("ArrowDown");
        page.keyboard().press("Enter");
        assertThat(Browser.field(page, "dlco_m3")).hasValue("NF");
        assertThat(Browser.field(page, "mrss_m3")).hasValue("20");
        assertThat(Browser.field(page, "visit_done_m3")).hasValue("");
        assertThat(Browser.field(page, "n_du_m3")).isFocused();
        assertThat(head("m3").locator(".visit-progress")).containsText("31/31");

        Browser.field(page, "walk6_m6").focus();
        page.keyboard().press("Alt+l");
        assertThat(page.locator("vaadin-dialog[opened] #dialog_confirm")).hasText("Marquer 6 cases");
        page.keyboard().press("1");
        page.keyboard().press("Enter");
        assertThat(Browser.field(page, "walk6_m24")).hasValue("ND");
        assertThat(Browser.field(page, "walk6_m3")).hasValue("NF");
        page.keyboard().press("Control+z");
        assertThat(Browser.field(page, "walk6_m24")).hasValue("");
        page.keyboard().press("Control+z");
        assertThat(Browser.field(page, "dlco_m3")).hasValue("");
        assertThat(Browser.field(page, "mrss_m3")).hasValue("20");
        Browser.waitSaved(page);
        assertThat(history("dlco_m3")).containsExactly("null > NF", "NF > null");
    }

    @Test
    void aVisitThatDidNotTakePlaceClosesItsColumnAndUndoBringsTheAnswersBack() throws SQLException {
        open();
        type("hb_m9", "12", "Enter");
        type("nyha_m9", "2", "Enter");
        Browser.waitSaved(page);
        head("m9").locator("button").click();
        assertThat(page.getByText("2 réponses seront effacées")).isVisible();
        page.locator("#dialog_reason vaadin-radio-button").nth(3).click();
        page.locator("vaadin-dialog[opened] #dialog_confirm").click();
        assertThat(Browser.field(page, "hb_m9")).not().isVisible();
        assertThat(Browser.field(page, "visit_missing_reason_m9")).hasValue("perdu de vue");
        assertThat(Browser.field(page, "event_txt_m9")).isVisible();
        assertThat(stored("hb_m9")).isNull();
        assertThat(stored("visit_missing_reason_m9")).isEqualTo("4");
        Browser.field(page, "hb_m6").focus();
        page.keyboard().press("ArrowRight");
        assertThat(Browser.field(page, "hb_m12")).isFocused();

        page.locator("#undo").click();
        assertThat(Browser.field(page, "hb_m9")).hasValue("12");
        assertThat(Browser.field(page, "nyha_m9")).hasValue("II");
        assertThat(Browser.field(page, "visit_done_m9")).hasValue("");
    }

    @Test
    void whatWasDoneOnAPageThatWasLeftIsNotUndoneUnseen() throws SQLException {
        open();
        type("hb_m0", "12", "ArrowRight");
        Browser.waitSaved(page);
        page.locator(".sections a[href$='/tolerance']").click();
        assertThat(Browser.field(page, "minor_rx")).isFocused();
        page.locator(".sections a[href$='/visit']").click();
        assertThat(Browser.field(page, "hb_m0")).hasValue("12");
        page.locator("#matrix_undo").click();
        assertThat(page.getByText("Rien à annuler")).isVisible();
        assertThat(stored("hb_m0")).isEqualTo("12.0");
    }

    // --- pasting ----------------------------------------------------------------------------------------------------

    @Test
    void aBlockIsShownFirstAndPastedAsOneActThatCanBeUndone() throws SQLException {
        open();
        type("mrss_m3", "19", "ArrowUp");
        Browser.waitSaved(page);
        paste("visit_date_m3", "20/05/2008\t08/2008\r\n22\t20,0\r\n1\tabc\r\nii\tIV\r\n\t430\r\noui\tNon\r\n");
        assertThat(page.locator("vaadin-dialog[opened] #paste_confirm")).hasText("Coller 10 cases");
        assertThat(fate("replaced")).containsText("1 ");
        assertThat(fate("unreadable")).containsText("1 ");
        assertThat(page.locator(".paste-table .replaced del")).hasText("19");
        assertThat(page.locator(".paste-table .unreadable")).containsText("Ce n’est pas un nombre");
        assertThat(stored("visit_date_m3")).isNull();
        page.keyboard().press("Enter");
        assertThat(page.locator("vaadin-dialog[opened] #paste_confirm")).hasCount(0);
        Browser.waitSaved(page);
        assertThat(Browser.field(page, "visit_date_m6")).hasValue("08/2008");
        assertThat(Browser.field(page, "mrss_m3")).hasValue("22");
        assertThat(Browser.field(page, "nyha_m3")).hasValue("II");
        assertThat(Browser.field(page, "nyha_m6")).hasValue("IV");
        assertThat(Browser.field(page, "walk6_m3")).hasValue("");
        assertThat(Browser.field(page, "gerd_m6")).hasValue("non");
        assertThat(Browser.field(page, "n_du_m6")).hasValue("");
        page.keyboard().press("Control+z");
        assertThat(Browser.field(page, "mrss_m3")).hasValue("19");
        assertThat(Browser.field(page, "gerd_m6")).hasValue("");
        Browser.waitSaved(page);
        assertThat(history("mrss_m3")).containsExactly("null > 19", "19 > 22", "22 > 19");
        assertThat(batches("visit_date_m3")).doesNotHaveDuplicates().hasSize(2);
    }

    @Test
    void whatIsOutsideTheTableOrUnevenOrNotAskedIsLeftAsideAndSaid() {
        open();
        String row = "1\t2\t3\t4\t5\t6\t7\t8\t9\n";
        paste("lvef_m18", row + "1\t2\n" + row.repeat(20));
        assertThat(fate("outside")).containsText(Pattern.compile("\\d+ hors du tableau"));
        assertThat(page.getByText("Le bloc est inégal")).isVisible();
        assertThat(page.locator(".paste-table tbody tr")).hasCount(10);
        page.getByText("Ne rien coller").click();
        assertThat(Browser.field(page, "lvef_m18")).isFocused();
        assertThat(Browser.field(page, "lvef_m18")).hasValue("");
        paste("mrss_m0", "x\ty\nz\tt\n");
        assertThat(page.locator("vaadin-dialog[opened] #paste_confirm")).hasAttribute("disabled", "");
    }

    @Test
    void twoInOneTableOfWhomOnePastes() throws SQLException {
        open();
        Page other = browser.signIn(server, "inv01");
        Browser.openForm(server, other, number, "visit");
        paste("mrss_m3", "22\t20\n1\t0\n");
        assertThat(page.locator("vaadin-dialog[opened] #paste_confirm")).isVisible();
        Browser.field(other, "n_du_m6").focus();
        Browser.type(other, "7");
        other.keyboard().press("Enter");
        Browser.waitSaved(other);

        page.locator("vaadin-dialog[opened] #paste_confirm").click();
        assertThat(page.locator(".paste-body [role=alert]")).containsText("Rien n’a été enregistré");
        assertThat(page.locator(".paste-body [role=alert]")).containsText("Nb d’UD actifs · M6");
        assertThat(page.locator(".paste-table .replaced del")).hasText("7");
        assertThat(stored("mrss_m3")).isNull();
        page.locator("vaadin-dialog[opened] #paste_confirm").click();
        assertThat(page.locator("vaadin-dialog[opened] #paste_confirm")).hasCount(0);
        assertThat(stored("mrss_m3")).isEqualTo("22");
        assertThat(stored("n_du_m6")).isEqualTo("0");
    }

    @Test
    void aLineThatIsLostWhileABlockIsPastedLosesNothing() throws SQLException {
        open();
        paste("mrss_m3", "22\t20\n1\t0\n");
        assertThat(page.locator("vaadin-dialog[opened] #paste_confirm")).isVisible();
        page.context().setOffline(true);
        page.locator("vaadin-dialog[opened] #paste_confirm").click();
        Browser.waitState(page, "failed");
        assertThat(stored("mrss_m3")).isNull();
        page.context().setOffline(false);
        assertThat(Browser.field(page, "n_du_m6")).hasValue("0",
                new LocatorAssertions.HasValueOptions().setTimeout(60_000));
        assertThat(stored("mrss_m3")).isEqualTo("22");
    }

    @Test
    void aBlockWhosePageIsLostIsOfferedAgain() throws SQLException {
        open();
        paste("mrss_m3", "22\t20\n1\t0\n");
        assertThat(page.locator("vaadin-dialog[opened] #paste_confirm")).isVisible();
        page.reload();
        assertThat(page.locator("vaadin-dialog[opened] #paste_confirm")).hasText("Coller 4 cases");
        page.locator("vaadin-dialog[opened] #paste_confirm").click();
        assertThat(Browser.field(page, "n_du_m6")).hasValue("0");
        assertThat(stored("mrss_m6")).isEqualTo("20");
        page.reload();
        assertThat(Browser.field(page, "n_du_m6")).hasValue("0");
        assertThat(page.locator("vaadin-dialog[opened] #paste_confirm")).hasCount(0);
    }

    @Test
    void aBlockThatOneLeftIsOfferedAgainAndPutAsideForGood() {
        open();
        paste("mrss_m3", "22\t20\n1\t0\n");
        assertThat(page.locator("vaadin-dialog[opened] #paste_confirm")).isVisible();
        page.goBack();
        assertThat(page.locator("vaadin-dialog")).hasCount(0);
        Browser.answer(page, "last_name3", "ABC"); // nothing stands before the page
        Browser.waitSaved(page);
        Browser.openForm(server, page, number, "visit");
        page.locator("vaadin-dialog[opened] #paste_cancel").click();
        assertThat(page.locator("vaadin-dialog[opened]")).hasCount(0);
        Browser.settled(page);
        page.locator(".sections a[href$='" + number + "/diagnosis']").click();
        assertThat(Browser.field(page, "raynaud_year")).isVisible();
        page.locator(".sections a[href$='" + number + "/visit']").click();
        assertThat(Browser.field(page, "mrss_m3")).isVisible();
        Browser.settled(page);
        assertThat(page.locator("vaadin-dialog[opened]")).hasCount(0);
        page.reload();
        assertThat(Browser.field(page, "mrss_m3")).isVisible();
        Browser.settled(page);
        assertThat(page.locator("vaadin-dialog[opened]")).hasCount(0);
    }

    @Test
    void whoMayNotEnterCannotPasteOrMark() {
        open();
        Page monitor = browser.signIn(server, "monitor");
        Browser.openForm(server, monitor, number, "visit");
        assertThat(Browser.field(monitor, "mrss_m3")).not().isEditable();
        assertThat(monitor.locator(".matrix-tools .tool")).hasCount(0);
        assertThat(monitor.locator(".visit-attendance")).hasCount(0);
        Browser.field(monitor, "mrss_m3").focus();
        monitor.evaluate("document.querySelector('.matrix-page').$server.paste('mrss_m3', '22\\t20', '1')");
        monitor.evaluate("document.querySelector('.casebook').$server.typed('" + number + "', 'mrss_m3', '22', 1, 0)");
        monitor.keyboard().press("F2");
        Browser.waitState(monitor, "failed");
        assertThat(monitor.locator("#paste_confirm")).hasCount(0);
    }

    // --- doing and reading ------------------------------------------------------------------------------------------

    private Locator note(String cell) {
        return page.locator("#" + cell + "-note");
    }

    private Locator head(String visit) {
        return page.locator("th[data-visit=" + visit + "]");
    }

    private @Nullable String stored(String cell) throws SQLException {
        int at = cell.lastIndexOf('_');
        try (Connection database = DemoServer.H2.database(); PreparedStatement query = database.prepareStatement(
                "select " + cell.substring(0, at) + " from visit where visit = ? and patient_id ="
                        + " (select id from patient where number = ?)")) {
            query.setString(1, cell.substring(at + 1));
            query.setString(2, number);
            ResultSet row = query.executeQuery();
            return row.next() ? row.getString(1) : null;
        }
    }

    /** What the audit records tell of a cell: value or reason before and after. */
    private List<String> history(String cell) throws SQLException {
        return records(cell, "concat(coalesce(old_value, old_missing, 'null'), ' > ',"
                + " coalesce(new_value, new_missing, 'null'))");
    }

    private List<String> batches(String cell) throws SQLException {
        return records(cell, "batch");
    }
}
