package org.sivig.ecrf.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Cookie;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.sivig.ecrf.study.Study;

/**
 * Every page can be used on 1440 × 900, on 1280 × 720, at 200 % on 1440 × 900, which is a page of 720 × 450, on 1024 × 768, upright on a
 * tablet, and on a telephone: nothing lies over anything else, nothing is cut, and the page scrolls in one direction only.
 */
class SmallScreensIT {

    private record Screen(int width, int height) {
    }

    private static final String FULL = "SIV-01-001";
    /** Partly verified, with a whole date of onset. */
    private static final String VERIFIED = "SIV-01-002";
    private static final List<Screen> SCREENS =
            List.of(new Screen(1440, 900), new Screen(1280, 720), new Screen(720, 450), new Screen(1024, 768), new Screen(768, 1024), new Screen(390, 844));
    private static final Screen TELEPHONE = SCREENS.getLast();

    /**
     * What is wrong with how controls stand: what of them can be seen is compared. Within a grid and a drawing the library
     * and the drawing see to it; a comparator stands in the cell of its value.
     */
    private static final String FAULTS = """
            () => {
              const faults = [];
              const width = innerWidth;
              const name = element => `${element.localName} ${element.id || element.className} «${(element.getAttribute('aria-label')
                || element.textContent || element.value || '').trim().slice(0, 40)}» ${element.closest('[data-item]')?.dataset.item ?? ''}`;
              if (document.documentElement.scrollWidth > width + 1) {
                faults.push(`the page is ${document.documentElement.scrollWidth} wide`);
              }
              const narrow = element => element.closest('.matrix :is(td, th)')?.getBoundingClientRect().width < 3;
              const dialog = document.querySelector('vaadin-dialog[opened]');
              const seen = element => (!dialog || dialog.contains(element)) && element.checkVisibility({ opacityProperty: true, visibilityProperty: true })
                && !element.closest('vaadin-grid, svg, .op') && !element.matches('.skip') && !narrow(element);
              const controls = [...document.querySelectorAll('a[href], button, input, textarea, select, summary, vaadin-button, '
                + 'vaadin-menu-bar-button, vaadin-radio-button, vaadin-checkbox')].filter(seen)
                .filter(each => !each.matches('[type=radio], [type=checkbox], [type=hidden], [slot=sr-label] *'));
              const shown = [];
              for (const control of controls) {
                for (const rect of control.getClientRects()) {
                  const box = { left: rect.left, right: rect.right, top: rect.top, bottom: rect.bottom };
                  let scrolled = false;
                  for (let around = control.parentElement; around && around !== document.body; around = around.parentElement) {
                    const overflow = getComputedStyle(around).overflowX;
                    const edge = around.getBoundingClientRect();
                    if ((overflow === 'hidden' || overflow === 'clip') && edge.width > 3 && (rect.left < edge.left - 1
                        || rect.right > edge.right + 1 || rect.top < edge.top - 1 || rect.bottom > edge.bottom + 1)) {
                      faults.push(`${name(control)} is cut by ${name(around)}`);
                    }
                    if (overflow === 'auto' || overflow === 'scroll') {
                      scrolled = true;
                      box.left = Math.max(box.left, edge.left);
                      box.right = Math.min(box.right, edge.right);
                      box.top = Math.max(box.top, edge.top);
                      box.bottom = Math.min(box.bottom, edge.bottom);
                    }
                  }
                  if (box.right - box.left > 2 && box.bottom - box.top > 2) {
                    shown.push({ control, box });
                    if (!scrolled && (box.left < -1 || box.right > width + 1)) {
                      faults.push(`${name(control)} is outside`);
                    }
                  }
                }
              }
              const above = control => Boolean(control.closest('.bar'));
              shown.forEach((one, at) => shown.slice(at + 1).forEach(other => {
                if (!one.control.contains(other.control) && !other.control.contains(one.control)
                    && above(one.control) === above(other.control)
                    && Math.min(one.box.right, other.box.right) - Math.max(one.box.left, other.box.left) > 2
                    && Math.min(one.box.bottom, other.box.bottom) - Math.max(one.box.top, other.box.top) > 2) {
                  faults.push(`${name(one.control)} over ${name(other.control)}`);
                }
              }));
              [...document.querySelectorAll('.answer input, .cell-input')].filter(input => seen(input)
                && input.value.length <= 10 && input.scrollWidth > input.clientWidth + 1)
                .forEach(input => faults.push(`the value ${input.value} of ${name(input)} is cut`));
              const lines = element => {
                const range = document.createRange();
                range.selectNodeContents(element);
                return [...range.getClientRects()].filter(each => each.width > 2);
              };
              [...document.querySelectorAll('.column-title > *')].filter(head => head.checkVisibility()
                && (head.scrollWidth > head.clientWidth + 1 && head.clientWidth || lines(head).some(line => line.bottom
                > head.parentElement.getBoundingClientRect().bottom + 3)))
                .forEach(head => faults.push(`the head ${name(head)} is cut`));
              [...document.querySelectorAll('.column-group')].filter(group => group.checkVisibility() && /^\\S+\\s*$/.test(group.textContent)
                && lines(group).length > 1).forEach(group => faults.push(`the group ${name(group)} breaks within its word`));
              [...document.querySelectorAll('.note')].filter(note => seen(note) && note.firstChild?.nodeType === Node.TEXT_NODE
                && getComputedStyle(note, '::before').content !== 'none' && lines(note.firstChild).some(line => line.left
                < note.getBoundingClientRect().left + 20)).forEach(note => faults.push(`${name(note)} drops below its sign`));
              [...document.querySelectorAll('[data-keys]:not(.segmented) [style*="--key"] > label')].filter(option => seen(option)
                && lines(option).some(line => line.left < lines(option)[0].left - 1))
                .forEach(option => faults.push(`${name(option)} breaks under its number`));
              const brand = document.querySelector('.brand')?.getBoundingClientRect();
              if (width >= 1000 && brand && document.querySelector('.user-menu').getBoundingClientRect().top > brand.bottom) {
                faults.push('the bar takes a second line');
              }
              const last = document.querySelector('.matrix thead th:nth-child(8)')?.getBoundingClientRect();
              if (width >= 1280 && last && last.right > document.querySelector('.matrix-scroll').getBoundingClientRect().right + 1) {
                faults.push('the last visit is cut');
              }
              const status = document.getElementById('save_status')?.getBoundingClientRect();
              if (status && (status.left < 0 || status.right > width + 1 || status.top < 0 || status.bottom > innerHeight)) {
                faults.push('the state of saving is out of sight');
              }
              return faults;
            }""";

