package org.sivig.ecrf.ui.casebook;

import com.vaadin.flow.component.html.Div;
import java.util.List;
import java.util.Optional;
import org.sivig.ecrf.casebook.OpenCasebook;
import org.sivig.ecrf.ui.AnswerField;
import org.sivig.ecrf.ui.casebook.field.FieldNotes;

/** The fields of one section on screen. */
abstract class Sheet extends Div {

    /** Receives what the user does in the fields and beside them. */
    interface Listener extends AnswerField.Listener, FieldNotes.Listener {
    }

    abstract List<? extends AnswerField> fields();

    /** The field of this export name, if the section has it. */
    abstract Optional<AnswerField> field(String name);

    /** The field of this export name, in a row that is put up for it where the section may have one. */
    Optional<AnswerField> reach(String name) {
        return field(name);
    }

    /** The fields of the row in which this one stands. */
    List<AnswerField> row(AnswerField field) {
        return List.of(field);
    }

    /** Says that the answer in a field has changed since the moment that is shown. */
    abstract void changedSince(String name, String text);

    /** The id of the button that asks for the history of a field. */
    abstract String historyButton(AnswerField field);

    /** Keeps the row of this field on screen, whether it holds an answer or not. */
    void keepRow(AnswerField field) {
        // Rows come and go in some sections only.
    }

    /** Takes the row of these fields off the screen as soon as it holds nothing. */
    void letGo(List<? extends AnswerField> row) {
        // As above.
    }

    /** Brings everything on screen up to date. */
    abstract void show(OpenCasebook open);
}
