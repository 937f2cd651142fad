package org.sivig.ecrf.ui.casebook.field;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.NativeButton;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.crf.Item;
import org.sivig.ecrf.guide.Keys;
import org.sivig.ecrf.study.life.QueryStep;
import org.sivig.ecrf.ui.AskDialog;
import org.sivig.ecrf.ui.ItemField;
import org.sivig.ecrf.ui.Words;

/** An item on a line of a form: beside its input stand the buttons for its history and, for who may ask, for a query. */
public class FormField extends ItemField {

    private final FieldNotes.Listener acts;
    private final NativeButton history = new NativeButton();
    private @Nullable QueryStep asks;

    /** @param name the export name: the id of the input */
    public FormField(Item<?, ?> item, String name, String label, Words words, Listener listener,
            FieldNotes.Listener acts) {
        super(item, name, label, words, listener);
        this.acts = acts;
    }

    /** Puts a button beside it to raise a query. */
    public void setAsks(@Nullable QueryStep asks) {
        this.asks = asks;
    }

    /** The browser knows what to do with it. */
    public NativeButton historyButton() {
        return history;
    }

    @Override
    protected List<Component> tools() {
        history.addClassName("history");
        history.getElement().setAttribute("data-history", true)
                .setAttribute("title", words().of("history.key", words().key(Keys.HISTORY)))
                .setAttribute("tabindex", isEditable() ? "-1" : "0");
        history.setAriaLabel(words().of("history.of", label()));
        if (asks == null) {
            return List.of(history);
        }
        NativeButton ask = new NativeButton("?", click -> acts.queryAsked(this, ""));
        ask.addClassName("ask");
        ask.getElement().setAttribute("title", words().of("query.key", words().of("query.make." + asks), words().key(Keys.QUERY)));
        ask.setAriaLabel(words().of("query.of", words().of("query.make." + asks), label()));
        AskDialog.opens(ask);
        return List.of(history, ask);
    }
}
