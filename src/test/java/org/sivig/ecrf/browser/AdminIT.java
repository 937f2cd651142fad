package org.sivig.ecrf.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.sivig.ecrf.browser.Said.said;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.security.InvalidKeyException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.sivig.provider.TestProvider;

/** An administrator makes a site and an account; its person chooses a password, works, and is out when deactivated. */
class AdminIT {

    private static final String PHRASE = "trois pommes vertes, mardi";

    @RegisterExtension
    final Browser browser = new Browser();

    @Test
    void fromASiteToItsFirstPatientAndBackOut(@TempDir Path data) throws IOException, InterruptedException {
        int provider = Server.freePort();
        String asked;
        // with one more site it is no demo for other tests, and who analyses needs a second factor here
        try (Server server = Server.start(Server.demo(data), Map.of("sivig.second-factor.compulsory", "STATISTICIAN",
                "sivig.oidc.hospital.name", "CHU", "sivig.oidc.hospital.issuer", "http://localhost:" + provider,
                "sivig.oidc.hospital.client-id", TestProvider.CLIENT, "sivig.oidc.hospital.client-secret", TestProvider.SECRET,
                "sivig.oidc.hospital.claim", TestProvider.CLAIM, "sivig.oidc.hospital.levels", "eidas1"))) {
            fromASiteToItsFirstPatientAndBackOut(server);
            theDemoShowsASecondFactor(server);
            withASecondFactor(server);
            withAPasskey(server);
            vouchedForByAProvider(server, provider);
            sessionsAreEnded(server);
            asked = aSecondPersonIsAwaited(server);
        }
        try (Server server = Server.start(data, Map.of("sivig.admin.approve", "olga"))) {
            theSecondPersonSaysYes(server, asked);
        }
    }

