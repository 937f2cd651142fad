package org.sivig.ecrf.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sivig.ecrf.ServiceTest;
import org.sivig.ecrf.account.Role;
import org.sivig.ecrf.account.Viewer;
import org.sivig.ecrf.casebook.Edit;
import org.sivig.ecrf.casebook.LifeCycle;
import org.sivig.ecrf.casebook.SaveResult;
import org.sivig.ecrf.crf.Answer;
import org.sivig.ecrf.crf.Form;
import org.sivig.ecrf.crf.ItemType;
import org.sivig.ecrf.data.DataColumn;
import org.sivig.ecrf.data.DataColumns;
import org.sivig.ecrf.data.DataQuery;
import org.sivig.ecrf.export.CsvPreset;
import org.sivig.ecrf.export.GridExport;
import org.sivig.ecrf.study.CasebookRow;
import org.sivig.ecrf.study.Study;
import org.sivig.ecrf.study.VisitPlan;
import org.sivig.ecrf.study.Written;
import org.sivig.ecrf.study.life.Transition;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.PlatformTransactionManager;

/** A package as it is unpacked, of the public casebooks and of a patient of another site. */
abstract class PackageTest extends ServiceTest {

    static final Scope ALL = new Scope(Role.DATA_MANAGER, Optional.empty());
    static final Scope BREST = new Scope(Role.INVESTIGATOR, Optional.of(Set.of("01")));
    private static final Viewer MANAGER = viewer("dm", Role.DATA_MANAGER);
    private static final String EVENT = "Décès ? non: \"=1+1\"; a\tb </script> 😀\nligne 2, fin";

    /** As long as a text can be, which makes ten thousand characters of five. */
    private static final String LONG_EVENT = "=HYPERLINK(\"x\";'y')\t</script> 😀\r\n".repeat(100).substring(0, ItemType.LONG_TEXT_LENGTH - 1);

    private static final Set<String> IDENTITY = Set.of("last_name3", "first_name3", "birth_date");
    /** Rows that the paper does not print stand in the long tables only. */
    private static final Pattern FURTHER = Pattern.compile("(pre|c\\d)_(\\w+_e\\d|oth[5-9])_\\w+|(ivig|c)[3-9]_\\w+|c1_oth[34]_\\w+");

    @TempDir
    private Path folder;

    @Autowired
    private Packer whole;
    @Autowired
    private List<PackageFiles> files;
    @Autowired
    private CutReader reader;
    @Autowired
    private PlatformTransactionManager transactions;
    @Autowired
    private LifeCycle lifeCycle;
    @Autowired
    private GridExport grids;

    /** The numbers of the public casebooks, in their order. */
    private final List<String> written = new ArrayList<>();
    private String lille = "";

    private Packer packer;

    /** Without those that other packages of the application add, and test. */
    static List<PackageFiles> ownFiles(List<PackageFiles> files) {
        return files.stream().filter(each -> each.getClass().getPackage() == Packer.class.getPackage()).toList();
    }

    @BeforeEach
    void thePublicCasebooksAndAnotherSite() throws IOException {
        for (Written each : Written.all()) {
            signIn(each.site().equals("01") ? CLAIRE : INES);
            String number = casebooks.create(each.site().equals("01") ? "01" : "02");
            written.add(number);
            List<Edit> edits = each.casebook().instances().stream()
                    .filter(at -> !at.answer().isBlank() && !at.item().isFixed())
                    .map(at -> new Edit(at.exportName(), Answer.blank(), at.answer())).toList();
            assertThat(casebooks.save(number, edits, null)).isInstanceOf(SaveResult.Saved.class);
        }
        signIn(INES);
        lille = casebooks.create("02");
        save(lille, "last_name3=ZYX", "first_name3=QWV", "birth_date=1961-02-03", "sex=F", "ref_physician=Dr Ézarn",
                "ivig1_start=2009-05-10", "visit_date_m0=2009-05-01", "creat_m0=70", "mrss_m0=20", "visit_date_m12=2010-04-30",
                "creat_m12=70", "mrss_m12=?ND", "pre_any=1", "pre_mtx_given=1", "pre_mtx_e2_given=1",
                "pre_mtx_e2_start=2008-05", "pre_oth1_spec=thalidomide");
        casebooks.save(lille, List.of(new Edit("event_txt_m0", Answer.blank(), Answer.of(EVENT))), null);
        assertThat(casebooks.save(lille, Stream.of("m3", "m6", "m9", "m18", "m24").map(visit ->
                new Edit("event_txt_" + visit, Answer.blank(), Answer.of(LONG_EVENT))).toList(), null)).isInstanceOf(SaveResult.Saved.class);
        signIn(MANAGER);
        packer = new Packer(reader, ownFiles(files), transactions, "1");
    }

