package org.sivig.ecrf.ui.casebook;

import com.vaadin.flow.component.html.Span;
import org.sivig.ecrf.crf.Completeness;

/** How much of a section is answered, as a ring that fills. */
class Ring extends Span {

    Ring() {
        addClassName("ring");
        getElement().setAttribute("aria-hidden", "true");
        show(Completeness.NONE);
    }

    void show(Completeness done) {
        setClassName("full", done.isComplete());
        getStyle().set("--done", done.percent() + "%");
    }
}
