package org.sivig.ecrf.ui;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;

/** Asks whether something is to be done, and nothing else. One begins at what does it, unless that cannot be taken back; Escape gives it up. */
public final class Confirmation extends ConfirmDialog {

    private final Button cancel;
    private final Button done;

    /**
     * @param text what it comes to
     * @param id   of the button that does it
     */
    public Confirmation(Words words, String title, String text, String id, String confirm, Runnable act) {
        cancel = new Button(words.of("dialog.cancel"));
        setHeader(title);
        setText(text);
        setWidth("440px");
        setCancelable(true);
        setCancelButton(cancel);
        done = new Button(confirm);
        done.setId(id);
        done.addThemeVariants(ButtonVariant.PRIMARY);
        setConfirmButton(done);
        addConfirmListener(confirmed -> act.run());
        AskDialog.begin(done);
    }

    /** Says that it cannot be taken back: one begins at what gives it up, so that Enter alone does not do it. */
    public Confirmation irrevocable() {
        done.getElement().removeAttribute(AskDialog.FIRST);
        AskDialog.begin(cancel);
        return this;
    }
}
