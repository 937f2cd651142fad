package org.sivig.ecrf.ui.casebook;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HtmlContainer;
import com.vaadin.flow.component.Text;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.sivig.ecrf.crf.Form;
import org.sivig.ecrf.crf.Item;
import org.sivig.ecrf.crf.ItemType;
import org.sivig.ecrf.ui.FieldPlaces;
import org.sivig.ecrf.ui.ItemField;
import org.sivig.ecrf.ui.Words;

/** A form as the table that the paper prints: its columns, and lines that are named in the first of them. */
class PaperTable extends Div {

    /** A line: a cell for each column, of which the first may hold several lines. */
    final class Line {

        private final HtmlContainer row = new HtmlContainer("tr");
        private final Map<String, Div> cells = new HashMap<>();
        private final Map<String, FieldPlaces> places = new HashMap<>();

        private Line(int at) {
            body.getElement().insertChild(at, row.getElement());
        }

        /** Names the line, and with it as many of those that follow. */
        Line named(Component name, int lines) {
            HtmlContainer head = cell("th", form.columns().getFirst(), name);
            head.getElement().setAttribute("scope", lines > 1 ? "rowgroup" : "row");
            if (lines > 1) {
                head.getElement().setAttribute("rowspan", "" + lines);
            }
            return this;
        }

        /** Makes the cells of the other columns; those before the first of these belong to the name of the line. */
        Line with(List<String> columns) {
            int spanned = form.columns().indexOf(columns.getFirst());
            if (spanned > 1) {
                row.getElement().getChild(0).setAttribute("colspan", "" + spanned);
            }
            columns.forEach(column -> cell("td", column).getElement()
                    .setAttribute("data-column", words.of(form.columnKey(column))));
            return this;
        }

        private HtmlContainer cell(String tag, String column, Component... content) {
            HtmlContainer cell = new HtmlContainer(tag);
            Div inner = new Div(content);
            inner.addClassNames("cell", "cell-" + column);
            cell.add(inner);
            cells.put(column, inner);
            row.add(cell);
            return cell;
        }

        /** Puts a field into the column of its item. */
        void add(ItemField field) {
            places.computeIfAbsent(field.item().column(), column -> new FieldPlaces(cells.get(column))).add(field);
        }

        /** Puts something at the end of the line. */
        void addLast(Component component) {
            cells.get(form.columns().getLast()).add(component);
        }

        void setVisible(boolean visible) {
            row.setVisible(visible);
        }

        void remove() {
            row.getElement().removeFromParent();
        }
    }

    private final Form<?> form;
    private final Words words;
    private final HtmlContainer body = new HtmlContainer("tbody");

    /** @param typed whether one types into it */
    PaperTable(Form<?> form, Words words, boolean typed) {
        this.form = form;
        this.words = words;
        addClassNames("paper-table", "of-" + form.path());
        HtmlContainer titles = new HtmlContainer("tr");
        form.columns().forEach(column -> titles.add(title(column, typed)));
        HtmlContainer head = new HtmlContainer("thead");
        head.add(titles);
        HtmlContainer table = new HtmlContainer("table");
        table.add(head, body);
        add(table);
    }

    /** The printed title; what the paper lacks in the column, and how one types there. */
    private HtmlContainer title(String column, boolean typed) {
        Div inner = new Div(new Span(words.of(form.columnKey(column))));
        inner.addClassNames("cell", "cell-" + column);
        items(column).filter(item -> !item.isOnPaper()).forEach(item -> {
            Span added = new Span(words.of("item.added"));
            added.addClassName("added");
            Span lacking = new Span(new Span(words.label(item)), new Text(" "), added);
            lacking.addClassName("lacking");
            inner.add(lacking);
        });
        hint(inner, items(column).filter(item -> typed && item.type() == ItemType.PARTIAL_DATE)
                .map(item -> words.of("format.month")), "hint", "typing");
        hint(inner, items(column).map(words::help), "hint");
        HtmlContainer title = new HtmlContainer("th");
        title.getElement().setAttribute("scope", "col");
        title.add(inner);
        return title;
    }

    private static void hint(Div title, Stream<String> texts, String... classes) {
        String text = texts.filter(each -> !each.isEmpty()).distinct().collect(Collectors.joining(" · "));
        if (!text.isEmpty()) {
            Span hint = new Span(text);
            hint.addClassNames(classes);
            title.add(hint);
        }
    }

    private Stream<? extends Item<?, ?>> items(String column) {
        return form.items().stream().filter(item -> item.column().equals(column));
    }

    /** Makes a line before the one that stands there now. */
    Line insert(int at) {
        return new Line(at);
    }

    /** What of an item's label is printed beside it: nothing when the line or the column is named so. */
    String printed(Item<?, ?> item, String line) {
        String label = words.label(item);
        String column = words.of(form.columnKey(item.column())).toLowerCase(Locale.ROOT);
        String plain = label.toLowerCase(Locale.ROOT);
        boolean said = item.column().equals(form.columns().getFirst()) || label.equals(line)
                || column.startsWith(plain) || plain.endsWith(column);
        return said ? "" : label;
    }
}
