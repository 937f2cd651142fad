package org.sivig.ecrf.account;

import java.util.List;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * A provider of OpenID Connect, as it is set under {@code sivig.oidc.<id>}.
 *
 * @param name          on the button; the id where it is empty
 * @param issuer        as it calls itself in what it signs
 * @param configuration where it says what it offers; empty for the usual place under the issuer
 * @param clientId      how it knows this application
 * @param clientSecret  empty where it asks for none
 * @param scope         what is asked for
 * @param claim         what of it tells which account is meant
 * @param levels        the levels ({@code acr}) that are asked, one of which it has to name; empty for any
 * @param twoFactors    whether it makes sure with two factors, so that none of ours is asked
 */
record ProviderSettings(@DefaultValue("") String name, String issuer, @DefaultValue("") String configuration, String clientId,
        @DefaultValue("") String clientSecret, @DefaultValue("openid") List<String> scope, @DefaultValue("sub") String claim,
        @DefaultValue List<String> levels, @DefaultValue("false") boolean twoFactors) {

    static final String EMAIL = "email";

    String address() {
        return configuration.isEmpty() ? issuer.replaceFirst("/$", "") + "/.well-known/openid-configuration" : configuration;
    }
}
