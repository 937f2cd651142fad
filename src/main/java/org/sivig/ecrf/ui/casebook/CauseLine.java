package org.sivig.ecrf.ui.casebook;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.router.RouterLink;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.casebook.KnownFinding;
import org.sivig.ecrf.casebook.OpenCasebook;
import org.sivig.ecrf.crf.Answer;
import org.sivig.ecrf.crf.Casebook;
import org.sivig.ecrf.study.Section;
import org.sivig.ecrf.study.Study;
import org.sivig.ecrf.ui.Words;

/** One line for an answer on which several findings rest: how many, the way to it, and the way back to what it was. */
class CauseLine extends Div {

    /** Knows what stood there before, and brings it back. */
    interface Before {

        /** The value that stood there before; null when there was none, or it is not to be brought back. */
        @Nullable Answer<?> of(Casebook.Instance answer);

        void bringBack(Casebook.Instance answer, Answer<?> before);
    }

    /** @param links makes a link of this text to a section of the casebook */
    CauseLine(OpenCasebook open, Casebook.Instance at, List<KnownFinding> findings, Words words,
            BiFunction<String, Section, RouterLink> links, Before before) {
        addClassNames("note", "cause", findings.stream().anyMatch(KnownFinding::isBlocking) ? "err" : "warn");
        getElement().setAttribute("data-cause", at.exportName());
        add(Links.at(at, links.apply(words.cause(findings.size(), at, at.answer().isBlank() ? null : at.answer()),
                Study.sectionOf(at).orElseThrow())));
        Answer<?> was = open.editable() ? before.of(at) : null;
        if (was != null) {
            NativeButton back = new NativeButton(words.of("cause.back", words.answer(at.item(), was)),
                    click -> before.bringBack(at, was));
            back.addClassNames("action", "saves");
            add(back);
        }
    }

    /** The findings that rest on one answer with others, by that answer. */
    static Map<String, List<KnownFinding>> causes(OpenCasebook open) {
        return open.findings().stream().filter(finding -> finding.cause() != null).collect(Collectors.groupingBy(
                finding -> Objects.requireNonNull(finding.cause()), LinkedHashMap::new, Collectors.toList()));
    }
}
