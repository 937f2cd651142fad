package org.sivig.ecrf.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.TimeoutError;
import com.microsoft.playwright.options.Cookie;
import com.microsoft.playwright.options.Media;
import com.microsoft.playwright.options.WaitUntilState;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.sivig.ecrf.paper.PdfReader;

/** The figures of the cohort are drawn, say the same as tables, and lead to their rows. */
class CohortIT {

    private static final List<String> FIGURES = List.of("availability", "flow", "stop", "trajectories", "swimmer", "tolerance", "table1",
            "continuation", "responders", "publication");

    /** Where a mark of a chart is that leads to a patient. */
    private static final String MARK = """
            chart => {
              const model = window.echarts.getInstanceByDom(chart).getModel();
              let found = null;
              model.eachSeries((series) => {
                const data = series.getData();
                data.each((i) => {
                  const item = data.getRawDataItem(i);
                  const drawn = data.getItemGraphicEl(i);
                  if (!found && drawn && item && item.href && item.href.includes('patients/')) {
                    const box = drawn.getBoundingRect().clone();
                    box.applyTransform(drawn.getComputedTransform ? drawn.getComputedTransform() || [1,0,0,1,0,0] : drawn.transform);
                    found = [box.x + box.width / 2, box.y + box.height / 2];
                  }
                });
              });
              return found;
            }""";

    @RegisterExtension
    final Browser browser = new Browser();

    private final Server server = DemoServer.running();

    @Test
    void everyFigureIsDrawnAndReadAsATable() {
        Page page = browser.signIn(server, "datamanager");
        Browser.go(page, server.url() + "/cohort");
        assertThat(page.locator(".cohort-small[data-drawn] svg")).hasCount(FIGURES.size());
        AccessibilityIT.assertAccessible(page, "fr");
        for (String figure : FIGURES) {
            page.navigate(server.url() + "/cohort/" + figure);
            assertThat(page.locator("#figure_chart[role=img][data-drawn] svg")).isVisible();
            assertThat(page.locator("#figure_caption")).containsText("Source");
            AccessibilityIT.assertAccessible(page, "fr");
            page.locator("#figure_table").click();
            assertThat(page.locator("#figure_tables table").first()).isVisible();
            assertThat(page).hasURL(Pattern.compile("_table=shown"));
            assertThat(page.locator("#main").innerText()).doesNotContain("!fr:", "!en:");
            AccessibilityIT.assertAccessible(page, "fr");
        }
        page.context().addCookies(List.of(new Cookie("language", "en").setUrl(server.url())));
        for (String figure : FIGURES) {
            page.navigate(server.url() + "/cohort/" + figure + "?_table=shown&_tests=1&_same=1");
            assertThat(page.locator("#figure_tables table").first()).isVisible();
            assertThat(page.locator("#main").innerText()).doesNotContain("!fr:", "!en:", " mois", "mg/j");
            AccessibilityIT.assertAccessible(page, "en");
        }
    }

    @Test
    void theWholeStudyIsToldToASiteInNumbersThatNameNobody() throws Exception {
        Page page = browser.signIn(server, "inv01");
        page.navigate(server.url() + "/cohort/table1");
        int own = patients(page);
        for (String figure : FIGURES) {
            page.navigate(server.url() + "/cohort/" + figure + "?_sites=all&_table=shown");
            assertThat(page.locator("#figure_tables table").first()).isVisible();
            assertThat(page.locator("#figure_tables a")).hasCount(0);
            assertThat(page.locator("#main").innerText()).as(figure).doesNotContain("SIV-");
            assertThat(patients(page)).as(figure).isGreaterThan(own);
        }
        for (String figure : List.of("trajectories", "responders", "continuation")) {
            page.navigate(server.url() + "/cohort/" + figure + "?_sites=all");
            assertThat(page.locator("#figure_chart[data-drawn] svg")).isVisible();
            Download file = page.waitForDownload(() -> page.locator("#figure_svg").click());
            assertThat(Files.readString(file.path())).as(figure).contains("Source").doesNotContain("SIV-");
        }
        page.navigate(server.url() + "/cohort/trajectories?_sites=all");
        assertThat((Boolean) page.locator("#figure_chart[data-drawn]").evaluate("""
                chart => {
                  const drawn = window.echarts.getInstanceByDom(chart).getOption();
                  const bands = drawn.series.flatMap(series => series.data.filter(each => each.mark && each.mark.band)
                    .flatMap(each => each.mark.band.map(([, low, high]) => [low, high, drawn.yAxis[series.yAxisIndex]])));
                  return bands.length > 7 && bands.every(([low, high, axis]) => axis.min <= low && high <= axis.max);
                }""")).as("medians and quartiles are within their axes, by type too").isTrue();
        page.navigate(server.url() + "/cohort/table1?_sites=all&patient.number=~SIV-07-001");
        assertThat(page.locator("#figure_title")).hasText("Moins de 5 patients");
        assertThat(page.locator(".cohort-none")).containsText("ne sont pas communiqués");

        Browser.go(page, server.url() + "/cohort?_sites=all");
        assertThat(page.locator(".cohort-small[data-drawn] svg").first()).isVisible();
        Download all = page.waitForDownload(() -> page.locator("#cohort_pdf").click());
        assertThat(PdfReader.all(Files.readAllBytes(all.path()))).contains("Source").doesNotContain("SIV-0");
    }

