package org.sivig.ecrf.ui.data;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.grid.ColumnRendering;
import com.vaadin.flow.component.grid.ColumnTextAlign;
import com.vaadin.flow.component.grid.FooterRow;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridSortOrder;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.component.grid.HeaderRow;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.data.provider.CallbackDataProvider;
import com.vaadin.flow.data.provider.SortDirection;
import com.vaadin.flow.data.renderer.LitRenderer;
import com.vaadin.flow.dom.DomEvent;
import java.io.Serializable;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.IntToDoubleFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.crf.Form;
import org.sivig.ecrf.data.ColumnCondition;
import org.sivig.ecrf.data.DataColumn;
import org.sivig.ecrf.data.DataColumns;
import org.sivig.ecrf.data.DataGrid;
import org.sivig.ecrf.data.DataRow;
import org.sivig.ecrf.data.DataSummary;
import org.sivig.ecrf.ui.CasebookAddress;
import org.sivig.ecrf.ui.ColumnWords;
import org.sivig.ecrf.ui.ConditionWords;

/** The rows of a form with one set of columns. Another set takes another table. */
class DataTable extends Grid<DataRow> {

    /** What is done with the table. */
    interface Listener extends Serializable {

        void sort(@Nullable DataColumn by, boolean descending);

        void reorder(List<DataColumn> columns);

        void resize(DataColumn column, int width);

        /** Puts another test of what a column holds in force, or none. */
        void narrow(DataColumn column, @Nullable ColumnCondition content);

        /** What is typed in a head can no longer be read, or can be again. */
        void readable();

        /** Opens the menu of a column beside a button. */
        void menu(DataColumn column, Component button);

        /** Ticks a row for what is done with some, or takes the tick away. */
        void tick(DataRow row);

        boolean isTicked(DataRow row);

        /** Asks about a cell, without leaving the grid. */
        void query(DataRow row, DataColumn column);

        /** Opens the casebook at a cell. */
        void open(DataRow row, DataColumn column, boolean elsewhere);
    }

    /** In rem, on the average, in the head of a column. */
    private static final double WIDTH_OF_LETTER = 0.5;
    /** The same in the name of a group of columns, which is smaller; capitals are as wide there as a letter of a head. */
    private static final double WIDTH_OF_SMALL_LETTER = 0.4;
    /** In rem, with what is free at both ends. */
    private static final double WIDTH_OF_SORTER = 1.9;
    /** A part of the cell that was opened last. */
    private static final String CAME_FROM = "came-from";
    private static final String CAME_FROM_CELL = "came-from-cell";
    private static final String ITEM = "element.getEventContext(event).item?.key";
    private static final String COLUMN = "element.getEventContext(event).column?.dataset.column";
    static final String NUMBER = DataColumns.NUMBER;
    private static final String TICK = "tick";

    private final ColumnWords words;
    private final DataGrid data;
    private final Listener listener;
    private final Form<?> form;
    /** Each at its place in the cells of the rows, wherever it stands on screen. */
    private final List<DataColumn> columns;
    private final Map<DataColumn, Column<DataRow>> shown = new LinkedHashMap<>();
    private final Map<DataColumn, ColumnHead> heads = new LinkedHashMap<>();
    private final Column<DataRow> tick;
    private DataAddress address;
    private int found;
    private @Nullable FooterRow footer;
    private boolean showing = true;

