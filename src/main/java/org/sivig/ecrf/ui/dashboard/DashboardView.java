package org.sivig.ecrf.ui.dashboard;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.combobox.MultiSelectComboBox.AutoExpandMode;
import com.vaadin.flow.component.combobox.MultiSelectComboBox;
import com.vaadin.flow.component.combobox.MultiSelectComboBoxVariant;
import com.vaadin.flow.component.dependency.JavaScript;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.html.NativeTable;
import com.vaadin.flow.component.html.NativeTableHeaderCell;
import com.vaadin.flow.component.html.NativeTableRow;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.Location;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.PermitAll;
import java.text.NumberFormat;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.account.AccessPolicy;
import org.sivig.ecrf.audit.RecordText;
import org.sivig.ecrf.casebook.PatientList;
import org.sivig.ecrf.crf.Form;
import org.sivig.ecrf.crf.Item;
import org.sivig.ecrf.crf.Severity;
import org.sivig.ecrf.dashboard.Dashboard;
import org.sivig.ecrf.dashboard.DashboardQueries;
import org.sivig.ecrf.dashboard.DashboardShare;
import org.sivig.ecrf.dashboard.DashboardSite;
import org.sivig.ecrf.dashboard.DashboardVisits;
import org.sivig.ecrf.query.QueryAge;
import org.sivig.ecrf.study.CasebookRow;
import org.sivig.ecrf.study.Study;
import org.sivig.ecrf.study.Visit;
import org.sivig.ecrf.study.VisitPlan;
import org.sivig.ecrf.study.life.CasebookState;
import org.sivig.ecrf.study.life.QueryState;
import org.sivig.ecrf.ui.Assets;
import org.sivig.ecrf.ui.Choices;
import org.sivig.ecrf.ui.TitledPage;
import org.sivig.ecrf.ui.UnreadNote;
import org.sivig.ecrf.ui.Words;
import org.sivig.ecrf.ui.dashboard.DashboardChart.Cell;
import org.sivig.ecrf.ui.dashboard.DashboardChart.Kind;
import org.sivig.ecrf.ui.dashboard.DashboardChart.Panel;
import org.sivig.ecrf.ui.dashboard.DashboardChart.Series;
import org.sivig.ecrf.verification.VerifiedShare;

/**
 * Where the sites stand: each number leads to the list of what it counts, and behind each chart there is its table. What
 * is shown stands in the address.
 */
@Route(DashboardView.ROUTE)
@PermitAll
@JavaScript("context://echarts/echarts-6.0.0.cache.js")
class DashboardView extends Main implements BeforeEnterObserver, TitledPage, UnreadNote.Reader {

    static final String ROUTE = "dashboard";

    private static final String SITES = "sites";
    private static final String QUERIES = "queries";
    private static final String ENTRIES = "entries";
    private static final String VERIFIED = "verified_by_form";
    private static final String BY_SITE = "missing_by_site";
    private static final String BY_ITEM = "missing_by_item";
    private static final Map<CasebookState, String> STATES = new TreeMap<>(Map.of(CasebookState.IN_PROGRESS, "pale",
            CasebookState.COMPLETE, "dotted", CasebookState.SIGNED, "plain", CasebookState.FROZEN, "ruled",
            CasebookState.LOCKED, "ink"));
    private static final Map<Severity, String> SEVERITIES =
            new TreeMap<>(Map.of(Severity.ERROR, "err", Severity.WARNING, "warn"));
    private static final List<QueryState> WAITING = List.of(QueryState.OPEN, QueryState.ANSWERED);
    private static final Map<QueryAge, String> AGES =
            new TreeMap<>(Map.of(QueryAge.WEEK, "pale", QueryAge.MONTH, "warn", QueryAge.OLDER, "err"));

    private final transient Dashboard dashboard;
    private final Words words = new Words(this);
    /** Names by code. */
    private final Map<String, String> names = new TreeMap<>();
    private final MultiSelectComboBox<String> filter = new MultiSelectComboBox<>();
    private final Div content = new Div();
    private DashboardAddress address = DashboardAddress.start();

