package org.sivig.ecrf.audit;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.account.AccessPolicy;
import org.sivig.ecrf.node.LastDone;
import org.sivig.ecrf.study.IdentityCipher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Verifies the chains of audit records for those who watch over them. */
@Service
public class AuditChains {

    private final JdbcClient database;
    private final AccessPolicy policy;
    private final IdentityCipher cipher;
    private final TransactionTemplate reading;

    AuditChains(JdbcClient database, AccessPolicy policy, IdentityCipher cipher, PlatformTransactionManager transactions) {
        this.database = database;
        this.policy = policy;
        this.cipher = cipher;
        reading = AuditCommand.reading(transactions);
    }

    /**
     * Verifies the chain of every patient, and what the tables hold of them against it. That it was done, and whether all holds, is kept.
     *
     * @param earlier heads that were kept elsewhere, which the chains must still go through; null when there are none
     * @throws AccessDeniedException when the user may not
     */
    public Verification verify(@Nullable AuditHeads earlier) {
        policy.requireVerifiesAudit();
        Verification found = Objects.requireNonNull(reading.execute(status -> new ChainVerifier(database, cipher).verify(earlier)));
        LastDone.put(database, LastDone.VERIFICATION, found.holds(), found.heads().sum());
        return found;
    }
}