    private void fromASiteToItsFirstPatientAndBackOut(Server server) {
        Page admin = browser.signIn(server, "admin");
        Browser.go(admin, server.url() + "/admin/sites");
        admin.locator("#new_site").click();
        fill(admin, "site_code", "7");
        fill(admin, "site_name", "CHU de Nantes");
        admin.locator("#admin_save").click();
        assertThat(admin.getByRole(AriaRole.ALERT).getByText(said("deux chiffres"))).isVisible();
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
        assertThat(admin.getByRole(AriaRole.ALERT).getByText(said("au moins un centre"))).isVisible();
        admin.locator("#user_sites").getByText("77 CHU de Nantes").click();
        admin.locator("#admin_save").click();
        Locator link = admin.locator("#user_link_shown input");
        assertThat(link).hasValue(Pattern.compile(".*/choose-password#.{40,}"));
        String address = link.inputValue();
        admin.context().grantPermissions(List.of("clipboard-read", "clipboard-write"));
        admin.locator("#user_link_copy").click();
        assertThat(admin.locator("#user_link_copied")).hasText(said("Lien copié."));
        assertEquals(address, admin.evaluate("navigator.clipboard.readText()"));
        admin.locator("#user_link_close").click();
        assertThat(admin.locator("#admin_users").getByText(said("Mot de passe à choisir"))).isVisible();

        admin.locator(".admin-open", new Page.LocatorOptions().setHasText("lea.martin")).click();
        admin.locator("#user_duties").click();
        fill(admin, "duty_what", "BPC E6(R3)");
        admin.locator("#duty_save").click();
        assertThat(admin.getByRole(AriaRole.ALERT).getByText(said("depuis quel jour"))).isVisible();
        fill(admin, "duty_from", "05/01/2026");
        admin.locator("#duty_save").click();
        assertThat(admin.locator("#duty_save")).hasCount(0);
        admin.keyboard().press("Escape");
        assertThat(dialog(admin)).hasCount(0);
        Browser.go(admin, server.url() + "/admin/rights");
        assertThat(admin.locator("#rights_duties")).containsText("BPC E6(R3)");
        admin.locator("#rights_review").click();
        fill(admin, "rights_said", "Relu avec le promoteur");
        admin.locator("#rights_record").click();
        assertThat(admin.locator("#rights_last")).containsText("Relu avec le promoteur");

        Page lea = browser.open(address);
        fill(lea, "choose_password", "lea martin 2026");
        fill(lea, "choose_again", "lea martin 2026");
        lea.locator("#choose_do").click();
        assertThat(lea.getByText(said("Il contient votre nom")).first()).isVisible();
        fill(lea, "choose_password", PHRASE);
        lea.locator("#choose_do").click();
        assertThat(lea.getByText(said("Les deux ne sont pas les mêmes")).first()).isVisible();
        fill(lea, "choose_again", PHRASE);
        lea.locator("#choose_do").click();
        lea.locator("#choose_sign_in").click();
        Browser.signIn(lea, "lea.martin", PHRASE);
        assertThat(lea.locator("h1")).hasText(said("Accueil"));
        Browser.go(lea, server.url() + "/account");
        assertThat(lea.locator("#account_last")).containsText(said("première connexion"));
        assertThat(lea.locator("#sessions").getByText(said("celle-ci"))).isVisible();
        fill(lea, "present_password", PHRASE);
        fill(lea, "choose_password", PHRASE + " aussi");
        fill(lea, "choose_again", PHRASE + " aussi");
        lea.locator("#change_password").click();
        assertThat(lea.getByRole(AriaRole.STATUS).getByText(said("Votre mot de passe est changé"))).isVisible();
        Browser.signIn(lea, "lea.martin", PHRASE + " aussi");
        Browser.newPatient(server, lea);
        assertThat(browser.open(address).getByText(said("Ce lien a déjà servi"))).isVisible();

        // One's own account is read, not changed.
        Browser.go(admin, server.url() + "/admin/users?x");
        fill(admin, "search", "Julien Roche");
        assertThat(admin.locator(".admin-open:visible")).hasCount(1);
        admin.locator(".admin-open:visible").click();
        assertThat(dialog(admin)).containsText(said("Personne ne change ses propres droits"));
        assertThat(admin.locator("#user_deactivate")).hasCount(0);
        assertThat(admin.locator("#admin_save")).hasCount(0);
        admin.keyboard().press("Enter");
        assertThat(dialog(admin)).hasCount(0);
        Browser.go(admin, server.url() + "/admin/users?y");
        fill(admin, "search", "lea");
        assertThat(admin.locator(".admin-open:visible")).hasCount(1);
        admin.locator(".admin-open:visible").click();
        admin.locator("#user_deactivate").click();
        admin.locator("#admin_confirm").click();
        assertThat(admin.getByRole(AriaRole.ALERT).getByText(said("Donnez un motif"))).isVisible();
        fill(admin, "admin_reason", "A quitté le centre");
        admin.locator("#admin_confirm").click();
        assertThat(admin.locator("#admin_users").getByText(said("Désactivé le"))).isVisible();

        Browser.field(lea, "ref_physician").focus();
        Browser.type(lea, "Dr Trop Tard");
        lea.keyboard().press("Tab");
        Browser.waitState(lea, "failed");
        assertThat(lea.locator(".v-system-error")).isVisible();
        Page late = browser.open(server.url() + "/login");
        Browser.signIn(late, "lea.martin", PHRASE + " aussi");
        assertThat(late.getByText(said("Ce compte est désactivé"))).isVisible();
    }

    private void theDemoShowsASecondFactor(Server server) {
        Page page = browser.open(server.url() + "/login");
        assertThat(page.locator(".demo-accounts")).containsText(said("montre le second facteur"));
        AccessibilityIT.assertAccessible(page, Said.LANGUAGE);
        Browser.signIn(page, "monitor2", Browser.PASSWORD);
        assertThat(page.locator("#second_code")).isVisible();
        nothingIsReached(server, page);
        page.locator("#second_demo").click();
        page.locator("#second_do").click();
        assertThat(page.locator(".nav-link").first()).isVisible();
    }

