package org.sivig.ecrf.ui.casebook;

import static java.util.stream.Collectors.joining;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.DescriptionList;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.NativeDetails;
import com.vaadin.flow.component.html.NativeTable;
import com.vaadin.flow.component.html.NativeTableCell;
import com.vaadin.flow.component.html.NativeTableHeaderCell;
import com.vaadin.flow.component.html.NativeTableRow;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.router.RouterLink;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.casebook.KnownFinding;
import org.sivig.ecrf.casebook.OpenCasebook;
import org.sivig.ecrf.casebook.PatientTimeline;
import org.sivig.ecrf.crf.Casebook;
import org.sivig.ecrf.crf.Code;
import org.sivig.ecrf.crf.Completeness;
import org.sivig.ecrf.crf.Item;
import org.sivig.ecrf.crf.PartialDate;
import org.sivig.ecrf.crf.YesNo;
import org.sivig.ecrf.score.EligibilityStatus;
import org.sivig.ecrf.score.Quantity;
import org.sivig.ecrf.study.Derived;
import org.sivig.ecrf.study.DiagnosisForm;
import org.sivig.ecrf.study.FollowUp;
import org.sivig.ecrf.study.FollowUpForm;
import org.sivig.ecrf.study.IdentificationForm;
import org.sivig.ecrf.study.IvigCourse;
import org.sivig.ecrf.study.IvigCourseForm;
import org.sivig.ecrf.study.Section;
import org.sivig.ecrf.study.Study;
import org.sivig.ecrf.ui.Drawn;
import org.sivig.ecrf.ui.Words;

/** A patient’s story on one page, on screen and on A4: how far the casebook is, what follows from it, and when. */
class OverviewPanel extends Div {

    private final OpenCasebook open;
    private final Words words;
    private final BiFunction<String, Section, RouterLink> links;
    private final CauseLine.Before before;
    private final List<Section> sections;
    private final Map<Section, String> pages = new HashMap<>();

    /**
     * @param links makes a link of this text to a section of the casebook
     * @param files what offers it as a file
     */
    OverviewPanel(OpenCasebook open, Words words, BiFunction<String, Section, RouterLink> links,
            CauseLine.Before before, Component files) {
        this.open = open;
        this.words = words;
        this.links = links;
        this.before = before;
        sections = Study.sections(open.casebook(), null);
        addClassName("overview-page");
        add(head(files), Drawn.of(summary()), new H2(words.of("overview.facts")), Drawn.of(facts()));
        if (!open.findings().isEmpty()) {
            add(new H2(words.of("overview.findings", open.findings().stream().filter(KnownFinding::isOpen).count())),
                    findings());
        }
        PatientTimeline timeline = PatientTimeline.of(open.casebook());
        add(timeline.entries().isEmpty() ? nothingYet() : Drawn.of(new Timeline(timeline, words, this::address)));
    }

    private Component head(Component files) {
        Button print = new Button(words.of("overview.print"));
        print.setId("print");
        print.addClickListener(click -> getElement().executeJs("window.print()"));
        Span about = new Span(words.of("overview.about", open.site() + " · " + open.siteName(),
                Words.dayAndTime(Study.CLOCK.instant())));
        about.addClassName("overview-about");
        Div head = new Div(new H1(words.of("overview.title", open.number())), about, print, files);
        head.addClassName("overview-head");
        return head;
    }

    private Component summary() {
        Div scores = new Div(new H2("ACR/EULAR 2013"), score(), new H2(words.of("overview.eligibility")), eligibility());
        Div summary = new Div(sections(), scores);
        summary.addClassName("overview-summary");
        return summary;
    }

    // --- the findings -----------------------------------------------------------------------------------------------

    /**
     * What the checks find: what is open first, each line a link to its field. What rests on one answer with others is
     * folded under a line of its own.
     */
    private Component findings() {
        UnorderedList list = new UnorderedList();
        list.addClassNames("card", "overview-findings");
        CauseLine.causes(open).forEach((answer, findings) -> {
            NativeDetails folded = new NativeDetails(words.of("cause.findings", findings.size()), Drawn.of(lines(findings)));
            folded.addClassName("cause-findings");
            list.add(new ListItem(new CauseLine(open, open.casebook().reach(answer), findings, words, links, before),
                    folded));
        });
        lines(open.findings().stream().filter(finding -> finding.cause() == null).toList()).getChildren().toList()
                .forEach(line -> list.add(Drawn.of(line)));
        return list;
    }

