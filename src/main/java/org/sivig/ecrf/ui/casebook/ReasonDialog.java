package org.sivig.ecrf.ui.casebook;

import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.component.textfield.TextField;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.crf.TypedText;
import org.sivig.ecrf.ui.AskDialog;
import org.sivig.ecrf.ui.Words;

/** Tells what an act concerns, asks for its reason, and does it. */
class ReasonDialog<R> extends AskDialog {

    /** What is done for a reason. */
    interface Act<R> {

        /**
         * @param text what was added to the reason in words
         * @param then gets null when it was done, or why nothing was: then the dialog stays
         */
        void perform(R reason, String text, Consumer<@Nullable String> then);
    }

    private final TextField text = new TextField();

    /**
     * @param act  does it
     * @param item the item to go back to
     */
    ReasonDialog(Words words, String title, String count, R[] reasons, Function<R, String> label, String confirm,
            Act<R> act, String item) {
        super(words, title, "440px");
        RadioButtonGroup<R> choice = choices("dialog_reason", words.of("dialog.reason"), List.of(reasons), label);
        text.setLabel(words.of("dialog.text"));
        text.setId("dialog_text");
        text.setWidthFull();
        text.setVisible(false);
        add(new Paragraph(count), choice, text);
        ask("dialog_confirm", confirm, () -> {
            if (isChosen(choice)) {
                act.perform(choice.getValue(), TypedText.lines(text.getValue()), this::end);
            }
        }, choice, text);
        addOpenedChangeListener(change -> {
            if (!change.isOpened()) {
                getElement().executeJs("window.sivig.goTo($0)", item);
            }
        });
    }

    /** Asks for words beside the reason. */
    ReasonDialog<R> withText(int most) {
        text.setVisible(true);
        text.setMaxLength(most);
        return this;
    }
}
