package org.sivig.ecrf.account;

import java.util.List;
import org.sivig.ecrf.start.StartRefusedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.password.PasswordEncoder;

/**
 * Keeps a production study from starting as a demo: without a database of its own, or with an account that has the
 * demo password; and with a role in the database that may rewrite what is on record. All is decided before the first request is served.
 */
@Configuration
@Profile("production")
class ProductionGuard {

    private static final Logger LOG = LoggerFactory.getLogger(ProductionGuard.class);

    /** Runs before any bean is made: without an address, Spring Boot would quietly take a database in memory. */
    @Bean
    static BeanFactoryPostProcessor requireDatabase(Environment settings) {
        return factory -> {
            if (settings.acceptsProfiles(Profiles.of("demo"))) {
                throw new StartRefusedException("The profiles production and demo are both active.",
                        "Keep production alone in SPRING_PROFILES_ACTIVE.");
            }
            String url = settings.getProperty("spring.datasource.url", "");
            if (url.isBlank()) {
                throw new StartRefusedException("No database is set for production.",
                        "Set SPRING_DATASOURCE_URL (jdbc:postgresql://host:5432/name), SPRING_DATASOURCE_USERNAME and"
                                + " SPRING_DATASOURCE_PASSWORD.");
            }
            if (!url.startsWith("jdbc:postgresql:")) {
                LOG.warn("The database is not PostgreSQL, which is what production is meant for");
            }
        };
    }

    @Bean
    SmartInitializingSingleton requireRightsOfItsOwn(JdbcClient database, Environment settings) {
        return () -> {
            if (settings.getProperty("spring.datasource.url", "").startsWith("jdbc:postgresql:")) {
                DatabaseRights.requireFew(database);
            }
        };
    }

    /** Each password is looked at once, at the first start after it was chosen: to do so takes long on purpose. */
    @Bean
    SmartInitializingSingleton requireOwnPasswords(JdbcClient database, PasswordEncoder encoder) {
        record Account(String username, String password) {
        }
        return () -> {
            List<Account> fresh = database.sql("select username, password from user_account where guarded is null or guarded <> password")
                    .query(Account.class).list();
            fresh.parallelStream().filter(account -> encoder.matches(DemoAccounts.PASSWORD, account.password())).findAny().ifPresent(account -> {
                throw new StartRefusedException(
                        "The account " + account.username() + " has the demo password, which is public.",
                        "Give it another password, or use a database without demo data (docs/operations.md).");
            });
            fresh.forEach(account -> database.sql("update user_account set guarded = ? where username = ?")
                    .params(account.password(), account.username()).update());
        };
    }
}
