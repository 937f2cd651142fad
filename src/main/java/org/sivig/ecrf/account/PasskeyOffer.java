package org.sivig.ecrf.account;

import org.springframework.security.web.webauthn.api.PublicKeyCredentialCreationOptions;

/** What a browser is asked when it makes a passkey of an account. */
public final class PasskeyOffer {

    private final String username;
    private final PublicKeyCredentialCreationOptions options;
    private final String json;

    PasskeyOffer(String username, PublicKeyCredentialCreationOptions options, String json) {
        this.username = username;
        this.options = options;
        this.json = json;
    }

    String username() {
        return username;
    }

    PublicKeyCredentialCreationOptions options() {
        return options;
    }

    /** As the browser reads it. */
    public String json() {
        return json;
    }
}
