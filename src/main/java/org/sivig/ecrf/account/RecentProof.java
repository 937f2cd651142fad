package org.sivig.ecrf.account;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;

/**
 * Whether who is signed in has shown who they are not long ago: by the second factor where there is one, otherwise by the
 * password, or to the provider that vouched for them. What the application does by itself has no sign-in, and nobody to ask.
 */
@Component
class RecentProof {

    private final JdbcClient database;
    private final SecondFactors factors;
    private final IdentityProviders providers;
    private final Clock clock;
    private final Duration longest;

    RecentProof(JdbcClient database, SecondFactors factors, IdentityProviders providers, Clock clock, @Value("${sivig.session.proof}") Duration longest) {
        this.database = database;
        this.factors = factors;
        this.providers = providers;
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
        boolean hasFactor = factors.isThere(signedIn.getPrincipal().username());
        return database.sql("select password_at, code_at, passkey_at, provider_at, provider from sign_in where id = ? and ended is null")
                .param(signedIn.signIn()).query((row, number) -> Stream.of(
                        row.getTimestamp("code_at"), row.getTimestamp("passkey_at"),
                        hasFactor ? null : row.getTimestamp("password_at"),
                        !hasFactor || providers.isOfTwoFactors(row.getString("provider")) ? row.getTimestamp("provider_at") : null)
                        .filter(Objects::nonNull).map(Timestamp::toInstant).max(Comparator.naturalOrder()))
                .optional().flatMap(Function.identity()).orElse(null);
    }
}
