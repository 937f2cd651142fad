package org.sivig.ecrf.ui.cohort;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.combobox.MultiSelectComboBox;
import com.vaadin.flow.component.combobox.MultiSelectComboBoxVariant;
import com.vaadin.flow.component.dependency.JavaScript;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.html.Nav;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.select.SelectVariant;
import com.vaadin.flow.function.SerializableConsumer;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.Location;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.PermitAll;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.account.AccessPolicy;
import org.sivig.ecrf.casebook.PatientList;
import org.sivig.ecrf.cohort.Choice;
import org.sivig.ecrf.cohort.Cohort;
import org.sivig.ecrf.cohort.FigureContent;
import org.sivig.ecrf.cohort.FigureKind;
import org.sivig.ecrf.cohort.Picture;
import org.sivig.ecrf.cohort.Trajectories;
import org.sivig.ecrf.data.ColumnCondition;
import org.sivig.ecrf.data.DataColumn;
import org.sivig.ecrf.data.DataColumns;
import org.sivig.ecrf.data.DataGrid;
import org.sivig.ecrf.data.DataQuery;
import org.sivig.ecrf.export.FigureExport;
import org.sivig.ecrf.guide.Guide;
import org.sivig.ecrf.paper.FiguresPdf;
import org.sivig.ecrf.study.IdentificationForm;
import org.sivig.ecrf.study.VisitPlan;
import org.sivig.ecrf.study.code.SscType;
import org.sivig.ecrf.ui.Assets;
import org.sivig.ecrf.ui.ColumnWords;
import org.sivig.ecrf.ui.ConditionWords;
import org.sivig.ecrf.ui.TitledPage;
import org.sivig.ecrf.ui.UnreadNote;
import org.sivig.ecrf.ui.Words;

/**
 * The cohort in ten figures: small ones on one page, and each on a page of its own, over the patients who pass the filter
 * that stands in the address.
 */
@Route("cohort/:figure?")
@PermitAll
@JavaScript("context://echarts/echarts-6.0.0.cache.js")
class CohortView extends Main implements BeforeEnterObserver, TitledPage, UnreadNote.Reader {

    private final transient Cohort cohort;
    private final transient DataGrid data;
    private final transient FigureExport export;
    private final transient FiguresPdf pdf;
    private final boolean allowed;
    /** Whether the numbers of the whole study can be shown to who sees less of it. */
    private final boolean told;
    /** Names by code. */
    private final Map<String, String> sites = new TreeMap<>();
    private final FigureWords words;

    private final Div place = new Div();
    private @Nullable FigureKind kind;
    private CohortAddress address = CohortAddress.START;

    CohortView(Cohort cohort, DataGrid data, FigureExport export, FiguresPdf pdf, PatientList patients, AccessPolicy policy) {
        this.cohort = cohort;
        this.data = data;
        this.export = export;
        this.pdf = pdf;
        allowed = policy.seesPatients();
        told = allowed && policy.visibleSites().isPresent() && cohort.isToldOfStudy();
        setId("main");
        addClassNames("content", "cohort");
        if (allowed) {
            patients.sites().forEach(site -> sites.put(site.getCode(), site.getName()));
        }
        words = new FigureWords(new ConditionWords(new ColumnWords(new Words(this), sites)), cohort.leastTold());
    }

    @Override
    protected void onAttach(AttachEvent attached) {
        attached.getUI().getPage().addJavaScript(Assets.context("plots.js"));
    }

    @Override
    public String title() {
        return kind == null ? getTranslation("cohort.title") : words.title(kind);
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        if (!allowed) {
            removeAll();
            add(new H1(getTranslation("home.no-patients")), new Paragraph(getTranslation("home.no-patients.help")));
            return;
        }
        Optional<String> path = event.getRouteParameters().get("figure");
        kind = path.flatMap(each -> Arrays.stream(FigureKind.values()).filter(one -> one.code().equals(each)).findFirst()).orElse(null);
        if (path.isPresent() && kind == null) {
            event.rerouteToError(NotFoundException.class);
            return;
        }
        address = read(event.getLocation().getQueryParameters().getParameters()).address();
        removeAll();
        add(place);
        show();
    }

