package org.sivig.ecrf.casebook.ui;

import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.component.textfield.TextField;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Tells what an act concerns, asks for its reason, and does it. */
class ReasonDialog<R> extends Dialog {

    private final TextField text = new TextField();

    /**
     * @param act  does it for a reason and what was added to it in words; gives null, or says why nothing was done, and
     *             the dialog stays
     * @param item the item to go back to
     */
    ReasonDialog(Words words, String title, String count, R[] reasons, Function<R, String> label, String confirm,
            BiFunction<R, String, @Nullable String> act, String item) {
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
        Button done = new Button(confirm, click -> {
            String refused = act.apply(choice.getValue(), text.getValue().strip());
            if (refused == null) {
                close();
            } else {
                trouble.setText(refused);
                trouble.setVisible(true);
            }
        });
        done.setId("dialog_confirm");
        done.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        done.addClickShortcut(Key.ENTER);
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