    DataTable(ConditionWords tests, DataGrid data, DataAddress address, Listener listener) {
        this.words = tests.words();
        this.data = data;
        this.listener = listener;
        this.address = address;
        form = address.query().form();
        columns = address.query().columns();
        addClassName("data-grid");
        setId("data_grid");
        setSelectionMode(SelectionMode.NONE);
        addThemeVariants(GridVariant.LUMO_COMPACT, GridVariant.NO_BORDER, GridVariant.COLUMN_BORDERS);
        setAriaLabel(words.of("data.title.form", words.form(form)));
        setColumnReorderingAllowed(true);
        setColumnRendering(ColumnRendering.LAZY);
        setMultiSort(false);
        tick = tick();
        for (DataColumn column : columns) {
            shown.put(column, made(column));
            heads.put(column, new ColumnHead(tests, column, content -> listener.narrow(column, content),
                    listener::readable, button -> listener.menu(column, button)));
        }
        HeaderRow filters = appendHeaderRow();
        Span unseen = new Span(words.of("data.tick.column"));
        unseen.addClassName("patients-unseen");
        filters.getCell(tick).setComponent(unseen);
        heads.forEach((column, head) -> filters.getCell(shown.get(column)).setComponent(head));
        setPartNameGenerator(row -> isCameFrom(row) ? CAME_FROM : null);
        setDataProvider(new CallbackDataProvider<DataRow, Void>(
                query -> data.fetch(this.address.query().withColumns(columns), query.getOffset(), query.getLimit()).stream(),
                query -> found, row -> row.patient() + "|" + row.key()));
        addSortListener(sorted -> sorted(getSortOrder()));
        addColumnReorderListener(moved -> {
            if (moved.isFromClient()) {
                listener.reorder(moved.getColumns().stream().filter(each -> each != tick).map(this::column).toList());
            }
        });
        addColumnResizeListener(resized -> listener.resize(column(resized.getResizedColumn()),
                pixels(resized.getResizedColumn().getWidth())));
        addItemClickListener(click -> {
            if (click.getColumn() != tick) {
                listener.open(click.getItem(), column(click.getColumn()), click.isCtrlKey() || click.isMetaKey());
            }
        });
        getElement().addEventListener("keydown", this::queryCell).addEventData(ITEM).addEventData(COLUMN).preventDefault()
                .setFilter("event.key === 'F7' && !event.repeat && !!" + ITEM + " && !!" + COLUMN);
        getElement().addEventListener("keydown", this::openCell).addEventData(ITEM).addEventData(COLUMN)
                .addEventData("event.ctrlKey || event.metaKey")
                .setFilter("event.key === 'Enter' && event.target.localName !== 'a' && !!" + ITEM + " && !!" + COLUMN);
    }

    /** The row is drawn anew, so that it knows in the page what it is. */
    private void tick(DataRow row) {
        listener.tick(row);
        getDataProvider().refreshItem(row);
    }

    /** A grid's own column for choosing rows has a head without a name. */
    private Column<DataRow> tick() {
        Column<DataRow> made = addColumn(LitRenderer.<DataRow>of("<input type='checkbox' class='choose' "
                + "aria-label='${item.label}' .checked='${item.ticked}' @change='${tick}' @click='${(e) => e.stopPropagation()}'>")
                .withProperty("label", row -> words.of("data.tick", row.patient() + " " + row.key()))
                .withProperty("ticked", listener::isTicked).withFunction("tick", this::tick)).setKey(TICK)
                .setHeader(words.of("data.tick.column")).setWidth("3.5rem").setFlexGrow(0).setResizable(false).setFrozen(true);
        made.getElement().setAttribute("data-column", "");
        return made;
    }

    private Column<DataRow> made(DataColumn column) {
        int at = columns.indexOf(column);
        Column<DataRow> made = addColumn(renderer(column, at)).setKey(column.id()).setHeader(title(column, group(column)))
                .setSortProperty(column.id()).setResizable(true).setFlexGrow(grow(column)).setWidth(width(column))
                .setTextAlign(column.type().isNumber() ? ColumnTextAlign.END : ColumnTextAlign.START)
                .setPartNameGenerator(row -> isCameFrom(row) && address.cell() != null
                        && address.cell().column().equals(column.id()) ? CAME_FROM_CELL : null);
        made.setSortable(true);
        made.setRowHeader(column.id().equals(NUMBER));
        made.getElement().setAttribute("data-column", column.id());
        return made;
    }

    /** The name of the group that begins with a column; empty within a group. */
    private String group(DataColumn column) {
        int at = columns.indexOf(column);
        String own = words.group(column, form);
        return at > 0 && words.group(columns.get(at - 1), form).equals(own) ? "" : own;
    }

    private Component title(DataColumn column, String group) {
        Span place = new Span(group.isEmpty() ? "" : group + " ");
        place.addClassName("column-group");
        Span label = new Span(words.head(column));
        label.addClassName("column-label");
        Div title = new Div(place, label);
        if (!column.unit().isEmpty()) {
            Span unit = new Span(" " + words.unit(column));
            unit.addClassName("column-unit");
            label.add(unit);
        }
        title.addClassName("column-title");
        String full = words.full(column);
        title.getElement().setAttribute("title", group.isEmpty() ? full : words.of("drug.item", group, full));
        return title;
    }

