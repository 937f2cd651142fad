package org.sivig.ecrf.account;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;

/** Asks who is signed in for the password again, before something that is theirs alone to do. */
@Component
public class PasswordCheck {

    private static final Logger LOG = LoggerFactory.getLogger(PasswordCheck.class);

    private final UserAccounts accounts;
    private final PasswordEncoder encoder;
    private final AccessPolicy policy;

    PasswordCheck(UserAccounts accounts, PasswordEncoder encoder, AccessPolicy policy) {
        this.accounts = accounts;
        this.encoder = encoder;
        this.policy = policy;
    }

    /** Whether it is the password of the viewer's account as it is now; a wrong one is logged. */
    public boolean isOfViewer(String password) {
        String username = policy.viewer().username();
        boolean right = accounts.findByUsername(username)
                .filter(account -> encoder.matches(password, account.getPassword())).isPresent();
        if (!right) {
            LOG.warn("Wrong password of {} when asked for it again", username);
        }
        return right;
    }
}
