package org.sivig.ecrf.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.sivig.ecrf.browser.Said.said;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.LocatorAssertions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sivig.ecrf.study.Section;
import org.sivig.ecrf.study.Study;

/**
 * What goes wrong at a desk: odd and hostile texts, two people at once, lost sessions and lines, pages left too early.
 * Nothing that was typed is lost, nothing is shown to whom it is not for, and the page says what is stored.
 */
class BadInputIT {

    /** Finding the line again takes as long as the pause between two tries. */
    private static final double RECONNECTED = 30_000;

    @RegisterExtension
    final Browser browser = new Browser();

    private final Server server = DemoServer.running();

    // --- who may see what -------------------------------------------------------------------------------------------

    @ParameterizedTest
    @CsvSource({"inv01, sivig-demo-2014", "nobody, Sivig-demo-2014"})
    void aWrongPasswordAndAnUnknownAccountAreRefusedAlike(String user, String password) {
        Page page = browser.open(server.url() + "/login");
        Browser.signIn(page, user, password);
        assertThat(page.getByText("Identifiant ou mot de passe incorrect")).isVisible();
        page.navigate(server.url() + "/patients/SIV-01-001");
        assertThat(page).hasURL(Pattern.compile(".*/login"));
    }

    @Test
    void aPatientOfAnotherSiteAndAnUnknownNumberLookTheSame() {
        Page page = browser.signIn(server, "inv02");
        List<String> said = new ArrayList<>();
        for (String address : List.of("SIV-01-001", "SIV-77-777", "SIV-01-001/identification", "nonsense")) {
            page.navigate(server.url() + "/patients/" + address);
            assertThat(page.locator("h1")).hasText("Patient introuvable");
            assertThat(page.locator("[data-item]")).hasCount(0);
            assertThat(page.locator(".sections")).not().isVisible();
            assertThat(page.locator("#acr_score")).not().isVisible();
            said.add(page.locator("main").innerText());
        }
        assertThat(said.stream().distinct()).hasSize(1);
    }

    /** What of a page can be typed into or ticked, and what tells how to. */
    private static final String TYPED_INTO = """
            () => [...document.querySelectorAll('[data-item] input, .typing')].filter(each => each.checkVisibility()
              && !each.readOnly && !each.disabled && !each.closest('vaadin-radio-group[readonly]') && each.getAttribute('aria-readonly') !== 'true')
              .map(each => each.id || each.textContent)""";

    @Test
    void aMonitorGetsNoIdentityAndCannotType() throws SQLException {
        Page investigator = browser.signIn(server, "inv01");
        String number = Browser.newPatient(server, investigator);
        Browser.answer(investigator, "last_name3", "qzx");
        Browser.answer(investigator, "first_name3", "wjk");
        Browser.answer(investigator, "birth_date", "17/11/1903");
        Browser.answer(investigator, "ref_physician", "Dr Visible");
        Browser.waitSaved(investigator);
        assertThat(Browser.field(investigator, "birth_date")).hasValue("17/11/1903");

        Page monitor = browser.signIn(server, "monitor");
        StringBuilder received = new StringBuilder();
        monitor.onResponse(response -> received.append(text(response)));
        for (Section section : Study.SECTIONS) {
            Browser.openForm(server, monitor, number, section.path());
            received.append(monitor.content());
            assertThat(monitor.locator("[data-item] input:visible").first()).isVisible();
            assertThat((List<?>) monitor.evaluate(TYPED_INTO)).as(section.path()).isEmpty();
        }
        Browser.openForm(server, monitor, number, "identification");
        assertThat(Browser.field(monitor, "ref_physician")).hasValue("Dr Visible");
        assertThat(monitor.locator("#last_name3, #first_name3, #birth_date")).hasCount(0);
        assertThat(received.toString().replaceAll("[\\w-]{30,}", "")).contains("Dr Visible") // tokens hold any three letters
                .doesNotContainIgnoringCase("qzx").doesNotContainIgnoringCase("wjk")
                .doesNotContain("17/11/1903").doesNotContain("1903-11-17");

        Browser.field(monitor, "ref_physician").focus();
        Browser.type(monitor, "Dr Nobody");
        monitor.keyboard().press("F2");
        monitor.keyboard().press("Tab");
        Browser.field(monitor, "sex").focus();
        Browser.type(monitor, "F");
        monitor.reload();
        assertThat(Browser.field(monitor, "ref_physician")).hasValue("Dr Visible");
        Browser.openForm(server, monitor, number, "organ-history");
        Browser.tick(monitor, "gi", "gerd");
        Browser.field(monitor, "gi").press("Space");
        monitor.reload();
        Browser.assertShows(monitor, "gi", "");
        assertThat(stored(number, "organ_history", "gi")).isNull();
        assertThat(stored(number, "identification", "ref_physician")).isEqualTo("Dr Visible");
        assertThat(stored(number, "identification", "sex")).isNull();
    }

