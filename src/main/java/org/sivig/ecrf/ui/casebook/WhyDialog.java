package org.sivig.ecrf.ui.casebook;

import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.component.textfield.TextField;
import java.util.List;
import java.util.Objects;
import org.sivig.ecrf.audit.Reason;
import org.sivig.ecrf.crf.TypedText;
import org.sivig.ecrf.ui.AskDialog;
import org.sivig.ecrf.ui.Words;

/** Asks why: from a short list and in words, or in words alone. Escape gives it up. */
class WhyDialog extends AskDialog {

    /** Receives what the user decides. */
    interface Listener {

        /**
         * @param reason as it is kept with the audit records
         * @param again  whether it shall count for what comes next too
         */
        void given(String reason, boolean again);

        void givenUp();
    }

    private final Listener listener;
    private final Paragraph what;
    private final RadioButtonGroup<Reason.Code> choice;
    private final TextField text = new TextField();
    private final Checkbox again = new Checkbox();
    private boolean decided;

    /** @param codes to choose from; empty when only words are asked for */
    WhyDialog(Words words, String title, String what, List<Reason.Code> codes, String confirm, Listener listener) {
        super(words, title, "460px");
        this.listener = listener;
        this.what = new Paragraph(what);
        choice = choices("why_code", words.of("dialog.reason"), codes, code -> words.of("audit.reason." + code.key()));
        choice.setVisible(!codes.isEmpty());
        text.setId("why_text");
        text.setLabel(words.of(codes.isEmpty() ? "dialog.reason" : "why.text"));
        text.setManualValidation(true);
        text.setWidthFull();
        again.setId("why_again");
        again.setLabel(words.of("why.again"));
        again.setVisible(!codes.isEmpty());
        add(this.what, choice, text, again);
        ask("why_confirm", confirm, this::decide, codes.isEmpty() ? text : choice, text, again);
        addOpenedChangeListener(change -> {
            if (!change.isOpened() && !decided) {
                listener.givenUp();
            }
        });
    }

    /** Says anew what it is about. */
    void setWhat(String what) {
        this.what.setText(what);
    }

    private void decide() {
        boolean listed = choice.isVisible();
        Reason.Code code = choice.getValue();
        if (listed && !isChosen(choice)) {
            return;
        }
        String typed = TypedText.lines(text.getValue());
        int room = listed ? code.room() : Reason.LENGTH;
        boolean lacks = typed.isEmpty() && (!listed || code == Reason.Code.OTHER);
        if (lacks || typed.length() > room) {
            text.setErrorMessage(lacks ? words().of("why.say") : words().of("problem.TOO_LONG", typed.length(), room));
            text.setInvalid(true);
            text.focus();
            return;
        }
        decided = true;
        close();
        listener.given(listed ? new Reason(Objects.requireNonNull(code), typed).stored() : typed, again.getValue());
    }
}
