package org.sivig.ecrf.ui.account;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.server.VaadinSession;
import com.vaadin.flow.server.auth.AnonymousAllowed;
import jakarta.servlet.http.HttpServletRequest;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.account.AccountRefusedException;
import org.sivig.ecrf.account.AccountRefusedException.Why;
import org.sivig.ecrf.account.Passkeys;
import org.sivig.ecrf.account.DemoFactor;
import org.sivig.ecrf.account.FirstShown;
import org.sivig.ecrf.account.SecondStep;
import org.sivig.ecrf.account.SignedIn;
import org.sivig.ecrf.ui.Attempt;
import org.sivig.ecrf.ui.LanguageSwitch;
import org.sivig.ecrf.ui.PasskeyBrowser;
import org.sivig.ecrf.ui.SecretField;
import org.sivig.ecrf.ui.TitledPage;
import org.sivig.ecrf.ui.Words;
import org.springframework.beans.factory.ObjectProvider;

/**
 * Asks for the second factor after the password, or lets one be added where that is compulsory. Nobody is signed in while
 * this page is shown: that the password was right is known to the session, and to nothing that lets anybody do anything.
 */
@Route(value = SecondStepView.ROUTE, autoLayout = false)
@AnonymousAllowed
class SecondStepView extends Main implements BeforeEnterObserver, TitledPage {

    static final String ROUTE = "second-step";

    private final transient SecondStep step;
    private final transient Passkeys passkeys;
    private final transient Arrival arrival;
    private final transient @Nullable DemoFactor demo;
    private final Words words = new Words(this);
    private final Div card = new Div();
    private final Div body = new Div();
    private final Anchor back = new Anchor();
    private final Paragraph trouble = new Paragraph();
    private @Nullable FirstShown shown;

    /** The password was right; the session gets another number, and this page is next. */
    static void follow(HttpServletRequest request, FirstShown shown) {
        request.getSession();
        request.changeSessionId();
        request.getSession().setAttribute(Arrival.SHOWN, shown);
    }

    SecondStepView(SecondStep step, Passkeys passkeys, Arrival arrival, ObjectProvider<DemoFactor> demo) {
        this.demo = demo.getIfAvailable();
        this.step = step;
        this.passkeys = passkeys;
        this.arrival = arrival;
        addClassName("login");
        card.addClassName("login-card");
        body.addClassName("admin-fields");
        trouble.addClassNames("note", "err");
        trouble.setId("second_trouble");
        trouble.getElement().setAttribute("role", "alert");
        trouble.setVisible(false);
        back.setHref("login");
        back.setText(getTranslation("second.back"));
        back.setRouterIgnore(true);
        card.add(new LanguageSwitch(), new H1("SIVIG eCRF"), body, trouble, new Paragraph(back));
        add(card);
    }

    @Override
    public String title() {
        return getTranslation("second.title");
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        shown = (FirstShown) VaadinSession.getCurrent().getSession().getAttribute(Arrival.SHOWN);
        if (shown == null) {
            event.forwardTo(LoginView.class);
            return;
        }
        Boolean enrols = get(() -> step.isToEnrol(shown), this::say);
        if (enrols != null) {
            body.removeAll();
            if (enrols) {
                enrol(shown);
            } else {
                ask(shown);
            }
        }
    }

    private void ask(FirstShown by) {
        TextField code = SecretField.code(words, "second_code", "second.code");
        code.setHelperText(words.of("second.code.help"));
        Button done = new Button(words.of("second.do"), click -> {
            code.setInvalid(false);
            SignedIn signedIn = get(() -> step.signIn(by, code.getValue()), why -> {
                code.setErrorMessage(why);
                code.setInvalid(true);
                code.clear();
                code.focus();
            });
            if (signedIn != null) {
                arrival.signIn(signedIn);
                arrival.goOn();
            }
        });
        done.setId("second_do");
        done.addThemeVariants(ButtonVariant.PRIMARY);
        done.setWidthFull();
        done.addClickShortcut(Key.ENTER).listenOn(code);
        show(new H2(words.of("second.title")), new Paragraph(words.of("second.what", by.username())));
        if (Boolean.TRUE.equals(get(() -> step.asksCode(by), this::say))) {
            body.add(code, done);
            code.focus();
            if (demo != null && by.username().equals(DemoFactor.USERNAME) && demo.isKept()) {
                Button shows = new Button(words.of("second.demo"), click -> code.setValue(demo.code()));
                shows.setId("second_demo");
                body.add(shows);
            }
        }
        if (passkeys.isOffered()) {
            body.add(PasskeyBrowser.button(words, "second_passkey", passkeys, (request, answer) -> {
                arrival.signIn(passkeys.signIn(request, answer));
                arrival.goOn();
            }, this::say));
        }
    }

    private void enrol(FirstShown by) {
        var enrolment = get(() -> step.begin(by), this::say);
        if (enrolment == null) {
            return;
        }
        EnrolFactor enrol = new EnrolFactor(words, enrolment, why(code -> {
            SecondStep.Enrolled enrolled = step.confirm(by, enrolment, code);
            arrival.signIn(enrolled.signedIn());
            back.setVisible(false);
            show(new RecoveryCodes(words, by.username(), enrolled.codes(), arrival::goOn));
        }));
        show(new H2(words.of("factor.title")), new Paragraph(words.of("second.compulsory", by.username())), enrol);
        enrol.focus();
    }

    private void show(Component... shownNow) {
        body.removeAll();
        body.add(shownNow);
    }

    private void say(String why) {
        trouble.setText(why);
        trouble.setVisible(true);
    }

    private <T> @Nullable T get(Supplier<T> act, Consumer<String> refused) {
        trouble.setVisible(false);
        return new Attempt(words).get("Showing a second factor", () -> {
            try {
                return act.get();
            } catch (AccountRefusedException no) {
                (no.why() == Why.TOO_LATE ? (Consumer<String>) this::say : refused)
                        .accept(words.of("account.refused." + no.why()));
                return null;
            }
        }, this::say);
    }

    private Function<String, @Nullable String> why(Consumer<String> act) {
        return code -> {
            var refused = new AtomicReference<@Nullable String>();
            get(() -> {
                act.accept(code);
                return true;
            }, refused::set);
            return refused.get();
        };
    }
}