    private CohortAddress.Read read(Map<String, List<String>> parameters) {
        return CohortAddress.read(parameters, data::seen);
    }

    @Override
    public List<String> unread(Map<String, List<String>> parameters) {
        return allowed ? Stream.concat(read(parameters).unread().stream(), unknownSites(read(parameters).address().query())).toList()
                : UnreadNote.all(parameters);
    }

    /** Sites that are asked for and do not exist, or are not the user’s. */
    private Stream<String> unknownSites(DataQuery query) {
        return query.filters().stream().filter(filter -> filter.column().codes() == IdentificationForm.SITES)
                .filter(filter -> filter.test() instanceof ColumnCondition.AnyOf)
                .flatMap(filter -> ((ColumnCondition.AnyOf) filter.test()).codes().stream().filter(code -> !sites.containsKey(code))
                        .map(code -> filter.column().id() + "=" + code));
    }

    /** Puts into the address bar what the page shows now, and shows it. */
    private void go(CohortAddress next) {
        put(next);
        show();
    }

    private void put(CohortAddress next) {
        address = next;
        getUI().ifPresent(ui -> ui.getPage().getHistory().replaceState(null, new Location(route(kind), next.parameters())));
    }

    private static String route(@Nullable FigureKind kind) {
        return kind == null ? CohortAddress.ROUTE : CohortAddress.ROUTE + "/" + kind.code();
    }

    private String href(@Nullable FigureKind to) {
        String query = address.ofPatients().parameters().getQueryString();
        return route(to) + (query.isEmpty() ? "" : "?" + query);
    }

    // --- the page ---------------------------------------------------------------------------------------------------

    private void show() {
        place.removeAll();
        place.add(new H1(title()), figures());
        FilterBar bar = bar("cohort_filter", address.query(), query -> go(address.with(query)));
        Div tools = new Div(bar);
        tools.addClassName("cohort-tools");
        place.add(tools);
        if (kind == null) {
            overview(tools);
        } else {
            tools.add(besides());
        }
        if (told) {
            tools.add(check("cohort_study", "cohort.all-sites", address.study(), on -> go(address.study(on))));
        }
        if (kind != null) {
            figure(kind);
        }
    }

    private FigureContent content(FigureKind of, DataQuery query, Choice choice) {
        return told && address.study() ? cohort.figureOfStudy(of, query, choice) : cohort.figure(of, query, choice);
    }

    private Component figures() {
        Nav nav = new Nav();
        nav.setAriaLabel(getTranslation("cohort.figures"));
        nav.addClassName("cohort-figures");
        nav.add(link(null, getTranslation("cohort.overview")));
        Arrays.stream(FigureKind.values()).forEach(each -> nav.add(link(each, getTranslation("cohort.figure." + each.code() + ".short"))));
        return nav;
    }

    private Anchor link(@Nullable FigureKind to, String text) {
        Anchor link = new Anchor(href(to), text);
        if (to == kind) {
            link.getElement().setAttribute("aria-current", "page");
        }
        return link;
    }

    private FilterBar bar(String id, DataQuery query, SerializableConsumer<DataQuery> narrow) {
        FilterBar bar = new FilterBar(id, words.tests(), data.columns(IdentificationForm.FORM), narrow);
        bar.show(query);
        return bar;
    }

    // --- all of them, small -----------------------------------------------------------------------------------------

    /** The pictures come one after the other, so that the page is there at once. */
    private void overview(Div tools) {
        DataQuery query = address.query();
        tools.add(new FiguresDocument(pdf, words, kind -> content(kind, query, Choice.START).telling(cohort.least()), query));
        Div all = new Div();
        all.addClassName("cohort-overview");
        List<Small> cards = Arrays.stream(FigureKind.values()).map(this::small).toList();
        cards.forEach(each -> all.add(each.card()));
        place.add(all);
        fill(cards, query);
    }

    private record Small(FigureKind kind, Anchor card, Div picture, Span n) implements Serializable {
    }

    private Small small(FigureKind of) {
        Div picture = new Div();
        picture.addClassName("cohort-small");
        picture.getElement().setAttribute("aria-hidden", "true");
        Span title = new Span(words.title(of));
        title.addClassName("cohort-small-title");
        Span n = new Span();
        n.addClassName("hint");
        Anchor card = new Anchor(href(of), picture, title, n);
        card.addClassName("card");
        card.setId("to_" + of.code());
        return new Small(of, card, picture, n);
    }

