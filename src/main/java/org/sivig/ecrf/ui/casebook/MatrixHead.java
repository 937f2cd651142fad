package org.sivig.ecrf.ui.casebook;

import com.vaadin.flow.component.HtmlContainer;
import com.vaadin.flow.component.Text;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Span;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.sivig.ecrf.crf.Casebook;
import org.sivig.ecrf.crf.Completeness;
import org.sivig.ecrf.crf.YesNo;
import org.sivig.ecrf.study.Visit;
import org.sivig.ecrf.study.VisitFigures;
import org.sivig.ecrf.study.VisitForm;
import org.sivig.ecrf.study.VisitPlan;
import org.sivig.ecrf.ui.Texts;
import org.sivig.ecrf.ui.Words;

/** The head of the matrix: of each visit its name and window, when it was, and how far it is filled. */
final class MatrixHead extends HtmlContainer {

    /** What stands at the head of a visit. */
    private record Head(Span date, Span day, Div progress, Span filled, NativeButton attendance) {
    }

    private final Words words;
    private final Map<String, Head> heads = new LinkedHashMap<>();

    /** @param attendance closes a visit that did not take place, or opens it again */
    MatrixHead(Words words, boolean editable, Consumer<String> attendance) {
        super("thead");
        this.words = words;
        HtmlContainer row = new HtmlContainer("tr", new HtmlContainer("td"));
        for (VisitPlan plan : VisitPlan.VISITS) {
            Head head = new Head(new Span(), new Span(), new Div(), new Span(), new NativeButton());
            head.progress().add(head.filled());
            Span name = new Span(Words.visit(plan.visit()));
            name.addClassName("visit-name");
            Span window = new Span(words.of("matrix.window", plan.windowFrom(), plan.windowTo()));
            window.addClassName("visit-window");
            Div when = new Div(head.date(), new Text(" "), head.day());
            when.addClassName("visit-date");
            head.day().addClassName("visit-day");
            head.progress().addClassName("visit-progress");
            head.attendance().addClassName("visit-attendance");
            head.attendance().getElement().setAttribute("tabindex", "-1");
            head.attendance().addClickListener(click -> attendance.accept(plan.visit()));
            HtmlContainer cell = new HtmlContainer("th", name, new Text(" "), window, when, head.progress());
            cell.getElement().setAttribute("scope", "col").setAttribute("data-visit", plan.visit());
            if (editable) {
                head.progress().add(new Text(" "), head.attendance());
            }
            heads.put(plan.visit(), head);
            row.add(cell);
        }
        HtmlContainer curve = new HtmlContainer("th");
        curve.getElement().setText("M0 → M24").setAttribute("scope", "col");
        row.add(curve);
        add(row);
    }

    void show(Casebook casebook) {
        casebook.rows(VisitForm.FORM).forEach(visit -> show(VisitPlan.LIST.get(visit.key()), visit, casebook));
    }

    private void show(VisitPlan plan, Visit visit, Casebook casebook) {
        Head head = heads.get(plan.visit());
        boolean done = visit.getVisitDone() != YesNo.NO;
        Texts.show(head.date(), !done ? words.of("matrix.not-done")
                : visit.getVisitDate() == null ? "" : visit.getVisitDate().display());
        VisitFigures.Day day = done ? VisitFigures.day(visit, casebook).orElse(null) : null;
        boolean outside = day != null && day.isOutside(plan);
        Texts.show(head.day(), day == null ? "" : (outside ? "▲ " : "") + words.of(
                day.isExact() ? "matrix.day" : "matrix.days", day.least(), day.most()));
        head.day().setClassName("outside", outside);
        head.day().getElement().setAttribute("title", outside
                ? words.of("matrix.outside", plan.windowFrom(), plan.windowTo()) : "");
        Completeness filled = casebook.completeness(i -> i.row() == visit);
        Texts.show(head.filled(), done ? filled.answered() + "/" + filled.asked() : "");
        head.progress().getElement().setAttribute("title",
                words.of("completeness", filled.answered(), filled.asked(), filled.missing(), filled.blank()));
        Texts.show(head.attendance(), words.of(done ? "matrix.close" : "matrix.reopen"));
        head.attendance().setAriaLabel(words.of(done ? "matrix.close.label" : "matrix.reopen.label",
                Words.visit(plan.visit())));
    }
}
