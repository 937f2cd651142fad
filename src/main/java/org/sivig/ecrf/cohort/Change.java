package org.sivig.ecrf.cohort;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.crf.Item;
import org.sivig.ecrf.data.DataColumn;
import org.sivig.ecrf.score.ChangeFromBaseline;
import org.sivig.ecrf.score.ChangeFromBaseline.Measurement;
import org.sivig.ecrf.study.Visit;
import org.sivig.ecrf.study.VisitForm;

/** The change of a number from M0 to a visit, of patient after patient. */
final class Change {

    /** Where a measurement and what is said of it stand. */
    private record Place(DataColumn value, @Nullable DataColumn comparator, @Nullable DataColumn assay) {

        static Place of(Item<Visit, ?> item, String visit) {
            return new Place(Columns.of(item, visit), Columns.comparator(item, visit),
                    item == VisitForm.BNP ? Columns.of(VisitForm.BNP_TYPE, visit) : null);
        }

        Measurement measured(Member member) {
            return new Measurement((Number) member.value(value), comparator != null && member.value(comparator) != null,
                    assay == null ? null : Objects.toString(member.value(assay), null));
        }
    }

    private final int decimals;
    private final Place then;
    private final Place now;

    Change(Item<Visit, ?> item, String visit) {
        decimals = item.decimals();
        then = Place.of(item, Columns.M0);
        now = Place.of(item, visit);
    }

    /** @return null where there is none */
    @Nullable ChangeFromBaseline of(Member member) {
        return ChangeFromBaseline.of(then.measured(member), now.measured(member), decimals);
    }
}
