package org.sivig.ecrf.account;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.jdbc.support.KeyHolder;
import org.springframework.security.authentication.event.LogoutSuccessEvent;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The table of sign-ins: one row for each, from when somebody signed in until it ended. It is looked at for every request,
 * so that what is ended there, or whose account is not what it was, is over with the next one.
 */
@Component
public class SignIns {

    /** Why a sign-in ended. */
    public enum End {
        SIGNED_OUT,
        /** The account has another password, role, name or other sites, or is not there any more. */
        ACCOUNT_CHANGED,
        /** It was as old as one may become. */
        TOO_OLD,
        /** No key was pressed and nothing clicked for too long. */
        IDLE,
        /** From another sign-in of the same account. */
        BY_ITS_USER
    }

    /** A browser tells of keys and clicks so often at most. */
    private static final Duration TOLD = Duration.ofMinutes(2);

    private final JdbcClient database;
    private final Viewers viewers;
    private final AccountLog log;
    private final Clock clock;
    private final Duration lifetime;
    private final Duration idle;

    SignIns(JdbcClient database, Viewers viewers, AccountLog log, Clock clock, @Value("${sivig.session.lifetime}") Duration lifetime,
            @Value("${sivig.session.idle}") Duration idle) {
        this.database = database;
        this.viewers = viewers;
        this.log = log;
        this.clock = clock;
        this.lifetime = lifetime;
        this.idle = idle;
    }

    /** Somebody has shown to be the holder of this account. */
    @Transactional
    public SignedIn begin(Viewer viewer) {
        Instant now = clock.instant();
        KeyHolder id = new GeneratedKeyHolder();
        database.sql("""
                insert into sign_in (username, role, started, last_action, ends, address, browser) values (?, ?, ?, ?, ?, ?, ?)""")
                .params(viewer.username(), viewer.role().name(), Timestamp.from(now), Timestamp.from(now),
                        Timestamp.from(now.plus(lifetime)),
                        Here.address(), Here.browser()).update(id, "id");
        log.add(AccountAct.SIGNED_IN, viewer.username(), viewer.role().name(), viewer.username(), Here.browser(), "");
        return new SignedIn(viewer, Objects.requireNonNull(id.getKey()).longValue());
    }

    /** A key was pressed or something clicked. */
    public void active(SignedIn signedIn) {
        database.sql("update sign_in set last_action = ? where id = ? and ended is null")
                .params(Timestamp.from(clock.instant()), signedIn.signIn()).update();
    }

    /** How long a sign-in may lie without a key or a click. */
    public Duration idle() {
        return idle;
    }

    /** Whether a sign-in holds for a request that is made now; one that holds no more is ended. */
    @Transactional
    public boolean holds(SignedIn signedIn) {
        record Row(Instant ends, Instant lastAction) {
        }
        Row row = database.sql("select ends, last_action from sign_in where id = ? and ended is null").param(signedIn.signIn())
                .query((found, number) -> new Row(found.getTimestamp("ends").toInstant(),
                        found.getTimestamp("last_action").toInstant())).optional().orElse(null);
        if (row == null) {
            return false;
        }
        Instant now = clock.instant();
        if (!now.isBefore(row.ends()) || now.isAfter(row.lastAction().plus(idle).plus(TOLD))) {
            end(signedIn, now.isBefore(row.ends()) ? End.IDLE : End.TOO_OLD);
            return false;
        }
        Viewer viewer = signedIn.getPrincipal();
        if (viewers.find(viewer.username()).filter(viewer::equals).isEmpty()) {
            end(signedIn, End.ACCOUNT_CHANGED);
            return false;
        }
        return true;
    }

    @EventListener
    @Transactional
    void signedOut(LogoutSuccessEvent signedOut) {
        if (signedOut.getAuthentication() instanceof SignedIn signedIn) {
            end(signedIn, End.SIGNED_OUT);
        }
    }

    /** Ends a sign-in; one that has ended stays as it was. */
    @Transactional
    public void end(SignedIn signedIn, End why) {
        int ended = database.sql("update sign_in set ended = ?, ended_why = ? where id = ? and ended is null")
                .params(Timestamp.from(clock.instant()), why.name(), signedIn.signIn()).update();
        if (ended > 0) {
            Viewer viewer = signedIn.getPrincipal();
            log.add(AccountAct.SIGN_IN_ENDED, viewer.username(), viewer.role().name(), viewer.username(), why.name(), "");
        }
    }
}
