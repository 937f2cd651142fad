package org.sivig.ecrf.audit;

import java.util.List;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Verifies the audit chains of a database that the application is not using, or not alone. */
public final class Chains {

    private Chains() {
    }

    public static List<AuditRecords.Break> verify(DataSource database) {
        return new AuditRecords(JdbcClient.create(database)).verifyAll();
    }
}
