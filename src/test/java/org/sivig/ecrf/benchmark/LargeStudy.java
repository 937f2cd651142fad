package org.sivig.ecrf.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntConsumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.sivig.ecrf.account.DemoAccounts;
import org.sivig.ecrf.account.Role;
import org.sivig.ecrf.account.Site;
import org.sivig.ecrf.account.Sites;
import org.sivig.ecrf.account.UserAccount;
import org.sivig.ecrf.account.UserAccounts;
import org.sivig.ecrf.account.Viewer;
import org.sivig.ecrf.audit.Reason;
import org.sivig.ecrf.casebook.Casebooks;
import org.sivig.ecrf.casebook.Justification;
import org.sivig.ecrf.casebook.KnownFinding;
import org.sivig.ecrf.casebook.SaveResult;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;

/**
 * Forty sites with fifty complete patients each, typed through the same service as by a user: with audit trail, chains,
 * encrypted identity and findings. Some answers of each were corrected afterwards, and one warning justified.
 */
@Component
class LargeStudy {

    static final int SITES = 40;
    static final int PATIENTS = Integer.getInteger("benchmark.patients", 2_000);

    private static final int CORRECTIONS = 30;

    private final Sites sites;
    private final UserAccounts accounts;
    private final PasswordEncoder encoder;
    private final Casebooks casebooks;
    private final JdbcClient database;

    LargeStudy(Sites sites, UserAccounts accounts, PasswordEncoder encoder, Casebooks casebooks, JdbcClient database) {
        this.sites = sites;
        this.accounts = accounts;
        this.encoder = encoder;
        this.casebooks = casebooks;
        this.database = database;
    }

    /** The code of a site, from 0. */
    static String site(int index) {
        return "%02d".formatted(index % SITES + 1);
    }

    /** The number of a patient, from 0; one after the other is of another site. */
    static String patient(int index) {
        int patient = index % PATIENTS;
        return "SIV-%s-%03d".formatted(site(patient), patient / SITES + 1);
    }

    /** An investigator of every site. */
    static Viewer investigator() {
        return new Viewer("inv", "", "Investigator", Role.INVESTIGATOR,
                IntStream.range(0, SITES).mapToObj(LargeStudy::site).collect(Collectors.toSet()));
    }

    /** The investigator of one site. */
    static Viewer investigator(String site) {
        return new Viewer("inv" + site, "", "Investigator " + site, Role.INVESTIGATOR, Set.of(site));
    }

    static Viewer dataManager() {
        return new Viewer("datamanager", "", "Data manager", Role.DATA_MANAGER, Set.of());
    }

    static Authentication authentication(Viewer viewer) {
        return UsernamePasswordAuthenticationToken.authenticated(viewer, null, viewer.getAuthorities());
    }

    static void signIn(Viewer viewer) {
        SecurityContextHolder.setContext(new SecurityContextImpl(authentication(viewer)));
    }

    /**
     * Types all patients, and makes an account for each investigator and the data manager.
     *
     * @return when everything was typed and nothing corrected yet
     */
    Instant type() {
        sites.saveAll(IntStream.range(0, SITES).mapToObj(i -> new Site(site(i), "Centre fictif " + site(i))).toList());
        String password = encoder.encode(DemoAccounts.PASSWORD);
        List<Viewer> users = new ArrayList<>(List.of(dataManager()));
        IntStream.range(0, SITES).mapToObj(i -> investigator(site(i))).forEach(users::add);
        accounts.saveAll(users.stream().map(user -> new UserAccount(user.username(), password, user.displayName(),
                user.role(), user.sites())).toList());
        forEachPatient(this::type);
        Instant typed = Instant.now();
        forEachPatient(this::correct);
        // What PostgreSQL does by itself within minutes, when it is not in the way; the embedded one does so before it is full.
        database.sql(Boolean.getBoolean("benchmark.h2") ? "analyze" : "vacuum analyze").update();
        return typed;
    }

    /** In four threads, each site in one. */
    private static void forEachPatient(IntConsumer action) {
        try (var threads = Executors.newFixedThreadPool(4)) {
            List<Future<?>> typed = new ArrayList<>();
            for (int site = 0; site < SITES; site++) {
                int first = site;
                typed.add(threads.submit(() -> IntStream.iterate(first, i -> i < PATIENTS, i -> i + SITES)
                        .forEach(action)));
            }
            for (Future<?> each : typed) {
                each.get();
            }
        } catch (InterruptedException | ExecutionException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private void type(int index) {
        signIn(investigator(site(index)));
        String number = casebooks.create(site(index));
        assertThat(number).isEqualTo(patient(index));
        assertThat(casebooks.save(number, new AnyAnswer(index).wholeCasebook(), null))
                .isInstanceOf(SaveResult.Saved.class);
    }

    private void correct(int index) {
        Typist typist = new Typist(casebooks, investigator(site(index)), patient(index), PATIENTS + index);
        SaveResult.Saved saved =
                typist.save(typist.corrections(CORRECTIONS), Reason.Code.TRANSCRIPTION.key());
        saved.now().findings().stream().filter(KnownFinding::isJustifiable).findFirst().ifPresent(warning ->
                casebooks.justify(patient(index), warning.check().id(), warning.at().exportName(),
                        Justification.Reason.CONFIRMED, ""));
    }

    long rows(String table) {
        return database.sql("select count(*) from " + table).query(Long.class).single();
    }
}
