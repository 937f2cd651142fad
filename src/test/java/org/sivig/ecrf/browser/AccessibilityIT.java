package org.sivig.ecrf.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Cookie;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.sivig.ecrf.study.Section;
import org.sivig.ecrf.study.Study;

/** Every page can be read and used by everybody: axe finds nothing against WCAG 2.2 A and AA or its best practices. */
class AccessibilityIT {

    private static final List<String> RULES =
            List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice");
    /** A complete casebook of the demo. */
    private static final String FULL = "SIV-01-001";

    /** A form of questions, one of tables, and the visits. */
    private static final List<Section> ONE_OF_EACH_KIND =
            Study.SECTIONS.stream().filter(section -> Set.of("3", "4", "8").contains(section.place())).toList();

    @RegisterExtension
    final Browser browser = new Browser();

    private final Server server = DemoServer.running();

    @Test
    void theSignInPageIsAccessibleBeforeAndAfterAnError() {
        Page page = browser.open(server.url() + "/login");
        assertThat(page.locator("input[name=username]")).isVisible();
        assertAccessible(page, "fr");

        Browser.signIn(page, "inv01", "wrong");
        assertThat(page.getByText("Identifiant ou mot de passe incorrect")).isVisible();
        assertAccessible(page, "fr");
    }

    @Test
    void theListOfPatientsIsAccessible() {
        Page page = browser.signIn(server, "inv01");
        page.navigate(server.url() + "/patients");
        assertThat(page.locator("#new_patient").first()).isVisible();
        assertThat(page.getByText(FULL).first()).isVisible();
        assertAccessible(page, "fr");
    }

    @Test
    void everyFormIsAccessibleWhenItIsEmptyAndWhenItIsHalfTyped() {
        Page page = browser.signIn(server, "inv01");
        String number = Browser.newPatient(server, page);
        for (Section section : Study.SECTIONS) {
            Browser.openForm(server, page, number, section.path());
            assertAccessible(page, "fr");
            answerEverySecondQuestion(page);
            assertAccessible(page, "fr");
        }
    }

    @Test
    void everyFormIsAccessibleWhenItIsFull() {
        formsOfTheDemoAreAccessible(Study.SECTIONS, browser.signIn(server, "inv01"), "fr");
    }

    @Test
    void formsAreAccessibleWhenTheyAreReadOnly() {
        formsOfTheDemoAreAccessible(ONE_OF_EACH_KIND, browser.signIn(server, "monitor"), "fr");
    }

    private void formsOfTheDemoAreAccessible(List<Section> sections, Page page, String language) {
        for (Section section : sections) {
            Browser.openForm(server, page, FULL, section.path());
            assertAccessible(page, language);
        }
    }

    @Test
    void theOverviewOfACasebookIsAccessible() {
        Page page = browser.signIn(server, "inv01");
        page.navigate(server.url() + "/patients/" + FULL);
        assertThat(page.locator(".overview-line").first()).isVisible();
        assertAccessible(page, "fr");
    }

    @Test
    void historyAndThePastAreAccessible() {
        Page page = browser.signIn(server, "inv01");
        Browser.openForm(server, page, FULL, "diagnosis?item=dx_date");
        assertThat(Browser.field(page, "dx_date")).isFocused();
        page.keyboard().press("F9");
        assertThat(page.locator(".history-table")).isVisible();
        assertAccessible(page, "fr");
        for (String form : List.of("", "/diagnosis", "/prior-treatment", "/visit")) {
            page.navigate(server.url() + "/patients/" + FULL + form + "?at=2020-01-01T00:00");
            assertThat(page.locator("#as_of")).isVisible();
            assertAccessible(page, "fr");
        }
    }

    @Test
    void thePageOfFindingsAndAFormWithSomeAreAccessible() {
        Page page = browser.signIn(server, "inv01");
        page.navigate(server.url() + "/findings");
        assertThat(page.locator(".finding-message").first()).isVisible();
        assertAccessible(page, "fr");
        page.locator(".finding-message").first().click();
        assertThat(page.locator(".note[data-check]").first()).isVisible();
        assertAccessible(page, "fr");
    }

    @Test
    void thePagesOfTheAuditAreAccessible() {
        Page page = browser.signIn(server, "datamanager");
        page.navigate(server.url() + "/audit");
        assertThat(page.locator(".audit-item").first()).isVisible();
        assertAccessible(page, "fr");
        page.navigate(server.url() + "/admin/audit");
        page.locator("#verify").click();
        assertThat(page.locator(".chains-table")).isVisible();
        assertAccessible(page, "fr");
    }

    @Test
    void pagesThatFindNothingAreAccessible() {
        Page page = browser.signIn(server, "inv01");
        for (String address : List.of("/patients/SIV-99-999", "/patients/" + FULL + "/nothing", "/nothing")) {
            page.navigate(server.url() + address);
            assertThat(page.locator("h1")).containsText("introuvable");
            assertAccessible(page, "fr");
        }
    }

    @Test
    void theEnglishPagesAreAccessibleAndSayThatTheyAreEnglish() {
        Page page = browser.open(server.url() + "/login");
        page.context().addCookies(List.of(new Cookie("language", "en").setUrl(server.url())));
        page.reload();
        assertThat(page.getByText("Sign in").first()).isVisible();
        assertAccessible(page, "en");

        Browser.signIn(page, "inv01", Browser.PASSWORD);
        assertThat(page.locator(".home-waits")).isVisible();
        assertAccessible(page, "en");
        page.navigate(server.url() + "/patients");
        assertThat(page.locator("#new_patient").first()).isVisible();
        assertAccessible(page, "en");
        formsOfTheDemoAreAccessible(ONE_OF_EACH_KIND, page, "en");
    }

    /** Choices and reasons, and a date that does not exist with the message about it. */
    private static void answerEverySecondQuestion(Page page) {
        List<String> names = page.locator("[data-item]:visible").all().stream()
                .map(item -> item.getAttribute("data-item")).limit(40).toList();
        for (int i = 0; i < names.size(); i += 2) {
            Locator item = Browser.item(page, names.get(i));
            Locator input = Browser.field(page, names.get(i));
            Browser.waitState(page, Pattern.compile("idle|saved|failed"));
            if (input.count() == 0 || !item.isVisible()) {
                continue; // shown only, or no longer asked because of an answer given here
            }
            input.focus();
            if (i % 3 == 2) {
                page.keyboard().press("F2");
                Locator reason = item.locator("button.reasons");
                if (reason.count() > 0) {
                    assertThat(reason).hasText("ND");
                } else {
                    assertThat(input).hasValue("ND");
                }
            } else if (item.locator("vaadin-radio-button, vaadin-checkbox").count() > 0) {
                page.keyboard().press("Space");
                assertThat(input).isChecked();
            } else {
                Browser.type(page, "31/02/2011");
                page.keyboard().press("Enter");
                Browser.waitState(page, Pattern.compile("saved|failed"));
            }
        }
    }

    /** Lets axe look at a page of this language. */
    static void assertAccessible(Page page, String language) {
        assertThat(page.locator("html")).hasAttribute("lang", language);
        assertThat(page.title()).isNotBlank();
        var found = new AxeBuilder(page).setLegacyMode(true).withTags(RULES).analyze().getViolations();
        assertThat(found).as(() -> page.url() + found.stream().map(rule -> "\n" + rule.getId() + ": " + rule.getHelp()
                + rule.getNodes().stream().map(node -> "\n  " + node.getHtml() + "\n  " + node.getFailureSummary())
                        .collect(joining())).collect(joining())).isEmpty();
    }
}