    @RegisterExtension
    final Browser browser = new Browser();

    private final Server server = DemoServer.running();

    @Test
    void everyPageOfACasebookCanBeUsed() {
        Page page = browser.signIn(server, "inv01");
        assertCasebook(page, FULL);
        speakEnglish(page);
        assertCasebook(page, FULL);
    }

    @Test
    void everyPageOfACasebookCanBeUsedByWhoVerifies() {
        Page page = browser.signIn(server, "monitor");
        assertCasebook(page, VERIFIED);
        speakEnglish(page);
        assertCasebook(page, VERIFIED);
    }

    private void speakEnglish(Page page) {
        page.context().addCookies(List.of(new Cookie("language", "en").setUrl(server.url())));
        page.reload();
        assertThat(page.locator("html")).hasAttribute("lang", "en");
    }

    private void assertCasebook(Page page, String number) {
        assertUsable(page, Stream.concat(Stream.of("patients/" + number), Study.SECTIONS.stream()
                .map(section -> "patients/" + number + "/" + section.path())).toList());
    }

    @Test
    void everyListCanBeUsed() {
        assertUsable(browser.signIn(server, "admin"), List.of("admin/sites", "admin/users", "admin/rights", "admin/sessions",
                "admin/log", "admin/system", "admin/audit", "admin/self-check"));
        Page page = browser.signIn(server, "datamanager");
        assertLists(page);
        speakEnglish(page);
        assertLists(page);
        assertUsable(browser.signIn(server, "monitor"), List.of(""));
    }

