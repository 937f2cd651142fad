package org.sivig.ecrf.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.sivig.ecrf.browser.Said.said;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.TimeoutError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.sivig.ecrf.crf.Answer;
import org.sivig.ecrf.crf.Item;
import org.sivig.ecrf.crf.Reading;
import org.sivig.ecrf.crf.YesNo;
import org.sivig.ecrf.study.DiagnosisForm;
import org.sivig.ecrf.study.Study;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * Somebody types without pause while the server stops or one of two dies, the balancer dies, the browser loses its line, the database goes away, dies and is
 * followed by its standby, or the tab is closed, and goes on when that is over: nothing was called saved that was not, and everything typed is stored, or
 * stands on screen to be corrected.
 *
 * <p>{@code -Doutages=100} lets each happen that many times on each database; {@code -Dcrash.seed} types the same again.
 */
class OutageIT {

    private static final int TIMES = Integer.getInteger("outages", 1);
    private static final long SEED = Long.getLong("crash.seed", System.nanoTime());

    private enum Outage {
        SERVER_STOPS, BROWSER_OFFLINE, DATABASE_AWAY, TAB_CLOSED,
        /** With two servers behind a balancer only. */
        NODE_KILLED, BALANCER_KILLED,
        /** Where there is a standby, and once. */
        DATABASE_FAILS_OVER
    }

    /** The servers: one, or two behind a balancer. */
    private record Nodes(List<Server> servers, @Nullable Balancer balancer) implements AutoCloseable {

        boolean has(Outage outage) {
            return outage.compareTo(balancer != null ? Outage.DATABASE_FAILS_OVER : Outage.NODE_KILLED) < 0;
        }

        Server any() {
            return servers.getFirst();
        }

        /** The one on which somebody works. */
        int of(Page page) {
            return balancer != null && page.context().cookies().stream()
                    .anyMatch(cookie -> cookie.name.equals("NODE") && cookie.value.equals("other")) ? 1 : 0;
        }

        Balancer inFront() {
            return Objects.requireNonNull(balancer);
        }

        @Override
        public void close() {
            if (balancer != null) {
                balancer.close();
            }
            servers.forEach(Server::close);
        }
    }

    @RegisterExtension
    final Browser browser = new Browser();

    @Test
    void h2LosesNothing(@TempDir Path data) throws Exception {
        org.h2.tools.Server h2 = org.h2.tools.Server.createTcpServer("-tcpPort", "0", "-ifNotExists", "-baseDir",
                Server.demo(data).toString()).start();
        try (DatabaseLine line = new DatabaseLine(h2.getPort())) {
            String url = "jdbc:h2:tcp://localhost:%d/./sivig;WRITE_DELAY=0";
            outages(data, line, url.formatted(line.port()), url.formatted(h2.getPort()), "sivig", null);
        } finally {
            h2.stop();
        }
    }

    @Test
    void postgresLosesNothing(@TempDir Path data) throws Exception {
        try (StandbyPair pair = new StandbyPair(Files.createDirectories(data.resolve("clusters")));
                DatabaseLine line = new DatabaseLine(pair.primary())) {
            outages(data, line, "jdbc:postgresql://localhost:%d,localhost:%d/postgres?targetServerType=primary".formatted(line.port(), pair.standby()),
                    "jdbc:postgresql://localhost:%d/postgres".formatted(pair.primary()), "postgres", pair);
        }
    }

    private void outages(Path data, DatabaseLine line, String url, String past, String user, @Nullable StandbyPair pair)
            throws IOException, SQLException {
        System.out.printf("OutageIT: -Dcrash.seed=%d%n", SEED);
        Random random = new Random(SEED);
        Map<String, String> settings = Map.of("spring.datasource.url", url, "spring.datasource.username", user);
        try (Nodes nodes = start(data, settings);
                SingleConnectionDataSource database = new SingleConnectionDataSource(past, user, "", true)) {
            for (int i = 0; i < TIMES; i++) {
                for (Outage outage : Stream.of(Outage.values()).filter(nodes::has).toList()) {
                    outage(outage, nodes, line, pair, JdbcClient.create(database), random);
                }
            }
            if (pair != null) {
                outage(Outage.DATABASE_FAILS_OVER, nodes, line, pair, JdbcClient.create(pair.onStandby()), random);
            }
        }
    }

    /** On PostgreSQL two of them, where there is a balancer. */
    private static Nodes start(Path data, Map<String, String> settings) throws IOException {
        Server one = Server.start(data, settings);
        if (!settings.get("spring.datasource.url").contains("postgresql") || Balancer.program().isEmpty() && System.getenv("CI") == null) {
            return new Nodes(List.of(one), null);
        }
        Server other = Server.start(data, settings);
        Balancer balancer = new Balancer(data, one, other);
        return new Nodes(new ArrayList<>(List.of(one.behind(balancer.port()), other.behind(balancer.port()))), balancer);
    }

