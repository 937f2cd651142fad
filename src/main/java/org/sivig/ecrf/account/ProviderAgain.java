package org.sivig.ecrf.account;

import java.security.SecureRandom;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.account.AccountRefusedException.Why;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;

/** Has who is signed in asked by their provider once more. */
@Component
class ProviderAgain {

    private static final int BYTES = 32;

    private final IdentityProviders providers;
    private final SignIns signIns;
    private final SecureRandom random = new SecureRandom();

    ProviderAgain(IdentityProviders providers, SignIns signIns) {
        this.providers = providers;
        this.signIns = signIns;
    }

    /** The provider that has vouched for who is signed in; null when none has. */
    @Nullable String provider() {
        return SecurityContextHolder.getContext().getAuthentication() instanceof SignedIn signedIn && signedIn.vouched() != null
                ? signedIn.vouched().provider() : null;
    }

    @Nullable String name() {
        String provider = provider();
        return provider == null ? null : providers.name(provider);
    }

    /** @throws AccountRefusedException when the provider does not answer, or none has vouched */
    ProviderQuestion ask() {
        String provider = provider();
        if (provider == null || !providers.answers(provider)) {
            throw new AccountRefusedException(Why.NOT_VOUCHED);
        }
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        String secret = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        return new ProviderQuestion(providers.name(provider),
                "oauth2/authorization/" + provider + "?" + ProviderQuestion.AGAIN + "=" + secret, secret);
    }

    /** @throws AccountRefusedException when nothing was shown for this, or it was taken before */
    void take(ProviderQuestion question) {
        if (!(SecurityContextHolder.getContext().getAuthentication() instanceof SignedIn signedIn)
                || !signIns.takeShownToProvider(signedIn, question.secret())) {
            throw new AccountRefusedException(Why.NOT_VOUCHED);
        }
    }
}
