package org.sivig.ecrf.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Dialog;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.FormData;
import com.microsoft.playwright.options.RequestOptions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the page says about saving is true, whatever becomes of the line, the page and the tab. */
class SavingIT {

    @RegisterExtension
    final Browser browser = new Browser();

    private final Server server = DemoServer.running();
    private Page page;
    private String number;

    private void open(String form) {
        page = browser.signIn(server, "inv01");
        number = Browser.newPatient(server, page, form);
        Browser.settled(page);
    }

    private Locator offer() {
        return page.locator("#left_behind");
    }

    private static void go(Page page, String form) {
        page.locator(".sections a[href$='/" + form + "']").click();
        page.waitForURL(Pattern.compile(".*/" + form + "(\\?.*)?"));
        Browser.settled(page);
    }

    // --- what is stored nowhere --------------------------------------------------------------------------------------

    @Test
    void anAnswerThatIsNotStoredIsToldOnEveryPageWithALinkUntilItIsSettled() throws SQLException {
        open("diagnosis");
        Browser.answer(page, "first_nonrp_year", "20111");
        Browser.waitState(page, "failed");
        Browser.answer(page, "raynaud_year", "1998");
        assertThat(Browser.item(page, "raynaud_year")).hasAttribute("data-seen", "1998");
        Browser.waitState(page, "failed");
        assertThat(Browser.status(page)).hasCSS("color", (String) page.evaluate("""
                () => {
                  const probe = document.createElement('i');
                  probe.style.color = 'var(--err)';
                  document.body.append(probe);
                  const color = getComputedStyle(probe).color;
                  probe.remove();
                  return color;
                }"""));

        go(page, "eligibility");
        Browser.choose(page, "acr_prox", "0");
        assertThat(Browser.item(page, "acr_prox")).hasAttribute("data-seen", "0");
        Browser.waitState(page, "failed");
        page.reload();
        Browser.waitState(page, "failed");
        page.locator(".bar a[href='patients']").click();
        assertThat(page.locator("#unsaved_elsewhere a")).containsText(number);

        page.locator("#unsaved_elsewhere a").click();
        assertThat(Browser.field(page, "first_nonrp_year")).isFocused();
        assertThat(Browser.field(page, "first_nonrp_year")).hasValue("20111");
        assertThat(page.locator("#unsaved_elsewhere")).isHidden();
        Browser.waitState(page, "failed");
        Browser.answer(page, "first_nonrp_year", "2011");
        Browser.waitSaved(page);
        assertThat(stored("diagnosis", "first_nonrp_year")).isEqualTo("2011");
        go(page, "eligibility");
        Browser.waitState(page, Pattern.compile("saved|idle"));
    }

    /** Its field is asked no longer: there is nowhere to correct it. */
    @Test
    void whatWasRefusedAndIsAskedNoLongerCanBePutAside() {
        open("diagnosis");
        Browser.choose(page, "ana", "1");
        Browser.answer(page, "ana_titer", "beaucoup");
        Browser.waitState(page, "failed");
        Browser.choose(page, "ana", "0");
        assertThat(Browser.field(page, "ana_titer")).isHidden();
        assertThat(page.locator("#save_status")).containsText("beaucoup");
        page.locator("#save_status button").click();
        Browser.waitSaved(page);
        page.reload();
        assertThat(page.locator("[data-item=ana]")).isVisible();
        assertThat(page.locator("#save_status")).not().containsText("beaucoup");
    }

    @Test
    void whoCompletesAFormGoesFirstToWhatIsNotStored() {
        open("diagnosis");
        Browser.answer(page, "first_nonrp_year", "2005");
        Browser.waitSaved(page);
        Browser.answer(page, "raynaud_year", "printemps");
        Browser.waitState(page, "failed");
        page.locator("#complete_form").click();
        assertThat(Browser.field(page, "raynaud_year")).isFocused();
        assertThat(page.locator("#key_note")).containsText("à corriger avant de terminer");
        assertThat(page.locator("#obstacles")).hasCount(0);
        Browser.answer(page, "raynaud_year", "2003");
        Browser.waitSaved(page);
        page.locator("#complete_form").click();
        assertThat(page.locator("#obstacles")).isVisible();
    }

