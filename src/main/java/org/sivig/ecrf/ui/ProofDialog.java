package org.sivig.ecrf.ui;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.TextFieldBase;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.account.Factor;
import org.sivig.ecrf.account.PasskeyRequest;
import org.sivig.ecrf.account.ProviderQuestion;
import org.sivig.ecrf.account.Passkeys;

/**
 * Asks who it is before something is done that is theirs alone to do: for a code or a passkey, or the password where there is
 * neither.
 */
public final class ProofDialog extends AskDialog {

    private transient Runnable then = () -> {
    };

    /**
     * @param title what is to be done
     * @param asked what is asked
     * @param act   does it with what was typed; gives why it could not be done, null when it was
     */
    public ProofDialog(Words words, String title, Factor asked, Function<String, @Nullable String> act) {
        super(words, title, "460px");
        add(new Paragraph(words.of("proof." + asked)));
        if (asked == Factor.PASSKEY || asked == Factor.PROVIDER) {
            trouble();
            getFooter().add(new Button(words.of("dialog.cancel"), click -> close()));
            return;
        }
        TextFieldBase<?, String> typed = asked == Factor.CODE ? SecretField.code(words, "proof_code", "second.code")
                : SecretField.password(words, "proof_password", "account.password.present", "current-password");
        if (asked == Factor.CODE) {
            typed.setHelperText(words.of("second.code.help"));
        }
        add(typed);
        ask("proof_do", words.of("proof.do"), () -> {
            String refused = act.apply(typed.getValue());
            if (refused == null) {
                done();
                return;
            }
            typed.setErrorMessage(refused);
            typed.setInvalid(true);
            typed.clear();
            typed.focus();
        }, typed);
    }

    private void done() {
        close();
        then.run();
    }

    /** A passkey does as well, or alone. */
    ProofDialog orBy(Passkeys passkeys, Taking taking) {
        Button button = PasskeyBrowser.button(words(), "proof_passkey", passkeys, (request, answer) -> {
            taking.take(request, answer);
            done();
        }, this::end);
        button.addThemeVariants(ButtonVariant.PRIMARY);
        add(button);
        begin(button);
        return this;
    }

    /** To show it to the provider does as well, or alone. */
    ProofDialog orBy(String provider, Supplier<ProviderQuestion> ask, Consumer<ProviderQuestion> taking) {
        Button button = ProviderBrowser.button(words(), "proof_provider", provider, ask, question -> {
            taking.accept(question);
            done();
        }, this::end);
        add(button);
        begin(button);
        return this;
    }

    /** Takes what the browser has answered. */
    interface Taking {
        void take(PasskeyRequest request, String answer);
    }

    /** What is done when it was shown and this is closed. */
    ProofDialog then(Runnable act) {
        then = act;
        return this;
    }
}
