package org.sivig.ecrf.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Cookie;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.sivig.ecrf.crf.Casebook;
import org.sivig.ecrf.crf.ItemType;
import org.sivig.ecrf.study.Section;
import org.sivig.ecrf.study.Study;

/** Every page can be read and used by everybody: axe finds nothing against WCAG 2.2 A and AA or its best practices. */
class AccessibilityIT {

    /** Inline elements right behind a text, without anything between the two. */
    private static final String GLUED = """
            () => {
              const inline = element => getComputedStyle(element).display.startsWith('inline');
              const glued = [];
              for (const each of document.querySelectorAll('main *, vaadin-grid-cell-content *')) {
                const before = each.previousSibling;
                if (!before || each.closest('svg, vaadin-button') || !each.checkVisibility() || !inline(each) || before.nodeType === Node.COMMENT_NODE
                    || before.nodeType === Node.ELEMENT_NODE && (!before.checkVisibility() || !inline(before))
                    || /flex|grid/.test(getComputedStyle(each.parentElement).display)) {
                  continue;
                }
                if (/[^\\s(«“/·…-]$/.test(before.textContent) && /^[^\\s.,;:)»”]/.test(each.textContent)) {
                  glued.push(before.textContent.slice(-20) + '|' + each.textContent.slice(0, 20));
                }
              }
              return glued;
            }""";

