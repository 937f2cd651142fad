package org.sivig.ecrf.account;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** The second factor of the demo's account that shows what one is; what it is made from is no secret. */
@Component
@Profile("demo")
public class DemoFactor {

    public static final String USERNAME = "monitor2";

    private static final byte[] SEED = (DemoAccounts.PASSWORD + "-show").getBytes(StandardCharsets.US_ASCII);

    private final SecondFactors factors;
    private final Clock clock;

    DemoFactor(SecondFactors factors, Clock clock) {
        this.factors = factors;
        this.clock = clock;
    }

    /** Adds it to the account, where that has none. */
    public void add(Role role) {
        if (!factors.hasAuthenticator(USERNAME)) {
            factors.confirm(new Enrolment(USERNAME, SEED, null), role, code());
        }
    }

    /** Whether the account still has it: who tries the demo may have put another in its place. */
    public boolean isKept() {
        return factors.isMadeFrom(USERNAME, SEED);
    }

    /** What is typed into an authenticator. */
    public String key() {
        return OneTimeCode.written(SEED);
    }

    /** The code that an authenticator shows now. */
    public String code() {
        return OneTimeCode.of(SEED, OneTimeCode.step(clock.instant()));
    }
}
