package org.sivig.ecrf.casebook.ui;

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
import com.vaadin.flow.data.renderer.TextRenderer;
import com.vaadin.flow.function.ValueProvider;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Location;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.PermitAll;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.account.AccessPolicy;
import org.sivig.ecrf.casebook.FindingFilter;
import org.sivig.ecrf.casebook.FindingList;
import org.sivig.ecrf.casebook.FindingRow;
import org.sivig.ecrf.casebook.FindingSort;
import org.sivig.ecrf.casebook.FindingState;
import org.sivig.ecrf.casebook.PatientList;
import org.sivig.ecrf.crf.EditCheck;
import org.sivig.ecrf.crf.Form;
import org.sivig.ecrf.crf.Severity;
import org.sivig.ecrf.study.Checks;
import org.sivig.ecrf.study.Study;

/**
 * What the checks find in all patients whom the user sees, filtered in the head of each column; a finding leads to its
 * field. Filter and order stand in the address.
 */
@Route(FindingsView.ROUTE)
@PermitAll
class FindingsView extends Main implements BeforeEnterObserver, HasDynamicTitle {

    static final String ROUTE = "findings";

    private final FindingList list;
    private final Words words = new Words(this);
    private final RecordWords said = new RecordWords(words);
    private final ColumnFilters<FindingFilter> filters =
            new ColumnFilters<>(this, "findings.filter.", () -> this.address.filter(), this::narrow);
    /** Names by code. */
    private final Map<String, String> sites = new TreeMap<>();
    private final Map<Column<FindingRow>, Component> columnFilters = new LinkedHashMap<>();
    private final Grid<FindingRow> grid = new Grid<>();
    private final Span count = new Span();
    private final Button clear = new Button(getTranslation("findings.clear"), click -> clear());

    private FindingsAddress address = FindingsAddress.start();
    private int found;

    FindingsView(FindingList list, PatientList patients, AccessPolicy policy) {
        this.list = list;
        patients.sites().forEach(site -> sites.put(site.getCode(), site.getName()));
        setId("main");
        addClassNames("content", "patients");
        if (!policy.seesPatients()) {
            add(new H1(getTranslation("home.no-patients")), new Paragraph(getTranslation("home.no-patients.help")));
            return;
        }
        Div head = new Div(new H1(getPageTitle()));
        head.addClassName("patients-head");
        fillGrid();
        add(head, tools(), grid);
    }

    @Override
    public String getPageTitle() {
        return getTranslation("findings.title");
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        if (columnFilters.isEmpty()) {
            return;
        }
        address = FindingsAddress.of(event.getLocation().getQueryParameters(), sites.keySet());
        grid.sort(Stream.ofNullable(address.sort()).map(sort -> new GridSortOrder<>(
                grid.getColumnByKey(FindingsAddress.key(sort)),
                address.descending() ? SortDirection.DESCENDING : SortDirection.ASCENDING)).toList());
        showFilter();
    }

    private Component tools() {
        count.addClassName("patients-count");
        count.getElement().setAttribute("role", "status");
        clear.setId("clear_filters");
        clear.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
        Button all = new Button(getTranslation("findings.all"), click -> go(FindingFilter.all()));
        all.setId("all_findings");
        all.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
        Div tools = new Div(clear, all, count);
        tools.addClassName("patients-tools");
        return tools;
    }

