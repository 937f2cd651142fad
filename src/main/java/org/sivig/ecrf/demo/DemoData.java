package org.sivig.ecrf.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.account.DemoAccounts;
import org.sivig.ecrf.account.DemoPreparation;
import org.sivig.ecrf.account.Role;
import org.sivig.ecrf.account.Site;
import org.sivig.ecrf.account.Sites;
import org.sivig.ecrf.account.UserAccounts;
import org.sivig.ecrf.account.Viewer;
import org.sivig.ecrf.casebook.Casebooks;
import org.sivig.ecrf.casebook.KnownQuery;
import org.sivig.ecrf.casebook.LifeCycle;
import org.sivig.ecrf.casebook.LifeResult;
import org.sivig.ecrf.casebook.SaveResult;
import org.sivig.ecrf.casebook.SignatureMeaning;
import org.sivig.ecrf.query.Queries;
import org.sivig.ecrf.query.RaiseResult;
import org.sivig.ecrf.study.Section;
import org.sivig.ecrf.study.Study;
import org.sivig.ecrf.study.life.CasebookState;
import org.sivig.ecrf.study.life.QueryOutcome;
import org.sivig.ecrf.study.life.QueryStep;
import org.sivig.ecrf.study.life.Transition;
import org.sivig.ecrf.verification.Verifications;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
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
class DemoData implements ApplicationRunner, DemoPreparation {

    private static final Logger LOG = LoggerFactory.getLogger(DemoData.class);

    /** The sections that the monitor has verified, by the number of the patient. */
    private static final Map<String, String> VERIFIED = Map.of("SIV-01-001", "eligibility", "SIV-01-002", "diagnosis",
            "SIV-02-001", "diagnosis", "SIV-03-001", "organ-history");

    private final Sites sites;
    private final UserAccounts accounts;
    private final Casebooks casebooks;
    private final LifeCycle lifeCycle;
    private final Verifications verifications;
    private final Queries queries;
    private final JdbcClient database;
    private final PasswordEncoder encoder;
    private final TransactionTemplate transaction;
    private volatile boolean ready;
    private volatile double progress;

    DemoData(Sites sites, UserAccounts accounts, Casebooks casebooks, LifeCycle lifeCycle,
            Verifications verifications, Queries queries, JdbcClient database, PasswordEncoder encoder,
            PlatformTransactionManager transactions) {
        this.sites = sites;
        this.accounts = accounts;
        this.casebooks = casebooks;
        this.lifeCycle = lifeCycle;
        this.verifications = verifications;
        this.queries = queries;
        this.database = database;
        this.encoder = encoder;
        this.transaction = new TransactionTemplate(transactions);
        this.ready = accounts.count() > 0;
    }

    @Override
    public boolean isReady() {
        return ready;
    }

    @Override
    public double progress() {
        return progress;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        ready = accounts.count() > 0;
        if (!ready) {
            fill();
            ready = true;
        }
    }

    private void fill() {
        List<DemoPatient> patients = DemoPatients.all();
        double step = 1.0 / (patients.size() + DemoPatients.STATES.size());
        for (String site : DemoPatients.sites()) {
            sites.save(new Site(site, "Centre démo " + site));
        }
        for (DemoPatient patient : patients) {
            if (patient.place() > patientsOf(patient.site())) {
                type(patient);
            }
            progress += step;
        }
        // Encoded once for all of them: the password is public, and encoding it is slow on purpose.
        String password = encoder.encode(DemoAccounts.PASSWORD);
        transaction.executeWithoutResult(status -> {
            accounts.saveAll(DemoUsers.accounts(DemoPatients.sites(), password));
            VERIFIED.forEach(this::verify);
            new TreeMap<>(DemoPatients.STATES).forEach((number, state) -> {
                bringTo(number, state);
                progress += step;
            });
            ask();
        });
        LOG.info("Made {} fictitious patients", database.sql("select count(*) from patient").query(Long.class).single());
    }

