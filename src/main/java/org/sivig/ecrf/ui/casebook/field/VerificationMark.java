package org.sivig.ecrf.ui.casebook.field;

import com.vaadin.flow.component.HtmlContainer;
import java.util.Locale;
import org.sivig.ecrf.ui.Texts;

/** What stands beside an answer about its verification: a button for who verifies, a sign for the others. */
public class VerificationMark extends HtmlContainer {

    public enum State {
        /** Not verified, nor ever before: only who verifies sees that. */
        OPEN,
        /** The same of what the plan asks for in a casebook of which it does not ask for everything. */
        DUE,
        VERIFIED,
        /** It was verified; then the answer changed. */
        FALLEN
    }

    private final boolean button;

    /** The browser knows what its button does. */
    public VerificationMark(boolean button) {
        super(button ? "button" : "span");
        this.button = button;
        addClassName("sdv-mark");
        if (button) {
            getElement().setAttribute("type", "button").setAttribute("tabindex", "-1");
        } else {
            getElement().setAttribute("role", "img");
        }
    }

    public boolean isButton() {
        return button;
    }

    /** @param said what it means, by whom and when */
    public void show(State state, String text, String said) {
        Texts.show(this, text.isEmpty() ? "SDV" : text + " SDV");
        getElement().setAttribute("data-state", state.name().toLowerCase(Locale.ROOT))
                .setAttribute("title", said).setAttribute("aria-label", said);
        if (button) {
            getElement().setAttribute("aria-pressed", String.valueOf(state == State.VERIFIED));
        }
    }
}
