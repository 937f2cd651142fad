package org.sivig.ecrf.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.util.function.Function.identity;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Cookie;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.sivig.ecrf.study.Section;
import org.sivig.ecrf.study.Study;

/** What the browser prints of a page is what stands in it: all of it, on A4, and told without colour. */
class PrintIT {

    /** A complete casebook of the demo. */
    private static final String FULL = "SIV-01-001";
    private static final String LOCKED = "SIV-03-001";
    private static final String FROZEN = "SIV-07-001";
    private static final float A4_SHORT = 595;
    private static final float A4_LONG = 842;
    private static final float MARGIN = 20;

    /** The questions that are asked, each with what is printed of its answer; the visits are told by line. */
    private static final String ANSWERS = """
            () => [...document.querySelectorAll('div[data-item]')].filter(item => item.checkVisibility()).flatMap(item => {
              const chosen = [...item.querySelectorAll('vaadin-radio-button[checked] label')].map(label => '●' + label.textContent);
              const ticked = [...item.querySelectorAll('vaadin-checkbox[checked] label')].map(label => '☒' + label.textContent);
              const typed = [...item.querySelectorAll('.answer vaadin-text-field input, .answer vaadin-text-area textarea')]
                .map(input => input.value).filter(Boolean);
              const missing = [...item.querySelectorAll('.reasons.has-reason')]
                .map(reason => reason.textContent + '–' + reason.title);
              return [...chosen, ...ticked, ...typed, ...missing];
            })""";
    private static final String LINES = """
            () => [...document.querySelectorAll('.matrix tr[data-line]')].filter(row => row.checkVisibility()).map(row =>
              row.cells[0].textContent + [...row.cells].slice(1, -1).flatMap(cell => [
                cell.matches('.err') ? { value: '✗' } : cell.matches('.warn') ? { value: '▲' } : { value: '' },
                ...cell.querySelectorAll('.op:not(.closed) > .cell-input'), ...cell.querySelectorAll(':scope > .cell-input:not([hidden])'),
                ...cell.querySelectorAll('small:not([hidden])')].map(each => each.value ?? each.textContent)).join(''))""";
    private static final String NOTES = """
            () => [...document.querySelectorAll('.note[data-check]')].filter(note => note.checkVisibility())
              .map(note => note.firstChild.textContent)""";

    /** A letter on the sheet. */
    private record Glyph(String text, float left, float right, float base, float height, Object font) {
    }

    /** A sheet as it is printed. */
    private record Sheet(float width, float height, List<Glyph> glyphs) {
    }

    /** What is printed: the text in the order in which it stands in the page, without spaces, and the sheets. */
    private record Print(String text, List<Sheet> sheets) {
    }

    @RegisterExtension
    final Browser browser = new Browser();

    private final Server server = DemoServer.running();

    @Test
    void everyFormIsPrintedWithEveryAnswer() throws IOException {
        assertFormsPrinted(browser.signIn(server, "inv01"), Study.SECTIONS);
    }

    @Test
    void everyFormIsPrintedInEnglish() throws IOException {
        Page page = browser.signIn(server, "inv01");
        page.context().addCookies(List.of(new Cookie("language", "en").setUrl(server.url())));
        page.reload();
        assertThat(page.locator("html")).hasAttribute("lang", "en");
        assertFormsPrinted(page, Study.SECTIONS);
    }

    @Test
    void aFormThatCanOnlyBeReadIsPrintedAlike() throws IOException {
        assertFormsPrinted(browser.signIn(server, "monitor"), Study.SECTIONS.subList(1, Study.SECTIONS.size()));
    }

    @Test
    void aLockedAndAFrozenCasebookArePrintedAlike() throws IOException {
        Page page = browser.signIn(server, "datamanager");
        assertFormsPrinted(page, LOCKED, Study.SECTIONS.subList(1, Study.SECTIONS.size()));
        assertFormsPrinted(page, FROZEN, Study.SECTIONS.stream().filter(section -> section.path().equals("diagnosis")
                || section.path().equals("visit")).toList());
    }

    @Test
    void theOverviewIsPrintedWithEachOfManyFindings() throws IOException {
        Page page = browser.signIn(server, "inv01");
        String number = Browser.newPatient(server, page, "visit");
        for (String visit : List.of("m0", "m3", "m6", "m9", "m12", "m18", "m24")) {
            Browser.answer(page, "lvef_" + visit, "150");
            Browser.answer(page, "mrss_" + visit, "60");
        }
        Browser.waitSaved(page);
        Browser.go(page, server.url() + "/patients/" + number);
        assertThat(page.locator(".overview-findings li").nth(13)).isVisible();
        List<String> findings = strings(page, "() => [...document.querySelectorAll('.overview-findings li a')].map(a => a.textContent)");
        assertThat(findings).hasSizeGreaterThanOrEqualTo(14);
        Print printed = print(page);
        assertThat(findings).allSatisfy(finding -> assertThat(printed.text()).contains(packed(finding)));
        assertWithinTheSheet(printed);
        assertNothingOverlaps(printed);
    }

