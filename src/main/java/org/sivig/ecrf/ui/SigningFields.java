package org.sivig.ecrf.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.textfield.PasswordField;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.di.Instantiator;
import java.time.Instant;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.account.Passkeys;
import org.sivig.ecrf.account.Proof;
import org.sivig.ecrf.account.SignatureProof;
import org.sivig.ecrf.account.Signer;

/** Where who signs shows that it is they: the password, with the user name at the first signature of a session, or a passkey. */
public final class SigningFields extends Div {

    private final transient Words words;
    private final TextField username;
    private final PasswordField password;
    private final boolean isFirst;
    private final transient Consumer<SignatureProof> sign;

    /**
     * @param id   of the password
     * @param sign signs, by what was typed or by a passkey, where the viewer has one
     */
    public SigningFields(Words words, String id, Consumer<SignatureProof> sign) {
        this.words = words;
        this.sign = sign;
        Instantiator beans = Instantiator.get(UI.getCurrent());
        isFirst = beans.getOrCreate(Signer.class).asksUsername();
        username = new TextField(words.of("sign.username"));
        username.setId(id.replace("password", "username"));
        username.setHelperText(words.of("sign.username.help"));
        username.setWidthFull();
        username.setManualValidation(true);
        username.getElement().setAttribute("autocomplete", "off").setAttribute("autocapitalize", "none");
        password = SecretField.password(words, id, "sign.password", "current-password");
        addClassName("signing-fields");
        if (isFirst) {
            add(username);
        }
        add(password);
        Signer signer = beans.getOrCreate(Signer.class);
        if (!signer.asksPassword()) {
            username.setVisible(false);
            password.setVisible(false);
        }
        String provider = signer.provider();
        if (provider != null) {
            add(ProviderBrowser.button(words, id.replace("password", "provider"), provider, signer::question,
                    question -> sign.accept(new SignatureProof.Provider(question)), this::refuse));
        }
        if (beans.getOrCreate(Proof.class).isByPasskey()) {
            Button passkey = PasskeyBrowser.button(words, id.replace("password", "passkey"), beans.getOrCreate(Passkeys.class),
                    (request, answer) -> sign.accept(new SignatureProof.Passkey(request, answer)), this::refuse);
            add(passkey);
        }
    }

    /** What one begins with. */
    public Component first() {
        return isFirst ? username : password;
    }

    public Component password() {
        return password;
    }

    /** Each field that is filled in, once. */
    public Component[] fields() {
        return isFirst ? new Component[] {username, password} : new Component[] {password};
    }

    /** Signs by what was typed; says what is missing where nothing was, which is no wrong password. */
    public void sign() {
        boolean unnamed = isFirst && username.getValue().isBlank();
        username.setInvalid(unnamed);
        username.setErrorMessage(unnamed ? words.of("sign.empty") : "");
        if (password.isVisible() && password.isEmpty()) {
            refuse(words.of("sign.empty"));
            (unnamed ? username : password).focus();
        } else if (password.isVisible() && unnamed) {
            username.focus();
        } else {
            sign.accept(new SignatureProof.Typed(username.getValue(), password.getValue()));
        }
    }

    /** Says that it was not right. */
    public void refuse(@Nullable Instant until) {
        password.clear();
        refuse(until != null ? words.of("sign.paused", Words.time(until)) : words.of(isFirst ? "sign.wrong.either" : "sign.wrong"));
        password.focus();
    }

    private void refuse(String why) {
        if (!password.isVisible()) {
            AnswerField.tell(why);
            return;
        }
        password.setErrorMessage(why);
        password.setInvalid(true);
    }
}
