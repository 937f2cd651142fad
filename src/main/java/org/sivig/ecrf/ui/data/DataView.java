package org.sivig.ecrf.ui.data;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.contextmenu.MenuItem;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.menubar.MenuBar;
import com.vaadin.flow.component.menubar.MenuBarVariant;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.select.SelectVariant;
import com.vaadin.flow.function.SerializableRunnable;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.Location;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.server.VaadinSession;
import jakarta.annotation.security.PermitAll;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.account.AccessPolicy;
import org.sivig.ecrf.casebook.PatientList;
import org.sivig.ecrf.crf.Form;
import org.sivig.ecrf.data.ColumnCondition;
import org.sivig.ecrf.data.DataColumn;
import org.sivig.ecrf.data.DataColumns;
import org.sivig.ecrf.data.DataGrid;
import org.sivig.ecrf.data.DataQuery;
import org.sivig.ecrf.data.DataRow;
import org.sivig.ecrf.data.SavedView;
import org.sivig.ecrf.data.SavedViews;
import org.sivig.ecrf.guide.KeyPlace;
import org.sivig.ecrf.study.CasebookRow;
import org.sivig.ecrf.study.IdentificationForm;
import org.sivig.ecrf.study.Study;
import org.sivig.ecrf.ui.Assets;
import org.sivig.ecrf.ui.ColumnPopover;
import org.sivig.ecrf.ui.ColumnWords;
import org.sivig.ecrf.ui.ConditionWords;
import org.sivig.ecrf.ui.FilterChips;
import org.sivig.ecrf.ui.KeyHelp;
import org.sivig.ecrf.ui.TitledPage;
import org.sivig.ecrf.ui.UnreadNote;
import org.sivig.ecrf.ui.Words;
import org.springframework.beans.factory.ObjectProvider;

/**
 * The data of one form over all patients whom the user sees: a row for each row of the form, a column for each item and
 * for whatever else is chosen, filtered in the heads. All of it stands in the address.
 */
