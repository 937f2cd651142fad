package org.sivig.ecrf.ui.casebook;

import com.vaadin.flow.component.HtmlContainer;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.component.select.Select;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.casebook.Edit;
import org.sivig.ecrf.crf.Answer;
import org.sivig.ecrf.crf.Code;
import org.sivig.ecrf.crf.Item;
import org.sivig.ecrf.crf.ItemType;
import org.sivig.ecrf.crf.Reading;
import org.sivig.ecrf.crf.TypedText;
import org.sivig.ecrf.study.Visit;
import org.sivig.ecrf.study.VisitPlan;
import org.sivig.ecrf.ui.AskDialog;
import org.sivig.ecrf.ui.Choices;
import org.sivig.ecrf.ui.Words;
import org.sivig.ecrf.ui.casebook.BlockLayout.Heading;
import org.sivig.ecrf.ui.casebook.BlockLayout.Place;
import org.sivig.ecrf.ui.casebook.BlockLayout.Way;
import org.sivig.ecrf.ui.casebook.Headings.Named;
import org.sivig.ecrf.ui.casebook.Headings.Sureness;
import org.sivig.ecrf.ui.casebook.field.Acts;
import org.sivig.ecrf.ui.casebook.field.MatrixCell;

/**
 * Shows what would become of a block from the clipboard, cell by cell in the table of visits, and pastes it as one act
 * when told to. Whatever was guessed has to be agreed to: Enter does not store it then.
 */
class PastePreview extends Dialog {

    /** What becomes of one text of the block. */
    private enum Fate {
        NEW, REPLACED, SAME, ASKED, UNREADABLE, CLOSED, UNKNOWN, BESIDE, OUTSIDE
    }

    /**
     * What becomes of a cell.
     *
     * @param edits   what would be stored
     * @param options what it may mean, where it may mean several things
     */
    private record Outcome(Fate fate, String old, String next, String problem, List<Edit> edits,
            List<Reading.Entry<?>> options) {
    }

    /** So many headings that are not understood can be assigned by hand. */
    private static final int MOST_ASSIGNED = 12;
    private static final Named NOTHING = new Named(List.of(), null);

    private final MatrixPanel panel;
    private final Words words;
    private final MatrixCell from;
    private final String paste;
    private final Acts acts;
    private final PastedBlock block;
    private final Headings headings;
    private final BlockLayout.Table table;
    private final Map<Way, BlockLayout> ways = new EnumMap<>(Way.class);
    private final Map<Heading, Named> assigned = new HashMap<>();
    private final Map<String, Reading.Entry<?>> chosen = new HashMap<>();
    private final Div alert = new Div();
    private final Div reading = new Div();
    private final Div summary = new Div();
    private final HtmlContainer shown = new HtmlContainer("table");
    private final Button confirm = new Button();
    private BlockLayout layout;
    private List<Edit> edits = List.of();
    private Map<Fate, Integer> counts = Map.of();

    PastePreview(MatrixPanel panel, Words words, MatrixCell from, PastedBlock pasted, String paste, Acts acts) {
        this.panel = panel;
        this.words = words;
        this.from = from;
        this.paste = paste;
        this.acts = acts;
        block = asOneText(pasted, from);
        headings = panel.headings();
        table = panel.table(from);
        layout = layOut();
        setHeaderTitle(words.of("paste.title", from.label()));
        addClassName("paste");
        Div body = new Div(alert, reading, summary, shown);
        body.addClassName("paste-body");
        body.getElement().setAttribute("tabindex", "0").setAttribute("role", "group")
                .setAttribute("aria-label", words.of("paste.title", from.label()));
        alert.getElement().setAttribute("role", "alert");
        summary.addClassName("paste-summary");
        summary.getElement().setAttribute("role", "status");
        shown.addClassName("paste-table");
        add(body);
        Button cancel = new Button(words.of("paste.cancel"), click -> leave());
        cancel.setId("paste_cancel");
        confirm.setId("paste_confirm");
        confirm.addClickListener(click -> paste());
        getFooter().add(cancel, confirm);
        showReading();
        show();
        boolean sure = !isGuessed() && confirm.isEnabled();
        if (sure) {
            confirm.addThemeVariants(ButtonVariant.PRIMARY);
        }
        AskDialog.begin(sure ? confirm : cancel);
        addDialogCloseActionListener(escape -> leave());
    }

