package org.sivig.ecrf.casebook;

import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;

/**
 * Looks at every patient again, some minutes after the start and then once a day: findings change without a save when a
 * date that was to come has come, and when the checks themselves do.
 */
@Configuration
@EnableScheduling
public class FindingsRound {

    private static final Logger LOG = LoggerFactory.getLogger(FindingsRound.class);

    private final Patients patients;
    private final Casebooks casebooks;
    private final FurtherChecks checks;

    FindingsRound(Patients patients, Casebooks casebooks, FurtherChecks checks) {
        this.patients = patients;
        this.casebooks = casebooks;
        this.checks = checks;
    }

    /** One transaction for each patient, so that nobody waits for more than one of them. */
    @Scheduled(initialDelay = 10, fixedDelay = 24 * 60, timeUnit = TimeUnit.MINUTES)
    public void go() {
        checks.refresh();
        for (String number : patients.findNumbers()) {
            try {
                casebooks.recheck(number);
            } catch (RuntimeException unavailable) {
                LOG.error("The findings of {} could not be brought up to date: {}", number,
                        unavailable.getClass().getName());
            }
        }
    }
}
