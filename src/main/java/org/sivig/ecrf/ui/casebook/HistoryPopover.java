package org.sivig.ecrf.ui.casebook;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.NativeTable;
import com.vaadin.flow.component.html.NativeTableCell;
import com.vaadin.flow.component.html.NativeTableHeaderCell;
import com.vaadin.flow.component.html.NativeTableRow;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.popover.Popover;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.sivig.ecrf.audit.AuditRecord;
import org.sivig.ecrf.audit.RecordText;
import org.sivig.ecrf.ui.Words;

/** What became of one item, beside its field: who, when, from what to what and why, the newest first. */
class HistoryPopover extends Popover {

    private final Words words;
    private final RecordText said;

    HistoryPopover(Words words) {
        this.words = words;
        said = new RecordText(words.study());
        addClassName("history-popover");
        setRole("dialog");
        setOpenOnClick(false);
        setAutofocus(true);
    }

    /** Shows the records of an item beside the button that asks for them, which has this id. */
    void show(String label, List<AuditRecord> records, String button) {
        removeAll();
        setAriaLabel(words.of("history.of", label));
        add(new H2(words.of("history.of", label)));
        if (records.isEmpty()) {
            add(new Paragraph(words.of("history.none")));
        } else {
            Div scroll = new Div(table(records));
            scroll.addClassName("history-scroll");
            scroll.getElement().setAttribute("tabindex", "0").setAttribute("role", "region")
                    .setAttribute("aria-label", words.of("history"));
            Span zone = new Span(words.of("history.zone"));
            zone.addClassName("hint");
            add(scroll, zone);
        }
        getElement().executeJs("this.target = document.getElementById($0)", button);
        open();
    }

    private NativeTable table(List<AuditRecord> records) {
        NativeTable table = new NativeTable();
        table.addClassName("history-table");
        NativeTableRow heads = table.getHead().addRow();
        for (String column : List.of("at", "user", "old", "new", "reason")) {
            NativeTableHeaderCell head = heads.addHeaderCell();
            head.setText(words.of("audit.column." + column));
            head.getElement().setAttribute("scope", "col");
        }
        for (AuditRecord record : records) {
            NativeTableRow row = table.getBody().addRow();
            row.addDataCell().setText(said.when(record));
            NativeTableCell who = row.addDataCell();
            who.add(new Span(said.user(record)), quiet(said.role(record)));
            row.addDataCell().setText(said.before(record));
            NativeTableCell after = row.addDataCell();
            String act = said.act(record);
            if (act.isEmpty()) {
                after.setText(said.after(record).isEmpty() ? words.of("answer.blank") : said.after(record));
            } else {
                after.setText(Stream.of(act, said.after(record)).filter(text -> !text.isEmpty())
                        .reduce((what, state) -> words.of("history.act", what, state)).orElseThrow());
                row.addClassName("history-act");
            }
            why(record).forEach(row.addDataCell()::add);
        }
        return table;
    }

    private List<Span> why(AuditRecord record) {
        List<Span> why = new ArrayList<>();
        if (record.reason() != null) {
            why.add(new Span(said.reason(record.reason())));
        }
        if (record.query() != null) {
            why.add(new Span(words.of("history.query", record.query())));
        }
        if (record.together() > 1) {
            why.add(quiet(words.of("history.together", record.together() - 1)));
        }
        return why;
    }

    private static Span quiet(String text) {
        Span span = new Span(text);
        span.addClassName("hint");
        return span;
    }
}
