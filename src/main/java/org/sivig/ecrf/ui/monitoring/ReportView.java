package org.sivig.ecrf.ui.monitoring;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.html.NativeTable;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.PermitAll;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.account.AccessPolicy;
import org.sivig.ecrf.account.DisplayNames;
import org.sivig.ecrf.account.SignatureProof;
import org.sivig.ecrf.monitoring.MonitoringVisit;
import org.sivig.ecrf.monitoring.MonitoringVisits;
import org.sivig.ecrf.monitoring.SiteFigures;
import org.sivig.ecrf.monitoring.VisitResult;
import org.sivig.ecrf.ui.AnswerField;
import org.sivig.ecrf.ui.Attempt;
import org.sivig.ecrf.ui.SigningFields;
import org.sivig.ecrf.ui.TitledPage;
import org.sivig.ecrf.ui.Words;

/** The report of a visit: where the site stands, what was found, and the signature. It prints as it stands. */
@Route(MonitoringView.ROUTE + "/:site/:visit")
@PermitAll
class ReportView extends Main implements BeforeEnterObserver, TitledPage {

    private final transient MonitoringVisits visits;
    private final transient AccessPolicy policy;
    private final Words words;
    private final TextArea text = new TextArea();
    private final Paragraph told = new Paragraph();
    private final Div content = new Div();
    private final H1 heading = new H1();
    private final VisitDay day;
    private String siteName = "";
    private String title = "";
    private transient @Nullable MonitoringVisit shown;

    ReportView(MonitoringVisits visits, AccessPolicy policy, DisplayNames names) {
        words = new Words(this, names.remembered());
        this.visits = visits;
        this.policy = policy;
        setId("main");
        addClassNames("content", "monitoring", "monitoring-report");
        day = new VisitDay(words, "report_day");
        day.addValueChangeListener(change -> {
            if (change.isFromClient() && day.isPast()) {
                write();
            }
        });
        told.setId("report_told");
        told.getElement().setAttribute("role", "status");
        text.setId("report_text");
        text.setLabel(getTranslation("monitoring.report.text"));
        text.setMaxLength(MonitoringVisits.LENGTH);
        text.setWidthFull();
        text.setMinHeight("12rem");
        text.getElement().setAttribute("data-keeps", true);
        text.addValueChangeListener(change -> {
            if (change.isFromClient()) {
                write();
            }
        });
    }

    static String address(MonitoringVisit visit) {
        return MonitoringView.ROUTE + "/" + visit.site() + "/" + visit.id();
    }

    @Override
    public String title() {
        return title;
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        String site = event.getRouteParameters().get("site").orElse("");
        MonitoringVisit visit = event.getRouteParameters().get("visit").filter(id -> id.matches("\\d{1,15}"))
                .filter(id -> policy.seesMonitoring()).flatMap(id -> visits.find(Long.parseLong(id)))
                .filter(found -> found.site().equals(site)).orElse(null);
        if (visit == null) {
            event.rerouteToError(NotFoundException.class);
            return;
        }
        String name = visits.sites().stream().filter(each -> each.getCode().equals(site)).findFirst()
                .map(Tables::name).orElse(site);
        siteName = name;
        removeAll();
        add(new Paragraph(new Anchor(MonitoringView.ROUTE + "/" + site, getTranslation("monitoring.site", name))), content);
        text.setValue(visit.text());
        day.show(visit.day());
        tell("", "");
        entitle(visit);
        show(visit);
    }

    private void entitle(MonitoringVisit visit) {
        title = getTranslation("monitoring.report.title", siteName, FiguresTable.day(visit.day()));
        heading.setText(title);
    }

    private void show(MonitoringVisit visit) {
        shown = visit;
        content.removeAll();
        MonitoringVisit.Signed signed = visit.signed();
        SiteFigures figures = visit.figures() == null ? visits.figures(visit.site()) : visit.figures();
        content.add(heading, new Paragraph(getTranslation("monitoring.report.begun", words.person(visit.openedBy()),
                Words.dayAndTime(visit.openedAt()))), figures(figures, signed != null));
        if (signed != null) {
            Div report = new Div(visit.text());
            report.setId("report_signed_text");
            report.addClassName("monitoring-text");
            Paragraph by = new Paragraph(getTranslation("monitoring.report.signed", signed.name(), Words.dayAndTime(signed.at())));
            by.setId("report_signed");
            by.addClassNames("note", signed.intact() ? "ok" : "err");
            Paragraph hash = new Paragraph(getTranslation(signed.intact() ? "monitoring.report.intact"
                    : "monitoring.report.broken", signed.hash()));
            hash.addClassName("hint");
            content.add(Tables.card("report", getTranslation("monitoring.report.text"), report), by, hash, told);
        } else if (policy.verifies(visit.site())) {
            content.add(day, text, told, signing());
        } else {
            Div report = new Div(visit.text());
            report.addClassName("monitoring-text");
            content.add(Tables.card("report", getTranslation("monitoring.report.text"), report),
                    new Paragraph(getTranslation("monitoring.report.open")));
        }
    }

