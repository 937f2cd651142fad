package org.sivig.ecrf.score;

import org.jspecify.annotations.Nullable;

/** How many infusions a monthly course counts if none was left out: one at its start and one after each month. */
public final class ExpectedInfusions {

    private ExpectedInfusions() {
    }

    /**
     * The whole months of the course, rounded half up, and one more.
     *
     * @param monthly whether the infusions were monthly; of no other course is a number expected
     * @param months  the duration of the course in months
     * @return null when the course is not known to be monthly, or its duration is missing or negative
     */
    public static @Nullable Quantity of(boolean monthly, @Nullable Quantity months) {
        if (!monthly || months == null || Rounding.isLess(months.raw(), 0)) {
            return null;
        }
        return new Quantity(Rounding.round(months.raw(), 0).intValueExact() + 1, 0, months.approximate());
    }
}