@Route("data/:form?")
@PermitAll
class DataView extends Main implements BeforeEnterObserver, TitledPage, KeyHelp.Page, DataTable.Listener,
        ColumnPopover.Listener, UnreadNote.Reader {

    static final String ROUTE = "data";

    private static final String LAST = DataView.class.getName();

    private final transient DataGrid data;
    private final transient SavedViews views;
    private final transient List<GridAction> actions;
    private final boolean allowed;
    private final ColumnWords words;
    private final ConditionWords tests;

    private final Select<Form<? extends CasebookRow>> forms = new Select<>();
    private final Button columns = new Button(getTranslation("data.columns"), click -> chooseColumns(null));
    private final Button saved = new Button();
    private final Button summary = new Button(getTranslation("data.summary"), click -> go(address().summed(!address().summed())));
    private final Button density = new Button(getTranslation("data.density"), click -> go(address().roomy(!address().roomy())));
    private final Span count = new Span();
    /** The ticked rows, as {@link ColumnCondition.Rows} names them. */
    private final Set<String> ticked = new LinkedHashSet<>();
    private final Button untick = new Button("", click -> untick());
    private final MenuBar acts = new MenuBar();
    private final FilterChips chips;
    private final Div notes = new Div();
    private final UnreadNote unread = new UnreadNote();
    private final Paragraph waiting = new Paragraph(getTranslation("list.waits"));
    private final Div place = new Div();
    private final ColumnPopover menu;

    private @Nullable DataAddress address;
    private @Nullable DataTable table;
    private long total;

    DataView(DataGrid data, SavedViews views, PatientList patients, AccessPolicy policy,
            ObjectProvider<GridAction> actions) {
        this.data = data;
        this.views = views;
        this.actions = actions.orderedStream().toList();
        allowed = policy.seesPatients();
        Map<String, String> sites = new TreeMap<>();
        patients.sites().forEach(site -> sites.put(site.getCode(), site.getName()));
        words = new ColumnWords(new Words(this), sites);
        tests = new ConditionWords(words);
        menu = new ColumnPopover(tests, this);
        chips = new FilterChips(tests, filters -> go(address().with(address().query().withFilters(filters))), this::clear);
        setId("main");
        addClassNames("content", "patients", "data");
        if (!allowed) {
            add(new H1(getTranslation("home.no-patients")), new Paragraph(getTranslation("home.no-patients.help")));
            return;
        }
        notes.getElement().setAttribute("role", "status");
        place.addClassName("data-place");
        waiting.addClassNames("note", "warn");
        waiting.getElement().setAttribute("role", "status");
        waiting.setVisible(false);
        add(tools(), unread, notes, waiting, chips, place, menu, new ViewsPopover(words, views, this::address, this::showViews, saved));
    }

    @Override
    protected void onAttach(AttachEvent attached) {
        attached.getUI().getPage().addJavaScript(Assets.context("grid.js"));
    }

    @Override
    public KeyHelp keys() {
        return new KeyHelp(KeyPlace.DATA);
    }

    @Override
    public String title() {
        return address == null ? getTranslation("data.title")
                : getTranslation("data.title.form", words.form(address.query().form()));
    }

    private DataAddress address() {
        return address == null ? DataAddress.of(Study.FORMS.getFirst()) : address;
    }

    // --- coming ----------------------------------------------------------------------------------------------------

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        if (!allowed) {
            return;
        }
        Optional<String> path = event.getRouteParameters().get("form");
        if (path.isEmpty()) {
            Object last = VaadinSession.getCurrent().getAttribute(LAST);
            event.forwardTo(ROUTE + "/" + (last == null ? DataColumns.path(Study.FORMS.getFirst()) : last));
            return;
        }
        Form<? extends CasebookRow> form = Study.FORMS.stream().filter(each -> DataColumns.path(each).equals(path.get()))
                .findFirst().orElse(null);
        if (form == null) {
            event.rerouteToError(NotFoundException.class);
            return;
        }
        VaadinSession.getCurrent().setAttribute(LAST, path.get());
        QueryParameters parameters = event.getLocation().getQueryParameters();
        DataAddress.Read read = DataAddress.read(data.seen(DataQuery.read(form, parameters.getParameters())), parameters);
        tell(read);
        total = data.count(DataQuery.of(form));
        address = read.address();
        if (!form.equals(forms.getValue())) {
            untick();
        }
        forms.setValue(form);
        show();
        goBack();
    }

    /** Says what of the address was not understood. */
    private void tell(DataAddress.Read read) {
        notes.removeAll();
        unread.tell(Stream.concat(read.unread().stream(), unknownSites(read.address().query())).toList());
        if (read.tooMany()) {
            note(getTranslation("data.columns.cut", DataAddress.MOST_COLUMNS));
        }
    }

    /** Sites that are asked for and do not exist, or are not the user’s. */
    private Stream<String> unknownSites(DataQuery query) {
        return query.filters().stream().filter(filter -> filter.column().codes() == IdentificationForm.SITES)
                .filter(filter -> filter.test() instanceof ColumnCondition.AnyOf)
                .flatMap(filter -> ((ColumnCondition.AnyOf) filter.test()).codes().stream()
                        .filter(code -> words.codes(filter.column()).noneMatch(code::equals))
                        .map(code -> filter.column().id() + "=" + code));
    }

    private void note(String text) {
        Paragraph note = new Paragraph(text);
        note.addClassNames("note", "warn");
        notes.add(note);
    }

    /** To the cell from which a casebook was opened, if it is still among the rows. */
    private void goBack() {
        DataAddress.Cell cell = address().cell();
        if (cell != null && table != null) {
            data.position(address().query(), cell.patient(), cell.rowKey()).ifPresent(index -> DataColumns
                    .find(address().query().form(), cell.column()).ifPresent(column -> table.goBack((int) index, column)));
        }
    }

    // --- the page ---------------------------------------------------------------------------------------------------

    private Component tools() {
        forms.setId("data_form");
        forms.setAriaLabel(getTranslation("data.form"));
        forms.setItems(Study.FORMS);
        forms.setItemLabelGenerator(words::form);
        forms.addThemeVariants(SelectVariant.SMALL);
        forms.addClassName("data-form");
        forms.addValueChangeListener(chosen -> {
            if (chosen.isFromClient()) {
                getUI().ifPresent(ui -> ui.navigate(ROUTE + "/" + DataColumns.path(chosen.getValue())));
            }
        });
        columns.setId("data_columns");
        saved.setId("data_views");
        saved.addClassName("data-views");
        summary.setId("data_summary");
        density.setId("data_density");
        Stream.of(columns, saved, summary, density).forEach(button -> button.addThemeVariants(ButtonVariant.SMALL));
        untick.setId("data_untick");
        untick.setVisible(false);
        untick.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
        count.addClassName("patients-count");
        count.getElement().setAttribute("role", "status");
        acts.setId("data_actions");
        acts.addThemeVariants(MenuBarVariant.PRIMARY, MenuBarVariant.SMALL,
                MenuBarVariant.LUMO_DROPDOWN_INDICATORS);
        Div tools = new Div(new H1(getTranslation("data.title")), forms, columns, saved, summary, density, count, untick, acts);
        tools.addClassNames("patients-tools", "data-tools");
        return tools;
    }

    /** Puts into the address bar what the page shows now, and shows it. */
    private void go(DataAddress next) {
        if (!next.equals(address)) {
            address = next;
            putInAddressBar();
            show();
        }
    }

    private void putInAddressBar() {
        getUI().ifPresent(ui -> ui.getPage().getHistory().replaceState(null,
                new Location(ROUTE + "/" + DataColumns.path(address().query().form()), address().parameters())));
    }

    private void show() {
        DataAddress now = address();
        DataQuery query = now.query();
        if (table == null || !table.has(query.columns()) || !forms.getValue().equals(query.form())) {
            table = new DataTable(tests, data, now, this);
            table.addClassName("patients-grid");
            table.setEmptyStateComponent(none());
            place.removeAll();
            place.add(table);
        }
        long found = query.filters().isEmpty() ? total : data.count(query);
        table.show(now, (int) found);
        table.sum(now.summed() ? data.summary(query) : null, new Summaries(words));
        count.setText(getTranslation(query.filters().isEmpty() ? "data.count.all" : "data.count", found, total));
        summary.getElement().setAttribute("aria-pressed", String.valueOf(now.summed()));
        density.getElement().setAttribute("aria-pressed", String.valueOf(now.roomy()));
        chips.show(query.filters());
        showViews();
        showActions(query);
        readable();
    }

    /** Nothing is done with the rows while a part of the filter cannot be read. */
    @Override
    public void readable() {
        boolean waits = table != null && table.isUnreadable();
        saved.setEnabled(!waits);
        waiting.setVisible(waits);
        acts.setEnabled(!waits);
    }

    private Component none() {
        boolean noPatients = total == 0;
        Div message = new Div(new H2(getTranslation(noPatients ? "data.empty" : "data.none")),
                new Paragraph(getTranslation(noPatients ? "data.empty.help" : "data.none.help")));
        message.addClassName("patients-empty");
        return message;
    }

    private void clear() {
        Stream.ofNullable(table).forEach(DataTable::clear);
        go(address().with(address().query().withFilters(List.of())));
    }

    private void showViews() {
        saved.setText(views.list(address().query().form().table()).stream()
                .filter(view -> ViewsPopover.isShown(view, address())).map(SavedView::name).findFirst()
                .map(name -> getTranslation("data.views.shown", name)).orElse(getTranslation("data.views")));
    }

    private void showActions(DataQuery query) {
        acts.removeAll();
        List<GridAction> offered = actions.stream().filter(GridAction::isOffered).toList();
        acts.setVisible(!offered.isEmpty());
        if (offered.isEmpty()) {
            return;
        }
        MenuItem all = acts.addItem(getTranslation("data.actions"));
        for (GridAction action : offered) {
            MenuItem item = all.getSubMenu().addItem(getTranslation(action.labelKey()));
            if (action.isOfOneColumn()) {
                query.columns().stream().filter(DataColumn::isAnswer).forEach(column -> item.getSubMenu()
                        .addItem(words.label(column), click -> begin(action, Optional.of(column))));
            } else {
                item.addClickListener(click -> begin(action, Optional.empty()));
            }
        }
    }

    private void begin(GridAction action, Optional<DataColumn> column) {
        action.begin(ticked.isEmpty() || !action.isOfRows() ? address().query() : only(address().query(), ticked), column, this::show);
    }

    private static DataQuery only(DataQuery query, Set<String> rows) {
        return query.with(DataColumns.find(query.form(), DataColumns.NUMBER).orElseThrow(), new ColumnCondition.Rows(rows));
    }

    @Override
    public void tick(DataRow row) {
        String name = ColumnCondition.Rows.name(row.patient(), row.key());
        if (!ticked.remove(name)) {
            ticked.add(name);
        }
        showTicked();
    }

    @Override
    public boolean isTicked(DataRow row) {
        return ticked.contains(ColumnCondition.Rows.name(row.patient(), row.key()));
    }

    /** Says how many rows are ticked, since what is done is done with them. */
    private void showTicked() {
        untick.setVisible(!ticked.isEmpty());
        untick.setText(getTranslation("data.untick", ticked.size()));
    }

    private void untick() {
        ticked.clear();
        showTicked();
        Stream.ofNullable(table).forEach(rows -> rows.getDataProvider().refreshAll());
    }

    @Override
    public void query(DataRow row, DataColumn column) {
        if (column.isAnswer()) {
            actions.stream().filter(GridAction::isOffered).filter(GridAction::isOfOneColumn).findFirst().ifPresent(action ->
                    action.begin(only(address().query().withFilters(List.of()),
                            Set.of(ColumnCondition.Rows.name(row.patient(), row.key()))), Optional.of(column), this::show));
        }
    }

    @Override
    public List<DataColumn> columns() {
        return address().query().columns();
    }

    /** @param beside the column beside which new ones are put; null for the end */
    private void chooseColumns(@Nullable DataColumn beside) {
        DataQuery query = address().query();
        new ColumnsDialog(words, query.form(), DataAddress.MOST_COLUMNS, data.columns(query.form()),
                new ColumnsDialog.Chosen(data.seen(DataQuery.of(query.form())).columns(), DataAddress.startFrozen(query.form())),
                new ColumnsDialog.Chosen(query.columns(), address().frozen()), beside,
                chosen -> go(address().with(address().query().withColumns(chosen.columns())).frozen(chosen.frozen())))
                .open();
    }

    // --- from the heads and the rows --------------------------------------------------------------------------------

    @Override
    public void sort(@Nullable DataColumn by, boolean descending) {
        go(address().with(address().query().sortedBy(by, descending)));
    }

    @Override
    public void reorder(List<DataColumn> columns) {
        go(address().with(address().query().withColumns(columns)));
    }

    @Override
    public void resize(DataColumn column, int width) {
        if (width > 0) {
            address = address().wide(column, width);
            putInAddressBar();
        }
    }

    @Override
    public void narrow(DataColumn column, @Nullable ColumnCondition content) {
        narrow(column, Stream.concat(Stream.ofNullable(content), address().query().tests(column).stream()
                .filter(test -> !test.isOfContent())).toList());
    }

    @Override
    public void narrow(DataColumn column, List<ColumnCondition> tests) {
        go(address().with(address().query().withTests(column, tests)));
    }

    @Override
    public void menu(DataColumn column, Component button) {
        menu.open(column, address().query().tests(column), button);
    }

    @Override
    public Map<String, SerializableRunnable> acts(DataColumn column) {
        Map<String, SerializableRunnable> acts = new LinkedHashMap<>();
        DataAddress now = address();
        List<DataColumn> columns = now.query().columns();
        int at = columns.indexOf(column);
        acts.put(getTranslation("data.menu.ascending"), () -> sort(column, false));
        acts.put(getTranslation("data.menu.descending"), () -> sort(column, true));
        if (at > 0) {
            acts.put(getTranslation("data.menu.left"), () -> go(address().moved(column, -1)));
        }
        if (at < columns.size() - 1) {
            acts.put(getTranslation("data.menu.right"), () -> go(address().moved(column, 1)));
        }
        acts.put(getTranslation(now.frozen() == at + 1 ? "data.columns.unfreeze" : "data.columns.freeze"),
                () -> go(address().frozen(address().frozen() == at + 1 ? 0 : at + 1)));
        acts.put(getTranslation("data.menu.add"), () -> chooseColumns(column));
        if (columns.size() > 1) {
            acts.put(getTranslation("data.menu.hide"), () -> go(address().without(column)));
        }
        if (column.isAnswer() && !(table != null && table.isUnreadable())) {
            actions.stream().filter(GridAction::isOffered).filter(GridAction::isOfOneColumn).forEach(
                    action -> acts.put(getTranslation(action.labelKey()), () -> begin(action, Optional.of(column))));
        }
        return acts;
    }

    @Override
    public void open(DataRow row, DataColumn column, boolean elsewhere) {
        String path = ColumnWords.path(column, address().query().form(), row.patient(), row.key());
        if (elsewhere) {
            getElement().executeJs("window.open($0)", path);
            return;
        }
        address = address().at(new DataAddress.Cell(row.patient(), row.key(), column.id()));
        putInAddressBar();
        int query = path.indexOf('?');
        getUI().ifPresent(ui -> {
            if (query < 0) {
                ui.navigate(path);
            } else {
                ui.navigate(path.substring(0, query),
                        com.vaadin.flow.router.QueryParameters.fromString(path.substring(query + 1)));
            }
        });
    }
}