    DashboardView(Dashboard dashboard, PatientList patients, AccessPolicy policy) {
        this.dashboard = dashboard;
        setId("main");
        addClassNames("content", "dashboard");
        if (!policy.seesPatients()) {
            add(new H1(getTranslation("home.no-patients")), new Paragraph(getTranslation("home.no-patients.help")));
            return;
        }
        patients.sites().forEach(site -> names.put(site.getCode(), site.getName()));
        filter.setId("filter_site");
        filter.setAriaLabel(getTranslation("patients.filter.site"));
        filter.setPlaceholder(getTranslation("dashboard.all-sites"));
        filter.setItems(names.keySet());
        filter.setItemLabelGenerator(this::site);
        filter.setAutoExpand(AutoExpandMode.NONE);
        filter.addThemeVariants(MultiSelectComboBoxVariant.SMALL);
        filter.addValueChangeListener(chosen -> {
            if (chosen.isFromClient()) {
                go(address.withSites(chosen.getValue()));
                show();
            }
        });
        Div head = new Div(new H1(title()));
        head.addClassName("dashboard-head");
        if (policy.seesSignals()) {
            Anchor signals = new Anchor("signals", getTranslation("signals.title"));
            signals.setId("to_signals");
            head.add(signals);
        }
        if (policy.seesMonitoring()) {
            Anchor monitoring = new Anchor("monitoring", getTranslation("monitoring.title"));
            monitoring.setId("to_monitoring");
            head.add(monitoring);
        }
        if (names.size() > 1) {
            head.add(filter);
        }
        add(head, content);
    }

    @Override
    protected void onAttach(AttachEvent attached) {
        attached.getUI().getPage().addJavaScript(Assets.context("charts.js"));
    }

    @Override
    public String title() {
        return getTranslation("dashboard.title");
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        if (content.getParent().isPresent()) {
            address = read(event.getLocation().getQueryParameters());
            filter.setValue(address.sites());
            show();
        }
    }

    private DashboardAddress read(QueryParameters parameters) {
        return DashboardAddress.of(parameters, names.keySet(), List.of(SITES, QUERIES, ENTRIES, VERIFIED, BY_SITE, BY_ITEM));
    }

    @Override
    public List<String> unread(Map<String, List<String>> parameters) {
        List<String> understood = UnreadNote.all(read(new QueryParameters(parameters)).parameters().getParameters());
        return UnreadNote.all(parameters).stream().filter(each -> !understood.contains(each)).toList();
    }

    /** Puts into the address bar what the page shows now. */
    private void go(DashboardAddress next) {
        address = next;
        getUI().ifPresent(ui -> ui.getPage().getHistory()
                .replaceState(null, new Location(ROUTE, address.parameters())));
    }

    private void show() {
        content.removeAll();
        List<DashboardSite> sites = dashboard.sites(address.sites());
        if (sites.stream().allMatch(site -> site.enrolled() == 0)) {
            Div none = new Div(new H2(getTranslation("dashboard.none")),
                    new Paragraph(getTranslation("dashboard.none.help")));
            none.addClassName("patients-empty");
            content.add(none);
            return;
        }
        DashboardQueries queries = dashboard.queries(address.sites());
        content.add(figures(sites, queries), sites(sites));
        if (!queries.bySite().isEmpty()) {
            content.add(queries(sites, queries));
        }
        SortedMap<YearMonth, Long> entries = dashboard.entries(address.sites());
        if (entries.size() > 1) {
            content.add(entries(entries));
        }
        DashboardVisits visits = dashboard.visits(address.sites());
        Div left = new Div(bySite(visits, sites), verified(sites));
        Div heats = new Div(left, byItem(visits));
        heats.addClassName("dashboard-heats");
        content.add(choice(), attendance(visits), heats);
    }

    // --- the sites --------------------------------------------------------------------------------------------------