    private void outage(Outage outage, Nodes nodes, DatabaseLine line, @Nullable StandbyPair pair, JdbcClient database,
            Random random) {
        Server server = nodes.any();
        Ledger ledger = new Ledger();
        Page page = browser.signInAfterOutage(server, "inv01");
        ledger.keep(page);
        page.reload(); // the ledger is kept from the next page on
        String patient = Browser.newPatient(server, page);
        new Typist(page, patient, random, struck -> {
            switch (outage) {
                case SERVER_STOPS -> nodes.servers().get(nodes.of(page)).freeze();
                case NODE_KILLED -> nodes.servers().get(nodes.of(page)).kill();
                case BALANCER_KILLED -> nodes.inFront().kill();
                case BROWSER_OFFLINE -> page.context().setOffline(true);
                case DATABASE_AWAY -> line.cut();
                case DATABASE_FAILS_OVER -> Objects.requireNonNull(pair).killPrimary();
                case TAB_CLOSED -> page.waitForClose(() -> page.close(new Page.CloseOptions().setRunBeforeUnload(true)));
            }
            struck.countDown();
        }).typeUntilStruck();
        String what = "%s of -Dcrash.seed=%d, patient %s%n%s".formatted(outage, SEED, patient, ledger);
        assertThat(ledger.untrue()).as(what).isEmpty();
        Page after = page;
        if (outage == Outage.DATABASE_AWAY) {
            String answer = browser.answerToSignIn(server, "inv01");
            assertThat(answer).as("a password that nobody can look at").contains("/login?AWAY=");
            assertThat(browser.open(answer).locator("vaadin-login-form")).containsText(said("La base de données ne répond pas"));
        }
        switch (outage) {
            case SERVER_STOPS -> nodes.servers().forEach(Server::thaw);
            case NODE_KILLED -> { }
            case BALANCER_KILLED -> nodes.inFront().start();
            case BROWSER_OFFLINE -> page.context().setOffline(false);
            case DATABASE_AWAY -> line.mend();
            case DATABASE_FAILS_OVER -> Objects.requireNonNull(pair).promote();
            case TAB_CLOSED -> after = page.context().newPage();
        }
        if (outage == Outage.TAB_CLOSED) {
            Browser.openForm(server, after, patient, "identification");
            Browser.settled(after);
        } else {
            page.keyboard().press("Tab"); // leaves what was typed last
        }
        isKept(outage, after, ledger, database, patient, what);
        assertThat(ledger.untrue()).as(what).isEmpty();
        if (outage == Outage.NODE_KILLED) {
            int killed = nodes.servers().getFirst().isRunning() ? 1 : 0;
            nodes.servers().set(killed, nodes.servers().get(killed).restart());
        }
        page.context().close();
    }

    /** Everything typed is stored in the end, but for what is no answer, which is told. */
    private void isKept(Outage outage, Page page, Ledger ledger, JdbcClient database, String patient, String what) {
        try {
            page.waitForCondition(() -> {
                if (page.locator("#resumed").isVisible()) {
                    page.keyboard().press("Tab"); // leaves what was half typed on the page before
                }
                Map<Item<?, ?>, Answer<?>> stored = CrashIT.stored(database, patient);
                Map<String, String> open = new LinkedHashMap<>(ledger.typed());
                stored.forEach((item, answer) -> {
                    String typed = open.get(item.name());
                    if (typed != null && CrashIT.answer(item, typed).equals(answer)) {
                        open.remove(item.name());
                    }
                });
                boolean isAsked = Answer.of(YesNo.YES).equals(stored.get(DiagnosisForm.OVERLAP));
                open.keySet().removeIf(name -> name.equals("overlap_spec") && !isAsked || isIdentity(name)
                        || isTold(outage, page, name, open.get(name)));
                return open.isEmpty();
            });
        } catch (TimeoutError never) {
            throw new AssertionError("Not all was stored: %s after %s%n%s".formatted(CrashIT.stored(database, patient), what,
                    ledger), never);
        }
    }

    private static boolean isIdentity(String name) {
        return CrashIT.ITEMS.stream().anyMatch(item -> item.name().equals(name) && item.isIdentity());
    }

    /** No answer to its item, and said so with a link, or offered. */
    private static boolean isTold(Outage outage, Page page, String name, String typed) {
        Item<?, ?> item = CrashIT.ITEMS.stream().filter(each -> each.name().equals(name)).findFirst().orElseThrow();
        if (outage == Outage.TAB_CLOSED) {
            Locator offer = page.locator("#left_behind");
            return offer.isVisible() && offer.textContent().contains(typed);
        }
        return !(Reading.of(item, typed, LocalDate.now(Study.CLOCK)) instanceof Reading.Understood)
                && "failed".equals(Browser.status(page).getAttribute("data-state"));
    }
}
