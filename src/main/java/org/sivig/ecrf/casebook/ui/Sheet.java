package org.sivig.ecrf.casebook.ui;

import com.vaadin.flow.component.html.Div;
import java.util.Optional;
import org.sivig.ecrf.casebook.OpenCasebook;

/** The fields of one section on screen. */
abstract class Sheet extends Div {

    /** The field of this export name, if the section has it. */
    abstract Optional<AnswerField> field(String name);

    /** Brings everything on screen up to date. */
    abstract void show(OpenCasebook open);
}
