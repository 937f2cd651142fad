package org.sivig.ecrf.casebook.ui;

import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.component.textfield.TextField;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.crf.TypedText;

/** Tells what an act concerns, asks for its reason, and does it. */
class ReasonDialog<R> extends Dialog {

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
        setHeaderTitle(title);
        RadioButtonGroup<R> choice = new RadioButtonGroup<>(words.of("dialog.reason"));
        choice.setItems(reasons);
        choice.setItemLabelGenerator(label::apply);
        choice.setValue(reasons[0]);
        choice.addClassName("stacked");
        choice.setId("dialog_reason");
        Paragraph trouble = new Paragraph();
        trouble.addClassNames("note", "err");
        trouble.getElement().setAttribute("role", "alert");
        trouble.setVisible(false);
        text.setLabel(words.of("dialog.text"));
        text.setId("dialog_text");
        text.setWidthFull();
        text.setVisible(false);
        add(new Paragraph(count), choice, text, trouble);
        Button cancel = new Button(words.of("dialog.cancel"), click -> close());
        Button done = new Button(confirm, click -> act.perform(choice.getValue(), TypedText.lines(text.getValue()), refused -> {
            if (refused == null) {
                close();
            } else {
                trouble.setText(refused);
                trouble.setVisible(true);
            }
        }));
        done.setId("dialog_confirm");
        done.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        done.addClickShortcut(Key.ENTER).listenOn(choice, text);
        getFooter().add(cancel, done);
        setWidth("440px");
        addOpenedChangeListener(change -> {
            if (change.isOpened()) {
                choice.getElement().executeJs("requestAnimationFrame(() => this.querySelector('input').focus())");
            } else {
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
