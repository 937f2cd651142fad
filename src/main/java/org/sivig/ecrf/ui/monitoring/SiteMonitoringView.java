package org.sivig.ecrf.ui.monitoring;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.html.NativeTable;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.PermitAll;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.sivig.ecrf.account.AccessPolicy;
import org.sivig.ecrf.account.DisplayNames;
import org.sivig.ecrf.account.Site;
import org.sivig.ecrf.monitoring.MonitoringVisit;
import org.sivig.ecrf.monitoring.MonitoringVisits;
import org.sivig.ecrf.monitoring.SiteFigures;
import org.sivig.ecrf.monitoring.SiteNews;
import org.sivig.ecrf.study.Study;
import org.sivig.ecrf.ui.AnswerField;
import org.sivig.ecrf.ui.Attempt;
import org.sivig.ecrf.ui.CasebookAddress;
import org.sivig.ecrf.ui.TitledPage;
import org.sivig.ecrf.ui.Words;
import org.sivig.ecrf.verification.Verifications;
import org.sivig.ecrf.verification.VerifiedPatient;

/** What is to do at one site, what is new since the last visit, and the visits there were. */
@Route(MonitoringView.ROUTE + "/:site")
@PermitAll
class SiteMonitoringView extends Main implements BeforeEnterObserver, TitledPage {

    private final transient MonitoringVisits visits;
    private final transient Verifications verifications;
    private final transient AccessPolicy policy;
    private final Words words;
    private String title = "";

    SiteMonitoringView(MonitoringVisits visits, Verifications verifications, AccessPolicy policy, DisplayNames names) {
        words = new Words(this, names.remembered());
        this.visits = visits;
        this.verifications = verifications;
        this.policy = policy;
        setId("main");
        addClassNames("content", "monitoring");
    }

    @Override
    public String title() {
        return title;
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        String code = event.getRouteParameters().get("site").orElse("");
        Site site = !policy.seesMonitoring() ? null
                : visits.sites().stream().filter(each -> each.getCode().equals(code)).findFirst().orElse(null);
        if (site == null) {
            event.rerouteToError(NotFoundException.class);
            return;
        }
        title = getTranslation("monitoring.site", Tables.name(site));
        removeAll();
        Anchor all = new Anchor(MonitoringView.ROUTE, getTranslation("monitoring.title"));
        add(new H1(title), new Paragraph(all), toDo(code), news(code), patients(code), reports(code));
    }

    private Component toDo(String site) {
        SiteFigures now = visits.figures(site);
        UnorderedList list = new UnorderedList(
                line("to_verify", "monitoring.to-verify", now.toVerify(), MonitoringView.ROUTE + "/" + site + "#monitoring_patients"),
                line("to_review", "monitoring.to-review", now.answered(), "queries?site=" + site + "&state=ANSWERED"),
                line("waiting", "monitoring.waiting", now.open(), "queries?site=" + site + "&state=OPEN"),
                line("errors", "monitoring.errors", now.errors(), "findings?site=" + site + "&severity=ERROR"),
                line("warnings", "monitoring.warnings", now.warnings(), "findings?site=" + site + "&severity=WARNING"));
        return Tables.card("monitoring_todo", getTranslation("monitoring.todo"), list);
    }

    private Component news(String site) {
        SiteNews news = visits.news(site);
        Paragraph since = new Paragraph(news.since() == null ? getTranslation("monitoring.never")
                : getTranslation("monitoring.since", Words.dayAndTime(news.since())));
        since.addClassName("hint");
        String day = news.since() == null ? "" : "&day_from=" + LocalDate.ofInstant(news.since(), Study.ZONE);
        return Tables.card("monitoring_news", getTranslation("monitoring.news"), since, new UnorderedList(
                line("new_patients", "monitoring.new-patients", news.patients(), "patients?site=" + site),
                line("new_answers", "monitoring.new-answers", news.answers(), "audit?site=" + site + "&act=ANSWER" + day),
                line("new_fallen", "monitoring.new-fallen", news.fallen(),
                        "audit?site=" + site + "&act=VERIFICATION_DROPPED" + day),
                line("new_queries", "monitoring.new-queries", news.queries(),
                        "audit?site=" + site + "&act=QUERY_ANSWERED" + day)));
    }

    private ListItem line(String id, String key, long count, String href) {
        Anchor line = new Anchor(href, getTranslation(key, count));
        line.setRouterIgnore(href.contains("#"));
        Component shown = count == 0 ? new Span(line.getText()) : line;
        shown.setId(id);
        return new ListItem(shown);
    }

    private Component patients(String site) {
        List<VerifiedPatient> all = verifications.patients(site);
        NativeTable table = Tables.table(words, getTranslation("monitoring.patients"), "patient", "what", "to-verify", "verified");
        all.forEach(patient -> Tables.row(table, new Anchor(CasebookAddress.of(patient.number()), patient.number()),
                getTranslation(patient.whole() ? "monitoring.whole" : "monitoring.critical"),
                FiguresTable.number(getLocale(), patient.toVerify()), getTranslation("monitoring.of",
                        FiguresTable.number(getLocale(), patient.verified()), FiguresTable.number(getLocale(), patient.due()))));
        return Tables.card("monitoring_patients", getTranslation("monitoring.patients"),
                all.isEmpty() ? new Paragraph(getTranslation("dashboard.none"))
                        : Tables.scrolling(table, getTranslation("monitoring.patients")));
    }

    private Component reports(String site) {
        List<MonitoringVisit> all = visits.of(site);
        Component list = new Paragraph(getTranslation("monitoring.no-visits"));
        if (!all.isEmpty()) {
            NativeTable table = Tables.table(words, getTranslation("monitoring.visits"), "day", "by", "state");
            all.forEach(visit -> Tables.row(table, new Anchor(ReportView.address(visit), FiguresTable.day(visit.day())),
                    words.person(visit.openedBy()), visit.signed() == null ? getTranslation("monitoring.report.open")
                            : getTranslation("monitoring.report.signed", visit.signed().name(),
                                    Words.dayAndTime(visit.signed().at()))));
            list = Tables.scrolling(table, getTranslation("monitoring.visits"));
        }
        Section card = Tables.card("monitoring_visits", getTranslation("monitoring.visits"), list);
        boolean open = all.stream().anyMatch(visit -> visit.signed() == null);
        if (policy.verifies(site) && !open) {
            card.add(begin(site));
        }
        return card;
    }

    private Component begin(String site) {
        VisitDay day = new VisitDay(words, "visit_day");
        day.show(VisitDay.today());
        Button begin = new Button(getTranslation("monitoring.begin"), click -> {
            MonitoringVisit visit = !day.isRead() ? null : new Attempt(words).get("Beginning a visit",
                    () -> visits.begin(site, Objects.requireNonNull(day.past())), AnswerField::tell);
            if (visit != null) {
                getUI().ifPresent(ui -> ui.navigate(ReportView.address(visit)));
            }
        });
        begin.setId("begin_visit");
        begin.addThemeVariants(ButtonVariant.PRIMARY);
        Div form = new Div(day, begin);
        form.addClassName("monitoring-begin");
        return form;
    }
}
