package org.sivig.ecrf.account;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.account.AccountRefusedException.Why;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The second factors of accounts: an authenticator, whose seed is sealed, and codes for when it is lost, of which hashes are
 * kept. A code is taken once: the database says which of any number of tries at once that is. Tries are counted like
 * those at a password, but of an account wherever they come from, for whoever gets so far knows the password.
 */
@Component
class SecondFactors {

    static final int RECOVERY_CODES = 10;

    /** How many half minutes the clock of an authenticator may be away. */
    private static final long NEAR = 1;
    /** And how far it is told that it is. */
    private static final long TOLD = 5;
    /** Without those that are read as another. */
    private static final String LETTERS = "abcdefghjkmnpqrstuvwxyz23456789";
    private static final int LETTERS_OF_CODE = 10;

    private record Kept(String sealed, long lastStep) {
    }

    private final JdbcClient database;
    private final IdentityVault vault;
    private final PasskeyStore passkeys;
    private final PasswordAttempts attempts;
    private final AccountLog log;
    private final Clock clock;
    private final Set<Role> compulsory;
    private final RandomGenerator random = new SecureRandom();

    SecondFactors(JdbcClient database, IdentityVault vault, PasskeyStore passkeys, PasswordAttempts attempts, AccountLog log,
            Clock clock, @Value("${sivig.second-factor.compulsory}") Set<Role> compulsory) {
        this.database = database;
        this.vault = vault;
        this.passkeys = passkeys;
        this.attempts = attempts;
        this.log = log;
        this.clock = clock;
        this.compulsory = compulsory;
    }

    boolean isCompulsory(Role role) {
        return compulsory.contains(role);
    }

    boolean hasAuthenticator(String username) {
        return kept(username).isPresent();
    }

    boolean hasPasskey(String username) {
        return passkeys.isThere(username);
    }

    /** Whether the account has a second factor, of whatever kind. */
    boolean isThere(String username) {
        return hasAuthenticator(username) || hasPasskey(username);
    }

    /** Whether the holder of an account is signed in with a second factor only. */
    boolean isAsked(Viewer viewer) {
        return isCompulsory(viewer.role()) || isThere(viewer.username());
    }

    /** The accounts that have one. */
    Set<String> enrolled() {
        Set<String> enrolled = new HashSet<>(database.sql("select username from second_factor").query(String.class).list());
        enrolled.addAll(passkeys.usernames());
        return enrolled;
    }

    long recoveryCodesLeft(String username) {
        return database.sql("select count(*) from recovery_code where username = ? and used is null").param(username)
                .query(Long.class).single();
    }

    /**
     * Takes a code, of the authenticator or for when it is lost.
     *
     * @param typed whatever blanks and hyphens stand in it
     * @throws AccountRefusedException when it is not taken, and why
     */
    void take(String username, String typed) {
        if (plain(typed).isEmpty()) {
            throw new AccountRefusedException(Why.WRONG_CODE);
        }
        if (attempts.reserveCode(username, Here.address()) != null) {
            log.addAlone(AccountAct.CODE_PAUSED, username, "");
            throw new AccountRefusedException(Why.CODES_PAUSED);
        }
        Why refused = refusal(username, plain(typed));
        if (refused != null) {
            log.addAlone(AccountAct.CODE_REFUSED, username, refused.name());
            throw new AccountRefusedException(attempts.isCodePaused(username, Here.address()) ? Why.CODES_PAUSED : refused);
        }
        attempts.rightCode(username, Here.address());
    }

    /** Begins the enrolment of an authenticator, which replaces the one there is. */
    Enrolment begin(String username) {
        byte[] seed = new byte[OneTimeCode.SEED_BYTES];
        random.nextBytes(seed);
        return new Enrolment(username, seed, kept(username).map(Kept::sealed).orElse(null));
    }

    /**
     * From now on the account has this authenticator.
     *
     * @param code of it, which is taken
     * @return the codes for when it is lost, which are told once; those made before are dead
     * @throws AccountRefusedException when the code is not right, or the account has another factor than when this began
     */
    @Transactional
    List<String> confirm(Enrolment enrolment, Role role, String code) {
        String username = enrolment.username();
        String typed = plain(code);
        long step = near(NEAR).filter(each -> OneTimeCode.is(typed, enrolment.seed(), each)).findFirst().orElseThrow(() ->
                new AccountRefusedException(isFar(typed, enrolment.seed()) ? Why.CLOCK_WRONG : Why.WRONG_CODE));
        log.add(AccountAct.FACTOR_ENROLLED, username, role.name(), username, Here.browser(), "");
        if (!Objects.equals(kept(username).map(Kept::sealed).orElse(null), enrolment.replaces())) {
            throw new AccountRefusedException(Why.CHANGED_MEANWHILE);
        }
        drop(username);
        database.sql("insert into second_factor (username, sealed, enrolled, last_step) values (?, ?, ?, ?)")
                .params(username, Base64.getEncoder().encodeToString(vault.seal(enrolment.seed(), context(username))),
                        Timestamp.from(clock.instant()), step).update();
        return newRecoveryCodes(username);
    }

