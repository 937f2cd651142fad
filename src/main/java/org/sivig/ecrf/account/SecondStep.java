package org.sivig.ecrf.account;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.sivig.ecrf.account.AccountRefusedException.Why;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The second step of a sign-in, after the password or who vouched: until it is done nobody is signed in, and nothing is reached. */
@Service
public class SecondStep {

    /** How long after the first it may be done. */
    static final Duration LONGEST = Duration.ofMinutes(15);

    /**
     * That somebody has added a second factor, and is signed in with it.
     *
     * @param codes for when the authenticator is lost; they are told once
     */
    public record Enrolled(List<String> codes, SignedIn signedIn) {
    }

    private final SecondFactors factors;
    private final SignIns signIns;
    private final Viewers viewers;
    private final Clock clock;

    SecondStep(SecondFactors factors, SignIns signIns, Viewers viewers, Clock clock) {
        this.factors = factors;
        this.signIns = signIns;
        this.viewers = viewers;
        this.clock = clock;
    }

    /**
     * Whether the account has no second factor yet: one is added in this step then.
     *
     * @throws AccountRefusedException when the first was shown too long ago, or the account has changed since
     */
    public boolean isToEnrol(FirstShown shown) {
        return !factors.isThere(valid(shown).username());
    }

    /** Whether a code is asked; otherwise it is a passkey, as {@link Passkeys} takes it. */
    public boolean asksCode(FirstShown shown) {
        return factors.hasAuthenticator(valid(shown).username());
    }

    /** @throws AccountRefusedException when the account has one, or as {@link #isToEnrol} */
    public Enrolment begin(FirstShown shown) {
        if (!isToEnrol(shown)) {
            throw new AccountRefusedException(Why.CHANGED_MEANWHILE);
        }
        return factors.begin(shown.username());
    }

    /**
     * Adds the second factor of an account that has none, and signs in.
     *
     * @throws AccountRefusedException when the code is not right, or as {@link #begin}
     */
    @Transactional
    public Enrolled confirm(FirstShown shown, Enrolment enrolment, String code) {
        Viewer viewer = valid(shown);
        if (!enrolment.username().equals(viewer.username()) || factors.hasPasskey(viewer.username())) {
            throw new AccountRefusedException(Why.CHANGED_MEANWHILE);
        }
        List<String> codes = factors.confirm(enrolment, viewer.role(), code);
        return new Enrolled(codes, begin(viewer, shown));
    }

    /** @throws AccountRefusedException when the code is not taken, or as {@link #isToEnrol} */
    public SignedIn signIn(FirstShown shown, String code) {
        Viewer viewer = valid(shown);
        factors.take(viewer.username(), code);
        return begin(viewer, shown);
    }

    private SignedIn begin(Viewer viewer, FirstShown shown) {
        return signIns.begin(viewer, Map.of(shown.factor(), shown.at(), Factor.CODE, clock.instant()), shown.vouched());
    }

    private Viewer valid(FirstShown shown) {
        if (clock.instant().isAfter(shown.at().plus(LONGEST))
                || viewers.find(shown.username()).filter(shown.viewer()::equals).isEmpty()) {
            throw new AccountRefusedException(Why.TOO_LATE);
        }
        return shown.viewer();
    }
}
