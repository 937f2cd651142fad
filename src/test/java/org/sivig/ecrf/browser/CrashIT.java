package org.sivig.ecrf.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.TimeoutError;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.sivig.ecrf.audit.Chains;
import org.sivig.ecrf.crf.Answer;
import org.sivig.ecrf.crf.Form;
import org.sivig.ecrf.crf.Item;
import org.sivig.ecrf.crf.MissingReason;
import org.sivig.ecrf.crf.Reading;
import org.sivig.ecrf.study.DiagnosisForm;
import org.sivig.ecrf.study.EligibilityForm;
import org.sivig.ecrf.study.IdentificationForm;
import org.sivig.ecrf.study.Study;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * Somebody types without pause, the server is killed at a random moment and started again: every answer that had been
 * shown as saved is there, the audit trail is whole, and what had not been saved comes back in the browser.
 *
 * <p>{@code -Dcrash.kills=1000} kills that many times on each database; {@code -Dcrash.seed} types the same again.
 */
class CrashIT {

    private static final int KILLS = Integer.getInteger("crash.kills", 1);
    private static final long SEED = Long.getLong("crash.seed", System.nanoTime());

    private static final String USER = "inv01";
    static final String WORDS = "Sjögren, sclérodermie «œdème» d'O'Brien; 50 % <b> & \"β2\" ʺ";

    /** Items that hang on no other, but for one pair, whose gate is closed again and again. */
    static final List<Item<?, ?>> ITEMS = List.of(
            IdentificationForm.LAST_NAME3, IdentificationForm.FIRST_NAME3, IdentificationForm.BIRTH_DATE,
            IdentificationForm.SEX, IdentificationForm.REF_PHYSICIAN,
            EligibilityForm.ACR_PROX, EligibilityForm.ACR_PUFFY, EligibilityForm.ACR_SCLERO, EligibilityForm.ACR_ULCER,
            EligibilityForm.ACR_SCAR, EligibilityForm.ACR_TELANG, EligibilityForm.ACR_CAPILLARO,
            EligibilityForm.ACR_PAH_ILD, EligibilityForm.ACR_RAYNAUD, EligibilityForm.ACR_AUTOAB,
            EligibilityForm.ACR_VALID, EligibilityForm.IVIG_2004_2014, EligibilityForm.EXCL_REPLACEMENT,
            DiagnosisForm.DX_DATE, DiagnosisForm.FIRST_NONRP_YEAR, DiagnosisForm.RAYNAUD_YEAR, DiagnosisForm.SSC_TYPE,
            DiagnosisForm.OVERLAP, DiagnosisForm.OVERLAP_SPEC, DiagnosisForm.CAPILLARO);
    static final List<Form<?>> FORMS =
            List.of(IdentificationForm.FORM, EligibilityForm.FORM, DiagnosisForm.FORM);

    @RegisterExtension
    final Browser browser = new Browser();

    /** A database that outlives the application. */
    private interface Database {

        Map<String, String> settings();

        /** As it is right after the kill. */
        SingleConnectionDataSource asLeft(Path data) throws IOException;
    }

    @Test
    void h2KeepsWhatWasShownAsSaved(@TempDir Path data, @TempDir Path copies) throws Exception {
        crash(Server.demo(data), new Database() {
            @Override
            public Map<String, String> settings() {
                return Map.of();
            }

            /** A copy, so that it is the application that recovers the file itself. */
            @Override
            public SingleConnectionDataSource asLeft(Path data) throws IOException {
                Path copy = Files.createTempDirectory(copies, "killed");
                Files.copy(data.resolve("sivig.mv.db"), copy.resolve("sivig.mv.db"));
                return new SingleConnectionDataSource("jdbc:h2:file:" + copy.resolve("sivig") + ";IFEXISTS=TRUE",
                        "sivig", "", true);
            }
        });
    }

