package org.sivig.ecrf.account;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Asks who signs who they are: for the password, with the user name at the first signature of a session (21 CFR 11.200), for
 * a passkey, or for what they show once more to the provider that vouched for them.
 */
@Component
public class Signer {

    private final JdbcClient database;
    private final PasswordCheck passwords;
    private final Passkeys passkeys;
    private final ProviderAgain again;
    private final AccessPolicy policy;
    private final Clock clock;

    Signer(JdbcClient database, PasswordCheck passwords, Passkeys passkeys, ProviderAgain again, AccessPolicy policy, Clock clock) {
        this.database = database;
        this.passwords = passwords;
        this.passkeys = passkeys;
        this.again = again;
        this.policy = policy;
        this.clock = clock;
    }

    /** Whether the viewer has a password with which to sign. */
    public boolean asksPassword() {
        return !policy.viewer().password().isEmpty() || again.provider() == null;
    }

    /** What the provider is called that vouched for the viewer, and can be shown it again; null when none has. */
    public @Nullable String provider() {
        return again.name();
    }

    /** @throws AccountRefusedException when the provider does not answer */
    public ProviderQuestion question() {
        return again.ask();
    }

    /** @throws AccountRefusedException when the provider was not shown who it is at this question, or that was taken before */
    void take(ProviderQuestion question) {
        again.take(question);
    }

    /** Whether the user name is asked with the password. */
    public boolean asksUsername() {
        return SecurityContextHolder.getContext().getAuthentication() instanceof SignedIn signedIn
                && database.sql("select count(*) from sign_in where id = ? and signed_at is null").param(signedIn.signIn())
                        .query(Long.class).single() == 1;
    }

    /**
     * Whether it is the viewer who signs; a wrong password counts.
     *
     * @throws AccountRefusedException when a passkey or what the provider says is not taken, and why
     */
    @Transactional
    public boolean isViewer(SignatureProof proof) {
        boolean right = switch (proof) {
            case SignatureProof.Typed(String username, String password) -> passwords.isOfViewer(password)
                    && (!asksUsername() || username.strip().equalsIgnoreCase(policy.viewer().username()));
            case SignatureProof.Passkey(PasskeyRequest request, String answer) -> {
                passkeys.check(request, answer);
                yield true;
            }
            case SignatureProof.Provider(ProviderQuestion question) -> {
                again.take(question);
                yield true;
            }
        };
        if (right && SecurityContextHolder.getContext().getAuthentication() instanceof SignedIn signedIn) {
            database.sql("update sign_in set signed_at = ? where id = ? and signed_at is null")
                    .params(Timestamp.from(clock.instant()), signedIn.signIn()).update();
        }
        return right;
    }

    /** Until when no password of the viewer is taken; null when one is. */
    public @Nullable Instant pausedUntil() {
        return passwords.pausedUntil();
    }
}