    /** What a response brought, unless the page was left before it came. */
    private static String text(Response response) {
        try {
            return response.request().resourceType().matches("document|xhr|fetch") ? response.text() : "";
        } catch (PlaywrightException left) {
            return "";
        }
    }

    // --- texts ------------------------------------------------------------------------------------------------------

    /** What cannot be held, and what is said about it. */
    private record Refused(String item, String typed, String message) {
    }

    @Test
    void whatSection1CannotHoldIsRefusedBesideItAndStaysInIt() throws SQLException {
        refuses("identification", List.of(
                new Refused("last_name3", "A".repeat(300), "Une à trois lettres"),
                new Refused("first_name3", "J2", "Une à trois lettres"),
                new Refused("birth_date", "03/1958", "Il faut le jour, le mois et l’année"),
                new Refused("ref_physician", "É".repeat(600), "Texte trop long : 600 caractères pour 500 au maximum")),
                "sex", "M");
    }

    @Test
    void whatSection3CannotHoldIsRefusedBesideItAndStaysInIt() throws SQLException {
        refuses("diagnosis", List.of(
                new Refused("dx_date", "31/02/2011", "Cette date n’existe pas"),
                new Refused("first_nonrp_year", "20I1", "Saisissez une année de quatre chiffres"),
                new Refused("raynaud_year", "99", "Saisissez une année de quatre chiffres")),
                "overlap", "1");
        refuses("diagnosis", List.of(new Refused("dx_date", "13/2011", "Cette date n’existe pas")), "overlap", "0");
    }

    private void refuses(String form, List<Refused> texts, String other, String code) throws SQLException {
        Page page = browser.signIn(server, "inv01");
        String number = Browser.newPatient(server, page);
        Browser.openForm(server, page, number, form);
        for (Refused text : texts) {
            fill(page, text.item(), text.typed());
            assertThat(Browser.note(page, text.item())).containsText(text.message());
            Browser.waitState(page, "failed");
        }
        assertRefused(page, number, form, texts);

        // Another answer is stored meanwhile, and the page is loaded again: they are still there to be corrected.
        Browser.choose(page, other, code);
        assertThat(Browser.item(page, other)).hasAttribute("data-seen", code);
        Browser.waitState(page, "failed");
        assertThat(Browser.status(page)).containsText("à corriger");
        assertRefused(page, number, form, texts);
        page.reload();
        assertRefused(page, number, form, texts);
        assertThat(stored(number, form, other)).isEqualTo(code);

        for (Refused text : texts) {
            fill(page, text.item(), "");
            assertThat(Browser.note(page, text.item())).isEmpty();
        }
        Browser.waitSaved(page);
        assertThat(Browser.status(page)).not().containsText("à corriger");
    }

    private static void assertRefused(Page page, String number, String form, List<Refused> texts) throws SQLException {
        for (Refused text : texts) {
            assertThat(Browser.field(page, text.item())).hasValue(text.typed());
            assertThat(Browser.note(page, text.item())).containsText(text.message());
            assertThat(stored(number, form, text.item())).isNull();
        }
    }

