package org.sivig.ecrf.ui.casebook.field;


/** What a cell asks of the table in which it stands. */
public interface CellHost {

    /** Something about a cell has changed. */
    void touched();

    /** Puts a text into the input of a cell. */
    void push(String name, String text);

    /** Shows the messages of a cell. */
    void putUp(MatrixCell cell);

    /** Takes the messages of a cell away. */
    void takeDown(MatrixCell cell);
}