    private void withASecondFactor(Server server) {
        Page page = browser.open(server.url() + "/patients");
        Browser.signIn(page, "statistician", Browser.PASSWORD);
        assertThat(page.locator("#factor_key")).isVisible();
        assertThat(page).hasURL(server.url() + "/second-step");
        nothingIsReached(server, page);

        page.navigate(server.url() + "/second-step");
        String key = page.locator("#factor_key").textContent();
        fill(page, "factor_first_code", "000 00");
        page.locator("#factor_confirm").click();
        assertThat(page.getByText(said("Ce code n’est pas juste")).first()).isVisible();
        AccessibilityIT.assertAccessible(page, Said.LANGUAGE);
        fill(page, "factor_first_code", code(key, 0));
        page.locator("#factor_confirm").click();
        assertThat(page.locator(".recovery-codes li")).hasCount(10);
        String recovery = page.locator(".recovery-codes li").first().textContent();
        AccessibilityIT.assertAccessible(page, Said.LANGUAGE);
        page.locator("#factor_codes_kept").click();
        assertThat(page).hasURL(server.url() + "/data/visit"); // what was asked for last
        assertThat(page.locator(".nav-link").first()).isVisible();

        Page again = browser.open(server.url() + "/login");
        Browser.signIn(again, "statistician", Browser.PASSWORD);
        assertThat(again.locator("#second_code")).isVisible();
        nothingIsReached(server, again);
        again.navigate(server.url() + "/second-step");
        type(again, code(key, 3));
        assertThat(again.getByText(said("l’horloge de votre téléphone est décalée")).first()).isVisible();
        AccessibilityIT.assertAccessible(again, Said.LANGUAGE);
        type(again, recovery);
        assertThat(again.locator(".nav-link").first()).isVisible();

        Browser.go(again, server.url() + "/account");
        assertThat(again.locator("#factor_state")).containsText(said("Codes de secours restants"));
        assertThat(again.locator("#factor_state")).containsText(": 9.");
        assertThat(again.locator("#factor_remove")).hasCount(0);
        again.locator("#factor_codes").click();
        fill(again, "proof_code", code(key, 1));
        again.locator("#proof_do").click();
        assertThat(again.locator(".recovery-codes li")).hasCount(10);
        AccessibilityIT.assertAccessible(again, Said.LANGUAGE);

        Page admin = browser.signIn(server, "admin");
        Browser.go(admin, server.url() + "/admin/users");
        admin.locator(".admin-open", new Page.LocatorOptions().setHasText("statistician")).click();
        admin.locator("#user_factor").click();
        fill(admin, "admin_reason", "Téléphone perdu");
        admin.locator("#admin_confirm").click();
        assertThat(dialog(admin)).hasCount(0);
        again.reload();
        assertThat(again).hasURL(Pattern.compile(".*/login.*"));
    }

    /** With an authenticator that Chromium makes up. */
    private void withAPasskey(Server server) {
        Page page = browser.signIn(server, "inv01");
        CDPSession device = page.context().newCDPSession(page);
        device.send("WebAuthn.enable");
        JsonObject options = new JsonObject();
        options.addProperty("protocol", "ctap2");
        options.addProperty("transport", "internal");
        options.addProperty("automaticPresenceSimulation", true);
        for (String able : List.of("hasResidentKey", "hasUserVerification", "isUserVerified")) {
            options.addProperty(able, true);
        }
        JsonObject made = new JsonObject();
        made.add("options", options);
        JsonObject verified = device.send("WebAuthn.addVirtualAuthenticator", made);
        verified.addProperty("isUserVerified", false);

        Browser.go(page, server.url() + "/account");
        page.locator("#passkey_add").click();
        assertThat(page.getByText(said("Donnez un nom à la clé"))).isVisible();
        fill(page, "passkey_label", "Mon téléphone");
        page.locator("#passkey_add").click();
        assertThat(page.locator(".own-passkeys li")).containsText(said(", ajoutée le"));
        fill(page, "passkey_label", "Encore une");
        page.locator("#passkey_add").click();
        assertThat(page.getByText(said("Cet appareil a déjà une clé d’accès"))).isVisible();
        AccessibilityIT.assertAccessible(page, Said.LANGUAGE);

        Browser.forget(page);
        page.navigate(server.url() + "/login");
        device.send("WebAuthn.setUserVerified", verified);
        page.locator("#login_passkey").click();
        assertThat(page.getByText(said("Aucune clé d’accès n’a été donnée"))).isVisible();
        AccessibilityIT.assertAccessible(page, Said.LANGUAGE);
        verified.addProperty("isUserVerified", true);
        device.send("WebAuthn.setUserVerified", verified);
        page.locator("#login_passkey").click();
        assertThat(page.locator("h1")).hasText(said("Accueil"));
        Browser.go(page, server.url() + "/account");
        assertThat(page.locator(".own-passkeys li")).containsText(said("utilisée le"));

        Browser.forget(page);
        page.navigate(server.url() + "/login");
        Browser.signIn(page, "inv01", Browser.PASSWORD);
        assertThat(page.locator("#second_passkey")).isVisible();
        assertThat(page.locator("#second_code")).hasCount(0);
        nothingIsReached(server, page);
        page.locator("#second_passkey").click();
        assertThat(page.locator(".nav-link").first()).isVisible();

        Browser.go(page, server.url() + "/patients/SIV-01-003");
        page.locator("#sign").click();
        page.locator("#sign_passkey").click();
        assertThat(page.locator("#casebook_state")).hasAttribute("data-value", "signed");

        page.clock().install();
        page.reload();
        assertThat(page.locator("#casebook_state")).isVisible();
        page.waitForResponse("**/idle", () -> page.clock().fastForward("30:10"));
        page.evaluate("window.kept = true");
        verified.addProperty("isUserVerified", false);
        device.send("WebAuthn.setUserVerified", verified);
        page.locator("#idle_passkey").click();
        assertThat(page.locator("#idle_over").getByText(said("Aucune clé d’accès n’a été donnée"))).isVisible();
        AccessibilityIT.assertAccessible(page, Said.LANGUAGE);
        verified.addProperty("isUserVerified", true);
        device.send("WebAuthn.setUserVerified", verified);
        page.locator("#idle_passkey").click();
        assertThat(page.locator("#idle_over")).hasCount(0);
        assertTrue((Boolean) page.evaluate("window.kept"), "without loading the page");
        page.reload();
        assertThat(page.locator("#casebook_state")).isVisible();

        page.navigate(server.url().replace("localhost", "127.0.0.1") + "/login");
        page.locator("#login_passkey").click();
        assertThat(page.getByText(said("Les clés d’accès appartiennent à une autre adresse"))).isVisible();
    }

