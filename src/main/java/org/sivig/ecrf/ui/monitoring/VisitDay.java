package org.sivig.ecrf.ui.monitoring;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.study.Study;
import org.sivig.ecrf.ui.DayField;
import org.sivig.ecrf.ui.Words;

/** The day on which a site was visited, today at the latest. */
final class VisitDay extends DayField {

    VisitDay(Words words, String id) {
        super(words, id, words.of("monitoring.day"));
        setErrorMessage(words.of("monitoring.day.bad"));
        setRequiredIndicatorVisible(true);
    }

    static LocalDate today() {
        return LocalDate.now(Study.CLOCK.withZone(Study.ZONE));
    }

    /** What was typed; null when that is no day or one to come. */
    @Nullable LocalDate past() {
        LocalDate typed = day();
        return typed == null || typed.isAfter(today()) ? null : typed;
    }

    /** Whether it is a day that is past; it is said where it is not. */
    boolean isPast() {
        setInvalid(past() == null);
        return !isInvalid();
    }

    /** The same; goes there where it is not. */
    @Override
    public boolean isRead() {
        if (!isPast()) {
            focus();
        }
        return !isInvalid();
    }
}
