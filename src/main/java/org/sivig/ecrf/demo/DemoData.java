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
import org.sivig.ecrf.account.Viewers;
import org.sivig.ecrf.casebook.Casebooks;
import org.sivig.ecrf.casebook.KnownQuery;
import org.sivig.ecrf.casebook.LifeCycle;
import org.sivig.ecrf.casebook.LifeResult;
import org.sivig.ecrf.casebook.SaveResult;
import org.sivig.ecrf.casebook.SignatureMeaning;
import org.sivig.ecrf.query.Queries;
import org.sivig.ecrf.query.QueryResult;
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
 * Fills an empty database with fictitious sites, patients and accounts, then does with them what is done in a study.
 * Until that is done nobody is let in, and the next start goes on where this one was interrupted.
 */
@Component
@Profile("demo")
class DemoData implements ApplicationRunner, DemoPreparation {

    private static final Logger LOG = LoggerFactory.getLogger(DemoData.class);

    /** The sections that the monitor has verified, by the number of the patient. */
    private static final Map<String, String> VERIFIED = Map.of("SIV-01-001", "eligibility", "SIV-01-002", "diagnosis",
            "SIV-02-001", "diagnosis", "SIV-03-001", "organ-history");

    /** How many days ago the first patient was typed; each of the others two days later. */
    private static final int FIRST_TYPED = 150;
    /** How many days ago casebooks were verified, signed and closed. */
    private static final int BROUGHT_ON = 60;

    private final Sites sites;
    private final UserAccounts accounts;
    private final Viewers viewers;
    private final Casebooks casebooks;
    private final LifeCycle lifeCycle;
    private final Verifications verifications;
    private final Queries queries;
    private final JdbcClient database;
    private final PasswordEncoder encoder;
    private final TransactionTemplate transaction;
    private final DemoClock clock;
    private volatile boolean ready;
    private volatile double progress;

    DemoData(Sites sites, UserAccounts accounts, Viewers viewers, Casebooks casebooks, LifeCycle lifeCycle,
            Verifications verifications, Queries queries, JdbcClient database, PasswordEncoder encoder,
            PlatformTransactionManager transactions, DemoClock clock) {
        this.sites = sites;
        this.accounts = accounts;
        this.viewers = viewers;
        this.casebooks = casebooks;
        this.lifeCycle = lifeCycle;
        this.verifications = verifications;
        this.queries = queries;
        this.database = database;
        this.encoder = encoder;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
        this.ready = isFilled();
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
        ready = isFilled();
        if (!ready) {
            fill();
            ready = true;
        }
    }

    /** Queries come last. */
    private boolean isFilled() {
        return accounts.count() > 0 && database.sql("select count(*) from query").query(Long.class).single() > 0;
    }

    private void fill() {
        List<DemoPatient> patients = DemoPatients.all();
        double step = 1.0 / (patients.size() + DemoPatients.STATES.size());
        for (String site : DemoPatients.sites()) {
            sites.save(new Site(site, "Centre démo " + site));
        }
        for (DemoPatient patient : patients) {
            if (patient.place() > patientsOf(patient.site())) {
                clock.daysAgo(FIRST_TYPED - 2 * patients.indexOf(patient), () -> type(patient));
            }
            progress += step;
        }
        if (accounts.count() == 0) {
            // Encoded once for all of them: the password is public, and encoding it is slow on purpose.
            String password = encoder.encode(DemoAccounts.PASSWORD);
            accounts.saveAll(DemoUsers.accounts(DemoPatients.sites(), password));
        }
        clock.daysAgo(BROUGHT_ON, () -> {
            VERIFIED.forEach(this::verify);
            new TreeMap<>(DemoPatients.STATES).forEach((number, state) -> {
                bringTo(number, state);
                progress += step;
            });
        });
        ask();
        LOG.info("Made {} fictitious patients", database.sql("select count(*) from patient").query(Long.class).single());
    }

