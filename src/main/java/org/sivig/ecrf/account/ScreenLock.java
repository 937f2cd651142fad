package org.sivig.ecrf.account;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Covers what somebody has left open, until they show the password again or a passkey; what they were typing stays on the page. */
@Service
public class ScreenLock {

    private final SignIns signIns;
    private final PasswordCheck passwords;
    private final Passkeys passkeys;

    ScreenLock(SignIns signIns, PasswordCheck passwords, Passkeys passkeys) {
        this.signIns = signIns;
        this.passwords = passwords;
        this.passkeys = passkeys;
    }

    /** Whether a passkey of the viewer does as well. */
    public boolean isByPasskey() {
        return !passkeys.own().isEmpty();
    }

    /** What the browser is asked for one. */
    public PasskeyRequest request() {
        return passkeys.request();
    }

    /** Whether it was a passkey of the viewer, and the sign-in goes on. */
    public boolean unlock(SignedIn signedIn, PasskeyRequest request, String answer) {
        try {
            passkeys.check(request, answer);
        } catch (AccountRefusedException refused) {
            return false;
        }
        signIns.unlock(signedIn);
        return true;
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
