package org.sivig.ecrf.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.ItemLabelGenerator;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.grid.Grid;
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
import com.vaadin.flow.function.SerializableConsumer;
import com.vaadin.flow.function.ValueProvider;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.Location;
import com.vaadin.flow.router.QueryParameters;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.sivig.ecrf.account.AccessPolicy;
import org.sivig.ecrf.casebook.PatientList;
import org.sivig.ecrf.crf.Form;
import org.sivig.ecrf.export.CsvPreset;
import org.sivig.ecrf.export.ListExport;
import org.sivig.ecrf.guide.KeyPlace;
import org.sivig.ecrf.list.Column;
import org.sivig.ecrf.list.Filter;
import org.sivig.ecrf.list.Listing;
import org.sivig.ecrf.list.Range;
import org.sivig.ecrf.list.RowList;
import org.sivig.ecrf.study.Study;
import org.springframework.data.domain.PageRequest;
import org.springframework.web.util.HtmlUtils;

/**
 * A page that shows a list, mostly about the patients whom the user sees, filtered in the head of each column. Filter and order
 * stand in the address. A page shows columns of its list, each with its width and how a row stands in it, and calls
 * {@link #layOut} last; for who sees no patients it shows nothing.
 *
 * @param <R> a row
 */
public abstract class ListPage<R> extends Main implements BeforeEnterObserver, TitledPage, KeyHelp.Page,
        UnreadNote.Reader {

    /** Names of the forms, as choices. */
    protected static final List<String> FORMS = Study.FORMS.stream().map(Form::name).distinct().toList();

    protected final Grid<R> grid = new Grid<>();
    /** The heading, and what stands at the other end of its line. */
    protected final Div head = new Div();
    /** What stands above the rows: the button that clears the filters, and their number. */
    protected final Div tools = new Div();
    protected final FilterFields<R> fields;
    /** Names by code. */
    protected final Map<String, String> sites = new TreeMap<>();

    /** So many rows go on paper at most; a file holds all. */
    private static final int MOST_PRINTED = 2_000;

    private final String route;
    private final String name;
    private final RowList<R> list;
    private final Listing<R> start;
    private final Map<Grid.Column<R>, Component> heads = new LinkedHashMap<>();
    /** How rows stand in files and on paper. */
    private final List<ListExport.Written<R>> written = new ArrayList<>();
    private final Div paper = new Div();
    private final Span count = new Span();
    private final UnreadNote note = new UnreadNote();
    private final Paragraph waiting = new Paragraph(getTranslation("list.waits"));
    /** Told whether they may be used: what is done with the rows. */
    private final List<SerializableConsumer<Boolean>> acts = new ArrayList<>();
    private final Button clear;
    private Listing<R> listing;

    /** @param name its route, with which the keys of its texts begin */
    protected ListPage(String name, RowList<R> list, PatientList patients, AccessPolicy policy) {
        this(name, name, list, policy.seesPatients());
        if (policy.seesPatients()) {
            patients.sites().forEach(site -> sites.put(site.getCode(), site.getName()));
        }
    }

    /**
     * A page that tells nothing of patients.
     *
     * @param name with which the keys of its texts begin
     */
    protected ListPage(String route, String name, RowList<R> list) {
        this(route, name, list, true);
    }

    private ListPage(String route, String name, RowList<R> list, boolean isShown) {
        this.route = route;
        this.name = name;
        this.list = list;
        start = list.columns().start();
        listing = start;
        fields = new FilterFields<>(this, name + ".filter.", this::filter, this::narrow, this::wait);
        clear = new Button(text("clear"), click -> show(start.filter()));
        setId("main");
        addClassNames("content", "patients");
        if (!isShown) {
            add(new H1(getTranslation("home.no-patients")), new Paragraph(getTranslation("home.no-patients.help")));
            return;
        }
        head.add(new H1(title()));
        head.addClassName("patients-head");
        clear.setId("clear_filters");
        clear.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
        count.addClassName("patients-count");
        count.getElement().setAttribute("role", "status");
        tools.addClassName("patients-tools");
        tools.add(clear, count);
        if (!start.filter().isAll()) {
            Button all = new Button(text("all"), click -> show(Filter.all()));
            all.setId("all_" + name);
            all.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
            tools.addComponentAsFirst(all);
        }
        grid.setSelectionMode(Grid.SelectionMode.NONE);
        grid.addThemeVariants(GridVariant.LUMO_COMPACT, GridVariant.NO_BORDER);
        grid.setAriaLabel(title());
        grid.setMultiSort(false);
        grid.addClassName("patients-grid");
    }

    /** Counts what a filter finds, and says so. */
    protected abstract String count(Filter<R> filter);

    @Override
    public KeyHelp keys() {
        return new KeyHelp(KeyPlace.LIST);
    }

    @Override
    public String title() {
        return text("title");
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        if (heads.isEmpty()) {
            return;
        }
        Map<String, List<String>> parameters = event.getLocation().getQueryParameters().getParameters();
        Listing<R> asked = list.columns().read(parameters);
        listing = asked.with(fields.take(asked.filter()));
        note.tell(Stream.concat(list.columns().unread(parameters).stream(), cut(asked)).toList());
        grid.sort(Stream.ofNullable(listing.sort()).map(key -> new GridSortOrder<>(grid.getColumnByKey(key),
                listing.descending() ? SortDirection.DESCENDING : SortDirection.ASCENDING)).toList());
        show(listing.filter());
    }

    /** What was asked for that no field offers. */
    private Stream<String> cut(Listing<R> asked) {
        Map<String, List<String>> taken = list.columns().write(listing);
        return list.columns().write(asked).entrySet().stream().flatMap(parameter -> parameter.getValue().stream()
                .filter(text -> !taken.getOrDefault(parameter.getKey(), List.of()).contains(text))
                .map(text -> parameter.getKey() + "=" + text));
    }

    /** What is done with the rows that the filter finds waits while a part of the filter cannot be read. */
    protected final void act(SerializableConsumer<Boolean> enabled) {
        acts.add(enabled);
    }

    private void wait(boolean waits) {
        waiting.setVisible(waits);
        acts.forEach(act -> act.accept(!waits));
    }

    /** What the page shows now, and in which order. */
    protected final Listing<R> listing() {
        return listing;
    }

    protected final Filter<R> filter() {
        return listing.filter();
    }

    /** What the page shows now, as it stands in the address. */
    protected final QueryParameters address() {
        return new QueryParameters(list.columns().write(listing));
    }

    /** @param key what follows the name of the page */
    protected final String text(String key) {
        return getTranslation(name + "." + key);
    }

    /** A site with its name. */
    protected final String site(String code) {
        return code + " " + sites.getOrDefault(code, "");
    }

    /** Shows a column that finds any part of a text. */
    protected final Grid.Column<R> text(Column<R, String> column, String width, Renderer<R> renderer) {
        return column(column, width, renderer, fields.text(column));
    }

    /** Shows a column of small whole numbers. */
    protected final Grid.Column<R> numbers(Column<R, Range<Integer>> column, String width, Renderer<R> renderer) {
        return column(column, width, renderer, fields.range(column, RangeText.NUMBERS));
    }

    /** Shows a column of moments, of which days are looked for. */
    protected final Grid.Column<R> days(Column<R, Range<LocalDate>> column, String width, ValueProvider<R, String> text) {
        return column(column, width, new TextRenderer<>(text::apply), fields.range(column, RangeText.DAYS));
    }

    /** Shows a column of codes, any of which may be looked for. */
    protected final <C> Grid.Column<R> codes(Column<R, Set<C>> column, String width, Renderer<R> renderer,
            Collection<C> choices, ItemLabelGenerator<C> label) {
        return column(column, width, renderer, fields.codes(column, choices, label));
    }

    /** @param field in which its filter stands */
    protected final Grid.Column<R> column(Column<R, ?> column, String width, Renderer<R> renderer, Component field) {
        Grid.Column<R> shown = column(column.key(), width, renderer, field);
        return column.isSortable() ? shown.setSortProperty(column.key()).setSortable(true) : shown;
    }

    /** Shows a column that is neither filtered nor sorted. */
    protected final Grid.Column<R> column(String key, String width, Renderer<R> renderer) {
        Span none = new Span(text("column." + key));
        none.addClassName("patients-unseen");
        return column(key, width, renderer, none);
    }

    /** How rows stand under this head in files and on paper, in the order in which it is said. */
    protected final void written(String key, ValueProvider<R, String> text) {
        written.add(new ListExport.Written<>(text("column." + key), text::apply));
    }

    /** Offers all rows that the filter finds as files and on paper. */
    protected final void offer(ListExport files) {
        Button print = new Button(getTranslation("list.print"), click -> print());
        print.setId("print_list");
        print.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
        paper.addClassName("list-paper");
        paper.getElement().setAttribute("aria-hidden", "true");
        act(print::setEnabled);
        tools.add(download(files, CsvPreset.ANALYSIS), download(files, CsvPreset.EXCEL), print, paper);
    }

    private Component download(ListExport files, CsvPreset preset) {
        String kind = preset.name().toLowerCase(Locale.ROOT);
        DownloadButton button = new DownloadButton("export_" + kind, getTranslation("list.export." + kind), event -> {
            Listing<R> shown = listing;
            String address = address().getQueryString();
            event.setFileName("sivig-%s-%s-%s.csv".formatted(name, LocalDate.now(Study.CLOCK), kind));
            event.setContentType("text/csv; charset=utf-8");
            WholeFile.send(out -> files.csv(name, list, shown, address, preset, written, out), event.getOutputStream());
        });
        act(button::setEnabled);
        return button;
    }

    /** Puts the rows on paper, however few of them the grid has in the page. */
    private void print() {
        List<R> rows = list.fetch(filter(), PageRequest.of(0, MOST_PRINTED, listing.order()));
        StringBuilder table = new StringBuilder("<table class='printed-rows'><caption>")
                .append(HtmlUtils.htmlEscape(count.getText() + (rows.size() < MOST_PRINTED ? ""
                        : getTranslation("list.print.most", MOST_PRINTED)))).append("</caption><thead>");
        line(table, "th", written.stream().map(ListExport.Written::head));
        table.append("</thead><tbody>");
        rows.forEach(row -> line(table, "td", written.stream().map(column -> column.text().apply(row))));
        paper.getElement().executeJs("""
                this.innerHTML = $0;
                addEventListener('afterprint', () => { this.innerHTML = ''; }, { once: true });
                window.print();""", table.append("</tbody></table>").toString());
    }

    private static void line(StringBuilder table, String tag, Stream<String> texts) {
        table.append("<tr>");
        texts.forEach(text -> table.append('<').append(tag).append('>').append(HtmlUtils.htmlEscape(text))
                .append("</").append(tag).append('>'));
        table.append("</tr>");
    }

    /** @param under what stands in the head where others have their filter */
    protected final Grid.Column<R> column(String key, String width, Renderer<R> renderer, Component under) {
        Grid.Column<R> shown = grid.addColumn(renderer).setKey(key).setHeader(text("column." + key)).setWidth(width)
                .setFlexGrow(0).setResizable(true);
        heads.put(shown, under);
        return shown;
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
        heads.forEach((column, under) -> row.getCell(column).setComponent(under));
        Div none = new Div(new H2(text("no-match")), new Paragraph(text("no-match.help")),
                new Button(text("clear"), click -> show(start.filter())));
        none.addClassName("patients-empty");
        grid.setEmptyStateComponent(none);
        grid.addSortListener(sorted -> sort(grid.getSortOrder()));
        grid.addAttachListener(attached -> grid.getElement().executeJs("window.sivig.fit(this)"));
        waiting.addClassNames("note", "warn");
        waiting.getElement().setAttribute("role", "status");
        waiting.setVisible(false);
        add(head, note, tools, waiting, grid);
    }

    /** Puts a filter in force, and shows it in the heads of the columns. */
    protected final void show(Filter<R> filter) {
        go(listing.with(filter));
        fields.show(filter);
        refresh();
    }

    private void narrow(Filter<R> filter) {
        if (!filter.equals(filter())) {
            go(listing.with(filter));
            refresh();
        }
    }

    private void sort(List<GridSortOrder<R>> orders) {
        go(orders.isEmpty() ? listing.sortedBy(start.sort(), start.descending()) : listing.sortedBy(
                orders.getFirst().getSorted().getKey(), orders.getFirst().getDirection() == SortDirection.DESCENDING));
    }

    /** Puts into the address bar what the page shows now. */
    private void go(Listing<R> next) {
        if (!next.equals(listing)) {
            listing = next;
            getUI().ifPresent(ui -> ui.getPage().getHistory().replaceState(null, new Location(route, address())));
        }
    }

    private void refresh() {
        count.setText(count(filter()));
        clear.setVisible(!filter().equals(start.filter()));
        grid.getDataProvider().refreshAll();
    }
}
