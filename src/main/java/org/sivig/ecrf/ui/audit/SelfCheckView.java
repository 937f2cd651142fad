package org.sivig.ecrf.ui.audit;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.html.NativeTable;
import com.vaadin.flow.component.html.NativeTableHeaderCell;
import com.vaadin.flow.component.html.NativeTableRow;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.RolesAllowed;
import java.util.List;
import org.sivig.ecrf.audit.RecordText;
import org.sivig.ecrf.audit.SelfCheckReport;
import org.sivig.ecrf.audit.SelfCheckReport.Line;
import org.sivig.ecrf.audit.SelfChecks;
import org.sivig.ecrf.ui.Attempt;
import org.sivig.ecrf.ui.TitledPage;
import org.sivig.ecrf.ui.Words;

/** Looks the instance over, and shows what the command {@code --self-check} prints, to be printed and signed. */
@Route("admin/self-check")
@RolesAllowed("ADMINISTRATOR")
class SelfCheckView extends Main implements TitledPage {

    private final transient SelfChecks checks;
    private final Words words = new Words(this);
    private final Div result = new Div();

    SelfCheckView(SelfChecks checks) {
        this.checks = checks;
        setId("main");
        addClassNames("content", "chains", "self-check");
        Button run = new Button(words.of("self-check.run"), click -> run());
        run.setId("self_check_run");
        run.addThemeVariants(ButtonVariant.PRIMARY);
        run.setDisableOnClick(true);
        run.addClickListener(click -> run.setEnabled(true));
        Div tools = new Div(run);
        tools.addClassName("chains-tools");
        result.getElement().setAttribute("aria-live", "polite");
        Paragraph help = new Paragraph(words.of("self-check.help"));
        help.addClassName("hint");
        add(new H1(title()), help, tools, result);
    }

    @Override
    public String title() {
        return getTranslation("self-check.title");
    }

    private void run() {
        new Attempt(words).run("Looking the instance over", () -> show(checks.run()), this::refused);
    }

    private void refused(String why) {
        result.removeAll();
        result.add(note("err", why));
    }

    private void show(SelfCheckReport report) {
        result.removeAll();
        Paragraph sign = new Paragraph(words.of("self-check.sign"));
        sign.addClassNames("print-only", "rights-sign");
        result.add(new H2(words.of("self-check.at", RecordText.moment(report.at()))),
                note(report.wrong() == 0 ? "ok" : "err", words.of("self-check.counted", report.wrong())), table(report), print(), sign);
    }

    private Button print() {
        Button print = new Button(words.of("self-check.print"));
        print.setId("self_check_print");
        print.getElement().executeJs("this.addEventListener('click', () => window.print())");
        return print;
    }

    private static Div note(String kind, String text) {
        Div note = new Div(new Span(text));
        note.addClassNames("note", kind);
        note.setId("self_check_note");
        return note;
    }

    private NativeTable table(SelfCheckReport report) {
        NativeTable table = new NativeTable();
        table.setId("self_check_lines");
        table.addClassNames("card", "chains-table");
        NativeTableRow heads = table.getHead().addRow();
        for (String column : List.of("what", "state", "found")) {
            NativeTableHeaderCell head = heads.addHeaderCell();
            head.setText(words.of("self-check.column." + column));
            head.getElement().setAttribute("scope", "col");
        }
        for (Line line : report.lines()) {
            NativeTableRow row = table.getBody().addRow();
            row.addDataCell().setText(line.what(words::of));
            Span state = new Span((line.wrong() ? "✗ " : "✓ ") + words.of(line.wrong() ? "self-check.wrong" : "self-check.ok"));
            state.addClassName(line.wrong() ? "chains-broken" : "chains-whole");
            row.addDataCell().add(state);
            row.addDataCell().setText(line.found(words::of));
        }
        return table;
    }
}
