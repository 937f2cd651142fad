package org.sivig.ecrf.casebook.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.contextmenu.MenuItem;
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
import com.vaadin.flow.component.menubar.MenuBar;
import com.vaadin.flow.component.menubar.MenuBarVariant;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.provider.SortDirection;
import com.vaadin.flow.data.renderer.LitRenderer;
import com.vaadin.flow.data.renderer.Renderer;
import com.vaadin.flow.data.renderer.TextRenderer;
import com.vaadin.flow.dom.DomEvent;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Location;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.PermitAll;
import java.text.NumberFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.account.AccessPolicy;
import org.sivig.ecrf.casebook.Casebooks;
import org.sivig.ecrf.casebook.PatientFilter;
import org.sivig.ecrf.casebook.PatientList;
import org.sivig.ecrf.casebook.PatientRow;
import org.sivig.ecrf.casebook.PatientSort;
import org.sivig.ecrf.score.EligibilityStatus.Status;
import org.sivig.ecrf.study.CasebookState;
import org.sivig.ecrf.study.Sex;
import org.sivig.ecrf.study.SscType;

/**
 * The patients whom the user sees: found by number, filtered in the head of each column. Filter and order stand in the
 * address, so that a view of the list can be kept, sent and come back to.
 */
@Route(PatientsView.ROUTE)
@PermitAll
class PatientsView extends Main implements BeforeEnterObserver, HasDynamicTitle {

    static final String ROUTE = "patients";

    private static final String ROW_KEY = "element.getEventContext(event).item?.key";

    private final PatientList list;
    private final Casebooks casebooks;
    private final NumberFormat percent = NumberFormat.getPercentInstance(getLocale());
    /** Names by code. */
    private final Map<String, String> sites = new TreeMap<>();
    private final ColumnFilters<PatientFilter> filters =
            new ColumnFilters<>(this, "patients.filter.", () -> this.address.filter(), this::narrow);

    private final Map<Column<PatientRow>, Component> columnFilters = new LinkedHashMap<>();

    private final Grid<PatientRow> grid = new Grid<>();
    private final Div tools = new Div();
    private final Span count = new Span();
    private final Button clear = new Button(getTranslation("patients.clear"), click -> clear());
    private final Div noPatients = new Div();

    private PatientsAddress address = PatientsAddress.start();
    private long found;
    private long total;

    PatientsView(PatientList list, Casebooks casebooks, AccessPolicy policy) {
        this.list = list;
        this.casebooks = casebooks;
        list.sites().forEach(site -> sites.put(site.getCode(), site.getName()));
        List<String> entered = sites.keySet().stream().filter(policy::enters).toList();

        setId("main");
        addClassNames("content", "patients");
        if (!policy.seesPatients()) {
            add(new H1(getTranslation("home.no-patients")), new Paragraph(getTranslation("home.no-patients.help")));
            return;
        }
        Div head = new Div(new H1(getPageTitle()));
        head.addClassName("patients-head");
        noPatients.addClassName("patients-empty");
        noPatients.add(new H2(getTranslation("patients.none")));
        if (entered.isEmpty()) {
            noPatients.add(new Paragraph(getTranslation("patients.none.wait")));
        } else {
            head.add(createButton(entered, "new_patient"));
            noPatients.add(new Paragraph(getTranslation("patients.none.start")),
                    createButton(entered, "first_patient"));
        }
        fillTools();
        fillGrid();
        add(head, tools, grid, noPatients);
    }

    @Override
    public String getPageTitle() {
        return getTranslation("patients.title");
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        address = PatientsAddress.of(event.getLocation().getQueryParameters(), sites.keySet());
        total = list.total();
        boolean empty = total == 0;
        noPatients.setVisible(empty);
        tools.setVisible(!empty);
        grid.setVisible(!empty);
        if (grid.isVisible()) {
            grid.sort(Stream.ofNullable(address.sort()).map(sort -> new GridSortOrder<>(
                    grid.getColumnByKey(sort.key()),
                    address.descending() ? SortDirection.DESCENDING : SortDirection.ASCENDING)).toList());
            showFilter();
        }
    }

    private void fillTools() {
        TextField search = filters.text("search", PatientFilter::search, PatientFilter::withSearch);
        search.setPlaceholder(getTranslation("patients.search.placeholder"));
        search.setClearButtonVisible(true);
        search.setWidth("260px");
        count.addClassName("patients-count");
        count.getElement().setAttribute("role", "status");
        clear.setId("clear_filters");
        clear.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
        tools.addClassName("patients-tools");
        tools.add(search, clear, count);
    }