    @Test
    void markupAndSmileysAreTextLikeAnyOther() throws SQLException {
        String typed = "<script>alert(1)</script> <b>&amp;</b> 🙂 ${7*7} ' OR 1=1";
        Page page = browser.signIn(server, "inv01");
        List<String> dialogs = new ArrayList<>();
        page.onDialog(dialog -> {
            dialogs.add(dialog.message());
            dialog.dismiss();
        });
        String number = Browser.newPatient(server, page);
        fill(page, "ref_physician", typed);
        Browser.waitSaved(page);
        Page second = page.context().newPage();
        Browser.openForm(server, second, number, "identification");
        assertThat(Browser.field(second, "ref_physician")).hasValue(typed);

        // The question which of two answers to keep quotes them.
        fill(page, "ref_physician", "Dr <i>A</i>");
        Browser.waitSaved(page);
        fill(second, "ref_physician", "<img src=x onerror=alert(2)>");
        assertThat(Browser.note(second, "ref_physician")).containsText("Dr <i>A</i>");
        assertThat(Browser.note(second, "ref_physician")).containsText("<img src=x onerror=alert(2)>");
        assertThat(second.locator("[data-item=ref_physician] .notes").locator("i, img, b")).hasCount(0);
        assertThat(stored(number, "identification", "ref_physician")).isEqualTo("Dr <i>A</i>");
        assertThat(dialogs).isEmpty();
    }

    @Test
    void aPastedLineBreakBecomesASpace() throws SQLException {
        Page page = browser.signIn(server, "inv01");
        page.context().grantPermissions(List.of("clipboard-read", "clipboard-write"));
        String number = Browser.newPatient(server, page);
        page.evaluate("navigator.clipboard.writeText('Dr Un\\r\\nDr Deux')");
        Browser.field(page, "ref_physician").focus();
        page.keyboard().press("ControlOrMeta+v");
        page.keyboard().press("Tab");
        Browser.waitSaved(page);
        assertThat(stored(number, "identification", "ref_physician")).isEqualTo("Dr Un Dr Deux");
        assertThat(Browser.field(page, "ref_physician")).hasValue("Dr Un Dr Deux");
    }

    @Test
    void aDateToComeIsStoredAndQuestioned() throws SQLException {
        LocalDate nextYear = LocalDate.now().plusYears(1);
        String typed = nextYear.format(DateTimeFormatter.ofPattern("dd/MM/yyyy"));
        Page page = browser.signIn(server, "inv01");
        String number = Browser.newPatient(server, page);
        Browser.answer(page, "birth_date", typed);
        Browser.waitSaved(page);
        assertThat(Browser.note(page, "birth_date")).containsText(typed + ", date dans le futur");
        page.reload();
        assertThat(Browser.field(page, "birth_date")).hasValue(typed);
        assertThat(Browser.note(page, "birth_date")).containsText(typed + ", date dans le futur");

        Browser.openForm(server, page, number, "diagnosis");
        Browser.answer(page, "dx_date", "" + nextYear.getYear());
        Browser.waitSaved(page);
        assertThat(Browser.note(page, "dx_date")).containsText(nextYear.getYear() + ", date dans le futur");
        assertThat(stored(number, "diagnosis", "dx_date")).isEqualTo("" + nextYear.getYear());
    }

    @Test
    void aReasonTakesThePlaceOfATextThatWasNotLeftYet() throws SQLException {
        Page page = browser.signIn(server, "inv01");
        String number = Browser.newPatient(server, page);
        Browser.field(page, "ref_physician").focus();
        Browser.type(page, "Dr Inconn");
        page.keyboard().press("F2");
        page.keyboard().press("Tab");
        Browser.waitSaved(page);
        assertThat(Browser.reason(page, "ref_physician")).hasText("ND");
        assertThat(Browser.field(page, "ref_physician")).hasValue("");
        assertThat(stored(number, "identification", "ref_physician")).isNull();
        assertThat(stored(number, "identification", "missing")).isEqualTo("|ref_physician=ND|");

        Browser.answer(page, "ref_physician", "Dr Connu");
        Browser.waitSaved(page);
        assertThat(Browser.reason(page, "ref_physician")).hasText("⋯");
        assertThat(stored(number, "identification", "ref_physician")).isEqualTo("Dr Connu");
        assertThat(stored(number, "identification", "missing")).isNull();
    }

