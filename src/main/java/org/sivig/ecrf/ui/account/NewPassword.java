package org.sivig.ecrf.ui.account;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.textfield.PasswordField;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.account.PasswordRules;
import org.sivig.ecrf.ui.SecretField;
import org.sivig.ecrf.ui.Words;

/** A password that is chosen, typed twice. */
final class NewPassword extends Div {

    private final transient Words words;
    private final PasswordField password;
    private final PasswordField again;

    NewPassword(Words words) {
        this.words = words;
        password = SecretField.password(words, "choose_password", "choose.password", "new-password");
        password.setHelperText(words.of("choose.rules", PasswordRules.LEAST_CHARACTERS));
        again = SecretField.password(words, "choose_again", "choose.again", "new-password");
        addClassName("admin-fields");
        add(password, again);
    }

    void focus() {
        password.focus();
    }

    /** What was chosen; null when the two differ, which is said. */
    @Nullable String chosen() {
        password.setInvalid(false);
        again.setInvalid(false);
        if (password.getValue().equals(again.getValue())) {
            return password.getValue();
        }
        again.setErrorMessage(words.of("choose.differs"));
        again.setInvalid(true);
        again.focus();
        return null;
    }

    void refuse(String why) {
        password.setErrorMessage(why);
        password.setInvalid(true);
        password.focus();
    }
}
