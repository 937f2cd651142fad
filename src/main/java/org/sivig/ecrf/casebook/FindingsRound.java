package org.sivig.ecrf.casebook;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.sivig.ecrf.failure.Failure;
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
        go(go(patients.findNumbers())); // who was held by somebody is looked at once more at the end
    }

    /** @return those of whom it may be tried again */
    private List<String> go(List<String> numbers) {
        List<String> left = new ArrayList<>();
        for (String number : numbers) {
            try {
                casebooks.recheck(number);
            } catch (RuntimeException failed) {
                if (Failure.of(failed, "Bringing the findings of " + number + " up to date").isPassing()) {
                    left.add(number);
                }
            }
        }
        return left;
    }
}
