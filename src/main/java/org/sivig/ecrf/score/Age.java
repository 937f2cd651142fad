package org.sivig.ecrf.score;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.crf.PartialDate;

/** Age in completed years. */
public final class Age {

    private Age() {
    }

    /**
     * Age in completed years at an event. A partial date is taken at its middle, and the age is then approximate.
     *
     * @return null when a date is missing
     */
    public static @Nullable Quantity at(@Nullable PartialDate birth, @Nullable PartialDate event) {
        if (birth == null || event == null) {
            return null;
        }
        return new Quantity(completedYears(birth.middle(), event.middle()), 0,
                !birth.isComplete() || !event.isComplete());
    }

    /**
     * Completed years from birth to an event: the difference of the years, less one while month and day of the event
     * are before those of birth. Who is born on 29 February has their birthday on 1 March in a common year. Negative
     * when the event is before birth.
     */
    public static int completedYears(LocalDate birth, LocalDate event) {
        int years = event.getYear() - birth.getYear();
        boolean before = event.getMonthValue() < birth.getMonthValue()
                || event.getMonthValue() == birth.getMonthValue() && event.getDayOfMonth() < birth.getDayOfMonth();
        return before ? years - 1 : years;
    }
}
