package org.sivig.ecrf.demo;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.sivig.ecrf.study.Study;
import org.springframework.context.annotation.Primary;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** The clock of the study; what is done while the demo is filled was done some days ago. */
@Component
@Primary
@Profile("demo")
class DemoClock extends Clock {

    private final ThreadLocal<Duration> back = ThreadLocal.withInitial(() -> Duration.ZERO);

    /** Does something as if it were so many days earlier. */
    void daysAgo(int days, Runnable act) {
        back.set(Duration.ofDays(days));
        try {
            act.run();
        } finally {
            back.remove();
        }
    }

    @Override
    public Instant instant() {
        return Study.CLOCK.instant().minus(back.get());
    }

    @Override
    public ZoneId getZone() {
        return Study.ZONE;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return Clock.offset(Study.CLOCK.withZone(zone), back.get().negated());
    }
}
