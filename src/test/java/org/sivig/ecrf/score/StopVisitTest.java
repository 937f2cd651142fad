package org.sivig.ecrf.score;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.sivig.ecrf.crf.PartialDate;

class StopVisitTest {

    private final SequencedMap<String, PartialDate> visits = new LinkedHashMap<>();

    @Test
    void isTheNearestVisit() {
        visit("M6", "2008-09-10");
        visit("M12", "2009-03-02");
        visit("M18", "2009-09-15");
        assertThat(endingOn("2009-03-10")).isEqualTo(new StopVisit<>("M12", false));
    }

    @Test
    void isMissingWhenNoVisitIsWithin92Days() {
        visit("M12", "2009-03-02");
        visit("M18", "2009-09-15");
        assertThat(endingOn("2009-06-10")).isNull();
        assertThat(endingOn("2009-06-03")).as("93 days after M12").isNull();
        assertThat(endingOn("2009-06-02")).as("92 days after M12").isEqualTo(new StopVisit<>("M12", false));
        assertThat(endingOn("2009-06-15")).as("92 days before M18").isEqualTo(new StopVisit<>("M18", false));
        assertThat(endingOn("2009-06-14")).as("93 days before M18").isNull();
    }

    @Test
    void isTheLaterOfTwoThatAreAsNear() {
        visit("M12", "2009-03-31");
        visit("M18", "2009-06-01");
        assertThat(endingOn("2009-05-01")).isEqualTo(new StopVisit<>("M18", false));
    }

    @Test
    void isApproximateWhenTheEndOrTheDateOfThatVisitIsPartial() {
        visit("M6", "2008-09-10");
        visit("M12", "2009-03");
        assertThat(endingOn("2008-09-01")).isEqualTo(new StopVisit<>("M6", false));
        assertThat(endingOn("2008-09")).isEqualTo(new StopVisit<>("M6", true));
        assertThat(endingOn("2009-06-15")).as("92 days after 15 March").isEqualTo(new StopVisit<>("M12", true));
        assertThat(endingOn("2009-06-16")).isNull();
    }

    @Test
    void isMissingWithoutEndOrVisits() {
        assertThat(endingOn("2009-05-01")).isNull();
        visit("M12", "2009-03-31");
        assertThat(StopVisit.of(null, visits)).isNull();
    }

    private void visit(String name, String date) {
        visits.put(name, PartialDate.parse(date));
    }

    private @Nullable StopVisit<String> endingOn(String end) {
        return StopVisit.of(PartialDate.parse(end), visits);
    }
}