    @Test
    void failuresAreSaidAloudAndSavesAreNot() {
        open("diagnosis");
        Locator said = page.locator("#save_said");
        assertThat(said).hasAttribute("role", "alert");
        Browser.answer(page, "raynaud_year", "1998");
        Browser.waitSaved(page);
        assertThat(said).isEmpty();
        Browser.answer(page, "first_nonrp_year", "20111");
        assertThat(said).containsText("Non enregistré");
        Browser.answer(page, "first_nonrp_year", "2011");
        assertThat(said).containsText("Enregistré");
    }

    // --- going back and forth -----------------------------------------------------------------------------------------

    @Test
    void backAndForwardWhileTypingSaveWhatIsTypedAndSaySo() throws SQLException {
        open("identification");
        go(page, "diagnosis");
        Browser.field(page, "raynaud_year").focus();
        Browser.type(page, "1998");
        page.goBack();
        page.waitForURL(Pattern.compile(".*/identification"));
        Browser.waitState(page, Pattern.compile("saved|idle"));
        awaitStored("diagnosis", "raynaud_year", "1998");
        page.goForward();
        page.waitForURL(Pattern.compile(".*/diagnosis"));
        Browser.assertShows(page, "raynaud_year", "1998");
        Browser.waitState(page, Pattern.compile("saved|idle"));
    }

    @Test
    void backOutOfTheCasebookWhileTypingSavesWhatIsTyped() throws SQLException {
        open("identification");
        Browser.field(page, "ref_physician").focus();
        Browser.type(page, "Dr Parti");
        page.locator(".bar a[href='patients']").focus();
        Browser.field(page, "ref_physician").focus();
        Browser.type(page, "Dr Parti loin");
        page.evaluate("history.go(-1)");
        page.waitForURL(Pattern.compile(".*/patients"));
        awaitStored("identification", "ref_physician", "Dr Parti loin");
        assertThat(page.locator("#unsaved_elsewhere")).isHidden();
    }

    /** Once the server is away, once it says to come again. */
    @Test
    void whatCouldNotBeSentPastThePageIsSentAgainByItself() throws SQLException {
        open("identification");
        AtomicInteger times = new AtomicInteger();
        page.route(url -> url.contains("/left/"), route -> {
            switch (times.incrementAndGet()) {
                case 1 -> route.abort();
                case 2 -> route.fulfill(new Route.FulfillOptions().setStatus(503));
                default -> route.resume();
            }
        });
        Browser.field(page, "ref_physician").focus();
        Browser.type(page, "Dr Patient");
        page.goBack();
        page.waitForURL(Pattern.compile(".*/patients"));
        assertThat(page.locator("#unsaved_elsewhere a")).containsText(number);
        awaitStored("identification", "ref_physician", "Dr Patient");
        assertThat(page.locator("#unsaved_elsewhere")).isHidden();
        assertThat(times).hasValue(3);
    }

    /** The server hears what is typed, and the page does not hear from it. */
    private static void deafen(Page page) {
        page.route(url -> url.contains("v-r=uidl"), route -> {
            if (String.valueOf(route.request().postData()).contains("\"templateEventMethodName\":\"typed\"")) {
                route.fetch();
            } else {
                route.resume();
            }
        });
    }

    @Test
    void whatIsTypedOverOnesOwnAnswerIsStoredWhenTheTabCloses() throws SQLException {
        open("identification");
        deafen(page);
        Browser.answer(page, "ref_physician", "Dr Un");
        awaitStored("identification", "ref_physician", "Dr Un");
        Browser.answer(page, "ref_physician", "Dr Deux");
        Browser.answer(page, "ref_physician", "Dr Trois");
        page.onDialog(Dialog::accept);
        close();
        awaitStored("identification", "ref_physician", "Dr Trois");
    }

