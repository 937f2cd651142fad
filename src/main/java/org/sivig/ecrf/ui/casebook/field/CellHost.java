package org.sivig.ecrf.ui.casebook.field;

import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.crf.Casebook;
import org.sivig.ecrf.study.Visit;

/** What a cell asks of the table in which it stands. */
public interface CellHost {

    /** What was probably meant, where a value looks as if it were of another unit or assay. */
    AnswerField.@Nullable Proposal otherUnit(MatrixCell cell, Visit visit, Casebook casebook);

    /** Puts a text into the input of a cell. */
    void push(String name, String text);

    /** Shows the messages of a cell. */
    void putUp(MatrixCell cell);

    /** Takes the messages of a cell away. */
    void takeDown(MatrixCell cell);
}
