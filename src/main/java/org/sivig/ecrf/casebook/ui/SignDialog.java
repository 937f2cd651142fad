package org.sivig.ecrf.casebook.ui;

import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.component.textfield.PasswordField;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BiFunction;
import org.sivig.ecrf.casebook.LifeResult;
import org.sivig.ecrf.casebook.OpenCasebook;
import org.sivig.ecrf.casebook.SignatureMeaning;

/** Asks what a signature shall mean, and for the password. */
class SignDialog extends Dialog {

    /**
     * @param name the printed name of who signs
     * @param sign signs; tells when the password was wrong, and the dialog stays
     */
    SignDialog(OpenCasebook open, String name, Words words, 
            BiFunction<SignatureMeaning, String, Optional<LifeResult.WrongPassword>> sign) {
        setHeaderTitle(words.of("sign.title", open.number()));
        setWidth("500px");
        addClassName("why");
        RadioButtonGroup<SignatureMeaning> meaning = new RadioButtonGroup<>(words.of("sign.meaning"));
        meaning.setItems(SignatureMeaning.values());
        meaning.setItemLabelGenerator(each -> words.of("meaning." + each));
        meaning.setValue(SignatureMeaning.RESPONSIBLE);
        meaning.addClassName("stacked");
        meaning.setId("sign_meaning");
        PasswordField password = new PasswordField(words.of("sign.password"));
        password.setId("sign_password");
        password.setManualValidation(true);
        password.setWidthFull();
        password.getElement().setAttribute("autocomplete", "current-password").executeJs(
                "this.i18n = { reveal: $0 }", words.of("login.reveal"));
        add(new Paragraph(words.of("sign.what", open.total().answered(), open.total().missing())),
                new Paragraph(words.of("sign.as", name)), meaning, password);
        Button cancel = new Button(words.of("dialog.cancel"), click -> close());
        Button done = new Button(words.of("sign.do"), click -> {
            Optional<LifeResult.WrongPassword> wrong = sign.apply(meaning.getValue(), password.getValue());
            if (wrong.isEmpty()) {
                close();
                return;
            }
            Instant until = wrong.get().pausedUntil();
            password.clear();
            password.setErrorMessage(until == null ? words.of("sign.wrong")
                    : words.of("sign.paused", Words.time(until)));
            password.setInvalid(true);
            password.focus();
        });
        done.setId("sign_confirm");
        done.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        done.addClickShortcut(Key.ENTER).listenOn(meaning, password);
        getFooter().add(cancel, done);
        addOpenedChangeListener(change -> {
            if (change.isOpened()) {
                password.getElement().executeJs("requestAnimationFrame(() => this.focus())");
            }
        });
    }
}
