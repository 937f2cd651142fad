package org.sivig.ecrf.casebook;

import java.util.ArrayList;
import java.util.List;
import org.sivig.ecrf.failure.Failure;
import org.sivig.ecrf.node.Turns;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;

/**
 * Looks at every patient again, some minutes after the start, when it is asked for, and once a day, on one node: findings
 * change without a save when a date that was to come has come, and when the checks themselves do.
 */
@Configuration
@EnableScheduling
public class FindingsRound {

    private final Patients patients;
    private final Casebooks casebooks;
    private final Turns turns;
    private boolean asked;

    FindingsRound(Patients patients, Casebooks casebooks, Turns turns) {
        this.patients = patients;
        this.casebooks = casebooks;
        this.turns = turns;
    }

    /** Goes when it is due, also where a node that was at it has died. */
    @Scheduled(initialDelayString = "${sivig.findings.after}", fixedDelayString = "1m")
    void goWhenDue() {
        if (!asked) {
            turns.ask(Turns.FINDINGS); // this version may have other checks than the one before
            asked = true;
        }
        turns.take(Turns.FINDINGS, this::go);
    }

    /** Has all patients looked at again within minutes, whatever becomes of this node; with the transaction of the caller. */
    public void ask() {
        turns.ask(Turns.FINDINGS);
    }

    /** Whether a round is going, here or elsewhere. */
    public boolean isGoing() {
        return turns.isTaken(Turns.FINDINGS);
    }

    /** One transaction for each patient, so that nobody waits for more than one of them. */
    public void go() {
        if (!turns.take(Turns.FINDINGS, this::go)) {
            go(() -> { });
        }
    }

    private void go(Turns.Turn turn) {
        go(go(patients.findNumbers(), turn), turn); // who was held by somebody is looked at once more at the end
    }

    /** @return those of whom it may be tried again */
    private List<String> go(List<String> numbers, Turns.Turn turn) {
        List<String> left = new ArrayList<>();
        for (String number : numbers) {
            turn.goesOn();
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
