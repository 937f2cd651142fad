package org.sivig.ecrf.account;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Whether somebody is still told if an identity is known to the study. Each answer, yes or no, tells something of a person,
 * who need not be a patient; so there are no more in a day than anybody needs who enters charts.
 */
@Component
public class DuplicateAnswers {

    /** Different identities that one person is answered about within {@link #WHILE}. */
    public static final int MOST = 100;
    private static final Duration WHILE = Duration.ofHours(24);

    private final JdbcClient database;
    private final AccessPolicy policy;
    private final Refusals refusals;
    private final Clock clock;

    DuplicateAnswers(JdbcClient database, AccessPolicy policy, Refusals refusals, Clock clock) {
        this.database = database;
        this.policy = policy;
        this.refusals = refusals;
        this.clock = clock;
    }

    /**
     * Counts an identity, within the transaction that stores it. The same one again is no other.
     *
     * @param username who has typed it
     * @param identity its keyed hash
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean isGiven(String username, String identity) {
        database.sql("select id from user_account where username = ? for update").param(username).query(Long.class).optional(); // in turn
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        record Asked(long all, long lately, long same) {
        }
        Timestamp since = Timestamp.from(now.minus(WHILE));
        Asked asked = database.sql("select count(*), count(case when at > ? then 1 end), count(case when at > ? and hash = ? then 1 end)"
                + " from identity_asked where username = ?").params(since, since, identity, username)
                .query((row, i) -> new Asked(row.getLong(1), row.getLong(2), row.getLong(3))).single();
        if (asked.same() > 0) {
            return true;
        }
        if (asked.lately() >= MOST) {
            return false;
        }
        if (asked.all() > asked.lately()) {
            database.sql("delete from identity_asked where username = ? and at <= ?").params(username, since).update();
        }
        database.sql("insert into identity_asked (username, hash, at) values (?, ?, ?)").params(username, identity, Timestamp.from(now)).update();
        return true;
    }

    /** Puts on record that the viewer has typed one too many, into the casebook of this patient. */
    public void withheld(String patient) {
        refusals.record(policy.viewer(), AccountAct.DUPLICATE_WITHHELD, patient);
    }
}
