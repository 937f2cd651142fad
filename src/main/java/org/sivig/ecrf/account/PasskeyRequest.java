package org.sivig.ecrf.account;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import org.sivig.ecrf.account.AccountRefusedException.Why;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialRequestOptions;

/** What a browser is asked about a passkey, which it answers once and soon. */
public final class PasskeyRequest {

    static final Duration LONGEST = Duration.ofMinutes(5);

    private final PublicKeyCredentialRequestOptions options;
    private final String json;
    private final Instant made;
    private final AtomicBoolean used = new AtomicBoolean();

    PasskeyRequest(PublicKeyCredentialRequestOptions options, String json, Instant made) {
        this.options = options;
        this.json = json;
        this.made = made;
    }

    /** As the browser reads it. */
    public String json() {
        return json;
    }

    /** @throws AccountRefusedException when it was answered before, or is too old */
    PublicKeyCredentialRequestOptions use(Instant now) {
        if (used.getAndSet(true) || now.isAfter(made.plus(LONGEST))) {
            throw new AccountRefusedException(Why.PASSKEY_REFUSED);
        }
        return options;
    }
}
