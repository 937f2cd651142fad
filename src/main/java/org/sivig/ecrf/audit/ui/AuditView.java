package org.sivig.ecrf.audit.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.Grid.Column;
import com.vaadin.flow.component.grid.GridSortOrder;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.component.grid.HeaderRow;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.TextField;
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
import com.vaadin.flow.router.RouterLink;
import com.vaadin.flow.server.streams.DownloadEvent;
import jakarta.annotation.security.PermitAll;
import java.io.IOException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.account.AccessPolicy;
import org.sivig.ecrf.account.Role;
import org.sivig.ecrf.audit.Act;
import org.sivig.ecrf.audit.AuditFilter;
import org.sivig.ecrf.audit.AuditList;
import org.sivig.ecrf.audit.AuditRecord;
import org.sivig.ecrf.casebook.PatientList;
import org.sivig.ecrf.casebook.Range;
import org.sivig.ecrf.casebook.ui.ColumnFilters;
import org.sivig.ecrf.casebook.ui.RangeText;
import org.sivig.ecrf.casebook.ui.RecordWords;
import org.sivig.ecrf.casebook.ui.Words;
import org.sivig.ecrf.crf.Form;
import org.sivig.ecrf.study.Study;

/**
 * Every audit record of the patients whom the user sees, filtered in the head of each column. Filter and order stand in
 * the address; the files hold what the page shows.
 */
@Route(AuditView.ROUTE)
@PermitAll
class AuditView extends Main implements BeforeEnterObserver, HasDynamicTitle {

    static final String ROUTE = "audit";

    /** Beyond it records are not counted: that would take longer than showing them. */
    private static final int COUNTED = 1_000;

    private final AuditList list;
    private final Words words = new Words(this);
    private final RecordWords said = new RecordWords(words);
    private final SoughtText sought = new SoughtText(words);
    private final ColumnFilters<AuditFilter> filters =
            new ColumnFilters<>(this, "audit.filter.", () -> this.address.filter(), this::narrow);
    /** Names by code. */
    private final Map<String, String> sites = new TreeMap<>();
    /** Labels by {@code form.item}. */
    private final Map<String, String> items = new LinkedHashMap<>();
    private final Set<String> forms = Study.FORMS.stream().map(Form::name)
            .collect(Collectors.toCollection(LinkedHashSet::new));
    private final AuditAddress.Known known;

    private final Grid<AuditRecord> grid = new Grid<>();
    private final Map<Column<AuditRecord>, Component> columnFilters = new LinkedHashMap<>();
    private final Span count = new Span();
    private final Button clear = new Button(getTranslation("patients.clear"), click -> clear());

    private AuditAddress address = AuditAddress.start();

    AuditView(AuditList list, PatientList patients, AccessPolicy policy) {
        this.list = list;
        patients.sites().forEach(site -> sites.put(site.getCode(), site.getName()));
        Study.FORMS.forEach(form -> form.items().forEach(item -> items.put(form.name() + "." + item.name(),
                words.label(item) + " · " + said.form(form.name()))));
        known = new AuditAddress.Known(names(Role.values()), sites.keySet(), forms, items.keySet(),
                Stream.concat(Stream.of(AuditFilter.ANSWER), names(Act.values()).stream())
                        .collect(Collectors.toCollection(LinkedHashSet::new)));
        setId("main");
        addClassNames("content", "patients", "audit");
        if (!policy.seesPatients()) {
            add(new H1(getTranslation("home.no-patients")), new Paragraph(getTranslation("home.no-patients.help")));
            return;
        }
        Div head = new Div(new H1(getPageTitle()));
        head.addClassName("patients-head");
        if (policy.verifiesAudit()) {
            head.add(new RouterLink(getTranslation("chains.title"), ChainView.class));
        }
        fillGrid();
        add(head, tools(), grid);
    }

