package org.sivig.ecrf.account.ui;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.login.LoginForm;
import com.vaadin.flow.component.login.LoginI18n;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.server.auth.AnonymousAllowed;
import org.sivig.ecrf.account.DemoAccounts;
import org.sivig.ecrf.account.PasswordAttempts;
import org.springframework.beans.factory.ObjectProvider;

/** Sign in. In the demo it lists the accounts to try. */
@Route(value = "login", autoLayout = false)
@AnonymousAllowed
class LoginView extends Main implements BeforeEnterObserver, HasDynamicTitle {

    private final LoginForm form = new LoginForm();

    LoginView(ObjectProvider<DemoAccounts> demo) {
        addClassName("login");
        LoginI18n words = LoginI18n.createDefault();
        words.getForm().setTitle(getTranslation("login.title"));
        words.getForm().setUsername(getTranslation("login.username"));
        words.getForm().setPassword(getTranslation("login.password"));
        words.getForm().setSubmit(getTranslation("login.submit"));
        words.getErrorMessage().setTitle(getTranslation("login.error"));
        words.getErrorMessage().setMessage(getTranslation("login.error.help", PasswordAttempts.ALLOWED,
                PasswordAttempts.PAUSE.toMinutes()));
        words.getErrorMessage().setUsername(getTranslation("login.username.required"));
        words.getErrorMessage().setPassword(getTranslation("login.password.required"));
        form.setI18n(words);
        form.setAction("login");
        form.setForgotPasswordButtonVisible(false);
        form.getElement().setAttribute("no-autofocus", false);
        form.getElement().executeJs("""
                customElements.whenDefined('vaadin-password-field').then(() =>
                  this.querySelector('vaadin-password-field').i18n = { reveal: $0 })""",
                getTranslation("login.reveal"));

        Div words2 = new Div(new H1("SIVIG eCRF"), new Paragraph(getTranslation("study")));
        words2.addClassName("login-brand");
        Div card = new Div(new LanguageSwitch(), words2, form);
        card.addClassName("login-card");
        add(card);
        demo.ifAvailable(accounts -> add(demoAccounts(accounts)));
    }

    private Div demoAccounts(DemoAccounts accounts) {
        Div list = new Div();
        list.addClassName("demo-accounts");
        Span banner = new Span(getTranslation("demo.banner"));
        banner.addClassNames("pill", "warn");
        list.add(banner, new H2(getTranslation("login.demo")),
                new Paragraph(getTranslation("login.demo.password", DemoAccounts.PASSWORD)));
        accounts.listed().forEach(account -> {
            Div row = new Div(new Span(account.username()), new Span(getTranslation("role." + account.role())),
                    new Span(account.sites().isEmpty() ? "" : getTranslation("login.demo.sites",
                            String.join(", ", account.sites().stream().sorted().toList()))));
            row.addClassName("demo-account");
            list.add(row);
        });
        return list;
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        form.setError(event.getLocation().getQueryParameters().getParameters().containsKey("error"));
    }

    @Override
    public String getPageTitle() {
        return getTranslation("login.title") + " · SIVIG eCRF";
    }
}
