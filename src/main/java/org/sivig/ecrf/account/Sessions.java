package org.sivig.ecrf.account;

import java.util.List;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Who is signed in, for those who administer. */
@Service
public class Sessions {

    private final SignIns signIns;
    private final AccessPolicy policy;
    private final Administration administration;

    Sessions(SignIns signIns, AccessPolicy policy, Administration administration) {
        this.signIns = signIns;
        this.policy = policy;
        this.administration = administration;
    }

    /**
     * All of them, the newest first.
     *
     * @throws AccessDeniedException when the viewer administers no accounts
     */
    @Transactional(readOnly = true)
    public List<OpenSignIn> all() {
        policy.requireAdministers();
        return signIns.open(null);
    }

    /**
     * Ends one of them, unless it has ended: whoever works with it is out with the next request.
     *
     * @throws AccessDeniedException when the viewer administers no accounts
     * @throws ProofNeededException  as {@link AccessPolicy#requireRecentProof}
     */
    @Transactional
    public void end(OpenSignIn which) {
        administration.act("end a session of " + which.username(), () -> signIns.end(which, SignIns.End.BY_ADMINISTRATOR));
    }

    /** The same of all but the one with which this is asked. */
    @Transactional
    public void endOthers() {
        administration.act("end all sessions", () -> {
            signIns.open(null).stream().filter(each -> !each.isThis()).forEach(each -> signIns.end(each, SignIns.End.BY_ADMINISTRATOR));
            return true;
        });
    }
}