    @Test
    void noneExcludesTheOthersAndTheOthersExcludeNone() throws SQLException {
        Page page = browser.signIn(server, "inv01");
        String number = Browser.newPatient(server, page, "organ-history");
        Browser.tick(page, "gi", "gerd");
        Browser.tick(page, "gi", "gave");
        Browser.waitSaved(page);
        assertThat(stored(number, "organ_history", "gi")).isEqualTo("|gerd|gave|");
        Browser.tick(page, "gi", "none");
        Browser.waitSaved(page);
        Browser.assertShows(page, "gi", "none");
        assertThat(stored(number, "organ_history", "gi")).isEqualTo("|none|");
        Browser.tick(page, "gi", "gave");
        Browser.waitSaved(page);
        Browser.assertShows(page, "gi", "gave");
        assertThat(stored(number, "organ_history", "gi")).isEqualTo("|gave|");
    }

    // --- two at once ------------------------------------------------------------------------------------------------

    @ParameterizedTest
    @CsvSource({"Garder celle d’ici, Dr Deux", "Garder celle de l’autre fenêtre, Dr Un"})
    void twoAnswersToOneItemAreBothShownAndOneIsChosen(String choice, String kept) throws SQLException {
        Page first = browser.signIn(server, "inv01");
        String number = Browser.newPatient(server, first);
        Page second = first.context().newPage();
        Browser.openForm(server, second, number, "identification");
        Browser.answer(first, "ref_physician", "Dr Un");
        Browser.waitSaved(first);

        Browser.answer(second, "ref_physician", "Dr Deux");
        Browser.waitState(second, "failed");
        assertThat(Browser.note(second, "ref_physician")).containsText("Dans une autre de vos fenêtres");
        assertThat(Browser.note(second, "ref_physician")).containsText("Dr Un");
        assertThat(Browser.note(second, "ref_physician")).containsText("Dr Deux");
        assertThat(Browser.field(second, "ref_physician")).hasValue("Dr Deux");
        assertThat(stored(number, "identification", "ref_physician")).isEqualTo("Dr Un");

        // One may go on meanwhile: the question stays.
        Browser.choose(second, "sex", "F");
        assertThat(Browser.item(second, "sex")).hasAttribute("data-seen", "F");
        Browser.waitState(second, "failed");
        assertThat(Browser.field(second, "ref_physician")).hasValue("Dr Deux");
        second.getByText(choice).click();
        assertThat(Browser.note(second, "ref_physician")).isEmpty();
        assertThat(Browser.field(second, "ref_physician")).hasValue(kept);
        Browser.waitSaved(second);
        Browser.assertShows(second, "sex", "F");
        second.reload();
        assertThat(Browser.field(second, "ref_physician")).hasValue(kept);
        assertThat(stored(number, "identification", "ref_physician")).isEqualTo(kept);
    }

    @Test
    void answersToDifferentItemsAreBothStored() throws SQLException {
        Page first = browser.signIn(server, "inv01");
        String number = Browser.newPatient(server, first);
        Page second = first.context().newPage();
        Browser.openForm(server, second, number, "identification");
        Browser.choose(first, "sex", "M");
        Browser.waitSaved(first);
        Browser.answer(second, "ref_physician", "Dr Deux");
        Browser.waitSaved(second);
        Browser.assertShows(second, "sex", "M");
        assertThat(stored(number, "identification", "sex")).isEqualTo("M");
        assertThat(stored(number, "identification", "ref_physician")).isEqualTo("Dr Deux");
    }

    // --- going back and forth ---------------------------------------------------------------------------------------

    @Test
    void theBackButtonFindsWhatWasSaved() {
        Page page = browser.signIn(server, "inv01");
        Browser.newPatient(server, page);
        Browser.answer(page, "ref_physician", "Dr Retour");
        Browser.waitSaved(page);
        page.locator("#next_section").click();
        assertThat(page.locator("#acr_prox")).isVisible();
        Browser.choose(page, "acr_prox", "1");
        Browser.waitSaved(page);
        page.goBack();
        assertThat(Browser.field(page, "ref_physician")).hasValue("Dr Retour");
        Browser.settled(page); // going back is over only then, and forward before that is lost
        page.goForward();
        Browser.assertShows(page, "acr_prox", "1");
        assertThat(page.locator("#acr_score")).hasAttribute("data-value", Pattern.compile("9.*"));
    }

