package org.sivig.ecrf.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** After a save the page touches what has changed, and nothing else. */
class RefreshIT {

    /** The most bytes that come back for an answer that changes nothing but itself. */
    private static final int MOST = 4_000;

    @RegisterExtension
    final Browser browser = new Browser();

    private final Server server = DemoServer.running();
    private final List<Response> responses = new ArrayList<>();
    private Page page;

    @BeforeEach
    void signIn() {
        page = browser.signIn(server, "inv01");
        page.onResponse(this::keep);
    }

    private void keep(Response response) {
        if (response.url().contains("v-r=uidl")) {
            responses.add(response);
        }
    }

    /** From here on it is known what was on the page already. */
    private void look() {
        Browser.settled(page);
        page.evaluate("""
                () => {
                  window.there = [...document.querySelectorAll('.casebook, .casebook *, .badges, .badges *')]
                    .filter(each => !each.closest('.cell-bar')); // the browser itself says there what the cell is
                  window.there.forEach(each => { each.wasThere = true; });
                }""");
        responses.clear();
    }

    private void answer(String item, String text) {
        Browser.answer(page, item, text);
        assertThat(Browser.item(page, item)).hasAttribute("data-seen", text);
        Browser.waitSaved(page);
        Browser.settled(page);
    }

    /** What has come onto the page, but for what stands within these. */
    private List<String> come(String within) {
        return strings("""
                within => [...document.querySelectorAll('.casebook *, .badges *')]
                  .filter(each => !each.wasThere && !each.closest(within)).map(each => each.outerHTML)""", within);
    }

    private List<String> gone() {
        return strings("() => window.there.filter(each => !each.isConnected).map(each => each.outerHTML)", "");
    }

    private List<String> strings(String script, String argument) {
        return ((List<?>) page.evaluate(script, argument)).stream().map(String::valueOf).toList();
    }

    @ParameterizedTest
    @CsvSource({"diagnosis, raynaud_year, 1998, 1999", "visit, hb_m0, 12, 13"})
    void anOrdinaryAnswerLeavesEverythingElseOnThePageAsItIs(String form, String item, String one, String other) {
        Browser.newPatient(server, page, form);
        answer(item, one);
        look();
        answer(item, other);
        assertNothingElseHasChanged();
    }

    @Test
    void anAnswerInATableToWhichRowsCanBeAddedLeavesItsButtonsAsTheyAre() {
        Browser.newPatient(server, page, "prior-treatment");
        Browser.choose(page, "pre_any", "1");
        Browser.choose(page, "pre_mtx_given", "1");
        answer("pre_mtx_dose", "15 mg/sem");
        assertThat(page.locator("#add_episode")).isVisible();
        look();
        answer("pre_mtx_dose", "20 mg/sem");
        assertNothingElseHasChanged();
    }

    @Test
    void anAnswerInWhichACheckFindsSomethingBringsWhatIsSaidAboutItAndNothingElse() {
        Browser.newPatient(server, page, "diagnosis");
        answer("raynaud_year", "1998");
        answer("first_nonrp_year", "2001");
        look();
        answer("raynaud_year", "2005");
        assertThat(Browser.note(page, "raynaud_year").locator("[data-check]")).isVisible();
        assertThat(come("[data-item=raynaud_year], .counts")).isEmpty();
        assertThat(gone()).isEmpty();
    }

    private void assertNothingElseHasChanged() {
        assertThat(come(".cell-bar")).isEmpty();
        assertThat(gone()).isEmpty();
        assertThat(responses.stream().map(Response::text)).isNotEmpty().allSatisfy(response -> {
            assertThat(response).doesNotContain("\"type\":\"attach\"", "\"type\":\"detach\"");
            assertThat(response.getBytes(StandardCharsets.UTF_8).length).isLessThan(MOST);
        });
    }
}
