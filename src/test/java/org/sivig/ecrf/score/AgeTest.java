package org.sivig.ecrf.score;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sivig.ecrf.crf.PartialDate;

class AgeTest {

    @ParameterizedTest
    @CsvSource({
        "1950-05-10, 2008-05-09, 57, false",
        "1950-05-10, 2008-05-10, 58, false",
        "1960-02-29, 2009-02-28, 48, false",
        "1960-02-29, 2009-03-01, 49, false",
        "1960-02-29, 2012-02-28, 51, false",
        "1960-02-29, 2012-02-29, 52, false",
        "1950-05-15, 2008-05, 58, true",
        "1950-05-16, 2008-05, 57, true",
        "1950-07-01, 2008, 58, true",
        "1950-07-02, 2008, 57, true",
        "2010-05-10, 2010-05-09, -1, false"})
    void countsCompletedYears(String birth, String event, int years, boolean approximate) {
        assertThat(Age.at(PartialDate.parse(birth), PartialDate.parse(event)))
                .isEqualTo(new Quantity(years, 0, approximate));
    }

    @Test
    void isMissingWithoutADate() {
        PartialDate date = PartialDate.of(1950);
        assertThat(Age.at(null, date)).isNull();
        assertThat(Age.at(date, null)).isNull();
    }
}