    @Test
    void whatIsTypedOverOnesOwnAnswerIsStoredWhenThePageIsLoadedAgain() throws SQLException {
        open("identification");
        page.route(url -> url.contains("/left/"), Route::abort);
        deafen(page);
        Browser.answer(page, "ref_physician", "Dr Un");
        awaitStored("identification", "ref_physician", "Dr Un");
        Browser.answer(page, "ref_physician", "Dr Deux");
        page.waitForFunction("Object.keys(localStorage).some(key => key.startsWith('sivig-journal'))");
        page.onDialog(Dialog::accept);
        page.reload();
        awaitStored("identification", "ref_physician", "Dr Deux");
        Browser.waitState(page, Pattern.compile("saved|idle"));
        assertThat(Browser.note(page, "ref_physician")).isEmpty();
    }

    @Test
    void aFieldThatIsTypedThreeTimesWhileTheServerIsSilentIsSavedOnce() throws SQLException {
        open("identification");
        HeldRequests held = new HeldRequests();
        held.hold(page);
        for (String text : List.of("Dr Un", "Dr Deux", "Dr Un", "Dr Trois")) {
            Browser.answer(page, "ref_physician", text);
        }
        Browser.waitState(page, "saving");
        held.letGo(page);
        Browser.waitSaved(page);
        assertThat(stored("identification", "ref_physician")).isEqualTo("Dr Trois");
    }

    // --- the line ----------------------------------------------------------------------------------------------------

    @Test
    void aLostLineIsToldAtOnceAlsoWhenNothingIsOnItsWay() throws SQLException {
        open("identification");
        page.context().setOffline(true);
        Browser.waitState(page, "failed");
        assertThat(Browser.status(page)).containsText("Connexion perdue. Le texte est gardé");
        Browser.answer(page, "ref_physician", "Dr Tunnel");
        assertThat(Browser.status(page)).containsText("Connexion perdue. Le texte est gardé");
        page.context().setOffline(false);
        Browser.waitSaved(page);
        assertThat(stored("identification", "ref_physician")).isEqualTo("Dr Tunnel");
    }

    // --- a tab is closed ----------------------------------------------------------------------------------------------

    @Test
    void closingATabAsksFirstAndSendsWhatWasTypedLast() throws SQLException {
        open("identification");
        Browser.field(page, "ref_physician").focus();
        Browser.type(page, "Dr Dernier");
        List<String> asked = new ArrayList<>();
        page.onDialog(dialog -> {
            asked.add(dialog.type());
            dialog.accept();
        });
        close();
        assertThat(asked).containsExactly("beforeunload");
        awaitStored("identification", "ref_physician", "Dr Dernier");
    }

    @Test
    void aTabThatIsClosedRightAfterALeftFieldHasSentIt() throws SQLException {
        open("identification");
        page.route(url -> url.contains("v-r=uidl"), route -> { });
        Browser.answer(page, "ref_physician", "Dr Pressé");
        close();
        awaitStored("identification", "ref_physician", "Dr Pressé");
    }

    @Test
    void aTabWithNothingUnsavedClosesWithoutAQuestion() {
        open("identification");
        Browser.answer(page, "ref_physician", "Dr Calme");
        Browser.waitSaved(page);
        List<String> asked = new ArrayList<>();
        page.onDialog(dialog -> {
            asked.add(dialog.type());
            dialog.accept();
        });
        close();
        assertThat(asked).isEmpty();
    }

    private void close() {
        page.waitForClose(() -> {
            try {
                page.close(new Page.CloseOptions().setRunBeforeUnload(true));
            } catch (PlaywrightException closedBeforeItAnswered) {
                if (!page.isClosed()) {
                    throw closedBeforeItAnswered;
                }
            }
        });
    }

    /** Loads the page anew: what is open is of a session that is over. */
    private void load(String form) {
        page.navigate(server.url() + "/patients/" + number + "/" + form);
        assertThat(page.locator(".form")).isVisible();
    }

