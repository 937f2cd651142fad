package org.sivig.ecrf.guide;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The two languages of the guide tell the same, and what both tell of the screens is true. What stands between two
 * asterisks on each side is a label of the screen, word for word; stress is laid by underscores.
 */
class GuideTest {

    /** Where the keys of a kind of page are told. */
    private static final Map<KeyPlace, String> PLACES = new EnumMap<>(Map.of(KeyPlace.FORM, "keys-form",
            KeyPlace.VISITS, "keys-visits", KeyPlace.CASEBOOK, "keys-casebook", KeyPlace.LIST, "keys-lists",
            KeyPlace.PATIENTS, "keys-lists", KeyPlace.DATA, "keys-lists", KeyPlace.OTHER, "keys-everywhere"));

    private static final Pattern LABEL = Pattern.compile("\\*\\*([^*]+)\\*\\*");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\s*\\{.*");
    /** What is no French: keys and what is typed, anchors, addresses, rules of tables, times. */
    private static final Pattern NO_WORDS =
            Pattern.compile("`[^`]*`|<a [^>]*></a>|\\]\\([^)]*\\)|\\|-[-|]*|\\d\\d:\\d\\d:\\d\\d|\\*\\*\\?\\*\\*");
    private static final Pattern BAD_SPACING = Pattern.compile("[^\u00A0\u202F][:;?!%»]|«(?![\u00A0\u202F])");
    private static final int HEAVIEST = 100_000;

    private final Guide guide = new Guide();

    static Stream<Locale> languages() {
        return Stream.of(Locale.FRENCH, Locale.ENGLISH);
    }

    @Test
    void bothLanguagesHaveTheSamePagesPartsTablesAndPictures() {
        assertThat(shape(Locale.ENGLISH)).isEqualTo(shape(Locale.FRENCH));
    }

    @Test
    void everyPageAndPartHasANameOfItsOwn() {
        List<String> names = guide.pages(Locale.FRENCH).stream().flatMap(page -> Stream.concat(Stream.of(page.name()),
                page.parts().stream().map(GuidePage.Part::anchor))).toList();
        assertThat(names.subList(1, names.size())).doesNotContain("").doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("languages")
    void everyLinkLeadsSomewhere(Locale language) {
        Set<String> there = Stream.concat(guide.pages(language).stream(), guide.page(language, Guide.ALL).stream())
                .flatMap(page -> Stream.concat(Stream.of(Guide.address(page.name(), page.name())),
                        html(page).select("[id]").stream().map(part -> Guide.address(page.name(), part.id()))))
                .collect(toSet());
        List<String> links = Stream.concat(guide.pages(language).stream(), guide.page(language, Guide.ALL).stream())
                .flatMap(page -> html(page).select("a").eachAttr("href").stream()).toList();
        assertThat(links).isNotEmpty().allSatisfy(link -> assertThat(there).contains(link));
    }

    @ParameterizedTest
    @MethodSource("languages")
    void everyPictureIsThereLightAndDescribed(Locale language) {
        List<Element> pictures = guide.pages(language).stream().flatMap(page -> html(page).select("img").stream()).toList();
        assertThat(pictures).allSatisfy(picture -> {
            assertThat(picture.attr("alt")).isNotBlank();
            assertThat(picture.attr("src")).endsWith("." + language.getLanguage() + ".png");
            assertThat(Path.of("docs", picture.attr("src"))).isRegularFile();
            assertThat(Files.size(Path.of("docs", picture.attr("src")))).isLessThan(HEAVIEST);
        });
    }

    /** Each key of the application is in the guide, and the guide has none that the application does not have. */
    @ParameterizedTest
    @MethodSource("languages")
    void theGuideTellsTheKeysOfEachKindOfPage(Locale language) {
        Document keys = html(guide.page(language, "keys").orElseThrow());
        PLACES.values().stream().distinct().forEach(anchor -> {
            Set<String> told = keys.getElementById(anchor).nextElementSibling().select("td:first-child code").stream()
                    .map(Element::text).collect(toSet());
            Set<String> known = PLACES.entrySet().stream().filter(place -> place.getValue().equals(anchor))
                    .flatMap(place -> Keys.on(place.getKey(), EnumSet.allOf(KeyRight.class)).stream())
                    .filter(key -> anchor.equals("keys-everywhere") || key != Keys.HELP && key != Keys.MESSAGE)
                    .flatMap(key -> key.strokes(words(language)::getString).stream()).collect(toSet());
            if (anchor.equals("keys-everywhere")) {
                known.add(words(language).getString("keyboard.Escape"));
            }
            assertThat(told).as(anchor).isEqualTo(known);
        });
    }

    @ParameterizedTest
    @MethodSource("languages")
    void labelsOfTheScreenAreNamedWordForWord(Locale language) throws IOException {
        ResourceBundle words = words(language);
        Set<String> labels = words.keySet().stream().map(key -> PLACEHOLDER.matcher(words.getString(key).strip())
                .replaceFirst("")).collect(toSet());
        List<String> named = LABEL.matcher(Files.readString(file(language))).results()
                .flatMap(match -> Stream.of(match.group(1).split(" – ")))
                .filter(label -> label.matches(".*\\p{L}{3}.*")).toList();
        assertThat(named).isNotEmpty();
        assertThat(named.stream().filter(label -> !labels.contains(label))).isEmpty();
    }

    @Test
    void frenchSignsStandBesideANonBreakingSpace() throws IOException {
        assertThat(Files.readString(file(Locale.FRENCH)).lines()
                .filter(line -> BAD_SPACING.matcher(NO_WORDS.matcher(line).replaceAll("x")).find()).toList()).isEmpty();
    }

    @Test
    void whatIsNoPartOfTheGuideIsEscaped() {
        GuidePage page = GuideText.pages("# G\n\n## <a id=\"x\"></a>T\n\n<b onclick=\"x()\">b</b>"
                + " [l](javascript:x)\n\n<script>x()</script>").get("x");
        assertThat(html(page).select("b, script, [onclick], [href*=javascript]")).isEmpty();
        assertThat(html(page).text()).contains("<b onclick", "<script>");
    }

    private List<String> shape(Locale language) {
        return guide.pages(language).stream().flatMap(page -> html(page).select("h2, h3, tr, img, li, blockquote").stream()
                .map(element -> page.name() + " " + element.tagName() + " " + element.id()
                        + element.attr("src").replace("." + language.getLanguage() + ".png", ""))).toList();
    }

    private static Document html(GuidePage page) {
        return Jsoup.parseBodyFragment(page.html());
    }

    private static Path file(Locale language) {
        return Path.of("docs", language.equals(Locale.FRENCH) ? "user-guide.fr.md" : "user-guide.md");
    }

    private static ResourceBundle words(Locale language) {
        return ResourceBundle.getBundle("vaadin-i18n.translations", language,
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    }
}
