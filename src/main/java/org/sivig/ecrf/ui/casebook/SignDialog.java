package org.sivig.ecrf.ui.casebook;

import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.component.textfield.PasswordField;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.sivig.ecrf.casebook.LifeResult;
import org.sivig.ecrf.casebook.OpenCasebook;
import org.sivig.ecrf.casebook.SignatureMeaning;
import org.sivig.ecrf.ui.AskDialog;
import org.sivig.ecrf.ui.SecretField;
import org.sivig.ecrf.ui.Words;

/** Asks what a signature shall mean, and for the password. */
class SignDialog extends AskDialog {

    /**
     * @param name the printed name of who signs
     * @param sign signs; tells when the password was wrong, and the dialog stays
     */
    SignDialog(OpenCasebook open, String name, Words words, 
            BiFunction<SignatureMeaning, String, Optional<LifeResult.WrongPassword>> sign) {
        super(words, words.of("sign.title", open.number()), "500px");
        RadioButtonGroup<SignatureMeaning> meaning = choices("sign_meaning", words.of("sign.meaning"),
                List.of(SignatureMeaning.values()), each -> words.of("meaning." + each));
        meaning.setValue(SignatureMeaning.RESPONSIBLE);
        PasswordField password = SecretField.password(words, "sign_password", "sign.password", "current-password");
        add(new Paragraph(words.of("sign.what", open.total().answered(), open.total().missing())),
                new Paragraph(words.of("sign.as", name)), meaning, password);
        ask("sign_confirm", words.of("sign.do"), () -> {
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
        }, password, meaning);
    }
}
