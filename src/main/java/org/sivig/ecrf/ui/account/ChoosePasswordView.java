package org.sivig.ecrf.ui.account;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.server.auth.AnonymousAllowed;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.account.AccountRefusedException;
import org.sivig.ecrf.account.AccountState;
import org.sivig.ecrf.account.Accounts;
import org.sivig.ecrf.account.PasswordRules;
import org.sivig.ecrf.ui.Attempt;
import org.sivig.ecrf.ui.LanguageSwitch;
import org.sivig.ecrf.ui.TitledPage;
import org.sivig.ecrf.ui.Words;

/** Where a link that is good once leads: its person chooses a password. The secret stands behind #, and reaches no log. */
@Route(value = ChoosePasswordView.ROUTE, autoLayout = false)
@AnonymousAllowed
class ChoosePasswordView extends Main implements TitledPage {

    static final String ROUTE = "choose-password";

    private final transient Accounts accounts;
    private final Words words = new Words(this);
    private final Div card = new Div();
    private final NewPassword password = new NewPassword(words);
    private @Nullable String secret;

    ChoosePasswordView(Accounts accounts) {
        this.accounts = accounts;
        addClassName("login");
        card.addClassName("login-card");
        card.add(new LanguageSwitch(), new H1("SIVIG eCRF"));
        add(card);
    }

    @Override
    public String title() {
        return getTranslation("choose.title");
    }

    @Override
    protected void onAttach(AttachEvent attached) {
        if (secret == null) {
            getElement().executeJs("return location.hash.slice(1)").then(String.class, this::show);
        }
    }

    private void show(String given) {
        secret = given;
        String holder = new Attempt(words).get("Looking at a link", () -> {
            String found = accounts.holder(given);
            return found == null ? "" : found;
        }, this::say);
        if (holder == null) {
            return;
        }
        if (holder.isEmpty()) {
            say(words.of("account.refused." + AccountRefusedException.Why.DEAD_LINK));
            card.add(signIn());
            return;
        }
        Button choose = new Button(getTranslation("choose.do"), click -> choose());
        choose.setId("choose_do");
        choose.addThemeVariants(ButtonVariant.PRIMARY);
        choose.setWidthFull();
        choose.addClickShortcut(Key.ENTER);
        card.add(new H2(getTranslation("choose.title")), new Paragraph(getTranslation("choose.for", holder)), password, choose);
        password.focus();
    }

    private Anchor signIn() {
        Anchor in = new Anchor("login", getTranslation("choose.sign-in"));
        in.setId("choose_sign_in");
        return in;
    }

    private void choose() {
        String chosen = password.chosen();
        if (chosen == null) {
            return;
        }
        new Attempt(words).get("Choosing a password", () -> {
            try {
                AccountState now = accounts.choose(secret, chosen);
                card.removeAll();
                card.add(new H1("SIVIG eCRF"), new Paragraph(getTranslation("choose.done")));
                if (now == AccountState.ACTIVE) {
                    card.add(signIn());
                } else {
                    card.add(new Paragraph(getTranslation("login.closed." + now)));
                }
            } catch (AccountRefusedException refused) {
                String why = words.of("account.refused." + refused.why(), PasswordRules.LEAST_CHARACTERS,
                        PasswordRules.MOST_CHARACTERS);
                if (refused.why().isOfChoice()) {
                    password.refuse(why);
                } else {
                    say(why);
                }
            }
            return true;
        }, this::say);
    }

    private void say(String trouble) {
        Paragraph said = new Paragraph(trouble);
        said.addClassNames("note", "err");
        said.setId("choose_trouble");
        said.getElement().setAttribute("role", "alert");
        card.add(said);
    }
}
