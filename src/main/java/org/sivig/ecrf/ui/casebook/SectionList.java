package org.sivig.ecrf.ui.casebook;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.RouterLink;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.casebook.OpenCasebook;
import org.sivig.ecrf.crf.Completeness;
import org.sivig.ecrf.study.Section;
import org.sivig.ecrf.study.Study;
import org.sivig.ecrf.ui.Drawn;
import org.sivig.ecrf.ui.Texts;
import org.sivig.ecrf.ui.Words;
import org.sivig.ecrf.verification.VerificationMarks;

/** The sections of a casebook beside its page: the way to each, how far it is and what waits in it. */
class SectionList extends Drawn {

    private record Line(RouterLink link, Ring ring, Counts counts, Span percent, Span verified) {
    }

    private final Words words;
    private final Map<Section, Line> lines = new LinkedHashMap<>();
    private Links links = new Links("", null);
    private @Nullable Section current;

    SectionList(Words words) {
        super("nav", new Div());
        this.words = words;
        addClassName("sections");
        getElement().setAttribute("aria-label", words.of("sections"));
    }

    /** Made once for a page: a link that is replaced under the mouse would lose its click. */
    void build(Links links, OpenCasebook open, @Nullable Section current) {
        this.links = links;
        this.current = current;
        build(Study.sections(open.casebook(), current));
    }

    private void build(List<Section> sections) {
        content().removeAllChildren();
        lines.clear();
        RouterLink overview = links.to(words.of("overview"), null);
        overview.addClassName("overview");
        content().appendChild(overview.getElement());
        for (Section each : sections) {
            Line line = new Line(links.to("", each), new Ring(), new Counts(words), new Span(), new Span());
            Span place = new Span(each.place());
            place.addClassName("place");
            Span name = new Span(words.name(each));
            name.addClassName("name");
            line.percent().addClassName("percent");
            line.verified().addClassName("sdv-share");
            line.link().add(line.ring(), place, name, line.counts(), line.percent(), line.verified());
            if (each.equals(current)) {
                line.link().addClassName("current");
                line.link().getElement().setAttribute("aria-current", "page");
            }
            lines.put(each, line);
            content().appendChild(line.link().getElement());
        }
    }

    /** The section after the one that is open. */
    Optional<Section> next() {
        List<Section> all = List.copyOf(lines.keySet());
        int next = all.indexOf(current) + 1;
        return next < all.size() ? Optional.of(all.get(next)) : Optional.empty();
    }

    /** @param marks what is verified, for who verifies; null for who does not */
    void show(OpenCasebook open, @Nullable VerificationMarks marks) {
        List<Section> sections = Study.sections(open.casebook(), current);
        if (!sections.equals(List.copyOf(lines.keySet()))) {
            build(sections);
        }
        lines.forEach((section, line) -> {
            line.counts().show(open.findingsIn(section), open.pendingIn(section));
            showVerified(line.verified(), section, open, marks);
            Completeness done = open.completeness().get(section); // null for a course that the paper has no place for
            boolean complete = open.standing().completion(section) != null;
            Texts.show(line.percent(), complete ? "✓" : done == null ? "" : done.percent() + words.of("cohort.percent-sign"));
            line.percent().setClassName("done", complete);
            line.percent().getElement().setAttribute("role", complete ? "img" : "none");
            if (complete) {
                line.percent().getElement().setAttribute("aria-label", words.of("section.complete"));
            } else {
                line.percent().getElement().removeAttribute("aria-label");
            }
            if (done == null) {
                line.ring().addClassName("none");
            } else {
                line.ring().show(done);
                line.link().getElement().setAttribute("title",
                        words.of("completeness", done.answered(), done.asked(), done.missing(), done.blank()));
            }
        });
        touched();
    }

    private void showVerified(Span share, Section of, OpenCasebook open, @Nullable VerificationMarks marks) {
        VerificationMarks.Share done = marks == null ? null : marks.share(open, of::covers);
        share.setVisible(done != null && done.verifiable() > 0);
        if (done != null) {
            Texts.show(share, words.of("sdv.share.short", done.verified(), done.verifiable()));
        }
    }
}
