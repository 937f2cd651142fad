package org.sivig.ecrf.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.FormData;
import com.microsoft.playwright.options.RequestOptions;
import com.vaadin.flow.router.Route;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.sivig.ecrf.account.PasswordAttempts;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AnnotationTypeFilter;

/** Every page, by its address, as every role: it is shown, or looks as if it did not exist. */
class RoutesIT {

    /**
     * What an investigator, a monitor, a data manager, a statistician and an administrator get at an address: + the page,
     * 0 a page that says that one sees no patients, - no page. A patient of another site is one whom an investigator of
     * site 01 and the monitor do not see. The route stands behind its address.
     */
    private static final String TABLE = """
            /                          + + + + +   HomeView
            /patients                  + + + + 0   PatientsView
            /patients/{own}            + + + + -   CasebookView
            /patients/{own}/diagnosis  + + + + -   CasebookView
            /patients/{other}          - - + + -   CasebookView
            /patients/{other}/visit    - - + + -   CasebookView
            /data/visit                + + + + 0   DataView
            /data/nothing              - - - - 0   DataView
            /findings                  + + + + 0   FindingsView
            /queries                   + + + + 0   QueriesView
            /audit                     + + + + 0   AuditView
            /identity-reads            + + + + 0   IdentityReadsView
            /checks                    + + + + 0   ChecksView
            /dashboard                 + + + + 0   DashboardView
            /cohort                    + + + + 0   CohortView
            /cohort/flow               + + + + 0   CohortView
            /cohort/nothing            - - - - 0   CohortView
            /signals                   - + + + -   SignalsView
            /monitoring                - + + - -   MonitoringView
            /monitoring/01             - + + - -   SiteMonitoringView
            /monitoring/99             - - - - -   SiteMonitoringView
            /monitoring/01/999999      - - - - -   ReportView
            /verification-plan         + + + + -   PlanView
            /samples                   + + + + 0   SamplesView
            /samples/{sample}          + + + + 0   SampleView
            /samples/999999            - - - - 0   SampleView
            /admin/audit               - - + - +   ChainView
            /export                    + + + + 0   ExportView
            /account                   + + + + +   AccountView
            /admin/log                 - - - - +   AccountLogView
            /admin/users               - - - - +   UsersView
            /admin/sites               - - - - +   SitesView
            /admin/sessions            - - - - +   SessionsView
            /admin/rights              - - - - +   RightsView
            /admin/system              - - - - +   SystemView
            /admin/self-check          - - - - +   SelfCheckView
            /guide                     + + + + +   GuideView
            """;

    private static final List<String> ROLES = List.of("inv01", "monitor", "datamanager", "statistician", "admin");

    /** Whoever is not signed in is sent to this one. */
    private static final String SIGN_IN = "LoginView";

    @RegisterExtension
    final Browser browser = new Browser();

    private final Server server = DemoServer.running();

    @Test
    void everyPageIsShownToThoseWhoMaySeeItAndExistsForNobodyElse() {
        Page drawing = browser.signIn(server, "datamanager");
        drawing.navigate(server.url() + "/samples");
        drawing.locator("#draw").click();
        drawing.waitForURL(Pattern.compile(".*/samples/\\d+"));
        String sample = drawing.url().replaceFirst(".*/", "");
        SoftAssertions found = new SoftAssertions();
        for (int i = 0; i < ROLES.size(); i++) {
            int role = i;
            Page page = browser.signIn(server, ROLES.get(role));
            String other = ROLES.get(role).equals("monitor") ? "SIV-07-001" : "SIV-02-001";
            TABLE.lines().forEach(line -> {
                String[] cells = line.split("\\s+");
                String address = cells[0].replace("{own}", "SIV-01-001").replace("{other}", other).replace("{sample}", sample);
                Browser.go(page, server.url() + address);
                PlaywrightAssertions.assertThat(page).hasURL(server.url() + address);
                Browser.settled(page);
                PlaywrightAssertions.assertThat(page.locator("h1").first()).isVisible();
                found.assertThat(outcome(page)).as("%s by %s", address, ROLES.get(role)).isEqualTo(cells[1 + role]);
            });
        }
        found.assertAll();
    }

    private static String outcome(Page page) {
        return switch (page.locator("h1").first().textContent().strip()) {
            case "Page introuvable", "Patient introuvable" -> "-";
            case "Aucun patient pour ce compte" -> "0";
            default -> page.url().contains("/login") ? "sign-in" : "+";
        };
    }

