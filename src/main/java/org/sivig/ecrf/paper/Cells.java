package org.sivig.ecrf.paper;

import org.sivig.ecrf.crf.Casebook;
import org.sivig.ecrf.crf.Condition;
import org.sivig.ecrf.crf.Item;

/** What stands where an item is answered. */
interface Cells {

    /** The answer of an item, with its options and its unit. */
    void answer(Html html, Casebook.Instance at);

    /** The same in a table of visits, where options are explained beside. */
    void cell(Html html, Casebook.Instance at);

    /** Whether the form tells what is meant by the options of a table, and when an item is asked. */
    boolean explains();

    /** Whether the item stands on it at all: whether it is asked in this row after some answers. */
    default boolean shows(Casebook.Instance at) {
        return mayHold(at.item().asked().within(at.row()), at);
    }

    private static boolean mayHold(Condition condition, Casebook.Instance at) {
        return switch (condition) {
            case Condition.And and -> and.parts().stream().allMatch(part -> mayHold(part, at));
            case Condition.Or or -> or.parts().stream().anyMatch(part -> mayHold(part, at));
            case Condition.Has has -> mayBeAsked(has.item(), at);
            case Condition.Filled filled -> mayBeAsked(filled.item(), at);
            case Condition.Not _, Condition.Key _ -> true;
        };
    }

    private static boolean mayBeAsked(Item<?, ?> gate, Casebook.Instance at) {
        return !at.form().items().contains(gate) || mayHold(gate.asked().within(at.row()), at);
    }
}