    private void fillGrid() {
        grid.setSelectionMode(Grid.SelectionMode.NONE);
        grid.addThemeVariants(GridVariant.LUMO_COMPACT, GridVariant.NO_BORDER, GridVariant.LUMO_WRAP_CELL_CONTENT);
        grid.setAriaLabel(getPageTitle());
        grid.setMultiSort(false);
        grid.addClassName("patients-grid");

        column(FindingSort.NUMBER, "7rem", link("patients-number", FindingRow::number, row -> "patients/" + row.number()),
                filters.part("number", FindingFilter::number, FindingFilter::withNumber));
        column("site", "6rem", new TextRenderer<>(row -> site(row.site())),
                filters.codes("site", sites.keySet(), this::site, FindingFilter::sites, FindingFilter::withSites));
        column("form", "8.5rem", new TextRenderer<>(row -> said.form(row.at().form().name())), filters.codes("form",
                Study.FORMS.stream().map(Form::name).collect(Collectors.toCollection(LinkedHashSet::new)), said::form,
                FindingFilter::forms, FindingFilter::withForms));
        column(FindingSort.CHECK, "6rem", new TextRenderer<>(row -> row.check().id()), filters.codes("check",
                Checks.ALL.stream().map(EditCheck::id).toList(), id -> id + " · " + words.of("check." + id),
                FindingFilter::checks, FindingFilter::withChecks));
        column(FindingSort.SEVERITY, "8.5rem", LitRenderer.<FindingRow>of(
                "<span class='patients-tag ${item.tone}'>${item.label}</span>")
                .withProperty("tone", row -> Words.kind(row.check().severity()))
                .withProperty("label", row -> severity(row.check().severity())),
                filters.codes("severity", List.of(Severity.values()), this::severity, FindingFilter::severities,
                        FindingFilter::withSeverities));
        column("message", "14rem", link("finding-message", this::message, FindingsView::path), null).setFlexGrow(1);
        column(FindingSort.STATE, "11rem", LitRenderer.<FindingRow>of("<b>${item.state}</b> ${item.why}")
                .withProperty("state", row -> state(row.state())).withProperty("why", this::why),
                filters.codes("state", List.of(FindingState.values()), this::state, FindingFilter::states,
                        FindingFilter::withStates));
        column(FindingSort.FIRED, "8.5rem", new TextRenderer<>(row -> Words.dayAndTime(row.firedAt())),
                filters.range("fired", RangeText.DAYS, FindingFilter::fired, FindingFilter::withFired));
        HeaderRow row = grid.appendHeaderRow();
        columnFilters.forEach((column, filter) -> row.getCell(column).setComponent(filter));

        Span noFilter = new Span(getTranslation("findings.column.message"));
        noFilter.addClassName("patients-unseen");
        row.getCell(grid.getColumnByKey("message")).setComponent(noFilter);

        grid.setItemsPageable(page -> list.fetch(address.filter(), page), page -> (long) found);
        Div none = new Div(new H2(getTranslation("findings.none")), new Paragraph(getTranslation("findings.none.help")));
        none.addClassName("patients-empty");
        grid.setEmptyStateComponent(none);
        grid.addSortListener(sorted -> sort(grid.getSortOrder()));
    }

    private void column(FindingSort sort, String width, Renderer<FindingRow> renderer, Component filter) {
        column(FindingsAddress.key(sort), width, renderer, filter).setSortProperty(sort.name()).setSortable(true);
    }

    private Column<FindingRow> column(String key, String width, Renderer<FindingRow> renderer,
            @Nullable Component filter) {
        Column<FindingRow> column = grid.addColumn(renderer).setKey(key)
                .setHeader(getTranslation("findings.column." + key)).setWidth(width).setFlexGrow(0).setResizable(true);
        if (filter != null) {
            columnFilters.put(column, filter);
        }
        return column;
    }

    private static Renderer<FindingRow> link(String style,
            ValueProvider<FindingRow, String> text,
            ValueProvider<FindingRow, String> path) {
        return LitRenderer.<FindingRow>of("<a class='" + style + "' href='${item.href}'>${item.text}</a>")
                .withProperty("href", path).withProperty("text", text);
    }

    /** Where the item of a finding is typed. */
    private static String path(FindingRow row) {
        return "patients/" + row.number() + Study.sectionOf(row.at()).map(section -> "/" + section.path() + "?item="
                + row.at().exportName()).orElse("");
    }

    private String message(FindingRow row) {
        return words.message(row.check(), row.at().item(), row.at().row(), row.arguments());
    }

    private String why(FindingRow row) {
        return row.justification() == null ? "" : "– " + words.justification(row.justification());
    }

    private String site(String code) {
        return code + " " + sites.getOrDefault(code, "");
    }

    private String severity(Severity severity) {
        return words.of("severity." + severity);
    }

    private String state(FindingState state) {
        return words.of("finding.state." + state);
    }

    private void clear() {
        go(FindingFilter.open());
    }

    private void go(FindingFilter filter) {
        go(address.with(filter));
        showFilter();
    }

    private void narrow(FindingFilter filter) {
        if (!filter.equals(address.filter())) {
            go(address.with(filter));
            refresh();
        }
    }

    private void sort(List<GridSortOrder<FindingRow>> orders) {
        FindingSort by = orders.isEmpty() ? null
                : FindingSort.valueOf(orders.getFirst().getSorted().getKey().toUpperCase(Locale.ROOT));
        go(address.sortedBy(by, by != null && orders.getFirst().getDirection() == SortDirection.DESCENDING));
    }

    /** Puts into the address bar what the page shows now. */
    private void go(FindingsAddress next) {
        if (!next.equals(address)) {
            address = next;
            getUI().ifPresent(ui -> ui.getPage().getHistory()
                    .replaceState(null, new Location(ROUTE, next.parameters())));
        }
    }

    private void showFilter() {
        filters.show(address.filter());
        refresh();
    }

    private void refresh() {
        found = (int) list.count(address.filter());
        count.setText(getTranslation("findings.count", found));
        clear.setVisible(!address.filter().equals(FindingFilter.open()));
        grid.getDataProvider().refreshAll();
    }
}
