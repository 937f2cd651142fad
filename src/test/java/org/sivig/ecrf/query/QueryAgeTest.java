package org.sivig.ecrf.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.sivig.ecrf.study.Study;

class QueryAgeTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 27);

    @Test
    void daysAreThoseOfTheCalendarInTheZoneOfTheStudy() {
        assertThat(QueryAge.inDays(Instant.parse("2026-11-26T23:30:00Z"), TODAY)).as("half past midnight in Paris").isZero();
        assertThat(QueryAge.inDays(Instant.parse("2026-11-26T22:30:00Z"), TODAY)).as("half an hour earlier").isOne();
    }

    @Test
    void everyAgeThatIsShownIsOfOneOfTheAgesThatAreCounted() {
        for (int ago = 0; ago < 40; ago++) {
            LocalDate opened = TODAY.minusDays(ago);
            QueryAge expected = ago <= 7 ? QueryAge.WEEK : ago <= 30 ? QueryAge.MONTH : QueryAge.OLDER;
            assertThat(QueryAge.inDays(opened.atTime(23, 59).atZone(Study.ZONE).toInstant(), TODAY)).isEqualTo(ago);
            for (QueryAge age : QueryAge.values()) {
                LocalDate from = age.days(TODAY).from();
                LocalDate to = age.days(TODAY).to();
                boolean counted = (from == null || !opened.isBefore(from)) && (to == null || !opened.isAfter(to));
                assertThat(counted).as("%d days, %s", ago, age).isEqualTo(age == expected);
            }
        }
    }
}