    /** Pasted or put aside. Whose page goes away meanwhile is offered the block again. */
    private void leave() {
        getElement().executeJs("window.sivig.pasted($0); window.sivig.goTo($1)", paste, from.name());
        close();
    }

    /** A list goes into a long text as a whole, with its lines. */
    private static PastedBlock asOneText(PastedBlock block, MatrixCell into) {
        boolean list = block.oddities().contains(PastedBlock.Oddity.LIST) && block.width() == 1;
        return list && into.item().type() == ItemType.LONG_TEXT
                ? new PastedBlock(List.of(List.of(block.rows().stream().map(row -> "• " + row.getFirst().strip())
                        .collect(Collectors.joining("\n")))), EnumSet.noneOf(PastedBlock.Oddity.class)) : block;
    }

    // --- how it is read ---------------------------------------------------------------------------------------------

    private BlockLayout layOut() {
        BlockLayout byHeadings = BlockLayout.byHeadings(block, table, headings, this::isAnswer);
        if (byHeadings != null) {
            ways.put(Way.HEADINGS, byHeadings);
        }
        ways.put(Way.IN_PLACE, BlockLayout.inPlace(block, table, headings, false));
        if (block.rows().size() > 1 || block.width() > 1) {
            ways.put(Way.TURNED, BlockLayout.inPlace(block, table, headings, true));
        }
        return ways.values().iterator().next();
    }

    private boolean isAnswer(Place.Cell place, String text) {
        MatrixCell cell = panel.cell(place);
        return !cell.item().type().isText() && !(cell.read(text) instanceof Reading.Refused);
    }

    private boolean isGuessed() {
        boolean doubtful = Stream.of(Fate.UNKNOWN, Fate.BESIDE, Fate.ASKED).anyMatch(counts::containsKey);
        boolean similar = Stream.of(true, false).flatMap(column -> layout.headings(column).stream())
                .anyMatch(heading -> heading.match().sureness() != Sureness.EXACT);
        return !block.oddities().isEmpty() || doubtful || similar || layout.isTurned() || isHeadless();
    }

    /** Whether nothing of the first row, or column, can be read where it would go: it may be headings of another table. */
    private boolean isHeadless() {
        return layout.way() != Way.HEADINGS && (block.rows().size() > 1
                && IntStream.range(0, block.width()).noneMatch(c -> isRead(0, c))
                || block.width() > 1 && IntStream.range(0, block.rows().size()).noneMatch(r -> isRead(r, 0)));
    }

    private boolean isRead(int row, int column) {
        return TypedText.isBlank(block.at(row, column))
                || layout.placeOf(row, column, assigned) instanceof Place.Cell place
                && !(panel.cell(place).read(block.at(row, column)) instanceof Reading.Refused);
    }

    /** Says how the block is read, and lets it be read otherwise. */
    private void showReading() {
        reading.removeAll();
        if (ways.size() > 1) {
            RadioButtonGroup<Way> choice = new RadioButtonGroup<>(words.of("paste.way"));
            choice.setId("paste_way");
            choice.setItems(ways.keySet());
            choice.setItemLabelGenerator(way -> words.of("paste.way." + way, from.label()));
            Choices.number(choice);
            choice.setValue(layout.way());
            choice.addValueChangeListener(change -> {
                layout = ways.get(change.getValue());
                List.copyOf(reading.getChildren().skip(1).toList()).forEach(reading::remove);
                sayHow();
                show();
            });
            reading.add(choice);
        }
        sayHow();
    }

