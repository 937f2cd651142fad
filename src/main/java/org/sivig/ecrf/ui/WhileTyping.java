package org.sivig.ecrf.ui;

import com.vaadin.flow.data.value.HasValueChangeMode;
import com.vaadin.flow.data.value.ValueChangeMode;

/** Fields that are listened to while somebody types: filters and searches, whose rows come as one goes on. */
public final class WhileTyping {

    /** How long nobody types until it is read, in milliseconds: about as long as from key to key. */
    private static final int PAUSE = 150;

    private WhileTyping() {
    }

    public static void listen(HasValueChangeMode field) {
        field.setValueChangeMode(ValueChangeMode.LAZY);
        field.setValueChangeTimeout(PAUSE);
    }
}
