package org.sivig.ecrf.ui.monitoring;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.html.NativeTable;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.PermitAll;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.sivig.ecrf.account.AccessPolicy;
import org.sivig.ecrf.account.Site;
import org.sivig.ecrf.guide.Guide;
import org.sivig.ecrf.monitoring.MonitoringVisit;
import org.sivig.ecrf.monitoring.MonitoringVisits;
import org.sivig.ecrf.monitoring.SiteFigures;
import org.sivig.ecrf.ui.TitledPage;
import org.sivig.ecrf.ui.Words;

/** The sites that one watches over: what is to do at each, and when it was visited last. */
@Route(MonitoringView.ROUTE)
@PermitAll
class MonitoringView extends Main implements BeforeEnterObserver, TitledPage {

    static final String ROUTE = "monitoring";

    private final transient MonitoringVisits visits;
    private final boolean seen;
    private final Words words = new Words(this);

    MonitoringView(MonitoringVisits visits, AccessPolicy policy) {
        this.visits = visits;
        seen = policy.seesMonitoring();
        setId("main");
        addClassNames("content", "monitoring");
    }

    @Override
    public String title() {
        return getTranslation("monitoring.title");
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        if (!seen) {
            event.rerouteToError(NotFoundException.class);
            return;
        }
        removeAll();
        Anchor plan = new Anchor(PlanView.ROUTE, getTranslation("plan.title"));
        plan.setId("to_plan");
        Paragraph help = new Paragraph(new Span(getTranslation("monitoring.help") + " "), plan, new Span(" · "),
                new Anchor(Guide.address("monitoring", "monitoring"), getTranslation("monitoring.guide")));
        help.addClassName("hint");
        NativeTable table = Tables.table(words, title(), "site", "patients", "verified", "to-verify", "answered", "open",
                "errors", "last", "report");
        table.setId("monitoring_sites");
        Map<String, SiteFigures> figures = visits.all();
        Map<String, List<MonitoringVisit>> reports = visits.ofAll().stream()
                .collect(Collectors.groupingBy(MonitoringVisit::site));
        for (Site site : visits.sites()) {
            SiteFigures now = Objects.requireNonNull(figures.get(site.getCode()));
            List<MonitoringVisit> of = reports.getOrDefault(site.getCode(), List.of());
            Optional<MonitoringVisit> last = of.stream().filter(each -> each.signed() != null).findFirst();
            boolean open = of.stream().anyMatch(each -> each.signed() == null);
            Tables.row(table, new Anchor(ROUTE + "/" + site.getCode(), Tables.name(site)),
                    FiguresTable.number(getLocale(), now.patients()), FiguresTable.share(getLocale(), now),
                    FiguresTable.number(getLocale(), now.toVerify()), FiguresTable.number(getLocale(), now.answered()),
                    FiguresTable.number(getLocale(), now.open()), FiguresTable.number(getLocale(), now.errors()),
                    last.map(visit -> FiguresTable.day(visit.day())).orElse("–"),
                    open ? getTranslation("monitoring.report.open") : "");
        }
        add(new Paragraph(new Anchor("dashboard", getTranslation("dashboard.title"))), new H1(title()), help, Tables.scrolling(table, title()));
    }
}
