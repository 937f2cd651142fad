package org.sivig.ecrf.casebook.ui;

import com.vaadin.flow.component.HtmlContainer;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.casebook.Edit;
import org.sivig.ecrf.crf.Reading;
import org.sivig.ecrf.crf.TypedText;

/** Shows what each cell of a block copied from a spreadsheet would become, and pastes it as one act when told to. */
class PastePreview extends Dialog {

    /** What becomes of one text of the block. */
    private enum Fate {
        NEW, REPLACED, SAME, ASKED, UNREADABLE, CLOSED, OUTSIDE, EMPTY
    }

    private final MatrixPanel panel;
    private final Words words;
    private final MatrixCell from;
    private final AnswerField.Listener listener;
    private final List<List<String>> block;
    private final Div body = new Div();
    private final Button confirm = new Button();
    private final List<Edit> edits = new ArrayList<>();
    private final Map<Fate, Integer> counts = new EnumMap<>(Fate.class);
    /** What was chosen where a text may mean several things, by the name of the cell. */
    private final Map<String, Reading.Entry<?>> chosen = new HashMap<>();

    PastePreview(MatrixPanel panel, Words words, MatrixCell from, String text, AnswerField.Listener listener) {
        this.panel = panel;
        this.words = words;
        this.from = from;
        this.listener = listener;
        this.block = read(text);
        setHeaderTitle(words.of("paste.title", from.label()));
        addClassName("paste");
        body.addClassName("paste-body");
        body.getElement().setAttribute("tabindex", "0");
        add(body);
        Button cancel = new Button(words.of("paste.cancel"), click -> close());
        confirm.setId("paste_confirm");
        confirm.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        confirm.addClickListener(click -> paste());
        getFooter().add(cancel, confirm);
        addOpenedChangeListener(change -> {
            if (change.isOpened()) {
                confirm.focus();
            } else {
                getElement().executeJs("window.sivig.pasted(); window.sivig.goTo($0)", from.name());
            }
        });
        show(null);
    }

    /** Rows of texts: tabs between, quotes around what holds a line break. */
    private static List<List<String>> read(String text) {
        try (CsvReader<CsvRecord> csv = CsvReader.builder().fieldSeparator('\t').skipEmptyLines(false)
                .allowMissingFields(true).allowExtraFields(true).ofCsvRecord(text)) {
            return csv.stream().map(CsvRecord::getFields).toList();
        } catch (CsvParseException | IOException unbalanced) {
            return text.lines().map(line -> List.of(line.split("\t", -1))).toList();
        }
    }

    private void paste() {
        listener.act(List.copyOf(edits), "paste", words.of("paste.done", pasted()), trouble -> {
            if (trouble == null) {
                close();
            } else {
                show(trouble);
            }
        });
    }

    private void show(@Nullable String trouble) {
        edits.clear();
        counts.clear();
        body.removeAll();
        List<List<@Nullable MatrixCell>> target = panel.block(from);
        HtmlContainer table = new HtmlContainer("table");
        table.addClassName("paste-table");
        for (int r = 0; r < block.size(); r++) {
            List<@Nullable MatrixCell> cells = r < target.size() ? target.get(r) : List.of();
            HtmlContainer row = new HtmlContainer("tr");
            HtmlContainer head = new HtmlContainer("th");
            cells.stream().filter(cell -> cell != null).findFirst()
                    .ifPresent(cell -> head.getElement().setText(words.label(cell.item())));
            row.add(head);
            for (int c = 0; c < block.get(r).size(); c++) {
                boolean outside = r >= target.size() || c >= cells.size();
                HtmlContainer shown = cell(block.get(r).get(c), outside, outside ? null : cells.get(c));
                if (!outside) {
                    row.add(shown);
                }
            }
            if (r < target.size()) {
                table.add(row);
            }
        }
        if (trouble != null) {
            Paragraph refused = new Paragraph(trouble);
            refused.addClassNames("note", "err");
            refused.getElement().setAttribute("role", "alert");
            body.add(refused);
        }
        summary();
        body.add(table);
        confirm.setText(words.of("paste.do", pasted()));
        confirm.setEnabled(pasted() > 0);
    }

