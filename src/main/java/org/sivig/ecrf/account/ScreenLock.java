package org.sivig.ecrf.account;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Covers what somebody has left open, until they show the password again; what they were typing stays on the page. */
@Service
public class ScreenLock {

    private final SignIns signIns;
    private final PasswordCheck passwords;

    ScreenLock(SignIns signIns, PasswordCheck passwords) {
        this.signIns = signIns;
        this.passwords = passwords;
    }

    /** Whether it was the password, and the sign-in goes on; a wrong one counts. */
    public boolean unlock(SignedIn signedIn, String password) {
        boolean right = passwords.isOfViewer(password);
        if (right) {
            signIns.unlock(signedIn);
        }
        return right;
    }

    /** Until when no password is taken; null when one is. */
    public @Nullable Instant pausedUntil() {
        return passwords.pausedUntil();
    }
}
