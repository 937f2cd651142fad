package org.sivig.ecrf.demo;

import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sivig.ecrf.account.DemoAccounts;
import org.sivig.ecrf.account.Role;
import org.sivig.ecrf.account.Site;
import org.sivig.ecrf.account.Sites;
import org.sivig.ecrf.account.UserAccounts;
import org.sivig.ecrf.account.Viewer;
import org.sivig.ecrf.casebook.Casebooks;
import org.sivig.ecrf.casebook.SaveResult;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.context.annotation.Profile;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Fills an empty database with fictitious sites, patients and accounts. The accounts come last and all at once: while
 * there are none, nobody can sign in, and the next start goes on where this one was interrupted.
 */
@Component
@Profile("demo")
class DemoData implements ApplicationRunner {

    private static final Logger LOG = LoggerFactory.getLogger(DemoData.class);

    private final Sites sites;
    private final UserAccounts accounts;
    private final Casebooks casebooks;
    private final JdbcClient database;
    private final PasswordEncoder encoder;
    private final TransactionTemplate transaction;

    DemoData(Sites sites, UserAccounts accounts, Casebooks casebooks, JdbcClient database, PasswordEncoder encoder,
            PlatformTransactionManager transactions) {
        this.sites = sites;
        this.accounts = accounts;
        this.casebooks = casebooks;
        this.database = database;
        this.encoder = encoder;
        this.transaction = new TransactionTemplate(transactions);
    }

    @Override
    public void run(ApplicationArguments arguments) {
        if (accounts.count() > 0) {
            return;
        }
        for (String site : DemoPatients.sites()) {
            sites.save(new Site(site, "Centre démo " + site));
        }
        for (DemoPatient patient : DemoPatients.all()) {
            if (patient.place() > patientsOf(patient.site())) {
                type(patient);
            }
        }
        // Encoded once for all of them: the password is public, and encoding it is slow on purpose.
        String password = encoder.encode(DemoAccounts.PASSWORD);
        transaction.executeWithoutResult(
                status -> accounts.saveAll(DemoUsers.accounts(DemoPatients.sites(), password)));
        LOG.info("Made {} fictitious patients", database.sql("select count(*) from patient").query(Long.class).single());
    }

    private int patientsOf(String site) {
        return database.sql("select count(*) from patient where site = ?").param(site).query(Integer.class).single();
    }

    /** Creates a patient and saves the answers as an investigator of the site would, in one transaction. */
    private void type(DemoPatient patient) {
        Viewer investigator = new Viewer(DemoUsers.investigatorOf(patient.site()), "", "", Role.INVESTIGATOR,
                Set.of(patient.site()));
        SecurityContextHolder.setContext(new SecurityContextImpl(
                UsernamePasswordAuthenticationToken.authenticated(investigator, null, investigator.getAuthorities())));
        try {
            transaction.executeWithoutResult(status -> {
                String number = casebooks.create(patient.site());
                if (!(casebooks.save(number, patient.edits(), null) instanceof SaveResult.Saved)) {
                    throw new IllegalStateException("Fictitious patient " + number + " cannot be typed");
                }
            });
        } finally {
            SecurityContextHolder.clearContext();
        }
    }
}
