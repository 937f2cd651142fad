package org.sivig.ecrf.account;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.InsufficientAuthenticationException;
import org.springframework.security.authentication.DisabledException;
import org.springframework.security.authentication.InternalAuthenticationServiceException;
import org.springframework.security.authentication.LockedException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.authentication.dao.DaoAuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** Signs in with user name and password, which is kept anew where it was kept in an older way. */
@Component
public class PasswordSignIn implements AuthenticationProvider {

    /** After too many wrong passwords none is taken for a while. */
    public static final class Paused extends LockedException {

        private final Instant until;

        Paused(Instant until) {
            super("Too many wrong passwords");
            this.until = until;
        }

        public Instant until() {
            return until;
        }
    }

    /** With this account one signs in with a provider only. */
    public static final class NotHere extends DisabledException {

        NotHere() {
            super("Not with a password");
        }
    }

    /** The password was right, and one cannot sign in with the account today. */
    public static final class NotOpen extends DisabledException {

        private final AccountState state;

        NotOpen(AccountState state) {
            super("Not with this account today");
            this.state = state;
        }

        public AccountState state() {
            return state;
        }
    }

    /** The password was right, or a provider has vouched, which does not do alone. */
    public static final class SecondStepAsked extends InsufficientAuthenticationException {

        private final FirstShown shown;

        SecondStepAsked(FirstShown shown) {
            super("A second factor is asked");
            this.shown = shown;
        }

        public FirstShown shown() {
            return shown;
        }
    }

    /** Passwords that are looked at together: more would only wait for each other, and reserve the attempts of all behind one address. */
    private static final int AT_ONCE = 8;
    /** How long somebody waits for their turn; then it goes on without. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Semaphore turns = new Semaphore(AT_ONCE, true);
    private final DaoAuthenticationProvider passwords;
    private final PasswordAttempts attempts;
    private final SignIns signIns;
    private final Viewers viewers;
    private final SecondFactors factors;
    private final AccountLog log;
    private final Clock clock;

    PasswordSignIn(JdbcClient database, Registers registers, Viewers viewers, SecondFactors factors, AccountLog log, PasswordEncoder encoder, PasswordAttempts attempts,
            SignIns signIns, Clock clock) {
        this.factors = factors;
        this.clock = clock;
        this.attempts = attempts;
        this.viewers = viewers;
        this.log = log;
        this.signIns = signIns;
        passwords = new DaoAuthenticationProvider(this::holder);
        passwords.setPasswordEncoder(encoder);
        passwords.setUserDetailsPasswordService((user, stronger) -> {
            long account = database.sql("select id from user_account where username = ?").param(user.getUsername()).query(Long.class).single();
            registers.change(Register.ACCOUNTS, account, () -> database.sql("update user_account set password = ? where id = ? and password = ?")
                    .params(stronger, account, user.getPassword()).update());
            return holder(user.getUsername());
        });
    }

    /** Whatever the state of the account: who knows its password is told that. */
    private Viewer holder(String username) {
        return viewers.holder(username).map(Viewers.Holder::viewer)
                .orElseThrow(() -> new UsernameNotFoundException("No such account"));
    }

    /**
     * @throws SecondStepAsked                        when the password does not do alone
     * @throws NotOpen                                when the password was right, and nobody signs in with the account today
     * @throws NotHere                                when the password was right, and the account is of a provider
     * @throws Paused                                 while none is taken, and after the wrong one with which that begins
     * @throws InternalAuthenticationServiceException when that cannot be said, the database being away
     */
    @Override
    public Authentication authenticate(Authentication typed) {
        boolean turn = false;
        try {
            turn = turns.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            return signIn(named(typed));
        } catch (DataAccessException | TransactionException away) {
            throw new InternalAuthenticationServiceException("Signing in", away);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new InternalAuthenticationServiceException("Stopped while signing in", stopped);
        } finally {
            if (turn) {
                turns.release();
            }
        }
    }

    /** The name as its account has it: some keyboards begin it with a capital. */
    private Authentication named(Authentication typed) {
        String small = Accounts.written(typed.getName());
        if (viewers.holder(typed.getName()).isPresent() || viewers.holder(small).isEmpty()) {
            return typed;
        }
        UsernamePasswordAuthenticationToken named = UsernamePasswordAuthenticationToken.unauthenticated(small, typed.getCredentials());
        named.setDetails(typed.getDetails());
        return named;
    }

    private Authentication signIn(Authentication typed) {
        Instant paused = attempts.reserve(typed.getName(), Here.address());
        if (paused != null) {
            refused(AccountAct.SIGN_IN_PAUSED, typed, "");
            throw new Paused(paused);
        }
        Viewers.Holder holder;
        try {
            passwords.authenticate(typed);
            holder = viewers.holder(typed.getName()).orElseThrow(() -> new BadCredentialsException("No such account any more"));
        } catch (BadCredentialsException wrong) {
            refused(AccountAct.SIGN_IN_REFUSED, typed, "");
            Instant next = attempts.pausedUntil(typed.getName(), Here.address());
            throw next == null ? wrong : new Paused(next); // it was the last that is taken for now
        }
        attempts.right(typed.getName(), Here.address());
        if (holder.state() != AccountState.ACTIVE) {
            refused(AccountAct.SIGN_IN_REFUSED, typed, holder.state().name());
            throw new NotOpen(holder.state());
        }
        Viewer viewer = holder.viewer();
        if (!signIns.isLocal(viewer)) {
            refused(AccountAct.SIGN_IN_REFUSED, typed, "");
            throw new NotHere();
        }
        if (factors.isAsked(viewer)) {
            throw new SecondStepAsked(new FirstShown(viewer, Factor.PASSWORD, clock.instant(), null));
        }
        return signIns.begin(viewer, Map.of(Factor.PASSWORD, clock.instant()));
    }

    /** What was typed as a name and is none may be a password: it is not kept. */
    private void refused(AccountAct act, Authentication typed, String why) {
        log.addAlone(act, viewers.holder(typed.getName()).map(holder -> holder.viewer().username()).orElse(""), why);
    }

    @Override
    public boolean supports(Class<?> kind) {
        return UsernamePasswordAuthenticationToken.class.isAssignableFrom(kind);
    }
}