    private UnorderedList lines(List<KnownFinding> findings) {
        UnorderedList list = new UnorderedList();
        findings.stream().sorted(Comparator.comparing((KnownFinding f) -> !f.isOpen())
                .thenComparing(f -> f.check().severity())).forEach(finding -> {
                    Section section = sections.stream().filter(each -> each.covers(finding.at())).findFirst()
                            .orElseThrow();
                    ListItem line = new ListItem(Links.at(finding.at(), links.apply(words.message(finding), section)));
                    line.addClassNames("note", words.kind(finding));
                    line.getElement().setAttribute("data-check", finding.check().id());
                    Span where = new Span(section.place() + " · " + words.name(section));
                    where.addClassName("where");
                    line.add(where);
                    if (finding.justification() != null) {
                        line.add(new Span(words.justification(finding)));
                    }
                    list.add(line);
                });
        return list;
    }

    // --- the sections -----------------------------------------------------------------------------------------------

    private Component sections() {
        NativeTable table = new NativeTable();
        table.addClassNames("card", "overview-sections");
        NativeTableRow heads = table.getHead().addRow();
        for (String column : List.of("section", "state", "valued", "missing", "blank")) {
            NativeTableHeaderCell head = heads.addHeaderCell();
            head.setText(words.of("overview.column." + column));
            head.getElement().setAttribute("scope", "col");
        }
        for (Section section : sections) {
            row(table, open.completeness().get(section), open.standing().completion(section) != null,
                    links.apply(label(section), section)).addClassName("overview-line");
        }
        row(table, open.total(), open.standing().completed().size() >= sections.size(), new Span(words.of("overview.total"))).addClassName("overview-total");
        return table;
    }

    private String label(Section section) {
        return section.place() + " · " + words.name(section);
    }

    /** @param done null for a course that the paper has no place for: it is not counted */
    private NativeTableRow row(NativeTable table, @Nullable Completeness done, boolean complete, Component name) {
        NativeTableRow row = table.getBody().addRow();
        NativeTableHeaderCell head = new NativeTableHeaderCell();
        head.getElement().setAttribute("scope", "row");
        row.add(head);
        Ring ring = new Ring();
        ring.setClassName("none", done == null);
        head.add(ring, name);
        if (done == null) {
            row.addDataCell().setText(words.of("overview.state." + (complete ? "COMPLETE" : "UNCOUNTED")));
            row.add(new NativeTableCell(), new NativeTableCell(), new NativeTableCell());
            return row;
        }
        ring.show(done);
        String state = complete ? "COMPLETE" : done.isComplete() ? "FILLED" : done.answered() == 0 ? "EMPTY" : "STARTED";
        row.addDataCell().setText(words.of("overview.state." + state));
        for (int count : List.of(done.valued(), done.missing(), done.blank())) {
            row.addDataCell().setText("" + count);
        }
        return row;
    }

    // --- what follows from the answers ------------------------------------------------------------------------------

    private Component score() {
        ScorePanel score = new ScorePanel(words);
        score.show(open);
        return score;
    }

    private Component eligibility() {
        EligibilityStatus eligible = open.eligibility();
        Span status = new Span(words.of("eligibility." + eligible.status()));
        status.addClassNames("pill", Words.kind(eligible.status()));
        Paragraph line = new Paragraph(status);
        line.addClassName("overview-eligibility");
        List<Item<?, ?>> reasons = switch (eligible.status()) {
            case ELIGIBLE -> List.of();
            case NOT_ELIGIBLE -> eligible.reasons().stream().<Item<?, ?>>map(Study.ELIGIBILITY::get).toList();
            case UNDETERMINED -> Study.ELIGIBILITY.values().stream().<Item<?, ?>>map(item -> item)
                    .filter(item -> answer(item).answer().value() == null).toList();
        };
        if (!reasons.isEmpty()) {
            line.add(new Span(reasons.stream().map(item -> words.of("overview.reason", words.label(item),
                    words.answer(item, answer(item).answer()))).collect(joining(" ; "))));
        }
        return line;
    }

    private Casebook.Instance answer(Item<?, ?> item) {
        return open.casebook().instance(item.name());
    }

