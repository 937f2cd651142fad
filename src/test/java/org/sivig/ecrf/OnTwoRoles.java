package org.sivig.ecrf;

import java.sql.Connection;
import java.sql.SQLException;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Runs a {@link ServiceTest} on PostgreSQL as in production: one role owns the tables, the other is the application's. */
public interface OnTwoRoles {

    @DynamicPropertySource
    static void roles(DynamicPropertyRegistry properties) {
        properties.add("spring.datasource.url", () -> {
            makeRoles();
            return OnPostgres.Server.STARTED.getJdbcUrl("postgres", "two_roles").replaceFirst("\\?.*", ""); // without its user
        });
        properties.add("spring.datasource.username", () -> "sivig_app");
        properties.add("spring.liquibase.user", () -> "sivig_owner");
    }

    private static void makeRoles() {
        try (Connection superuser = OnPostgres.Server.STARTED.getPostgresDatabase().getConnection();
                var statement = superuser.createStatement()) {
            var there = statement.executeQuery("select 1 from pg_database where datname = 'two_roles'");
            if (there.next()) {
                return;
            }
            statement.execute("create role sivig_owner login");
            statement.execute("create role sivig_app login");
            statement.execute("create database two_roles owner sivig_owner");
            try (Connection inside = OnPostgres.Server.STARTED.getDatabase("postgres", "two_roles").getConnection();
                    var rights = inside.createStatement()) {
                rights.execute("revoke all on schema public from public");
                rights.execute("grant usage, create on schema public to sivig_owner");
            }
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }
}