    private Component figures(List<DashboardSite> sites, DashboardQueries queries) {
        Div figures = new Div(
                figure("patients", sum(sites, DashboardSite::enrolled), DashboardLinks.patients(address.sites())),
                figure("completeness", share(sum(sites, DashboardSite::answered), sum(sites, DashboardSite::asked)),
                        DashboardLinks.incomplete(address.sites())));
        SEVERITIES.keySet().forEach(severity -> figures.add(figure("findings." + severity,
                sum(sites, site -> site.findings().getOrDefault(severity, 0L)),
                DashboardLinks.findings(address.sites(), severity))));
        WAITING.forEach(state -> figures.add(figure("queries." + state, queries.count(state),
                DashboardLinks.queries(address.sites(), state))));
        figures.add(figure("verified", share(sum(sites, DashboardSite::verified), sum(sites, DashboardSite::verifiable)),
                DashboardLinks.verified(address.sites())));
        figures.addClassName("dashboard-figures");
        return figures;
    }

    private Component figure(String key, long count, String href) {
        return figure(key, number(count), getTranslation("dashboard.figure." + key, count), href);
    }

    private Component figure(String key, String share, String href) {
        return figure(key, share, getTranslation("dashboard.figure." + key), href);
    }

    private static Component figure(String key, String number, String words, String href) {
        Span value = new Span(number);
        value.addClassName("dashboard-figure");
        Span what = new Span(words);
        Anchor figure = new Anchor(href, value, what);
        figure.setId("figure_" + key.toLowerCase(Locale.ROOT).replace('.', '_'));
        return figure;
    }

    private Component sites(List<DashboardSite> sites) {
        Set<CasebookState> inUse = new TreeSet<>();
        sites.forEach(site -> inUse.addAll(site.patients().keySet()));
        List<Panel> panels = List.of(
                counts("dashboard.panel.patients", sites, STATES.keySet().stream().filter(inUse::contains).toList(),
                        STATES, state -> words.of("state." + state), (site, state) -> site.patients().getOrDefault(state, 0L),
                        DashboardLinks::patients),
                shares("dashboard.panel.completeness", sites, DashboardSite::answered, DashboardSite::asked,
                        DashboardLinks::incomplete),
                counts("dashboard.panel.findings", sites, List.copyOf(SEVERITIES.keySet()), SEVERITIES,
                        severity -> words.of("dashboard.series." + severity),
                        (site, severity) -> site.findings().getOrDefault(severity, 0L), DashboardLinks::findings),
                shares("dashboard.panel.verified", sites, DashboardSite::verified, DashboardSite::verifiable,
                        DashboardLinks::verified));
        DashboardChart chart = new DashboardChart(Kind.bars, sites.stream().map(site -> site(site.code())).toList(), panels);
        return card(SITES, getTranslation("dashboard.sites"), "", getTranslation("patients.column.site"), chart);
    }

    /** What waits for the sites, and what waits for who watches over the data. */
    private Component queries(List<DashboardSite> sites, DashboardQueries queries) {
        List<Panel> panels = WAITING.stream().map(state -> counts("dashboard.queries." + state, sites,
                List.copyOf(AGES.keySet()), AGES, age -> words.of("dashboard.age." + age),
                (site, age) -> queries.count(site.code(), state, age),
                (codes, age) -> DashboardLinks.queries(codes, state, age.days(queries.today())))).toList();
        return card(QUERIES, getTranslation("dashboard.queries"), getTranslation("dashboard.queries.hint"),
                getTranslation("patients.column.site"),
                new DashboardChart(Kind.bars, sites.stream().map(site -> site(site.code())).toList(), panels));
    }

    private interface Count<C> {
        long of(DashboardSite site, C code);
    }

    private interface Link<C> {
        String to(Collection<String> sites, C code);
    }

