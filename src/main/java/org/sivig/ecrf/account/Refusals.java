package org.sivig.ecrf.account;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Puts on record what somebody asked for and is not given, so often of one person in a while and no more: the log of accounts
 * is not filled by asking. What is left out is said once.
 */
@Component
class Refusals {

    static final int MOST = 20;
    private static final Duration WHILE = Duration.ofMinutes(10);
    private static final Logger LOG = LoggerFactory.getLogger(Refusals.class);

    private record Counted(Instant since, int times) {
    }

    private final AccountLog log;
    private final Clock clock;
    private final Map<String, Counted> counted = new ConcurrentHashMap<>();

    Refusals(AccountLog log, Clock clock) {
        this.log = log;
        this.clock = clock;
    }

    void record(Viewer viewer, String what) {
        record(viewer, AccountAct.DENIED, what);
    }

    void record(Viewer viewer, AccountAct act, String what) {
        Instant now = clock.instant();
        int times = counted.merge(act + " " + viewer.username(), new Counted(now, 1), (before, one) -> now.isAfter(before.since().plus(WHILE))
                ? one : new Counted(before.since(), before.times() + 1)).times();
        if (times > MOST + 1) {
            return;
        }
        try {
            log.addAlone(act, "", times > MOST ? "More of the same within " + WHILE.toMinutes() + " minutes" : what);
        } catch (DataAccessException | TransactionException away) {
            LOG.warn("A refusal could not be put on record: {}", away.getClass().getSimpleName());
        }
    }
}
