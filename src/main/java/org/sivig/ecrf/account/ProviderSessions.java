package org.sivig.ecrf.account;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.client.oidc.authentication.logout.OidcLogoutToken;
import org.springframework.security.oauth2.client.oidc.session.OidcSessionInformation;
import org.springframework.security.oauth2.client.oidc.session.OidcSessionRegistry;
import org.springframework.stereotype.Component;

/**
 * Ends, in the table of sign-ins, those whose session at their provider has ended: on whichever server they are, they are
 * over with the next request.
 */
@Component
class ProviderSessions implements OidcSessionRegistry {

    private final SignIns signIns;
    private final IdentityProviders providers;

    ProviderSessions(SignIns signIns, IdentityProviders providers) {
        this.signIns = signIns;
        this.providers = providers;
    }

    @Override
    public void saveSessionInformation(OidcSessionInformation begun) {
        // It is in the table of sign-ins.
    }

    @Override
    public @Nullable OidcSessionInformation removeSessionInformation(String session) {
        return null;
    }

    @Override
    public Iterable<OidcSessionInformation> removeSessionInformation(OidcLogoutToken said) {
        providers.ofIssuer(said.getIssuer().toString()).forEach(provider ->
                signIns.endOfProvider(provider, said.getSessionId(), said.getSubject()));
        return List.of();
    }
}
