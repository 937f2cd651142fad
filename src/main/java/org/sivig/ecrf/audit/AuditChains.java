package org.sivig.ecrf.audit;

import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.account.AccessPolicy;
import org.sivig.ecrf.study.IdentityCipher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;

/** Verifies the chains of audit records for those who watch over them. */
@Service
public class AuditChains {

    private final JdbcClient database;
    private final AccessPolicy policy;
    private final IdentityCipher cipher;

    AuditChains(JdbcClient database, AccessPolicy policy, IdentityCipher cipher) {
        this.database = database;
        this.policy = policy;
        this.cipher = cipher;
    }

    /**
     * Verifies the chain of every patient, and what the tables hold of them against it.
     *
     * @param earlier heads that were kept elsewhere, which the chains must still go through; null when there are none
     * @throws AccessDeniedException when the user may not
     */
    @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
    public Verification verify(@Nullable AuditHeads earlier) {
        policy.requireVerifiesAudit();
        return new ChainVerifier(database, cipher).verify(earlier);
    }
}
