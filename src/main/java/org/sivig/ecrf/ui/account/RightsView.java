package org.sivig.ecrf.ui.account;

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
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.RolesAllowed;
import java.time.Clock;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.account.AccountEntry;
import org.sivig.ecrf.account.AccountRefusedException;
import org.sivig.ecrf.account.Accounts;
import org.sivig.ecrf.account.Duties;
import org.sivig.ecrf.ui.Attempt;
import org.sivig.ecrf.ui.DayField;
import org.sivig.ecrf.ui.TitledPage;
import org.sivig.ecrf.ui.Words;

/** Every account with its rights, every training and duty, to be looked through, printed and signed. */
@Route("admin/rights")
@RolesAllowed("ADMINISTRATOR")
class RightsView extends Main implements TitledPage {

    private final transient Accounts accounts;
    private final Words words = new Words(this);
    private final Paragraph last = new Paragraph();

    RightsView(Accounts accounts, Duties duties, Clock clock) {
        this.accounts = accounts;
        setId("main");
        addClassNames("content", "rights");
        NativeTable all = table("rights_accounts", "admin.rights.accounts", "username", "name", "role", "sites", "state", "factor", "last");
        accounts.all().forEach(row -> row(all, row.username(), row.displayName(), words.of("role." + row.role()),
                String.join(", ", new TreeSet<>(row.sites())), AccountStates.said(words, row),
                row.hasFactor() ? words.of("admin.users.has-factor") : "",
                row.lastSignIn() == null ? "" : Words.dayAndTime(row.lastSignIn())));
        NativeTable done = table("rights_duties", "admin.rights.duties", "username", "kind", "what", "from", "until", "recorded");
        duties.all().forEach(duty -> row(done, duty.username(), words.of("duty." + duty.kind()), duty.what(), DayField.said(duty.from()),
                duty.until() == null ? "" : DayField.said(duty.until()), duty.recordedBy() + ", " + Words.dayAndTime(duty.recordedAt())));
        last.setId("rights_last");
        Paragraph sign = new Paragraph(words.of("admin.rights.sign"));
        sign.addClassNames("print-only", "rights-sign");
        add(new H1(title()), new Paragraph(words.of("admin.rights.at", Words.dayAndTime(clock.instant()))), last, tools(),
                new H2(words.of("admin.rights.accounts")), all, new H2(words.of("admin.rights.duties")), done, sign);
        tell();
    }

    @Override
    public String title() {
        return getTranslation("admin.rights.title");
    }

    private Div tools() {
        Button print = new Button(words.of("admin.rights.print"));
        print.setId("rights_print");
        print.getElement().executeJs("this.addEventListener('click', () => window.print())");
        Button review = new Button(words.of("admin.rights.review"), click -> review());
        review.setId("rights_review");
        review.addThemeVariants(ButtonVariant.PRIMARY);
        Div tools = new Div(print, review);
        tools.addClassName("admin-acts");
        return tools;
    }

    private void review() {
        EditDialog dialog = new EditDialog(words, words.of("admin.rights.review"));
        TextField said = new TextField(words.of("admin.rights.said"));
        said.setId("rights_said");
        said.setMaxLength(500);
        said.setHelperText(words.of("admin.rights.said.help"));
        dialog.fields("rights_record", asked -> {
            AtomicReference<@Nullable String> refused = new AtomicReference<>();
            new Attempt(words).run("Recording a review", () -> {
                try {
                    accounts.review(said.getValue());
                    tell();
                } catch (AccountRefusedException no) {
                    refused.set(words.of("account.refused." + no.why()));
                }
            }, refused::set);
            return refused.get();
        }, said);
        dialog.open();
    }

    private void tell() {
        AccountEntry review = accounts.lastReview();
        last.setText(review == null ? words.of("admin.rights.never")
                : words.of("admin.rights.last", Words.dayAndTime(review.at()), review.username(), review.reason()));
    }

    private NativeTable table(String id, String name, String... columns) {
        NativeTable table = new NativeTable();
        table.setId(id);
        table.addClassNames("card", "chains-table");
        table.getElement().setAttribute("aria-label", words.of(name));
        NativeTableRow heads = table.getHead().addRow();
        for (String column : List.of(columns)) {
            NativeTableHeaderCell head = heads.addHeaderCell();
            head.setText(words.of("admin.rights.column." + column));
            head.getElement().setAttribute("scope", "col");
        }
        return table;
    }

    private static void row(NativeTable table, String... cells) {
        NativeTableRow row = table.getBody().addRow();
        for (String cell : cells) {
            row.addDataCell().setText(cell);
        }
    }
}