    private <C> Panel counts(String key, List<DashboardSite> sites, List<C> codes, Map<C, String> tones,
            Function<C, String> name, Count<C> count, Link<C> link) {
        List<Series> series = codes.stream().map(code -> new Series(name.apply(code), tones.get(code),
                sites.stream().map(site -> count(site(site.code()), name.apply(code), count.of(site, code),
                        link.to(List.of(site.code()), code))).toList(),
                count("", name.apply(code), sum(sites, site -> count.of(site, code)),
                        link.to(address.sites(), code)))).toList();
        return new Panel(getTranslation(key), false, series, sites.stream()
                .map(site -> number(codes.stream().mapToLong(code -> count.of(site, code)).sum())).toList());
    }

    private Cell count(String row, String what, long count, String href) {
        String text = number(count);
        return new Cell((double) count, count == 0 ? "" : text, text, tip(row, what, text), href);
    }

    private Panel shares(String key, List<DashboardSite> sites, ToLongFunction<DashboardSite> part,
            ToLongFunction<DashboardSite> whole,
            Function<Collection<String>, @Nullable String> link) {
        String title = getTranslation(key);
        Series series = new Series(title, "plain", sites.stream().map(site -> share(site(site.code()), title,
                part.applyAsLong(site), whole.applyAsLong(site), link.apply(List.of(site.code())))).toList(),
                share("", title, sum(sites, part), sum(sites, whole), link.apply(address.sites())));
        return new Panel(title, true, List.of(series), List.of());
    }

    private Cell share(String row, String what, long part, long whole, @Nullable String href) {
        String text = share(part, whole);
        String all = whole == 0 ? text : getTranslation("dashboard.share", text, number(part), number(whole));
        return new Cell(whole == 0 ? null : (double) part / whole, text, all, tip(row, what, all),
                whole == 0 ? null : href);
    }

    private Component entries(SortedMap<YearMonth, Long> entries) {
        List<String> months = new ArrayList<>();
        List<Cell> cells = new ArrayList<>();
        List<Cell> added = new ArrayList<>();
        long sum = 0;
        for (YearMonth month = entries.firstKey(); !month.isAfter(entries.lastKey()); month = month.plusMonths(1)) {
            String name = DateTimeFormatter.ofPattern("MM/yyyy").format(month);
            long count = entries.getOrDefault(month, 0L);
            sum += count;
            months.add(name);
            cells.add(new Cell((double) sum, number(sum), number(sum), tip(name, "", number(sum)),
                    DashboardLinks.enteredUntil(address.sites(), month)));
            added.add(new Cell((double) count, number(count), number(count), tip(name, "", number(count)),
                    DashboardLinks.entered(address.sites(), month)));
        }
        return card(ENTRIES, getTranslation("dashboard.entries"), getTranslation("dashboard.entries.hint"),
                getTranslation("dashboard.month"), new DashboardChart(Kind.line, months, List.of(new Panel("", false,
                        List.of(new Series(getTranslation("dashboard.entries.sum"), "plain", cells, null),
                                new Series(getTranslation("dashboard.entries.added"), "plain", added, null)), List.of()))));
    }

    // --- the visits -------------------------------------------------------------------------------------------------

    private Component choice() {
        RadioButtonGroup<Boolean> choice = new RadioButtonGroup<>();
        choice.setId("show");
        choice.addClassName("segmented");
        choice.setAriaLabel(getTranslation("dashboard.visits"));
        choice.setItems(false, true);
        choice.setItemLabelGenerator(blank -> getTranslation(blank ? "dashboard.blank" : "dashboard.missing"));
        Choices.number(choice);
        choice.setValue(address.blank());
        choice.addValueChangeListener(chosen -> {
            go(address.withBlank(chosen.getValue()));
            show();
        });
        Span hint = new Span(getTranslation("dashboard.visits.hint"));
        hint.addClassName("hint");
        Div line = new Div(new H2(getTranslation("dashboard.visits")), choice, hint);
        line.addClassName("dashboard-choice");
        return line;
    }

    private Component bySite(DashboardVisits visits, List<DashboardSite> sites) {
        List<DashboardSite> enrolling = sites.stream().filter(site -> site.enrolled() > 0).toList();
        return heat(BY_SITE, enrolling, site -> site(site.code()), "patients.column.site",
                site -> visits.bySite().getOrDefault(site.code(), Map.of()), DashboardSite::enrolled,
                (site, visit) -> address.blank() ? DashboardLinks.blank(List.of(site.code()), visit, null)
                        : DashboardLinks.withoutValue(List.of(site.code()), visit, null));
    }

