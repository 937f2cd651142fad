package org.sivig.ecrf.ui.signal;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.html.NativeTable;
import com.vaadin.flow.component.html.NativeTableCell;
import com.vaadin.flow.component.html.NativeTableHeaderCell;
import com.vaadin.flow.component.html.NativeTableRow;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.Location;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.PermitAll;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.NumberFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.account.AccessPolicy;
import org.sivig.ecrf.casebook.PatientList;
import org.sivig.ecrf.guide.Guide;
import org.sivig.ecrf.score.SiteComparison;
import org.sivig.ecrf.signal.Signal;
import org.sivig.ecrf.signal.SignalNumber;
import org.sivig.ecrf.signal.SignalOfSite;
import org.sivig.ecrf.signal.SignalReport;
import org.sivig.ecrf.signal.SignalRow;
import org.sivig.ecrf.signal.Signals;
import org.sivig.ecrf.study.VisitForm;
import org.sivig.ecrf.ui.TitledPage;
import org.sivig.ecrf.ui.UnreadNote;
import org.sivig.ecrf.ui.Words;

/**
 * The sites beside each other: what is farther from the others than chance explains, each signal for all sites by rank, and
 * the patients behind one. Which of them is shown stands in the address. Who enters data sees no such page.
 */
@Route(SignalsView.ROUTE)
@PermitAll
class SignalsView extends Main implements BeforeEnterObserver, TitledPage, UnreadNote.Reader {

    static final String ROUTE = "signals";

    /** How far from the others the picture of a rank reaches. */
    private static final double REACH = 8;
    /** Columns of numbers. */
    private static final Set<String> NUMBERS = Set.of("rank", "patients", "answers", "value", "others", "score");

    private final transient Signals signals;
    private final boolean seen;
    private final Words words = new Words(this);
    /** Names by code. */
    private final Map<String, String> names = new TreeMap<>();
    private final Select<Signal> choice = new Select<>();
    private final Select<String> number = new Select<>();
    private final Div alarms = new Div();
    private final Div ranked = new Div();
    private final Div rows = new Div();
    private transient @Nullable SignalReport report;
    private SignalAddress address = new SignalAddress(Signal.MEDIAN, null, null);

    SignalsView(Signals signals, PatientList patients, AccessPolicy policy) {
        this.signals = signals;
        seen = policy.seesSignals();
        setId("main");
        addClassNames("content", "signals");
        if (!seen) {
            return;
        }
        patients.sites().forEach(site -> names.put(site.getCode(), site.getName()));
        Paragraph help = new Paragraph(new Span(getTranslation("signals.help", SiteComparison.LEAST) + " "),
                new Anchor(Guide.address("signals", "signals"), getTranslation("signals.guide")));
        help.addClassName("hint");
        choice.setId("signal");
        choice.setLabel(getTranslation("signals.signal"));
        choice.setItems(Signal.values());
        choice.setItemLabelGenerator(this::name);
        choice.addValueChangeListener(chosen -> {
            if (chosen.isFromClient()) {
                go(new SignalAddress(chosen.getValue(), address.item(), address.site()));
            }
        });
        number.setId("number");
        number.setLabel(getTranslation("signals.number"));
        number.setItems(SignalNumber.ALL.stream().map(each -> each.item().name()).toList());
        number.setItemLabelGenerator(item -> words.label(SignalNumber.find(item).orElseThrow().item()));
        number.addValueChangeListener(chosen -> {
            if (chosen.isFromClient()) {
                go(new SignalAddress(address.signal(), chosen.getValue(), address.site()));
            }
        });
        Div choices = new Div(choice, number);
        choices.addClassName("signals-choice");
        add(new Paragraph(new Anchor("dashboard", getTranslation("dashboard.title"))), new H1(title()), help, card("signals_alarms", "signals.alarms", alarms),
                card("signals_ranked", "signals.ranked", choices, ranked), rows);
    }

    private Section card(String id, String title, Component... content) {
        H2 heading = new H2(getTranslation(title));
        heading.setId(id + "_title");
        Section card = new Section(heading);
        card.setId(id);
        card.addClassName("card");
        card.getElement().setAttribute("aria-labelledby", id + "_title");
        card.add(content);
        return card;
    }

    @Override
    public String title() {
        return getTranslation("signals.title");
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        if (!seen) {
            event.rerouteToError(NotFoundException.class);
            return;
        }
        SignalReport all = report();
        showAlarms(all, all.alarms());
        address = read(event.getLocation().getQueryParameters().getParameters()).address();
        show();
    }

    @Override
    public List<String> unread(Map<String, List<String>> parameters) {
        return seen ? read(parameters).unread() : UnreadNote.all(parameters);
    }

