package org.sivig.ecrf.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.google.gson.JsonObject;
import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.Cookie;
import com.microsoft.playwright.options.FormData;
import com.microsoft.playwright.options.RequestOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A real browser for one test: signs users in, each in a browser profile of their own, and knows how the pages are
 * read. Registered as an extension, it closes what a test opened and keeps a picture of it when the test failed.
 * Chromium itself is started once for all tests.
 */
public final class Browser implements AfterEachCallback {

    /** The password of the demo accounts. */
    static final String PASSWORD = "Sivig-demo-2014";
    private static final int MOST_REFUSALS = 10;
    private static final Pattern TOKEN = Pattern.compile("<meta name=\"_csrf\" content=\"([^\"]+)\"");

    /** How long a page may take to come to what is expected of it on a busy machine, in milliseconds. */
    private static final double PATIENCE = 30_000;
    /** The same for a package of the whole demo, which waits in line while other tests make theirs. */
    static final double PATIENCE_FOR_A_PACKAGE = 4 * PATIENCE;

    private static final String FOLLOW = """
            url => {
              const to = new URL(url);
              if (to.origin !== location.origin || to.pathname === location.pathname || !document.querySelector('.nav-link')) {
                return false;
              }
              const link = document.createElement('a');
              link.href = url;
              document.body.append(link);
              link.click();
              link.remove();
              return true;
            }""";
    private static final Pattern ORIGIN = Pattern.compile("^https?://[^/?#]+");
    private static final Path SCREENSHOTS = Path.of("target", "screenshots");

    /** Profiles that no test uses now: they have scripts and styles in their cache, and nothing else. */
    private static final Deque<BrowserContext> UNUSED = new ArrayDeque<>();

    /** What pages tried that they say they never do. */
    private static final List<String> FORBIDDEN = new CopyOnWriteArrayList<>();

    private final List<BrowserContext> profiles = new ArrayList<>();

    /** Chromium, running until the tests end. */
    private static final class Started {

        private static final com.microsoft.playwright.Browser RUNNING = launch();

        private static com.microsoft.playwright.Browser launch() {
            PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE);
            Playwright playwright = Playwright.create(new Playwright.CreateOptions()
                    .setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
            Runtime.getRuntime().addShutdownHook(new Thread(playwright::close));
            Path chromium = Chromium.find().orElseThrow(() ->
                    new IllegalStateException("No Chromium found: ./mvnw verify says how to get it"));
            return playwright.chromium().launch(new BrowserType.LaunchOptions().setExecutablePath(chromium)
                    .setArgs(List.of("--no-sandbox", "--disable-gpu", "--disable-background-networking",
                            "--disable-component-update", "--disable-sync", "--no-first-run")));
        }
    }

    /** A page of a browser profile that nobody is signed in with. */
    Page open(String url) {
        Page page = profile().newPage();
        page.navigate(url);
        return page;
    }

    private BrowserContext profile() {
        BrowserContext profile = UNUSED.isEmpty() ? fresh() : UNUSED.pop();
        profiles.add(profile);
        speak(profile);
        return profile;
    }

    private static void speak(BrowserContext profile) {
        if (!Said.LANGUAGE.equals("fr")) {
            profile.addCookies(Stream.of("localhost", "127.0.0.1")
                    .map(host -> new Cookie("language", Said.LANGUAGE).setDomain(host).setPath("/")).toList());
        }
    }

    /** The browser of a page knows nothing any more but the language. */
    static void forget(Page page) {
        page.context().clearCookies();
        speak(page.context());
    }

    private static BrowserContext fresh() {
        BrowserContext profile = Started.RUNNING.newContext(new com.microsoft.playwright.Browser.NewContextOptions()
                        .setViewportSize(1360, 900).setLocale("fr-FR"));
        profile.onConsoleMessage(message -> {
            if (message.text().contains("Content Security Policy")) {
                FORBIDDEN.add(message.text());
            }
        });
        return profile;
    }

    /**
     * Signs in, in a session of its own, and waits for the first page: by the request that the sign-in page sends, without
     * loading that page.
     */
    public Page signIn(Server server, String user) {
        BrowserContext profile = profile();
        signIn(profile, server, user);
        return opened(profile, server);
    }

    /** The same, where the first connections to a database that has just come back may still be dead. */
    Page signInAfterOutage(Server server, String user) {
        BrowserContext profile = profile();
        for (int i = 0; i < MOST_REFUSALS && answerToSignIn(profile, server, user).contains("/login"); i++) {
            // asked again
        }
        return opened(profile, server);
    }

    /** Where the answer to a right password leads; never to « wrong password ». */
    String answerToSignIn(Server server, String user) {
        return answerToSignIn(profile(), server, user);
    }