    final Unpacked unpacked(Scope scope, boolean freeTexts, boolean auditTrail) throws IOException {
        return Unpacked.of(packed(scope, freeTexts, auditTrail).file());
    }

    final Packer.Packed packed(Scope scope, boolean freeTexts, boolean auditTrail) throws IOException {
        return packer.pack(scope, new PackageRequest(freeTexts, auditTrail), folder, (patients, of) -> { });
    }

    /** With every file that a package has. */
    final Packer.Packed wholly(Scope scope) throws IOException {
        return whole.pack(scope, new PackageRequest(true, true), folder, (patients, of) -> { });
    }

    @Test
    void holdsThePublicCasebooksValueByValue() throws IOException {
        Map<String, Map<String, String>> wide = new LinkedHashMap<>();
        unpacked(ALL, true, false).rows("data/wide.csv").forEach(row -> wide.put(row.get("patient"), row));
        List<Written> all = Written.all();
        for (int i = 0; i < all.size(); i++) {
            Written expected = all.get(i);
            Map<String, String> row = wide.get(written.get(i));
            row.forEach((name, text) -> {
                if (name.endsWith("_st")) {
                    assertThat(text).as(name).isEqualTo(expected.missing()
                            .getOrDefault(name.substring(0, name.length() - 3), ""));
                } else if (!name.equals("patient") && !name.equals("center")) {
                    assertSame(name, expected.values().get(name), text);
                }
            });
            assertThat(expected.values().keySet()).as(expected.toString()).allMatch(name -> row.containsKey(name)
                    || IDENTITY.contains(name) || FURTHER.matcher(name).matches());
        }
    }

    private static void assertSame(String name, Object expected, String text) {
        if (expected == null) {
            assertThat(text).as(name).isEmpty();
        } else if (expected instanceof Number) {
            assertThat(new BigDecimal(text)).as(name).isEqualByComparingTo(expected.toString());
        } else {
            assertThat(text).as(name).isEqualTo(expected.toString().replaceAll("\\R", " ⏎ "));
        }
    }

    @Test
    void hasSevenRowsForEachVisitAndOneLineForEachRecord() throws IOException {
        Unpacked all = unpacked(ALL, true, false);
        List<Map<String, String>> visits = all.rows("data/visits.csv");
        assertThat(visits).hasSize((written.size() + 1) * VisitPlan.VISITS.size()).extracting(row -> row.get("patient"))
                .isSorted();
        assertThat(all.text("data/visits.csv").lines()).hasSize(visits.size() + 1);
        String kept = stored(lille, "event_txt_m0");
        assertThat(kept).contains("\n", "\"=1+1\"", "</script>", "😀");
        String long_ = stored(lille, "event_txt_m24");
        assertThat(long_).startsWith("=HYPERLINK(").hasSizeGreaterThan(ItemType.LONG_TEXT_LENGTH - 100);
        assertThat(visits.stream().filter(row -> row.get("event_txt").equals(long_.replace("\n", " ⏎ ")))).hasSize(5);
        assertThat(visits).anySatisfy(row -> assertThat(row).containsEntry("patient", lille)
                .containsEntry("event_txt", kept.replace("\n", " ⏎ ")).containsEntry("mrss", "20"));
        assertThat(all.rows("data/prior_treatments.csv").stream().filter(row -> row.get("patient").equals(lille)
                && row.get("drug").equals("mtx"))).extracting(row -> row.get("episode") + row.get("pre_start"))
                .containsExactly("1", "22008-05");
        assertThat(all.rows("data/prior_treatments.csv")).anySatisfy(row -> assertThat(row).containsEntry("patient", lille)
                .containsEntry("drug", "oth1").containsEntry("episode", "1").containsEntry("pre_spec", "thalidomide"));
    }

