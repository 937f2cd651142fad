package org.sivig.ecrf.start;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import liquibase.integration.spring.SpringLiquibase;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.ClassPathResource;

/**
 * Lets one start at a time change the schema, and none of an earlier version than the one that has changed it last. On PostgreSQL a lock is held by a connection
 * beside that of Liquibase, on the embedded database the file is: so what Liquibase finds locked then was locked by a start that is dead.
 */
class SchemaGuard implements BeanPostProcessor, DisposableBean {

    /** There is one in every start. */
    @Configuration
    static class Setting {

        @Bean
        static SchemaGuard schemaGuard() {
            return new SchemaGuard();
        }
    }

    private static final Logger LOG = LoggerFactory.getLogger(SchemaGuard.class);
    private static final Pattern CHANGESET = Pattern.compile("(?m)^-- changeset sivig:(\\S+)");
    /** Of this lock among those of the database. */
    static final long NUMBER = 0x5349564947L;

    private @Nullable Connection held;

    /** @throws StartRefusedException when there are changes on record that this version does not make */
    @Override
    public Object postProcessBeforeInitialization(Object bean, String name) {
        if (bean instanceof SpringLiquibase migration) {
            try {
                held = migration.getDataSource().getConnection();
                try (Statement sql = held.createStatement()) {
                    boolean isPostgres = held.getMetaData().getDatabaseProductName().equals("PostgreSQL");
                    if (isPostgres) {
                        lock(sql);
                    }
                    requireKnown(sql);
                    if (isThere("databasechangeloglock", sql)) {
                        sql.executeUpdate("update databasechangeloglock set locked = false, lockgranted = null, lockedby = null where locked = true");
                    }
                    if (!isPostgres) {
                        destroy();
                    }
                }
            } catch (SQLException | IOException impossible) {
                throw new IllegalStateException("The schema cannot be looked at", impossible);
            }
        }
        return bean;
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        if (bean instanceof SpringLiquibase) {
            destroy();
        }
        return bean;
    }

    @Override
    public void destroy() {
        try (Connection over = held) {
            held = null;
        } catch (SQLException gone) {
            // So is the lock.
        }
    }

    /** However long it takes: the other one may be at a large table, and when it dies the lock is free. */
    private static void lock(Statement sql) throws SQLException {
        try (ResultSet free = sql.executeQuery("select pg_try_advisory_lock(" + NUMBER + ")")) {
            if (free.next() && free.getBoolean(1)) {
                return;
            }
        }
        LOG.warn("Another start is changing the schema; this one waits for it");
        sql.execute("select pg_advisory_lock(" + NUMBER + ")");
    }

    private static void requireKnown(Statement sql) throws SQLException, IOException {
        if (!isThere("databasechangelog", sql)) {
            return;
        }
        Set<String> unknown = new TreeSet<>();
        try (ResultSet found = sql.executeQuery("select id from databasechangelog where author = 'sivig'")) {
            while (found.next()) {
                unknown.add(found.getString(1));
            }
        }
        unknown.removeAll(known());
        if (!unknown.isEmpty()) {
            throw new StartRefusedException("The database was changed by a later version of the application (" + String.join(", ", unknown) + ").",
                    "Start that version, or restore the backup that was made before it (docs/operations.md).");
        }
    }

    private static boolean isThere(String table, Statement sql) throws SQLException {
        try (ResultSet found = sql.executeQuery("select count(*) from information_schema.tables where lower(table_name) = '" + table + "'")) {
            return found.next() && found.getInt(1) > 0;
        }
    }

    private static Set<String> known() throws IOException {
        StringBuilder text = new StringBuilder();
        for (String file : new String[] {"changelog.sql", "grants.sql"}) {
            text.append(new ClassPathResource("db/changelog/" + file).getContentAsString(StandardCharsets.UTF_8)).append('\n');
        }
        return CHANGESET.matcher(text).results().map(each -> each.group(1)).collect(Collectors.toSet());
    }
}