    /** The first alarm is shown where the address names no signal. */
    private SignalAddress.Reading read(Map<String, List<String>> parameters) {
        List<SignalOfSite> found = report().alarms();
        return SignalAddress.read(parameters, found.isEmpty() ? new SignalAddress(Signal.MEDIAN, null, null)
                : address(found.getFirst()), names.keySet());
    }

    private SignalReport report() {
        SignalReport known = report;
        if (known == null) {
            known = signals.report();
            report = known;
        }
        return known;
    }

    private static SignalAddress address(SignalOfSite of) {
        return new SignalAddress(of.signal(), of.number() == null ? null : of.number().item().name(), null);
    }

    private void go(SignalAddress next) {
        address = next;
        getUI().ifPresent(ui -> ui.getPage().getHistory().replaceState(null, new Location(ROUTE, next.parameters())));
        show();
    }

    private void show() {
        choice.setValue(address.signal());
        number.setVisible(address.signal().isOfNumber());
        if (address.item() != null) {
            number.setValue(address.item());
        }
        showRanked();
        rows.removeAll();
        if (address.site() != null) {
            showRows(address.site());
        }
    }

    // --- what chance does not explain -------------------------------------------------------------------------------

    private void showAlarms(SignalReport all, List<SignalOfSite> found) {
        alarms.removeAll();
        Paragraph how = new Paragraph(getTranslation("signals.limit", all.comparisons(), number(all.limit(), 1)));
        how.addClassName("hint");
        alarms.add(how);
        if (found.isEmpty()) {
            Set<String> compared = all.all().stream().filter(each -> each.score() != null).map(SignalOfSite::site)
                    .collect(Collectors.toSet());
            long few = names.keySet().stream().filter(site -> !compared.contains(site)).count();
            alarms.add(new Paragraph(compared.isEmpty() ? getTranslation("signals.too-few")
                    : few == 0 ? getTranslation("signals.none") : getTranslation("signals.none.few", few, names.size())));
            return;
        }
        NativeTable table = table("signals.alarms", "site", "signal", "patients", "value", "others", "score");
        for (SignalOfSite each : found) {
            NativeTableRow row = table.getBody().addRow();
            head(row, new Anchor(href(each), site(each.site())));
            cell(row, name(each.signal(), each.number()));
            number(row, count(each.patients()));
            number(row, value(each.signal(), each.number(), each.value()));
            number(row, value(each.signal(), each.number(), each.others()));
            number(row, signed(Objects.requireNonNull(each.score())));
        }
        alarms.add(scrolling(table, "signals.alarms"));
    }

    // --- all sites, by one signal -----------------------------------------------------------------------------------

    private void showRanked() {
        Signal signal = address.signal();
        Paragraph what = new Paragraph(getTranslation("signals.what." + signal));
        what.addClassName("hint");
        ranked.removeAll();
        ranked.add(what);
        List<SignalOfSite> all = report().of(signal, address.number());
        if (all.isEmpty()) {
            ranked.add(new Paragraph(getTranslation("signals.no-values")));
            return;
        }
        NativeTable table = table("signals.ranked", "rank", "site", "patients", "answers", "value", "others", "score", "far");
        for (SignalOfSite each : all) {
            NativeTableRow row = table.getBody().addRow();
            row.getElement().setAttribute("data-site", each.site()).setAttribute("data-alarm", each.alarm());
            if (each.site().equals(address.site())) {
                row.addClassName("signals-chosen");
            }
            number(row, each.rank() == 0 ? "–" : count(each.rank()));
            head(row, new Anchor(href(each), site(each.site())));
            number(row, count(each.patients()));
            number(row, count(each.answers()));
            number(row, value(signal, each.number(), each.value()));
            number(row, getTranslation("signals.others", value(signal, each.number(), each.others()), count(each.compared())));
            number(row, each.score() == null ? getTranslation("signals.few") : signed(each.score()));
            row.addDataCell().add(far(each));
        }
        ranked.add(scrolling(table, "signals.ranked"));
    }

    /** Where a site lies between what chance allows, and a word where it lies outside. */
    private Component far(SignalOfSite of) {
        if (of.score() == null) {
            return new Span();
        }
        Div line = new Div();
        line.addClassName("signals-line");
        line.getElement().setAttribute("aria-hidden", "true");
        line.add(mark("signals-limits", report().limit()), mark("signals-dot", of.score()));
        Div far = new Div(line);
        far.addClassName("signals-far");
        if (of.alarm()) {
            Span alarm = new Span(getTranslation("signals.alarm"));
            alarm.addClassNames("tag", "warn");
            far.add(alarm);
        }
        return far;
    }

    private static Span mark(String kind, double score) {
        Span mark = new Span();
        mark.addClassName(kind);
        mark.getStyle().set("--at", String.format(Locale.ROOT, "%.1f%%", 50 * Math.clamp(score, -REACH, REACH) / REACH));
        return mark;
    }