    @Test
    void whatAClosedTabCouldNotSendIsOfferedToTheSameUserOnly() throws SQLException {
        open("identification");
        BrowserContext profile = page.context();
        Page closing = page;
        profile.route(url -> url.contains("v-r=uidl") || url.contains("/left/"), Route::abort);
        Browser.answer(page, "last_name3", "XYZ");
        Browser.field(page, "ref_physician").focus();
        Browser.type(page, "Dr Resté");
        page.waitForFunction("Object.keys(localStorage).some(key => key.startsWith('sivig-journal'))");
        page = profile.newPage();
        page.navigate(server.url() + "/patients");
        assertThat(page.evaluate("JSON.stringify({...sessionStorage, ...localStorage})").toString())
                .doesNotContain("XYZ", "Resté", "identification");
        profile.clearCookies(); // the session is over before what is left can be sent
        closing.close();
        profile.unrouteAll();
        assertThat(stored("identification", "ref_physician")).isNull();

        Browser.signIn(profile, server, "monitor");
        load("identification");
        Browser.settled(page);
        assertThat(offer()).hasCount(0);
        assertThat(page.locator("body")).not().containsText("Resté");

        profile.clearCookies();
        Browser.signIn(profile, server, "inv01");
        load("identification");
        assertThat(offer()).containsText("XYZ");
        assertThat(offer()).containsText("Dr Resté");
        page.locator("#take_left").click();
        Browser.assertShows(page, "ref_physician", "Dr Resté");
        Browser.waitSaved(page);
        assertThat(stored("identification", "ref_physician")).isEqualTo("Dr Resté");
        page.reload();
        Browser.assertShows(page, "last_name3", "XYZ");
        assertThat(offer()).hasCount(0);
    }

    @Test
    void whatAClosedTabHasLeftAndIsStoredMeanwhileIsNotOffered() throws SQLException {
        open("identification");
        BrowserContext profile = page.context();
        page.route(url -> url.contains("v-r=uidl"), Route::abort);
        Browser.choose(page, "sex", "F"); // one key: the sealed copy is of all that was typed
        page.waitForFunction("number => Object.keys(localStorage).some(key => key.startsWith('sivig-journal') && key.endsWith(number))", number);
        page.close();
        awaitStored("identification", "sex", "F");
        page = profile.newPage();
        Browser.openForm(server, page, number, "identification");
        page.waitForFunction("number => !Object.keys(localStorage).some(key => key.startsWith('sivig-journal') && key.endsWith(number))", number);
        assertThat(offer()).hasCount(0);
        Browser.assertShows(page, "sex", "F");
    }

    @Test
    void whatATabHasLeftThatClosesMeanwhileIsOffered() throws SQLException {
        open("identification");
        Page first = page;
        page = page.context().newPage();
        load("identification");
        Browser.settled(page);
        page.context().route(url -> url.contains("/left/"), Route::abort);
        page.route(url -> url.contains("v-r=uidl"), Route::abort);
        Browser.choose(page, "sex", "F");
        page.waitForFunction("Object.keys(localStorage).some(key => key.startsWith('sivig-journal'))");
        first.reload(); // the other tab is still there
        Browser.settled(first);
        assertThat(first.locator("#left_behind")).hasCount(0);
        page.close();
        page = first;
        assertThat(offer()).isVisible();
        page.context().unrouteAll();
        page.locator("#take_left").click();
        Browser.assertShows(page, "sex", "F");
        awaitStored("identification", "sex", "F");
    }

    /** The server had made the page of the section before that was stored, and the browser shows it afterwards. */
    @Test
    void whatIsStoredPastAPageThatIsBeingOpenedIsShownThere() throws SQLException {
        open("diagnosis");
        List<Route> past = new ArrayList<>();
        page.route(url -> url.contains("v-r=uidl"), route -> {
            if (route.request().frame().url().endsWith("/diagnosis")) {
                route.abort();
            } else {
                route.resume();
            }
        });
        page.route(url -> url.contains("/left/"), route -> {
            if (route.request().resourceType().equals("ping")) { // from the page that closes
                route.abort();
            } else {
                past.add(route);
            }
        });
        Browser.choose(page, "ssc_type", "2");
        page.waitForFunction("Object.keys(localStorage).some(key => key.startsWith('sivig-journal'))");
        load("identification");
        page.waitForCondition(() -> past.size() == 1);
        Browser.settled(page);

        Map<Route, APIResponse> made = new LinkedHashMap<>();
        page.route(url -> url.contains("v-r=uidl"), route -> made.put(route, route.fetch()));
        page.locator(".sections a[href$='/diagnosis']").click();
        page.waitForCondition(() -> made.size() == 1);
        page.waitForResponse(response -> response.url().contains("/left/"), past.getFirst()::resume);
        awaitStored("diagnosis", "ssc_type", "2");
        page.route(url -> url.contains("v-r=uidl"), Route::resume);
        made.forEach((route, response) -> route.fulfill(new Route.FulfillOptions().setResponse(response)));
        Browser.assertShows(page, "ssc_type", "2");
    }

