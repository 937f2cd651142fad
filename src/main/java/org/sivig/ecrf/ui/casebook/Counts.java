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

    private static final Map<String, String> KEYS = Map.of(
            Words.kind(Severity.ERROR), "findings.count." + Severity.ERROR,
            Words.kind(Severity.WARNING), "findings.count." + Severity.WARNING, "query", "queries.pending");

    private final Words words;
    private final LastShown shown = new LastShown();

    Counts(Words words) {
        this.words = words;
        addClassName("counts");
    }

    void show(List<KnownFinding> findings, List<KnownQuery> queries) {
        Map<String, Long> now = new LinkedHashMap<>();
        for (Severity severity : List.of(Severity.ERROR, Severity.WARNING)) {
            now.put(Words.kind(severity),
                    findings.stream().filter(f -> f.isOpen() && f.check().severity() == severity).count());
        }
        now.put("query", (long) queries.size());
        if (shown.isNew(now)) {
            removeAll();
            now.forEach(this::add);
        }
    }

    private void add(String kind, long many) {
        if (many > 0) {
            Span count = new Span(String.valueOf(many));
            String said = words.of(KEYS.get(kind), many);
            count.addClassNames("count", kind);
            count.getElement().setAttribute("title", said).setAttribute("role", "img").setAttribute("aria-label", said);
            add(count);
        }
    }
}
