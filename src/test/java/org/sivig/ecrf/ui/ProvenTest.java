package org.sivig.ecrf.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.browserless.SpringBrowserlessTest;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.textfield.PasswordField;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sivig.ecrf.account.Factor;
import org.sivig.ecrf.account.Role;
import org.sivig.ecrf.account.SignIns;
import org.sivig.ecrf.account.UserAccount;
import org.sivig.ecrf.account.UserAccounts;
import org.sivig.ecrf.account.Viewers;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.test.context.ActiveProfiles;

/** What asks for a recent proof is done at once where there is one, and otherwise when it was given. */
@SpringBootTest(properties = {
        "spring.datasource.url=jdbc:h2:memFS:/proven",
        "sivig.identity.create-key=true",
        "sivig.identity.key-file=target/proven/identity-key.json"})
@ActiveProfiles("test")
class ProvenTest extends SpringBrowserlessTest {

    @Autowired
    private JdbcClient database;
    @Autowired
    private UserAccounts accounts;
    @Autowired
    private Viewers viewers;
    @Autowired
    private SignIns signIns;

    private int done;

    @BeforeEach
    void claireSignsIn(@Autowired PasswordEncoder encoder) {
        UI.getCurrent().setLocale(Locale.FRENCH);
        if (accounts.findByUsername("claire").isEmpty()) {
            accounts.saveAndFlush(new UserAccount("claire", encoder.encode("right"), "Claire", Role.MONITOR, Set.of()));
        }
        SecurityContextHolder.setContext(new SecurityContextImpl(
                signIns.begin(viewers.find("claire").orElseThrow(), Map.of(Factor.PASSWORD, Instant.now()))));
    }

    @AfterEach
    void signOut() {
        SecurityContextHolder.clearContext();
    }

    @Test
    void nothingIsAskedSoonAfterSigningIn() {
        Proven.then(() -> done++);
        assertThat(done).isEqualTo(1);
        assertThat($(ProofDialog.class).exists()).isFalse();
    }

    @Test
    void laterItIsAskedFirstAndDoneOnceAndThenNotAskedAgain() {
        database.sql("update sign_in set password_at = ?").param(Timestamp.from(Instant.now().minus(Duration.ofHours(1)))).update();
        Proven.then(() -> done++);
        assertThat(done).isZero();
        show("wrong");
        assertThat(done).isZero();
        assertThat($(PasswordField.class).single().getErrorMessage()).isEqualTo("Ce n’est pas votre mot de passe.");
        show("right");
        assertThat(done).isEqualTo(1);
        Proven.then(() -> done++);
        assertThat(done).isEqualTo(2);
        assertThat($(ProofDialog.class).exists()).isFalse();
    }

    private void show(String password) {
        test($(PasswordField.class).single()).setValue(password);
        test($(Button.class).id("proof_do")).click();
    }
}