    @Test
    void twoTabsOfOnePatientKeepWhatIsTypedApart() {
        open("identification");
        Browser.field(page, "ref_physician").focus();
        Browser.type(page, "Dr Premier");
        Page second = page.context().newPage();
        Browser.openForm(server, second, number, "identification");
        Browser.settled(second);
        assertThat(second.locator("#left_behind")).hasCount(0);
        Browser.assertShows(second, "ref_physician", "");
        Browser.field(second, "last_name3").focus();
        Browser.type(second, "ABC");
        page.reload();
        Browser.assertShows(page, "ref_physician", "Dr Premier");
        Browser.assertShows(page, "last_name3", "");
        Browser.waitState(second, "idle");
        Browser.assertShows(second, "last_name3", "ABC");
    }

    // --- the way past the page ---------------------------------------------------------------------------------------

    @Test
    void whatIsSentPastThePageIsRefusedAsEverythingElse() throws SQLException {
        open("identification");
        String token = page.locator("meta[name=_csrf]").getAttribute("content");
        assertThat(send(page, token, "ref_physician", "", "Dr Direct").text()).isEqualTo("[\"ref_physician\"]");
        assertThat(stored("identification", "ref_physician")).isEqualTo("Dr Direct");
        assertThat(send(page, token, "ref_physician", "", "Dr Autre").text()).isEqualTo("[]"); // it is not what was seen
        assertThat(send(page, token, "birth_date", "", "30/02/1950").text()).isEqualTo("[]");
        assertThat(send(page, token, "no_such_item", "", "1").status()).isEqualTo(400);
        assertThat(send(page, "", "ref_physician", "Dr Direct", "Dr Volé").status()).isEqualTo(403);
        Page monitor = browser.signIn(server, "monitor");
        APIResponse seen = send(monitor, monitor.locator("meta[name=_csrf]").getAttribute("content"), "ref_physician",
                "Dr Direct", "Dr Moniteur");
        assertThat(seen.text()).isEqualTo("[]");
        Page elsewhere = browser.signIn(server, "inv02");
        assertThat(send(elsewhere, elsewhere.locator("meta[name=_csrf]").getAttribute("content"), "ref_physician",
                "Dr Direct", "Dr Ailleurs").status()).isEqualTo(403);
        page.context().clearCookies();
        APIResponse nobody = send(page, token, "ref_physician", "Dr Direct", "Dr Personne");
        assertThat(nobody.status()).isEqualTo(401);
        assertThat(nobody.headers()).doesNotContainKey("set-cookie");
        assertThat(stored("identification", "ref_physician")).isEqualTo("Dr Direct");
    }

    private APIResponse send(Page page, String token, String item, String seen, String typed) {
        return page.request().post(server.url() + "/left/" + number, RequestOptions.create().setMaxRedirects(0)
                .setForm(FormData.create().set("_csrf", token).set("look", "false").set("language", "fr").set("typed",
                        "[{\"item\":\"%s\",\"seen\":\"%s\",\"typed\":\"%s\"}]".formatted(item, seen, typed))));
    }

    // --- a server that fails -----------------------------------------------------------------------------------------

