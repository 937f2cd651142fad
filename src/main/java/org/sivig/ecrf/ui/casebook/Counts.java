package org.sivig.ecrf.ui.casebook;

import com.vaadin.flow.component.html.Span;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.sivig.ecrf.casebook.KnownFinding;
import org.sivig.ecrf.casebook.KnownQuery;
import org.sivig.ecrf.crf.Severity;
import org.sivig.ecrf.ui.Words;

/** How many errors and warnings are open, and how many queries wait. */
class Counts extends Span {

    private final Words words;
    private Map<String, Long> shown = Map.of();

    Counts(Words words) {
        this.words = words;
        addClassName("counts");
    }

    void show(List<KnownFinding> findings, List<KnownQuery> queries) {
        Map<String, Long> now = new LinkedHashMap<>();
        for (Severity severity : List.of(Severity.ERROR, Severity.WARNING)) {
            now.put("findings.count." + severity,
                    findings.stream().filter(f -> f.isOpen() && f.check().severity() == severity).count());
        }
        now.put("queries.pending", (long) queries.size());
        if (now.equals(shown)) {
            return;
        }
        shown = now;
        removeAll();
        add(Words.kind(Severity.ERROR), "findings.count." + Severity.ERROR);
        add(Words.kind(Severity.WARNING), "findings.count." + Severity.WARNING);
        add("query", "queries.pending");
    }

    private void add(String kind, String key) {
        long many = shown.get(key);
        if (many > 0) {
            Span count = new Span(String.valueOf(many));
            String said = words.of(key, many);
            count.addClassNames("count", kind);
            count.getElement().setAttribute("title", said).setAttribute("role", "img").setAttribute("aria-label", said);
            add(count);
        }
    }
}
