package org.sivig.ecrf.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sivig.ecrf.EcrfApplication;
import org.sivig.ecrf.node.Turns;
import org.sivig.ecrf.start.StartRefusedException;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.DefaultApplicationArguments;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

@SpringBootTest
@ActiveProfiles("production")
@ExtendWith(OutputCaptureExtension.class)
class ProductionTest {

    private static final String PASSWORD = "a passphrase of one's own";

    @TempDir
    static Path folder;

    @Autowired
    private ApplicationContext application;
    @Autowired
    private UserAccounts accounts;
    @Autowired
    private Turns turns;
    @Autowired
    private JdbcClient database;
    @Autowired
    private PasswordEncoder encoder;
    @Autowired
    private SmartInitializingSingleton requireOwnPasswords;

    @DynamicPropertySource
    static void database(DynamicPropertyRegistry settings) {
        settings.add("sivig.data", folder::toString);
        settings.add("sivig.identity.create-key", () -> "true");
        settings.add("spring.datasource.url", () -> "jdbc:h2:memFS:/production");
    }

    @BeforeEach
    void noAccounts() {
        accounts.deleteAll();
    }

    @Test
    void hasNoDemo() {
        assertThat(application.getBeansOfType(DemoAccounts.class)).isEmpty();
        assertThat(application.getBeansOfType(DemoFactor.class)).isEmpty();
        assertThat(application.containsBean("demoData")).isFalse();
    }

    @Test
    void refusesToStartWithoutDatabase(CapturedOutput output) {
        assertThatExceptionOfType(StartRefusedException.class)
                .isThrownBy(() -> SpringApplication.run(EcrfApplication.class,
                        "--spring.profiles.active=production", "--spring.datasource.url="));
        assertThat(output).contains("APPLICATION FAILED TO START").contains("Set SPRING_DATASOURCE_URL")
                .doesNotContain("\tat ");
    }

    @Test
    void refusesToStartTogetherWithTheDemo() {
        assertThatExceptionOfType(StartRefusedException.class)
                .isThrownBy(() -> SpringApplication.run(EcrfApplication.class,
                        "--spring.profiles.active=production,demo"));
    }

    @Test
    void refusesToStartWithTheDemoPassword() {
        account("first", PASSWORD);
        assertThatCode(requireOwnPasswords::afterSingletonsInstantiated).doesNotThrowAnyException();
        account("second", DemoAccounts.PASSWORD);
        assertThatExceptionOfType(StartRefusedException.class)
                .isThrownBy(requireOwnPasswords::afterSingletonsInstantiated)
                .withMessageContaining("second").withMessageNotContaining(DemoAccounts.PASSWORD);
    }

    @Test
    void looksAtEachPasswordOnceHoweverManyAccountsThereAre() {
        account("first", PASSWORD);
        requireOwnPasswords.afterSingletonsInstantiated();
        assertThat(database.sql("select count(*) from user_account where guarded is null or guarded <> password").query(Long.class).single()).isZero();
        database.sql("update user_account set password = ?").param(encoder.encode(DemoAccounts.PASSWORD)).update();
        assertThatExceptionOfType(StartRefusedException.class).isThrownBy(requireOwnPasswords::afterSingletonsInstantiated);
    }

    @Test
    void makesTheFirstAdministratorOnce(CapturedOutput output) {
        start("\u200bchief\u00a0", PASSWORD);
        start("other", PASSWORD);
        assertThat(accounts.findAll()).singleElement().satisfies(chief -> {
            assertThat(chief.getUsername()).isEqualTo("chief");
            assertThat(chief.getRole()).isEqualTo(Role.ADMINISTRATOR);
            assertThat(encoder.matches(PASSWORD, chief.getPassword())).isTrue();
        });
        assertThat(output).contains("chief").doesNotContain(PASSWORD);
    }

    @Test
    void saysHowToMakeTheFirstAdministrator(CapturedOutput output) {
        start("", "");
        assertThat(accounts.count()).isZero();
        assertThat(output).contains("SIVIG_ADMIN_USERNAME and SIVIG_ADMIN_PASSWORD");
    }

    @ParameterizedTest
    @CsvSource({"chief, elevenchars", "chief, Sivig-demo-2014", "administrator, administrator the first", "chief, motdepasse2024!!",
            "chief, ééééééééééééééééééééééééééééééééééééé"})
    void refusesAWeakFirstPassword(String username, String weak) {
        assertThatExceptionOfType(StartRefusedException.class).isThrownBy(() -> start(username, weak))
                .withMessageContaining("easy to guess").withMessageNotContaining(weak);
        assertThat(accounts.count()).isZero();
    }

    @Test
    void refusesANameThatIsTaken() {
        account("taken", PASSWORD);
        assertThatExceptionOfType(StartRefusedException.class).isThrownBy(() -> start("taken", PASSWORD));
    }

    private void account(String username, String password) {
        accounts.save(new UserAccount(username, encoder.encode(password), username, Role.MONITOR, Set.of()));
    }

    /** What a start with these settings does about the first administrator. */
    private void start(String username, String password) {
        new FirstAdministrator(turns, accounts, encoder, username, password).run(new DefaultApplicationArguments());
    }
}