    private Component figures(SiteFigures of, boolean then) {
        String caption = getTranslation(then ? "monitoring.figures.then" : "monitoring.figures.now");
        NativeTable table = Tables.table(words, caption, "patients", "verified", "to-verify", "answered", "open", "errors",
                "warnings");
        Tables.row(table, new Span(FiguresTable.number(getLocale(), of.patients())), FiguresTable.share(getLocale(), of),
                FiguresTable.number(getLocale(), of.toVerify()), FiguresTable.number(getLocale(), of.answered()),
                FiguresTable.number(getLocale(), of.open()), FiguresTable.number(getLocale(), of.errors()),
                FiguresTable.number(getLocale(), of.warnings()));
        table.setId("report_figures");
        return Tables.card("report_now", caption, Tables.scrolling(table, caption));
    }

    private Div signing() {
        AtomicReference<@Nullable SigningFields> fields = new AtomicReference<>();
        SigningFields shown = new SigningFields(words, "report_password", proof -> sign(proof, Objects.requireNonNull(fields.get())));
        fields.set(shown);
        Button sign = new Button(getTranslation("monitoring.sign"), click -> shown.sign());
        sign.setId("report_sign");
        sign.addThemeVariants(ButtonVariant.PRIMARY);
        sign.addClickShortcut(Key.ENTER).listenOn(shown.fields());
        Div signing = new Div(shown, sign);
        signing.addClassNames("monitoring-begin", "monitoring-sign");
        return signing;
    }

    /** Writes what was typed; what could not be written stays in the field, and it is said why. */
    private boolean write() {
        MonitoringVisit seen = shown;
        VisitResult result = seen == null ? null : new Attempt(words).get("Writing a report", () -> visits.write(seen.id(),
                Objects.requireNonNullElse(day.past(), seen.day()), text.getValue(), seen.version()), AnswerField::tell);
        switch (result) {
            case VisitResult.Done(MonitoringVisit now) -> {
                shown = now;
                entitle(now);
                getUI().ifPresent(ui -> ui.getPage().setTitle(getPageTitle()));
                tell("ok", getTranslation("monitoring.report.saved"));
                return true;
            }
            case VisitResult.SignedBefore(MonitoringVisit now) -> refuse(now);
            case VisitResult.Changed(MonitoringVisit now) -> {
                shown = now;
                tell("warn", getTranslation("monitoring.report.changed", now.text()));
            }
            case VisitResult.WrongPassword _ -> throw new IllegalStateException("No password was asked");
            case null -> {
                // It was told why nothing was written.
            }
        }
        return false;
    }

    private void sign(SignatureProof proof, SigningFields fields) {
        if (!day.isRead() || !write()) {
            return;
        }
        MonitoringVisit seen = shown;
        VisitResult result = seen == null ? null : new Attempt(words).get("Signing a report",
                () -> visits.sign(seen.id(), seen.version(), proof), AnswerField::tell);
        switch (result) {
            case VisitResult.Done(MonitoringVisit now) -> {
                tell("", "");
                show(now);
            }
            case VisitResult.SignedBefore(MonitoringVisit now) -> refuse(now);
            case VisitResult.Changed(MonitoringVisit now) -> {
                shown = now;
                tell("warn", getTranslation("monitoring.report.changed", now.text()));
            }
            case VisitResult.WrongPassword(var until) -> fields.refuse(until);
            case null -> {
                // It was told why nothing was signed.
            }
        }
    }

    /** What was typed and not written is shown with who signed before. */
    private void refuse(MonitoringVisit now) {
        MonitoringVisit.Signed signed = now.signed();
        String typed = text.getValue().equals(now.text()) ? "" : text.getValue();
        show(now);
        if (signed != null) {
            tell("warn", getTranslation("monitoring.report.before", signed.name(), Words.dayAndTime(signed.at()), typed));
        }
    }

    private void tell(String tone, String what) {
        told.setText(what);
        told.setVisible(!what.isEmpty());
        told.setClassName(tone.isEmpty() ? "" : "note " + tone);
    }
}