    @Test
    void postgresKeepsWhatWasShownAsSaved(@TempDir Path data) throws Exception {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start()) {
            String url = postgres.getJdbcUrl("postgres", "postgres");
            crash(data, new Database() {
                @Override
                public Map<String, String> settings() {
                    return Map.of("spring.datasource.url", url, "spring.datasource.username", "postgres");
                }

                @Override
                public SingleConnectionDataSource asLeft(Path data) {
                    return new SingleConnectionDataSource(url, "postgres", "", true);
                }
            });
        }
    }

    private void crash(Path data, Database database) throws IOException {
        System.out.printf("CrashIT: %d kills, -Dcrash.seed=%d%n", KILLS, SEED);
        Random random = new Random(SEED);
        Ledger ledger = new Ledger();
        Server server = Server.start(data, database.settings());
        try {
            Page page = browser.signIn(server, USER);
            ledger.keep(page);
            page.reload(); // the ledger is kept from the next page on
            for (int kill = 1; kill <= KILLS; kill++) {
                String patient = Browser.newPatient(server, page);
                ledger.clear();
                Server killed = server;
                new Typist(page, patient, random, dead -> kill(killed, random.nextLong(60_000_000), dead)).typeUntilStruck();
                page.evaluate("1"); // lets the page's last reports in
                String what = "kill %d of -Dcrash.seed=%d, patient %s%n%s".formatted(kill, SEED, patient, ledger);
                assertThat(ledger.untrue()).as(what).isEmpty();

                Map<Item<?, ?>, Answer<?>> left;
                try (SingleConnectionDataSource asLeft = database.asLeft(data)) {
                    assertThat(Chains.verify(asLeft)).as(what).isEmpty();
                    left = stored(JdbcClient.create(asLeft), patient);
                }
                left.forEach((item, answer) ->
                        assertThat(answer).as("%s after %s", item, what).isIn(ledger.possible(item)));

                page.navigate("about:blank"); // it would go on by itself
                server = server.restart();
                findEverything(server, patient, ledger, left, what);
                int restored = restore(server, page, patient, ledger.unsaved(), what);
                System.out.printf("CrashIT: kill %d, %d answers shown as saved so far, %d texts came back%n", kill,
                        ledger.saves(), restored);
            }
        } finally {
            server.close();
        }
    }

    private static void kill(Server server, long nanosLater, CountDownLatch dead) {
        Thread.ofVirtual().start(() -> {
            LockSupport.parkNanos(nanosLater);
            server.kill();
            dead.countDown();
        });
    }

    /** Somebody who was not there when it happened sees every answer. */
    private void findEverything(Server server, String patient, Ledger ledger, Map<Item<?, ?>, Answer<?>> left,
            String what) {
        Page page = browser.signIn(server, USER);
        for (Form<?> form : FORMS) {
            Browser.openForm(server, page, patient, form.path());
            shown(page, form).forEach((item, answer) -> {
                assertThat(answer).as("%s shown after %s", item, what).isIn(ledger.possible(item));
                if (left.containsKey(item)) {
                    assertThat(answer).as("%s shown after %s", item, what).isEqualTo(left.get(item));
                }
            });
        }
        page.context().close();
    }

    /** Who typed signs in again, in the same tab, and finds what was not saved; it is saved then. */
    private static int restore(Server server, Page page, String patient, Map<String, String> unsaved, String what) {
        page.navigate(server.url() + "/login");
        Browser.signIn(page, USER, Browser.PASSWORD);
        page.waitForURL(url -> !url.contains("/login"));
        for (Form<?> form : FORMS) {
            Browser.openForm(server, page, patient, form.path());
            itemsOf(form).filter(item -> unsaved.containsKey(item.name()))
                    .forEach(item -> comesBack(page, item, unsaved.get(item.name()), what));
        }
        return unsaved.size();
    }

    // --- the browser -------------------------------------------------------------------------------------------------

    static Stream<Item<?, ?>> itemsOf(Form<?> form) {
        return ITEMS.stream().filter(item -> item.form().equals(form.name()));
    }

    /** What the form shows, read as if it were typed. */
    static Map<Item<?, ?>, Answer<?>> shown(Page page, Form<?> form) {
        Map<Item<?, ?>, Answer<?>> answers = new LinkedHashMap<>();
        itemsOf(form).forEach(item -> {
            Locator reason = Browser.reason(page, item.name()).and(page.locator(".has-reason"));
            answers.put(item, reason.isVisible() ? Answer.missing(MissingReason.valueOf(reason.textContent()))
                    : answer(item, text(page, item)));
        });
        return answers;
    }

    static Answer<?> answer(Item<?, ?> item, String text) {
        return Reading.of(item, text, LocalDate.now(Study.CLOCK)) instanceof Reading.Understood(Reading.Entry<?>(Answer<?> answer, var limit)) ? answer : Answer.blank();
    }

    /** Nothing for an item that is not asked, which may be on the page and hidden. */
    private static String text(Page page, Item<?, ?> item) {
        return !Browser.item(page, item.name()).isVisible() ? "" : (String) Browser.item(page, item.name()).evaluate("""
                item => {
                  const radios = [...item.querySelectorAll('input[type=radio]')];
                  const chosen = radios.findIndex(r => r.checked);
                  return !radios.length ? item.querySelector('input').value
                      : chosen < 0 ? '' : item.querySelector('vaadin-radio-group').dataset.codes.split(',')[chosen];
                }""");
    }

    /** Waits until a text that was not saved is on screen again. */
    private static void comesBack(Page page, Item<?, ?> item, String typed, String what) {
        if (item == DiagnosisForm.OVERLAP_SPEC && !Browser.item(page, item.name()).isVisible()) {
            return; // Not asked any more: the page has said so.
        }
        Form<?> form = FORMS.stream().filter(each -> each.name().equals(item.form())).findFirst().orElseThrow();
        try {
            // It stands there as it was typed, perhaps with the question which of two to keep, or as it is written out.
            page.waitForCondition(() -> typed.equals(text(page, item))
                    || Reading.of(item, typed, LocalDate.now(Study.CLOCK)) instanceof Reading.Understood(Reading.Entry<?>(Answer<?> answer, var limit))
                    && answer.equals(shown(page, form).get(item)));
        } catch (TimeoutError never) {
            throw new AssertionError("<%s> of %s did not come back, there is <%s> after %s".formatted(typed, item,
                    text(page, item), what), never);
        }
    }

    // --- the database ------------------------------------------------------------------------------------------------

    /**
     * What the tables hold of what is not encrypted; the last record of the audit trail must say the same, and is read in
     * the same statement, for something may be saved meanwhile.
     */
    static Map<Item<?, ?>, Answer<?>> stored(JdbcClient database, String patient) {
        Map<Item<?, ?>, Answer<?>> answers = new LinkedHashMap<>();
        long id = database.sql("select id from patient where number = ?").param(patient).query(Long.class)
                .optional().orElseThrow(() -> new AssertionError("The patient " + patient + " is gone"));
        for (Item<?, ?> item : ITEMS) {
            if (item.isIdentity()) {
                continue;
            }
            List<Answer<?>> both = database.sql("""
                    select %1$s, missing, (select new_value %3$s), (select new_missing %3$s)
                    from patient p left join %2$s on patient_id = p.id where p.id = :patient""".formatted(item.name(), item.form(), """
                    from audit_record a where a.act is null and a.patient_id = p.id and a.form = :form and a.item = :item
                    order by a.seq desc fetch first 1 row only""")).param("patient", id).param("form", item.form())
                    .param("item", item.name()).query((row, i) -> List.<Answer<?>>of(
                            answer(item, row.getString(1), reason(item, row.getString(2))),
                            answer(item, row.getString(3), row.getString(4)))).single();
            Answer<?> answer = both.get(0);
            Answer<?> audited = both.get(1);
            assertThat(audited).as("The audit trail of %s of %s", item, patient).isEqualTo(answer);
            answers.put(item, answer);
        }
        return answers;
    }

    private static Answer<?> answer(Item<?, ?> item, @Nullable String value, @Nullable String reason) {
        return reason != null ? Answer.missing(MissingReason.valueOf(reason)) : Answer.of(item.parse(value));
    }

    private static @Nullable String reason(Item<?, ?> item, @Nullable String missing) {
        var found = Pattern.compile("\\|" + item.name() + "=(\\w+)\\|").matcher(missing == null ? "" : missing);
        return found.find() ? found.group(1) : null;
    }
}
