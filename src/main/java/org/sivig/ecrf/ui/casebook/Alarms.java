package org.sivig.ecrf.ui.casebook;

import com.vaadin.flow.component.html.Div;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.casebook.Edit;
import org.sivig.ecrf.casebook.ItemHistory;
import org.sivig.ecrf.casebook.KnownFinding;
import org.sivig.ecrf.casebook.OpenCasebook;
import org.sivig.ecrf.crf.Answer;
import org.sivig.ecrf.crf.Casebook;
import org.sivig.ecrf.study.Section;
import org.sivig.ecrf.ui.Words;

/**
 * Which findings are told to who types on a page, and above its fields the answers on which several rest.
 */
class Alarms extends Div implements CauseLine.Before {

    private final ItemHistory history;
    private final Words words;
    private final PageScript script;
    private final Saving saving;
    /** The items that were left blank, of those on which a finding rests. */
    private final Set<String> left = new HashSet<>();
    /** The others, as the browser knows them. */
    private String awaited = "";
    private String number = "";
    private final LastShown shown = new LastShown();
    /** What stood before in answers on which several findings rest, by item and answer. */
    private final transient Map<String, Optional<Answer<?>>> before = new HashMap<>();

    Alarms(ItemHistory history, Words words, PageScript script, Saving saving) {
        this.history = history;
        this.words = words;
        this.script = script;
        this.saving = saving;
    }

    /** A page is opened: what was blank before was left so. */
    void open(OpenCasebook open) {
        number = open.number();
        before.clear();
        left.clear();
        left.addAll(open.awaited());
        removeAll();
        shown.isNew(List.of());
    }

    /** Items were left blank: what rests on that is told from now on. Gives whether that is news. */
    boolean leave(List<String> items) {
        return left.addAll(items);
    }

    /** The casebook with the findings that are told on the page of a section; its own page tells all. */
    OpenCasebook told(OpenCasebook open, @Nullable Section section) {
        left.retainAll(open.awaited());
        return section == null ? open : open.typedInto(left);
    }

    /** @param told what {@link #told} gave for {@code open} */
    void show(OpenCasebook open, OpenCasebook told, Section here, Links links) {
        String items = open.awaited().stream().filter(item -> open.editable() && !left.contains(item))
                .collect(Collectors.joining(","));
        if (!items.equals(awaited)) {
            awaited = items;
            script.awaits(items);
        }
        Map<String, List<KnownFinding>> causes = CauseLine.causes(told);
        causes.entrySet().removeIf(cause -> !here.covers(told.casebook().reach(cause.getKey()))
                && cause.getValue().stream().noneMatch(finding -> here.covers(finding.at())));
        if (shown.isNew(causes.entrySet().stream().map(cause -> List.of(cause.getKey(), cause.getValue().size(),
                told.casebook().reach(cause.getKey()).answer(), told.editable())).toList())) {
            removeAll();
            causes.forEach((answer, findings) -> add(new CauseLine(told, told.casebook().reach(answer), findings, words,
                    links::to, this)));
        }
    }

    @Override
    public @Nullable Answer<?> of(Casebook.Instance at) {
        return at.item().isIdentity() ? null : before.computeIfAbsent(at.exportName() + "=" + at.answer(),
                now -> history.of(number, at.exportName()).stream().filter(record -> record.act() == null)
                        .<Answer<?>>map(record -> record.before(at.item()))
                        .filter(answer -> !answer.isBlank() && !answer.equals(at.answer())).findFirst())
                .orElse(null);
    }

    @Override
    public void bringBack(Casebook.Instance at, Answer<?> answer) {
        saving.bringBack(new Edit(at.exportName(), at.answer(), answer));
        script.goTo(at.exportName());
    }
}
