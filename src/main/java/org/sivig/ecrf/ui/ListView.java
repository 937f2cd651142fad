package org.sivig.ecrf.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.Grid.Column;
import com.vaadin.flow.component.grid.GridSortOrder;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.component.grid.HeaderRow;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.data.provider.SortDirection;
import com.vaadin.flow.data.renderer.LitRenderer;
import com.vaadin.flow.data.renderer.Renderer;
import com.vaadin.flow.function.ValueProvider;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Location;
import com.vaadin.flow.router.QueryParameters;
import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.account.AccessPolicy;
import org.sivig.ecrf.casebook.PatientList;
import org.sivig.ecrf.guide.KeyPlace;

/**
 * A page that lists rows about the patients whom the user sees, filtered in the head of each column. Filter and order
 * stand in the address. A page adds its columns, says where the rows come from, and calls {@link #layOut} last; for who
 * sees no patients it adds nothing.
 *
 * @param <R> a row
 * @param <F> the filter
 * @param <A> filter and order
 */
public abstract class ListView<R, F extends Serializable, A extends ListAddress<F, A>> extends Main
        implements BeforeEnterObserver, HasDynamicTitle, KeyHelp.Page {

    protected final Grid<R> grid = new Grid<>();
    /** The heading, and what stands at the other end of its line. */
    protected final Div head = new Div();
    /** What stands above the rows: the button that clears the filters, and their number. */
    protected final Div tools = new Div();
    protected final ColumnFilters<F> filters;
    /** Names by code. */
    protected final Map<String, String> sites = new TreeMap<>();

    private final String name;
    private final A start;
    private final Map<Column<R>, Component> columnFilters = new LinkedHashMap<>();
    private final Span count = new Span();
    private final Button clear;
    private A address;

    /**
     * @param name  its route, with which the keys of its texts begin
     * @param start what it shows when the filters are cleared
     */
    protected ListView(String name, A start, PatientList patients, AccessPolicy policy) {
        this.name = name;
        this.start = start;
        this.address = start;
        filters = new ColumnFilters<>(this, name + ".filter.", () -> address.filter(), this::narrow);
        clear = new Button(text("clear"), click -> show(start.filter()));
        setId("main");
        addClassNames("content", "patients");
        if (!policy.seesPatients()) {
            add(new H1(getTranslation("home.no-patients")), new Paragraph(getTranslation("home.no-patients.help")));
            return;
        }
        patients.sites().forEach(site -> sites.put(site.getCode(), site.getName()));
        head.add(new H1(getPageTitle()));
        head.addClassName("patients-head");
        clear.setId("clear_filters");
        clear.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
        count.addClassName("patients-count");
        count.getElement().setAttribute("role", "status");
        tools.addClassName("patients-tools");
        tools.add(clear, count);
        grid.setSelectionMode(Grid.SelectionMode.NONE);
        grid.addThemeVariants(GridVariant.LUMO_COMPACT, GridVariant.NO_BORDER);
        grid.setAriaLabel(getPageTitle());
        grid.setMultiSort(false);
        grid.addClassName("patients-grid");
    }

    /** What the page shows and in which order; what cannot be read is ignored. */
    protected abstract A read(QueryParameters parameters);

    /** Counts what a filter finds, and says so. */
    protected abstract String count(F filter);

    @Override
    public KeyHelp keys() {
        return new KeyHelp(KeyPlace.LIST);
    }

    @Override
    public String getPageTitle() {
        return text("title");
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        if (columnFilters.isEmpty()) {
            return;
        }
        address = read(event.getLocation().getQueryParameters());
        grid.sort(Stream.ofNullable(address.sortKey()).map(key -> new GridSortOrder<>(grid.getColumnByKey(key),
                address.descending() ? SortDirection.DESCENDING : SortDirection.ASCENDING)).toList());
        show(address.filter());
    }

    protected final A address() {
        return address;
    }

    protected final F filter() {
        return address.filter();
    }

    /** @param key what follows the name of the page */
    protected final String text(String key) {
        return getTranslation(name + "." + key);
    }

    /** A site with its name. */
    protected final String site(String code) {
        return code + " " + sites.getOrDefault(code, "");
    }

    /** @param filter null for a column that has none */
    protected final Column<R> column(String key, String width, Renderer<R> renderer, @Nullable Component filter) {
        String header = text("column." + key);
        Column<R> column = grid.addColumn(renderer).setKey(key).setHeader(header).setWidth(width).setFlexGrow(0)
                .setResizable(true);
        if (filter == null) {
            Span none = new Span(header);
            none.addClassName("patients-unseen");
            columnFilters.put(column, none);
        } else {
            columnFilters.put(column, filter);
        }
        return column;
    }

    protected final Renderer<R> link(String style, ValueProvider<R, String> text, ValueProvider<R, String> path) {
        return LitRenderer.<R>of("<a class='" + style + "' href='${item.href}' title='${item.text}'>${item.text}</a>")
                .withProperty("href", path).withProperty("text", text);
    }

    protected final Renderer<R> tag(ValueProvider<R, String> tone, ValueProvider<R, String> label) {
        return LitRenderer.<R>of("<span class='patients-tag ${item.tone}'>${item.label}</span>")
                .withProperty("tone", tone).withProperty("label", label);
    }

    /** Puts the page together, once it has its columns. */
    protected final void layOut() {
        HeaderRow row = grid.appendHeaderRow();
        columnFilters.forEach((column, filter) -> row.getCell(column).setComponent(filter));
        Div none = new Div(new H2(text("no-match")), new Paragraph(text("no-match.help")),
                new Button(text("clear"), click -> show(start.filter())));
        none.addClassName("patients-empty");
        grid.setEmptyStateComponent(none);
        grid.addSortListener(sorted -> sort(grid.getSortOrder()));
        add(head, tools, grid);
    }

    /** Puts a filter in force, and shows it in the heads of the columns. */
    protected final void show(F filter) {
        go(address.with(filter));
        filters.show(filter);
        refresh();
    }

    private void narrow(F filter) {
        if (!filter.equals(address.filter())) {
            go(address.with(filter));
            refresh();
        }
    }

    private void sort(List<GridSortOrder<R>> orders) {
        go(orders.isEmpty() ? address.sortedBy(null, false) : address.sortedBy(
                orders.getFirst().getSorted().getKey(), orders.getFirst().getDirection() == SortDirection.DESCENDING));
    }

    /** Puts into the address bar what the page shows now. */
    private void go(A next) {
        if (!next.equals(address)) {
            address = next;
            getUI().ifPresent(ui -> ui.getPage().getHistory()
                    .replaceState(null, new Location(name, next.parameters())));
        }
    }

    private void refresh() {
        count.setText(count(address.filter()));
        clear.setVisible(!address.filter().equals(start.filter()));
        grid.getDataProvider().refreshAll();
    }
}
