package org.sivig.ecrf.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Cookie;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The user guide inside the application, for everybody, in both languages. */
class GuideIT {

    @RegisterExtension
    final Browser browser = new Browser();

    private final Server server = DemoServer.running();

    @Test
    void everyPageIsReadInBothLanguagesWithItsPicturesAndIsAccessible() {
        Page page = browser.signIn(server, "admin");
        for (String language : List.of("fr", "en")) {
            page.context().addCookies(List.of(new Cookie("language", language).setUrl(server.url())));
            page.navigate(server.url() + "/guide");
            assertThat(page.locator("#main h1")).isVisible();
            List<String> pages = page.locator("#guide_contents > ol > li > a").all().stream()
                    .map(link -> link.getAttribute("href")).toList();
            assertThat(pages).hasSizeGreaterThan(8);
            for (String each : pages) {
                Browser.go(page, server.url() + "/" + each);
                assertThat(page.locator("#main h1")).isVisible();
                page.waitForFunction("() => [...document.images].every(image => image.complete && image.naturalWidth > 0)");
                AccessibilityIT.assertAccessible(page, language);
            }
        }
    }

    @Test
    void aLinkLeadsToThePartOfAnotherPage() {
        Page page = browser.signIn(server, "inv01");
        page.navigate(server.url() + "/guide/visits");
        page.locator(".guide-text a[href='guide/keys#keys-visits']").click();
        page.waitForURL(Pattern.compile(".*/guide/keys#keys-visits"));
        assertThat(page.locator("#keys-visits")).isInViewport();
        page.goBack();
        assertThat(page.locator("#keys-visits")).hasCount(0);
        page.navigate(server.url() + "/guide/typing#identity");
        assertThat(page.locator("#identity")).isInViewport();
    }

    @Test
    void thePagesAreReadAtTheWidthOfATelephone() {
        Page page = browser.signIn(server, "inv01");
        page.setViewportSize(390, 800);
        page.navigate(server.url() + "/guide/all");
        assertThat(page.locator("#main h1")).isVisible();
        assertThat((Boolean) page.evaluate("document.documentElement.scrollWidth <= innerWidth")).isTrue();
        page.setViewportSize(1360, 900);
    }

    @Test
    void theMenuUnderTheNameLeadsToTheGuide() {
        Page page = browser.signIn(server, "statistician");
        page.locator(".user-menu vaadin-menu-bar-button").first().click();
        page.locator("vaadin-menu-bar-item").getByText("Guide de l’utilisateur").click();
        page.waitForURL(Pattern.compile(".*/guide"));
        assertThat(page.locator("#main h1")).hasText("Guide de l’utilisateur");
    }

    @Test
    void theLinkToTheContentGoesToTheContentOfThisPage() {
        Page page = browser.signIn(server, "inv01");
        page.navigate(server.url() + "/guide/keys");
        assertThat(page.locator("#keys-form")).isVisible();
        page.locator(".skip").focus();
        page.keyboard().press("Enter");
        assertThat(page.locator("#main")).isFocused();
        assertThat(page).hasURL(server.url() + "/guide/keys");
    }

    @Test
    void aPageThatTheGuideDoesNotHaveIsNotFound() {
        Page page = browser.signIn(server, "inv01");
        page.navigate(server.url() + "/guide/nothing");
        assertThat(page.locator("h1")).containsText("introuvable");
    }
}
