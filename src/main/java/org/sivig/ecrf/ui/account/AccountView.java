package org.sivig.ecrf.ui.account;

import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.PasswordField;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.spring.security.AuthenticationContext;
import jakarta.annotation.security.PermitAll;
import java.util.TreeSet;
import org.sivig.ecrf.account.AccessPolicy;
import org.sivig.ecrf.account.AccountRefusedException;
import org.sivig.ecrf.account.OpenSignIn;
import org.sivig.ecrf.account.OwnAccount;
import org.sivig.ecrf.account.OwnFactor;
import org.sivig.ecrf.account.Passkeys;
import org.sivig.ecrf.account.PasswordRules;
import org.sivig.ecrf.account.Proof;
import org.sivig.ecrf.account.Viewer;
import org.sivig.ecrf.ui.Attempt;
import org.sivig.ecrf.ui.SecretField;
import org.sivig.ecrf.ui.TitledPage;
import org.sivig.ecrf.ui.Words;

/** One's own account: the password, the second factor, and where one is signed in. */
@Route("account")
@PermitAll
class AccountView extends Main implements TitledPage {

    private final transient OwnAccount account;
    private final transient AuthenticationContext authentication;
    private final Words words = new Words(this);
    private final Grid<OpenSignIn> open = new Grid<>();
    private final Paragraph trouble = new Paragraph();

    AccountView(OwnAccount account, OwnFactor factor, Proof proof, Passkeys passkeys, AccessPolicy policy,
            AuthenticationContext authentication) {
        this.account = account;
        this.authentication = authentication;
        setId("main");
        addClassName("content");
        Viewer viewer = policy.viewer();
        OwnAccount.Before before = account.before();
        Paragraph last = new Paragraph(before.at() == null ? words.of("account.first")
                : words.of("account.last", Words.dayAndTime(before.at()), before.refused()));
        last.setId("account_last");
        trouble.addClassNames("note", "err");
        trouble.getElement().setAttribute("role", "alert");
        trouble.setVisible(false);
        add(new H1(viewer.displayName()), new Paragraph(viewer.username() + " · " + words.of("role." + viewer.role())
                + (viewer.sites().isEmpty() ? "" : " · " + String.join(", ", new TreeSet<>(viewer.sites())))), last, trouble,
                new H2(words.of("account.sessions")), sessions(), new H2(words.of("account.password")), password(),
                new H2(words.of("factor.title")), new OwnFactorPart(words, factor, proof, viewer.username(), this::show));
        if (passkeys.isOffered()) {
            add(new H2(words.of("passkey.title")), new OwnPasskeysPart(words, passkeys, this::show));
        }
        show();
    }

    @Override
    public String title() {
        return getTranslation("account.title");
    }

    private void show() {
        open.setItems(account.open());
    }

    private void attempt(String what, Runnable act) {
        trouble.setVisible(false);
        new Attempt(words).run(what, act, this::say);
        show();
    }

    private void say(String why) {
        trouble.setText(why);
        trouble.setVisible(true);
    }

    private Div sessions() {
        open.setId("sessions");
        open.setAllRowsVisible(true);
        open.setSelectionMode(Grid.SelectionMode.NONE);
        open.addThemeVariants(GridVariant.LUMO_COMPACT, GridVariant.WRAP_CELL_CONTENT);
        open.setAriaLabel(words.of("account.sessions"));
        open.addColumn(each -> Words.dayAndTime(each.started())).setHeader(words.of("account.sessions.since")).setAutoWidth(true);
        open.addColumn(each -> Words.dayAndTime(each.lastAction())).setHeader(words.of("account.sessions.last")).setAutoWidth(true);
        open.addColumn(OpenSignIn::address).setHeader(words.of("account.sessions.address")).setAutoWidth(true);
        open.addColumn(row -> BrowserName.of(row.browser())).setHeader(words.of("account.sessions.browser")).setFlexGrow(1);
        open.addComponentColumn(each -> {
            if (each.isThis()) {
                return new Span(words.of("account.sessions.this"));
            }
            Button end = new Button(words.of("account.sessions.end"),
                    click -> attempt("Ending a session", () -> account.end(each.id())));
            end.setAriaLabel(words.of("account.sessions.end.of", Words.dayAndTime(each.started())));
            return end;
        }).setHeader(words.of("account.sessions.do")).setAutoWidth(true);
        Button others = new Button(words.of("account.sessions.end-others"), click -> attempt("Ending sessions", account::endOthers));
        others.setId("end_others");
        return new Div(open, others);
    }

    private Div password() {
        PasswordField present = SecretField.password(words, "present_password", "account.password.present", "current-password");
        NewPassword next = new NewPassword(words);
        Button change = new Button(words.of("account.password.change"), click -> change(present, next));
        change.setId("change_password");
        change.addThemeVariants(ButtonVariant.PRIMARY);
        change.addClickShortcut(Key.ENTER).listenOn(present, next);
        Paragraph help = new Paragraph(words.of("account.password.help"));
        help.addClassName("hint");
        Div form = new Div(help, present, next, change);
        form.addClassName("account-password");
        return form;
    }

    private void change(PasswordField present, NewPassword next) {
        present.setInvalid(false);
        String chosen = next.chosen();
        if (chosen == null) {
            return;
        }
        new Attempt(words).run("Changing a password", () -> {
            try {
                account.change(present.getValue(), chosen);
                authentication.logout();
                UI.getCurrent().getPage().setLocation("login?" + LoginView.CHANGED); // there it is said why one is out
            } catch (AccountRefusedException refused) {
                String why = words.of("account.refused." + refused.why(), PasswordRules.LEAST_CHARACTERS,
                        PasswordRules.MOST_CHARACTERS);
                if (refused.why().isOfChoice()) {
                    next.refuse(why);
                } else {
                    present.setErrorMessage(why);
                    present.setInvalid(true);
                    present.focus();
                }
            }
        }, this::say);
    }
}