    private Component byItem(DashboardVisits visits) {
        return heat(BY_ITEM, Dashboard.ITEMS, item -> item(item, visits), "dashboard.item",
                item -> visits.byItem().getOrDefault(item, Map.of()), item -> 0,
                (Item<Visit, ?> item, String visit) -> address.blank() ? DashboardLinks.blank(address.sites(), visit, item)
                        : DashboardLinks.withoutValue(address.sites(), visit, item));
    }

    /** The label of an item, with the visits that ask it where another has the same. */
    private String item(Item<Visit, ?> item, DashboardVisits visits) {
        String label = words.label(item);
        List<String> asking = VisitPlan.VISITS.stream().map(VisitPlan::visit).filter(visit -> visits.byItem()
                .getOrDefault(item, Map.of()).getOrDefault(visit, DashboardShare.NONE).asked() > 0)
                .map(Words::visit).toList();
        return asking.isEmpty() || Dashboard.ITEMS.stream().map(words::label).filter(label::equals).count() == 1 ? label
                : words.of("field.of-row", label, asking.size() == 1 ? asking.getFirst()
                        : asking.getFirst() + "–" + asking.getLast());
    }

    /** What is verified of each form, over all sites that are shown. */
    private Component verified(List<DashboardSite> sites) {
        RecordText records = new RecordText(words.study());
        Map<String, List<VerifiedShare>> byForm = sites.stream().flatMap(site -> site.shares().stream())
                .collect(Collectors.groupingBy(VerifiedShare::form));
        Map<String, Form<? extends CasebookRow>> named = new LinkedHashMap<>();
        Study.FORMS.stream().filter(form -> byForm.containsKey(form.name()))
                .forEach(form -> named.put(form.name(), form));
        List<Form<? extends CasebookRow>> forms = List.copyOf(named.values());
        String title = getTranslation("dashboard.panel.verified");
        List<Cell> cells = forms.stream().map(form -> {
            List<VerifiedShare> shares = byForm.get(form.name());
            return share(records.form(form.name()), title, shares.stream().mapToLong(VerifiedShare::verified).sum(),
                    shares.stream().mapToLong(VerifiedShare::verifiable).sum(),
                    DashboardLinks.form(address.sites(), form));
        }).toList();
        Cell total = share("", title, sum(sites, DashboardSite::verified), sum(sites, DashboardSite::verifiable),
                DashboardLinks.verified(address.sites()));
        return card(VERIFIED, getTranslation("dashboard.verified_by_form"), getTranslation("dashboard.verified_by_form.hint"),
                getTranslation("dashboard.form"), new DashboardChart(Kind.bars,
                        forms.stream().map(form -> records.form(form.name())).toList(), List.of(new Panel("", true,
                                List.of(new Series(title, "plain", cells, total)), List.of()))));
    }

    private interface VisitLink<R> {
        String to(R row, String visit);
    }

    private <R> Component heat(String id, List<? extends R> rows, Function<R, String> name, String corner,
            Function<R, Map<String, DashboardShare>> shares, ToLongFunction<R> patients, VisitLink<R> link) {
        String what = getTranslation(address.blank() ? "dashboard.blank" : "dashboard.missing");
        List<Series> visits = VisitPlan.VISITS.stream().map(VisitPlan::visit).map(visit -> {
            String shown = Words.visit(visit);
            return new Series(shown, "plain", rows.stream().map(row -> {
                DashboardShare share = shares.apply(row).getOrDefault(visit, DashboardShare.NONE);
                long part = address.blank() ? share.blank() : share.withoutValue();
                long whole = share.concerned();
                String said = whole == 0 ? share(part, whole) : beside(patients.applyAsLong(row),
                        getTranslation(share.notApplicable() == 0 ? "dashboard.share" : "dashboard.share.nap",
                                share(part, whole), number(part), number(whole), number(share.notApplicable())));
                return new Cell(whole == 0 ? null : (double) part / whole, whole == 0 ? "" : bare(part, whole), said,
                        tip(tip(name.apply(row), shown, ""), what, said), whole == 0 ? null : link.to(row, visit));
            }).toList(), null);
        }).toList();
        return card(id, getTranslation("dashboard." + id), what + ", %", getTranslation(corner), new DashboardChart(
                Kind.heat, rows.stream().map(name).toList(), List.of(new Panel("", false, visits, List.of()))));
    }

