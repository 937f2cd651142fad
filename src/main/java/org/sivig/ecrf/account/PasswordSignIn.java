package org.sivig.ecrf.account;

import java.time.Instant;
import org.springframework.dao.DataAccessException;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.InternalAuthenticationServiceException;
import org.springframework.security.authentication.LockedException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.authentication.dao.DaoAuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** Signs in with user name and password. */
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

    private final DaoAuthenticationProvider passwords;
    private final PasswordAttempts attempts;
    private final SignIns signIns;
    private final Viewers viewers;
    private final AccountLog log;

    PasswordSignIn(Viewers viewers, AccountLog log, PasswordEncoder encoder, PasswordAttempts attempts, SignIns signIns) {
        this.attempts = attempts;
        this.viewers = viewers;
        this.log = log;
        this.signIns = signIns;
        passwords = new DaoAuthenticationProvider(username -> viewers.find(username)
                .orElseThrow(() -> new UsernameNotFoundException("No such account")));
        passwords.setPasswordEncoder(encoder);
    }

    /**
     * @throws Paused                                 while none is taken
     * @throws InternalAuthenticationServiceException when that cannot be said, the database being away
     */
    @Override
    public Authentication authenticate(Authentication typed) {
        try {
            Instant paused = attempts.reserve(typed.getName(), Here.address());
            if (paused != null) {
                refused(AccountAct.SIGN_IN_PAUSED, typed);
                throw new Paused(paused);
            }
            Viewer viewer;
            try {
                viewer = (Viewer) passwords.authenticate(typed).getPrincipal();
            } catch (BadCredentialsException wrong) {
                refused(AccountAct.SIGN_IN_REFUSED, typed);
                throw wrong;
            }
            attempts.right(typed.getName(), Here.address());
            return signIns.begin(viewer);
        } catch (DataAccessException | TransactionException away) {
            throw new InternalAuthenticationServiceException("Signing in", away);
        }
    }

    /** What was typed as a name and is none may be a password: it is not kept. */
    private void refused(AccountAct act, Authentication typed) {
        log.addAlone(act, viewers.find(typed.getName()).map(Viewer::username).orElse(""), "");
    }

    @Override
    public boolean supports(Class<?> kind) {
        return UsernamePasswordAuthenticationToken.class.isAssignableFrom(kind);
    }
}
