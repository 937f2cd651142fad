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

    PasswordCheck(UserAccounts accounts, PasswordEncoder encoder, PasswordAttempts attempts, AccessPolicy policy) {
        this.accounts = accounts;
        this.encoder = encoder;
        this.attempts = attempts;
        this.policy = policy;
    }

    /** Whether it is the password of the viewer's account as it is now, and one is taken; a wrong one counts. */
    public boolean isOfViewer(String password) {
        String username = policy.viewer().username();
        if (attempts.reserve(username, Here.address()) != null) {
            return false;
        }
        boolean right = accounts.findByUsername(username)
                .filter(account -> encoder.matches(password, account.getPassword())).isPresent();
        if (right) {
            attempts.right(username, Here.address());
        }
        return right;
    }

    /** Until when no password of the viewer is taken; null when one is. */
    public @Nullable Instant pausedUntil() {
        return attempts.pausedUntil(policy.viewer().username(), Here.address());
    }
}