    @Test
    void anUndoBringsBackWhatAnAnswerCleared() throws SQLException {
        Page page = browser.signIn(server, "inv01");
        String number = Browser.newPatient(server, page, "diagnosis");
        Browser.choose(page, "ana", "1");
        Browser.answer(page, "ana_titer", "1280");
        Browser.tick(page, "fluo", "other");
        Browser.answer(page, "fluo_other_spec", "Cytoplasmique");
        Browser.field(page, "ab").focus();
        page.keyboard().press("Shift+F2");
        Browser.waitSaved(page);

        Browser.choose(page, "ana", "0");
        assertThat(page.locator("#undo")).isVisible();
        for (String item : List.of("ana_titer", "fluo", "fluo_other_spec", "ab")) {
            assertThat(Browser.item(page, item)).not().isVisible();
        }
        Browser.waitSaved(page);
        assertThat(stored(number, "diagnosis", "ana_titer")).isNull();
        assertThat(stored(number, "diagnosis", "fluo")).isNull();

        page.locator("#undo").click();
        Browser.waitSaved(page);
        Browser.assertShows(page, "ana", "1");
        Browser.assertShows(page, "ana_titer", "1280");
        Browser.assertShows(page, "fluo", "other");
        Browser.assertShows(page, "fluo_other_spec", "Cytoplasmique");
        assertThat(Browser.reason(page, "ab")).hasText("NF");
        assertThat(stored(number, "diagnosis", "ana")).isEqualTo("1");
        assertThat(stored(number, "diagnosis", "ana_titer")).isEqualTo("1280");
        assertThat(stored(number, "diagnosis", "fluo")).isEqualTo("|other|");
        assertThat(stored(number, "diagnosis", "missing")).isEqualTo("|ab=NF|");
    }

    // --- lost in the middle of typing -------------------------------------------------------------------------------

    @ParameterizedTest
    @CsvSource({"the cookie is gone", "the account has another password", "signed out in another tab", "signed out, and the sign-in page has the number of this one"})
    void whatWasTypedWhenTheSessionEndedIsBackAfterSigningInAgain(String end) throws SQLException {
        Page page = browser.signIn(server, "inv01");
        String number = Browser.newPatient(server, page);
        boolean isLikeTheNext = end.startsWith("signed out, and");
        if (!isLikeTheNext) {
            page.reload(); // the first page of a session is numbered like the sign-in page of the next
        }
        Browser.field(page, "ref_physician").focus();
        Browser.type(page, "Dr Longue Absence");
        if (end.equals("the cookie is gone")) {
            page.context().clearCookies();
        } else if (end.equals("the account has another password")) {
            change("update user_account set password = password || '.' where username = 'inv01'");
        } else {
            Page other = page.context().newPage();
            other.navigate(server.url() + "/patients");
            signOut(other);
        }
        page.keyboard().press("Tab");
        if (!isLikeTheNext) { // the sign-in page comes at once otherwise
            Browser.waitState(page, "failed");
            page.locator(".v-system-error").getByText("Session terminée").click();
        }
        assertThat(page.locator("input[name=username]")).isVisible();
        assertThat(stored(number, "identification", "ref_physician")).isNull();

        change("update user_account set password = substring(password, 1, length(password) - 1) where username = 'inv01' and password like '%.'");
        Browser.signIn(page, "inv01", Browser.PASSWORD);
        assertThat(page).hasURL(Pattern.compile(".*/patients/" + number + "/identification.*"));
        assertThat(Browser.field(page, "ref_physician")).hasValue("Dr Longue Absence");
        Browser.waitSaved(page);
        assertThat(stored(number, "identification", "ref_physician")).isEqualTo("Dr Longue Absence");
    }

