package org.sivig.ecrf.casebook;

import java.util.List;
import org.sivig.ecrf.crf.Casebook;
import org.sivig.ecrf.study.Section;
import org.sivig.ecrf.study.Study;

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

    /** The queries that wait, of these. */
    static List<Obstacle> pending(List<KnownQuery> queries) {
        return queries.stream().filter(KnownQuery::isPending).<Obstacle>map(query ->
                new PendingQuery(Study.sectionOf(query.at()).orElseThrow(), query)).toList();
    }
}