    @Test
    void saysInEveryCellWhatTheFileOfTheGridSays() throws IOException {
        Packer.Packed packed = packed(ALL, true, false);
        Unpacked all = Unpacked.of(packed.file());
        for (Table table : packed.cut().tables()) {
            if (table.name().equals("wide")) {
                continue;
            }
            Form<? extends CasebookRow> form = table.form() == null ? Study.FORMS.getFirst() : table.form();
            List<DataColumn> columns = table.columns().stream().map(TableColumn::column).filter(column -> column != null
                    && !DataColumns.identifying(form).contains(column)).distinct().toList();
            ByteArrayOutputStream file = new ByteArrayOutputStream();
            grids.csv(DataQuery.of(form).withColumns(columns), CsvPreset.ANALYSIS, file, rows -> { });
            List<Map<String, String>> expected = new Unpacked(Map.of("grid", file.toByteArray())).rows("grid");
            List<Map<String, String>> rows = all.rows(table.path());
            assertThat(rows).as(table.name()).hasSameSizeAs(expected);
            for (int i = 0; i < rows.size(); i++) {
                Map<String, String> row = new LinkedHashMap<>(rows.get(i));
                row.keySet().removeAll(Set.of("acr_score", "acr_deciding", "eligibility_reasons"));
                assertThat(row).as(table.name()).isEqualTo(expected.get(i));
            }
        }
    }

    @Test
    void tellsTheSameInTheWideTableAsInTheLongOnes() throws IOException {
        Packer.Packed packed = packed(ALL, true, false);
        Unpacked all = Unpacked.of(packed.file());
        Map<List<String>, Map<String, String>> long_ = new LinkedHashMap<>();
        for (Table table : packed.cut().tables()) {
            all.rows(table.path()).forEach(row -> long_.put(List.of(table.name(), row.get("patient"),
                    key(row)), row));
        }
        Table wide = packed.cut().tables().getLast();
        int compared = 0;
        for (Map<String, String> row : all.rows(wide.path())) {
            for (TableColumn column : wide.columns()) {
                DataColumn of = column.column();
                if (of != null && of.form() != null && of.form().isRepeating()) {
                    String table = packed.cut().tables().stream().filter(each -> each.form() == of.form()).findFirst()
                            .orElseThrow().name();
                    Map<String, String> cell = long_.get(List.of(table, row.get("patient"), of.rowKey()));
                    DataColumn own = DataColumns.find(of.form(), of.item().name()).orElseThrow();
                    int place = TableColumn.of(of).map(TableColumn::name).toList().indexOf(column.name());
                    assertThat(row.get(column.name())).as(column.name())
                            .isEqualTo(cell.get(TableColumn.of(own).toList().get(place).name()));
                    compared++;
                }
            }
        }
        assertThat(compared).isGreaterThan(2000);
    }

    private static String key(Map<String, String> row) {
        return Stream.of("visit", "course", "drug").map(row::get).filter(code -> code != null)
                .reduce((one, other) -> one + "," + other).orElse("")
                + (row.getOrDefault("episode", "1").equals("1") ? "" : "_e" + row.get("episode"));
    }

