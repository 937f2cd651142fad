package org.sivig.ecrf.ui.data;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.KeyModifier;
import com.vaadin.flow.component.Shortcuts;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.component.grid.dnd.GridDropLocation;
import com.vaadin.flow.component.grid.dnd.GridDropMode;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.select.SelectVariant;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.provider.ListDataProvider;
import com.vaadin.flow.data.provider.Query;
import com.vaadin.flow.data.renderer.ComponentRenderer;
import com.vaadin.flow.data.renderer.LitRenderer;
import com.vaadin.flow.function.SerializableConsumer;
import com.vaadin.flow.function.SerializableRunnable;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.crf.Form;
import org.sivig.ecrf.data.DataColumn;
import org.sivig.ecrf.guide.Keys;
import org.sivig.ecrf.ui.ColumnWords;
import org.sivig.ecrf.ui.WhileTyping;
import org.sivig.ecrf.ui.Words;

/** Chooses the columns of a data grid among all there are, their order, and how many stay in place. */
class ColumnsDialog extends Dialog {

    /**
     * The columns that are shown, from left to right.
     *
     * @param frozen how many of them stay in place
     */
    record Chosen(List<DataColumn> columns, int frozen) implements Serializable {
    }

    /** A column that can be shown, as it is looked for. */
    private record Line(DataColumn column, String label, String place, String group, String sought) implements Serializable {
    }

    private final ColumnWords words;
    private final int most;
    private final List<DataColumn> shown = new ArrayList<>();
    private int frozen;
    private @Nullable DataColumn dragged;
    /** Behind it the next new column is put; null for the end. */
    private @Nullable DataColumn behind;
    private final ListDataProvider<Line> lines;
    private final TextField search = new TextField();
    private final Select<String> group = new Select<>();

    private final Grid<Line> all = new Grid<>();
    private final Grid<DataColumn> order = new Grid<>();
    private final Paragraph state = new Paragraph();
    private final Button up;
    private final Button down;
    private final Button remove;
    private final Button freeze;
    private final Button done;

    /**
     * @param most      how many can be shown at once
     * @param available all columns that there are
     * @param start     those that the form has by itself
     * @param now       those that are shown
     * @param beside    the column beside which new ones are put; null for the end
     * @param choose    shows others
     */
    ColumnsDialog(ColumnWords words, Form<?> form, int most, List<DataColumn> available, Chosen start, Chosen now,
            @Nullable DataColumn beside, SerializableConsumer<Chosen> choose) {
        this.words = words;
        this.most = most;
        behind = beside;
        lines = new ListDataProvider<>(available.stream().map(column -> line(column, form)).toList());
        up = tool("up", () -> move(-1));
        down = tool("down", () -> move(1));
        remove = tool("remove", this::remove);
        freeze = tool("freeze", () -> freeze(at() + 1));
        setHeaderTitle(words.of("data.columns"));
        setWidth("960px");
        setHeight("700px");
        addClassName("data-columns");

        state.getElement().setAttribute("role", "status");
        state.addClassName("hint");
        Button none = tool("none", () -> {
            shown.clear();
            behind = null;
            refreshAll();
        });
        Div tools = new Div(up, down, freeze, remove, none);
        tools.addClassName("data-columns-tools");
        fillAll();
        fillOrder();
        Div panes = new Div(pane("data.columns.available", search(), all),
                pane("data.columns.shown", state, order, tools));
        panes.addClassName("data-columns-panes");
        add(panes);

        Button reset = new Button(words.of("data.columns.reset"), click -> show(start));
        reset.addThemeVariants(ButtonVariant.TERTIARY);
        reset.addClassName("data-columns-reset");
        done = new Button(words.of("data.columns.show"), click -> {
            close();
            choose.accept(new Chosen(List.copyOf(shown), frozen));
        });
        done.setId("columns_done");
        done.addThemeVariants(ButtonVariant.PRIMARY);
        getFooter().add(reset, new Button(words.of("dialog.cancel"), click -> close()), done);
        show(now);
    }

    private Div pane(String title, Component... content) {
        Div pane = new Div(new H3(words.of(title)));
        pane.add(content);
        return pane;
    }

    private Button tool(String name, SerializableRunnable act) {
        Button button = new Button(words.of("data.columns." + name), click -> act.run());
        button.setId("columns_" + name);
        button.addThemeVariants(ButtonVariant.SMALL);
        return button;
    }

    // --- all there are ----------------------------------------------------------------------------------------------

    private Line line(DataColumn column, Form<?> form) {
        String group = words.group(column, form);
        return new Line(column, words.full(column), words.place(column), group.isEmpty() ? words.place(column) : group,
                Words.plain(words.full(column) + " " + words.place(column) + " " + column.id()));
    }

    /** What narrows the list, and what is done with all of it that is left. */
    private Div search() {
        all.setItems(lines);
        search.setId("columns_search");
        search.setAriaLabel(words.of("data.columns.search"));
        search.setPlaceholder(words.of("data.columns.search"));
        search.setClearButtonVisible(true);
        search.setAutofocus(true);
        search.setWidthFull();
        WhileTyping.listen(search);
        search.addValueChangeListener(typed -> narrow());
        group.setId("columns_group");
        group.setAriaLabel(words.of("data.columns.group"));
        group.setItems(lines.getItems().stream().map(Line::group).distinct().toList());
        group.setEmptySelectionAllowed(true);
        group.setEmptySelectionCaption(words.of("data.columns.group.all"));
        group.setPlaceholder(words.of("data.columns.group.all"));
        group.addThemeVariants(SelectVariant.SMALL);
        group.addValueChangeListener(chosen -> narrow());
        Div tools = new Div(group, tool("add_listed", () -> {
            listed().forEach(this::add);
            refreshAll();
        }), tool("remove_listed", () -> {
            listed().forEach(this::drop);
            refreshAll();
        }));
        tools.addClassName("data-columns-tools");
        return new Div(search, tools);
    }