    private void sayHow() {
        List<String> said = new ArrayList<>();
        if (layout.way() == Way.HEADINGS) {
            if (layout.isWhole(true) || layout.isWhole(false)) {
                said.add(words.of("paste.whole"));
            } else {
                said.add(layout.hasHeadings(!layout.isTurned())
                        ? words.of("paste.visits.headings") : words.of("paste.visits.from", Words.visit(from.visit())));
                said.add(layout.hasHeadings(layout.isTurned())
                        ? words.of("paste.items.headings") : words.of("paste.items.from", words.label(rowItem(from))));
            }
        }
        if (layout.isTurned()) {
            said.add(words.of("paste.turned"));
        }
        block.oddities().forEach(oddity -> said.add(words.of("paste." + oddity)));
        if (!said.isEmpty()) {
            Paragraph how = new Paragraph(String.join(" ", said));
            how.addClassName("paste-how");
            reading.add(how);
        }
        List<Heading> open = Stream.of(true, false).flatMap(column -> layout.headings(column).stream())
                .filter(heading -> heading.match().sureness() != Sureness.EXACT)
                .sorted(Comparator.comparing(heading -> heading.match().sureness())).toList();
        Div list = new Div();
        list.addClassName("paste-headings");
        open.stream().limit(MOST_ASSIGNED).forEach(heading -> list.add(line(heading)));
        if (open.size() > MOST_ASSIGNED) {
            list.add(new Paragraph(words.of("paste.heading.more", open.size() - MOST_ASSIGNED,
                    open.stream().skip(MOST_ASSIGNED).map(PastePreview::name).collect(Collectors.joining(", ")))));
        }
        if (!open.isEmpty()) {
            reading.add(list);
        }
    }

    private static String name(Heading heading) {
        String text = heading.text().length() > 40 ? heading.text().substring(0, 40) + "…" : heading.text();
        return text.isEmpty() ? "?" : text;
    }

    /** A heading that is not understood for sure, with what stands under it. */
    private Div line(Heading heading) {
        boolean visits = heading.column() != layout.isTurned();
        String texts = layout.texts(heading).stream().limit(4).collect(Collectors.joining(" · "));
        String shortened = texts.length() > 60 ? texts.substring(0, 60) + "…" : texts;
        String kind = heading.match().unit().isEmpty() ? heading.match().sureness().name() : "UNIT";
        Span said = new Span(words.of("paste.heading." + kind, name(heading), shortened, heading.match().unit()));
        Div line = new Div(said);
        line.addClassName("paste-heading");
        if (layout.isWhole(heading.column())) {
            return line;
        }
        Select<Named> choice = new Select<>();
        choice.setAriaLabel(words.of("paste.assign", name(heading)));
        choice.setItems(visits ? VisitPlan.VISITS.stream().map(plan -> new Named(List.of(), plan.visit())).toList()
                : lines());
        choice.setItemLabelGenerator(named -> named == null ? words.of("paste.aside") : name(named));
        choice.setEmptySelectionAllowed(true);
        choice.setEmptySelectionCaption(words.of("paste.aside"));
        Named named = assigned.getOrDefault(heading, heading.match().named());
        choice.setValue(named == null || NOTHING.equals(named) ? null : choice.getListDataView().getItems()
                .filter(each -> visits ? each.visit().equals(named.visit())
                        : each.items().containsAll(named.items())).findFirst().orElse(null));
        choice.addValueChangeListener(change -> {
            assigned.put(heading, change.getValue() == null ? NOTHING : change.getValue());
            show();
        });
        line.add(choice);
        return line;
    }

    /** What a heading of items can be said to name: the lines of the table. */
    private List<Named> lines() {
        return table.lines().stream().map(line -> new Named(List.copyOf(new LinkedHashSet<>(line.values())), null))
                .toList();
    }

