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
import java.util.Map;
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
import org.sivig.ecrf.casebook.Edit;
import org.sivig.ecrf.casebook.LifeCycle;
import org.sivig.ecrf.casebook.LifeResult;
import org.sivig.ecrf.casebook.SaveResult;
import org.sivig.ecrf.casebook.SignatureMeaning;
import org.sivig.ecrf.crf.Answer;
import org.sivig.ecrf.crf.Casebook;
import org.sivig.ecrf.crf.MissingReason;
import org.sivig.ecrf.study.Study;
import org.sivig.ecrf.study.life.Transition;
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
    @Autowired
    private LifeCycle life;
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
        assertThat(full.past().getFirst().state()).isEqualTo(PackageState.FAILED);
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

    @Test
    void whereTheCommandCannotPutItNothingIsLeftAndThatIsOnRecord() throws IOException {
        Packer packer = new Packer(reader, PackageTest.ownFiles(files), transactions, "1");
        Path made = PackageCommand.make(packer, log, exports, new PackageRequest(false, false), folder);
        Files.delete(made);
        Files.createDirectories(made.resolve("in the way"));
        assertThatThrownBy(() -> PackageCommand.make(packer, log, exports, new PackageRequest(false, false), folder))
                .isInstanceOf(IOException.class);
        assertThat(folder).isDirectoryNotContaining(left -> !left.equals(made));
        assertThat(exported()).hasSize(2).last().asString().endsWith(" BROKEN");
        assertThat(packages.past()).extracting(PackageRecord::state).containsExactly(PackageState.FAILED, PackageState.MADE);
    }

    @Test
    void tellsOfACasebookThatIsLockedMeanwhileWhatStoodWhenItBegan() throws Exception {
        signIn(CLAIRE);
        for (int i = 0; i < 40; i++) {
            casebooks.create("01");
        }
        String frozen = signedAndFrozen();
        CountDownLatch reached = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        List<PackageFiles> halting = new ArrayList<>(PackageTest.ownFiles(files));
        halting.add(cut -> List.of(new Halting(reached, go)));
        Packages slow = packages(halting);
        long id = slow.start(new PackageRequest(false, true));
        await().pollInSameThread().atMost(Duration.ofMinutes(2)).until(() -> reached.getCount() == 0);
        assertThat(life.take(frozen, Transition.LOCK, null)).isInstanceOf(LifeResult.Done.class);
        go.countDown();
        assertThat(ended(slow)).isEqualTo(PackageState.MADE);
        assertThat(stateIn(taken(slow, id), frozen)).isEqualTo("frozen");
        assertThat(slow.past().getFirst().state()).isEqualTo(PackageState.MADE);

        id = packages.start(new PackageRequest(false, true));
        assertThat(ended(packages)).isEqualTo(PackageState.MADE);
        assertThat(stateIn(taken(packages, id), frozen)).isEqualTo("locked");
    }

    /** Waits when it is told of the first patient. */
    private record Halting(CountDownLatch reached, CountDownLatch go) implements PackageFile {

        @Override
        public String path() {
            return "data/halting.csv";
        }

        @Override
        public Body open(OutputStream out) {
            return new Body() {
                @Override
                public void patient(CutPatient patient) {
                    reached.countDown();
                    try {
                        go.await();
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                }

                @Override
                public Extent finish() {
                    return Extent.NONE;
                }
            };
        }
    }

    private String signedAndFrozen() {
        database.sql("insert into user_account (username, password, display_name, role) values (?, ?, 'Dr Somebody', 'INVESTIGATOR')")
                .params(CLAIRE.username(), RIGHT).update();
        registers.takeUpWhatIsThere();
        String number = casebooks.create("01");
        save(number, "sex=F", "ana=1", "ana_titer=160", "dx_date=2011-03", "acr_prox=1", "overlap=0");
        for (List<Edit> blank = blanks(number); !blank.isEmpty(); blank = blanks(number)) {
            assertThat(casebooks.save(number, blank, null)).isInstanceOf(SaveResult.Saved.class);
        }
        List<LifeResult> steps = new ArrayList<>(Study.SECTIONS.stream().map(section -> life.completeForm(number, section)).toList());
        steps.add(life.take(number, Transition.COMPLETE_CASEBOOK, null));
        steps.add(life.sign(number, casebooks.open(number).standing().changedAt(), SignatureMeaning.RESPONSIBLE, typed("right")));
        signIn(MANAGER);
        steps.add(life.take(number, Transition.FREEZE, null));
        assertThat(steps).allMatch(LifeResult.Done.class::isInstance);
        return number;
    }

    private List<Edit> blanks(String number) {
        Casebook casebook = read(number);
        return Study.SECTIONS.stream().flatMap(section -> section.blanks(casebook)).map(
                each -> new Edit(each.exportName(), Answer.blank(), Answer.missing(MissingReason.ND))).toList();
    }

    private Unpacked taken(Packages from, long id) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertThat(from.take(id, out)).isTrue();
        return Unpacked.of(Files.write(folder.resolve("taken.zip"), out.toByteArray()));
    }

    /** The state of a casebook, on which all files of the package agree. */
    private static String stateIn(Unpacked all, String number) {
        String state = row(all, "data/patients.csv", number).getFirst().get("casebook_state");
        List<Map<String, String>> records = row(all, "records/audit.csv", number);
        assertThat(records.stream().filter(record -> record.get("act").startsWith("CASEBOOK_")).reduce((earlier, later) -> later)
                .orElseThrow().get("act")).isEqualToIgnoringCase("CASEBOOK_" + state);
        assertThat(all.text("manifest.json")).containsPattern("\"patient\" : \"" + number + "\",\\s+\"records\" : " + records.size() + ",");
        return state;
    }

    private static List<Map<String, String>> row(Unpacked all, String file, String number) {
        return all.rows(file).stream().filter(row -> row.get("patient").equals(number)).toList();
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