    /** Raises queries, and brings them to every state; what waits has waited for days, weeks and months. */
    private void ask() {
        if (database.sql("select count(*) from query").query(Long.class).single() > 0) {
            return;
        }
        KnownQuery sentBack = raise(52, "SIV-02-004", "ivig1_n", "Cures ou jours de perfusion ?");
        raise(45, "SIV-01-001", "dx_date", "Le mois figure-t-il dans le compte rendu ?");
        KnownQuery late = raise(44, "SIV-03-003", "ivig1_start", "Date à confirmer sur la prescription.");
        answer(40, late, "Date de la première prescription nominative.");
        KnownQuery closed = raise(38, "SIV-02-003", "dx_date", "Date à vérifier.");
        take(36, viewer(DemoUsers.MONITOR), closed, QueryStep.CLOSE, QueryOutcome.CONFIRMED, "Vu dans le courrier.");
        KnownQuery again = raise(35, "SIV-04-003", "mrss_m0", "Score relevé par qui ?");
        again = take(33, viewer(DemoUsers.MONITOR), again, QueryStep.CLOSE, QueryOutcome.IRRELEVANT, "");
        KnownQuery cancelled = raise(30, "SIV-01-005", "du_hx", "Ulcères ou cicatrices ?");
        take(29, viewer(DemoUsers.MONITOR), cancelled, QueryStep.CANCEL, null, "Posée par erreur.");
        sentBack = answer(28, sentBack, "Jours.");
        take(21, viewer(DemoUsers.MONITOR), sentBack, QueryStep.SEND_BACK, null, "Merci d’indiquer le nombre de cures.");
        take(20, viewer(DemoUsers.MONITOR), again, QueryStep.REOPEN, null, "Deux scores différents dans le dossier.");
        KnownQuery answered = raise(16, "SIV-01-002", "dx_date", "Date différente dans le courrier ?");
        answer(12, answered, "Relu : la date est celle du bilan.");
        raise(15, "SIV-05-004", "pre_any", "Corticoïdes avant les IgIV ?");
        raise(6, "SIV-02-002", "ssc_type", "Type à confirmer : l’examen décrit une atteinte proximale.");
        raise(5, viewer("statistician"), "SIV-01-004", "first_nonrp_year", "Antérieur au Raynaud : est-ce voulu ?");
        KnownQuery fresh = raise(4, "SIV-06-003", "fvc_m0", "CVF en litres ou en % ?");
        answer(2, fresh, "En % de la théorique.");
    }

    private KnownQuery raise(int daysAgo, String number, String item, String text) {
        return raise(daysAgo, viewer(DemoUsers.MONITOR), number, item, text);
    }

    private KnownQuery answer(int daysAgo, KnownQuery query, String text) {
        return take(daysAgo, viewer(DemoUsers.investigatorOf(query.site())), query, QueryStep.ANSWER, null, text);
    }

    private KnownQuery raise(int daysAgo, Viewer by, String number, String item, String text) {
        List<KnownQuery> raised = new ArrayList<>();
        clock.daysAgo(daysAgo, () -> as(by, () -> {
            if (!(queries.raise(number, item, text) instanceof RaiseResult.Raised(KnownQuery query))) {
                throw new IllegalStateException("No query can be raised in " + number);
            }
            raised.add(query);
        }));
        return raised.getFirst();
    }

    private KnownQuery take(int daysAgo, Viewer by, KnownQuery query, QueryStep step, @Nullable QueryOutcome outcome,
            String text) {
        List<KnownQuery> taken = new ArrayList<>();
        clock.daysAgo(daysAgo, () -> as(by, () -> {
            if (!(queries.take(query.number(), query.messages(), step, outcome, text)
                    instanceof QueryResult.Done(KnownQuery now))) {
                throw new IllegalStateException("Query " + query.name() + " cannot be taken on");
            }
            taken.add(now);
        }));
        return taken.getFirst();
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
        return viewers.find(username).orElseThrow();
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
