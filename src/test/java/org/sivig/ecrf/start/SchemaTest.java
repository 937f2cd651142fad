package org.sivig.ecrf.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import liquibase.exception.LiquibaseException;
import liquibase.integration.spring.SpringLiquibase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sivig.ecrf.OnPostgres;
import org.springframework.core.io.DefaultResourceLoader;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** What a start does to the schema, beside others and after one that was killed. */
class SchemaTest {

    private final DataSource postgres = OnPostgres.Server.STARTED.getDatabase("postgres", "schema_test");
    private JdbcClient database = JdbcClient.create(postgres);

    @BeforeEach
    void anEmptyDatabase() {
        JdbcClient all = JdbcClient.create(OnPostgres.Server.STARTED.getPostgresDatabase());
        all.sql("drop database if exists schema_test with (force)").update();
        all.sql("create database schema_test").update();
    }

    private static void start(DataSource source) throws LiquibaseException {
        SpringLiquibase start = new SpringLiquibase();
        start.setDataSource(source);
        start.setChangeLog("classpath:db/changelog/changelog.yaml");
        start.setChangeLogParameters(Map.of("sivig.application-role", "postgres"));
        start.setResourceLoader(new DefaultResourceLoader());
        SchemaGuard guard = new SchemaGuard();
        try {
            guard.postProcessBeforeInitialization(start, "liquibase");
            start.afterPropertiesSet();
        } finally {
            guard.destroy();
        }
    }

    private long changes() {
        return database.sql("select count(distinct id) from databasechangelog").query(Long.class).single();
    }

    @Test
    void twoFirstStartsAtOnceEndWell() throws Exception {
        CyclicBarrier both = new CyclicBarrier(2);
        try (var threads = Executors.newFixedThreadPool(2)) {
            Future<?> one = threads.submit(() -> startWith(both));
            Future<?> other = threads.submit(() -> startWith(both));
            one.get();
            other.get();
        }
        assertThat(changes()).isEqualTo(database.sql("select count(*) from databasechangelog").query(Long.class).single());
        assertThat(database.sql("select count(*) from turn").query(Long.class).single()).isEqualTo(3);
    }

    private Void startWith(CyclicBarrier both) throws Exception {
        both.await();
        start(postgres);
        return null;
    }

    @Test
    void aStartThatWasKilledInTheMiddleHoldsNobodyUp() throws Exception {
        start(postgres);
        database.sql("delete from databasechangelog where id = '171-what-a-browser-keeps'").update();
        database.sql("alter table sign_in drop column kept").update();
        database.sql("update databasechangeloglock set locked = true, lockgranted = current_timestamp, lockedby = 'dead'").update();
        try (Connection dying = postgres.getConnection()) {
            dying.createStatement().execute("select pg_advisory_lock(" + SchemaGuard.NUMBER + ")");
            try (var threads = Executors.newSingleThreadExecutor()) {
                Future<?> next = threads.submit(() -> {
                    start(postgres);
                    return null;
                });
                while (database.sql("select count(*) from pg_locks where locktype = 'advisory' and not granted").query(Long.class).single() == 0) {
                    Thread.onSpinWait(); // until it waits
                }
                database.sql("select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory' and granted").query().listOfRows();
                next.get();
            }
        } catch (SQLException killed) {
            // It was.
        }
        assertThat(database.sql("select count(*) from information_schema.columns where column_name = 'kept'").query(Long.class).single()).isEqualTo(1);
    }

    @Test
    void onTheEmbeddedDatabaseALockThatIsLeftHoldsNobodyUp() throws Exception {
        DataSource h2 = new DriverManagerDataSource("jdbc:h2:mem:left;DB_CLOSE_DELAY=-1", "sa", "");
        start(h2);
        JdbcClient.create(h2).sql("update databasechangeloglock set locked = true, lockgranted = current_timestamp, lockedby = 'dead'").update();
        JdbcClient.create(h2).sql("delete from databasechangelog where id = '171-what-a-browser-keeps'").update();
        JdbcClient.create(h2).sql("alter table sign_in drop column kept").update();
        start(h2);
        assertThat(JdbcClient.create(h2).sql("select locked from databasechangeloglock").query(Boolean.class).single()).isFalse();
    }

    @Test
    void aDatabaseThatALaterVersionHasChangedIsRefused() throws Exception {
        start(postgres);
        start(postgres);
        database.sql("insert into databasechangelog (id, author, filename, dateexecuted, orderexecuted, exectype)"
                + " values ('999-of-the-next-version', 'sivig', 'x', current_timestamp, 999, 'EXECUTED')").update();
        assertThatExceptionOfType(StartRefusedException.class).isThrownBy(() -> start(postgres))
                .withMessageContaining("999-of-the-next-version").withMessageContaining("later version");
    }
}