    @Test
    void aNumberLeadsToAsManyRowsAndBackToTheFigure() {
        Page page = browser.signIn(server, "datamanager");
        page.navigate(server.url() + "/cohort/flow?_table=shown");
        Locator eligible = page.locator("#figure_tables a[href*='figure.eligibility=eligible']").first();
        String count = eligible.innerText();
        eligible.click();
        assertThat(page.locator(".patients-count")).hasText(Pattern.compile("^" + count + "\\D.*"));
        page.goBack();
        assertThat(page.locator("#figure_tables table").first()).isVisible();

        page.navigate(server.url() + "/cohort/availability?_table=shown&patient.site=01");
        Locator some = page.locator("#figure_tables td a").first();
        String number = some.innerText().replaceFirst("\\D.*", "");
        some.click();
        assertThat(page.locator(".patients-count")).hasText(Pattern.compile("^" + number + "\\D.*"));

        for (int which : new int[] {0, 1}) { // how many, and of how many
            page.navigate(server.url() + "/cohort/table1?_table=shown");
            Locator share = page.locator("#figure_tables td:has(a + a)").first();
            String[] numbers = share.innerText().split("\\D+", 3);
            share.locator("a").nth(which).click();
            assertThat(page.locator(".patients-count")).hasText(Pattern.compile("^" + numbers[which] + "\\D.*"));
        }
    }

    @Test
    void filtersAreThoseOfTheDataAndTheEligibleCanBeTakenAway() {
        Page page = browser.signIn(server, "monitor");
        page.navigate(server.url() + "/cohort/table1");
        assertThat(page.locator(".data-chip")).hasCount(1);
        int eligible = patients(page);
        page.locator(".data-chip").click();
        assertThat(page).hasURL(Pattern.compile("_population=all"));
        assertThat(page.locator(".data-chip")).hasCount(0);
        Browser.settled(page);
        assertThat(patients(page)).isGreaterThan(eligible);

        page.navigate(server.url() + "/cohort/table1?patient.number=~SIV-00-000");
        assertThat(page.locator(".cohort-none")).hasText("Aucun patient ne passe ces filtres.");
        assertThat(page.locator("#figure_caption")).containsText("0 patient");
        AccessibilityIT.assertAccessible(page, "fr");

        page.navigate(server.url() + "/cohort/trajectories?birth_date=1960&patient.site=99&mrss=x");
        assertThat(page.locator(".note.warn:visible").first()).containsText("birth_date=1960");
    }