    @Test
    void whileSomebodyElseHoldsThePatientAnswersWaitAndAreSavedInTheOrderInWhichTheyWereTyped() throws SQLException {
        open("diagnosis");
        try (Connection database = DemoServer.H2.database()) {
            database.setAutoCommit(false);
            try (PreparedStatement hold = database.prepareStatement("select id from patient where number = ? for update")) {
                hold.setString(1, number);
                hold.executeQuery();
            }
            Browser.answer(page, "raynaud_year", "1998");
            assertThat(Browser.status(page)).containsText("Quelqu’un est en train d’écrire dans ce dossier (incident ");
            Browser.answer(page, "dx_date", "03/2011");
            Browser.answer(page, "first_nonrp_year", "2001");
            Browser.answer(page, "raynaud_year", "1999");
            Browser.waitState(page, "failed");
            database.rollback();
        }
        Browser.waitSaved(page);
        List<String> last = List.of("dx_date=2011-03", "first_nonrp_year=2001", "raynaud_year=1999");
        assertThat(changes("diagnosis")).as("with the first answer, if it was being tried in that moment").isIn(last,
                Stream.concat(Stream.of("raynaud_year=1998"), last.stream()).toList());
    }

    @Test
    void aFieldThatWasTypedSeveralTimesWhileNothingCouldBeStoredIsCalledSavedInTheEnd() throws SQLException {
        open("diagnosis");
        try (Connection database = DemoServer.H2.database()) {
            database.setAutoCommit(false);
            try (PreparedStatement hold = database.prepareStatement("select id from patient where number = ? for update")) {
                hold.setString(1, number);
                hold.executeQuery();
            }
            for (String year : List.of("1971", "1972", "1973")) {
                Browser.answer(page, "raynaud_year", year);
            }
            Browser.waitState(page, "failed");
            database.rollback();
        }
        Browser.waitSaved(page);
        assertThat(stored("diagnosis", "raynaud_year")).isEqualTo("1973");
    }

    @Test
    void whatTheServerCannotSaveIsSaidAtTheFieldWithTheNumberInTheLogAndWaitsForTheUser() throws SQLException {
        open("diagnosis");
        whileNobodyCanStore("diagnosis", "raynaud_year", "1997", () -> {
            Browser.answer(page, "raynaud_year", "1997");
            Locator note = Browser.item(page, "raynaud_year").locator(".notes .err");
            assertThat(note).containsText(Pattern.compile("incident [0-9a-f]{8}"));
            assertThat(note).hasAttribute("role", "alert");
            Browser.assertShows(page, "raynaud_year", "1997");
            Browser.waitState(page, "failed");
            String said = note.textContent().replaceFirst("(?s).*incident ([0-9a-f]{8}).*", "$1");
            assertThat(server.log()).contains("Incident " + said).contains("Casebooks.save(Casebooks.java:");

            Browser.answer(page, "dx_date", "03/2011"); // nothing else waits for it
            assertThat(Browser.item(page, "dx_date")).hasAttribute("data-seen", "2011-03");
            assertThat(note).containsText(said);
            assertThat(Browser.status(page)).containsText(said);
        });
        assertThat(stored("diagnosis", "raynaud_year")).isNull();
        assertThat(server.log().split("Saving an answer of " + number, -1)).as("tried once").hasSize(2);
        Browser.item(page, "raynaud_year").locator(".notes .err button").click();
        Browser.waitSaved(page);
        assertThat(stored("diagnosis", "raynaud_year")).isEqualTo("1997");
    }

    @Test
    void whatCouldNotBeUndoneCanBeUndoneLater() throws SQLException {
        open("visit");
        for (String answer : List.of("21", "20")) {
            Browser.answer(page, "mrss_m3", answer);
            Browser.waitSaved(page);
        }
        Browser.field(page, "mrss_m3").focus();
        whileNobodyCanStore("visit", "mrss", "21", () -> {
            page.keyboard().press("Control+z");
            assertThat(page.locator("vaadin-notification-card").filter(new Locator.FilterOptions().setHasText(
                    Pattern.compile("incident [0-9a-f]{8}")))).isVisible();
            Browser.assertShows(page, "mrss_m3", "20");
        });
        page.keyboard().press("Control+z");
        Browser.assertShows(page, "mrss_m3", "21");
    }

