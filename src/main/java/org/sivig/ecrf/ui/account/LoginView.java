package org.sivig.ecrf.ui.account;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.login.LoginForm;
import com.vaadin.flow.component.login.LoginI18n;
import com.vaadin.flow.component.progressbar.ProgressBar;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.server.auth.AnonymousAllowed;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.account.AccountState;
import org.sivig.ecrf.account.DemoAccounts;
import org.sivig.ecrf.account.DemoFactor;
import org.sivig.ecrf.account.DemoPreparation;
import org.sivig.ecrf.account.IdentityProviders;
import org.sivig.ecrf.account.Passkeys;
import org.sivig.ecrf.account.PasswordAttempts;
import org.sivig.ecrf.account.ProviderRefused;
import org.sivig.ecrf.failure.Failure;
import org.sivig.ecrf.ui.Attempt;
import org.sivig.ecrf.ui.LanguageSwitch;
import org.sivig.ecrf.ui.PasskeyBrowser;
import org.sivig.ecrf.ui.TitledPage;
import org.sivig.ecrf.ui.Words;
import org.springframework.beans.factory.ObjectProvider;

/**
 * Sign in. In the demo it lists the accounts to try; while the first start still makes them, it tells how far that is, and
 * becomes the page to sign in by itself.
 */
@Route(value = "login", autoLayout = false)
@AnonymousAllowed
class LoginView extends Main implements BeforeEnterObserver, TitledPage {

    /** The parameter of the address after a wrong password; after a failure it is its kind, and the value its number. */
    static final String WRONG = "error";

    /** The parameter where the page had stood open for longer than its session. */
    static final String STALE = "stale";
    /** The parameter where one signs in to the account with a provider only. */
    static final String ELSEWHERE = "elsewhere";
    /** The password was right; what follows is the state of the account, which is not open. */
    static final String CLOSED = "closed";
    /** The parameter after a provider was asked; its value is why nobody is signed in. */
    static final String PROVIDER = "provider";
    /** The parameter while no password is taken; its value is until when. */
    static final String PAUSED = "paused";

    /** The parameter after one has changed one's password, which ends the session. */
    static final String CHANGED = "changed";

    private static final int ASK_AGAIN = (int) Duration.ofSeconds(1).toMillis();

    private final LoginForm form = new LoginForm();
    private final Div card = new Div();
    private final Paragraph passkeyTrouble = new Paragraph();
    private final Paragraph providerTrouble = new Paragraph();
    private final transient Passkeys passkeys;
    private final transient IdentityProviders providers;
    private final transient Arrival arrival;
    private final @Nullable DemoAccounts accounts;
    private final @Nullable DemoFactor factor;
    private final @Nullable DemoPreparation preparation;
    private @Nullable Failure failure;
    private @Nullable Instant paused;
    private boolean changed;
    private boolean stale;
    private boolean elsewhere;
    private @Nullable AccountState closed;
    private ProviderRefused.@Nullable Why unvouched;

    LoginView(ObjectProvider<DemoAccounts> accounts, ObjectProvider<DemoPreparation> preparation, ObjectProvider<DemoFactor> factor,
            Passkeys passkeys, IdentityProviders providers, Arrival arrival) {
        this.factor = factor.getIfAvailable();
        this.passkeys = passkeys;
        this.providers = providers;
        this.arrival = arrival;
        this.accounts = accounts.getIfAvailable();
        this.preparation = preparation.getIfAvailable();
        addClassName("login");
        Div brand = new Div(new H1("SIVIG eCRF"), new Paragraph(getTranslation("study")));
        brand.addClassName("login-brand");
        card.add(new LanguageSwitch(), brand);
        card.addClassName("login-card");
        add(card);
    }

    @Override
    protected void onAttach(AttachEvent attach) {
        if (preparation != null && isPreparing()) {
            awaitDemo(preparation, attach.getUI());
        } else {
            letSignIn();
        }
    }

    private boolean isPreparing() {
        return preparation != null && !preparation.isReady();
    }

    private void awaitDemo(DemoPreparation demo, UI ui) {
        ProgressBar bar = new ProgressBar();
        bar.getElement().setAttribute("aria-label", getTranslation("login.preparing"));
        Span percent = new Span();
        Div waiting = new Div(new H2(getTranslation("login.preparing")), bar, percent,
                new Paragraph(getTranslation("login.preparing.help")));
        waiting.addClassName("login-preparing");
        card.add(waiting);
        showProgress(demo, bar, percent);
        ui.setPollInterval(ASK_AGAIN);
        ui.addPollListener(poll -> {
            showProgress(demo, bar, percent);
            if (demo.isReady()) {
                poll.unregisterListener();
                ui.setPollInterval(-1);
                card.remove(waiting);
                letSignIn();
                ui.getPage().setTitle(getPageTitle());
            }
        });
    }

    private void showProgress(DemoPreparation demo, ProgressBar bar, Span percent) {
        bar.setValue(Math.min(1, demo.progress()));
        percent.setText(getTranslation("login.preparing.percent", (int) (100 * bar.getValue())));
    }

