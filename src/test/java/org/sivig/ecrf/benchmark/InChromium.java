package org.sivig.ecrf.benchmark;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.WaitUntilState;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.sivig.ecrf.browser.Browser;
import org.sivig.ecrf.browser.Chromium;
import org.sivig.ecrf.browser.Server;
import org.sivig.ecrf.crf.Casebook;
import org.sivig.ecrf.crf.ItemType;
import org.sivig.ecrf.study.Casebooks;
import org.sivig.ecrf.study.Section;
import org.sivig.ecrf.study.Study;

/** The packaged application as a process of its own: how fast it starts, and what a user in a browser waits for. */
final class InChromium {

    private static final String OPENED = "In Chromium: from a click or an address to the first key that can be typed (ms)";
    private static final String SAVED = "In Chromium: from leaving a field to “saved” (ms)";
    private static final List<String> OPTIONS = List.of("-Xmx1g");
    private static final int STARTS = 5;
    private static final int RUNS = Math.max(1, EcrfBenchmark.RUNS / 10);
    /** How often each section is opened uncounted: a server that was just started compiles what it serves. */
    private static final int ROUNDS = 3;
    private static final Set<ItemType> TYPED =
            Set.of(ItemType.INTEGER, ItemType.DECIMAL, ItemType.YEAR, ItemType.PARTIAL_DATE);

    /**
     * Notes how long after its address was gone to, and later after each click, an input of a form takes the focus and is
     * painted. It is timed within the page: what drives the browser looks for a still element before it clicks, and is told late.
     */
    private static final String WATCH_OPENING = """
            () => {
              let asked = 0;
              const look = from => {
                const ask = ++asked;
                window.untilKeys = 0;
                const again = () => {
                  if (ask !== asked) {
                    return;
                  }
                  const input = document.querySelector('main [data-item] input, main [data-item] textarea');
                  input?.focus();
                  if (input && document.activeElement === input) {
                    requestAnimationFrame(() => requestAnimationFrame(() => window.untilKeys = performance.now() - from));
                  } else {
                    requestAnimationFrame(again);
                  }
                };
                requestAnimationFrame(again);
              };
              look(0);
              window.addEventListener('click', click => look(click.timeStamp), { capture: true });
            }""";
    private static final String AT_REST = """
            async () => {
              const idle = () => new Promise(done => requestIdleCallback(done));
              do {
                await idle();
              } while (Object.values(Vaadin.Flow.clients).some(client => client.isActive()));
              await idle();
            }""";
    private static final String PAINTED =
            "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))";
    /** Notes how long after the next key the page says that everything is stored; the page may keep the key to itself. */
    private static final String WATCH = """
            () => {
              const status = document.getElementById('save_status');
              window.untilSaved = 0;
              let left = 0;
              window.addEventListener('keydown', () => left = performance.now(), { capture: true, once: true });
              new MutationObserver((changes, observer) => {
                if (left && status.dataset.state === 'saved') {
                  window.untilSaved = performance.now() - left;
                  observer.disconnect();
                }
              }).observe(status, { attributes: true });
            }""";

    private final Path data;
    private final Map<String, String> settings;
    private final Report report;

    /** @param settings of the database that holds the study */
    InChromium(Path data, Map<String, String> settings, Report report) {
        this.data = data;
        this.settings = settings;
        this.report = report;
    }

    void measure() {
        Times starts = new Times();
        for (int i = 0; i < STARTS; i++) {
            long started = System.nanoTime();
            try (Server server = Server.start(data, settings, OPTIONS)) {
                starts.add((System.nanoTime() - started) / 1e6);
            }
        }
        report.value("The packaged application", "from the command to the first answer, half of %d starts".formatted(STARTS),
                Math.round(starts.percentile(50) / 100) / 10.0, "s", 6.0);
        Chromium.takeWhole();
        Browser browser = new Browser();
        try (Server server = Server.start(data, settings, OPTIONS)) {
            Page page = browser.signIn(server, LargeStudy.investigator("01").username());
            page.addInitScript("(%s)()".formatted(WATCH_OPENING));
            for (int i = 0; i < ROUNDS * Study.SECTIONS.size(); i++) {
                Section section = Study.SECTIONS.get(i % Study.SECTIONS.size());
                open(page, server, section, i);
                openByClick(page, server, section, i);
            }
            for (Section section : Study.SECTIONS) {
                measure(page, server, section);
            }
            page.context().close();
            measureList(browser.signIn(server, LargeStudy.dataManager().username()), server);
        }
    }

