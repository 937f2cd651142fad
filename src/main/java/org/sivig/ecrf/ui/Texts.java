package org.sivig.ecrf.ui;

import com.vaadin.flow.component.HasElement;
import com.vaadin.flow.dom.Element;

/** Shows texts that are shown again and again: an element takes its text away and puts it back, even for the same. */
public final class Texts {

    private Texts() {
    }

    public static void show(HasElement in, String text) {
        show(in.getElement(), text);
    }

    public static void show(Element in, String text) {
        if (!in.getText().equals(text)) {
            in.setText(text);
        }
    }
}
