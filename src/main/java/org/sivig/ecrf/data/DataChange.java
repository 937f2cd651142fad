package org.sivig.ecrf.data;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.sivig.ecrf.crf.Item;
import org.sivig.ecrf.crf.ItemType;
import org.sivig.ecrf.study.Visit;
import org.sivig.ecrf.study.VisitForm;
import org.sivig.ecrf.study.VisitPlan;

/** The change of a number since M0 in SQL: what {@link org.sivig.ecrf.score.ChangeFromBaseline} computes. */
public final class DataChange {

    /** The row key of M0. */
    public static final String BASELINE = VisitPlan.VISITS.getFirst().visit();

    /** The items of which a change can be taken. */
    static final List<Item<Visit, ?>> ITEMS = VisitForm.FORM.items().stream()
            .filter(item -> item.type() == ItemType.INTEGER || item.type() == ItemType.DECIMAL)
            .<Item<Visit, ?>>map(item -> item).toList();

    private DataChange() {
    }

    /**
     * The difference, or with {@code percent} the same in per cent; null where there is none to take.
     *
     * @param notBaseline holds unless the row is that of M0 itself
     */
    static String of(Item<?, ?> item, boolean percent, String notBaseline, UnaryOperator<String> now,
            UnaryOperator<String> then) {
        String x = now.apply(item.name());
        String x0 = then.apply(item.name());
        List<String> conditions = new ArrayList<>(List.of(notBaseline));
        Item<?, ?> comparator = VisitForm.COMPARATORS.get(item);
        if (comparator != null) {
            conditions.add(now.apply(comparator.name()) + " is null");
            conditions.add(then.apply(comparator.name()) + " is null");
        }
        if (item == VisitForm.BNP) {
            String assay = VisitForm.BNP_TYPE.name();
            conditions.add("coalesce(" + now.apply(assay) + " = " + then.apply(assay) + ", true)");
        }
        String change = "(" + x + " - " + x0 + ")";
        if (percent) {
            conditions.add(x0 + " <> 0");
            // As double precision is rounded: first without its noise, then to show.
            change = "round(round(100 * cast(" + change + " as numeric(30, 15)) / " + x0 + ", 9), 1)";
        }
        return "case when " + String.join(" and ", conditions) + " then " + change + " end";
    }
}