    private void vouchedForByAProvider(Server server, int port) throws IOException, InterruptedException {
        Page page = browser.open(server.url() + "/patients");
        page.locator("#login_provider_hospital").click();
        assertThat(page.locator("#provider_trouble")).containsText(said("ne répond pas"));
        AccessibilityIT.assertAccessible(page, Said.LANGUAGE);
        page.navigate(server.url() + "/oauth2/authorization/hospital");
        assertThat(page.locator("#provider_trouble")).containsText(said("ne répond pas"));

        Page admin = browser.signIn(server, "admin");
        Browser.go(admin, server.url() + "/admin/users");
        for (String known : List.of("inv05", "statistician")) {
            admin.locator(".admin-open", new Page.LocatorOptions().setHasText(known)).click();
            fill(admin, "user_identity_hospital", "8" + known);
            admin.locator("#admin_save").click();
            assertThat(dialog(admin)).hasCount(0);
        }
        admin.locator(".admin-open", new Page.LocatorOptions().setHasText("inv01")).click();
        fill(admin, "user_identity_hospital", "8inv05");
        admin.locator("#admin_save").click();
        assertThat(admin.getByRole(AriaRole.ALERT).getByText(said("Un autre compte est déjà connu ainsi"))).isVisible();

        try (TestProvider provider = TestProvider.start(port, server.url())) {
            Map.of("somebody", "aucun compte actif", "nameless", "n’a pas transmis", "unsure", "au niveau demandé", "late", "trop ancienne")
                    .forEach((who, said) -> {
                        Page stranger = browser.open(server.url() + "/login");
                        throughTheProvider(stranger, who);
                        assertThat(stranger.locator("#provider_trouble")).containsText(said(said));
                        stranger.navigate(server.url() + "/patients");
                        assertThat(stranger).hasURL(Pattern.compile(".*/login"));
                    });

            page.navigate(server.url() + "/patients");
            throughTheProvider(page, "inv05");
            assertThat(page).hasURL(server.url() + "/patients");
            signsWithTheProvider(server, page);
            comesBackByTheProvider(page);

            Page second = browser.open(server.url() + "/login");
            throughTheProvider(second, "statistician");
            assertThat(second).hasURL(server.url() + "/second-step");
            assertThat(second.locator("#factor_confirm")).isVisible();
            nothingIsReached(server, second);
        }
    }

