package org.sivig.ecrf.ui.monitoring;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.NativeTable;
import com.vaadin.flow.component.html.NativeTableCell;
import com.vaadin.flow.component.html.NativeTableHeaderCell;
import com.vaadin.flow.component.html.NativeTableRow;
import com.vaadin.flow.component.html.Section;
import java.util.List;
import java.util.Set;
import org.sivig.ecrf.account.Site;
import org.sivig.ecrf.ui.Words;

/** Small tables and cards, and how a site is called in them. */
final class Tables {

    private Tables() {
    }

    /** A site by its number and name. */
    static String name(Site site) {
        return site.getCode() + " " + site.getName();
    }

    static Section card(String id, String title, Component... content) {
        H2 heading = new H2(title);
        heading.setId(id + "_title");
        Section card = new Section(heading);
        card.setId(id);
        card.addClassName("card");
        card.getElement().setAttribute("aria-labelledby", id + "_title");
        card.add(content);
        return card;
    }

    private static final Set<String> NUMBERS =
            Set.of("patients", "verified", "to-verify", "answered", "open", "errors", "warnings", "due");

    /** @param columns the ends of the keys of their names */
    static NativeTable table(Words words, String caption, String... columns) {
        NativeTable table = new NativeTable();
        table.setCaptionText(caption);
        NativeTableRow heads = table.getHead().addRow();
        for (String column : columns) {
            NativeTableHeaderCell head = heads.addHeaderCell();
            head.setText(words.of("monitoring.column." + column));
            head.getElement().setAttribute("scope", "col");
            head.setClassName("number", NUMBERS.contains(column));
        }
        return table;
    }

    static NativeTableRow row(NativeTable table, Component head, String... cells) {
        NativeTableRow row = table.getBody().addRow();
        NativeTableHeaderCell first = row.addHeaderCell();
        first.getElement().setAttribute("scope", "row");
        first.add(head);
        List<NativeTableHeaderCell> heads = table.getHead().getRows().getFirst().getHeaderCells();
        for (String cell : cells) {
            NativeTableCell data = row.addDataCell();
            data.setText(cell);
            data.setClassName("number", heads.get(row.getDataCells().size()).hasClassName("number"));
        }
        return row;
    }

    static Div scrolling(NativeTable table, String name) {
        Div around = new Div(table);
        around.addClassName("monitoring-table");
        around.getElement().setAttribute("tabindex", "0").setAttribute("role", "group").setAttribute("aria-label", name);
        return around;
    }
}
