package org.sivig.ecrf.account;

import org.sivig.ecrf.start.StartRefusedException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the role of the application may do in PostgreSQL. */
public final class DatabaseRights {

    private DatabaseRights() {
    }

    /**
     * What nothing in the application rewrites, nobody with its rights can rewrite.
     *
     * @throws StartRefusedException when its role in PostgreSQL may do more
     */
    public static void requireFew(JdbcClient database) {
        database.sql("""
                select current_user, rolsuper or exists (select from pg_tables where schemaname = 'public' and tableowner = current_user)
                    or has_table_privilege('audit_record', 'UPDATE, DELETE, TRUNCATE')
                    or has_table_privilege('signature', 'DELETE, TRUNCATE')
                from pg_roles where rolname = current_user""")
                .query((row, i) -> row.getBoolean(2) ? row.getString(1) : "").single().lines().findAny().ifPresent(role -> {
                    throw new StartRefusedException("The role " + role + " of the application may rewrite the audit trail.",
                            "Let another role own the tables, and name it in SPRING_LIQUIBASE_USER and SPRING_LIQUIBASE_PASSWORD;"
                                    + " each start then gives the role of the application what it needs and no more"
                                    + " (docs/operations.md).");
                });
    }
}