    @Test
    void whatIsTypedAndNotStoredIsNoAnswerOnPaper() throws IOException {
        Page page = browser.signIn(server, "inv01");
        String number = Browser.newPatient(server, page, "visit");
        Browser.answer(page, "mrss_m0", "beaucoup");
        Browser.waitState(page, "failed");
        assertThat(print(page).text()).contains(packed("beaucoup (non enregistré)"));
        Browser.openForm(server, page, number, "diagnosis");
        Browser.answer(page, "first_nonrp_year", "jadis");
        Browser.waitState(page, "failed");
        assertThat(print(page).text()).contains(packed("jadis (non enregistré)"));
    }

    @Test
    void aLongTextIsPrintedWhole() throws IOException {
        Page page = browser.signIn(server, "inv01");
        String number = Browser.newPatient(server, page, "visit");
        String text = "Hospitalisation prolongée pour une pneumopathie puis un retour à domicile difficile. ".repeat(6).strip();
        Browser.field(page, "event_txt_m3").fill(text);
        page.keyboard().press("Tab");
        Browser.waitSaved(page);
        assertThat(print(page).text()).contains(packed(text));

        Browser.openForm(server, page, number, "ivig-course/1");
        Browser.answer(page, "ivig1_brand", "Tégéline + Endobuline + Gammagard + Octagam + Sandoglobuline + Privigen + Clairyg");
        Browser.waitSaved(page);
        assertThat(print(page).text()).contains("Tégéline+Endobuline+Gammagard+Octagam+Sandoglobuline+Privigen+Clairyg");
    }

    @Test
    void whatWasFoundIsPrintedBesideTheAnswer() throws IOException {
        Page page = browser.signIn(server, "inv01");
        Browser.newPatient(server, page, "diagnosis");
        Browser.answer(page, "dx_date", "1998");
        Browser.answer(page, "first_nonrp_year", "2005");
        Browser.waitSaved(page);
        assertThat(Browser.item(page, "first_nonrp_year").or(Browser.item(page, "dx_date")).locator(".note[data-check]").first()).isVisible();
        List<String> notes = strings(page, NOTES);
        assertThat(notes).isNotEmpty();
        String printed = print(page).text();
        assertThat(notes).allSatisfy(note -> assertThat(printed).contains(packed(note)));
    }

    @Test
    void whatIsOnScreenStaysAsItIsAfterPrinting() throws IOException {
        Page page = browser.signIn(server, "inv01");
        Browser.openForm(server, page, FULL, "diagnosis");
        print(page);
        assertThat(page.locator(".printed")).hasCount(0);
        Browser.assertShows(page, "overlap", "0");
    }

    @Test
    void theListOfPatientsIsPrintedWithoutWhatOneClicksOn() throws IOException {
        Page page = browser.signIn(server, "inv01");
        Browser.go(page, server.url() + "/patients");
        assertThat(page.getByText(FULL).first()).isVisible();
        Print printed = print(page);
        assertThat(printed.text()).contains(FULL, "SIV-01-002").doesNotContain("Nouveaupatient", "Tableaudebord");
        assertWithinTheSheet(printed);
    }

    private void assertFormsPrinted(Page page, List<Section> sections) throws IOException {
        assertFormsPrinted(page, FULL, sections);
    }

    private void assertFormsPrinted(Page page, String number, List<Section> sections) throws IOException {
        for (Section section : sections) {
            Browser.openForm(server, page, number, section.path());
            List<String> answers = strings(page, ANSWERS);
            List<String> lines = strings(page, LINES);
            Print printed = print(page);
            String where = section.path();
            assertThat(answers.size() + lines.size()).as(where).isPositive();
            answers.stream().map(PrintIT::packed).collect(groupingBy(identity(), counting())).forEach((answer, times) ->
                    assertThat(matches(answer, printed.text())).as("%s: %s", where, answer).hasSizeGreaterThanOrEqualTo(times.intValue()));
            for (String mark : List.of("●", "☒")) {
                assertThat(matches(mark, printed.text())).as(where)
                        .hasSize((int) answers.stream().filter(answer -> answer.startsWith(mark)).count());
            }
            assertThat(lines).allSatisfy(line -> assertThat(printed.text()).as(where).contains(packed(line)));
            assertThat(printed.text()).as(where).doesNotContain("Ctrl", "Alt+", "jj/mm/aaaa", "dd/mm/yyyy", "Tableaudebord", "Dashboard", "⋯");
            assertEachSheetIsNamed(printed, number);
            assertChosenIsHeavy(printed);
            assertWithinTheSheet(printed);
            assertNothingOverlaps(printed);
        }
    }