    private static int patients(Page page) {
        return Integer.parseInt(page.locator("#figure_title").innerText().replaceAll("\\D", ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"datamanager", "inv01"})
    void everyFigureLeavesAsAFileAndAllTenAsOne(String user) throws Exception {
        Page page = browser.signIn(server, user);
        page.navigate(server.url() + "/cohort/stop");
        assertThat(page.locator("#figure_chart[data-drawn] svg")).isVisible();
        for (String kind : List.of("csv", "svg", "png")) {
            Download file = page.waitForDownload(() -> page.locator("#figure_" + kind).click());
            assertThat(file.suggestedFilename()).isEqualTo("sivig-stop." + kind);
            byte[] bytes = Files.readAllBytes(file.path());
            if (kind.equals("png")) {
                assertThat(bytes).startsWith(0x89, 'P', 'N', 'G');
            } else {
                assertThat(new String(bytes, StandardCharsets.UTF_8)).contains("Source", "patients");
            }
            if (kind.equals("svg")) {
                DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new ByteArrayInputStream(bytes));
            }
        }
        Download file = page.waitForDownload(() -> page.locator("#figure_excel").click());
        assertThat(file.suggestedFilename()).isEqualTo("sivig-stop-excel.csv");
        assertThat(Files.readString(file.path())).startsWith("\uFEFF#").containsPattern("\\d,\\d+;");
        Browser.go(page, server.url() + "/cohort");
        assertThat(page.locator(".cohort-small[data-drawn] svg").nth(FIGURES.size() - 3)).isVisible();
        Download all = page.waitForDownload(() -> page.locator("#cohort_pdf").click());
        try (PDDocument document = Loader.loadPDF(Files.readAllBytes(all.path()))) {
            assertThat(leastLetter(document)).isGreaterThanOrEqualTo(7);
        }
    }

    @Test
    void aMarkOpensTheCasebookOfItsPatientAndBackReturns() {
        Page page = browser.signIn(server, "datamanager");
        for (String figure : List.of("stop", "swimmer")) {
            page.navigate(server.url() + "/cohort/" + figure);
            Locator chart = page.locator("#figure_chart[data-drawn]");
            assertThat(chart.locator("svg")).isVisible();
            Object at = chart.evaluate(MARK);
            assertThat(at).as(figure).isNotNull();
            List<?> place = (List<?>) at;
            Locator.ClickOptions mark =
                    new Locator.ClickOptions().setPosition(((Number) place.get(0)).doubleValue(), ((Number) place.get(1)).doubleValue());
            Pattern casebook = Pattern.compile(".*/patients/SIV-.*");
            chart.click(mark);
            try {
                page.waitForURL(casebook, new Page.WaitForURLOptions().setTimeout(5000));
            } catch (TimeoutError early) { // the picture was just being drawn
                chart.click(mark);
                page.waitForURL(casebook);
            }
            page.goBack();
            assertThat(page).hasURL(Pattern.compile("/cohort/" + figure + ".*"));
            assertThat(page.locator("#figure_chart[data-drawn] svg")).isVisible();
        }
    }

    @Test
    void onePatientAndOnlyThatPatientIsDrawnForASite() {
        Page page = browser.signIn(server, "inv01");
        for (String figure : FIGURES) {
            page.navigate(server.url() + "/cohort/" + figure + "?_population=all&patient.number=~SIV-01-001");
            assertThat(page.locator("#figure_title")).hasText("1 patient");
            assertThat(page.locator("#figure_chart[data-drawn], .cohort-none")).isVisible();
        }
        page.navigate(server.url() + "/cohort/swimmer?_population=all&patient.number=~SIV-02-001");
        assertThat(page.locator(".cohort-none")).isVisible();
    }

    @Test
    void whereThereIsTooLittleRoomAFigureIsScrolledAndNotSqueezed() {
        Page page = browser.signIn(server, "datamanager");
        page.setViewportSize(390, 844);
        for (String figure : List.of("flow", "table1", "tolerance")) {
            page.navigate(server.url() + "/cohort/" + figure);
            Locator chart = page.locator("#figure_chart[data-drawn]");
            assertThat(chart).hasAttribute("tabindex", "0");
            assertThat(chart.evaluate("chart => chart.scrollWidth > chart.clientWidth + 50 && document.documentElement.scrollWidth <= innerWidth")).isEqualTo(true);
            AccessibilityIT.assertAccessible(page, "fr");
        }
        page.navigate(server.url() + "/cohort/responders");
        assertThat(page.locator("#figure_chart[data-drawn]")).not().hasAttribute("tabindex", "0");
        page.setViewportSize(1440, 900);
        page.navigate(server.url() + "/cohort/continuation");
        assertThat(page.locator("#figure_chart[data-drawn]")).containsText("Décès (aucun)");
    }

