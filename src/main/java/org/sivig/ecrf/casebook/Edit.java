package org.sivig.ecrf.casebook;

import java.util.List;
import org.sivig.ecrf.crf.Answer;

/**
 * One answer to be changed.
 *
 * @param item the export name of the item
 * @param seen the answer that the user saw when they changed it
 * @param sent what the same user had made of it since, without having heard whether that is stored
 * @param next what it shall be
 */
public record Edit(String item, Answer<?> seen, List<Answer<?>> sent, Answer<?> next) {

    public Edit(String item, Answer<?> seen, Answer<?> next) {
        this(item, seen, List.of(), next);
    }

    /** The same, made into another answer. */
    Edit to(Answer<?> other) {
        return new Edit(item, seen, sent, other);
    }

    /** Whether this is the answer that it is to change, or is there already; otherwise somebody else has changed it. */
    boolean expects(Answer<?> found) {
        return found.equals(seen) || found.equals(next) || sent.contains(found);
    }
}