    @Test
    void ofASiteHoldsItsOwnNumbersOnly() throws IOException {
        Unpacked own = Unpacked.of(wholly(BREST).file());
        assertThat(own.rows("data/patients.csv")).isNotEmpty().allSatisfy(row -> assertThat(row).containsEntry("site", "01"));
        own.texts().forEach((path, text) -> assertThat(text).as(path).doesNotContain("SIV-02", "Lille")
                .doesNotContainPattern("\\bines\\b"));
        assertThat(own.text("manifest.json")).contains("\"scope\" : \"site-01\"");
    }

    @Test
    void namesWhoWasRemovedFromTheStudyAndHoldsNothingOfThem() throws IOException {
        Map<String, String> before = new TreeMap<>(Unpacked.of(wholly(BREST).file()).texts());
        assertThat(before.get("LISEZMOI.txt")).contains("n’y sont pas : aucun.");
        signIn(CLAIRE);
        String twice = casebooks.create("01");
        save(twice, "sex=F", "mrss_m0=20");
        signIn(MANAGER);
        lifeCycle.take(twice, Transition.REMOVE, "typed twice");
        Unpacked then = Unpacked.of(wholly(BREST).file());
        assertThat(then.text("manifest.json")).contains("\"removed\" : [ \"" + twice + "\" ]");
        assertThat(then.text("LISEZMOI.txt")).contains("n’y sont pas : " + twice + ".");
        Set<String> explain = Set.of("manifest.json", "LISEZMOI.txt", "README.txt");
        then.texts().forEach((path, text) -> {
            if (path.startsWith("data/") || path.startsWith("records/")) {
                assertThat(text).as(path).isEqualTo(before.get(path));
            }
            assertThat(text.contains(twice)).as(path).isEqualTo(explain.contains(path));
        });
        assertThat(cut(then.text("manifest.json"))).as("when it was removed is the last change").isAfter(cut(before.get("manifest.json")));
    }

    private static Instant cut(String manifest) {
        return Instant.parse(manifest.replaceFirst("(?s).*\"cut\" : \"([^\"]+)\".*", "$1"));
    }

    @Test
    void ofASiteHoldsEveryRecordQueryMessageAndSignatureOfItsPatients() throws IOException {
        Unpacked own = Unpacked.of(wholly(BREST).file());
        Map.of("records/audit.csv", "audit_record r join patient p on p.id = r.patient_id",
                "records/queries.csv", "query r join patient p on p.id = r.patient_id",
                "records/query_messages.csv", "query_message r join query q on q.number = r.query_number join patient p on p.id = q.patient_id",
                "records/signatures.csv", "signature r join patient p on p.id = r.patient_id",
                "records/verifications.csv", "verification r join patient p on p.id = r.patient_id").forEach((path, rows) -> {
                    long stored = database.sql("select count(*) from " + rows + " where p.site = '01'").query(Long.class).single();
                    assertThat(own.rows(path)).as(path).hasSize((int) stored);
                });
        assertThat(own.rows("records/audit.csv")).isNotEmpty();
    }

    @Test
    void doesNotTellTheBirthdayByTheRatesOfSeveralVisits() throws IOException {
        String before = unpacked(ALL, false, false).text("data/visits.csv");
        assertThat(unpacked(ALL, false, false).rows("data/patients.csv")).anySatisfy(row ->
                assertThat(row).containsEntry("patient", lille).containsEntry("age_ivig1", "48"));
        signIn(INES);
        save(lille, "birth_date=1960-05-11");
        assertThat(unpacked(ALL, false, false).text("data/visits.csv")).isEqualTo(before).contains(",m12,");
    }

