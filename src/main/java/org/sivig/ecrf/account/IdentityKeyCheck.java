package org.sivig.ecrf.account;

import jakarta.annotation.PostConstruct;
import org.sivig.ecrf.start.StartRefusedException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Refuses to start, before the first request, with a key that is not the one this database was encrypted with. */
@Component
class IdentityKeyCheck {

    private final JdbcClient database;
    private final IdentityVault vault;

    IdentityKeyCheck(JdbcClient database, IdentityVault vault) {
        this.database = database;
        this.vault = vault;
    }

    @PostConstruct
    void check() {
        database.sql("select sealed from identity_key_check").query(String.class).optional().ifPresentOrElse(
                this::requireReadable,
                this::putOnRecord);
    }

    /** The first start; another node may be at its own. */
    private void putOnRecord() {
        try {
            database.sql("insert into identity_key_check (id, sealed) values (1, ?)").param(vault.seal("SIVIG")).update();
        } catch (DuplicateKeyException other) {
            requireReadable(database.sql("select sealed from identity_key_check").query(String.class).single());
        }
    }

    private void requireReadable(String sealed) {
        try {
            vault.unseal(sealed);
        } catch (IllegalStateException otherKey) {
            vault.withdrawNewKey();
            throw new StartRefusedException("The identity key is not the one this database was encrypted with.",
                    "Put the key that belongs to this database in its place; where another node has made one, that is its file (docs/operations.md).", otherKey);
        }
    }
}
