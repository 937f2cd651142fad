package org.sivig.ecrf.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The dashboard draws its charts, shows the same numbers as tables, and each number leads to its rows. */
class DashboardIT {

    @RegisterExtension
    final Browser browser = new Browser();

    private final Server server = DemoServer.running();

    @Test
    void chartsArePaintedAndTheirTablesLeadToTheRows() {
        Page page = browser.signIn(server, "datamanager");
        Browser.go(page, server.url() + "/dashboard");
        for (String chart : new String[] {"sites", "missing_by_site", "missing_by_item"}) {
            assertThat(page.locator("#" + chart + "_chart[role=img] svg text").first()).isVisible();
        }
        AccessibilityIT.assertAccessible(page, "fr");

        page.locator("#sites_toggle").click();
        assertThat(page.locator("#sites_chart")).isHidden();
        assertThat(page).hasURL(Pattern.compile("table=sites"));
        page.locator("#missing_by_item_toggle").click();
        assertThat(page.locator("#missing_by_item_table table")).isVisible();
        AccessibilityIT.assertAccessible(page, "fr");

        Locator frozen = page.locator("#sites_table a[href='patients?site=02&state=frozen']");
        String count = frozen.innerText();
        frozen.click();
        assertThat(page.locator(".patients-count")).hasText(Pattern.compile("^" + count + "\\D.*"));
    }

    @Test
    void aLineForEachVisitCountsWhoIsGone() {
        Page page = browser.signIn(server, "datamanager");
        page.navigate(server.url() + "/dashboard?site=01&table=missing_by_item");
        Locator visits = page.locator("#visits_table tbody tr");
        assertThat(visits).hasCount(7);
        assertThat(visits.first()).containsText("M0");
        assertThat(visits.last().locator("td").nth(2)).hasText(Pattern.compile("^[1-9]\\d*$"));

        Locator skin = page.locator("#missing_by_item_table a[href*='mrss=without'][href*='m24']");
        skin.click();
        assertThat(page.locator(".data-chip").filter(new Locator.FilterOptions().setHasText("sans valeur"))).hasCount(1);
        assertThat(page.locator(".patients-count")).hasText(Pattern.compile("^\\d+ lignes? sur \\d+"));
    }

    @Test
    void withoutTheLibraryTheTablesAreShown() {
        Page page = browser.signIn(server, "monitor");
        page.route("**/echarts-*.js", route -> route.abort());
        Browser.go(page, server.url() + "/dashboard?site=01");
        assertThat(page.locator("#sites_table tbody tr")).hasCount(1);
        assertThat(page.locator("#missing_by_site_table table")).isVisible();
    }
}