    private void fillGrid() {
        grid.setSelectionMode(Grid.SelectionMode.NONE);
        grid.addThemeVariants(GridVariant.LUMO_COMPACT, GridVariant.NO_BORDER);
        grid.setAriaLabel(getPageTitle());
        grid.setMultiSort(false);
        grid.addClassName("patients-grid");

        column(PatientSort.NUMBER, "8rem", LitRenderer.<PatientRow>of(
                "<a class='patients-number' href='${item.href}'>${item.number}</a>")
                .withProperty("href", row -> path(row.number())).withProperty("number", PatientRow::number),
                filters.part("number", PatientFilter::number, PatientFilter::withNumber));
        column(PatientSort.SITE, "10rem", new TextRenderer<>(row -> siteLabel(row.site())),
                filters.codes("site", sites.keySet(), this::siteLabel, PatientFilter::sites, PatientFilter::withSites))
                .setFlexGrow(1);
        column(PatientSort.SEX, "5.5rem", new TextRenderer<>(row -> sexLabel(row.sex())), filters.one("sex", Sex.LIST.codes(), this::sexLabel, PatientFilter::sex,
                        PatientFilter::withSex));
        column(PatientSort.SSC_TYPE, "9rem", new TextRenderer<>(row -> typeLabel(row.sscType())),
                filters.codes("ssc_type", SscType.LIST.codes(), this::typeLabel, PatientFilter::sscTypes,
                        PatientFilter::withSscTypes));
        column(PatientSort.SCORE, "8rem", scoreRenderer(),
                filters.range("score", RangeText.NUMBERS, PatientFilter::score, PatientFilter::withScore));
        column(PatientSort.ELIGIBILITY, "10rem", LitRenderer.<PatientRow>of(
                "<span class='patients-tag ${item.tone}'>${item.label}</span>")
                .withProperty("tone", row -> tone(row.eligibility()))
                .withProperty("label", row -> label(row.eligibility())),
                filters.codes("eligibility", List.of(Status.values()), this::label, PatientFilter::eligibility,
                        PatientFilter::withEligibility));
        column(PatientSort.STATE, "8rem", LitRenderer.<PatientRow>of(
                "<span class='patients-tag ${item.tone}'>${item.label}</span>")
                .withProperty("tone", row -> HeadBadges.kind(row.state()))
                .withProperty("label", row -> label(row.state())),
                filters.codes("state", List.of(CasebookState.values()), this::label, PatientFilter::states,
                        PatientFilter::withStates));
        column(PatientSort.COMPLETENESS, "9rem", LitRenderer.<PatientRow>of("""
                <span class="patients-bar"><i style="width: ${item.percent}%"></i></span>${item.label}""")
                .withProperty("percent", PatientRow::percent)
                .withProperty("label", row -> percent.format(row.percent() / 100.0)),
                filters.range("completeness", RangeText.NUMBERS, PatientFilter::percent, PatientFilter::withPercent));
        column(PatientSort.CHANGED, "10rem", new TextRenderer<>(row -> Words.dayAndTime(row.changedAt())),
                filters.range("changed", RangeText.DAYS, PatientFilter::changed, PatientFilter::withChanged));
        column(PatientSort.CHANGED_BY, "8rem", new TextRenderer<>(PatientRow::changedBy),
                filters.part("changed_by", PatientFilter::changedBy, PatientFilter::withChangedBy));
        HeaderRow row = grid.appendHeaderRow();
        columnFilters.forEach((column, filter) -> row.getCell(column).setComponent(filter));

        grid.setItemsPageable(page -> list.fetch(address.filter(), page), page -> found);
        grid.setEmptyStateComponent(noMatch());
        grid.addSortListener(sorted -> sort(grid.getSortOrder()));
        grid.addItemDoubleClickListener(click -> open(path(click.getItem().number())));
        grid.getElement().addEventListener("keydown", this::openRow).addEventData(ROW_KEY)
                .setFilter("event.key === 'Enter' && event.target.localName !== 'a' && !!" + ROW_KEY);
    }

    private Column<PatientRow> column(PatientSort sort, String width, Renderer<PatientRow> renderer, Component filter) {
        Column<PatientRow> column = grid.addColumn(renderer).setKey(sort.key()).setSortProperty(sort.name())
                .setSortable(true).setHeader(getTranslation("patients.column." + sort.key())).setWidth(width)
                .setFlexGrow(0).setResizable(true);
        columnFilters.put(column, filter);
        return column;
    }

