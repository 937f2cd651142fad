package org.sivig.ecrf.casebook;

import org.sivig.ecrf.crf.Casebook;
import org.sivig.ecrf.study.Section;

/** What stands in the way of saying that a form, or the casebook, is complete, or of locking it. */
public sealed interface Obstacle {

    /** Where it is put right. */
    Section section();

    /** An item is asked and has neither a value nor a reason. */
    record Unanswered(Section section, Casebook.Instance at) implements Obstacle {
    }

    /** A finding says that an answer is impossible. */
    record Error(Section section, KnownFinding finding) implements Obstacle {
    }

    /** A form of the casebook is not complete. */
    record OpenForm(Section section) implements Obstacle {
    }

    /** A query waits for somebody. */
    record PendingQuery(Section section, KnownQuery query) implements Obstacle {
    }
}
