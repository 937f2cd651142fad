package org.sivig.ecrf.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.sivig.ecrf.account.DemoAccounts;
import org.sivig.ecrf.account.DemoFactor;
import org.sivig.ecrf.account.DemoPreparation;
import org.sivig.ecrf.account.Role;
import org.sivig.ecrf.account.SignatureProof;
import org.sivig.ecrf.account.Site;
import org.sivig.ecrf.account.Sites;
import org.sivig.ecrf.account.UserAccount;
import org.sivig.ecrf.account.UserAccounts;
import org.sivig.ecrf.account.Viewer;
import org.sivig.ecrf.account.Viewers;
import org.sivig.ecrf.casebook.Casebooks;
import org.sivig.ecrf.casebook.KnownQuery;
import org.sivig.ecrf.casebook.LifeCycle;
import org.sivig.ecrf.casebook.LifeResult;
import org.sivig.ecrf.casebook.SaveResult;
import org.sivig.ecrf.casebook.SignatureMeaning;
import org.sivig.ecrf.casebook.Standing;
import org.sivig.ecrf.node.Turns;
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
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
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
@ConditionalOnWebApplication
class DemoData implements ApplicationRunner, DemoPreparation {

    private static final Logger LOG = LoggerFactory.getLogger(DemoData.class);

    /** The sections that the monitor has verified, by the number of the patient. */
    private static final Map<String, String> VERIFIED = Map.of("SIV-01-001", "eligibility", "SIV-01-002", "diagnosis",
            "SIV-02-001", "diagnosis", "SIV-03-001", "organ-history");

    private static final String LAST_SAID = "En % de la théorique.";

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
    private final Turns turns;
    private final DemoFactor factor;
    private volatile boolean ready;
    private volatile double progress;