    private static String answerToSignIn(BrowserContext profile, Server server, String user) {
        String to = signIn(profile, server, user).headers().get("location");
        if (to.contains("error")) {
            throw new AssertionError("A right password was called wrong: " + to);
        }
        return to;
    }

    private static Page opened(BrowserContext profile, Server server) {
        Page page = profile.newPage();
        page.navigate(server.url() + "/");
        assertThat(page.locator("h1").first()).isVisible();
        assertThat(page).not().hasURL(Pattern.compile(".*/login.*"));
        return page;
    }

    /** Sends what the sign-in page sends, with the token that it carries. */
    static APIResponse signIn(BrowserContext profile, Server server, String user) {
        Matcher token = TOKEN.matcher(profile.request().get(server.url() + "/login").text());
        return profile.request().post(server.url() + "/login", RequestOptions.create().setMaxRedirects(0)
                .setForm(FormData.create().set("username", user).set("password", PASSWORD)
                        .set("_csrf", token.find() ? token.group(1) : "")));
    }

    /** Fills in the sign-in page that is open. */
    static void signIn(Page page, String user, String password) {
        page.locator("input[name=username]").fill(user);
        page.locator("input[name=password]").fill(password);
        page.locator("input[name=password]").press("Enter");
    }

    /** Makes a new patient by the button on the page of patients and gives back the number. */
    static String newPatient(Server server, Page page) {
        if (!page.url().endsWith("/patients")) {
            go(page, server.url() + "/patients");
        }
        page.locator("#new_patient").click();
        page.waitForURL(Pattern.compile(".*/patients/SIV-\\d\\d-\\d+/identification"));
        assertThat(field(page, "last_name3")).isVisible();
        return page.url().replaceFirst(".*/patients/([^/]+)/.*", "$1");
    }

    /** Makes a new patient and goes on to a form, unless it is the first, by its link in the list of sections. */
    static String newPatient(Server server, Page page, String form) {
        String number = newPatient(server, page);
        if (form.equals("identification")) {
            return number;
        }
        page.locator(".sections a[href$='" + number + "/" + form + "']").click();
        page.waitForURL(Pattern.compile(".*/" + number + "/" + form));
        assertThat(field(page, "last_name3")).hasCount(0);
        return number;
    }

    /**
     * Opens a page of the application as a link in it does, which takes half as long as to load it. It is loaded where
     * nothing of the application is open, and where the address differs in what follows the path only.
     */
    static void go(Page page, String url) {
        if (Boolean.TRUE.equals(page.evaluate(FOLLOW, url))) {
            page.waitForFunction("url => location.pathname === new URL(url).pathname", url);
            settled(page);
        } else {
            page.navigate(url);
        }
    }

    /** Opens a form of a patient. */
    static void openForm(Server server, Page page, String number, String form) {
        go(page, server.url() + "/patients/" + number + "/" + form);
        assertThat(page.locator(".form")).isVisible();
    }

    /** Waits until the page has done everything that the last click or key asked of it. */
    static void settled(Page page) {
        page.waitForFunction("() => Object.values(window.Vaadin.Flow.clients).every(c => !c.isActive || !c.isActive())");
    }

    // --- fields -----------------------------------------------------------------------------------------------------

    /** Everything that stands around an item: its label, input, missing reason and messages. */
    static Locator item(Page page, String name) {
        return page.locator("[data-item='" + name + "']");
    }

    /** What takes the keys: the line of text, or the first of several inputs. */
    static Locator field(Page page, String name) {
        return item(page, name).locator("input, textarea").first();
    }

    /** The messages next to an item. */
    static Locator note(Page page, String name) {
        return item(page, name).locator(".notes");
    }

    /** The button of the missing reasons of an item, which shows the reason given. */
    static Locator reason(Page page, String name) {
        return item(page, name).locator("button.reasons");
    }

    /** Types a text into an item in place of what stands there, as one types, and leaves it. */
    static void answer(Page page, String name, String text) {
        field(page, name).focus();
        page.keyboard().press("ControlOrMeta+a");
        page.keyboard().press("Delete");
        type(page, text);
        page.keyboard().press("Tab");
    }

    /** Ticks or unticks an option of a multiple choice, by mouse. */
    static void tick(Page page, String name, String code) {
        page.locator("#" + name + "_" + code + " input").click();
    }

    /** Chooses an option of a single choice by its code, by mouse. */
    static void choose(Page page, String name, String code) {
        Locator group = item(page, name).locator("vaadin-radio-group");
        List<String> codes = List.of(group.getAttribute("data-codes").split(","));
        group.locator("vaadin-radio-button").nth(codes.indexOf(code)).click();
    }