    private static final List<String> RULES =
            List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice");
    /** What axe finds, in words. What passes is not told: there is much of it, and nobody reads it. */
    private static final String VIOLATIONS = """
            async tags => (await axe.run(document, {
              runOnly: { type: 'tag', values: tags }, resultTypes: ['violations'], preload: false, selectors: false
            })).violations.map(rule => [`${rule.id}: ${rule.help}`,
              ...rule.nodes.map(node => `  ${node.html}\n  ${node.failureSummary}`)].join('\\n'))""";
    /** The questions that can be answered on a page. */
    private static final String ASKED = """
            () => [...document.querySelectorAll('[data-item]')].filter(item => item.checkVisibility()
              && item.querySelector('input, textarea')).map(item => item.dataset.item)""";
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
        Browser.go(page, server.url() + "/patients");
        assertThat(page.locator("#new_patient").first()).isVisible();
        assertThat(page.getByText(FULL).first()).isVisible();
        assertAccessible(page, "fr");
    }

    @Test
    void everyFormIsAccessibleWhenItIsHalfTypedAndOneOfEachKindWhenItIsEmpty() {
        Page page = browser.signIn(server, "inv01");
        String number = Browser.newPatient(server, page);
        for (Section section : Study.SECTIONS) {
            Browser.openForm(server, page, number, section.path());
            if (ONE_OF_EACH_KIND.contains(section)) {
                assertAccessible(page, "fr");
            }
            answerSomeOfEachType(page);
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
        Browser.go(page, server.url() + "/patients/" + FULL);
        assertThat(page.locator(".overview-line").first()).isVisible();
        assertAccessible(page, "fr");
    }

    @Test
    void textsThatStandBesideEachOtherAreReadAndCopiedAsWordsOfTheirOwn() {
        Page page = browser.signIn(server, "monitor");
        for (String address : List.of("/patients/SIV-01-002", "/patients/SIV-01-002/diagnosis", "/patients/SIV-06-003/visit",
                "/patients/SIV-06-001/prior-treatment", "/data/visit")) {
            page.navigate(server.url() + address);
            Browser.settled(page);
            assertThat(page.locator("h1").first()).isVisible();
            assertThat(page.evaluate(GLUED)).as(address).isEqualTo(List.of());
        }
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
            Browser.go(page, server.url() + "/patients/" + FULL + form + "?at=2020-01-01T00:00");
            assertThat(page.locator("#as_of")).isVisible();
            assertAccessible(page, "fr");
        }
    }

    @Test
    void thePageOfFindingsAndAFormWithSomeAreAccessible() {
        Page page = browser.signIn(server, "inv01");
        Browser.go(page, server.url() + "/findings");
        assertThat(page.locator(".finding-message").first()).isVisible();
        assertAccessible(page, "fr");
        page.locator(".finding-message").first().click();
        assertThat(page.locator(".note[data-check]").first()).isVisible();
        assertAccessible(page, "fr");
    }

    @Test
    void thePagesOfTheAuditAreAccessible() {
        Page page = browser.signIn(server, "datamanager");
        Browser.go(page, server.url() + "/audit");
        assertThat(page.locator(".audit-item").first()).isVisible();
        assertAccessible(page, "fr");
        Browser.go(page, server.url() + "/admin/audit");
        page.locator("#verify").click();
        assertThat(page.locator(".chains-table")).isVisible();
        assertAccessible(page, "fr");
    }

    @Test
    void theAdministrationIsAccessible() {
        Page page = browser.signIn(server, "admin");
        Browser.go(page, server.url() + "/admin/sites");
        page.locator(".admin-open").first().click();
        assertThat(page.locator("#site_close")).isVisible();
        assertAccessible(page, "fr");
        page.keyboard().press("Escape");
        assertThat(page.locator("#site_close")).hasCount(0);
        Browser.go(page, server.url() + "/admin/users");
        assertAccessible(page, "fr");
        page.locator("#new_user").click();
        assertThat(page.locator("#user_sites")).isVisible();
        assertAccessible(page, "fr");
        page.keyboard().press("Escape");
        Browser.go(page, server.url() + "/account");
        assertThat(page.locator("#sessions").getByText("celle-ci")).isVisible();
        assertAccessible(page, "fr");
        page.locator("#factor_add").click();
        assertThat(page.locator("#proof_password input")).isVisible();
        assertAccessible(page, "fr");
        page.keyboard().press("Escape");
        Browser.go(page, server.url() + "/admin/audit");
        page.getByText("Autocontrôle").click();
        page.locator("#self_check_run").click();
        assertThat(page.locator("#self_check_lines")).containsText("Clé d’identité");
        assertThat(page.locator("#self_check_print")).isVisible();
        assertAccessible(page, "fr");
        Browser.go(page, server.url() + "/admin/rights");
        assertThat(page.locator("#rights_accounts")).containsText("datamanager");
        assertAccessible(page, "fr");
        Browser.go(page, server.url() + "/admin/sessions");
        assertThat(page.locator("#admin_sessions").getByText("celle-ci")).isVisible();
        assertAccessible(page, "fr");
        Browser.go(page, server.url() + "/admin/log");
        page.locator("#verify_log").click();
        assertThat(page.locator("#log_note")).containsText("la chaîne est intacte");
        assertAccessible(page, "fr");
        Browser.go(page, server.url() + "/admin/system");
        assertThat(page.locator("#system_pages")).containsText("/admin/log");
        assertAccessible(page, "fr");
        page.navigate(server.url() + "/choose-password#none");
        assertThat(page.locator("#choose_trouble")).isVisible();
        assertAccessible(page, "fr");
    }

    @Test
    void whatAMonitorFindsIsAccessible() {
        Page page = browser.signIn(server, "monitor");
        assertThat(page.locator(".home-waits")).isVisible();
        assertAccessible(page, "fr");
        Browser.go(page, server.url() + "/queries");
        assertThat(page.locator(".finding-message").first()).isVisible();
        assertAccessible(page, "fr");
        Browser.go(page, server.url() + "/checks");
        assertThat(page.locator("#checks")).isVisible();
        assertAccessible(page, "fr");
    }

    @Test
    void theThreadOfAQueryIsAccessible() {
        Page page = browser.signIn(server, "monitor");
        Browser.openForm(server, page, FULL, "diagnosis?item=dx_date");
        Browser.note(page, "dx_date").locator(".open-query").first().click();
        assertThat(page.locator("vaadin-dialog .query-thread")).isVisible();
        assertAccessible(page, "fr");
    }

    @Test
    void aSampleIsAccessible() {
        Page page = browser.signIn(server, "datamanager");
        Browser.go(page, server.url() + "/samples");
        page.locator("#draw").click();
        page.waitForURL(Pattern.compile(".*/samples/\\d+"));
        assertThat(page.locator("main h1")).isVisible();
        assertAccessible(page, "fr");
        Browser.go(page, server.url() + "/samples");
        assertThat(page.locator("#samples a").first()).isVisible();
        assertAccessible(page, "fr");
    }

    @Test
    void theExportIsAccessible() {
        Page page = browser.signIn(server, "monitor");
        Browser.go(page, server.url() + "/export");
        assertThat(page.locator("#export_start")).isVisible();
        assertAccessible(page, "fr");
        page.locator("#export_start").click();
        page.locator("#export_download").waitFor(new Locator.WaitForOptions().setTimeout(Browser.PATIENCE_FOR_A_PACKAGE));
        assertAccessible(page, "fr");
    }

    @Test
    void pagesAboutSitesAreAccessible() {
        Page page = browser.signIn(server, "datamanager");
        for (String address : List.of("/signals?signal=ROUND&item=walk6&site=01", "/monitoring", "/monitoring/01",
                "/verification-plan")) {
            Browser.go(page, server.url() + address);
            assertThat(page.locator("main table, main .card").first()).isVisible();
            assertAccessible(page, "fr");
        }
    }

    @Test
    void theDownloadOfADataGridIsAccessible() {
        Page page = browser.signIn(server, "datamanager");
        Browser.go(page, server.url() + "/data/visit?mrss=1..&_cols=patient.number|row.visit|mrss");
        page.locator("#data_actions vaadin-menu-bar-button").first().click();
        page.getByText("Télécharger").last().click();
        assertThat(page.locator("#download_excel")).isVisible();
        assertAccessible(page, "fr");
    }

    @Test
    void pagesThatFindNothingAreAccessible() {
        Page page = browser.signIn(server, "inv01");
        for (String address : List.of("/patients/SIV-99-999", "/patients/" + FULL + "/nothing", "/nothing")) {
            Browser.go(page, server.url() + address);
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
        Browser.go(page, server.url() + "/patients");
        assertThat(page.locator("#new_patient").first()).isVisible();
        assertAccessible(page, "en");
        formsOfTheDemoAreAccessible(ONE_OF_EACH_KIND, page, "en");
    }

    /** Of the questions of each type one is answered, by what no line of text but a long one holds, and one with a reason. */
    private static void answerSomeOfEachType(Page page) {
        Map<ItemType, Integer> answered = new EnumMap<>(ItemType.class);
        Casebook blank = Study.blank(LocalDate.now(Study.ZONE));
        for (Object name : (List<?>) page.evaluate(ASKED)) {
            ItemType type = blank.reach((String) name).item().type();
            Locator item = Browser.item(page, (String) name);
            if (answered.getOrDefault(type, 0) == 2 || !item.isVisible()) {
                continue; // enough of them, or no longer asked because of an answer given here
            }
            Locator input = Browser.field(page, (String) name);
            Browser.waitState(page, Pattern.compile("idle|saved|failed"));
            input.focus();
            if (answered.merge(type, 1, Integer::sum) == 2) {
                page.keyboard().press("F2");
                Browser.waitState(page, Pattern.compile("saved|failed"));
            } else if (item.locator("vaadin-radio-button, vaadin-checkbox").count() > 0) {
                page.keyboard().press("Space");
                assertThat(input).isChecked();
            } else {
                page.keyboard().insertText("31/02/2011");
                page.keyboard().press("Tab");
                Browser.waitState(page, Pattern.compile("saved|failed"));
            }
        }
    }

    /** Lets axe look at a page of this language. */
    static void assertAccessible(Page page, String language) {
        assertThat(page.locator("html")).hasAttribute("lang", language);
        assertThat(page.title()).endsWith("SIVIG eCRF");
        page.waitForFunction("!document.querySelector('[closing]') && document.getAnimations().every(each => each.playState !== 'running' "
                + "|| each.effect.getComputedTiming().iterations === Infinity)"); // a size on its way is no size
        if (page.evaluate("window.axe?.version") == null) {
            page.evaluate(AxeBuilder.getAxeScript());
        }
        assertThat((List<?>) page.evaluate(VIOLATIONS, RULES)).as(page.url()).isEmpty();
    }
}
