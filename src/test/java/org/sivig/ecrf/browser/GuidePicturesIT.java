package org.sivig.ecrf.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.Clip;
import com.microsoft.playwright.options.Cookie;
import com.microsoft.playwright.options.ScreenshotAnimations;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sivig.ecrf.cohort.FigureKind;

/** Takes the pictures of the user guide, when asked for with {@code -Dguide.pictures}; CONTRIBUTING.md says how. */
@EnabledIfSystemProperty(named = "guide.pictures", matches = ".*")
class GuidePicturesIT {

    private static final int COLOURS = 256;
    private static final String FULL = "SIV-01-001";

    @RegisterExtension
    final Browser browser = new Browser();

    private final Server server = DemoServer.running();
    private String language = "";

    @ParameterizedTest
    @ValueSource(strings = {"fr", "en"})
    void pictures(String language) {
        this.language = language;
        signInPage();
        atASite();
        asAMonitor();
        asADataManager();
    }

    private void signInPage() {
        Page page = browser.open(server.url() + "/login");
        speak(page);
        page.reload();
        assertThat(page.locator("input[name=username]")).isVisible();
        picture(page, "sign-in", 980, 560);
    }

    private void atASite() {
        Page page = browser.signIn(server, "inv01");
        speak(page);
        page.setViewportSize(1180, 900);
        Browser.newPatient(server, page, "diagnosis");
        Browser.answer(page, "raynaud_year", "2004");
        Browser.answer(page, "first_nonrp_year", "2008");
        Browser.answer(page, "dx_date", "03/2011");
        Browser.choose(page, "ssc_type", "2");
        Browser.waitSaved(page);
        Browser.field(page, "dx_date").focus();
        picture(page, "form", 1180, 560);

        Browser.answer(page, "raynaud_year", "2014");
        assertThat(page.locator(".note[data-check]").first()).isVisible();
        Browser.waitSaved(page);
        Browser.field(page, "raynaud_year").focus();
        picture(page, "finding", 1180, 400);

        page.keyboard().press("F1");
        assertThat(page.locator("#key_help")).isVisible();
        picture(page, "keys", 1180, 640);
        page.keyboard().press("Escape");
        assertThat(page.locator("#key_help")).isHidden();

        Browser.openForm(server, page, FULL, "visit");
        page.locator("#mrss_m6").click();
        picture(page, "visits", 1240, 700);

        page.navigate(server.url() + "/");
        assertThat(page.locator("h1").first()).isVisible();
        picture(page, "start", 1100, 480);
    }

    private void asAMonitor() {
        Page page = browser.signIn(server, "monitor");
        speak(page);
        Browser.openForm(server, page, FULL, "diagnosis?item=dx_date");
        assertThat(Browser.note(page, "dx_date").locator(".open-query").first()).isVisible();
        picture(page, "query", 1180, 520);
    }

    private void asADataManager() {
        Page page = browser.signIn(server, "datamanager");
        speak(page);
        page.navigate(server.url() + "/data/visit?mrss=10..&_cols=patient.number|row.visit|diagnosis.ssc_type|mrss|hb|fvc");
        assertThat(page.getByText("SIV-01-0").first()).isVisible();
        picture(page, "data", 1180, 520);

        page.setViewportSize(1180, 900);
        for (FigureKind kind : FigureKind.values()) {
            page.navigate(server.url() + "/cohort/" + kind.code());
            assertThat(page.locator("#figure_chart[data-drawn] svg")).isVisible();
            BoundingBox chart = page.locator("#figure_chart").boundingBox();
            picture(page, "cohort-" + kind.code(), new Clip(chart.x, chart.y, chart.width, Math.min(chart.height, 620)));
        }
    }

    private void speak(Page page) {
        page.context().addCookies(List.of(new Cookie("language", language).setUrl(server.url())));
        page.reload();
    }

    /** The upper part of the window, of this size. */
    private void picture(Page page, String name, int width, int height) {
        page.setViewportSize(width, Math.max(height, 480));
        picture(page, name, new Clip(0, 0, width, height));
    }

    private void picture(Page page, String name, Clip of) {
        Browser.settled(page);
        byte[] picture = page.screenshot(new Page.ScreenshotOptions().setClip(of).setFullPage(true)
                .setAnimations(ScreenshotAnimations.DISABLED));
        try {
            Path file = Files.createDirectories(Path.of("docs", "guide")).resolve(name + "." + language + ".png");
            ImageIO.write(light(ImageIO.read(new ByteArrayInputStream(picture))), "png", file.toFile());
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** The picture in its most frequent colours, a third as heavy: a screen has few, the edges of its letters have many. */
    private static BufferedImage light(BufferedImage picture) {
        int[] dots = picture.getRGB(0, 0, picture.getWidth(), picture.getHeight(), null, 0, picture.getWidth());
        int[] palette = Arrays.stream(dots).boxed().collect(groupingBy(dot -> dot, counting())).entrySet().stream()
                .sorted(Map.Entry.<Integer, Long>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey()))
                .limit(COLOURS).mapToInt(Map.Entry::getKey).toArray();
        Map<Integer, Byte> nearest = new HashMap<>();
        byte[] light = new byte[dots.length];
        for (int i = 0; i < dots.length; i++) {
            light[i] = nearest.computeIfAbsent(dots[i], dot -> (byte) IntStream.range(0, palette.length).boxed()
                    .min(Comparator.comparingInt(at -> distance(dot, palette[at]))).orElseThrow().intValue());
        }
        BufferedImage result = new BufferedImage(picture.getWidth(), picture.getHeight(),
                BufferedImage.TYPE_BYTE_INDEXED, new IndexColorModel(Integer.numberOfTrailingZeros(COLOURS),
                        palette.length, palette, 0, false, -1, DataBuffer.TYPE_BYTE));
        result.getRaster().setDataElements(0, 0, picture.getWidth(), picture.getHeight(), light);
        return result;
    }

    private static int distance(int one, int other) {
        Color a = new Color(one);
        Color b = new Color(other);
        return Math.abs(a.getRed() - b.getRed()) + Math.abs(a.getGreen() - b.getGreen())
                + Math.abs(a.getBlue() - b.getBlue());
    }
}