    private void sessionsAreEnded(Server server) {
        Page here = browser.signIn(server, "inv02");
        Page there = browser.signIn(server, "inv02");
        Browser.go(here, server.url() + "/account");
        Locator ends = here.locator("#sessions vaadin-button:visible");
        assertThat(ends).hasCount(1);
        ends.click();
        assertThat(ends).hasCount(0);
        isOut(there);
        List<Page> others = List.of(browser.signIn(server, "inv02"), browser.signIn(server, "inv02"));
        here.locator("#end_others").click();
        others.forEach(AdminIT::isOut);
        here.reload();
        assertThat(here.locator("#sessions").getByText(said("celle-ci"))).isVisible();

        Page admin = browser.signIn(server, "admin");
        Page somebody = browser.signIn(server, "inv03");
        Browser.go(admin, server.url() + "/admin/sessions");
        Locator end = admin.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(Pattern.compile(said("Fermer la session de") + ".*inv03")));
        end.click();
        assertThat(admin.locator("vaadin-confirm-dialog")).containsText("inv03");
        admin.locator("#end_confirm").click();
        assertThat(end).hasCount(0); // the dialog has gone before the session has
        isOut(somebody);
        Locator theirs = admin.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(said("Fermer la session de")));
        admin.locator("#end_others").click();
        admin.locator("#end_others_confirm").click();
        assertThat(theirs).hasCount(0);
        isOut(here);
        admin.reload();
        assertThat(admin.locator("#admin_sessions").getByText(said("celle-ci"))).isVisible();
    }

    private static void isOut(Page page) {
        page.reload();
        assertThat(page).hasURL(Pattern.compile(".*/login.*"));
    }

    /** @return the path behind which an administrator and a data manager who await a yes choose their passwords */
    private String aSecondPersonIsAwaited(Server server) {
        Page admin = browser.signIn(server, "admin");
        Browser.go(admin, server.url() + "/admin/users");
        String olga = made(admin, "olga", "Administrateur");
        String dana = made(admin, "dana", "Data manager");
        isAwaited(admin, "olga");
        assertThat(dialog(admin).getByText(said("Vous l’avez demandé vous-même"))).isVisible();
        assertThat(admin.locator("#user_approve")).hasCount(0);
        AccessibilityIT.assertAccessible(admin, Said.LANGUAGE);

        choose(server, olga);
        choose(server, dana);
        Page early = browser.open(server.url() + "/login");
        Browser.signIn(early, "olga", PHRASE);
        assertThat(early.getByText(said("Une seconde personne doit encore donner son accord"))).isVisible();
        return dana;
    }

    private static String made(Page admin, String username, String role) {
        admin.locator("#new_user").click();
        fill(admin, "user_name", username);
        fill(admin, "user_display_name", username + " Petit");
        admin.locator("#user_role").click();
        admin.locator("vaadin-select-item").getByText(said(role)).click();
        admin.locator("#admin_save").click();
        Locator link = admin.locator("#user_link_shown input");
        assertThat(link).hasValue(Pattern.compile(".*/choose-password#.{40,}"));
        String address = link.inputValue();
        admin.locator("#user_link_close").click();
        assertThat(dialog(admin)).hasCount(0);
        return address.replaceFirst("https?://[^/]+", "");
    }

    /** Opens the dialog of an account that awaits the yes of a second person. */
    private static void isAwaited(Page admin, String username) {
        fill(admin, "search", username);
        assertThat(admin.locator(".admin-open:visible")).hasCount(1);
        assertThat(admin.locator("#admin_users vaadin-grid-cell-content:visible", new Page.LocatorOptions()
                .setHasText(said("Attend l’accord d’une seconde personne")))).hasCount(1);
        admin.locator(".admin-open:visible").click();
    }

    private void choose(Server server, String path) {
        Page page = browser.open(server.url() + path);
        fill(page, "choose_password", PHRASE);
        fill(page, "choose_again", PHRASE);
        page.locator("#choose_do").click();
        assertThat(page.getByText(said("Une seconde personne doit encore donner son accord"))).isVisible();
    }

    private void theSecondPersonSaysYes(Server server, String path) {
        Page dana = browser.open(server.url() + path);
        assertThat(dana.getByText(said("Ce lien a déjà servi"))).isVisible();
        Page olga = browser.open(server.url() + "/login");
        Browser.signIn(olga, "olga", PHRASE);
        assertThat(olga.locator("h1")).isVisible();
        Browser.go(olga, server.url() + "/admin/users");
        isAwaited(olga, "dana");
        olga.locator("#user_approve").click();
        fill(olga, "admin_reason", "Vue avec le promoteur");
        olga.locator("#admin_confirm").click();
        assertThat(dialog(olga)).hasCount(0);
        dana.navigate(server.url() + "/login");
        Browser.signIn(dana, "dana", PHRASE);
        assertThat(dana.locator("h1")).hasText(said("Accueil"));
        Browser.go(olga, server.url() + "/admin/log?act=account_approved");
        assertThat(olga.locator("#admin_log").getByText("operator").first()).isVisible();
        assertThat(olga.locator("#admin_log").getByText("Vue avec le promoteur")).isVisible();
    }

    private static void throughTheProvider(Page page, String who) {
        page.locator("#login_provider_hospital").click();
        showTheProvider(page, who);
    }

    private static void showTheProvider(Page page, String who) {
        page.locator("#username").fill(who); // of the provider’s page
        page.locator("#password").fill(TestProvider.PASSWORD);
        page.locator("#password").press("Enter");
    }

    private static void signsWithTheProvider(Server server, Page page) {
        Browser.go(page, server.url() + "/patients/SIV-05-001");
        page.locator("#sign").click();
        Page window = page.waitForPopup(() -> page.locator("#sign_provider").click());
        window.locator("#username").waitFor();
        window.close();
        assertThat(page.getByText(said("n’a pas confirmé que c’est vous")).first()).isVisible();
        page.locator("#sign").click();
        Page other = page.waitForPopup(() -> page.locator("#sign_provider").click());
        showTheProvider(other, "somebody");
        assertThat(other.locator("#provider_said")).containsText(said("aucun compte actif"));
        other.close();
        page.locator("#sign").click();
        Page again = page.waitForPopup(() -> page.locator("#sign_provider").click());
        showTheProvider(again, "inv05");
        assertThat(page.locator("#casebook_state")).hasAttribute("data-value", "signed");
    }

    private static void comesBackByTheProvider(Page page) {
        page.clock().install();
        page.reload();
        assertThat(page.locator("#casebook_state")).isVisible();
        page.waitForResponse("**/idle", () -> page.clock().fastForward("30:10"));
        page.evaluate("window.kept = true");
        AccessibilityIT.assertAccessible(page, Said.LANGUAGE);
        Page window = page.waitForPopup(() -> page.locator("#idle_provider").click());
        showTheProvider(window, "somebody");
        assertThat(window.locator("body")).containsText(said("aucun compte actif"));
        window.close();
        assertThat(page.locator("#idle_over")).containsText(said("n’a pas confirmé que c’est vous"));
        Page again = page.waitForPopup(() -> page.locator("#idle_provider").click());
        showTheProvider(again, "inv05");
        assertThat(page.locator("#idle_over")).hasCount(0);
        assertTrue((Boolean) page.evaluate("window.kept"), "without loading the page");
        page.reload();
        assertThat(page.locator("#casebook_state")).isVisible();

        page.route("**/idle", Route::abort); // the server does not hear that the page is covered
        page.clock().fastForward("30:10");
        Page nothing = page.waitForPopup(() -> page.locator("#idle_provider").click());
        nothing.locator("#username").waitFor();
        nothing.close();
        assertThat(page.locator("#idle_over")).containsText(said("n’a pas confirmé que c’est vous"));
        page.unroute("**/idle");
    }

    /** Neither by an address, nor by going on inside the page, nor by what the page itself sends. */
    private static void nothingIsReached(Server server, Page page) {
        for (String address : List.of("/", "/patients", "/account", "/data/visit")) {
            page.evaluate("to => { history.pushState({}, '', to); dispatchEvent(new PopStateEvent('popstate', { state: {} })); }", address);
            assertThat(page.locator("input[name=password]")).isVisible();
            assertThat(page.locator(".nav-link")).hasCount(0);
            page.navigate(server.url() + address);
            assertThat(page).hasURL(Pattern.compile(".*/login"));
            page.navigate(server.url() + "/second-step");
            assertThat(page.locator("#second_do, #factor_confirm, #second_passkey").first()).isVisible();
        }
        assertEquals("401", page.evaluate("""
                async () => { const a = await fetch('/left/1', { method: 'POST', redirect: 'manual' }); return String(a.status); }"""));
    }

    private static void type(Page page, String code) {
        page.locator("#second_code input").fill(code);
        page.locator("#second_code input").press("Enter");
    }

    /** What an authenticator with this key shows, so many half minutes on. */
    private static String code(String key, int stepsOn) {
        try {
            StringBuilder digits = new StringBuilder("1"); // keeps what is zero in front
            key.replace(" ", "").chars().map("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"::indexOf)
                    .forEach(digit -> digits.append(Character.forDigit(digit, 32)));
            byte[] seed = new BigInteger(digits.toString(), 32).toByteArray();
            return new TimeBasedOneTimePasswordGenerator().generateOneTimePasswordString(
                    new SecretKeySpec(seed, 1, seed.length - 1, "HmacSHA1"), Instant.now().plusSeconds(30L * stepsOn));
        } catch (InvalidKeyException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static Locator dialog(Page page) {
        return page.locator("vaadin-dialog[opened]");
    }

    private static void fill(Page page, String id, String text) {
        page.locator("#" + id + " input").last().fill(text);
        page.locator("#" + id + " input").last().press("Tab");
    }
}
