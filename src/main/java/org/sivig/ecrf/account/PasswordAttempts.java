package org.sivig.ecrf.account;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Lets passwords be tried so often and no more, at sign-in and wherever one is asked for again. An attempt is reserved in
 * the database before the password is looked at, so that of any number at once no more are let through. Attempts are
 * counted by account and address together, so that nobody shuts an account for who sits elsewhere, and by address alone,
 * whatever is given as the name. After too many none is taken for a while, not even the right one; each further while is
 * twice as long, until nobody has tried for a day. A name is kept under the study's key, for what is typed there may be a password.
 */
@Component
public class PasswordAttempts {

    /** How many of an account from one address may be wrong in a row. */
    public static final int ALLOWED = 5;
    /** How many of one address, whatever the account: a hospital may show a single address to the world. */
    static final int ALLOWED_OF_ADDRESS = 50;
    /** How many codes of an account, wherever they are tried. */
    static final int ALLOWED_CODES = 15;
    /** How long none is taken then, the first time; attempts longer ago are forgotten. */
    public static final Duration PAUSE = Duration.ofMinutes(10);

    /** After so long without an attempt a pause is the first again. */
    private static final Duration CLEARED = Duration.ofDays(1);

    /** Tries at the first row of a key, which another attempt may be making. */
    private static final int TRIES = 3;

    private final JdbcClient database;
    private final TransactionTemplate alone;
    private final KeyedHash keyed;
    private final Clock clock;

    PasswordAttempts(JdbcClient database, PlatformTransactionManager transactions, KeyedHash keyed, Clock clock) {
        this.database = database;
        this.alone = new TransactionTemplate(transactions);
        this.alone.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        this.keyed = keyed;
        this.clock = clock;
    }

    /**
     * Reserves an attempt at a password, which counts until {@link #right} says that it was the right one.
     *
     * @param username as typed
     * @return null when it may be tried; otherwise until when none is taken
     */
    public @Nullable Instant reserve(String username, String address) {
        Instant paused = reserve(ofAddress(address), ALLOWED_OF_ADDRESS);
        return paused == null ? reserve(ofAccount(username, address), ALLOWED) : paused;
    }

    /**
     * It was the right one: what was tried before it does not count any more. Where it was the last that an address had left, together
     * with others that were looked at meanwhile, the pause that it began was for nothing.
     */
    public void right(String username, String address) {
        database.sql("delete from password_attempt where name = ?").param(ofAccount(username, address)).update();
        database.sql("""
                update password_attempt set used = used - 1, paused_until = null,
                    pauses = case when paused_until is null then pauses else pauses - 1 end
                where name = ? and used > 0""").param(ofAddress(address)).update();
    }

    /** Until when no password of an account is taken from there; null when one is. */
    public @Nullable Instant pausedUntil(String username, String address) {
        Instant account = pausedUntil(ofAccount(username, address));
        Instant all = pausedUntil(ofAddress(address));
        return account == null || all != null && all.isAfter(account) ? all : account;
    }

    /** The same of a code, which is asked after the password: counted by account too, wherever it is tried. */
    @Nullable Instant reserveCode(String username, String address) {
        Instant paused = reserve(ofCode(username, ""), ALLOWED_CODES);
        return paused == null ? reserve(ofCode(username, address), ALLOWED) : paused;
    }

    /** Whether no code of an account is taken from there. */
    boolean isCodePaused(String username, String address) {
        return pausedUntil(ofCode(username, "")) != null || pausedUntil(ofCode(username, address)) != null;
    }

    void rightCode(String username, String address) {
        database.sql("delete from password_attempt where name in (?, ?)").params(ofCode(username, ""), ofCode(username, address)).update();
    }

    private String ofCode(String username, String address) {
        return keyed.of("code-attempt", username, address);
    }

    private String ofAccount(String username, String address) {
        return keyed.of("password-attempt", username.toLowerCase(Locale.ROOT), address);
    }

    private String ofAddress(String address) {
        return keyed.of("password-attempt", address);
    }

    private @Nullable Instant reserve(String name, int allowed) {
        for (int tried = 1;; tried++) {
            try {
                return alone.execute(each -> take(name, allowed));
            } catch (DuplicateKeyException other) {
                if (tried == TRIES) {
                    throw other;
                }
            }
        }
    }

    /** Takes one of the attempts that are left, the last of which begins the pause; gives back until when none is. */
    private @Nullable Instant take(String name, int allowed) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        int taken = database.sql("""
                update password_attempt set
                    used = case when since <= :forgotten or paused_until is not null then 1 else used + 1 end,
                    paused_until = case when used + 1 < :allowed or since <= :forgotten or paused_until is not null then null
                        when pauses = 0 then cast(:pause0 as timestamp with time zone)
                        when pauses = 1 then cast(:pause1 as timestamp with time zone)
                        when pauses = 2 then cast(:pause2 as timestamp with time zone)
                        else cast(:pause3 as timestamp with time zone) end,
                    pauses = case when since <= :cleared then 0 when used + 1 < :allowed or since <= :forgotten or paused_until is not null then pauses
                        else pauses + 1 end,
                    since = :now
                where name = :name and (paused_until is null or paused_until <= :now)""")
                .param("name", name).param("allowed", allowed).param("now", Timestamp.from(now))
                .param("forgotten", Timestamp.from(now.minus(PAUSE))).param("cleared", Timestamp.from(now.minus(CLEARED)))
                .param("pause0", Timestamp.from(now.plus(PAUSE))).param("pause1", Timestamp.from(now.plus(PAUSE.multipliedBy(2))))
                .param("pause2", Timestamp.from(now.plus(PAUSE.multipliedBy(4))))
                .param("pause3", Timestamp.from(now.plus(PAUSE.multipliedBy(8)))).update();
        if (taken > 0) {
            return null;
        }
        Instant paused = pausedUntil(name);
        if (paused == null) {
            database.sql("insert into password_attempt (name, used, since, pauses) values (?, 1, ?, 0)")
                    .params(name, Timestamp.from(now)).update();
        }
        return paused;
    }

    private @Nullable Instant pausedUntil(String name) {
        return database.sql("select paused_until from password_attempt where name = ? and paused_until > ?")
                .params(name, Timestamp.from(clock.instant())).query(Timestamp.class).optional().map(Timestamp::toInstant)
                .orElse(null);
    }
}
