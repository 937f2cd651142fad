package org.sivig.ecrf.account;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.security.authentication.event.AuthenticationFailureBadCredentialsEvent;
import org.springframework.security.authentication.event.AuthenticationSuccessEvent;
import org.springframework.stereotype.Component;

/**
 * Counts the wrong passwords of each account, at sign-in and wherever the password is asked for again. After some in a
 * row none is taken for a while, not even the right one. Kept in memory: a restart forgets them.
 */
@Component
public class PasswordAttempts {

    /** How many may be wrong in a row. */
    public static final int ALLOWED = 5;
    /** How long none is taken then; wrong ones longer ago are forgotten. */
    public static final Duration PAUSE = Duration.ofMinutes(10);

    private static final Logger LOG = LoggerFactory.getLogger(PasswordAttempts.class);

    private record Wrong(int inARow, Instant last) {
        boolean isForgotten(Instant now) {
            return !now.isBefore(last.plus(PAUSE));
        }
    }

    private final Map<String, Wrong> byUsername = new ConcurrentHashMap<>();
    private final UserAccounts accounts;
    private final Clock clock;

    PasswordAttempts(UserAccounts accounts, Clock clock) {
        this.accounts = accounts;
        this.clock = clock;
    }

    /** Until when no password of an account is taken; null when one is. */
    public @Nullable Instant pausedUntil(String username) {
        Wrong wrong = byUsername.get(username);
        return wrong == null || wrong.inARow() < ALLOWED || wrong.isForgotten(clock.instant()) ? null
                : wrong.last().plus(PAUSE);
    }

    void wrong(String username) {
        Instant now = clock.instant();
        byUsername.values().removeIf(each -> each.isForgotten(now));
        Wrong wrong = byUsername.merge(username, new Wrong(1, now),
                (before, one) -> new Wrong(before.inARow() + 1, now));
        LOG.warn("Wrong password of {}, {} in a row{}", username, wrong.inARow(),
                wrong.inARow() < ALLOWED ? "" : "; none is taken for " + PAUSE.toMinutes() + " minutes");
    }

    void right(String username) {
        byUsername.remove(username);
    }

    /** What was typed as a name and is none is neither kept nor logged: it may be a password. */
    @EventListener
    void wrong(AuthenticationFailureBadCredentialsEvent failure) {
        accounts.findByUsername(failure.getAuthentication().getName())
                .ifPresent(account -> wrong(account.getUsername()));
    }

    @EventListener
    void right(AuthenticationSuccessEvent success) {
        right(success.getAuthentication().getName());
    }
}
