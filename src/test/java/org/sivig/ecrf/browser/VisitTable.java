package org.sivig.ecrf.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The table of visits of a new patient, with what one does in it and reads from it. */
abstract class VisitTable {

    @RegisterExtension
    final Browser browser = new Browser();

    final Server server = DemoServer.running();
    Page page;
    String number;

    void open() {
        page = browser.signIn(server, "inv01");
        page.context().grantPermissions(List.of("clipboard-read", "clipboard-write"));
        number = Browser.newPatient(server, page, "visit");
    }

    /** Types into a cell as one does who goes there; {@code F2} gives the reason. */
    void type(String cell, String text, String leave) {
        Browser.field(page, cell).focus();
        if (text.equals("F2")) {
            page.keyboard().press("F2");
        } else {
            Browser.type(page, text);
        }
        page.keyboard().press(leave);
    }

    void type(String cell, String text) {
        type(cell, text, "Enter");
    }

    void paste(String cell, String block) {
        Browser.field(page, cell).focus();
        Browser.field(page, cell).evaluate("(cell, text) => { const data = new DataTransfer();"
                + " data.setData('text/plain', text); cell.dispatchEvent("
                + "new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true })); }", block);
    }

    Locator confirm() {
        return page.locator("vaadin-dialog[opened] #paste_confirm");
    }

    Locator fate(String fate) {
        return page.locator(".paste-summary .fate." + fate).first();
    }

    void shows(Map<String, String> values) {
        values.forEach((cell, value) -> assertThat(page.locator("[id='" + cell + "']")).hasValue(value));
    }

    /** What the audit records tell of a cell. */
    List<String> records(String cell, String what) throws SQLException {
        int at = cell.lastIndexOf('_');
        List<String> found = new ArrayList<>();
        try (Connection database = DemoServer.H2.database(); PreparedStatement query = database.prepareStatement(
                "select " + what + " from audit_record where act is null and form = 'visit' and item = ? and row_key = ? and patient_id ="
                        + " (select id from patient where number = ?) order by seq")) {
            query.setString(1, cell.substring(0, at));
            query.setString(2, cell.substring(at + 1));
            query.setString(3, number);
            ResultSet row = query.executeQuery();
            while (row.next()) {
                found.add(row.getString(1));
            }
        }
        return found;
    }
}
