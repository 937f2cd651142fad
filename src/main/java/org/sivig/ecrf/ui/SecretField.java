package org.sivig.ecrf.ui;

import com.vaadin.flow.component.textfield.PasswordField;
import com.vaadin.flow.component.textfield.TextField;

/** Fields in which one shows who one is. */
public final class SecretField {

    private SecretField() {
    }

    /** @param autocomplete which password it is, for what keeps them */
    public static PasswordField password(Words words, String id, String label, String autocomplete) {
        PasswordField field = new PasswordField(words.of(label));
        field.setId(id);
        field.setWidthFull();
        field.setManualValidation(true);
        field.getElement().setAttribute("autocomplete", autocomplete);
        field.getElement().executeJs("this.i18n = { reveal: $0 }", words.of("login.reveal"));
        return field;
    }

    /** A code of an authenticator, which is good once and shown as it is typed. */
    public static TextField code(Words words, String id, String label) {
        TextField field = new TextField(words.of(label));
        field.setId(id);
        field.setWidthFull();
        field.setManualValidation(true);
        field.getElement().setAttribute("autocomplete", "one-time-code").setAttribute("autocapitalize", "none");
        return field;
    }
}
