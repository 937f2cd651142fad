package org.sivig.ecrf.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Cookie;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sivig.ecrf.study.EligibilityForm;

/** The classification criteria are defined where they are answered. */
class CriteriaIT {

    /** What each criterion says of itself, can be read and is tied to where it is answered. */
    private static final String DEFINED = """
            names => Object.fromEntries(names.map(name => {
                const said = document.querySelector(`[data-item='${name}'] .definition`);
                const group = document.getElementById(name);
                const tied = said && group.getAttribute('aria-describedby').split(' ').includes(said.id);
                return [name, tied && said.checkVisibility() && !said.closest('[aria-hidden=true]') ? said.innerText : ''];
            }))""";

    @RegisterExtension
    final Browser browser = new Browser();

    private final Server server = DemoServer.running();

    private static List<String> criteria() {
        return EligibilityForm.FORM.items().stream().map(item -> item.name())
                .filter(name -> name.startsWith("acr_") && !name.equals("acr_mimic") && !name.equals("acr_valid")).toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"fr", "en"})
    void eachCriterionSaysWhatItMeansAndWhoSaysSo(String language) {
        Page page = browser.signIn(server, "inv01");
        page.context().addCookies(List.of(new Cookie("language", language).setUrl(server.url())));
        page.reload();
        Browser.newPatient(server, page, "eligibility");
        assertThat(page.locator("html")).hasAttribute("lang", language);
        ResourceBundle words = ResourceBundle.getBundle("vaadin-i18n.translations",
                language.equals("fr") ? Locale.ROOT : Locale.of(language));
        assertThat(criteria()).hasSize(10);
        @SuppressWarnings("unchecked")
        Map<String, String> said = (Map<String, String>) page.evaluate(DEFINED, criteria());
        assertThat(said).allSatisfy((name, definition) -> assertThat(definition).as(name).hasSizeGreaterThan(20)
                .isEqualTo(words.getString("item.eligibility." + name + ".definition")));
        assertThat(said.values()).doesNotHaveDuplicates();
        assertThat(page.getByText(words.getString("group.eligibility.acr.more"))).isVisible();
    }

    /** « B. » alone says nothing. */
    @Test
    void theSecondPartOfTheCriteriaHasItsWords() {
        Page page = browser.signIn(server, "inv01");
        Browser.newPatient(server, page, "eligibility");
        assertThat(page.getByText(ResourceBundle.getBundle("vaadin-i18n.translations", Locale.ROOT)
                .getString("group.eligibility.period.more"))).isVisible();
    }
}