    private Renderer<PatientRow> scoreRenderer() {
        return LitRenderer.<PatientRow>of("""
                <span class="patients-score" title="${item.meaning}">
                  <span>${item.points}</span><b class="${item.verdict}" aria-hidden="true">${item.sign}</b>
                  <span class="patients-unseen">${item.meaning}</span>
                </span>""")
                .withProperty("points", row -> row.acrLow() == row.acrHigh() ? String.valueOf(row.acrLow())
                        : row.acrLow() + "–" + row.acrHigh())
                .withProperty("verdict", row -> row.acrClass().name().toLowerCase(Locale.ROOT))
                .withProperty("sign", row -> switch (row.acrClass()) {
                    case YES -> "✓";
                    case NO -> "✗";
                    case UNDETERMINED -> "?";
                    case NOT_APPLICABLE -> "∅";
                })
                .withProperty("meaning", row -> getTranslation("patients.acr." + row.acrClass()));
    }

    private Component noMatch() {
        Button showAll = new Button(getTranslation("patients.clear"), click -> clear());
        Div message = new Div(new H2(getTranslation("patients.no-match")),
                new Paragraph(getTranslation("patients.no-match.help")), showAll);
        message.addClassName("patients-empty");
        return message;
    }

    /**
     * Makes a patient; lets choose the site when there are several.
     *
     * @param entered the sites of which the user may make patients
     */
    private Component createButton(List<String> entered, String id) {
        String label = getTranslation("patients.new");
        if (entered.size() == 1) {
            Button button = new Button(label, click -> create(entered.getFirst()));
            button.addThemeVariants(ButtonVariant.PRIMARY);
            button.setId(id);
            return button;
        }
        MenuBar menu = new MenuBar();
        menu.addThemeVariants(MenuBarVariant.PRIMARY, MenuBarVariant.LUMO_DROPDOWN_INDICATORS);
        MenuItem item = menu.addItem(label);
        item.setId(id);
        entered.forEach(site -> item.getSubMenu().addItem(siteLabel(site), click -> create(site)));
        return menu;
    }

    private void create(String site) {
        open(path(casebooks.create(site)) + "/identification");
    }

    private void openRow(DomEvent enter) {
        PatientRow row = grid.getDataCommunicator().getKeyMapper().get(enter.getEventData().path(ROW_KEY).asString(""));
        if (row != null) {
            open(path(row.number()));
        }
    }

    private void open(String path) {
        getUI().ifPresent(ui -> ui.navigate(path));
    }

    private static String path(String number) {
        return ROUTE + "/" + number;
    }

    private void clear() {
        go(address.with(PatientFilter.none()));
        showFilter();
    }

    private void narrow(PatientFilter filter) {
        if (!filter.equals(address.filter())) {
            go(address.with(filter));
            refresh();
        }
    }

    private void sort(List<GridSortOrder<PatientRow>> orders) {
        PatientSort by = orders.isEmpty() ? null
                : PatientSort.of(orders.getFirst().getSorted().getKey()).orElseThrow();
        go(address.sortedBy(by, by != null && orders.getFirst().getDirection() == SortDirection.DESCENDING));
    }

    /** Puts into the address bar what the page shows now. */
    private void go(PatientsAddress next) {
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
        boolean all = address.filter().isNone();
        found = all ? total : list.count(address.filter());
        count.setText(all ? getTranslation("patients.count.all", total)
                : getTranslation("patients.count", found, total));
        clear.setVisible(!all);
        grid.getDataProvider().refreshAll();
    }

    private String siteLabel(String code) {
        return code + " " + sites.getOrDefault(code, "");
    }

    private String sexLabel(@Nullable Sex sex) {
        return sex == null ? "" : getTranslation("code.sex." + sex.code());
    }

    private String typeLabel(@Nullable SscType type) {
        return type == null ? "" : getTranslation("patients.ssc." + type.code());
    }

    private String label(Status eligibility) {
        return getTranslation("patients.eligibility." + eligibility);
    }

    private String label(CasebookState state) {
        return getTranslation("state." + state);
    }

    private static String tone(Status eligibility) {
        return switch (eligibility) {
            case ELIGIBLE -> "ok";
            case NOT_ELIGIBLE -> "err";
            case UNDETERMINED -> "quiet";
        };
    }
}