    private String name(Named named) {
        return named.isItem() ? words.label(named.items().getFirst()) : Words.visit(named.visit());
    }

    // --- what becomes of it -----------------------------------------------------------------------------------------

    private void paste() {
        acts.act(edits, "paste", words.of("paste.done", pasted()), trouble -> {
            if (trouble == null) {
                leave();
            } else {
                Paragraph refused = new Paragraph(trouble);
                refused.addClassNames("note", "err");
                alert.removeAll();
                alert.add(refused);
                show();
            }
        });
    }

    private int pasted() {
        return counts.getOrDefault(Fate.NEW, 0) + counts.getOrDefault(Fate.REPLACED, 0);
    }

    private void show() {
        counts = new EnumMap<>(Fate.class);
        Map<MatrixCell, Outcome> outcomes = outcomes();
        outcomes.values().forEach(outcome -> counts.merge(outcome.fate(), 1, Integer::sum));
        Map<String, Edit> all = new LinkedHashMap<>();
        outcomes.values().forEach(outcome -> outcome.edits().forEach(edit -> all.put(edit.item(), edit)));
        edits = List.copyOf(all.values());
        summary.removeAll();
        counts.forEach((fate, count) -> {
            Span line = new Span(words.of("paste." + fate, count));
            line.addClassNames("fate", fate.name().toLowerCase(Locale.ROOT));
            summary.add(line);
        });
        showTable(outcomes);
        confirm.setText(words.of("paste.do", pasted()));
        confirm.setEnabled(pasted() > 0);
    }

    private Map<MatrixCell, Outcome> outcomes() {
        Map<MatrixCell, Map<String, Map<Item<Visit, ?>, Code>>> texts = new TreeMap<>(Comparator.comparingInt(panel::place));
        for (int r = 0; r < block.rows().size(); r++) {
            for (int c = 0; c < block.width(); c++) {
                if (TypedText.isBlank(block.at(r, c))) {
                    continue;
                }
                switch (layout.placeOf(r, c, assigned)) {
                    case Place.Cell place -> texts.computeIfAbsent(panel.cell(place), none -> new LinkedHashMap<>())
                            .merge(block.at(r, c).strip(), place.says(), (one, other) -> one.equals(other) ? one : Map.of());
                    case Place.NotThere none -> counts.merge(Fate.CLOSED, 1, Integer::sum);
                    case Place.Unknown none -> counts.merge(Fate.UNKNOWN, 1, Integer::sum);
                    case Place.Beside none -> counts.merge(Fate.BESIDE, 1, Integer::sum);
                    case Place.Outside none -> counts.merge(Fate.OUTSIDE, 1, Integer::sum);
                    case Place.Head none -> { }
                }
            }
        }
        Map<MatrixCell, Outcome> outcomes = new LinkedHashMap<>();
        texts.forEach((cell, those) -> outcomes.put(cell, outcome(cell, those)));
        leaveUnasked(outcomes);
        return outcomes;
    }

    /** What a heading says of an answer besides. */
    private List<Edit> said(MatrixCell of, Map<Item<Visit, ?>, Code> says) {
        return says.entrySet().stream().map(each -> {
            MatrixCell cell = panel.cellAt(each.getKey(), of.visit());
            return new Edit(cell.name(), cell.seen(), Answer.of(each.getValue()));
        }).toList();
    }

