package org.sivig.ecrf.audit;

import org.sivig.ecrf.account.AccessPolicy;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;

/** Looks the running instance over, for those who administer it. */
@Service
public class SelfChecks {

    private final Environment settings;
    private final JdbcClient database;
    private final PlatformTransactionManager transactions;
    private final ObjectProvider<JavaMailSender> mail;
    private final AccessPolicy policy;

    SelfChecks(Environment settings, JdbcClient database, PlatformTransactionManager transactions, ObjectProvider<JavaMailSender> mail,
            AccessPolicy policy) {
        this.settings = settings;
        this.database = database;
        this.transactions = transactions;
        this.mail = mail;
        this.policy = policy;
    }

    /**
     * Looks at everything that the command looks at, but what is answered from outside. Changes nothing.
     *
     * @throws AccessDeniedException when the user administers nothing
     */
    public SelfCheckReport run() {
        policy.requireAdministers();
        return new SelfCheck().installation(settings, database, transactions, mail.getIfAvailable()).report();
    }
}
