package org.sivig.ecrf.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** An administrator makes a site and an account; its person chooses a password, works, and is out when deactivated. */
class AdminIT {

    private static final String PHRASE = "trois pommes vertes, mardi";

    @RegisterExtension
    final Browser browser = new Browser();

    @Test
    void fromASiteToItsFirstPatientAndBackOut(@TempDir Path data) throws IOException {
        try (Server server = Server.start(Server.demo(data), Map.of())) { // with one more site it is no demo for other tests
            fromASiteToItsFirstPatientAndBackOut(server);
        }
    }

    private void fromASiteToItsFirstPatientAndBackOut(Server server) {
        Page admin = browser.signIn(server, "admin");
        Browser.go(admin, server.url() + "/admin/sites");
        admin.locator("#new_site").click();
        fill(admin, "site_code", "7");
        fill(admin, "site_name", "CHU de Nantes");
        admin.locator("#admin_save").click();
        assertThat(admin.getByRole(AriaRole.ALERT).getByText("deux chiffres")).isVisible();
        fill(admin, "site_code", "77");
        fill(admin, "site_opened", "05/01/2026");
        admin.locator("#admin_save").click();
        assertThat(dialog(admin)).hasCount(0);
        assertThat(admin.locator("#admin_sites").getByText("CHU de Nantes")).isVisible();

        Browser.go(admin, server.url() + "/admin/users");
        admin.locator("#new_user").click();
        fill(admin, "user_name", "Lea.Martin");
        fill(admin, "user_display_name", "Dr Léa Martin");
        admin.locator("#admin_save").click();
        assertThat(admin.getByRole(AriaRole.ALERT).getByText("au moins un centre")).isVisible();
        admin.locator("#user_sites").getByText("77 CHU de Nantes").click();
        admin.locator("#admin_save").click();
        Locator link = admin.locator("#user_link_shown input");
        assertThat(link).hasValue(Pattern.compile(".*/choose-password#.{40,}"));
        String address = link.inputValue();
        admin.locator("#user_link_close").click();
        assertThat(admin.locator("#admin_users").getByText("Mot de passe à choisir")).isVisible();

        Page lea = browser.open(address);
        fill(lea, "choose_password", "lea martin 2026");
        fill(lea, "choose_again", "lea martin 2026");
        lea.locator("#choose_do").click();
        assertThat(lea.getByText("Trop facile à deviner")).isVisible();
        fill(lea, "choose_password", PHRASE);
        lea.locator("#choose_do").click();
        assertThat(lea.getByText("Les deux ne sont pas les mêmes")).isVisible();
        fill(lea, "choose_again", PHRASE);
        lea.locator("#choose_do").click();
        lea.locator("#choose_sign_in").click();
        Browser.signIn(lea, "lea.martin", PHRASE);
        assertThat(lea.locator("h1")).hasText("Accueil");
        Browser.go(lea, server.url() + "/account");
        assertThat(lea.locator("#account_last")).containsText("première connexion");
        assertThat(lea.locator("#sessions").getByText("celle-ci")).isVisible();
        Browser.newPatient(server, lea);
        assertThat(browser.open(address).getByText("Ce lien a déjà servi")).isVisible();

        Browser.go(admin, server.url() + "/admin/users?x");
        fill(admin, "search", "lea");
        assertThat(admin.locator(".admin-open:visible")).hasCount(1);
        admin.locator(".admin-open:visible").click();
        admin.locator("#user_deactivate").click();
        admin.locator("#admin_confirm").click();
        assertThat(admin.getByRole(AriaRole.ALERT).getByText("Donnez un motif")).isVisible();
        fill(admin, "admin_reason", "A quitté le centre");
        admin.locator("#admin_confirm").click();
        assertThat(admin.locator("#admin_users").getByText(Pattern.compile("Désactivé le"))).isVisible();

        Browser.field(lea, "ref_physician").focus();
        Browser.type(lea, "Dr Trop Tard");
        lea.keyboard().press("Tab");
        Browser.waitState(lea, "failed");
        assertThat(lea.locator(".v-system-error")).isVisible();
    }

    private static Locator dialog(Page page) {
        return page.locator("vaadin-dialog[opened]");
    }

    private static void fill(Page page, String id, String text) {
        page.locator("#" + id + " input").last().fill(text);
        page.locator("#" + id + " input").last().press("Tab");
    }
}