    @Test
    void holdsWhatSomebodyWroteOnlyWhereItIsAskedFor() throws IOException {
        Unpacked without = unpacked(ALL, false, true);
        assertThat(without.text("data/visits.csv")).doesNotContain("event_txt");
        assertThat(without.text("README.txt")).as("short texts that stay are named").containsPattern("as they were typed: .*overlap_spec");
        without.texts().forEach((path, text) -> assertThat(text).as(path).doesNotContain("ligne 2"));
        assertThat(unpacked(ALL, true, true).texts().entrySet().stream().filter(file -> file.getValue().contains("ligne 2"))
                .map(Map.Entry::getKey)).contains("data/visits.csv", "data/wide.csv", "records/audit.csv");
    }

    @Test
    void namesNoPhysicianToWhoAnalysesOnly() throws IOException {
        assertThat(unpacked(ALL, false, false).text("data/patients.csv")).contains("ref_physician", "Ézarn");
        unpacked(new Scope(Role.STATISTICIAN, Optional.empty()), true, true).texts().forEach((path, text) ->
                assertThat(text).as(path).doesNotContain("Ézarn"));
    }

    @Test
    void isTheSameToTheByteForTheSameState() throws IOException {
        Packer.Packed first = wholly(ALL);
        Packer.Packed second = wholly(ALL);
        assertThat(first.file()).hasSameBinaryContentAs(second.file());
        assertThat(first.name()).isEqualTo(second.name()).matches("SIVIG_all-texts-audit_\\d{8}T\\d{6}Z_[0-9a-f]{8}\\.zip");
        assertThat(packed(ALL, false, false).name()).matches("SIVIG_all_\\d{8}T\\d{6}Z_[0-9a-f]{8}\\.zip");
        signIn(INES);
        save(lille, "mrss_m0=21");
        assertThat(packed(ALL, false, false)).satisfies(later -> {
            assertThat(later.name()).isNotEqualTo(first.name());
            assertThat(later.sha256()).isNotEqualTo(first.sha256());
        });
    }