    private void assertLists(Page page) {
        assertUsable(page, List.of("", "patients", "data/visit", "queries", "findings", "audit", "dashboard", "samples", "checks",
                "signals?signal=ROUND&item=walk6&site=01", "monitoring", "monitoring/01", "verification-plan", "export"));
    }

    @Test
    void theSignInPageCanBeUsed() {
        assertUsable(browser.open(server.url() + "/login"), List.of("login"));
    }

    @Test
    void aDialogCanBeUsed() {
        Page page = browser.signIn(server, "inv01");
        for (Screen screen : SCREENS) {
            page.setViewportSize(screen.width(), screen.height());
            Browser.openForm(server, page, FULL, "diagnosis?item=dx_date");
            assertThat(Browser.field(page, "dx_date")).isFocused();
            page.keyboard().press("F7");
            assertThat(page.locator("vaadin-dialog textarea")).isVisible();
            assertNoFaults(page, screen, "a query");
        }
    }

    @Test
    void aFormIsAnsweredOnATelephoneAndTheStateOfSavingStaysInView() {
        Page page = browser.signIn(server, "inv01");
        page.setViewportSize(TELEPHONE.width(), TELEPHONE.height());
        String number = Browser.newPatient(server, page);
        Browser.openForm(server, page, number, "tolerance");
        List<Locator> groups = page.locator("vaadin-radio-group").all();
        groups.getLast().locator("vaadin-radio-button").last().click();
        Browser.waitSaved(page);
        assertNoFaults(page, TELEPHONE, "tolerance");
        Browser.openForm(server, page, number, "follow-up");
        Browser.answer(page, "last_news_date", "03/2012");
        Browser.waitSaved(page);
        page.locator("#complete_form").scrollIntoViewIfNeeded();
        assertNoFaults(page, TELEPHONE, "follow-up");
    }

    @Test
    void aTelephoneShowsOneVisitAndRemembersWhich() {
        Page page = browser.signIn(server, "inv01");
        page.setViewportSize(TELEPHONE.width(), TELEPHONE.height());
        String number = Browser.newPatient(server, page, "visit");
        Locator choice = page.locator(".visit-choice");
        assertOnlyVisit(page, "m0");
        choice.getByText("M12").click();
        assertOnlyVisit(page, "m12");
        page.locator("#mrss_m12").fill("17");
        page.keyboard().press("Enter");
        Browser.waitSaved(page);
        assertNoFaults(page, TELEPHONE, "visit");

        Browser.openForm(server, page, number, "visit?item=mrss_m6");
        assertThat(page.locator("#mrss_m6")).isFocused();
        assertOnlyVisit(page, "m6");
        page.keyboard().press("ArrowRight");
        assertThat(page.locator("#mrss_m9")).isFocused();
        assertOnlyVisit(page, "m9");
        page.keyboard().press("ArrowRight");
        assertThat(page.locator("#mrss_m12")).hasValue("17");
        assertOnlyVisit(page, "m12");
    }

    @Test
    void theVisitsFillTheWindowOfASmallLaptopAndNoMore() {
        Page page = browser.signIn(server, "inv01");
        Browser.openForm(server, page, Browser.newPatient(server, page), "visit");
        for (int width : List.of(861, 900, 980, 1024)) {
            page.setViewportSize(width, 700);
            page.waitForFunction("() => document.scrollingElement.scrollHeight === window.innerHeight");
        }
    }