    /** Other codes for when the authenticator is lost; those made before are dead. */
    @Transactional
    List<String> newRecoveryCodes(String username) {
        database.sql("delete from recovery_code where username = ?").param(username).update();
        List<String> codes = Stream.generate(this::recoveryCode).distinct().limit(RECOVERY_CODES).toList();
        codes.forEach(code -> database.sql("insert into recovery_code (hash, username) values (?, ?)")
                .params(hash(username, plain(code)), username).update());
        return codes;
    }

    /** The account has none any more, of no kind. */
    @Transactional
    void dropAll(String username) {
        drop(username);
        passkeys.drop(username);
    }

    /** The account has no authenticator any more. */
    @Transactional
    void drop(String username) {
        database.sql("delete from second_factor where username = ?").param(username).update();
        database.sql("delete from recovery_code where username = ?").param(username).update();
    }

    // ----------------------------------------------------------------------------------------------------------------

    private Optional<Kept> kept(String username) {
        return database.sql("select sealed, last_step from second_factor where username = ?").param(username)
                .query((row, number) -> new Kept(row.getString("sealed"), row.getLong("last_step"))).optional();
    }

    /** Whether the authenticator of an account is the one that is made from this. */
    boolean isMadeFrom(String username, byte[] seed) {
        return kept(username).filter(kept -> Arrays.equals(seed(username, kept), seed)).isPresent();
    }

    private byte[] seed(String username, Kept kept) {
        return vault.unseal(Base64.getDecoder().decode(kept.sealed()), context(username));
    }

    /** Why a code is not taken; null when it is. */
    private @Nullable Why refusal(String username, String typed) {
        Kept kept = kept(username).orElse(null);
        if (kept == null) {
            return Why.WRONG_CODE;
        }
        if (!typed.matches("\\d{" + OneTimeCode.DIGITS + "}")) {
            return isRecoveryCode(username, typed) ? null : Why.WRONG_CODE;
        }
        byte[] seed = seed(username, kept);
        List<Long> right = near(NEAR).filter(step -> OneTimeCode.is(typed, seed, step)).toList();
        for (long step : right) {
            if (database.sql("update second_factor set last_step = ? where username = ? and sealed = ? and last_step < ?")
                    .params(step, username, kept.sealed(), step).update() == 1) {
                return null;
            }
        }
        return !right.isEmpty() ? Why.CODE_USED : isFar(typed, seed) ? Why.CLOCK_WRONG : Why.WRONG_CODE;
    }

    private boolean isRecoveryCode(String username, String typed) {
        if (database.sql("update recovery_code set used = ? where hash = ? and username = ? and used is null")
                .params(Timestamp.from(clock.instant()), hash(username, typed), username).update() != 1) {
            return false;
        }
        log.addAlone(AccountAct.RECOVERY_CODE_USED, username, Long.toString(recoveryCodesLeft(username)));
        return true;
    }

    /** The half minutes about now, this one first. */
    private Stream<Long> near(long most) {
        long now = OneTimeCode.step(clock.instant());
        return LongStream.rangeClosed(0, most).flatMap(away -> away == 0 ? LongStream.of(now) : LongStream.of(now - away, now + away))
                .boxed();
    }

    private boolean isFar(String typed, byte[] seed) {
        return near(TOLD).anyMatch(step -> OneTimeCode.is(typed, seed, step));
    }

    private String recoveryCode() {
        StringBuilder code = new StringBuilder();
        for (int i = 0; i < LETTERS_OF_CODE; i++) {
            code.append(i == LETTERS_OF_CODE / 2 ? "-" : "").append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return code.toString();
    }

    private String hash(String username, String code) {
        return vault.of("recovery-code", username, code);
    }

    private static String plain(String typed) {
        return typed.replaceAll("[\\s\\p{Z}\\p{Pd}]", "").toLowerCase(Locale.ROOT);
    }

    private static byte[] context(String username) {
        return ("sivig second factor|" + username).getBytes(StandardCharsets.UTF_8);
    }
}
