package org.sivig.ecrf.ui.account;

import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Code;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.TextField;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.account.Enrolment;
import org.sivig.ecrf.ui.SecretField;
import org.sivig.ecrf.ui.Words;

/** Shows an authenticator what it has to know, and asks for a code of it. */
final class EnrolFactor extends Div {

    private static final int GROUP = 4;

    private final TextField code;

    /** @param confirm takes the code; gives why it could not be taken, null when it was */
    EnrolFactor(Words words, Enrolment enrolment, Function<String, @Nullable String> confirm) {
        addClassNames("admin-fields", "enrol-factor");
        code = SecretField.code(words, "factor_first_code", "factor.first-code");
        Code key = new Code(enrolment.key().replaceAll("(.{" + GROUP + "})(?=.)", "$1 "));
        key.setId("factor_key");
        Button done = new Button(words.of("factor.confirm"), click -> refuse(confirm.apply(code.getValue())));
        done.setId("factor_confirm");
        done.addThemeVariants(ButtonVariant.PRIMARY);
        done.addClickShortcut(Key.ENTER).listenOn(code);
        add(new Paragraph(words.of("factor.enrol.what")), QrPicture.of(enrolment.address(), words.of("factor.qr")),
                new Paragraph(new Span(words.of("factor.key") + " "), key), code, done);
    }

    void focus() {
        code.focus();
    }

    private void refuse(@Nullable String why) {
        code.setInvalid(why != null);
        if (why != null) {
            code.setErrorMessage(why);
            code.focus();
        }
    }
}