    @Test
    void whatCanNeverBeUndoneDoesNotStandInTheWayOfWhatCanBe() {
        open("visit");
        for (String cell : List.of("hb_m3", "mrss_m3")) {
            Browser.answer(page, cell, "12");
            Browser.waitSaved(page);
        }
        Page other = browser.signIn(server, "inv01");
        Browser.openForm(server, other, number, "visit");
        Browser.answer(other, "mrss_m3", "15");
        Browser.waitSaved(other);
        Browser.field(page, "hb_m3").focus();
        page.keyboard().press("Control+z");
        Browser.assertShows(page, "mrss_m3", "15");
        Browser.assertShows(page, "hb_m3", "12");
        page.keyboard().press("Control+z");
        Browser.assertShows(page, "hb_m3", "");
        Browser.assertShows(page, "mrss_m3", "15");
    }

    /** The database refuses this value of this patient meanwhile, as nobody has foreseen. */
    private void whileNobodyCanStore(String form, String item, String value, Runnable act) throws SQLException {
        try (Connection database = DemoServer.H2.database(); Statement fault = database.createStatement()) {
            ResultSet patient = fault.executeQuery("select id from patient where number = '" + number + "'");
            patient.next();
            fault.execute("alter table %1$s add constraint fault check (patient_id <> %2$d or %3$s is null or %3$s <> %4$s)"
                    .formatted(form, patient.getLong(1), item, value));
            try {
                act.run();
            } finally {
                fault.execute("alter table " + form + " drop constraint fault");
            }
        }
    }

    /** What was changed of this patient in a form, in order. */
    private List<String> changes(String form) throws SQLException {
        try (Connection database = DemoServer.H2.database(); PreparedStatement query = database.prepareStatement(
                "select item, new_value from audit_record where form = ? and act is null and patient_id ="
                        + " (select id from patient where number = ?) order by seq")) {
            query.setString(1, form);
            query.setString(2, number);
            ResultSet row = query.executeQuery();
            List<String> changes = new ArrayList<>();
            while (row.next()) {
                changes.add(row.getString(1) + "=" + row.getString(2));
            }
            return changes;
        }
    }

    // --- when it was typed -------------------------------------------------------------------------------------------

    @Test
    void whatIsStoredLongAfterItWasTypedKeepsThatTime() throws SQLException {
        open("diagnosis");
        Instant typed = Instant.now().minus(Duration.ofMinutes(20)).truncatedTo(ChronoUnit.MILLIS);
        page.clock().setFixedTime(typed.toEpochMilli());
        Browser.answer(page, "dx_date", "2011");
        Browser.settled(page);
        try (Connection database = DemoServer.H2.database(); PreparedStatement query = database.prepareStatement(
                "select typed_at from audit_record where item = 'dx_date' and patient_id = (select id from patient where number = ?)")) {
            query.setString(1, number);
            ResultSet row = query.executeQuery();
            assertThat(row.next()).isTrue();
            assertThat(row.getObject(1, OffsetDateTime.class).toInstant()).isBetween(typed.minusSeconds(30), typed.plusSeconds(30));
        }
        Browser.item(page, "dx_date").locator("[data-history]").click();
        assertThat(page.locator(".history-table")).containsText("saisi le");
    }

    // --- the database ------------------------------------------------------------------------------------------------

    /** What is sent while a page goes arrives a little later. */
    private void awaitStored(String form, String column, String value) throws SQLException {
        Page witness = browser.signIn(server, "inv01");
        witness.waitForCondition(() -> {
            try {
                return value.equals(stored(form, column));
            } catch (SQLException unreadable) {
                throw new IllegalStateException(unreadable);
            }
        });
    }

    private @Nullable String stored(String form, String column) throws SQLException {
        try (Connection database = DemoServer.H2.database(); PreparedStatement query = database.prepareStatement("select "
                + column + " from " + form + " where patient_id = (select id from patient where number = ?)")) {
            query.setString(1, number);
            ResultSet row = query.executeQuery();
            return row.next() ? row.getString(1) : null;
        }
    }
}