    @Test
    void whereAnotherServerAnswersOneGoesOnTypingInTheSameFieldAfterThePageWasLoadedAgainByItself() throws SQLException {
        Page page = browser.signIn(server, "inv01");
        String number = Browser.newPatient(server, page, "diagnosis");
        page.reload();
        Browser.field(page, "raynaud_year").focus();
        Browser.type(page, "2001");
        page.context().clearCookies(new BrowserContext.ClearCookiesOptions().setName("JSESSIONID")); // the other knows no session
        page.keyboard().press("Tab");
        String next = "first_nonrp_year";
        Browser.field(page, next).focus();
        Browser.type(page, "20");
        assertThat(page.locator("#resumed")).hasText("Le serveur a changé. Vous continuez où vous étiez, rien n’est perdu.");
        assertThat(page.locator(".v-system-error")).hasCount(0);
        assertThat(Browser.field(page, next)).isFocused();
        assertThat(Browser.field(page, next)).hasValue("20");
        AccessibilityIT.assertAccessible(page, "fr");
        Browser.type(page, "07");
        page.waitForCondition(() -> { // it stays for a moment, whatever is typed then, and goes with the next key
            page.keyboard().press("Shift");
            return page.locator("#resumed").count() == 0;
        });
        page.keyboard().press("Tab");
        Browser.waitSaved(page);
        assertThat(stored(number, "diagnosis", "raynaud_year")).isEqualTo("2001");
        assertThat(stored(number, "diagnosis", next)).isEqualTo("2007");

        page.context().clearCookies(new BrowserContext.ClearCookiesOptions().setName("JSESSIONID"));
        page.reload();
        assertThat(Browser.field(page, next)).hasValue("2007");
        signOut(page);
        page.navigate(server.url() + "/patients");
        assertThat(page.locator("input[name=username]")).isVisible();
    }

    @Test
    void whoIsAwayIsWarnedAndThenThePageIsCoveredAndNothingTypedIsLost() {
        Page page = browser.signIn(server, "inv01");
        page.clock().install();
        Browser.newPatient(server, page);
        page.reload();
        Browser.field(page, "last_name3").focus();
        Browser.type(page, "AB");
        page.clock().fastForward("28:10");
        assertThat(page.locator("#idle_soon")).isVisible();
        page.keyboard().press("Shift");
        assertThat(page.locator("#idle_soon")).hasCount(0);
        page.clock().fastForward("28:10");
        assertThat(page.locator("#idle_soon")).isVisible();
        page.waitForResponse("**/idle", () -> page.clock().fastForward("02:00")); // the server has heard of it
        assertThat(page.locator("#idle_over")).isVisible();
        assertThat(page.locator("h1").first()).isHidden();
        Locator password = page.locator("#idle_over input");
        assertThat(password).isFocused();
        assertThat(page.evaluate("async () => (await fetch('/?v-r=uidl&v-uiId=0', { method: 'POST' })).status")).isEqualTo(503);
        assertThat(page.evaluate("async () => (await fetch('/left/1', { method: 'POST' })).status")).isEqualTo(401);
        AccessibilityIT.assertAccessible(page, Said.LANGUAGE);
        password.fill("wrong?");
        password.press("Enter");
        assertThat(page.getByText(said("Ce n’est pas votre mot de passe"))).isVisible();
        assertThat(page.locator(".key-help")).isHidden();
        page.evaluate("window.kept = true");
        password.fill(Browser.PASSWORD);
        password.press("Enter");
        assertThat(page.locator("#idle_over")).hasCount(0);
        assertThat(Browser.field(page, "last_name3")).hasValue("AB");
        assertThat(Browser.field(page, "last_name3")).isFocused();
        assertThat(page.evaluate("window.kept")).as("without loading the page").isEqualTo(true);
        Browser.type(page, "C");
        page.keyboard().press("Tab");
        Browser.waitSaved(page);

        page.waitForResponse("**/idle", () -> page.clock().fastForward("30:10")); // the server has heard of it
        assertThat(page.locator("#idle_over")).isVisible();
        page.reload();
        assertThat(page.locator("input[name=username]")).isVisible();
        Browser.signIn(page, "inv01", Browser.PASSWORD);
        assertThat(Browser.field(page, "last_name3")).hasValue("ABC");
    }

    @Test
    void signingOutLeavesNothingTypedBehind() {
        Page page = browser.signIn(server, "inv01");
        Browser.newPatient(server, page);
        fill(page, "last_name3", "A1");
        Browser.waitState(page, "failed");
        signOut(page);
        assertThat(page.evaluate("JSON.stringify({...sessionStorage, ...localStorage})").toString())
                .doesNotContain("A1");
    }

    @Test
    void aReloadInTheMiddleOfTypingLosesNothing() throws SQLException {
        Page page = browser.signIn(server, "inv01");
        String number = Browser.newPatient(server, page);
        Browser.field(page, "ref_physician").focus();
        Browser.type(page, "Dr Pas Fini");
        assertThat(Browser.field(page, "ref_physician")).hasValue("Dr Pas Fini");
        page.reload();
        assertThat(Browser.field(page, "ref_physician")).hasValue("Dr Pas Fini");
        Browser.waitSaved(page);
        assertThat(stored(number, "identification", "ref_physician")).isEqualTo("Dr Pas Fini");
    }

