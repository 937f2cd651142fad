package org.sivig.ecrf.ui.shell;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.dom.Element;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.PermitAll;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.sivig.ecrf.account.AccessPolicy;
import org.sivig.ecrf.audit.RecentWork.Work;
import org.sivig.ecrf.audit.RecentWork;
import org.sivig.ecrf.audit.RecordText;
import org.sivig.ecrf.casebook.FindingColumns;
import org.sivig.ecrf.casebook.FindingList;
import org.sivig.ecrf.casebook.PatientColumns;
import org.sivig.ecrf.casebook.PatientList;
import org.sivig.ecrf.casebook.PatientRow;
import org.sivig.ecrf.crf.Casebook;
import org.sivig.ecrf.crf.Severity;
import org.sivig.ecrf.list.Filter;
import org.sivig.ecrf.query.QueryColumns;
import org.sivig.ecrf.query.QueryList;
import org.sivig.ecrf.query.QueryRow;
import org.sivig.ecrf.sample.Samples;
import org.sivig.ecrf.study.Study;
import org.sivig.ecrf.study.life.CasebookState;
import org.sivig.ecrf.study.life.QueryState;
import org.sivig.ecrf.ui.CasebookAddress;
import org.sivig.ecrf.ui.TitledPage;
import org.sivig.ecrf.ui.Words;

/**
 * The start: the way back to where the user worked last, and what waits for their role, each number with its list; for
 * those who see no patients, a word about it and what they do instead.
 */
@Route("")
@PermitAll
class HomeView extends Main implements BeforeEnterObserver, TitledPage {

    private static final int RECENT = 8;

    private final AccessPolicy policy;
    private final transient RecentWork recent;
    private final transient QueryList queries;
    private final transient FindingList findings;
    private final transient PatientList patients;
    private final transient Samples samples;
    private final Words words = new Words(this);
    private final RecordText records = new RecordText(words.study());

    HomeView(AccessPolicy policy, RecentWork recent, QueryList queries, FindingList findings, PatientList patients, Samples samples) {
        this.policy = policy;
        this.recent = recent;
        this.queries = queries;
        this.findings = findings;
        this.patients = patients;
        this.samples = samples;
        setId("main");
        addClassName("content");
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        removeAll();
        if (policy.seesPatients()) {
            Div home = new Div(section("home.recent", recent()), section("home.waits", list(waiting())));
            home.addClassName("home");
            add(new H1(words.of("home.title")), home);
        } else {
            boolean start = policy.administers() || policy.verifiesAudit();
            add(new H1(words.of(start ? "home.title" : "home.no-patients")), new Paragraph(words.of("home.no-patients.help")));
            if (policy.administers()) {
                add(section("home.administration", list(MainLayout.ADMINISTRATION.stream()
                        .map(page -> line("admin/" + page, "admin." + page + ".title", "home.admin." + page)))));
            }
            if (policy.verifiesAudit()) {
                add(section("home.evidence", list(Stream.of(line("admin/audit", "chains.title", "home.chains")))));
            }
        }
    }

    private ListItem line(String path, String title, String help) {
        Anchor link = new Anchor(path, "");
        Element name = new Element("b");
        name.setText(words.of(title));
        link.getElement().appendChild(name);
        link.add(new Span(words.of(help)));
        ListItem line = new ListItem(link);
        line.addClassName("home-page");
        return line;
    }

    private Section section(String title, Component content) {
        return new Section(new H2(words.of(title)), content);
    }

    // --- where one was ----------------------------------------------------------------------------------------------

    private Component recent() {
        List<Work> last = recent.last(RECENT);
        if (last.isEmpty()) {
            Paragraph none = new Paragraph(words.of("home.recent.none"));
            none.addClassName("hint");
            return none;
        }
        UnorderedList list = new UnorderedList(last.stream().map(this::line).toArray(ListItem[]::new));
        list.addClassName("home-recent");
        return list;
    }

    private ListItem line(Work work) {
        Anchor patient = new Anchor(CasebookAddress.of(work.patient()), work.patient());
        patient.addClassName("patients-number");
        ListItem line = new ListItem(patient);
        work.instance().flatMap(instance -> Study.sectionOf(instance).map(section -> {
            Anchor place = new Anchor(CasebookAddress.of(work.patient(), instance),
                    section.place() + " · " + words.name(section) + " – " + label(instance));
            place.addClassName("home-place");
            return place;
        })).ifPresent(line::add);
        Span when = new Span(Words.dayAndTime(work.at()));
        when.addClassName("home-when");
        line.add(when);
        return line;
    }

    private String label(Casebook.Instance instance) {
        String row = records.row(instance.row());
        return row.isEmpty() ? words.label(instance) : words.label(instance) + " · " + row;
    }

    // --- what waits -------------------------------------------------------------------------------------------------

    private Stream<ListItem> waiting() {
        return switch (policy.viewer().role()) {
            case INVESTIGATOR -> Stream.of(queries(QueryState.OPEN), findings(), errors(),
                    casebooks(CasebookState.IN_PROGRESS), casebooks(CasebookState.COMPLETE), patients());
            case MONITOR -> Stream.of(queries(QueryState.ANSWERED), queries(QueryState.CANDIDATE), readings(), findings(), errors(),
                    casebooks(CasebookState.IN_PROGRESS), patients());
            case DATA_MANAGER -> Stream.of(queries(QueryState.ANSWERED), queries(QueryState.CANDIDATE), findings(),
                    errors(), casebooks(CasebookState.SIGNED), casebooks(CasebookState.FROZEN), patients());
            case STATISTICIAN -> Stream.of(queries(QueryState.CANDIDATE), errors(), casebooks(CasebookState.LOCKED),
                    patients());
            case ADMINISTRATOR -> Stream.of();
        };
    }

    private static UnorderedList list(Stream<ListItem> lines) {
        UnorderedList list = new UnorderedList(lines.toArray(ListItem[]::new));
        list.addClassName("home-waits");
        return list;
    }

    private ListItem queries(QueryState state) {
        String name = key(state);
        return line("queries." + name, "queries?state=" + name,
                queries.count(Filter.<QueryRow>all().with(QueryColumns.STATE, Set.of(state))));
    }

    private ListItem readings() {
        return line("readings", "samples", samples.unread());
    }

    private ListItem errors() {
        return line("errors", "findings?severity=error",
                findings.count(FindingColumns.open().with(FindingColumns.SEVERITY, Set.of(Severity.ERROR))));
    }

    private ListItem findings() {
        return line("findings", "findings", findings.count(FindingColumns.open()));
    }

    private ListItem casebooks(CasebookState state) {
        return line(key(state), "patients?state=" + key(state),
                patients.count(Filter.<PatientRow>all().with(PatientColumns.STATE, Set.of(state))));
    }

    private ListItem patients() {
        return line("patients", "patients", patients.total() - patients.count(PatientColumns.removed()));
    }

    private static String key(Enum<?> state) {
        return state.name().toLowerCase(Locale.ROOT);
    }

    private ListItem line(String key, String path, long many) {
        Anchor link = new Anchor(path, "");
        link.setId("home_" + key.replace('.', '_'));
        link.getElement().setAttribute("data-value", String.valueOf(many));
        Element number = new Element("b");
        number.setText(words.number(BigDecimal.valueOf(many)));
        link.getElement().appendChild(number);
        link.add(new Span(words.of("home." + key, many)));
        return new ListItem(link);
    }

    @Override
    public String title() {
        return APPLICATION;
    }
}