    /**
     * Waits until an item shows an answer: the code of a single choice, the codes of a multiple one with commas, the
     * text that stands in a line otherwise; empty when it shows none.
     */
    static void assertShows(Page page, String name, String answer) {
        Locator item = item(page, name);
        assertThat(item).isVisible();
        Locator radios = item.locator("vaadin-radio-button");
        Locator boxes = item.locator("vaadin-checkbox");
        if (radios.count() > 0) {
            List<String> codes = List.of(item.locator("vaadin-radio-group").getAttribute("data-codes").split(","));
            for (int i = 0; i < codes.size(); i++) {
                assertThat(radios.nth(i).locator("input")).isChecked(
                        new LocatorAssertions.IsCheckedOptions().setChecked(codes.get(i).equals(answer)));
            }
        } else if (boxes.count() > 0) {
            List<String> chosen = List.of(answer.split(","));
            for (Locator box : boxes.all()) {
                String code = box.getAttribute("id").substring(name.length() + 1);
                assertThat(box.locator("input")).isChecked(
                        new LocatorAssertions.IsCheckedOptions().setChecked(chosen.contains(code)));
            }
        } else {
            assertThat(field(page, name)).hasValue(answer);
        }
    }

    // --- saving -----------------------------------------------------------------------------------------------------

    static Locator status(Page page) {
        return page.locator("#save_status");
    }

    /** Waits until the page says that everything is stored. */
    static void waitSaved(Page page) {
        waitState(page, "saved");
    }

    static void waitState(Page page, String state) {
        assertThat(status(page)).hasAttribute("data-state", state);
    }

    static void waitState(Page page, Pattern state) {
        assertThat(status(page)).hasAttribute("data-state", state);
    }

    // --- keys -------------------------------------------------------------------------------------------------------

    /**
     * Types a text without any pause. Letters that are not on an American keyboard arrive as key strokes too, as they
     * do from a French one, and not as text that is inserted past the keyboard.
     */
    static void type(Page page, String text) {
        CDPSession devTools = null;
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            String key = Character.toString(text.codePointAt(i));
            if (key.matches("[ -~\n]")) {
                page.keyboard().press(key.equals(" ") ? "Space" : key.equals("\n") ? "Enter" : key);
                continue;
            }
            if (devTools == null) {
                devTools = page.context().newCDPSession(page);
            }
            JsonObject stroke = new JsonObject();
            stroke.addProperty("type", "keyDown");
            stroke.addProperty("key", key);
            stroke.addProperty("text", key);
            devTools.send("Input.dispatchKeyEvent", stroke);
            stroke.remove("text");
            stroke.addProperty("type", "keyUp");
            devTools.send("Input.dispatchKeyEvent", stroke);
        }
        if (devTools != null) {
            devTools.detach();
        }
    }

    // --- the end of a test ------------------------------------------------------------------------------------------

    @Override
    public void afterEach(ExtensionContext test) {
        if (test.getExecutionException().isPresent()) {
            String name = (test.getRequiredTestClass().getSimpleName() + "." + test.getRequiredTestMethod().getName()
                    + "-" + test.getDisplayName()).replaceAll("[^\\p{Alnum}.]+", "-");
            List<Page> pages = profiles.stream().flatMap(profile -> profile.pages().stream()).toList();
            for (int i = 0; i < pages.size(); i++) {
                picture(pages.get(i), name.substring(0, Math.min(name.length(), 120)) + "-" + (i + 1) + ".png");
            }
        }
        for (BrowserContext profile : profiles) {
            if (test.getExecutionException().isPresent() || profile.pages().isEmpty()) {
                profile.close();
            } else {
                Set<String> origins = profile.pages().stream().flatMap(page -> ORIGIN.matcher(page.url()).results())
                        .map(MatchResult::group).collect(Collectors.toSet());
                List.copyOf(profile.pages()).forEach(Page::close);
                forgetWhatIsKept(profile, origins);
                profile.setOffline(false);
                profile.clearPermissions();
                profile.clearCookies();
                UNUSED.push(profile);
            }
        }
        List<String> forbidden = List.copyOf(FORBIDDEN);
        FORBIDDEN.clear();
        if (!forbidden.isEmpty()) {
            throw new AssertionError("A page did what its Content-Security-Policy forbids: " + forbidden);
        }
    }

    /** What is typed and was not stored when a test ended is nothing to the next one. */
    private static void forgetWhatIsKept(BrowserContext profile, Set<String> origins) {
        Page blank = profile.newPage();
        CDPSession devTools = profile.newCDPSession(blank);
        origins.forEach(origin -> {
            JsonObject what = new JsonObject();
            what.addProperty("origin", origin);
            what.addProperty("storageTypes", "local_storage");
            devTools.send("Storage.clearDataForOrigin", what);
        });
        blank.close();
    }

    private static void picture(Page page, String name) {
        try {
            Files.createDirectories(SCREENSHOTS);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        page.screenshot(new Page.ScreenshotOptions().setPath(SCREENSHOTS.resolve(name)).setFullPage(true));
    }
}