    private void letSignIn() {
        LoginI18n words = LoginI18n.createDefault();
        words.getForm().setTitle(getTranslation("login.title"));
        words.getForm().setUsername(getTranslation("login.username"));
        words.getForm().setPassword(getTranslation("login.password"));
        words.getForm().setSubmit(getTranslation("login.submit"));
        words.getErrorMessage().setTitle(getTranslation(stale ? "login.stale" : elsewhere ? "login.elsewhere" : closed != null ? "login.closed" : paused != null ? "login.paused"
                : failure == null ? "login.error" : "login.failed"));
        words.getErrorMessage().setMessage(refusal());
        words.getErrorMessage().setUsername(getTranslation("login.username.required"));
        words.getErrorMessage().setPassword(getTranslation("login.password.required"));
        form.setI18n(words);
        form.setAction("login");
        form.setForgotPasswordButtonVisible(false);
        form.getElement().setAttribute("no-autofocus", false);
        // Who mistyped the password need not type the name again; it stays in this tab, until this page is there again.
        form.getElement().executeJs("""
                this.addEventListener('login', (event) => sessionStorage.setItem('sivig-name', event.detail.username));
                const name = sessionStorage.getItem('sivig-name');
                sessionStorage.removeItem('sivig-name');
                if ($0 && name) {
                  customElements.whenDefined('vaadin-password-field').then(() => requestAnimationFrame(() => {
                    const line = this.querySelector('input[name=username]');
                    line.closest('vaadin-text-field').value = name;
                    this.querySelector('input[name=password]').focus();
                  }));
                }""", form.isError());
        form.getElement().executeJs("""
                customElements.whenDefined('vaadin-password-field').then(() =>
                  this.querySelector('vaadin-password-field').i18n = { reveal: $0 })""",
                getTranslation("login.reveal"));

        if (changed) {
            Paragraph done = new Paragraph(getTranslation("login.changed"));
            done.addClassNames("note", "ok");
            done.getElement().setAttribute("role", "status");
            card.add(done);
        }
        card.add(form);
        if (passkeys.isOffered()) {
            Words said = new Words(this);
            passkeyTrouble.addClassNames("note", "err");
            passkeyTrouble.setId("passkey_trouble");
            passkeyTrouble.getElement().setAttribute("role", "alert");
            passkeyTrouble.setVisible(false);
            Button button = PasskeyBrowser.button(said, "login_passkey", passkeys, (request, answer) -> {
                arrival.signIn(passkeys.signIn(request, answer));
                arrival.goOn();
            }, why -> {
                passkeyTrouble.setText(why);
                passkeyTrouble.setVisible(true);
            });
            card.add(button, passkeyTrouble);
        }
        providers.offered().forEach(provider -> card.add(button(provider)));
        if (!providers.offered().isEmpty()) {
            providerTrouble.addClassNames("note", "err");
            providerTrouble.setId("provider_trouble");
            providerTrouble.getElement().setAttribute("role", "alert");
            providerTrouble.setVisible(false);
            card.add(providerTrouble);
            if (unvouched != null) {
                say(unvouched);
            }
        }
        if (accounts != null) {
            add(demoAccounts(accounts));
        }
    }

    private Button button(IdentityProviders.Offered provider) {
        Button button = new Button(getTranslation("login.provider", provider.name()), click -> {
            Boolean answers = new Attempt(new Words(this)).get("Asking a provider", () -> providers.answers(provider.id()), this::say);
            if (Boolean.TRUE.equals(answers)) {
                UI.getCurrent().getPage().setLocation("oauth2/authorization/" + provider.id());
            } else if (answers != null) {
                say(ProviderRefused.Why.AWAY);
            }
        });
        button.setId("login_provider_" + provider.id());
        return button;
    }

    private void say(ProviderRefused.Why why) {
        say(getTranslation("login.provider." + why));
    }

    private void say(String trouble) {
        providerTrouble.setText(trouble);
        providerTrouble.setVisible(true);
    }

    private String refusal() {
        if (stale) {
            return getTranslation("login.stale.help");
        }
        if (elsewhere) {
            return getTranslation("login.elsewhere.help");
        }
        if (closed != null) {
            return getTranslation("login.closed." + closed);
        }
        if (paused != null) {
            return getTranslation("login.paused.help", Words.time(paused));
        }
        return failure == null ? getTranslation("login.error.help", PasswordAttempts.ALLOWED, PasswordAttempts.PAUSE.toMinutes())
                : getTranslation("login.failed.help", new Words(this).failure(failure));
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
                            String.join(", ", account.sites().stream().sorted().toList()), account.sites().size())));
            row.addClassName("demo-account");
            list.add(row);
            if (!account.key().isEmpty() && isKept()) {
                list.add(new Paragraph(getTranslation("login.demo.factor", account.username(), account.key())));
            }
        });
        return list;
    }

    /** Where the database does not answer this page is there nevertheless, without it. */
    private boolean isKept() {
        return factor != null && Boolean.TRUE.equals(new Attempt(new Words(this)).get("Asking for the factor of the demo", factor::isKept, why -> { }));
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        if (isPreparing()) { // what was sent was not judged: there are no accounts yet
            event.getUI().getPage().getHistory().replaceState(null, event.getLocation().getPath());
        } else {
            QueryParameters parameters = event.getLocation().getQueryParameters();
            failure = Arrays.stream(Failure.Kind.values()).flatMap(kind -> parameters.getSingleParameter(kind.name())
                    .filter(Failure::isNumber).map(number -> new Failure(kind, number)).stream()).findFirst().orElse(null);
            paused = parameters.getSingleParameter(PAUSED).flatMap(LoginView::instant).orElse(null);
            elsewhere = parameters.getParameters().containsKey(ELSEWHERE);
            closed = AccountState.CLOSED.stream()
                    .filter(state -> parameters.getParameters(CLOSED).contains(state.name())).findFirst().orElse(null);
            unvouched = AgainView.why(event);
            changed = parameters.getParameters().containsKey(CHANGED);
            stale = parameters.getParameters().containsKey(STALE);
            form.setError(stale || elsewhere || closed != null || paused != null || failure != null || parameters.getParameters().containsKey(WRONG));
        }
    }

    private static Optional<Instant> instant(String text) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeParseException none) {
            return Optional.empty();
        }
    }

    @Override
    public String title() {
        return getTranslation(isPreparing() ? "login.preparing" : "login.title");
    }
}
