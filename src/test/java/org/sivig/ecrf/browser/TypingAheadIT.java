package org.sivig.ecrf.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The network is slower than the one who types: what the server says comes late, and takes nothing away. */
class TypingAheadIT {

    @RegisterExtension
    final Browser browser = new Browser();

    private final HeldRequests held = new HeldRequests();
    private Page page;

    @BeforeEach
    void openANewPatient() {
        page = browser.signIn(DemoServer.running(), "inv01");
        Browser.newPatient(DemoServer.running(), page);
        held.hold(page);
    }

    @Test
    void theSecondAnswerIsNotReplacedByTheFirstWrittenOut() {
        Browser.answer(page, "birth_date", "14031960");
        Browser.field(page, "birth_date").focus();
        page.keyboard().press("ControlOrMeta+a");
        Browser.type(page, "15031");
        held.letGo(page);
        assertThat(Browser.item(page, "birth_date")).hasAttribute("data-seen", "1960-03-14");
        assertThat(Browser.field(page, "birth_date")).hasValue("15031");
        Browser.type(page, "961");
        page.keyboard().press("Tab");
        Browser.waitSaved(page);
        Browser.assertShows(page, "birth_date", "15/03/1961");
    }

    @Test
    void theSecondAnswerIsSavedWhenItWasTypedToItsEndBeforeTheFirstWasWrittenOut() {
        Browser.answer(page, "birth_date", "14031960");
        Browser.field(page, "birth_date").focus();
        page.keyboard().press("ControlOrMeta+a");
        Browser.type(page, "15031961");
        held.letGo(page);
        assertThat(Browser.item(page, "birth_date")).hasAttribute("data-seen", "1960-03-14");
        page.keyboard().press("Tab");
        Browser.waitSaved(page);
        Browser.assertShows(page, "birth_date", "15/03/1961");
    }

    @Test
    void theNextKeyBeginsTheSecondAnswerWhenTheFirstIsWrittenOutBeforeIt() {
        Browser.answer(page, "birth_date", "14031960");
        Browser.field(page, "birth_date").focus();
        held.letGo(page);
        Browser.assertShows(page, "birth_date", "14/03/1960");
        Browser.type(page, "15031961");
        page.keyboard().press("Tab");
        Browser.waitSaved(page);
        Browser.assertShows(page, "birth_date", "15/03/1961");
    }

    @Test
    void keysWaitForTheAnswerOnWhichOthersHangAndGoWhereTheMousePutThem() {
        held.letGo(page);
        Browser.openForm(DemoServer.running(), page, page.url().replaceFirst(".*/(SIV-[^/]+)/.*", "$1"), "diagnosis");
        held.hold(page);
        Browser.field(page, "overlap").focus();
        page.keyboard().press("1");
        page.keyboard().press("Enter");
        Browser.type(page, "lupus");
        Browser.field(page, "dx_date").click();
        Browser.type(page, "2011");
        Browser.field(page, "raynaud_year").click();
        Browser.type(page, "1999");
        held.letGo(page);
        Browser.assertShows(page, "overlap_spec", "lupus");
        Browser.assertShows(page, "dx_date", "2011");
        Browser.assertShows(page, "raynaud_year", "1999");
        page.keyboard().press("Tab");
        Browser.waitSaved(page);
        Browser.assertShows(page, "overlap", "1");
        Browser.assertShows(page, "overlap_spec", "lupus");
        Browser.assertShows(page, "dx_date", "2011");
        Browser.assertShows(page, "raynaud_year", "1999");
    }

    @Test
    void typingTheWrittenOutAnswerAgainSavesNothing() {
        Browser.answer(page, "birth_date", "14031960");
        Browser.field(page, "birth_date").focus();
        page.keyboard().press("ControlOrMeta+a");
        Browser.type(page, "14/03/196");
        held.letGo(page);
        assertThat(Browser.item(page, "birth_date")).hasAttribute("data-seen", "1960-03-14");
        Browser.type(page, "0");
        page.keyboard().press("Tab");
        Browser.waitSaved(page);
        Browser.assertShows(page, "birth_date", "14/03/1960");
    }
}
