package org.sivig.ecrf.monitoring;

import java.util.List;
import org.sivig.ecrf.crf.Item;
import org.sivig.ecrf.crf.ItemType;
import org.sivig.ecrf.study.Visit;
import org.sivig.ecrf.study.VisitForm;
import org.sivig.ecrf.study.VisitPlan;

/** The change of a number since M0 in SQL: what {@link org.sivig.ecrf.score.ChangeFromBaseline} computes. */
final class DataChange {

    /** The row key of M0. */
    static final String BASELINE = VisitPlan.VISITS.getFirst().visit();

    /** The items of which a change can be taken. */
    static final List<Item<Visit, ?>> ITEMS = VisitForm.FORM.items().stream()
            .filter(item -> item.type() == ItemType.INTEGER || item.type() == ItemType.DECIMAL)
            .<Item<Visit, ?>>map(item -> item).toList();

    private DataChange() {
    }
}