    private Outcome outcome(MatrixCell cell, Map<String, Map<Item<Visit, ?>, Code>> texts) {
        String text = String.join(" / ", texts.keySet());
        Reading.Entry<?> agreed = chosen.get(cell.name());
        if (texts.size() == 1) {
            List<Edit> said = said(cell, texts.get(text));
            return switch (cell.read(text)) {
                case Reading.Refused(Reading.Problem refused) -> new Outcome(Fate.UNREADABLE, "", text,
                        cell.problemText(refused, text), List.of(), List.of());
                case Reading.Asked(Reading.Problem unsure, List<? extends Reading.Entry<?>> readings) -> agreed == null
                        ? new Outcome(Fate.ASKED, "", text, cell.askText(unsure, text), List.of(), List.copyOf(readings))
                        : outcome(cell, agreed, List.copyOf(readings), said);
                case Reading.Understood(Reading.Entry<?> entry) -> outcome(cell, entry, List.of(), said);
            };
        }
        List<Reading.Entry<?>> options = texts.keySet().stream().flatMap(each -> readings(cell, each)).distinct().toList();
        if (agreed != null) {
            return outcome(cell, agreed, options, texts.entrySet().stream()
                    .filter(each -> readings(cell, each.getKey()).anyMatch(agreed::equals)).findFirst()
                    .map(each -> said(cell, each.getValue())).orElse(List.of()));
        }
        return new Outcome(options.isEmpty() ? Fate.UNREADABLE : Fate.ASKED, "", text, words.of("paste.several"),
                List.of(), options);
    }

    private static Stream<Reading.Entry<?>> readings(MatrixCell cell, String text) {
        return switch (cell.read(text)) {
            case Reading.Refused refused -> Stream.empty();
            case Reading.Asked(Reading.Problem unsure, List<? extends Reading.Entry<?>> readings) ->
                readings.stream().map(entry -> entry);
            case Reading.Understood(Reading.Entry<?> entry) -> Stream.of(entry);
        };
    }

    private Outcome outcome(MatrixCell cell, Reading.Entry<?> entry, List<Reading.Entry<?>> options, List<Edit> said) {
        List<Edit> changes = Stream.concat(cell.edits(entry).stream(),
                entry.answer().value() == null ? Stream.empty() : said.stream()).filter(edit -> !edit.seen().equals(edit.next())).toList();
        Fate fate = changes.isEmpty() ? Fate.SAME : cell.seen().isBlank() ? Fate.NEW : Fate.REPLACED;
        return new Outcome(fate, fate == Fate.REPLACED ? old(cell) : "", shown(cell, entry), "", changes, options);
    }

    private static String shown(MatrixCell cell, Reading.Entry<?> entry) {
        return entry.answer().missing() == null ? cell.shown(entry) : entry.answer().missing().code();
    }

    private String old(MatrixCell cell) {
        String text = cell.shownText();
        return text.isBlank() ? words.answer(cell.item(), cell.seen()) : text;
    }

    /** Leaves aside what is not asked once the rest is stored: a gate may be in the block too. */
    private void leaveUnasked(Map<MatrixCell, Outcome> outcomes) {
        boolean again = true;
        while (again) {
            Set<String> asked = panel.askedAfter(outcomes.values().stream().map(Outcome::edits).flatMap(Collection::stream)
                    .toList());
            again = false;
            for (Map.Entry<MatrixCell, Outcome> each : outcomes.entrySet()) {
                Outcome outcome = each.getValue();
                if (outcome.fate() != Fate.CLOSED && !asked.contains(each.getKey().name())) {
                    again = true;
                    each.setValue(new Outcome(Fate.CLOSED, "", outcome.next(), words.of("paste.closed"), List.of(),
                            List.of()));
                }
            }
        }
    }

    // --- the table --------------------------------------------------------------------------------------------------

