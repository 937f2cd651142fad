package org.sivig.ecrf.ui.casebook;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Svg;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.NativeDetails;
import com.vaadin.flow.component.html.NativeTable;
import com.vaadin.flow.component.html.NativeTableHeaderCell;
import com.vaadin.flow.component.html.NativeTableRow;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.casebook.PatientTimeline;
import org.sivig.ecrf.casebook.PatientTimeline.Chart;
import org.sivig.ecrf.casebook.PatientTimeline.Days;
import org.sivig.ecrf.casebook.PatientTimeline.Entry;
import org.sivig.ecrf.casebook.PatientTimeline.Lane;
import org.sivig.ecrf.casebook.PatientTimeline.Shape;
import org.sivig.ecrf.crf.Casebook;
import org.sivig.ecrf.crf.ItemType;
import org.sivig.ecrf.crf.PartialDate;
import org.sivig.ecrf.study.IvigCourse;
import org.sivig.ecrf.study.Visit;
import org.sivig.ecrf.study.VisitForm;
import org.sivig.ecrf.ui.Words;

/** The timeline of a patient: the years of the disease, the treatment close up, and all its dates as a table. */
class Timeline extends Div implements TimelineSvg.Texts {

    private static final int LONGEST_LABEL = 34;
    private static final String DISEASE = "disease";

    private final Words words;
    private final Function<Casebook.Instance, @Nullable String> addresses;

    /** @param addresses where the field of an item is; null when no page shows it */
    Timeline(PatientTimeline timeline, Words words, Function<Casebook.Instance, @Nullable String> addresses) {
        this.words = words;
        this.addresses = addresses;
        addClassName("story");
        Chart disease = timeline.disease();
        Chart treatment = timeline.treatment();
        if (disease != null) {
            draw(DISEASE, disease, treatment == null ? null : treatment.axis());
            if (treatment != null) {
                draw("treatment", treatment, null);
            }
            add(legend());
        }
        addRest("timeline.undated", timeline.undated());
        addRest("timeline.impossible", timeline.impossible());
        add(table(timeline));
    }

    private void draw(String chart, Chart shown, @Nullable Days marked) {
        String title = words.of("timeline." + chart);
        Div frame = new Div(new Svg(TimelineSvg.draw(chart, title, shown, marked, this)));
        frame.addClassNames("story-chart", "story-" + chart);
        add(new H2(title), frame);
    }

    private Div legend() {
        Div legend = new Div();
        legend.addClassNames("hint", "story-legend");
        for (TimelineSvg.Sign sign : TimelineSvg.Sign.values()) {
            legend.add(new Div(new Svg(TimelineSvg.sign(sign, DISEASE)), new Span(words.of("timeline.sign." + sign))));
        }
        legend.add(new Span(words.of("timeline.signs")));
        return legend;
    }

    /** What has no place on an axis. */
    private void addRest(String key, List<Entry> entries) {
        if (entries.isEmpty()) {
            return;
        }
        Paragraph rest = new Paragraph(new Span(words.of(key) + " "));
        rest.addClassName("story-rest");
        for (Entry entry : entries) {
            boolean told = entry.from() != null || entry.to() != null || entry.shape() == Shape.MISSED;
            if (entry != entries.getFirst()) {
                rest.add(" · ");
            }
            rest.add(named(entry, told ? description(entry) : name(entry)));
        }
        add(rest);
    }

    private NativeDetails table(PatientTimeline timeline) {
        NativeTable table = new NativeTable();
        NativeTableRow heads = table.getHead().addRow();
        List.of("lane", "what", "from", "to").forEach(column -> {
            NativeTableHeaderCell head = heads.addHeaderCell();
            head.setText(words.of("timeline.table." + column));
            head.getElement().setAttribute("scope", "col");
        });
        timeline.entries().forEach(entry -> {
            NativeTableRow row = table.getBody().addRow();
            row.addDataCell().setText(lane(entry.lane()));
            row.addDataCell().add(named(entry, name(entry)));
            row.addDataCell().setText(from(entry));
            row.addDataCell().setText(to(entry));
        });
        NativeDetails details = new NativeDetails(words.of("timeline.table"), table);
        details.addClassName("story-table");
        return details;
    }

    private Component named(Entry entry, String text) {
        String address = address(entry);
        return address == null ? new Span(text) : new Anchor(address, text);
    }

    // --- words ------------------------------------------------------------------------------------------------------

    @Override
    public String lane(Lane lane) {
        return words.of("timeline.lane." + lane);
    }

    @Override
    public @Nullable String address(Entry entry) {
        return addresses.apply(entry.field());
    }

    @Override
    public String label(Entry entry) {
        String name = name(entry);
        return (name.length() <= LONGEST_LABEL ? name : name.substring(0, LONGEST_LABEL - 1).stripTrailing() + "…")
                + (entry.isReversed() ? " ⚠" : isOpen(entry) ? " ?" : "");
    }

    @Override
    public String description(Entry entry) {
        String to = to(entry);
        return words.of("timeline.entry", name(entry), from(entry) + (to.isEmpty() ? "" : " → " + to));
    }

    private String from(Entry entry) {
        return switch (entry.shape()) {
            case MISSED -> {
                Visit visit = (Visit) entry.subject().row();
                String why = words.value(VisitForm.VISIT_MISSING_REASON, visit.getVisitMissingReason());
                yield words.of("timeline.missed") + (why.isEmpty() ? "" : " (" + why + ")");
            }
            case AWAITED -> words.of("timeline.awaited", day(Objects.requireNonNull(entry.due()).first()),
                    day(entry.due().last()));
            default -> entry.from() == null ? words.of("timeline.unknown") : entry.from().display();
        };
    }

    private String to(Entry entry) {
        return switch (entry.shape()) {
            case ONGOING -> words.of("timeline.ongoing");
            case STRETCH -> entry.to() == null ? words.of("timeline.unknown")
                    : entry.to().display() + (entry.isReversed() ? " " + words.of("timeline.reversed") : "");
            default -> "";
        };
    }

    /** Whether only one of the two ends of a bar is known. */
    private static boolean isOpen(Entry entry) {
        return entry.shape() == Shape.STRETCH && (entry.from() == null || entry.to() == null)
                || entry.shape() == Shape.ONGOING && entry.from() == null;
    }

    private String name(Entry entry) {
        Casebook.Instance subject = entry.subject();
        String drug = subject.row().keys().get("drug");
        if (drug != null) {
            String name = subject.answer().value() instanceof String typed ? typed : words.drug(drug);
            String course = subject.row().keys().getOrDefault("course", "1");
            return course.equals("1") ? name : words.of("timeline.course.drug", name, course);
        }
        return switch (entry.lane()) {
            case COURSE -> {
                IvigCourse course = (IvigCourse) subject.row();
                String name = words.row(course);
                yield course.getN() == null ? name : words.of("timeline.course.n", name, course.getN());
            }
            case VISIT -> subject.row().key().toUpperCase(Locale.ROOT);
            case ORGAN -> {
                boolean told = subject.item().type() == ItemType.YES_NO;
                yield words.label(subject.item())
                        + (told ? "" : " (" + words.value(subject.item(), subject.answer().value()) + ")");
            }
            default -> words.of("timeline.item." + subject.item().name());
        };
    }

    private static String day(LocalDate day) {
        return PartialDate.of(day).display();
    }
}
