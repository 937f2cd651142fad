package org.sivig.ecrf.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sivig.ecrf.ServiceTest;
import org.sivig.ecrf.account.AccessPolicy;
import org.sivig.ecrf.account.Role;
import org.sivig.ecrf.account.Viewer;
import org.sivig.ecrf.audit.ExportLog;
import org.sivig.ecrf.study.Study;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.transaction.PlatformTransactionManager;

/** How a package is asked for, waited for and taken, and what becomes of it when something is wrong. */
abstract class PackagesTest extends ServiceTest {

    private static final Viewer MANAGER = viewer("dm", Role.DATA_MANAGER);

    @Autowired
    private List<PackageFiles> files;
    @Autowired
    private CutReader reader;
    @Autowired
    private PackageLog log;
    @Autowired
    private ExportLog exports;
    @Autowired
    private AccessPolicy policy;
    @Autowired
    private PlatformTransactionManager transactions;
    @TempDir
    private Path folder;

    private Packages packages;
    private final List<Packages> made = new ArrayList<>();

    @BeforeEach
    void aPatient() {
        casebooks.create("01");
        signIn(MANAGER);
        packages = packages(PackageTest.ownFiles(files));
    }

    @AfterEach
    void nothingIsBeingWritten() {
        made.forEach(Packages::stop);
    }

    private static PackageState ended(Packages of) {
        return await().pollInSameThread().atMost(Duration.ofMinutes(2)).until(() -> of.last().orElseThrow().state(), PackageState::isOver);
    }

    @Test
    void isMadeOnceHoweverOftenItIsAskedForAndGoneWhenItWasTaken() throws IOException {
        long id = packages.start(new PackageRequest(false, false));
        long again = packages.start(new PackageRequest(false, true));
        assertThat(again == id || packages.past().size() == 2).isTrue();
        assertThat(ended(packages)).isEqualTo(PackageState.MADE);
        ByteArrayOutputStream taken = new ByteArrayOutputStream();
        assertThat(packages.take(again, taken)).isTrue();
        Path zip = Files.write(folder.resolve("taken.zip"), taken.toByteArray());
        assertThat(Unpacked.of(zip).rows("data/patients.csv")).hasSize(1);
        assertThat(packages.last()).isEmpty();
        assertThat(packages.take(again, OutputStream.nullOutputStream())).isFalse();
        assertThat(folder.resolve("packages")).isEmptyDirectory();
        assertThat(packages.past().getFirst()).satisfies(made -> {
            assertThat(made.username()).isEqualTo("dm");
            assertThat(made.scope()).isEqualTo("all");
            assertThat(made.state()).isEqualTo(PackageState.MADE);
            assertThat(made.bytes()).isEqualTo(taken.size());
            assertThat(made.sha256()).hasSize(64);
            assertThat(made.cut()).isNotNull();
        });
        assertThat(exported()).singleElement().asString().contains("dm package SIVIG_all_").endsWith(" WHOLE");
    }

    private List<String> exported() {
        return database.sql("select username, what, filter_text, outcome from data_export order by id").query((row, i) ->
                row.getString(1) + " " + row.getString(2) + " " + row.getString(3) + " " + row.getString(4)).list();
    }

    @Test
    void staysWhereTheBrowserWentAwayAndThatIsOnRecord() throws IOException {
        long id = packages.start(new PackageRequest(false, false));
        ended(packages);
        assertThatThrownBy(() -> packages.take(id, new OutputStream() {
            @Override
            public void write(int one) throws IOException {
                throw new IOException("gone");
            }
        })).isInstanceOf(IOException.class);
        assertThat(exported()).singleElement().asString().endsWith(" BROKEN");
        assertThat(packages.take(id, OutputStream.nullOutputStream())).isTrue();
    }

    @Test
    void isNobodyElsesAndOfNoOtherSite() throws IOException {
        long id = packages.start(new PackageRequest(false, false));
        ended(packages);
        signIn(CLAIRE);
        assertThat(packages.scope().name()).isEqualTo("site-01");
        assertThat(packages.last()).isEmpty();
        assertThat(packages.take(id, OutputStream.nullOutputStream())).isFalse();
        assertThat(packages.past()).isEmpty();
        signIn(viewer("dm", Role.MONITOR, "01"));
        assertThatThrownBy(() -> packages.take(id, OutputStream.nullOutputStream())).as("the role is another now")
                .isInstanceOf(AccessDeniedException.class);
        signIn(viewer("admin", Role.ADMINISTRATOR));
        assertThatThrownBy(() -> packages.start(new PackageRequest(false, false))).isInstanceOf(AccessDeniedException.class);
        assertThatThrownBy(packages::past).isInstanceOf(AccessDeniedException.class);
        signIn(MANAGER);
        assertThat(packages.take(id, OutputStream.nullOutputStream())).isTrue();
    }

    @Test
    void saysWhenThereIsNobodyInIt() {
        signIn(INES);
        packages.start(new PackageRequest(false, false));
        assertThat(ended(packages)).isEqualTo(PackageState.EMPTY);
        assertThat(packages.past().getFirst().state()).isEqualTo(PackageState.EMPTY);
    }

    @Test
    void leavesNothingWhenTheDiskIsFullOrItIsCancelledOrTheApplicationEnds() throws Exception {
        Packages full = packages(cut -> List.of(new TextFile("data/full.csv", () -> {
            throw new UncheckedIOException(new IOException("No space left on device"));
        })));
        full.start(new PackageRequest(false, false));
        assertThat(ended(full)).isEqualTo(PackageState.FAILED);
        assertThat(full.last().orElseThrow().incident()).matches("[0-9a-f]{8}");
        assertThat(folder.resolve("packages")).isEmptyDirectory();

        CountDownLatch reached = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        Packages slow = packages(cut -> List.of(new TextFile("data/slow.csv", () -> {
            reached.countDown();
            try {
                go.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return "";
        })));
        long id = slow.start(new PackageRequest(false, false));
        await().pollInSameThread().atMost(Duration.ofMinutes(2)).until(() -> reached.getCount() == 0);
        slow.cancel(id);
        go.countDown();
        assertThat(ended(slow)).isEqualTo(PackageState.CANCELLED);
        assertThat(folder.resolve("packages")).isEmptyDirectory();

        long lost = log.begin("dm", ALL, new PackageRequest(false, false));
        Files.createFile(Files.createDirectories(folder.resolve("packages/work-1")).resolve("data~patients.csv"));
        slow.clean();
        assertThat(folder.resolve("packages")).isEmptyDirectory();
        assertThat(packages.past()).anySatisfy(each -> {
            assertThat(each.id()).isEqualTo(lost);
            assertThat(each.state()).isEqualTo(PackageState.LOST);
        });
    }

    private static final Scope ALL = PackageTest.ALL;

    private Packages packages(PackageFiles files) {
        return packages(List.of(files));
    }

    private Packages packages(List<PackageFiles> files) {
        Packages one = new Packages(new Packer(reader, files, transactions, "1"), log, exports, policy, Study.CLOCK, folder);
        made.add(one);
        return one;
    }
}
