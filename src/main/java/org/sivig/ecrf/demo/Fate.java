package org.sivig.ecrf.demo;

import java.time.LocalDate;
import java.util.List;

/**
 * Until when a fictitious patient was followed, and what happened then.
 *
 * @param lastNews the day of the last news; of death, if dead
 */
record Fate(End end, LocalDate lastNews) {

    enum End {
        FOLLOWED, LOST, DEAD
    }

    /** The day on which the charts were read. */
    static final LocalDate READ = LocalDate.of(2016, 9, 30);

    static Fate of(LocalDate firstInfusion, Chance chance) {
        End end = chance.oneOf(List.of(End.FOLLOWED, End.LOST, End.DEAD), 87, 8, 5);
        LocalDate lastNews = switch (end) {
            case FOLLOWED -> chance.day(firstInfusion.plusMonths(26), firstInfusion.plusMonths(80));
            case LOST -> chance.day(firstInfusion.plusMonths(5), firstInfusion.plusMonths(17));
            case DEAD -> chance.day(firstInfusion.plusMonths(5), firstInfusion.plusMonths(30));
        };
        return lastNews.isBefore(READ) ? new Fate(end, lastNews) : new Fate(End.FOLLOWED, READ.minusDays(
                chance.number(1, 45)));
    }
}
