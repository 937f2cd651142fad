package org.sivig.ecrf.ui.casebook;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HtmlContainer;
import com.vaadin.flow.component.Text;
import com.vaadin.flow.component.html.Span;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.crf.Casebook;
import org.sivig.ecrf.crf.Item;
import org.sivig.ecrf.study.Visit;
import org.sivig.ecrf.study.VisitForm;
import org.sivig.ecrf.study.VisitPlan;
import org.sivig.ecrf.ui.Curve;
import org.sivig.ecrf.ui.Words;
import org.sivig.ecrf.ui.casebook.field.MatrixCell;

/** A line of the matrix: one item, or one at some visits and another at the others; then its course. */
final class MatrixLine extends HtmlContainer {

    private final Words words;
    private final @Nullable HtmlContainer group;
    private final Map<String, MatrixCell> cells = new LinkedHashMap<>();
    private final HtmlContainer curve = new HtmlContainer("td");
    private final LastShown drawn = new LastShown();

    /**
     * A line without cells.
     *
     * @param item  by which it is called
     * @param group the heading above it
     */
    MatrixLine(Item<?, ?> item, @Nullable HtmlContainer group, Words words) {
        super("tr");
        this.words = words;
        this.group = group;
        HtmlContainer label = new HtmlContainer("th");
        label.getElement().setAttribute("scope", "row");
        label.add(new Span(words.label(item)));
        if (!item.unit().isEmpty()) {
            Span unit = new Span(words.unit(item.unit()));
            unit.addClassName("unit");
            label.add(new Text(" "), unit);
        }
        if (!item.isOnPaper()) {
            Span added = new Span("+");
            added.addClassName("added");
            added.getElement().setAttribute("title", words.of("item.added")).setAttribute("aria-label",
                    words.of("item.added")).setAttribute("role", "img");
            label.add(new Text(" "), added);
        }
        if (!words.help(item).isEmpty()) {
            Span help = new Span(words.help(item));
            help.addClassName("hint");
            label.add(help);
        }
        add(label);
        getElement().setAttribute("data-line", item.name()).setAttribute("data-passed-by", item.isPassedBy());
        for (VisitPlan plan : VisitPlan.VISITS) {
            HtmlContainer place = new HtmlContainer("td");
            place.addClassName("closed");
            add(place);
        }
        curve.addClassName("curve");
        add(curve);
    }

    /** The line in which a cell stands, or the cell that it stands in. */
    static MatrixLine of(MatrixCell cell) {
        Component above = cell.getParent().orElseThrow();
        while (!(above instanceof MatrixLine)) {
            above = above.getParent().orElseThrow();
        }
        return (MatrixLine) above;
    }

    /** Puts a cell where its visit is. */
    void put(MatrixCell cell) {
        if (!cell.item().options().isEmpty()) {
            cell.getElement().setAttribute("data-options", words.options(cell.item()));
        }
        cells.put(cell.visit(), cell);
        int column = VisitPlan.VISITS.stream().map(VisitPlan::visit).toList().indexOf(cell.visit()) + 1;
        replace(getComponentAt(column), cell);
    }

    /** Its cells, by their visits. */
    Map<String, MatrixCell> cells() {
        return cells;
    }

    /** The heading above it; null where there is none. */
    @Nullable HtmlContainer group() {
        return group;
    }

    /** The item by which it is called. */
    Item<?, ?> item() {
        return cells.values().iterator().next().item();
    }

    /** Draws its course, once its cells are shown; it is not seen when none of them is asked. */
    void show(Casebook casebook) {
        setVisible(cells.values().stream().anyMatch(MatrixCell::isAsked));
        Map<String, Curve.Mark> marks = marks(casebook);
        if (drawn.isNew(marks)) {
            curve.getElement().setProperty("innerHTML", Curve.of(item(), marks));
        }
    }

    private Map<String, Curve.Mark> marks(Casebook casebook) {
        Map<String, Curve.Mark> marks = new LinkedHashMap<>();
        for (Visit visit : casebook.rows(VisitForm.FORM)) {
            MatrixCell cell = cells.get(visit.key());
            if (cell != null && cell.seen().value() instanceof Number number) {
                marks.put(visit.key(), new Curve.Mark(number, cell.isLimit(),
                        item() == VisitForm.BNP ? visit.getBnpType() : null));
            }
        }
        return marks;
    }
}
