package org.sivig.ecrf.ui.account;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HasValue;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.TextField;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.ui.AskDialog;
import org.sivig.ecrf.ui.Proven;
import org.sivig.ecrf.ui.Words;

/** What an account or a site is, to be filled in, and what else can be done with it. */
final class EditDialog extends AskDialog {

    private static final int MOST_REASON = 500;

    private final Div acts = new Div();

    EditDialog(Words words, String title) {
        super(words, title, "520px");
        acts.addClassName("admin-acts");
    }

    /**
     * @param id   of the button that saves
     * @param save gives why it could not be saved, null when it was
     */
    void fields(String id, Function<EditDialog, @Nullable String> save, Component first, Component... others) {
        fields(id, words().of("admin.save"), save, first, others);
    }

    private void fields(String id, String label, Function<EditDialog, @Nullable String> save, Component first, Component... others) {
        Div fields = new Div(first);
        fields.add(others);
        fields.addClassName("admin-fields");
        add(fields, acts);
        ask(id, label, () -> Proven.then(() -> end(save.apply(this))), first, others);
    }

    /** Shows fields that are not changed here. */
    void shows(Component... fields) {
        Div shown = new Div(fields);
        shown.addClassName("admin-fields");
        Stream.of(fields).forEach(field -> ((HasValue<?, ?>) field).setReadOnly(true));
        Button close = new Button(words().of("close"), click -> close());
        add(shown);
        getFooter().add(close);
        begin(close);
    }

    /** Says beforehand what will not be done, and who does it. */
    void note(String text) {
        Paragraph note = new Paragraph(text);
        note.addClassNames("note", "info");
        addComponentAsFirst(note);
    }

    /** What is done at once. */
    void act(String id, String text, Runnable act) {
        Button button = new Button(text, click -> act.run());
        button.setId(id);
        acts.add(button);
    }

    /** What is done for a reason, which is asked first; gives why it could not be done. */
    void act(String id, String text, String what, BiFunction<EditDialog, String, @Nullable String> act) {
        act(id, text, () -> {
            EditDialog why = new EditDialog(words(), words().of("admin.act.of", text, getHeaderTitle()));
            TextField reason = new TextField(words().of("admin.reason"));
            reason.setId("admin_reason");
            reason.setMaxLength(MOST_REASON);
            reason.setHelperText(what);
            why.fields("admin_confirm", text, asked -> {
                String refused = act.apply(asked, reason.getValue());
                if (refused == null) {
                    close();
                }
                return refused;
            }, reason);
            why.open();
        });
    }
}