    @Test
    void aChangeOfLanguageInTheMiddleOfTypingLosesNothing() throws SQLException {
        Page page = browser.signIn(server, "inv01");
        String number = Browser.newPatient(server, page);
        Browser.field(page, "ref_physician").focus();
        Browser.type(page, "Dr Bilingue");
        page.locator(".language button[lang=en]").click();
        assertThat(page.locator("html")).hasAttribute("lang", "en");
        assertThat(page.locator("h1")).containsText("PATIENT IDENTIFICATION",
                new LocatorAssertions.ContainsTextOptions().setIgnoreCase(true));
        assertThat(Browser.field(page, "ref_physician")).hasValue("Dr Bilingue");
        Browser.waitState(page, Pattern.compile("saved|idle"));
        page.locator(".language button[lang=fr]").click();
        assertThat(page.locator("html")).hasAttribute("lang", "fr");
        assertThat(Browser.field(page, "ref_physician")).hasValue("Dr Bilingue");
        assertThat(stored(number, "identification", "ref_physician")).isEqualTo("Dr Bilingue");
    }

    @Test
    void whatIsTypedWithoutALineIsStoredWhenItIsBack() throws SQLException {
        Page page = browser.signIn(server, "inv01");
        String number = Browser.newPatient(server, page);
        page.context().setOffline(true);
        Browser.answer(page, "ref_physician", "Dr Tunnel");
        Browser.waitState(page, "failed");
        assertThat(Browser.field(page, "ref_physician")).hasValue("Dr Tunnel");
        assertThat(stored(number, "identification", "ref_physician")).isNull();

        page.context().setOffline(false);
        assertThat(Browser.status(page)).hasAttribute("data-state", "saved",
                new LocatorAssertions.HasAttributeOptions().setTimeout(RECONNECTED));
        assertThat(stored(number, "identification", "ref_physician")).isEqualTo("Dr Tunnel");
    }

    // --- the save status --------------------------------------------------------------------------------------------

    @Test
    void theStatusGoesFromIdleOverSavingToSaved() {
        Page page = browser.signIn(server, "inv01");
        Browser.newPatient(server, page);
        page.evaluate("""
                () => {
                  const status = document.getElementById('save_status');
                  window.states = [status.dataset.state];
                  new MutationObserver(() => {
                    if (window.states.at(-1) !== status.dataset.state) {
                      window.states.push(status.dataset.state);
                    }
                  }).observe(status, { attributes: true, attributeFilter: ['data-state'] });
                }""");
        Browser.answer(page, "ref_physician", "Dr Un");
        Browser.waitSaved(page);
        Browser.field(page, "ref_physician").focus();
        Browser.type(page, "Dr Deux");
        Browser.waitState(page, "idle");
        page.keyboard().press("Tab");
        Browser.waitSaved(page);
        assertThat(page.evaluate("window.states"))
                .isEqualTo(List.of("idle", "saving", "saved", "idle", "saving", "saved"));
        assertThat(Browser.status(page)).hasText(Pattern.compile("✓ Enregistré \\d\\d:\\d\\d:\\d\\d"));
    }

    @Test
    void nothingIsCalledSavedWhileAnAnswerIsOnItsWay() throws SQLException {
        Page page = browser.signIn(server, "inv01");
        String number = Browser.newPatient(server, page);
        List<Route> held = new ArrayList<>();
        page.route(url -> url.contains("v-r=uidl"), route -> {
            if (held.isEmpty() && route.request().postData().contains("Dr Second")) {
                held.add(route);
            } else {
                route.resume();
            }
        });
        Browser.choose(page, "sex", "F");
        Browser.waitSaved(page);
        page.waitForRequest(BadInputIT::carriesTheSecond, () -> Browser.answer(page, "ref_physician", "Dr Second"));
        Browser.waitState(page, "saving");
        assertThat(stored(number, "identification", "ref_physician")).isNull();
        held.getFirst().resume();
        Browser.waitSaved(page);
        assertThat(stored(number, "identification", "ref_physician")).isEqualTo("Dr Second");
    }

