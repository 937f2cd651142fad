package org.sivig.ecrf.ui;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;

/** Asks whether something is to be done, and nothing else. One begins at what does it; Escape gives it up. */
public final class Confirmation extends ConfirmDialog {

    /**
     * @param text what it comes to
     * @param id   of the button that does it
     */
    public Confirmation(Words words, String title, String text, String id, String confirm, Runnable act) {
        setHeader(title);
        setText(text);
        setWidth("440px");
        setCancelable(true);
        setCancelText(words.of("dialog.cancel"));
        Button done = new Button(confirm);
        done.setId(id);
        done.addThemeVariants(ButtonVariant.PRIMARY);
        setConfirmButton(done);
        addConfirmListener(confirmed -> act.run());
        AskDialog.begin(done);
    }
}