    @Test
    void aWideScreenShowsAllVisits() {
        Page page = browser.signIn(server, "inv01");
        Browser.openForm(server, page, FULL, "visit");
        assertThat(page.locator(".visit-choice")).isHidden();
        assertThat(widths(page)).allMatch(width -> width.doubleValue() > 60);
    }

    @Test
    void whatIsToldCoversNothingAtTheFoot() {
        Page page = browser.signIn(server, "inv01");
        Browser.newPatient(server, page, "visit");
        for (Screen screen : Stream.concat(SCREENS.stream(), Stream.of(new Screen(1440, 900))).toList()) {
            page.setViewportSize(screen.width(), screen.height());
            page.locator("#matrix_undo").click();
            assertThat(page.locator("vaadin-notification-card").first()).isVisible();
            page.locator("#next_section").scrollIntoViewIfNeeded();
            assertThat((List<?>) page.evaluate("""
                    () => [...document.querySelectorAll('vaadin-notification-card')].flatMap(card => {
                      const told = card.getBoundingClientRect();
                      return [...document.querySelectorAll('.form-foot :is(a, vaadin-button), #save_status')].filter(each => {
                        const box = each.getBoundingClientRect();
                        return box.width > 0 && box.left < told.right && told.left < box.right
                          && box.top < told.bottom && told.top < box.bottom;
                      }).map(each => each.id);
                    })""")).as(screen.toString()).isEmpty();
        }
    }

    @Test
    void brandsAreOfferedAndWhatIsTypedStays() {
        Page page = browser.signIn(server, "inv01");
        Browser.newPatient(server, page, "ivig-course/1");
        Locator brand = Browser.field(page, "ivig1_brand");
        brand.focus();
        Browser.type(page, "Tég");
        assertThat((Object) page.evaluate("() => [...document.activeElement.list.options].map(option => option.value)"
                + ".join(', ')")).isEqualTo("Tégéline, Endobuline, Gammagard, Octagam, Sandoglobuline, Privigen, Clairyg, Kiovig");
        page.keyboard().press("Tab");
        Browser.waitSaved(page);
        assertThat(brand).hasValue("Tég");
        Browser.answer(page, "ivig1_brand", "Privigen + Ki");
        Browser.waitSaved(page);
        assertThat(brand).hasValue("Privigen + Ki");
        assertThat((Object) page.evaluate("() => [...document.getElementById('ivig1_brand').inputElement.list.options]"
                + ".map(option => option.value).includes('Privigen + Kiovig')")).isEqualTo(true);
    }

    private static void assertOnlyVisit(Page page, String visit) {
        assertThat(page.locator(".visit-choice [aria-pressed=true]")).hasText(visit.toUpperCase());
        List<String> visits = List.of("m0", "m3", "m6", "m9", "m12", "m18", "m24");
        List<Number> widths = widths(page);
        for (int i = 0; i < visits.size(); i++) {
            if (visits.get(i).equals(visit)) {
                assertThat(widths.get(i).doubleValue()).isGreaterThan(100);
            } else {
                assertThat(widths.get(i).doubleValue()).isLessThan(3);
            }
        }
    }

    @SuppressWarnings("unchecked")
    private static List<Number> widths(Page page) {
        return (List<Number>) page.evaluate("""
                () => [...document.querySelectorAll('.matrix th[data-visit]')].map(head => head.getBoundingClientRect().width)""");
    }

    private void assertUsable(Page page, List<String> addresses) {
        for (String address : addresses) {
            Browser.go(page, server.url() + "/" + address);
            assertThat(page.locator("h1").first()).isVisible();
            Browser.settled(page);
            for (Screen screen : SCREENS) {
                page.setViewportSize(screen.width(), screen.height());
                assertNoFaults(page, screen, address);
            }
        }
    }

    private static void assertNoFaults(Page page, Screen screen, String where) {
        page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))");
        assertThat((List<?>) page.evaluate(FAULTS)).as("%s at %s", where, screen).isEmpty();
    }
}
