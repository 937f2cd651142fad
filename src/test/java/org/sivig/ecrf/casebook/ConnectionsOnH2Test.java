package org.sivig.ecrf.casebook;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sivig.ecrf.OnH2;
import org.sivig.ecrf.PooledConnections;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.liquibase.autoconfigure.LiquibaseAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

class ConnectionsOnH2Test extends ConnectionsTest implements OnH2 {

    /** The product's settings, without the product. */
    @ImportAutoConfiguration({DataSourceAutoConfiguration.class, LiquibaseAutoConfiguration.class})
    static class Migration {
    }

    @Test
    void whatALaterVersionChangesCanBeFilledWhenTheConnectionThatChangedItIsGone(@TempDir Path folder)
            throws IOException, SQLException {
        Path changelog = folder.resolve("changelog.sql");
        String first = """
                --liquibase formatted sql

                --changeset test:1
                create table later (id integer primary key, answer varchar(3) check (answer in ('YES', 'NO', 'ND')));
                """;
        Files.writeString(changelog, first);
        start(folder, "insert into later values (1, 'YES')");
        Files.writeString(changelog, first + """

                --changeset test:2
                alter table later add column other varchar(3) check (other in ('YES', 'NO', 'ND'));
                """);
        start(folder, "insert into later values (2, 'NO', 'ND')");
    }

    private static void start(Path folder, String statement) throws SQLException {
        try (ConfigurableApplicationContext application = new SpringApplicationBuilder(Migration.class)
                .run("--sivig.data=" + folder, "--spring.liquibase.change-log=file:" + folder.resolve("changelog.sql"),
                        "--spring.main.web-application-type=none")) {
            HikariDataSource pool = application.getBean(HikariDataSource.class);
            PooledConnections.replace(pool);
            assertThat(JdbcClient.create(pool).sql(statement).update()).isOne();
        }
    }
}