    private Component facts() {
        Casebook casebook = open.casebook();
        DescriptionList facts = new DescriptionList();
        facts.addClassName("overview-facts");
        fact(facts, words.label(IdentificationForm.SEX), code(IdentificationForm.SEX,
                casebook.row(IdentificationForm.FORM).getSex()));
        if (open.showsIdentity()) {
            fact(facts, words.of("fact.age"), quantity("fact.years", open.age()));
        }
        fact(facts, words.of("fact.type"), code(DiagnosisForm.SSC_TYPE, casebook.row(DiagnosisForm.FORM).getSscType()));
        yearsBefore(facts, "fact.raynaud", Derived.yearsOfRaynaud(casebook));
        yearsBefore(facts, "fact.symptom", Derived.yearsSinceFirstSymptom(casebook));
        yearsBefore(facts, "fact.diagnosis", Derived.yearsSinceDiagnosis(casebook));
        for (IvigCourse course : casebook.rows(IvigCourseForm.FORM)) {
            if (course.isAt("course", "1") || course.getDone() == YesNo.YES) {
                fact(facts, words.row(course), course(course));
            }
        }
        fact(facts, words.of("fact.outcome"), outcome(casebook.row(FollowUpForm.FORM)));
        return facts;
    }

    private @Nullable String course(IvigCourse course) {
        String months = course.getOngo() == YesNo.YES ? words.of("timeline.ongoing")
                : quantity("fact.months", Derived.months(course));
        Quantity expected = Derived.expectedInfusions(course);
        String infusions = course.getN() == null ? null
                : expected == null ? words.of("fact.infusions", course.getN())
                : words.of("fact.infusions.expected", course.getN(), written(expected));
        return months == null ? infusions : infusions == null ? months : months + ", " + infusions;
    }

    private @Nullable String outcome(FollowUp followUp) {
        YesNo death = followUp.getDeath();
        PartialDate news = followUp.getLastNewsDate();
        if (death == YesNo.YES) {
            PartialDate date = followUp.getDeathDate();
            return words.of("fact.dead", date == null ? words.of("fact.unknown") : date.display());
        }
        String alive = death == YesNo.NO ? words.of("fact.alive") : null;
        String seen = news == null ? null : words.of("fact.news", news.display());
        return alive == null ? seen : seen == null ? alive : alive + ", " + seen;
    }

    private @Nullable String code(Item<?, ?> item, @Nullable Code code) {
        return code == null ? null : words.code(item, code);
    }

    private @Nullable String quantity(String key, @Nullable Quantity quantity) {
        return quantity == null ? null : words.of(key, written(quantity), quantity.shown().abs());
    }

    private String written(Quantity quantity) {
        return (quantity.approximate() ? "≈\u00A0" : "") + words.number(quantity.shown());
    }

    /** What should have begun before the first infusion; marked where it began after. */
    private void yearsBefore(DescriptionList facts, String term, @Nullable Quantity years) {
        boolean negative = years != null && years.shown().signum() < 0;
        String text = quantity("fact.years", years);
        fact(facts, words.of(term), negative ? words.of("fact.negative", text) : text).setClassName("negative", negative);
    }

    private DescriptionList.Description fact(DescriptionList facts, String term, @Nullable String value) {
        DescriptionList.Description description =
                new DescriptionList.Description(value == null ? words.of("fact.unknown") : value);
        description.setClassName("unknown", value == null);
        facts.add(new Div(new DescriptionList.Term(term), description));
        return description;
    }

    // --- the timeline -----------------------------------------------------------------------------------------------

    private @Nullable String address(Casebook.Instance instance) {
        return sections.stream().filter(section -> section.covers(instance)).findFirst()
                .map(section -> pages.computeIfAbsent(section, page -> links.apply("", page).getHref()))
                .map(page -> page + (page.contains("?") ? "&" : "?") + "item=" + instance.exportName()).orElse(null);
    }

    /** Nothing to tell: says what it takes, and where to go on. */
    private Component nothingYet() {
        Div empty = new Div(new H2(words.of("timeline.none")), new Paragraph(words.of("timeline.none.help")));
        empty.addClassNames("card", "story-none");
        Optional<Section> next = Study.SECTIONS.stream()
                .filter(section -> !open.completeness().get(section).isComplete()).findFirst();
        if (open.editable() && next.isPresent()) {
            Section section = next.get();
            RouterLink begin = links.apply(words.of("timeline.none.begin", label(section)), section);
            begin.setId("begin");
            empty.add(begin);
        }
        return empty;
    }
}