    private static boolean carriesTheSecond(Request request) {
        return request.postData() != null && request.postData().contains("Dr Second");
    }

    @Test
    void aTextLeftAsItWasFoundIsNothingToStore() {
        Page page = browser.signIn(server, "inv01");
        Browser.newPatient(server, page);
        Browser.field(page, "ref_physician").focus();
        Browser.type(page, "D");
        Browser.waitState(page, "idle");
        assertThat(Browser.status(page)).hasText("Saisie en cours…");
        page.keyboard().press("Backspace");
        page.keyboard().press("Tab");
        assertThat(Browser.status(page)).isEmpty();
    }

    @Test
    void whoSignsOutIsToldWhatIsNotStoredBeforeItIsLost() {
        Page page = browser.signIn(server, "inv01");
        Browser.newPatient(server, page);
        fill(page, "ref_physician", "Dr Martin");
        fill(page, "birth_date", "31/02/1950");
        Browser.waitState(page, "failed");
        page.locator(".user-menu vaadin-menu-bar-button").first().click();
        page.getByText("Se déconnecter").click();
        Locator asked = page.locator("vaadin-confirm-dialog");
        assertThat(asked).containsText("1 réponse saisie n’est pas enregistrée");
        page.keyboard().press("Escape");
        assertThat(asked).isHidden();
        assertThat(Browser.field(page, "birth_date")).hasValue("31/02/1950");
        page.locator(".user-menu vaadin-menu-bar-button").first().click();
        page.getByText("Se déconnecter").click();
        page.locator("#sign_out_confirm").click();
        assertThat(page.locator("input[name=username]")).isVisible();
    }

    @Test
    void whoSignsInWhereSomebodyElseIsSignedInNeitherActsForThemNorLeavesThePageToThem() throws SQLException {
        Page first = browser.signIn(server, "statistician");
        Page left = first.context().newPage();
        left.navigate(server.url() + "/data/visit");
        assertThat(left.locator(".user-menu")).containsText("Anne Le Goff");

        first.navigate(server.url() + "/login");
        Browser.signIn(first, "inv02", Browser.PASSWORD);
        assertThat(first.locator(".user-menu")).not().containsText("Anne Le Goff");
        String second = first.locator(".user-menu").innerText();
        left.locator("[data-column=mrss] input, #filter_mrss input").first().fill("10-20");
        left.keyboard().press("Enter");
        assertThat(left.locator(".user-menu")).containsText(second);

        change("update sign_in set ended = current_timestamp, ended_why = 'BY_ADMINISTRATOR' where username = 'inv02' and ended is null");
        first.navigate(server.url() + "/patients");
        assertThat(first.locator("input[name=username]")).isVisible();
    }

    // --- helpers ----------------------------------------------------------------------------------------------------

    /** Puts a text into a field at once and leaves it. */
    private static void fill(Page page, String item, String text) {
        Browser.field(page, item).fill(text);
        Browser.field(page, item).press("Tab");
    }

    private static void signOut(Page page) {
        page.locator(".user-menu vaadin-menu-bar-button").first().click();
        page.getByText("Se déconnecter").click();
        Locator asked = page.locator("#sign_out_confirm");
        assertThat(asked.or(page.locator("input[name=username]"))).isVisible();
        if (asked.isVisible()) {
            asked.click(); // something is not stored, and is not to be
        }
        assertThat(page.locator("input[name=username]")).isVisible();
    }

    /** What the database holds in a column of a form of a patient. */
    private static @Nullable String stored(String number, String form, String column) throws SQLException {
        String table = List.of("last_name3", "first_name3", "birth_date").contains(column) ? "identity" : form;
        String ofPatient = "patient_id = (select id from patient where number = ?)";
        String where = table.equals("identity") ? "id = (select id from identification where " + ofPatient + ")"
                : ofPatient;
        try (Connection database = DemoServer.H2.database(); PreparedStatement query =
                database.prepareStatement("select " + column + " from " + table + " where " + where)) {
            query.setString(1, number);
            ResultSet row = query.executeQuery();
            return row.next() ? row.getString(1) : null;
        }
    }

    private static void change(String statement) throws SQLException {
        try (Connection database = DemoServer.H2.database(); Statement change = database.createStatement()) {
            change.executeUpdate(statement);
        }
    }
}
