package org.sivig.ecrf.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HasValidation;
import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Asks something before something is done. What is typed before it is there is kept for it; of its choices none is made
 * beforehand, and each has its digit; Enter does it, Escape gives it up.
 */
public abstract class AskDialog extends Dialog {

    /** Marks what one begins with. */
    static final String FIRST = "data-first";

    private final Words words;
    private final Paragraph trouble = new Paragraph();

    protected AskDialog(Words words, String title, String width) {
        this.words = words;
        setHeaderTitle(title);
        setWidth(width);
        addClassName("why");
        trouble.addClassNames("note", "err");
        trouble.getElement().setAttribute("role", "alert");
        trouble.setVisible(false);
    }

    protected Words words() {
        return words;
    }

    /** A list of choices under a heading, none of them made. */
    protected static <T> RadioButtonGroup<T> choices(String id, String label, List<T> options, Function<T, String> words) {
        RadioButtonGroup<T> choices = new RadioButtonGroup<>(label);
        choices.setId(id);
        choices.setManualValidation(true);
        choices.setItems(options);
        choices.setItemLabelGenerator(words::apply);
        choices.addClassName("stacked");
        choices.addValueChangeListener(change -> choices.setInvalid(false));
        Choices.number(choices);
        return choices;
    }

    /** Whether a choice is made; says that it has to be when it is not. */
    protected boolean isChosen(RadioButtonGroup<?> choices) {
        if (choices.isEmpty()) {
            lacks(choices, words.of("dialog.choose"));
        }
        return !choices.isEmpty();
    }

    /** Says at a field what is lacking there, and leads there. */
    public static <F extends Component & HasValidation> void lacks(F field, String what) {
        field.setErrorMessage(what);
        field.setInvalid(true);
        field.getElement().executeJs("window.sivig.ask(this)");
    }

    /**
     * What there is to read and to fill in, and what is done with it.
     *
     * @param first what one begins with; Enter in it, or in another field, is as good as the button
     * @param fields the other fields
     */
    protected void ask(String id, String confirm, Runnable act, Component first, Component... fields) {
        trouble();
        Button cancel = new Button(words.of("dialog.cancel"), click -> close());
        Button done = new Button(confirm, click -> act.run());
        done.setId(id);
        done.addThemeVariants(ButtonVariant.PRIMARY);
        done.addClickShortcut(Key.ENTER).listenOn(Stream.concat(Stream.of(first), Stream.of(fields)).distinct().toArray(Component[]::new));
        getFooter().add(cancel, done);
        begin(first);
    }

    /** Where it is said why it was not done. */
    protected void trouble() {
        add(trouble);
    }

    /** Makes this part of a dialog what one begins with, unless one has gone elsewhere in it before it was all there. */
    public static void begin(Component first) {
        first.getElement().setAttribute(FIRST, true);
    }

    /** Says of a button that it opens a dialog: what is typed after it is for that dialog. Not for secrets: what waits is shown. */
    public static void opens(Component button) {
        button.getElement().setAttribute("aria-haspopup", "dialog").setAttribute("data-asks", true);
    }

    /** Says why it was not done, and stays; closes when it was. */
    protected void end(@Nullable String refused) {
        if (refused == null) {
            close();
        } else {
            trouble.setText(refused);
            trouble.setVisible(true);
        }
    }
}
