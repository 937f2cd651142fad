package org.sivig.ecrf.account;

import java.util.Set;
import org.sivig.ecrf.crf.TypedText;
import org.sivig.ecrf.node.Turns;
import org.sivig.ecrf.start.StartRefusedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Profile;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;

/** Makes the first administrator's account of a production study from the settings, or says in the log how to. */
@Component
@Profile("production")
@ConditionalOnWebApplication
class FirstAdministrator implements ApplicationRunner {

    private static final Logger LOG = LoggerFactory.getLogger(FirstAdministrator.class);
    private static final String SETTINGS = "SIVIG_ADMIN_USERNAME and SIVIG_ADMIN_PASSWORD";

    private final Turns turns;
    private final UserAccounts accounts;
    private final PasswordEncoder encoder;
    private final String username;
    private final String password;

    FirstAdministrator(Turns turns, UserAccounts accounts, PasswordEncoder encoder,
            @Value("${sivig.admin.username:}") String username, @Value("${sivig.admin.password:}") String password) {
        this.turns = turns;
        this.accounts = accounts;
        this.encoder = encoder;
        this.username = TypedText.line(username);
        this.password = password;
    }

    /** @throws StartRefusedException when the account cannot be made as set */
    @Override
    public void run(ApplicationArguments arguments) {
        turns.alone(Turns.START, this::make);
    }

    private void make() {
        if (accounts.existsByRole(Role.ADMINISTRATOR)) {
            return;
        }
        if (username.isEmpty() || password.isEmpty()) {
            LOG.warn("There is no administrator yet. Start once with {} set: the account is made then", SETTINGS);
            return;
        }
        if (username.length() > 60 || accounts.findByUsername(username).isPresent()) {
            throw refused("its name is taken, or longer than 60 characters");
        }
        if (PasswordRules.against(password, username, "") != null) {
            throw refused("its password has fewer than " + PasswordRules.LEAST_CHARACTERS + " characters, holds its name or that of the"
                    + " study, or is easy to guess");
        }
        accounts.save(new UserAccount(username, encoder.encode(password), username, Role.ADMINISTRATOR, Set.of()));
        LOG.info("Made the first administrator's account, {}. Remove {} from the settings now", username, SETTINGS);
    }

    private static StartRefusedException refused(String why) {
        return new StartRefusedException("The first administrator's account cannot be made: " + why + ".",
                "Set " + SETTINGS + " to others.");
    }
}
