package org.sivig.ecrf.ui;

import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.TextFieldBase;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Asks who it is before something is done that is theirs alone to do: for a code, or the password where there is none. */
public final class ProofDialog extends AskDialog {

    private transient Runnable then = () -> {
    };

    /**
     * @param title  what is to be done
     * @param isCode whether a code is asked
     * @param act    does it with what was typed; gives why it could not be done, null when it was
     */
    public ProofDialog(Words words, String title, boolean isCode, Function<String, @Nullable String> act) {
        super(words, title, "460px");
        TextFieldBase<?, String> typed = isCode ? SecretField.code(words, "proof_code", "second.code")
                : SecretField.password(words, "proof_password", "account.password.present", "current-password");
        add(new Paragraph(words.of(isCode ? "proof.code" : "proof.password")), typed);
        ask("proof_do", words.of("proof.do"), () -> {
            String refused = act.apply(typed.getValue());
            if (refused == null) {
                close();
                then.run();
                return;
            }
            typed.setErrorMessage(refused);
            typed.setInvalid(true);
            typed.clear();
            typed.focus();
        }, typed);
    }

    /** What is done when it was shown and this is closed. */
    void then(Runnable act) {
        then = act;
    }
}