    private void fill(List<Small> cards, DataQuery query) {
        if (cards.isEmpty() || cards.getFirst().card().getParent().isEmpty()) {
            return;
        }
        Small next = cards.getFirst();
        next.picture().getElement().executeJs("return true").then(there -> {
            FigureContent content = content(next.kind(), query, Choice.START);
            Plot plot = FigureDrawings.of(words, content);
            next.n().setText(words.patients(content));
            if (plot != null) {
                next.picture().getElement().executeJs("window.sivigPlots.draw(this, $0, $1)", plot, new FigureCard.State(List.of(), null, true));
            } else {
                next.picture().setText(words.unseen(content));
            }
            fill(List.copyOf(cards.subList(1, cards.size())), query);
        });
    }

    // --- one of them ------------------------------------------------------------------------------------------------

    private void figure(FigureKind of) {
        FigureContent main = content(of, address.query(), address.choice());
        Plot plot = FigureDrawings.of(words, main);
        place.add(choices(of, main));
        Div cards = new Div();
        cards.addClassName("cohort-cards");
        place.add(cards);
        DataQuery other = address.beside();
        if (other == null) {
            cards.add(card("figure", main, plot));
        } else {
            FigureContent second = content(of, other, address.choice());
            Plot drawn = FigureDrawings.of(words, second);
            boolean both = plot != null && drawn != null;
            Div left = new Div(card("figure", main, both ? plot.covering(drawn) : plot));
            Div right = new Div(bar("cohort_filter_beside", other, query -> go(address.beside(query))),
                    card("beside", second, both ? drawn.covering(plot) : drawn));
            cards.add(left, right);
            cards.addClassName("two");
        }
    }

    private FigureCard card(String prefix, FigureContent content, @Nullable Plot plot) {
        return new FigureCard(prefix, words, content, content.telling(cohort.least()), plot,
                new FigureCard.State(List.copyOf(address.lit()), address.at(), false), address.table(), export, shown -> put(address.table(shown)));
    }

    private Component choices(FigureKind of, FigureContent content) {
        Div line = new Div();
        line.addClassName("cohort-choices");
        Choice now = address.choice();
        switch (of) {
            case TRAJECTORIES -> {
                line.add(subjects(Trajectories.PANELS, Objects.requireNonNullElse(now.subject(), "")));
                line.add(check("cohort_same", "cohort.same", now.same(), on -> go(address.with(address.choice().withSame(on)))));
                line.add(lights(content));
            }
            case STOP -> {
                line.add(subjects(content.table("stop.numbers").lines().stream().map(each -> each.label().code()).toList(),
                        Objects.requireNonNullElse(now.subject(), "mrss")));
                line.add(check("cohort_whole", "cohort.whole", now.wholeVisit(), on -> go(address.with(address.choice().withWholeVisit(on)))));
                line.add(check("cohort_tests", "cohort.tests", now.tests(), on -> go(address.with(address.choice().withTests(on)))));
            }
            case RESPONDERS -> {
                Select<String> visit = select("cohort_visit", "cohort.visit");
                visit.setItems(VisitPlan.VISITS.stream().map(VisitPlan::visit).skip(1).toList());
                visit.setItemLabelGenerator(Words::visit);
                visit.setValue(now.visit());
                visit.addValueChangeListener(chosen -> go(address.with(address.choice().withVisit(chosen.getValue()))));
                line.add(visit);
            }
            default -> {
            }
        }
        Anchor guide = new Anchor(Guide.address("cohort", "cohort-" + of.code()), getTranslation("cohort.guide"));
        guide.setId("cohort_guide");
        line.add(guide);
        return line;
    }

    private Select<String> select(String id, String key) {
        Select<String> select = new Select<>();
        select.setId(id);
        select.setLabel(getTranslation(key));
        select.addThemeVariants(SelectVariant.SMALL);
        return select;
    }

