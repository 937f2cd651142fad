package org.sivig.ecrf;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.sivig.ecrf.crf.Form;
import org.sivig.ecrf.study.Study;

/**
 * What may depend on what: screens on features, features on the study, the study on scores and the kernel.
 * {@code docs/packages.svg} is drawn from the same classes.
 */
class ArchitectureTest {

    private static final String ROOT = "org.sivig.ecrf";
    private static final String CRF = ROOT + ".crf";
    private static final String SCORE = ROOT + ".score";
    private static final String STUDY = ROOT + ".study..";
    private static final String KIT = ROOT + ".ui";
    private static final String SCREENS = ROOT + ".ui..";
    private static final String VAADIN = "com.vaadin..";
    private static final String SPRING = "org.springframework..";
    private static final String HIBERNATE = "org.hibernate..";

    private static final List<String> FEATURES = List.of("account", "audit", "casebook", "check", "cohort", "dashboard", "data", "demo",
            "export", "failure", "guide", "list", "monitoring", "node", "odm", "paper", "query", "release", "sample", "signal", "start", "system", "verification");

    static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS).importPackages(ROOT);

    @Test
    void everyClassIsInAPackageThatTheseRulesKnow() {
        String[] known = Stream.concat(Stream.of(ROOT, CRF, SCORE, STUDY, SCREENS),
                FEATURES.stream().map(feature -> ROOT + "." + feature)).toArray(String[]::new);
        assertThat(CLASSES).isNotEmpty();
        classes().should().resideInAnyPackage(known).check(CLASSES);
    }

    @Test
    void theKernelIsPlainJavaThatKnowsNoStudy() {
        noClasses().that().resideInAPackage(CRF).should().dependOnClassesThat(
                ofProjectOutside(CRF).or(resideInAnyPackage(VAADIN, SPRING, HIBERNATE))).check(CLASSES);
    }

    @Test
    void scoresArePureFunctionsThatKnowOnlyTheKernel() {
        noClasses().that().resideInAPackage(SCORE).should().dependOnClassesThat(ofProjectOutside(SCORE, CRF)
                .or(resideInAnyPackage(VAADIN, SPRING, HIBERNATE, "jakarta.."))).check(CLASSES);
    }

    @Test
    void theStudyKnowsScoresAndTheKernelButNoFeatureAndNoScreen() {
        noClasses().that().resideInAPackage(STUDY).should().dependOnClassesThat(ofProjectOutside(STUDY, SCORE, CRF)
                .or(resideInAnyPackage(VAADIN, SPRING))).check(CLASSES);
    }

    @Test
    void onlyScreensAndTheApplicationKnowVaadin() {
        noClasses().that().resideOutsideOfPackages(ROOT, SCREENS).should().dependOnClassesThat()
                .resideInAPackage(VAADIN).allowEmptyShould(true).check(CLASSES);
    }

    @Test
    void nothingButScreensKnowsAScreen() {
        noClasses().that().resideOutsideOfPackages(ROOT, SCREENS).should().dependOnClassesThat()
                .resideInAPackage(SCREENS).allowEmptyShould(true).check(CLASSES);
    }

    @Test
    void nothingKnowsTheApplication() {
        noClasses().that().resideOutsideOfPackage(ROOT).should().dependOnClassesThat().resideInAPackage(ROOT)
                .allowEmptyShould(true).check(CLASSES);
    }

    @Test
    void noTwoPackagesNeedEachOther() {
        slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void screensDoNotKnowEachOther() {
        slices().matching(KIT + ".(*)..").should().notDependOnEachOther().check(CLASSES);
    }

    @Test
    void whatAllScreensShareKnowsNoneOfThem() {
        noClasses().that().resideInAPackage(KIT).should().dependOnClassesThat().resideInAPackage(KIT + ".*..").check(CLASSES);
    }

    @Test
    void whatStandsBesideAnItemDoesNotKnowItsPage() {
        noClasses().that().resideInAPackage(KIT + ".casebook.field").should().dependOnClassesThat()
                .resideInAPackage(KIT + ".casebook").check(CLASSES);
    }

    @Test
    void thereIsOneClock() {
        noClasses().that().doNotBelongToAnyOf(Study.class).should().callMethodWhere(describe("asks another clock", call -> {
            AccessTarget asked = call.getTarget();
            return asked.getName().equals("currentTimeMillis")
                    || asked.getOwner().getPackageName().equals("java.time") && asked.getName().matches("now|system.*")
                            && !call.getTarget().getRawParameterTypes().stream()
                                    .anyMatch(type -> type.isEquivalentTo(Clock.class));
        })).check(CLASSES);
    }

    @Test
    void everyPackageSaysInOneSentenceWhatItIs() throws IOException {
        Pattern sentence = Pattern.compile("\\A/\\*\\* [A-Z][^*]*\\. \\*/\\n@NullMarked\\npackage ");
        try (Stream<Path> folders = Files.walk(Path.of("src/main/java/org/sivig"))) {
            assertThat(folders.filter(Files::isDirectory).filter(ArchitectureTest::holdsClasses))
                    .isNotEmpty().allMatch(folder -> Files.exists(folder.resolve("package-info.java"))
                            && sentence.matcher(read(folder.resolve("package-info.java"))).find());
        }
    }

    @Test
    void onlyTheAuditWritesTheAuditTrail() throws IOException {
        Pattern write = Pattern.compile("(?i)\\b(into|update|delete\\s+from|truncate(\\s+table)?)\\s+audit_record\\b");
        try (Stream<Path> sources = Files.walk(Path.of("src/main/java"))) {
            assertThat(sources.filter(Files::isRegularFile).filter(file -> write.matcher(read(file)).find()))
                    .isNotEmpty().allMatch(file -> file.getParent().endsWith(Path.of("ecrf/audit")));
        }
    }

    @Test
    void noSqlWritesAnswersPastTheAuditTrail() throws IOException {
        String tables = Study.FORMS.stream().map(Form::table).collect(joining("|"));
        Pattern write = Pattern.compile("(?i)\"[^\"]*\\b(insert\\s+into|update|delete\\s+from)\\s+(" + tables
                + "|identity)\\b[^\"]*\"");
        try (Stream<Path> sources = Files.walk(Path.of("src/main/java"))) {
            assertThat(sources.filter(Files::isRegularFile).filter(file -> write.matcher(read(file)).find()))
                    .as("but for one, which changes nothing of what is said")
                    .allMatch(file -> file.endsWith("IdentityResealing.java"));
        }
    }

    private static DescribedPredicate<JavaClass> ofProjectOutside(String... packages) {
        return resideInAPackage(ROOT + "..").and(not(resideInAnyPackage(packages)));
    }

    private static boolean holdsClasses(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.anyMatch(file -> file.toString().endsWith(".java"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