    @Test
    void whoIsNotSignedInIsAskedToSignIn() throws IOException, InterruptedException {
        try (HttpClient nobody = HttpClient.newHttpClient()) {
            for (String line : TABLE.lines().toList()) {
                URI address = URI.create(server.url() + line.split("\\s+")[0].replaceAll("[{}]", ""));
                HttpResponse<Void> answer =
                        nobody.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.discarding());
                assertThat(answer.statusCode()).as("%s", address).isEqualTo(302);
                assertThat(answer.headers().firstValue("location")).hasValueSatisfying(
                        to -> assertThat(to).endsWith("/login"));
            }
        }
    }

    @Test
    void whatAnAddressSaysInVainIsSaidOnEveryPage() {
        Page page = browser.signIn(server, "monitor");
        for (String address : List.of("/audit?item=plt", "/audit?day=2026-11-27", "/data/visit?mrss=%", "/dashboard?show=%&table=x",
                "/checks?item=plt", "/patients/SIV-01-001/diagnosis?item=nothing", "/samples?site=1%", "/queries?where=m99")) {
            page.navigate(server.url() + address);
            PlaywrightAssertions.assertThat(page.locator(".note.warn:visible").first())
                    .containsText(Pattern.compile("n’a pas été comprise.*|n’existe"));
            PlaywrightAssertions.assertThat(page.locator(".note.warn:visible").first())
                    .containsText(address.replaceFirst(".*[=]", ""));
        }
        for (String address : List.of("/patients?site=99", "/data/visit?patient.site=99", "/dashboard?site=99", "/findings?site=07")) {
            page.navigate(server.url() + address);
            PlaywrightAssertions.assertThat(page.locator(".note.warn:visible").first())
                    .containsText("Ce centre n’existe pas ou n’est pas le vôtre");
        }
        page.navigate(server.url() + "/data/visit?" + "mrss=10..20&".repeat(800));
        PlaywrightAssertions.assertThat(page.locator(".data-chip")).hasCount(1);
        page.navigate(server.url() + "/patients/SIV-01-001/diagnosis?item=dx_date");
        PlaywrightAssertions.assertThat(page.locator("[data-item=dx_date]")).isVisible();
        PlaywrightAssertions.assertThat(page.locator(".note.warn:visible")
                .filter(new Locator.FilterOptions().setHasText("adresse"))).hasCount(0);
    }

    @Test
    void whoSignsInOnTheWayComesToTheAddressThatWasAskedFor() {
        String asked = server.url() + "/queries?state=answered";
        Page page = browser.open(asked);
        Browser.signIn(page, "monitor", Browser.PASSWORD);
        PlaywrightAssertions.assertThat(page.locator("h1").first()).hasText("Requêtes");
        PlaywrightAssertions.assertThat(page).hasURL(asked);
    }

    @Test
    void aPageRunsItsOwnScriptsIsNotKeptAndStandsWithinNoOther() throws IOException, InterruptedException {
        try (HttpClient nobody = HttpClient.newHttpClient()) {
            HttpResponse<String> page = nobody.send(HttpRequest.newBuilder(URI.create(server.url() + "/login")).build(),
                    HttpResponse.BodyHandlers.ofString());
            String policy = page.headers().firstValue("content-security-policy").orElse("");
            assertThat(policy).contains("frame-ancestors 'none'", "object-src 'none'", "base-uri 'self'");
            String scripts = policy.replaceFirst(".*script-src ([^;]*);.*", "$1");
            assertThat(scripts).startsWith("'self' 'nonce-").doesNotContain("unsafe-inline");
            String once = scripts.replaceFirst(".*'nonce-([^']+)'.*", "$1");
            assertThat(Pattern.compile("<script\\b[^>]*>").matcher(page.body()).results().map(MatchResult::group)).isNotEmpty()
                    .allMatch(script -> script.contains("nonce=\"" + once + "\""));
            assertThat(page.headers().firstValue("x-content-type-options")).hasValue("nosniff");
            assertThat(page.headers().firstValue("cache-control").orElse("")).contains("no-store");
            assertThat(page.headers().firstValue("referrer-policy")).hasValue("same-origin");
        }
    }

    @Test
    void aSecondPageFetchesNoScriptAndNoStyleAgain() {
        Page page = browser.signIn(server, "inv01");
        for (String address : List.of("/patients/SIV-01-001/visit", "/patients/SIV-01-002/diagnosis")) {
            page.navigate(server.url() + address);
            page.locator("main [data-item]").first().waitFor();
            Browser.settled(page);
        }
        assertThat((List<?>) page.evaluate("() => performance.getEntriesByType('resource')"
                + ".filter(each => each.transferSize > 0 && !each.name.includes('?v-r=')).map(each => each.name)")).isEmpty();
        assertThat((int) page.evaluate("() => performance.getEntriesByType('resource').filter(each => /kept/.test(each.name)).length"))
                .isGreaterThan(20);
    }

    @Test
    void whoAsksToBeToldThatTheDocumentIsReadIsToldAtOnceThoughItIsPast() {
        Page page = browser.signIn(server, "inv01");
        page.navigate(server.url() + "/patients/SIV-01-001/diagnosis");
        Browser.settled(page);
        page.evaluate("() => new Promise(told => document.addEventListener('DOMContentLoaded', told))"); // or it never ends
    }

    @Test
    void nothingOfOursHasAnAddressThatAnUpgradeKeeps() {
        Page page = browser.signIn(server, "datamanager");
        for (String address : List.of("/data/visit", "/dashboard", "/cohort/flow", "/patients/SIV-01-001/visit", "/guide")) {
            page.navigate(server.url() + address);
            Browser.settled(page);
            assertThat((List<?>) page.evaluate("() => performance.getEntriesByType('resource').map(each => each.name)"
                    + ".filter(name => /\\.(js|css)/.test(name) && !/kept|VAADIN.build|[.]cache[.]/.test(name))")).as(address).isEmpty();
        }
    }

    @Test
    void scriptsAndStylesAreKeptUnderTheNameOfTheirContentAndOpenToAll() throws IOException, InterruptedException {
        try (HttpClient nobody = HttpClient.newHttpClient()) {
            String page = nobody.send(HttpRequest.newBuilder(URI.create(server.url() + "/login")).build(),
                    HttpResponse.BodyHandlers.ofString()).body();
            String version = Pattern.compile("kept/([0-9a-f]+)/styles\\.css").matcher(page).results().findFirst().orElseThrow().group(1);
            for (String file : List.of("styles.css", "styles/base.css", "lumo/lumo.css", "ecrf/main.js")) {
                HttpResponse<String> kept = asset(nobody, version, file);
                assertThat(kept.statusCode()).as(file).isEqualTo(200);
                assertThat(kept.headers().firstValue("cache-control").orElse("")).contains("immutable", "max-age=31536000");
                assertThat(kept.headers().firstValue("pragma")).as("with one Chromium keeps nothing").isEmpty();
                assertThat(asset(nobody, "00000000", file).statusCode()).as("of another version").isNotEqualTo(200);
            }
            assertThat(asset(nobody, version, "echarts/LICENSE").statusCode()).as("nothing else").isEqualTo(302);
            assertThat(asset(nobody, version, "ecrf/../../../application.properties").statusCode()).isNotEqualTo(200);
        }
    }

    private HttpResponse<String> asset(HttpClient nobody, String version, String file) throws IOException, InterruptedException {
        return nobody.send(HttpRequest.newBuilder(URI.create(server.url() + "/kept/" + version + "/" + file)).build(),
                HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void nobodyIsSignedInByAPageThatIsNotOurs() {
        Page page = browser.open(server.url() + "/login");
        String to = page.request().post(server.url() + "/login", RequestOptions.create().setMaxRedirects(0)
                .setForm(FormData.create().set("username", "inv01").set("password", Browser.PASSWORD))).headers().get("location");
        assertThat(to).endsWith("/login?stale");
        page.navigate(to);
        PlaywrightAssertions.assertThat(page.getByText("Page ouverte depuis trop longtemps")).isVisible();
        page.navigate(server.url() + "/patients");
        assertThat(outcome(page)).isEqualTo("sign-in");
        Browser.signIn(page, "inv01", Browser.PASSWORD);
        page.waitForURL(Pattern.compile(".*/patients(\\?.*)?"));
    }

    @Test
    void afterTooManyWrongPasswordsOneIsToldUntilWhenNoneIsTaken() {
        Page page = browser.open(server.url() + "/login");
        for (int i = 0; i <= PasswordAttempts.ALLOWED; i++) {
            Browser.signIn(page, "nobody at all", "wrong");
            page.waitForURL(Pattern.compile(i < PasswordAttempts.ALLOWED - 1 ? ".*/login\\?error" : ".*/login\\?paused=.*"));
        }
        PlaywrightAssertions.assertThat(page.getByText(Pattern.compile("aucun mot de passe n’est accepté .* avant \\d\\d:\\d\\d")))
                .isVisible();
    }

    @Test
    void noPageIsForgotten() {
        var scanner = new ClassPathScanningCandidateComponentProvider(false);
        scanner.addIncludeFilter(new AnnotationTypeFilter(Route.class));
        Set<String> routes = scanner.findCandidateComponents("org.sivig.ecrf").stream().map(BeanDefinition::getBeanClassName)
                .map(name -> name.replaceFirst(".*\\.", "")).collect(Collectors.toCollection(TreeSet::new));
        Set<String> tried = TABLE.lines().map(line -> line.replaceFirst(".*\\s", "")).collect(Collectors.toCollection(TreeSet::new));
        tried.addAll(List.of(SIGN_IN, "SecondStepView", "ChoosePasswordView", "AgainView")); // for whoever is not signed in
        assertThat(tried).isEqualTo(routes);
    }
}