    private void measure(Page page, Server server, Section section) {
        String what = "section %s, %s".formatted(section.place(), section.path());
        Times addresses = new Times();
        Times clicks = new Times();
        for (int i = 0; i < RUNS; i++) {
            addresses.add(open(page, server, section, i));
            clicks.add(openByClick(page, server, section, i));
        }
        report.times(OPENED, what + ", by its address", addresses, null);
        report.times(OPENED, what + ", by a click", clicks, null);
        Times saves = new Times();
        for (int i = 0; i < RUNS; i += 5) {
            open(page, server, section, i);
            for (int j = 0; j < 5; j++) {
                change(page, section).ifPresent(saves::add);
            }
        }
        if (saves.count() > 0) {
            report.times(SAVED, what, saves, null);
        }
    }

    private static double open(Page page, Server server, Section section, int patient) {
        page.navigate(address(server, section, patient), new Page.NavigateOptions().setWaitUntil(WaitUntilState.COMMIT));
        return untilKeys(page);
    }

    /** From the overview of the same patient, once that has nothing more to do: nobody clicks on what has just come up. */
    private static double openByClick(Page page, Server server, Section section, int patient) {
        String address = address(server, section, patient);
        page.navigate(address.substring(0, address.indexOf(section.path()) - 1));
        Locator link = page.locator("nav.sections a[href$='/" + section.path() + "']");
        link.waitFor();
        page.evaluate(AT_REST);
        link.click();
        return untilKeys(page);
    }

    /** The list of all patients: by a click from a casebook, then with a part of a number typed into its filter. */
    private void measureList(Page page, Server server) {
        Times clicks = new Times();
        Times filters = new Times();
        for (int i = 0; i < RUNS; i++) {
            page.navigate(server.url() + "/patients/" + LargeStudy.patient(i));
            Locator link = page.locator("a.nav-link[href='patients']");
            link.waitFor();
            clicks.add(time(() -> {
                link.click();
                awaitRows(page, "SIV-");
            }));
            String part = LargeStudy.patient(LargeStudy.SITES + i).substring("SIV-".length());
            page.locator("#filter_number input").focus();
            page.keyboard().type(part.substring(0, part.length() - 1));
            filters.add(time(() -> {
                page.keyboard().type(part.substring(part.length() - 1));
                awaitRows(page, "SIV-" + part);
            }));
        }
        report.times(OPENED, "the list of patients, by a click", clicks, null);
        report.times("In Chromium: from the last key of a filter to its rows (ms)", "the list of patients, by number", filters, null);
        page.context().close();
    }

    /** Until all rows that are seen, and there are some, show this number, and are painted. */
    private static void awaitRows(Page page, String number) {
        page.waitForFunction("""
                number => {
                  const shown = [...document.querySelectorAll('.patients-number')].filter(link => link.offsetParent);
                  return shown.length > 0 && shown.every(link => link.textContent.trim().startsWith(number));
                }""", number);
        page.evaluate(PAINTED);
    }

    private static String address(Server server, Section section, int patient) {
        return server.url() + "/patients/" + LargeStudy.patient(LargeStudy.SITES * patient) + "/" + section.path();
    }

    private static double time(Runnable action) {
        long started = System.nanoTime();
        action.run();
        return (System.nanoTime() - started) / 1e6;
    }

    private static double untilKeys(Page page) {
        return ((Number) page.waitForFunction("() => window.untilKeys").jsonValue()).doubleValue();
    }

    /** Types another value into a field; empty when the page has none into which one types. */
    private static Optional<Double> change(Page page, Section section) {
        List<Locator> fields = Casebooks.blank().instances().stream().filter(section::covers)
                .filter(i -> TYPED.contains(i.item().type())).map(Casebook.Instance::exportName)
                .map(name -> page.locator("#%1$s input, input#%1$s".formatted(name)))
                .filter(Locator::isVisible).limit(1).toList();
        if (fields.isEmpty()) {
            return Optional.empty();
        }
        Locator field = fields.getFirst();
        String next = field.inputValue().endsWith("2001") ? "2002" : "2001";
        field.fill("");
        field.focus();
        page.keyboard().type(next);
        page.evaluate(WATCH);
        page.keyboard().press("Tab");
        page.waitForFunction("() => window.untilSaved > 0");
        return Optional.of(((Number) page.evaluate("() => window.untilSaved")).doubleValue());
    }
}
