package org.sivig.ecrf.account;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;

/** Asks who is signed in for the password again, before something that is theirs alone to do. */
@Component
public class PasswordCheck {

    private final UserAccounts accounts;
    private final PasswordEncoder encoder;
    private final PasswordAttempts attempts;
    private final AccessPolicy policy;
    private final AccountLog log;

    PasswordCheck(UserAccounts accounts, PasswordEncoder encoder, PasswordAttempts attempts, AccessPolicy policy, AccountLog log) {
        this.accounts = accounts;
        this.encoder = encoder;
        this.attempts = attempts;
        this.policy = policy;
        this.log = log;
    }

    /** Whether it is the password of the viewer's account as it is now, and one is taken; a wrong one counts, nothing is none. */
    public boolean isOfViewer(String password) {
        String username = policy.viewer().username();
        if (password.isEmpty()) {
            return false;
        }
        if (attempts.reserve(username, Here.address()) != null) {
            log.addAlone(AccountAct.PASSWORD_PAUSED, username, "");
            return false;
        }
        boolean right = accounts.findByUsername(username)
                .filter(account -> encoder.matches(password, account.getPassword())).isPresent();
        if (right) {
            attempts.right(username, Here.address());
        } else {
            log.addAlone(AccountAct.PASSWORD_REFUSED, username, "");
        }
        return right;
    }

    /** Until when no password of the viewer is taken; null when one is. */
    public @Nullable Instant pausedUntil() {
        return attempts.pausedUntil(policy.viewer().username(), Here.address());
    }
}
