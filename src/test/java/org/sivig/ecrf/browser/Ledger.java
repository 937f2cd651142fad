package org.sivig.ecrf.browser;

import com.microsoft.playwright.Page;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.crf.Answer;
import org.sivig.ecrf.crf.Item;
import org.sivig.ecrf.crf.Reading;
import org.sivig.ecrf.study.Study;

/**
 * What a page said to the one who types, item by item: what was typed, what was left to be saved, and what was shown as
 * saved. The page reports it from its own events, in their order.
 */
final class Ledger {

    private static final String REPORT = """
            (() => {
              const textOf = (input) => {
                const group = input.closest('vaadin-radio-group');
                return group ? group.dataset.codes.split(',')[[...group.querySelectorAll('input')].indexOf(input)]
                    : input.value;
              };
              for (const event of ['input', 'change']) {
                document.addEventListener(event, ({ target }) => {
                  const item = target.closest('[data-item]');
                  if (item && target.matches('input')) {
                    window.report(event, item.dataset.item, textOf(target));
                  }
                }, true);
              }
              const { fetch } = window;
              window.fetch = async (address, sent) => {
                const answer = await fetch(address, sent);
                if (String(address).includes('/left/') && answer.ok) {
                  const typed = JSON.parse(sent.body.get('typed'));
                  (await answer.clone().json()).forEach((name) =>
                    window.report('saved', name, typed.find((each) => each.item === name).typed));
                }
                return answer;
              };
              let sivig;
              Object.defineProperty(window, 'sivig', { get: () => sivig, set: (functions) => {
                sivig = functions;
                const hook = (name, after) => {
                  let called;
                  Object.defineProperty(sivig, name, { enumerable: true, set: (f) => called = f, get: () => (...said) => {
                    called(...said);
                    after(...said);
                    if (document.getElementById('save_status')?.dataset.state === 'saved') {
                      window.report('all saved', '', '');
                    }
                  } });
                };
                hook('saved', (item, typed) => window.report('saved', item, typed));
                hook('handled', () => { });
              } });
            })()""";

    /** One item. {@code saved} is null as long as nothing was shown as saved; {@code left} was left after that. */
    private static final class Entry {
        private @Nullable String typed;
        private @Nullable String saved;
        private final List<String> left = new ArrayList<>();
    }

    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private final List<String> untrue = new ArrayList<>();
    private int saves;

    /** Keeps the ledger of a page from now on. */
    void keep(Page page) {
        page.exposeFunction("report", said -> {
            record((String) said[0], (String) said[1], (String) said[2]);
            return null;
        });
        page.addInitScript(REPORT);
    }

    /** Starts again, with another patient. */
    void clear() {
        entries.clear();
        untrue.clear();
    }

    private void record(String event, String item, String text) {
        if (event.equals("all saved")) {
            entries.forEach((name, left) -> {
                if (!left.left.isEmpty() && !name.equals("overlap_spec")) {
                    untrue.add(name + " " + left.left + " was on its way when the page said that all was saved");
                }
            });
            return;
        }
        Entry entry = entry(item);
        switch (event) {
            case "input" -> entry.typed = text;
            case "change" -> {
                entry.typed = text;
                entry.left.add(text);
                if (item.equals("overlap") && text.equals("0")) {
                    entry("overlap_spec").left.add("");
                }
            }
            case "saved" -> {
                saves++;
                saved(entry, text);
                if (item.equals("overlap") && text.equals("0")) {
                    saved(entry("overlap_spec"), "");
                    entry("overlap_spec").typed = "";
                }
            }
            default -> throw new IllegalArgumentException(event);
        }
    }

    private static void saved(Entry entry, String text) {
        entry.saved = text;
        entry.left.subList(0, entry.left.indexOf(text) + 1).clear();
    }

    private Entry entry(String item) {
        return entries.computeIfAbsent(item, name -> new Entry());
    }

    /** How many times an answer was shown as saved. */
    int saves() {
        return saves;
    }

    /** Where the page said that all was saved, and it was not. */
    List<String> untrue() {
        return untrue;
    }

    /** What was typed last into each item. */
    Map<String, String> typed() {
        return entries.entrySet().stream().filter(e -> e.getValue().typed != null)
                .collect(Collectors.toMap(Map.Entry::getKey, e -> e.getValue().typed));
    }

    /** The items whose last text was not shown as saved, and that text. */
    Map<String, String> unsaved() {
        return entries.entrySet().stream()
                .filter(e -> e.getValue().typed != null && !e.getValue().typed.equals(e.getValue().saved))
                .collect(Collectors.toMap(Map.Entry::getKey, e -> e.getValue().typed));
    }

    /**
     * The answers that may be found when the server was killed: what was shown as saved last, or what was left after
     * that and may have been saved without anybody having been told.
     */
    Set<Answer<?>> possible(Item<?, ?> item) {
        Entry entry = entry(item.name());
        return Stream.concat(Stream.of(entry.saved == null ? "" : entry.saved), entry.left.stream())
                .map(text -> Reading.of(item, text, LocalDate.now(Study.CLOCK)))
                .filter(Reading.Understood.class::isInstance)
                .<Answer<?>>map(reading -> ((Reading.Entry<?>) ((Reading.Understood<?>) reading).value()).answer())
                .collect(Collectors.toSet());
    }

    @Override
    public String toString() {
        return entries.entrySet().stream().map(e -> "%s: typed <%s>, shown as saved <%s>, left since %s".formatted(
                e.getKey(), e.getValue().typed, e.getValue().saved, e.getValue().left))
                .collect(Collectors.joining("\n"));
    }
}
