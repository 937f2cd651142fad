package org.sivig.ecrf.casebook;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.sivig.ecrf.PooledConnections;
import org.sivig.ecrf.ServiceTest;
import org.springframework.aop.framework.Advised;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.interceptor.TransactionInterceptor;

/** The pool replaces each connection some time, that too which made the tables. */
abstract class ConnectionsTest extends ServiceTest {

    @Autowired
    private DataSource pool;

    @Test
    void whatIsTypedIsSavedWhenTheConnectionThatMadeTheTablesIsGone() throws SQLException {
        PooledConnections.replace(pool);

        String number = casebooks.create("01");
        save(number, "sex=F", "ssc_type=1", "ana=1", "fluo=homog,other", "rp_hx=1", "visit_done_m3=0");

        assertThat(stored(number, "ssc_type")).isEqualTo("1");
        assertThat(stored(number, "visit_done_m3")).isEqualTo("0");
    }

    @Test
    void whoSavesWaitsForATurnBeforeTheyTakeAConnection() {
        assertThat(Stream.of(((Advised) casebooks).getAdvisors()).<Class<?>>map(each -> each.getAdvice().getClass()))
                .containsSubsequence(SaveTurns.class, TransactionInterceptor.class);
    }
}
