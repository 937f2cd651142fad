package org.sivig.ecrf.account;

import org.sivig.ecrf.study.IdentityCipher;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Refuses to start with a key that is not the one this database was encrypted with. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class IdentityKeyCheck implements ApplicationRunner {

    private final JdbcClient database;
    private final IdentityCipher cipher;

    IdentityKeyCheck(JdbcClient database, IdentityCipher cipher) {
        this.database = database;
        this.cipher = cipher;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        database.sql("select sealed from identity_key_check").query(String.class).optional().ifPresentOrElse(
                cipher::unseal,
                () -> database.sql("insert into identity_key_check (id, sealed) values (1, ?)")
                        .param(cipher.seal("SIVIG")).update());
    }
}