    private static Set<String> names(Enum<?>... constants) {
        return Arrays.stream(constants).map(Enum::name).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    @Override
    public String getPageTitle() {
        return getTranslation("audit.title");
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        if (columnFilters.isEmpty()) {
            return;
        }
        address = AuditAddress.of(event.getLocation().getQueryParameters(), known, sought);
        grid.sort(List.of(new GridSortOrder<>(grid.getColumnByKey("at"),
                address.oldestFirst() ? SortDirection.ASCENDING : SortDirection.DESCENDING)));
        filters.show(address.filter());
        refresh();
    }

    private Component tools() {
        count.addClassName("patients-count");
        count.getElement().setAttribute("role", "status");
        clear.setId("clear_filters");
        clear.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
        Span hint = new Span(getTranslation("audit.hint"));
        hint.addClassName("hint");
        Div tools = new Div(hint, clear, count, download(AuditCsv.ANALYSIS), download(AuditCsv.EXCEL));
        tools.addClassName("patients-tools");
        return tools;
    }

    private Anchor download(AuditCsv format) {
        String name = format.name().toLowerCase(Locale.ROOT);
        Anchor link = new Anchor(event -> export(format, event), getTranslation("audit.export." + name));
        link.setId("export_" + name);
        link.addClassName("audit-export");
        return link;
    }

    private void export(AuditCsv format, DownloadEvent event) throws IOException {
        AuditAddress shown = address;
        event.setFileName("sivig-audit-%s.csv".formatted(LocalDate.now(Study.ZONE)));
        event.setContentType("text/csv; charset=utf-8");
        format.write(writer -> list.forEach(shown.filter(), !shown.oldestFirst(), writer), words,
                event.getOutputStream());
    }

    private void fillGrid() {
        grid.setSelectionMode(Grid.SelectionMode.NONE);
        grid.addThemeVariants(GridVariant.LUMO_COMPACT, GridVariant.NO_BORDER);
        grid.setAriaLabel(getPageTitle());
        grid.addClassName("patients-grid");

        column("at", "9.5rem", record -> RecordWords.moment(record.at()), filters.range("at", RangeText.DAYS,
                filter -> new Range<>(filter.from(), filter.to()), (filter, days) -> filter.withDays(days.from(), days.to())))
                .setSortable(true);
        column("user", "9rem", said::user, filters.part("user", AuditFilter::user, AuditFilter::withUser));
        column("patient", "7rem", link("patients-number", AuditRecord::patient,
                record -> "patients/" + record.patient()),
                filters.part("patient", AuditFilter::patient, AuditFilter::withPatient));
        column("item", "14rem", link("audit-item", said::item, AuditView::path), filters.codes("item", items.keySet(), items::get,
                AuditFilter::items, AuditFilter::withItems)).setFlexGrow(1);
        column("old", "8rem", said::before, filters.part("old", filter -> filter.oldValue().typed(),
                (filter, typed) -> filter.withOldValue(sought.inValues(typed)))).setFlexGrow(1);
        column("new", "8rem", said::after, filters.part("new", filter -> filter.newValue().typed(),
                (filter, typed) -> filter.withNewValue(sought.inValues(typed)))).setFlexGrow(1);
        column("act", "8.5rem", said::act, filters.codes("act", known.acts(), this::kind, AuditFilter::acts,
                AuditFilter::withActs));
        column("reason", "9rem", record -> said.reason(record.reason()), filters.part("reason",
                filter -> filter.reason().typed(), (filter, typed) -> filter.withReason(sought.inReasons(typed))))
                .setFlexGrow(1);
        column("form", "9rem", record -> said.form(record.form()), filters.codes("form", forms, said::form,
                AuditFilter::forms, AuditFilter::withForms));
        column("query", "5.5rem", record -> Objects.toString(record.query(), ""), queryFilter());
        column("role", "7.5rem", said::role, filters.codes("role", known.roles(), role -> words.of("role." + role),
                AuditFilter::roles, AuditFilter::withRoles));
        column("site", "5rem", AuditRecord::site, filters.codes("site", sites.keySet(),
                site -> site + " " + sites.get(site), AuditFilter::sites, AuditFilter::withSites));
        HeaderRow row = grid.appendHeaderRow();
        columnFilters.forEach((column, filter) -> row.getCell(column).setComponent(filter));

        grid.setItems(query -> list.fetch(address.filter(), !address.oldestFirst(), query.getOffset(), query.getLimit())
                .stream());
        grid.setEmptyStateComponent(noMatch());
        grid.addSortListener(sorted -> sort(grid.getSortOrder()));
    }

    private Column<AuditRecord> column(String key, String width, ValueProvider<AuditRecord, String> text,
            Component filter) {
        return column(key, width, new TextRenderer<>(text::apply), filter);
    }

    private Column<AuditRecord> column(String key, String width, Renderer<AuditRecord> renderer, Component filter) {
        Column<AuditRecord> column = grid.addColumn(renderer).setKey(key)
                .setHeader(getTranslation("audit.column." + key)).setWidth(width).setFlexGrow(0).setResizable(true);
        columnFilters.put(column, filter);
        return column;
    }

    private static Renderer<AuditRecord> link(String style, ValueProvider<AuditRecord, String> text,
            ValueProvider<AuditRecord, String> path) {
        return LitRenderer.<AuditRecord>of("<a class='" + style + "' href='${item.href}' title='${item.text}'>${item.text}</a>")
                .withProperty("href", path).withProperty("text", text);
    }

    /** Where the item of a record is typed; the casebook where there is none. */
    private static String path(AuditRecord record) {
        return "patients/" + record.patient() + record.instance().flatMap(instance -> Study.sectionOf(instance)
                .map(section -> "/" + section.path() + "?item=" + instance.exportName())).orElse("");
    }

    private String kind(String act) {
        return act.equals(AuditFilter.ANSWER) ? words.of("audit.answer") : words.of("audit.act." + act, "").strip();
    }

    private TextField queryFilter() {
        TextField field = filters.text("query", filter -> Objects.toString(filter.query(), ""),
                (filter, typed) -> filter.withQuery(number(typed)));
        field.setAllowedCharPattern("\\d");
        field.setMaxLength(9);
        return field;
    }

    private static @Nullable Long number(String typed) {
        return typed.strip().matches("\\d{1,9}") ? Long.valueOf(typed.strip()) : null;
    }

    private Component noMatch() {
        Div message = new Div(new H2(getTranslation("audit.no-match")), new Paragraph(getTranslation("audit.no-match.help")));
        message.addClassName("patients-empty");
        return message;
    }

    private void clear() {
        go(address.with(AuditFilter.none()));
        filters.show(address.filter());
        refresh();
    }

    private void narrow(AuditFilter filter) {
        if (!filter.equals(address.filter())) {
            go(address.with(filter));
            refresh();
        }
    }

    private void sort(List<GridSortOrder<AuditRecord>> orders) {
        go(address.oldestFirst(!orders.isEmpty() && orders.getFirst().getDirection() == SortDirection.ASCENDING));
    }

    /** Puts into the address bar what the page shows now. */
    private void go(AuditAddress next) {
        if (!next.equals(address)) {
            address = next;
            getUI().ifPresent(ui -> ui.getPage().getHistory()
                    .replaceState(null, new Location(ROUTE, next.parameters())));
        }
    }

    private void refresh() {
        int found = list.count(address.filter(), COUNTED + 1);
        count.setText(found > COUNTED ? getTranslation("audit.count.more", COUNTED)
                : getTranslation("audit.count", found));
        clear.setVisible(!address.filter().isNone());
        grid.getDataProvider().refreshAll();
    }
}