    /** The number of the patient, the moment and the number of the sheet stand on each. */
    private static void assertEachSheetIsNamed(Print printed, String number) {
        int of = printed.sheets().size();
        for (int i = 0; i < of; i++) {
            StringBuilder text = new StringBuilder();
            printed.sheets().get(i).glyphs().forEach(glyph -> text.append(glyph.text()));
            assertThat(packed(text.toString())).contains(number).containsPattern(
                    "(impriméle|printedon)\\d\\d/\\d\\d/\\d{4}\\d\\d:\\d\\d·page" + (i + 1) + "(sur|of)" + of);
        }
    }

    /** The letter after the mark of what was chosen is of another font than that after the mark of what was not. */
    private static void assertChosenIsHeavy(Print printed) {
        Set<Object> chosen = new HashSet<>();
        Set<Object> others = new HashSet<>();
        for (Sheet sheet : printed.sheets()) {
            List<Glyph> glyphs = sheet.glyphs().stream().filter(glyph -> !packed(glyph.text()).isEmpty()).toList();
            for (int i = 0; i + 1 < glyphs.size(); i++) {
                switch (glyphs.get(i).text()) {
                    case "●", "☒" -> chosen.add(glyphs.get(i + 1).font());
                    case "○", "☐" -> others.add(glyphs.get(i + 1).font());
                    default -> { }
                }
            }
        }
        assertThat(Collections.disjoint(chosen, others)).isTrue();
    }

    private static void assertWithinTheSheet(Print printed) {
        for (Sheet sheet : printed.sheets()) {
            assertThat(List.of(Math.min(sheet.width(), sheet.height()), Math.max(sheet.width(), sheet.height())))
                    .satisfies(size -> assertThat(size.get(0)).isBetween(A4_SHORT - 1, A4_SHORT + 1),
                            size -> assertThat(size.get(1)).isBetween(A4_LONG - 1, A4_LONG + 1));
            assertThat(sheet.glyphs()).filteredOn(glyph -> glyph.left() < MARGIN || glyph.right() > sheet.width() - MARGIN
                    || glyph.base() > sheet.height() - MARGIN).isEmpty();
        }
    }

    private static void assertNothingOverlaps(Print printed) {
        for (Sheet sheet : printed.sheets()) {
            List<Glyph> glyphs = sheet.glyphs().stream()
                    .filter(glyph -> Character.isLetterOrDigit(glyph.text().charAt(0))).toList(); // signs hang under letters
            for (int i = 0; i < glyphs.size(); i++) {
                Glyph one = glyphs.get(i);
                for (Glyph other : glyphs.subList(i + 1, glyphs.size())) {
                    float shared = Math.min(one.right(), other.right()) - Math.max(one.left(), other.left());
                    boolean over = shared > 0.5 * Math.min(one.right() - one.left(), other.right() - other.left())
                            && Math.abs(one.base() - other.base()) < 0.6 * Math.min(one.height(), other.height());
                    assertThat(over).as("%s over %s", one, other).isFalse();
                }
            }
        }
    }

    private static List<MatchResult> matches(String part, String text) {
        return Pattern.compile(part, Pattern.LITERAL).matcher(text).results().toList();
    }

    private static List<String> strings(Page page, String script) {
        return ((List<?>) page.evaluate(script)).stream().map(Object::toString).toList();
    }

    private static String packed(String text) {
        return text.replaceAll("[\\s\\u00a0\\u202f]+", "");
    }

    private static Print print(Page page) throws IOException {
        try (PDDocument document = Loader.loadPDF(page.pdf(new Page.PdfOptions().setPreferCSSPageSize(true)))) {
            List<Sheet> sheets = new ArrayList<>();
            PDFTextStripper reader = new PDFTextStripper() {
                @Override
                protected void startPage(PDPage sheet) {
                    sheets.add(new Sheet(sheet.getMediaBox().getWidth(), sheet.getMediaBox().getHeight(), new ArrayList<>()));
                }

                @Override
                protected void processTextPosition(TextPosition at) {
                    sheets.getLast().glyphs().add(new Glyph(at.getUnicode(), at.getXDirAdj(),
                            at.getXDirAdj() + at.getWidthDirAdj(), at.getYDirAdj(), at.getFontSizeInPt(),
                            at.getFont().getCOSObject()));
                    super.processTextPosition(at);
                }
            };
            return new Print(packed(reader.getText(document)), sheets);
        }
    }
}