    private void narrow() {
        String[] parts = Words.plain(search.getValue()).split("\\s+");
        lines.setFilter(line -> (group.isEmpty() || line.group().equals(group.getValue()))
                && Arrays.stream(parts).allMatch(line.sought()::contains));
    }

    private List<DataColumn> listed() {
        return lines.fetch(new Query<>()).map(Line::column).toList();
    }

    /** Beside the column for which it was asked, or that was added last. */
    private void add(DataColumn column) {
        if (!shown.contains(column)) {
            shown.add(behind != null && shown.contains(behind) ? shown.indexOf(behind) + 1 : shown.size(), column);
            behind = column;
        }
    }

    private void drop(DataColumn column) {
        if (shown.indexOf(column) >= 0 && shown.indexOf(column) < frozen) {
            frozen--;
        }
        if (column.equals(behind)) {
            behind = shown.indexOf(column) > 0 ? shown.get(shown.indexOf(column) - 1) : null;
        }
        shown.remove(column);
    }

    private void refreshAll() {
        refresh();
        all.getDataProvider().refreshAll();
    }

    private void fillAll() {
        all.setSelectionMode(Grid.SelectionMode.NONE);
        all.addThemeVariants(GridVariant.LUMO_COMPACT, GridVariant.NO_BORDER, GridVariant.WRAP_CELL_CONTENT);
        all.setAriaLabel(words.of("data.columns.available"));
        all.addColumn(new ComponentRenderer<>(line -> {
            Checkbox box = new Checkbox(line.label(), shown.contains(line.column()));
            box.addValueChangeListener(change -> {
                if (change.getValue()) {
                    add(line.column());
                } else {
                    drop(line.column());
                }
                refresh();
            });
            return box;
        })).setHeader(words.of("data.columns.column")).setFlexGrow(3);
        all.addColumn(Line::place).setHeader(words.of("data.columns.place")).setFlexGrow(2);
    }

    // --- those that are shown ---------------------------------------------------------------------------------------

    private void fillOrder() {
        order.setId("columns_order");
        order.addThemeVariants(GridVariant.LUMO_COMPACT, GridVariant.NO_BORDER);
        order.setAriaLabel(words.of("data.columns.shown"));
        order.addColumn(LitRenderer.<DataColumn>of("""
                <span class="data-columns-line">${item.label} <span class="hint">${item.place}</span>\
                ${item.frozen ? html`<span class="patients-tag info">%s</span>` : ''}</span>"""
                .formatted(words.of("data.columns.frozen")))
                .withProperty("label", words::label).withProperty("place", words::place)
                .withProperty("frozen", column -> shown.indexOf(column) < frozen))
                .setHeader(words.of("data.columns.order"));
        order.setRowsDraggable(true);
        order.setDropMode(GridDropMode.BETWEEN);
        order.addDragStartListener(drag -> dragged = drag.getDraggedItems().getFirst());
        order.addDropListener(drop -> drop.getDropTargetItem().ifPresent(target -> {
            if (dragged != null && !dragged.equals(target)) {
                shown.remove(dragged);
                shown.add(shown.indexOf(target) + (drop.getDropLocation() == GridDropLocation.BELOW ? 1 : 0), dragged);
                order.select(dragged);
                refresh();
            }
        }));
        order.addSelectionListener(chosen -> {
            chosen.getFirstSelectedItem().filter(column -> chosen.isFromClient()).ifPresent(column -> behind = column);
            refreshTools();
        });
        Shortcuts.addShortcutListener(this, () -> move(-1), Key.ARROW_UP, KeyModifier.ALT).listenOn(order);
        Shortcuts.addShortcutListener(this, () -> move(1), Key.ARROW_DOWN, KeyModifier.ALT).listenOn(order);
    }

    private int at() {
        return order.getSelectedItems().stream().findFirst().map(shown::indexOf).orElse(-1);
    }

    private void move(int by) {
        int from = at();
        int to = from + by;
        if (from >= 0 && to >= 0 && to < shown.size()) {
            shown.add(to, shown.remove(from));
            refresh();
            order.scrollToIndex(to);
        }
    }

    private void remove() {
        int at = at();
        if (at >= 0) {
            drop(shown.get(at));
            order.select(shown.isEmpty() ? null : shown.get(Math.min(at, shown.size() - 1)));
            refreshAll();
        }
    }

    private void freeze(int columns) {
        frozen = frozen == columns ? 0 : columns;
        refresh();
    }

    private void show(Chosen chosen) {
        shown.clear();
        shown.addAll(chosen.columns());
        frozen = chosen.frozen();
        order.setItems(new ListDataProvider<>(shown));
        refreshAll();
    }

    private void refresh() {
        frozen = Math.min(frozen, shown.size());
        order.getDataProvider().refreshAll();
        boolean tooMany = shown.size() > most;
        state.setText(words.of(tooMany ? "data.columns.too-many" : "data.columns.count", shown.size(), most,
                Keys.MOVE_COLUMN.text(words::of)));
        state.setClassName("trouble", tooMany);
        done.setEnabled(!tooMany && !shown.isEmpty());
        refreshTools();
    }

    private void refreshTools() {
        int at = at();
        up.setEnabled(at > 0);
        down.setEnabled(at >= 0 && at < shown.size() - 1);
        remove.setEnabled(at >= 0);
        freeze.setEnabled(at >= 0);
        freeze.setText(words.of(at >= 0 && frozen == at + 1 ? "data.columns.unfreeze" : "data.columns.freeze"));
    }
}