    private LitRenderer<DataRow> renderer(DataColumn column, int at) {
        if (column.id().equals(NUMBER)) {
            return LitRenderer.<DataRow>of("<a class='patients-number' href='${item.href}' tabindex='-1'>${item.number}</a>")
                    .withProperty("href", row -> CasebookAddress.of(row.patient())).withProperty("number", DataRow::patient);
        }
        if (column.meantFor() != null) {
            return LitRenderer.<DataRow>of("""
                    ${item.unmeant ? html`<span class="cell-unmeant" title="${item.unmeant}">${item.text}\
                    <span class="unseen"> (${item.unmeant})</span></span>` : html`<span>${item.text}</span>`}\
                    """)
                    .withProperty("text", row -> words.value(column, row.cells().get(at)))
                    .withProperty("unmeant", row -> {
                        String why = column.unmeantKey(row.cells().get(at));
                        return why == null ? "" : words.of(why);
                    });
        }
        if (!column.isAnswer()) {
            return LitRenderer.<DataRow>of("<span title='${item.text}'>${item.text}</span>")
                    .withProperty("text", row -> words.value(column, row.cells().get(at)));
        }
        return LitRenderer.<DataRow>of("""
                ${item.missing ? html`<abbr class="cell-missing" title="${item.why}">${item.missing}</abbr>` : ''}\
                ${item.unasked ? html`<span class="cell-unasked" title="%1$s"></span><span class="unseen">%1$s</span>` : ''}\
                ${item.text ? html`<span class="cell-text" title="${item.text}">${item.text}</span>` : ''}\
                ${item.finding ? html` <i class="cell-mark warn" role="img" aria-label="%2$s" title="%2$s">▲</i>` : ''}\
                ${item.query ? html` <i class="cell-mark info" role="img" aria-label="%3$s" title="%3$s">?</i>` : ''}\
                ${item.verified ? html` <i class="cell-mark ok" role="img" aria-label="%4$s" title="%4$s">✓</i>` : ''}\
                """.formatted(words.of("data.cell.unasked"), words.of("data.cell.finding"), words.of("data.cell.query"),
                words.of("data.cell.verified")))
                .withProperty("text", row -> words.value(column, row.cells().get(at)))
                .withProperty("missing", row -> row.cells().get(at).missing() == null ? null
                        : row.cells().get(at).missing().code())
                .withProperty("why", row -> row.cells().get(at).missing() == null ? null
                        : words.of("code.missing_reason." + row.cells().get(at).missing().code()))
                .withProperty("unasked", row -> !row.cells().get(at).asked())
                .withProperty("finding", row -> row.cells().get(at).finding())
                .withProperty("query", row -> row.cells().get(at).query())
                .withProperty("verified", row -> row.cells().get(at).verified());
    }

    private String width(DataColumn column) {
        Integer width = address.widths().get(column.id());
        return width != null ? width + "px" : Math.max(widthOfHead(column), switch (column.type()) {
            case INTEGER, DECIMAL, YEAR -> 6.5;
            case DATE, PARTIAL_DATE -> 8.5; // with three marks behind a whole date
            case YES_NO -> 6;
            case CHOICE -> column.id().equals("row.visit") ? 5 : 9;
            case MULTI_CHOICE -> 11;
            case TEXT -> column.id().equals(NUMBER) ? 7.5 : 9;
            case LONG_TEXT -> 14;
        }) + "rem";
    }

    /** Its part of the room that is left where all columns fit; none once somebody has said how wide it is. */
    private int grow(DataColumn column) {
        return address.widths().containsKey(column.id()) ? 0 : switch (column.type()) {
            case CHOICE -> column.id().equals("row.visit") ? 0 : 1;
            case TEXT -> column.id().equals(NUMBER) ? 0 : 3;
            case MULTI_CHOICE, LONG_TEXT -> 3;
            default -> 0;
        };
    }

    /** In rem: no word of its head is cut, and all of it stands in three lines beside the sign by which one sorts. */
    private double widthOfHead(DataColumn column) {
        String head = column.unit().isEmpty() ? words.head(column) : words.head(column) + " " + words.unit(column);
        double longest = Math.max(widestWord(head, letter -> WIDTH_OF_LETTER), widestWord(group(column),
                letter -> Character.isUpperCase(letter) ? WIDTH_OF_LETTER : WIDTH_OF_SMALL_LETTER));
        return Math.ceil((WIDTH_OF_SORTER + Math.max(longest, WIDTH_OF_LETTER * head.length() / 2.4)) * 2) / 2;
    }

    private static double widestWord(String text, IntToDoubleFunction width) {
        return Arrays.stream(text.split("[\\s-]+")).mapToDouble(word -> word.chars().mapToDouble(width).sum()).max().orElse(0);
    }