    private void showTable(Map<MatrixCell, Outcome> outcomes) {
        shown.removeAll();
        List<String> visits = VisitPlan.VISITS.stream().map(VisitPlan::visit)
                .filter(visit -> outcomes.keySet().stream().anyMatch(cell -> cell.visit().equals(visit))).toList();
        if (visits.isEmpty()) {
            return;
        }
        Map<String, Set<String>> called = called();
        HtmlContainer first = new HtmlContainer("tr", new HtmlContainer("td"));
        visits.forEach(visit -> first.add(head("col", Words.visit(visit), "", called.get(visit))));
        HtmlContainer body = new HtmlContainer("tbody");
        Map<String, Map<String, MatrixCell>> rows = new LinkedHashMap<>();
        outcomes.keySet().forEach(cell -> rows.computeIfAbsent(rowItem(cell).name(), none -> new LinkedHashMap<>())
                .put(cell.visit(), cell));
        rows.values().forEach(cells -> {
            Item<?, ?> item = rowItem(cells.values().iterator().next());
            HtmlContainer row = new HtmlContainer("tr", head("row", words.label(item), words.unit(item.unit()),
                    called.get(item.name())));
            visits.forEach(visit -> row.add(cells.containsKey(visit)
                    ? cell(cells.get(visit), outcomes.get(cells.get(visit))) : new HtmlContainer("td")));
            body.add(row);
        });
        shown.add(new HtmlContainer("thead", first), body);
    }

    private Item<?, ?> rowItem(MatrixCell cell) {
        return panel.lineItem(cell.item());
    }

    /** What the headings of the block call the lines and the visits. */
    private Map<String, Set<String>> called() {
        Map<String, Set<String>> called = new HashMap<>();
        Stream.of(true, false).flatMap(column -> layout.headings(column).stream()).forEach(heading -> {
            Named named = assigned.getOrDefault(heading, heading.match().named());
            if (named != null && !(named.isItem() && named.isVisit())) {
                String key = named.isVisit() ? named.visit()
                        : named.isItem() ? panel.lineItem(named.items().getFirst()).name() : "";
                called.computeIfAbsent(key, none -> new LinkedHashSet<>()).add(heading.text());
            }
        });
        return called;
    }

    private static HtmlContainer head(String scope, String text, String unit, @Nullable Set<String> called) {
        HtmlContainer head = new HtmlContainer("th", new Span(text));
        head.getElement().setAttribute("scope", scope);
        if (!unit.isEmpty()) {
            Span said = new Span(unit);
            said.addClassName("unit");
            head.add(said);
        }
        if (called != null && !called.stream().allMatch(text::equalsIgnoreCase)) {
            Span other = new Span("← " + String.join(", ", called));
            other.addClassName("called");
            head.add(other);
        }
        return head;
    }

    private HtmlContainer cell(MatrixCell cell, Outcome outcome) {
        HtmlContainer shownCell = new HtmlContainer("td");
        shownCell.addClassName(outcome.fate().name().toLowerCase(Locale.ROOT));
        if (!outcome.old().isEmpty()) {
            HtmlContainer before = new HtmlContainer("del");
            before.getElement().setText(outcome.old());
            shownCell.add(before);
        }
        if (!outcome.next().isEmpty()) {
            shownCell.add(new Span(outcome.next()));
        }
        if (!outcome.problem().isEmpty()) {
            Span said = new Span(outcome.problem());
            said.addClassName("problem");
            shownCell.add(said);
        }
        if (!outcome.options().isEmpty()) {
            Div choices = new Div();
            choices.addClassName("paste-options");
            choices.getElement().setAttribute("role", "group").setAttribute("aria-label",
                    cell.label());
            for (int i = 0; i < outcome.options().size(); i++) {
                Reading.Entry<?> option = outcome.options().get(i);
                boolean pressed = option.equals(chosen.get(cell.name()));
                String id = "paste_" + cell.name() + "_" + i;
                NativeButton button = new NativeButton(shown(cell, option), click -> {
                    if (pressed) {
                        chosen.remove(cell.name());
                    } else {
                        chosen.put(cell.name(), option);
                    }
                    show();
                    getElement().executeJs("document.getElementById($0)?.focus()", id);
                });
                button.setId(id);
                button.addClassName("reading");
                button.setAriaLabel(words.of("paste.choose", shown(cell, option), cell.label()));
                button.getElement().setAttribute("aria-pressed", String.valueOf(pressed));
                choices.add(button);
            }
            shownCell.add(choices);
        }
        return shownCell;
    }
}
