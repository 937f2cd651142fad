package org.sivig.ecrf.casebook.ui;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.dom.Element;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.PermitAll;
import java.util.Locale;
import java.util.Set;
import org.sivig.ecrf.account.AccessPolicy;
import org.sivig.ecrf.account.Role;
import org.sivig.ecrf.casebook.FindingFilter;
import org.sivig.ecrf.casebook.FindingList;
import org.sivig.ecrf.casebook.PatientFilter;
import org.sivig.ecrf.casebook.PatientList;
import org.sivig.ecrf.monitoring.QueryFilter;
import org.sivig.ecrf.monitoring.QueryList;
import org.sivig.ecrf.study.CasebookState;
import org.sivig.ecrf.study.QueryState;

/**
 * The start: what waits for an investigator or a monitor, each number with its list; for the others the patients, or for
 * those who see none, a word about it.
 */
@Route("")
@PermitAll
class HomeView extends Main implements BeforeEnterObserver, HasDynamicTitle {

    private final AccessPolicy policy;
    private final transient QueryList queries;
    private final transient FindingList findings;
    private final transient PatientList patients;

    HomeView(AccessPolicy policy, QueryList queries, FindingList findings, PatientList patients) {
        this.policy = policy;
        this.queries = queries;
        this.findings = findings;
        this.patients = patients;
        setId("main");
        addClassName("content");
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        removeAll();
        Role role = policy.viewer().role();
        if (!policy.seesPatients()) {
            add(new H1(getTranslation("home.no-patients")), new Paragraph(getTranslation("home.no-patients.help")));
        } else if (role != Role.INVESTIGATOR && role != Role.MONITOR) {
            event.forwardTo(PatientsView.class);
        } else {
            add(new H1(getTranslation("home.title")), role == Role.INVESTIGATOR ? ofInvestigator() : ofMonitor());
        }
    }

    private UnorderedList ofInvestigator() {
        return list(queries(QueryState.OPEN), findings(), line("complete", "patients?state=complete", patients.count(
                PatientFilter.none().withStates(Set.of(CasebookState.COMPLETE)))), patients());
    }

    private UnorderedList ofMonitor() {
        return list(queries(QueryState.ANSWERED), queries(QueryState.CANDIDATE), findings(), patients());
    }

    private static UnorderedList list(ListItem... lines) {
        UnorderedList list = new UnorderedList(lines);
        list.addClassName("home-waits");
        return list;
    }

    private ListItem queries(QueryState state) {
        String name = state.name().toLowerCase(Locale.ROOT);
        return line("queries." + name, "queries?state=" + name,
                queries.count(QueryFilter.all().withStates(Set.of(state))));
    }

    private ListItem findings() {
        return line("findings", "findings", findings.count(FindingFilter.open()));
    }

    private ListItem patients() {
        return line("patients", "patients", patients.count(PatientFilter.none()));
    }

    private ListItem line(String key, String path, long many) {
        Anchor link = new Anchor(path, "");
        link.setId("home_" + key.replace('.', '_'));
        link.getElement().setAttribute("data-value", String.valueOf(many));
        Element number = new Element("b");
        number.setText(String.valueOf(many));
        link.getElement().appendChild(number);
        link.add(new Span(getTranslation("home." + key, many)));
        return new ListItem(link);
    }

    @Override
    public String getPageTitle() {
        return "SIVIG eCRF";
    }
}
