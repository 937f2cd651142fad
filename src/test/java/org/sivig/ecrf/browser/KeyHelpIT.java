package org.sivig.ecrf.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** F1 and « ? » tell the keys of the page, and nothing of it reaches the page behind. */
class KeyHelpIT {

    private static final String FULL = "SIV-01-001";

    @RegisterExtension
    final Browser browser = new Browser();

    private final Server server = DemoServer.running();

    @Test
    void f1InTheMiddleOfATextShowsTheKeysAndEscapeGoesBackToIt() {
        Page page = browser.signIn(server, "inv01");
        Browser.newPatient(server, page, "diagnosis");
        Browser.field(page, "dx_date").focus();
        Browser.type(page, "20");
        page.keyboard().press("F1");
        assertThat(help(page)).isVisible();
        assertThat(help(page)).containsText("Maj+F2");
        assertThat(help(page)).containsText("laisser une note");
        assertThat(help(page)).not().containsText("vérifier avec la source");
        page.keyboard().press("F8"); // the page behind does not move on
        page.keyboard().press("Tab");
        page.keyboard().press("Tab");
        page.keyboard().press("Tab");
        page.keyboard().press("Tab");
        assertThat((Boolean) page.evaluate("document.activeElement === document.body"
                + " || !!document.activeElement.closest('#key_help')")).isTrue();
        page.keyboard().press("Escape");
        assertThat(help(page)).isHidden();
        assertThat(Browser.field(page, "dx_date")).isFocused();
        Browser.answer(page, "dx_date", "2011");
        Browser.waitSaved(page);
        Browser.assertShows(page, "dx_date", "2011");
    }

    @Test
    void aQuestionMarkIsALetterOfATextAndAsksForTheKeysElsewhere() {
        Page page = browser.signIn(server, "inv01");
        Browser.newPatient(server, page, "diagnosis");
        Browser.field(page, "dx_date").focus();
        Browser.type(page, "?");
        assertThat(Browser.field(page, "dx_date")).hasValue("?");
        assertThat(help(page)).isHidden();
        Browser.field(page, "ssc_type").focus();
        page.keyboard().press("?");
        assertThat(help(page)).isVisible();
        page.keyboard().press("Escape");
        assertThat(Browser.field(page, "ssc_type")).isFocused();
    }

    @Test
    void whoVerifiesIsToldTheKeyThatVerifiesAndTheKeyThatAsks() {
        Page page = browser.signIn(server, "monitor");
        Browser.openForm(server, page, FULL, "diagnosis?item=dx_date");
        assertThat(Browser.field(page, "dx_date")).isFocused();
        page.keyboard().press("?"); // what cannot be typed in is no text
        assertThat(does(page, "F6")).hasText("vérifier avec la source, et aller à la réponse suivante à vérifier");
        assertThat(does(page, "F7")).hasText("poser une requête");
        assertThat(help(page).getByText("non documenté")).hasCount(0);
        page.keyboard().press("Escape");
        assertThat(Browser.item(page, "dx_date").locator("[title*='F6']")).hasCount(1);
        page.keyboard().press("F7");
        assertThat(page.locator("#query_text")).isVisible();
        page.keyboard().press("F1"); // a dialog that asks something stays alone
        assertThat(help(page)).isHidden();
        assertThat(page.locator("#query_text")).isVisible();
    }

    @Test
    void everyKindOfPageTellsItsKeys() {
        Page page = browser.signIn(server, "datamanager");
        for (List<String> each : List.of(List.of("/patients/" + FULL + "/visit", "Ctrl+Origine"),
                List.of("/patients/" + FULL, "F8"), List.of("/patients", "ouvrir le dossier"),
                List.of("/data/visit", "Alt+↑"), List.of("/findings", "Pg suiv."), List.of("/guide", "F1"))) {
            Browser.go(page, server.url() + each.getFirst());
            assertThat(page.locator("h1").first()).isVisible();
            page.locator("#key_help_open").click();
            assertThat(help(page)).containsText(each.getLast());
            page.keyboard().press("Escape");
            assertThat(help(page)).isHidden();
            assertThat(page.locator("#key_help_open")).isFocused();
        }
    }

    @Test
    void theKeysOfAPageGoWithIt() {
        Page page = browser.signIn(server, "monitor");
        Browser.openForm(server, page, FULL, "eligibility");
        Browser.openForm(server, page, FULL, "diagnosis");
        page.keyboard().press("F1");
        assertThat(help(page)).isVisible();
        page.goBack();
        assertThat(page.locator(".sections a[aria-current]")).hasAttribute("href", Pattern.compile(".*/eligibility"));
        assertThat(help(page)).isHidden();
    }

    @Test
    void theKeysAreThereWhenTheServerIsNot() {
        Page page = browser.signIn(server, "inv01");
        Browser.newPatient(server, page, "diagnosis");
        page.context().setOffline(true);
        page.keyboard().press("F1");
        assertThat(help(page)).isVisible();
        page.context().setOffline(false);
    }

    @Test
    void theKeysAreAccessible() {
        Page page = browser.signIn(server, "inv01");
        Browser.openForm(server, page, FULL, "visit");
        page.keyboard().press("F1");
        assertThat(help(page)).isVisible();
        AccessibilityIT.assertAccessible(page, "fr");
    }

    private static Locator help(Page page) {
        return page.locator("#key_help");
    }

    private static Locator does(Page page, String key) {
        return help(page).locator("tr").filter(new Locator.FilterOptions().setHas(page.locator("kbd").filter(
                new Locator.FilterOptions().setHasText(Pattern.compile("^" + key + "$"))))).locator("td");
    }
}
