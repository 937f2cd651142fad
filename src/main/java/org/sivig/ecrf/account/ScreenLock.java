package org.sivig.ecrf.account;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * Covers what somebody has left open, until they show the password again, a passkey, or to the provider that vouched for them who they
 * are; what they were typing stays on the page.
 */
@Service
public class ScreenLock {

    private final SignIns signIns;
    private final PasswordCheck passwords;
    private final Passkeys passkeys;
    private final Signer signer;

    ScreenLock(SignIns signIns, PasswordCheck passwords, Passkeys passkeys, Signer signer) {
        this.signIns = signIns;
        this.passwords = passwords;
        this.passkeys = passkeys;
        this.signer = signer;
    }

    /** Whether the viewer has a password to show. */
    public boolean isByPassword() {
        return signer.asksPassword();
    }

    /** What the provider is called to which the viewer may show it; null when none has vouched for them. */
    public @Nullable String provider() {
        return signer.provider();
    }

    /**
     * What the provider is asked, in a window of its own.
     *
     * @throws AccountRefusedException when it does not answer, or none has vouched
     */
    public ProviderQuestion question() {
        return signer.question();
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
        signIns.unlock(signedIn, Factor.PASSKEY);
        return true;
    }

    /** Whether the provider has been shown at this question that it is the viewer, and the sign-in goes on. */
    public boolean unlock(SignedIn signedIn, ProviderQuestion question) {
        try {
            signer.take(question);
        } catch (AccountRefusedException refused) {
            return false;
        }
        signIns.unlock(signedIn, Factor.PROVIDER);
        return true;
    }

    /** Whether it was the password, and the sign-in goes on; a wrong one counts. */
    public boolean unlock(SignedIn signedIn, String password) {
        boolean right = passwords.isOfViewer(password);
        if (right) {
            signIns.unlock(signedIn, Factor.PASSWORD);
        }
        return right;
    }

    /** Until when no password is taken; null when one is. */
    public @Nullable Instant pausedUntil() {
        return passwords.pausedUntil();
    }
}