    /** Raises a few queries, and brings them to different states. */
    private void ask() {
        if (database.sql("select count(*) from query").query(Long.class).single() > 0) {
            return;
        }
        Viewer monitor = viewer("monitor");
        raise(monitor, "SIV-01-001", "dx_date", "Le mois figure-t-il dans le compte rendu ?");
        raise(monitor, "SIV-02-002", "ssc_type", "Type à confirmer : l’examen décrit une atteinte proximale.");
        raise(viewer("statistician"), "SIV-01-004", "first_nonrp_year", "Antérieur au Raynaud : est-ce voulu ?");
        KnownQuery answered = raise(monitor, "SIV-01-002", "dx_date", "Date différente dans le courrier ?");
        take(viewer(DemoUsers.investigatorOf("01")), answered, QueryStep.ANSWER, null, "Relu : la date est celle du bilan.");
        KnownQuery closed = raise(monitor, "SIV-02-003", "dx_date", "Date à vérifier.");
        take(monitor, closed, QueryStep.CLOSE, QueryOutcome.CONFIRMED, "Vu dans le courrier.");
    }

    private KnownQuery raise(Viewer by, String number, String item, String text) {
        List<KnownQuery> raised = new ArrayList<>();
        as(by, () -> {
            if (!(queries.raise(number, item, text) instanceof RaiseResult.Raised(KnownQuery query))) {
                throw new IllegalStateException("No query can be raised in " + number);
            }
            raised.add(query);
        });
        return raised.getFirst();
    }

    private void take(Viewer by, KnownQuery query, QueryStep step, @Nullable QueryOutcome outcome, String text) {
        as(by, () -> queries.take(query.number(), query.messages(), step, outcome, text));
    }

    private int patientsOf(String site) {
        return database.sql("select count(*) from patient where site = ?").param(site).query(Integer.class).single();
    }

    /** Creates a patient and saves the answers as an investigator of the site would, in one transaction. */
    private void type(DemoPatient patient) {
        Viewer investigator = new Viewer(DemoUsers.investigatorOf(patient.site()), "", "", Role.INVESTIGATOR,
                Set.of(patient.site()));
        as(investigator, () -> transaction.executeWithoutResult(status -> {
            String number = casebooks.create(patient.site());
            if (!(casebooks.save(number, patient.edits(), null) instanceof SaveResult.Saved)) {
                throw new IllegalStateException("Fictitious patient " + number + " cannot be typed");
            }
        }));
    }

    /** Takes a casebook as far as this in its life, as those whose task it is. */
    private void bringTo(String number, CasebookState state) {
        if (database.sql("select count(completed) from patient where number = ?").param(number).query(Long.class)
                .single() > 0) {
            return;
        }
        as(viewer(DemoUsers.investigatorOf(number.substring(4, 6))), () -> {
            Study.SECTIONS.forEach(section -> require(lifeCycle.completeForm(number, section)));
            require(lifeCycle.take(number, Transition.COMPLETE_CASEBOOK, null));
            if (state != CasebookState.COMPLETE) {
                require(lifeCycle.sign(number, casebooks.open(number).standing().changedAt(),
                        SignatureMeaning.RESPONSIBLE, DemoAccounts.PASSWORD));
            }
        });
        as(viewer(DemoUsers.DATA_MANAGER), () -> {
            if (state.compareTo(CasebookState.FROZEN) >= 0) {
                require(lifeCycle.take(number, Transition.FREEZE, null));
            }
            if (state == CasebookState.LOCKED) {
                require(lifeCycle.take(number, Transition.LOCK, null));
            }
        });
    }

    /** Verifies a section, as the monitor does. */
    private void verify(String number, String section) {
        Section verified = Objects.requireNonNull(Study.sectionAt(section));
        as(viewer(DemoUsers.MONITOR), () -> verifications.verify(
                verifications.of(number).toVerify(casebooks.open(number), verified::covers)));
    }

    private static void require(LifeResult result) {
        if (!(result instanceof LifeResult.Done)) {
            throw new IllegalStateException("The casebook of " + result.now().number() + ": " + result.getClass());
        }
    }

    private Viewer viewer(String username) {
        return Viewer.of(accounts.findByUsername(username).orElseThrow());
    }

    private static void as(Viewer viewer, Runnable act) {
        SecurityContextHolder.setContext(new SecurityContextImpl(
                UsernamePasswordAuthenticationToken.authenticated(viewer, null, viewer.getAuthorities())));
        try {
            act.run();
        } finally {
            SecurityContextHolder.clearContext();
        }
    }
}
