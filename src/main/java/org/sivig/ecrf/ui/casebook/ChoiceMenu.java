package org.sivig.ecrf.ui.casebook;

import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.popover.Popover;
import java.util.Map;
import org.sivig.ecrf.crf.Answer;
import org.sivig.ecrf.crf.MissingReason;
import org.sivig.ecrf.guide.Keys;
import org.sivig.ecrf.study.life.QueryStep;
import org.sivig.ecrf.ui.AnswerField;
import org.sivig.ecrf.ui.AskDialog;
import org.sivig.ecrf.ui.Words;

/** The menu of a page, under the button that asks for it, which is known by its id: the missing reasons of an item, or rows to choose from. */
class ChoiceMenu extends Popover {

    private final Words words;

    ChoiceMenu(Words words) {
        this.words = words;
        setOpenOnClick(false);
        addClassName("reasons-menu");
        setRole("menu");
        setAutofocus(true);
    }

    /** @param note asks for a note */
    void reasons(AnswerField field, String at, Runnable note) {
        removeAll();
        for (MissingReason reason : MissingReason.values()) {
            add(choice(reason.code() + " – " + words.of("code.missing_reason." + reason.code()),
                    words.key(Keys.of(reason)), () -> field.give(Answer.missing(reason))));
        }
        add(choice(words.of("reasons.clear"), words.key(Keys.CLEAR), () -> field.give(Answer.blank())));
        NativeButton query = choice(words.of("query.make." + QueryStep.NOTE), words.key(Keys.NOTE), note);
        AskDialog.opens(query);
        add(query);
        open(words.of("reasons.menu"), at);
    }

    void choices(String title, String at, Map<String, Runnable> choices) {
        removeAll();
        choices.forEach((text, act) -> {
            NativeButton choice = choice(text, "", act);
            choice.addClassName("saves");
            add(choice);
        });
        open(title, at);
    }

    private void open(String title, String at) {
        setAriaLabel(title);
        getElement().executeJs("this.target = document.getElementById($0)", at);
        open();
    }

    private NativeButton choice(String text, String key, Runnable act) {
        NativeButton button = new NativeButton(text, click -> {
            close();
            act.run();
        });
        button.getElement().setAttribute("role", "menuitem");
        Span shortcut = new Span(key);
        shortcut.addClassName("key");
        button.add(shortcut);
        return button;
    }
}