    private DataColumn column(Column<DataRow> column) {
        return columns.stream().filter(each -> each.id().equals(column.getKey())).findFirst().orElseThrow();
    }

    private static int pixels(String width) {
        String digits = width.replaceAll("px$", "").replaceAll("\\..*", "");
        return digits.matches("\\d{1,5}") ? Integer.parseInt(digits) : 0;
    }

    private boolean isCameFrom(DataRow row) {
        DataAddress.Cell cell = address.cell();
        return cell != null && cell.patient().equals(row.patient()) && cell.rowKey().equals(row.key());
    }

    private void sorted(List<GridSortOrder<DataRow>> orders) {
        if (!showing) {
            GridSortOrder<DataRow> first = orders.isEmpty() ? null : orders.getFirst();
            listener.sort(first == null ? null : column(first.getSorted()),
                    first != null && first.getDirection() == SortDirection.DESCENDING);
        }
    }

    private void openCell(DomEvent enter) {
        DataRow row = getDataCommunicator().getKeyMapper().get(enter.getEventData().path(ITEM).asString(""));
        Column<DataRow> column = getColumnByKey(enter.getEventData().path(COLUMN).asString(""));
        if (row != null && column != null) {
            listener.open(row, column(column), enter.getEventData().path("event.ctrlKey || event.metaKey").asBoolean());
        }
    }

    private void queryCell(DomEvent key) {
        DataRow row = getDataCommunicator().getKeyMapper().get(key.getEventData().path(ITEM).asString(""));
        Column<DataRow> column = getColumnByKey(key.getEventData().path(COLUMN).asString(""));
        if (row != null && column != null && column != tick) {
            listener.query(row, column(column));
        }
    }

    /** Whether it has these columns, in whatever order. */
    boolean has(List<DataColumn> others) {
        return Set.copyOf(columns).equals(Set.copyOf(others));
    }

    /**
     * Shows what stands in an address that has its columns.
     *
     * @param found how many rows there are
     */
    void show(DataAddress now, int found) {
        showing = true;
        this.address = now;
        this.found = found;
        List<DataColumn> order = now.query().columns();
        if (!getColumns().stream().skip(1).map(each -> each == tick ? null : column(each)).toList().equals(order)) {
            setColumnOrder(Stream.concat(Stream.of(tick), order.stream().map(shown::get)).toList());
        }
        for (int i = 0; i < order.size(); i++) {
            Column<DataRow> column = Objects.requireNonNull(shown.get(order.get(i)));
            if (column.isFrozen() != i < now.frozen()) {
                column.setFrozen(i < now.frozen());
            }
            if (!column.getWidth().equals(width(order.get(i)))) {
                column.setWidth(width(order.get(i)));
                column.setFlexGrow(grow(order.get(i)));
            }
        }
        getElement().getThemeList().set(GridVariant.LUMO_COMPACT.getVariantName(), !now.roomy());
        List<GridSortOrder<DataRow>> sort = Stream.ofNullable(now.query().sort()).map(shown::get)
                .filter(Objects::nonNull).map(column -> new GridSortOrder<>(column,
                        now.query().descending() ? SortDirection.DESCENDING : SortDirection.ASCENDING)).toList();
        if (!getSortOrder().equals(sort)) {
            sort(sort);
        }
        heads.forEach((column, head) -> head.show(now.query().tests(column)));
        showing = false;
        getDataProvider().refreshAll();
    }

    /** Goes to the cell that was opened last, as soon as the rows have come. */
    void goBack(int index, DataColumn column) {
        scrollToIndex(index);
        Stream.ofNullable(shown.get(column)).filter(each -> !each.isFrozen()).forEach(this::scrollToColumn);
        getElement().executeJs("window.sivigGrid.focusMarkedCell(this)");
    }

    /** Whether a head holds what cannot be read. */
    boolean isUnreadable() {
        return heads.values().stream().anyMatch(ColumnHead::isUnreadable);
    }

    /** Forgets what was typed into the heads and could not be read. */
    void clear() {
        heads.values().forEach(ColumnHead::clear);
    }

    /** Shows under each column what it comes to; nothing when there is nothing. */
    void sum(@Nullable List<DataSummary> summary, Summaries summaries) {
        if (footer != null) {
            removeFooterRow(footer);
            footer = null;
        }
        if (summary != null) {
            footer = appendFooterRow();
            summary.forEach(each -> Objects.requireNonNull(footer).getCell(shown.get(each.column()))
                    .setComponent(summaries.of(each)));
        }
    }
}