    @Test
    void isOfOneStateWhileOthersType() throws Exception {
        signIn(INES);
        List<String> numbers = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            numbers.add(casebooks.create("02"));
            save(numbers.getLast(), "sex=F");
        }
        List<Callable<Unpacked>> tasks = new ArrayList<>();
        for (String number : numbers) {
            tasks.add(() -> {
                for (int n = 1; n <= 10; n++) {
                    save(number, "mrss_m0=" + n, "mrss_m3=" + n);
                }
                return new Unpacked(Map.of());
            });
        }
        tasks.add(() -> unpacked(ALL, false, true));
        Unpacked all = atOnce(List.of(INES, INES, INES, MANAGER), tasks).getLast();
        for (String number : numbers) {
            List<Map<String, String>> visits = all.rows("data/visits.csv").stream()
                    .filter(row -> row.get("patient").equals(number)).toList();
            Map<String, String> wide = all.rows("data/wide.csv").stream()
                    .filter(row -> row.get("patient").equals(number)).findFirst().orElseThrow();
            String last = all.rows("records/audit.csv").stream().filter(row -> row.get("patient").equals(number)
                    && row.get("name").equals("mrss_m3") && row.get("act").isEmpty()).map(row -> row.get("new_value"))
                    .reduce("", (earlier, later) -> later);
            assertThat(visits).hasSize(VisitPlan.VISITS.size());
            assertThat(visits.get(0).get("mrss")).isEqualTo(visits.get(1).get("mrss")).isEqualTo(wide.get("mrss_m0"))
                    .isEqualTo(wide.get("mrss_m3")).isEqualTo(last);
        }
    }

    @Test
    void carriesSumsThatHold() throws IOException {
        Packer.Packed packed = packed(ALL, false, false);
        Unpacked unpacked = Unpacked.of(packed.file());
        assertThat(packed.sha256()).isEqualTo(sha256(Files.readAllBytes(packed.file())));
        if (Files.getFileStore(folder).supportsFileAttributeView("posix")) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(packed.file()))).isEqualTo("rw-------");
        }
        assertThat(unpacked.files().keySet()).endsWith("SHA256SUMS");
        Map<String, String> sums = new LinkedHashMap<>();
        unpacked.text("SHA256SUMS").lines().forEach(line -> sums.put(line.substring(66), line.substring(0, 64)));
        assertThat(sums.keySet()).containsExactlyElementsOf(unpacked.files().keySet().stream()
                .filter(path -> !path.equals("SHA256SUMS")).sorted().toList());
        sums.forEach((path, sum) -> {
            assertThat(sum).as(path).isEqualTo(sha256(unpacked.files().get(path)));
            assertThat(unpacked.text("manifest.json")).contains(path.equals("manifest.json") ? "" : sum);
        });
    }

    private static String sha256(byte[] bytes) {
        return HexFormat.of().formatHex(Sums.digest().digest(bytes));
    }

    @Test
    void leavesNothingWhenItIsNotWanted() throws IOException {
        AtomicInteger asked = new AtomicInteger(); // by two threads
        Files.delete(packer.pack(ALL, new PackageRequest(false, false), folder, (patients, of) -> asked.incrementAndGet()).file());
        for (int at : List.of(3, asked.get() - 20, asked.get())) { // while it reads, and while it packs
            AtomicInteger left = new AtomicInteger(at);
            assertThatThrownBy(() -> packer.pack(ALL, new PackageRequest(false, false), folder, (patients, of) -> {
                if (left.decrementAndGet() == 0) {
                    throw new CancellationException();
                }
            })).as("asked %d times", at).isInstanceOf(CancellationException.class);
        }
        assertThatThrownBy(() -> packed(new Scope(Role.MONITOR, Optional.of(Set.of("09"))), false, false))
                .isInstanceOf(NobodyInScopeException.class);
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void explainsEveryColumnAndEveryCode() throws IOException {
        Packer.Packed packed = packed(ALL, true, false);
        Unpacked unpacked = Unpacked.of(packed.file());
        List<Map<String, String>> columns = unpacked.rows("codebook/columns.csv");
        assertThat(columns).allSatisfy(row -> assertThat(row.get("label_fr") + row.get("label_en")).isNotBlank()
                .doesNotContain("!"));
        Map<String, Set<String>> lists = new LinkedHashMap<>();
        unpacked.rows("codebook/codelists.csv").forEach(row -> {
            lists.computeIfAbsent(row.get("list"), list -> new HashSet<>()).add(row.get("code"));
            assertThat(row.get("label_fr")).isNotBlank().doesNotContain("!{");
        });
        for (Table table : packed.cut().tables()) {
            unpacked.rows(table.path()).forEach(row -> table.columns().forEach(column -> {
                String value = row.get(column.name());
                if (!column.list().isEmpty() && !value.isEmpty() && !column.key()) {
                    assertThat(lists.get(column.list())).as(column.name()).contains(value);
                }
            }));
        }
        long asked = unpacked.rows("codebook/missing.csv").stream().mapToLong(row -> Long.parseLong(row.get("asked"))).sum();
        long told = unpacked.rows("codebook/missing.csv").stream().flatMap(row -> Stream.of("value", "ND", "NF", "NAP", "blank")
                .map(row::get)).mapToLong(Long::parseLong).sum();
        assertThat(told).isEqualTo(asked).isPositive();
        unpacked.rows("codebook/codelists.csv").stream().filter(row -> row.get("list").equals("missing_reason")).forEach(row -> {
            assertThat(unpacked.text("LISEZMOI.txt")).containsPattern(row.get("code") + " +" + row.get("label_fr"));
            assertThat(unpacked.text("README.txt")).containsPattern(row.get("code") + " +" + row.get("label_en"));
        });
        unpacked.files().keySet().stream().filter(path -> path.contains("/")).map(path -> path.substring(0, path.indexOf('/') + 1))
                .forEach(folder -> assertThat(unpacked.text("README.txt")).contains(folder));
    }
}
