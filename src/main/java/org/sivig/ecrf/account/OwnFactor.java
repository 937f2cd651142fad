package org.sivig.ecrf.account;

import java.util.List;
import org.sivig.ecrf.account.AccountRefusedException.Why;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Everybody's own second factor. Whatever is done with it asks for a code of it first, or for the password where there is none. */
@Service
public class OwnFactor {

    /**
     * @param isThere    whether there is one
     * @param isAskedFor whether the role of the viewer does without none
     * @param codesLeft  how many of the codes for when it is lost are left
     */
    public record State(boolean isThere, boolean isAskedFor, long codesLeft) {
    }

    private final SecondFactors factors;
    private final OwnAccount account;
    private final Proof proof;
    private final SignIns signIns;
    private final AccountLog log;
    private final AccessPolicy policy;

    OwnFactor(SecondFactors factors, OwnAccount account, Proof proof, SignIns signIns, AccountLog log, AccessPolicy policy) {
        this.factors = factors;
        this.account = account;
        this.proof = proof;
        this.signIns = signIns;
        this.log = log;
        this.policy = policy;
    }

    public State state() {
        Viewer viewer = policy.viewer();
        return new State(factors.hasAuthenticator(viewer.username()), factors.isCompulsory(viewer.role()),
                factors.recoveryCodesLeft(viewer.username()));
    }

    /**
     * Begins to add an authenticator, or another in the place of the one there is.
     *
     * @param shown a code, or the password where there is no second factor yet; nothing of who has passkeys alone
     * @throws AccountRefusedException when it is not right
     * @throws ProofNeededException    as {@link AccessPolicy#requireRecentProof}, of who has passkeys alone
     */
    public Enrolment begin(String shown) {
        show(shown);
        return factors.begin(policy.viewer().username());
    }

    /**
     * From now on it is asked at sign-in; every other sign-in of the viewer is over.
     *
     * @return the codes for when the authenticator is lost
     * @throws AccountRefusedException when the code is not right
     */
    @Transactional
    public List<String> confirm(Enrolment enrolment, String code) {
        if (!enrolment.username().equals(policy.viewer().username())) {
            throw new AccountRefusedException(Why.CHANGED_MEANWHILE);
        }
        List<String> codes = factors.confirm(enrolment, policy.viewer().role(), code);
        account.endOthers();
        if (SecurityContextHolder.getContext().getAuthentication() instanceof SignedIn signedIn) {
            signIns.shown(signedIn, Factor.CODE);
        }
        return codes;
    }

    /** Other codes for when the authenticator is lost. */
    @Transactional
    public List<String> newRecoveryCodes(String shown) {
        show(shown);
        log.add(AccountAct.RECOVERY_CODES_MADE, policy.viewer().username(), "", "");
        return factors.newRecoveryCodes(policy.viewer().username());
    }

    /** @throws AccountRefusedException when the role asks for one, or the code is not right */
    @Transactional
    public void remove(String shown) {
        if (factors.isCompulsory(policy.viewer().role())) {
            throw new AccountRefusedException(Why.COMPULSORY);
        }
        show(shown);
        log.add(AccountAct.FACTOR_REMOVED, policy.viewer().username(), "", "");
        factors.drop(policy.viewer().username());
    }

    private void show(String typed) {
        if (proof.asked() == Factor.PASSKEY) {
            policy.requireRecentProof();
        } else {
            proof.check(typed);
        }
    }
}