    /** Answers of so many patients; of an item each patient has one. */
    private String beside(long patients, String answers) {
        return patients == 0 ? answers : getTranslation("dashboard.share.patients", answers, patients);
    }

    /** A line for each visit: of how many patients it was done, and what became of its questions. */
    private Component attendance(DashboardVisits visits) {
        NativeTable table = new NativeTable();
        NativeTableRow head = table.getHead().addRow();
        Stream.of("visit", "patients", "done", "gone", "valued", "without", "nap").forEach(column -> {
            NativeTableHeaderCell cell = head.addHeaderCell();
            cell.setText(getTranslation("dashboard.visit." + column));
            cell.getElement().setAttribute("scope", "col");
        });
        VisitPlan.VISITS.stream().map(VisitPlan::visit).filter(visits.attendance()::containsKey).forEach(visit -> {
            DashboardVisits.Attendance attendance = visits.attendance().get(visit);
            DashboardShare share = visits.of(visit);
            NativeTableRow row = table.getBody().addRow();
            NativeTableHeaderCell name = new NativeTableHeaderCell(visit.toUpperCase(Locale.ROOT));
            name.getElement().setAttribute("scope", "row");
            row.add(name);
            Stream.of(number(attendance.patients()), number(attendance.patients() - attendance.gone()),
                    number(attendance.gone()), number(share.concerned() - share.withoutValue()),
                    getTranslation("dashboard.share", share(share.withoutValue(), share.concerned()),
                            number(share.withoutValue()), number(share.concerned())),
                    number(share.notApplicable())).forEach(text -> row.addDataCell().setText(text));
        });
        table.setCaptionText(getTranslation("dashboard.visit.title"));
        Div place = new Div(table);
        place.addClassName("dashboard-table");
        place.setId("visits_table");
        Div card = new Div(place);
        card.addClassNames("card", "dashboard-card");
        return card;
    }

    // --- words and numbers ------------------------------------------------------------------------------------------

    private Component card(String id, String title, String hint, String corner, DashboardChart chart) {
        return new DashboardCard(id, title, hint, corner,
                getTranslation("dashboard.alternative", title, chart.rows().size()), chart,
                address.tables().contains(id), shown -> go(address.withTable(id, shown)));
    }

    private String site(String code) {
        return code + " " + names.getOrDefault(code, "");
    }

    private String number(long number) {
        return NumberFormat.getIntegerInstance(getLocale()).format(number);
    }

    /** In whole percent; nothing is rounded to none or all that is not. */
    private String share(long part, long whole) {
        if (whole == 0) {
            return "–";
        }
        NumberFormat percent = NumberFormat.getPercentInstance(getLocale());
        double share = (double) part / whole;
        return part > 0 && share < 0.005 ? "< " + percent.format(0.01)
                : part < whole && share >= 0.995 ? "> " + percent.format(0.99) : percent.format(share);
    }

    /** The same without the sign. */
    private String bare(long part, long whole) {
        return share(part, whole).replaceAll("[\\s\\u00A0\\u202F]*%", "");
    }

    private static String tip(String row, String what, String text) {
        return String.join(" · ", Arrays.asList(row, what, text).stream().filter(each -> !each.isEmpty()).toList());
    }

    private static long sum(List<DashboardSite> sites, ToLongFunction<DashboardSite> count) {
        return sites.stream().mapToLong(count).sum();
    }
}
