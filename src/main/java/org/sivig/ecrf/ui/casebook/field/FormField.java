package org.sivig.ecrf.ui.casebook.field;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.NativeButton;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.crf.Item;
import org.sivig.ecrf.guide.Keys;
import org.sivig.ecrf.study.life.QueryStep;
import org.sivig.ecrf.ui.ItemField;
import org.sivig.ecrf.ui.Words;

/** An item on a line of a form: beside its input stand the buttons for its history and, for who may ask, for a query. */
public class FormField extends ItemField {

    private @Nullable QueryStep asks;

    /** @param name the export name: the id of the input */
    public FormField(Item<?, ?> item, String name, String label, Words words, Listener listener) {
        super(item, name, label, words, listener);
    }

    /** Puts a button beside it to raise a query. */
    public void setAsks(@Nullable QueryStep asks) {
        this.asks = asks;
    }

    /** The id of its button for the history. */
    public String historyButton() {
        return name() + "-history";
    }

    @Override
    protected List<Component> buttons() {
        NativeButton history = new NativeButton();
        history.setId(historyButton());
        history.addClassName("history");
        history.getElement().setAttribute("data-history", true)
                .setAttribute("title", words().of("history.key", words().key(Keys.HISTORY)))
                .setAttribute("tabindex", "-1");
        history.setAriaLabel(words().of("history.of", label()));
        if (asks == null) {
            return List.of(history);
        }
        NativeButton ask = new NativeButton("?");
        ask.addClassName("ask");
        ask.getElement().setAttribute("title", words().of("query.key", words().of("query.make." + asks), words().key(Keys.QUERY)));
        ask.setAriaLabel(words().of("query.of", words().of("query.make." + asks), label()));
        ask.getElement().setAttribute("aria-haspopup", "dialog").setAttribute("tabindex", "-1");
        return List.of(history, ask);
    }
}