    @Test
    void onPaperAFigureGoesOnOverSheetsAndEveryLetterIsReadable() throws Exception {
        Page page = browser.signIn(server, "datamanager");
        page.setViewportSize(1440, 900);
        for (String figure : FIGURES) {
            page.navigate(server.url() + "/cohort/" + figure);
            Locator screen = page.locator("#figure_chart[data-drawn] svg");
            assertThat(screen).hasCount(1);
            String drawn = screen.getAttribute("viewBox");
            page.evaluate("dispatchEvent(new Event('beforeprint'))");
            for (Locator sheet : page.locator(".cohort-sheets svg").all()) {
                List<String> box = List.of(sheet.getAttribute("viewBox").split(" "));
                assertThat(box.get(2)).as(figure).isEqualTo("720");
                assertThat(Double.parseDouble(box.get(3))).as(figure).isBetween(50.0, 950.0);
            }
            page.evaluate("dispatchEvent(new Event('afterprint'))");
            assertThat(screen).hasCount(1);
            assertThat(screen).hasAttribute("viewBox", drawn);
            try (PDDocument printed = Loader.loadPDF(page.pdf(new Page.PdfOptions().setPreferCSSPageSize(true)))) {
                assertThat(leastLetter(printed)).as(figure).isGreaterThan(7);
            }
        }
        page.navigate(server.url() + "/cohort/table1");
        assertThat(page.locator("#figure_tables")).isHidden();
        page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
        assertThat(page.locator("#figure_tables")).isVisible();
        assertThat(page.locator("#figure_chart")).isHidden();
    }

    /** How tall the smallest letters are, in points. */
    private static double leastLetter(PDDocument document) throws IOException {
        double[] least = {Double.MAX_VALUE};
        new PDFTextStripper() {
            @Override
            protected void processTextPosition(TextPosition letter) {
                least[0] = Math.min(least[0], letter.getTextMatrix().getScalingFactorY());
            }
        }.getText(document);
        return least[0];
    }

    @Test
    void aFigureStandsBesideItself() {
        Page page = browser.signIn(server, "datamanager");
        page.navigate(server.url() + "/cohort/trajectories?diagnosis.ssc_type=2&_beside=figure.eligibility%3Deligible%26diagnosis.ssc_type%3D3");
        assertThat(page.locator("#figure_chart[data-drawn] svg")).isVisible();
        assertThat(page.locator("#beside_chart[data-drawn] svg")).isVisible();
        AccessibilityIT.assertAccessible(page, "fr");
    }

    @Test
    void linesAreLitFromAListAndAMarkNamesItsPatient() {
        Page page = browser.signIn(server, "datamanager");
        page.navigate(server.url() + "/cohort/trajectories");
        Locator chart = page.locator("#figure_chart[data-drawn]");
        Locator lit = chart.locator("svg [stroke='#b3261e']");
        assertThat(lit).hasCount(1); // in the legend
        page.locator("#cohort_light_improved").click();
        assertThat(page).hasURL(Pattern.compile("_lit=SIV-"));
        assertThat(lit).not().hasCount(1);
        assertThat(lit.nth(2)).isAttached();

        page.navigate(server.url() + "/cohort/stop");
        assertThat(chart.locator("svg")).isVisible();
        Browser.settled(page);
        List<?> place = (List<?>) chart.evaluate(MARK);
        chart.hover(new Locator.HoverOptions().setPosition(((Number) place.get(0)).doubleValue(), ((Number) place.get(1)).doubleValue()));
        assertThat(chart).containsText(Pattern.compile("SIV-\\d\\d-\\d{3}"));
    }

    @Test
    void figuresOpenedAtOnceAreEachDrawn() {
        Page one = browser.signIn(server, "datamanager");
        Page other = one.context().newPage();
        Page.NavigateOptions unseen = new Page.NavigateOptions().setWaitUntil(WaitUntilState.COMMIT);
        one.navigate(server.url() + "/cohort/availability", unseen);
        other.navigate(server.url() + "/cohort/swimmer", unseen);
        assertThat(one.locator("#figure_chart[data-drawn] svg")).containsText("Rodnan");
        assertThat(other.locator("#figure_chart[data-drawn] svg")).containsText("SIV-01-001");
        for (String next : List.of("tolerance", "responders")) {
            one.locator(".cohort-figures a[href*='/" + next + "']").click();
        }
        assertThat(one.locator("h1")).hasText("Répondeurs");
        assertThat(one.locator("#figure_chart[data-drawn] svg")).containsText("M24");
        assertThat(one.locator(".cohort-card")).hasCount(1);
    }
}