    DemoData(Sites sites, UserAccounts accounts, Viewers viewers, Casebooks casebooks, LifeCycle lifeCycle,
            Verifications verifications, Queries queries, JdbcClient database, PasswordEncoder encoder,
            PlatformTransactionManager transactions, DemoClock clock, Turns turns,
            DemoFactor factor) {
        this.turns = turns;
        this.factor = factor;
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
        ready = ready || isFilled(); // perhaps by another node
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
            turns.alone(Turns.DEMO, this::fill);
            ready = isFilled();
        } else if (isOfDemo() && !newAccounts("").isEmpty()) {
            turns.alone(Turns.DEMO, this::addAccounts); // made by a version that knew fewer of them
        }
    }

    /** Queries come last, and an answer is the last that is said. A database with other accounts is no demo, and is left alone. */
    private boolean isFilled() {
        return accounts.count() > 0 && (!isOfDemo()
                || database.sql("select count(*) from query_message where text = ?").param(LAST_SAID).query(Long.class).single() > 0);
    }

    private boolean isOfDemo() {
        return accounts.findByUsername(DemoUsers.DATA_MANAGER).filter(DemoUsers::isOfDemo).isPresent();
    }

    /** Those that are not there yet. */
    private List<UserAccount> newAccounts(String password) {
        return DemoUsers.accounts(DemoPatients.sites(), password).stream()
                .filter(account -> accounts.findByUsername(account.getUsername()).isEmpty()).toList();
    }

    private void addAccounts() {
        // Encoded once for all of them: the password is public, and encoding it is slow on purpose.
        accounts.saveAll(newAccounts(encoder.encode(DemoAccounts.PASSWORD)));
        factor.add(DemoUsers.SECOND_FACTOR);
    }

    private void fill() {
        List<DemoPatient> patients = DemoPatients.all();
        double step = 1.0 / (patients.size() + DemoPatients.STATES.size());
        for (String site : DemoPatients.sites()) {
            sites.save(new Site(site, "Centre démo " + site));
        }
        addAccounts();
        for (DemoPatient patient : patients) {
            if (patient.place() > patientsOf(patient.site())) {
                clock.daysAgo(FIRST_TYPED - 2 * patients.indexOf(patient), () -> type(patient));
            }
            progress += step;
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
        Asked sentBack = asked(52, "SIV-02-004", "ivig1_n", "Cures ou jours de perfusion ?");
        asked(45, "SIV-01-001", "dx_date", "Le mois figure-t-il dans le compte rendu ?");
        asked(44, "SIV-03-003", "ivig1_start", "Date à confirmer sur la prescription.")
                .answer(40, "Date de la première prescription nominative.");
        asked(38, "SIV-02-003", "dx_date", "Date à vérifier.")
                .take(36, QueryStep.CLOSE, QueryOutcome.CONFIRMED, "Vu dans le courrier.");
        Asked again = asked(35, "SIV-04-003", "mrss_m0", "Score relevé par qui ?")
                .take(33, QueryStep.CLOSE, QueryOutcome.IRRELEVANT, "");
        asked(30, "SIV-01-005", "du_hx", "Ulcères ou cicatrices ?").take(29, QueryStep.CANCEL, null, "Posée par erreur.");
        sentBack.answer(28, "Jours.").take(21, QueryStep.SEND_BACK, null, "Merci d’indiquer le nombre de cures.");
        again.take(20, QueryStep.REOPEN, null, "Deux scores différents dans le dossier.");
        asked(16, "SIV-01-002", "dx_date", "Date différente dans le courrier ?")
                .answer(12, "Relu : la date est celle du bilan.");
        asked(15, "SIV-05-004", "pre_any", "Corticoïdes avant les IgIV ?");
        asked(6, "SIV-02-002", "ssc_type", "Type à confirmer : l’examen décrit une atteinte proximale.");
        new Asked(5, viewer("statistician"), "SIV-01-004", "first_nonrp_year", "Antérieur au Raynaud : est-ce voulu ?");
        asked(4, "SIV-06-003", "fvc_m0", "CVF en litres ou en % ?").answer(2, LAST_SAID);
    }

    private Asked asked(int daysAgo, String number, String item, String text) {
        return new Asked(daysAgo, viewer(DemoUsers.MONITOR), number, item, text);
    }

    /** A query, and how far it was brought: what was done at a start that was interrupted is not done again. */
    private final class Asked {

        private KnownQuery now;
        private int said = 1;

        Asked(int daysAgo, Viewer by, String number, String item, String text) {
            now = at(daysAgo, by, () -> casebooks.open(number).queriesAt(item).stream()
                    .filter(query -> query.text().equals(text)).findFirst().orElseGet(() -> raise(number, item, text)));
        }

        private KnownQuery raise(String number, String item, String text) {
            if (queries.raise(number, item, text) instanceof RaiseResult.Raised(KnownQuery query)) {
                return query;
            }
            throw new IllegalStateException("No query can be raised in " + number);
        }

        Asked answer(int daysAgo, String text) {
            return take(daysAgo, viewer(DemoUsers.investigatorOf(now.site())), QueryStep.ANSWER, null, text);
        }

        Asked take(int daysAgo, QueryStep step, @Nullable QueryOutcome outcome, String text) {
            return take(daysAgo, viewer(DemoUsers.MONITOR), step, outcome, text);
        }

        private Asked take(int daysAgo, Viewer by, QueryStep step, @Nullable QueryOutcome outcome, String text) {
            if (now.messages() > said++) {
                return this;
            }
            now = at(daysAgo, by, () -> {
                if (queries.take(now.number(), now.messages(), step, outcome, text) instanceof QueryResult.Done(KnownQuery taken)) {
                    return taken;
                }
                throw new IllegalStateException("Query " + now.name() + " cannot be taken on");
            });
            return this;
        }
    }

    private KnownQuery at(int daysAgo, Viewer by, Supplier<KnownQuery> act) {
        List<KnownQuery> done = new ArrayList<>();
        clock.daysAgo(daysAgo, () -> as(by, () -> done.add(act.get())));
        return done.getFirst();
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

    /** Takes a casebook as far as this in its life, as those whose task it is, from wherever it stands. */
    private void bringTo(String number, CasebookState wanted) {
        as(viewer(DemoUsers.investigatorOf(number.substring(4, 6))), () -> {
            Standing stands = casebooks.open(number).standing();
            if (stands.state() == CasebookState.IN_PROGRESS) {
                Study.SECTIONS.stream().filter(section -> stands.completion(section) == null)
                        .forEach(section -> require(lifeCycle.completeForm(number, section)));
                require(lifeCycle.take(number, Transition.COMPLETE_CASEBOOK, null));
            }
            if (wanted != CasebookState.COMPLETE && stands.state().compareTo(CasebookState.SIGNED) < 0) {
                require(lifeCycle.sign(number, stands.changedAt(), SignatureMeaning.RESPONSIBLE,
                        new SignatureProof.Typed("", DemoAccounts.PASSWORD)));
            }
        });
        as(viewer(DemoUsers.DATA_MANAGER), () -> {
            CasebookState state = casebooks.open(number).standing().state();
            if (wanted.compareTo(CasebookState.FROZEN) >= 0 && state.compareTo(CasebookState.FROZEN) < 0) {
                require(lifeCycle.take(number, Transition.FREEZE, null));
            }
            if (wanted == CasebookState.LOCKED && state != CasebookState.LOCKED) {
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
