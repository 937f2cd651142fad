package org.sivig.ecrf.account;

import java.util.function.Supplier;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Component;

/** What only those who administer do. */
@Component
class Administration {

    private final AccessPolicy policy;

    Administration(AccessPolicy policy) {
        this.policy = policy;
    }

    /**
     * Does it for who administers; that somebody else asked for it stays on record.
     *
     * @param what for the record
     * @throws AccessDeniedException when the viewer does not
     * @throws ProofNeededException  as {@link AccessPolicy#requireRecentProof}
     */
    <T> T act(String what, Supplier<T> act) {
        if (!policy.administers()) {
            throw policy.denied("Not allowed to " + what);
        }
        policy.requireRecentProof();
        return act.get();
    }
}
