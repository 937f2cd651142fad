package org.sivig.ecrf.ui.sample;

import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.sivig.ecrf.casebook.Edit;
import org.sivig.ecrf.crf.Answer;
import org.sivig.ecrf.crf.Casebook;
import org.sivig.ecrf.crf.MissingReason;
import org.sivig.ecrf.ui.AnswerField;
import org.sivig.ecrf.ui.ItemField;
import org.sivig.ecrf.ui.Words;

/**
 * An item outside its casebook: it reads what is typed as the form does, and nothing is stored. The missing reasons
 * stand below it.
 */
public class ReadingField extends Div {

    private final ItemField field;
    private final Map<MissingReason, NativeButton> reasons = new LinkedHashMap<>();
    private Answer<?> answer = Answer.blank();
    private final transient Runnable answered;
    private boolean refused;

    /** @param answered is told of each answer that was typed or chosen */
    public ReadingField(Casebook.Instance at, Words words, Runnable answered) {
        this.answered = answered;
        addClassName("reading");
        field = new ItemField(at.item(), at.exportName(), words.label(at), words, new Reader());
        field.getElement().removeAttribute("data-item"); // the keys of a form are for the page of a casebook
        field.setVisible(true);
        field.listen();
        field.show(answer);
        Div below = new Div();
        below.addClassName("reading-reasons");
        below.getElement().setAttribute("role", "group").setAttribute("aria-label", words.of("reasons.menu"));
        for (MissingReason reason : MissingReason.values()) {
            NativeButton button = new NativeButton(reason.code() + " – "
                    + words.of("code.missing_reason." + reason.code()), click -> field.give(Answer.missing(reason)));
            button.addClassName("tool");
            reasons.put(reason, button);
            below.add(button);
        }
        NativeButton clear = new NativeButton(words.of("reasons.clear"), click -> field.give(Answer.blank()));
        clear.addClassName("tool");
        below.add(clear);
        add(field, below);
    }

    /** What was read; blank while there is nothing, and while what was typed cannot be held. */
    public Answer<?> answer() {
        return refused ? Answer.blank() : answer;
    }

    /** Whether what was typed cannot be held; then the field says why. */
    public boolean isRefused() {
        return refused;
    }

    /** Makes Enter in it as good as a button. */
    public void enterIs(Button button) {
        button.addClickShortcut(Key.ENTER).listenOn(field).setResetFocusOnActiveElement(true);
    }

    /** Puts the cursor into it. */
    public void focus() {
        field.getElement().executeJs("requestAnimationFrame(() => { const first ="
                + " this.querySelector('input, textarea'); if (first) first.focus(); })");
    }

    private final class Reader implements AnswerField.Listener {

        @Override
        public void answered(AnswerField from, List<Edit> edits, String typed) {
            refused = false;
            answer = edits.getFirst().next();
            from.show(answer);
            reasons.forEach((reason, button) -> button.getElement().setAttribute("aria-pressed",
                    String.valueOf(reason == answer.missing())));
            answered.run();
        }

        @Override
        public void refused(AnswerField from) {
            refused = true;
        }

        @Override
        public void reasonsAsked(AnswerField from, String at) {
            reasons.values().iterator().next().focus();
        }
    }
}