    /** What is drawn: a panel of trajectories, or an item of the contrast. */
    private Component subjects(List<String> names, String shown) {
        Select<String> select = select("cohort_item", "cohort.item");
        select.setItems(names);
        select.setItemLabelGenerator(words::subject);
        select.setValue(names.contains(shown) ? shown : names.getFirst());
        select.addValueChangeListener(chosen -> go(address.with(address.choice().withSubject(chosen.getValue()))));
        return select;
    }

    private Checkbox check(String id, String key, boolean now, SerializableConsumer<Boolean> then) {
        Checkbox box = new Checkbox(getTranslation(key), now);
        box.setId(id);
        box.addValueChangeListener(chosen -> then.accept(chosen.getValue()));
        return box;
    }

    /** The patients whose lines are lit: chosen by number, or those who got better or worse. */
    private Component lights(FigureContent content) {
        if (!(content.picture() instanceof Picture.Paths paths) || paths.lines().isEmpty()) {
            return new Span();
        }
        MultiSelectComboBox<String> lit = new MultiSelectComboBox<>();
        lit.setId("cohort_lit");
        lit.setLabel(getTranslation("cohort.lit"));
        lit.setItems(paths.lines().stream().map(Picture.Path::patient).sorted().toList());
        lit.setValue(address.lit());
        lit.addThemeVariants(MultiSelectComboBoxVariant.SMALL);
        lit.addValueChangeListener(chosen -> {
            if (chosen.isFromClient()) {
                go(address.lit(chosen.getValue()));
            }
        });
        Div all = new Div(lit, light("improved", paths.lines().stream().filter(Picture.Path::improved)), light("worse", paths.lines().stream().filter(Picture.Path::worse)));
        all.addClassName("cohort-lights");
        return all;
    }

    private Button light(String what, Stream<Picture.Path> lines) {
        Set<String> patients = new LinkedHashSet<>(lines.map(Picture.Path::patient).limit(100).toList());
        Button button = new Button(getTranslation("cohort.light." + what, patients.size()), click -> go(address.lit(patients)));
        button.setId("cohort_light_" + what);
        button.addThemeVariants(ButtonVariant.TERTIARY, ButtonVariant.SMALL);
        return button;
    }

    // --- two beside each other --------------------------------------------------------------------------------------

    /** A pair of filters that are looked at beside each other. */
    private record Pair(String name, @Nullable ColumnCondition one, @Nullable ColumnCondition other, @Nullable DataColumn of) {
    }

    private Component besides() {
        List<Pair> pairs = new ArrayList<>();
        pairs.add(new Pair(getTranslation("cohort.beside.none"), null, null, null));
        pairs.add(new Pair(getTranslation("cohort.beside.same"), null, null, CohortAddress.ELIGIBILITY));
        DataColumns.find(IdentificationForm.FORM, "diagnosis.ssc_type").ifPresent(type -> pairs.add(new Pair(getTranslation("cohort.beside.types"),
                new ColumnCondition.AnyOf(Set.of(SscType.LIMITED.code())), new ColumnCondition.AnyOf(Set.of(SscType.DIFFUSE.code())), type)));
        if (sites.size() > 1) {
            DataColumn site = DataColumns.find(IdentificationForm.FORM, "patient.site").orElseThrow();
            sites.forEach((code, name) -> pairs.add(new Pair(getTranslation("cohort.beside.site", code + " " + name),
                    new ColumnCondition.AnyOf(Set.of(code)), new ColumnCondition.NoneOf(Set.of(code)), site)));
        }
        Select<Pair> select = new Select<>();
        select.setId("cohort_beside");
        select.setAriaLabel(getTranslation("cohort.beside"));
        select.setPlaceholder(getTranslation("cohort.beside"));
        select.setItems(pairs);
        select.setItemLabelGenerator(Pair::name);
        select.addThemeVariants(SelectVariant.SMALL);
        select.addValueChangeListener(chosen -> {
            Pair pair = chosen.getValue();
            if (pair.of() == null) {
                go(address.beside(null));
            } else if (pair.one() == null || pair.other() == null) {
                go(address.beside(address.query()));
            } else {
                go(address.with(address.query().withTests(pair.of(), List.of(pair.one())))
                        .beside(address.query().withTests(pair.of(), List.of(pair.other()))));
            }
        });
        return select;
    }
}