    // --- the patients behind it -------------------------------------------------------------------------------------

    private void showRows(String site) {
        Signal signal = address.signal();
        SignalNumber of = address.number();
        Anchor all = new Anchor(SignalLinks.ofSite(signal, of, site), getTranslation("signals.all-rows"));
        all.setId("all_rows");
        Section card = card("signals_rows", "signals.rows", new Paragraph(
                new Span(getTranslation("drug.item", site(site), name(signal, of)) + " "), all));
        List<SignalRow> patients = signals.rows(signal, of, site);
        if (patients.isEmpty()) {
            card.add(new Paragraph(getTranslation("signals.no-values")));
        } else {
            NativeTable table = table("signals.rows", "patient", "value", "visits");
            for (SignalRow each : patients) {
                NativeTableRow row = table.getBody().addRow();
                head(row, new Anchor(SignalLinks.ofPatient(signal, each.patient()), each.patient()));
                number(row, value(signal, of, each.value()));
                NativeTableCell visits = row.addDataCell();
                each.visits().stream().sorted((one, other) -> order(one.visit()) - order(other.visit()))
                        .forEach(visit -> visits.add(new Anchor(SignalLinks.ofVisit(of, each.patient(), visit.visit()),
                                text(visit, each.patient(), of)), new Span(" ")));
            }
            card.add(scrolling(table, "signals.rows"));
        }
        rows.add(card);
    }

    private static int order(String visit) {
        return VisitForm.FORM.printed().get().stream().map(row -> row.key()).toList().indexOf(visit);
    }

    private String text(SignalRow.OfVisit visit, String patient, @Nullable SignalNumber of) {
        SignalRow.Twin twin = visit.twin();
        String name = Words.visit(visit.visit());
        if (twin != null) {
            return name + " = " + (twin.patient().equals(patient) ? "" : twin.patient() + " ") + Words.visit(twin.visit());
        }
        double value = Objects.requireNonNull(visit.value());
        return name + "\u00A0" + (of == null ? count((int) value) : number(value, of.item().decimals()));
    }

    // --- words ------------------------------------------------------------------------------------------------------

    private String href(SignalOfSite of) {
        return new SignalAddress(of.signal(), of.number() == null ? null : of.number().item().name(), of.site()).href();
    }

    private String site(String code) {
        return code + " " + names.getOrDefault(code, "");
    }

    private String name(Signal signal) {
        return getTranslation("signals.signal." + signal);
    }

    private String name(Signal signal, @Nullable SignalNumber of) {
        return of == null ? name(signal) : getTranslation("drug.item", words.label(of.item()), name(signal));
    }

    private String value(Signal signal, @Nullable SignalNumber of, double value) {
        if (Double.isNaN(value)) {
            return "–";
        }
        if (signal.isShare()) {
            NumberFormat percent = NumberFormat.getPercentInstance(getLocale());
            percent.setMaximumFractionDigits(value < 0.1 ? 1 : 0);
            return percent.format(value);
        }
        return number(value, of == null ? 1 : of.item().decimals() + 1);
    }

    private String number(double value, int decimals) {
        return words.number(BigDecimal.valueOf(value).setScale(decimals, RoundingMode.HALF_UP));
    }

    private String signed(double score) {
        return words.signed(BigDecimal.valueOf(score).setScale(1, RoundingMode.HALF_UP));
    }

    private String count(int count) {
        return NumberFormat.getIntegerInstance(getLocale()).format(count);
    }

    // --- tables -----------------------------------------------------------------------------------------------------

    private NativeTable table(String caption, String... columns) {
        NativeTable table = new NativeTable();
        table.setCaptionText(getTranslation(caption));
        NativeTableRow heads = table.getHead().addRow();
        for (String column : columns) {
            NativeTableHeaderCell head = heads.addHeaderCell();
            head.setText(getTranslation("signals.column." + column));
            head.getElement().setAttribute("scope", "col");
            head.setClassName("number", NUMBERS.contains(column));
        }
        return table;
    }

    private Div scrolling(NativeTable table, String name) {
        Div around = new Div(table);
        around.addClassName("signals-table");
        around.getElement().setAttribute("tabindex", "0").setAttribute("role", "group")
                .setAttribute("aria-label", getTranslation(name));
        return around;
    }

    private static void head(NativeTableRow row, Component content) {
        NativeTableHeaderCell head = row.addHeaderCell();
        head.getElement().setAttribute("scope", "row");
        head.add(content);
    }

    private static void cell(NativeTableRow row, String text) {
        row.addDataCell().setText(text);
    }

    /** At the right under its head, as all numbers. */
    private static void number(NativeTableRow row, String text) {
        NativeTableCell cell = row.addDataCell();
        cell.setText(text);
        cell.addClassName("number");
    }
}
