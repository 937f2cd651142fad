package org.sivig.ecrf.account;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;

/**
 * Whether who is signed in has shown who they are not long ago: by the second factor where there is one, otherwise by the
 * password. What the application does by itself has no sign-in, and nobody to ask.
 */
@Component
class RecentProof {

    private final JdbcClient database;
    private final SecondFactors factors;
    private final Clock clock;
    private final Duration longest;

    RecentProof(JdbcClient database, SecondFactors factors, Clock clock, @Value("${sivig.session.proof}") Duration longest) {
        this.database = database;
        this.factors = factors;
        this.clock = clock;
        this.longest = longest;
    }

    boolean isThere() {
        if (!(SecurityContextHolder.getContext().getAuthentication() instanceof SignedIn signedIn)) {
            return true;
        }
        Instant last = last(signedIn);
        return last != null && clock.instant().isBefore(last.plus(longest));
    }

    /** @throws ProofNeededException when it has to be shown again first */
    void require() {
        if (!isThere()) {
            throw new ProofNeededException();
        }
    }

    private @Nullable Instant last(SignedIn signedIn) {
        String last = factors.isThere(signedIn.getPrincipal().username()) ? "case when code_at is null or passkey_at > code_at"
                + " then passkey_at else code_at end" : "password_at";
        return database.sql("select " + last + " as last from sign_in where id = ? and ended is null").param(signedIn.signIn())
                .query((row, number) -> row.getTimestamp("last")).optional().map(Timestamp::toInstant).orElse(null);
    }
}