    private int pasted() {
        return counts.getOrDefault(Fate.NEW, 0) + counts.getOrDefault(Fate.REPLACED, 0);
    }

    private void summary() {
        Div summary = new Div();
        summary.addClassName("paste-summary");
        long widths = block.stream().map(List::size).distinct().count();
        for (Fate fate : Fate.values()) {
            int count = counts.getOrDefault(fate, 0);
            if (count > 0 && fate != Fate.EMPTY) {
                Span line = new Span(words.of("paste." + fate, count));
                line.addClassNames("fate", fate.name().toLowerCase(Locale.ROOT));
                summary.add(line);
            }
        }
        if (widths > 1) {
            Span uneven = new Span(words.of("paste.uneven",
                    block.stream().mapToInt(List::size).min().orElse(0),
                    block.stream().mapToInt(List::size).max().orElse(0)));
            uneven.addClassNames("fate", "unreadable");
            summary.add(uneven);
        }
        body.add(summary);
    }

    private HtmlContainer cell(String text, boolean outside, @Nullable MatrixCell cell) {
        HtmlContainer shown = new HtmlContainer("td");
        String problem = "";
        String old = "";
        String next = TypedText.line(text);
        List<? extends Reading.Entry<?>> asked = List.of();
        Fate fate;
        if (next.isEmpty()) {
            fate = Fate.EMPTY;
        } else if (outside) {
            fate = Fate.OUTSIDE;
        } else if (cell == null || !cell.isAsked()) {
            fate = Fate.CLOSED;
            problem = words.of("paste.closed");
        } else {
            Reading<? extends Reading.Entry<?>> reading = chosen.containsKey(cell.name())
                    ? new Reading.Understood<>(chosen.get(cell.name())) : cell.read(text);
            switch (reading) {
                case Reading.Refused(Reading.Problem refused) -> {
                    fate = Fate.UNREADABLE;
                    problem = cell.problemText(refused, text);
                }
                case Reading.Asked(Reading.Problem unsure, List<? extends Reading.Entry<?>> readings) -> {
                    fate = Fate.ASKED;
                    problem = cell.askText(unsure, text);
                    asked = readings;
                }
                case Reading.Understood(Reading.Entry<?> entry) -> {
                    List<Edit> changes = cell.edits(entry).stream()
                            .filter(edit -> !edit.seen().equals(edit.next())).toList();
                    fate = changes.isEmpty() ? Fate.SAME : cell.seen().isBlank() ? Fate.NEW : Fate.REPLACED;
                    edits.addAll(changes);
                    old = fate == Fate.REPLACED ? cell.text(cell.seen()) : "";
                    next = entry.answer().missing() == null ? cell.shown(entry) : entry.answer().missing().code();
                }
            }
        }
        counts.merge(fate, 1, Integer::sum);
        shown.addClassName(fate.name().toLowerCase(Locale.ROOT));
        if (!old.isEmpty()) {
            HtmlContainer before = new HtmlContainer("del");
            before.getElement().setText(old);
            shown.add(before);
        }
        shown.add(new Span(next));
        if (!problem.isEmpty()) {
            Span said = new Span(problem);
            said.addClassName("problem");
            shown.add(said);
        }
        for (Reading.Entry<?> reading : asked) {
            NativeButton choose = new NativeButton(cell.shown(reading), click -> {
                chosen.put(cell.name(), reading);
                show(null);
                confirm.focus();
            });
            choose.addClassNames("action", "reading");
            choose.setAriaLabel(words.of("paste.choose", cell.shown(reading), cell.label()));
            shown.add(choose);
        }
        return shown;
    }
}
