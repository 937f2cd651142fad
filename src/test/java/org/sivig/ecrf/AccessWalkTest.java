package org.sivig.ecrf;

import static java.util.Map.entry;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleName;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.domain.JavaModifier;
import jakarta.persistence.EntityManager;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sivig.ecrf.account.Role;
import org.sivig.ecrf.account.Viewer;
import org.sivig.ecrf.audit.AuditChains;
import org.sivig.ecrf.audit.AuditList;
import org.sivig.ecrf.audit.IdentityReadList;
import org.sivig.ecrf.audit.AuditRecord;
import org.sivig.ecrf.audit.RecentWork;
import org.sivig.ecrf.audit.SelfChecks;
import org.sivig.ecrf.casebook.Edit;
import org.sivig.ecrf.casebook.FindingColumns;
import org.sivig.ecrf.casebook.FindingList;
import org.sivig.ecrf.casebook.FindingRow;
import org.sivig.ecrf.casebook.ItemHistory;
import org.sivig.ecrf.casebook.Justification;
import org.sivig.ecrf.casebook.LifeCycle;
import org.sivig.ecrf.casebook.LifeLine;
import org.sivig.ecrf.casebook.LifeOfMany;
import org.sivig.ecrf.casebook.PatientColumns;
import org.sivig.ecrf.casebook.PatientList;
import org.sivig.ecrf.casebook.PatientNotFoundException;
import org.sivig.ecrf.casebook.PatientRow;
import org.sivig.ecrf.casebook.SaveResult;
import org.sivig.ecrf.casebook.SignatureMeaning;
import org.sivig.ecrf.casebook.VisiblePatients;
import org.sivig.ecrf.check.StandingChecks;
import org.sivig.ecrf.cohort.Choice;
import org.sivig.ecrf.cohort.Cohort;
import org.sivig.ecrf.cohort.FigureKind;
import org.sivig.ecrf.crf.Answer;
import org.sivig.ecrf.crf.Severity;
import org.sivig.ecrf.crf.YesNo;
import org.sivig.ecrf.dashboard.Dashboard;
import org.sivig.ecrf.data.DataColumn;
import org.sivig.ecrf.data.DataColumns;
import org.sivig.ecrf.data.DataGrid;
import org.sivig.ecrf.data.DataQuery;
import org.sivig.ecrf.data.SavedViews;
import org.sivig.ecrf.export.CsvPreset;
import org.sivig.ecrf.export.FigureExport;
import org.sivig.ecrf.export.GridExport;
import org.sivig.ecrf.export.Keys;
import org.sivig.ecrf.export.ListExport;
import org.sivig.ecrf.release.PackageRequest;
import org.sivig.ecrf.release.Packages;
import org.sivig.ecrf.list.Filter;
import org.sivig.ecrf.list.Listing;
import org.sivig.ecrf.monitoring.MonitoringVisits;
import org.sivig.ecrf.monitoring.VisitResult;
import org.sivig.ecrf.paper.CasebookPdf;
import org.sivig.ecrf.paper.FiguresPdf;
import org.sivig.ecrf.query.Queries;
import org.sivig.ecrf.query.QueryColumns;
import org.sivig.ecrf.query.QueryList;
import org.sivig.ecrf.query.QueryNotFoundException;
import org.sivig.ecrf.query.QueryResult;
import org.sivig.ecrf.query.QueryRow;
import org.sivig.ecrf.query.RaiseResult;
import org.sivig.ecrf.sample.SampleCause;
import org.sivig.ecrf.sample.SampleTask;
import org.sivig.ecrf.sample.Samples;
import org.sivig.ecrf.signal.Signal;
import org.sivig.ecrf.signal.Signals;
import org.sivig.ecrf.study.DiagnosisForm;
import org.sivig.ecrf.study.IdentificationForm;
import org.sivig.ecrf.study.Section;
import org.sivig.ecrf.study.Study;
import org.sivig.ecrf.study.code.Sex;
import org.sivig.ecrf.study.life.CasebookState;
import org.sivig.ecrf.study.life.QueryStep;
import org.sivig.ecrf.study.life.Transition;
import org.sivig.ecrf.verification.SeenAnswer;
import org.sivig.ecrf.verification.VerificationPlans;
import org.sivig.ecrf.verification.Verifications;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.repository.Repository;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Who may do what, for every public method of every service: as each role, of a patient of one's own site and of another
 * site. A method that nobody put into one of the lists below fails the test.
 */
class AccessWalkTest extends ServiceTest implements OnH2 {

    /**
     * What becomes of a call by an investigator, a monitor, a data manager, a statistician and an administrator, of a
     * patient of site 01, to which they belong, and of one of site 02: + done or told, x refused, 0 as if there were no
     * such patient.
     */
    private static final String TABLE = """
            VisiblePatients.find          + + + + 0   0 0 + + 0
            VisiblePatients.numbersOf     + + + + 0   0 0 + + 0
            VisiblePatients.hold          + + + + 0   0 0 + + 0
            VisiblePatients.holdAll       + + + + 0   0 0 + + 0
            Casebooks.open                + + + + 0   0 0 + + 0
            Casebooks.create              + x x x x   x x x x x
            Casebooks.save                + x x x 0   0 0 x x 0
            Casebooks.justify             + x x x 0   0 0 x x 0
            ItemHistory.of                + + + + 0   0 0 + + 0
            PatientList.fetch             + + + + 0   0 0 + + 0
            PatientList.count             + + + + 0   0 0 + + 0
            PatientList.total             + + + + 0   + + + + 0
            PatientList.sites             + + + + 0   0 0 + + 0
            FindingList.fetch             + + + + 0   0 0 + + 0
            FindingList.count             + + + + 0   0 0 + + 0
            FindingList.lines             + + + + 0   0 0 + + 0
            LifeCycle.completeForm        + x x x 0   0 0 x x 0
            LifeCycle.reopenForm          + x x x 0   0 0 x x 0
            LifeCycle.take                x x + x 0   0 0 + x 0
            LifeCycle.sign                + x x x 0   0 0 x x 0
            LifeCycle.signatures          + + + + 0   0 0 + + 0
            LifeCycle.reached             + + + + 0   0 0 + + 0
            LifeOfMany.preview            x x + x 0   0 0 + x 0
            LifeOfMany.take               x x + x 0   0 0 + x 0
            LifeOfMany.sign               + x x x x   x x x x x
            Queries.thread                + + + + 0   0 0 + + 0
            Queries.raise                 + + + + 0   0 0 + + 0
            Queries.raiseAll              + + + + 0   0 0 + + 0
            Queries.take                  + x x x 0   0 0 x x 0
            Queries.takeAll               + x x x 0   0 0 x x 0
            QueryList.fetch               + + + + 0   0 0 + + 0
            QueryList.count               + + + + 0   0 0 + + 0
            Verifications.of              + + + + 0   0 0 + + 0
            Verifications.verify          x + x x 0   0 0 x x 0
            Verifications.withdraw        x + x x 0   0 0 x x 0
            Verifications.shares          + + + + 0   0 0 + + 0
            Verifications.patients        + + + + 0   0 0 + + 0
            VerificationPlans.make        x x + x x   x x + x x
            Samples.draw                  x x + x x   x x + x x
            Samples.tasks                 + + 0 0 0   0 0 0 0 0
            Samples.unread                + + 0 0 0   + + 0 0 0
            Samples.read                  + + x x 0   0 0 x x 0
            Samples.close                 x x + x x   x x + x x
            Samples.classify              x x + x x   x x + x x
            Samples.all                   + + + + 0   0 0 + + 0
            Samples.of                    + + + + 0   0 0 + + 0
            Samples.differences           + + + + 0   0 0 + + 0
            DataGrid.fetch                + + + + 0   0 0 + + 0
            DataGrid.count                + + + + 0   + + + + 0
            DataGrid.summary              + + + + 0   + + + + 0
            DataGrid.position             + + + + 0   0 0 + + 0
            DataGrid.stream               + + + + 0   0 0 + + 0
            DataGrid.cells                + + + + 0   0 0 + + 0
            DataGrid.toVerify             + + + + 0   0 0 + + 0
            GridExport.csv                + + + + x   + + + + x
            GridExport.workbook           + + + + x   + + + + x
            ListExport.csv                + + + + x   0 0 + + x
            CasebookPdf.write             + + + + x   0 0 + + x
            CasebookPdf.writeSite         + + + + x   0 0 + + x
            FigureExport.picture          + + + + x   + + + + x
            FigureExport.csv              + + + + x   + + + + x
            FiguresPdf.write              + + + + x   + + + + x
            Packages.scope                + + + + x   + + + + x
            Packages.start                + + + + x   + + + + x
            Packages.last                 + + + + x   + + + + x
            Packages.cancel               + + + + x   + + + + x
            Packages.take                 + + + + x   + + + + x
            Packages.past                 + + + + x   + + + + x
            SavedViews.list               + + + + x   + + + + x
            SavedViews.save               + + + + x   + + + + x
            SavedViews.has                + + + + x   + + + + x
            SavedViews.share              x x x x x   x x x x x
            SavedViews.delete             x x x x x   x x x x x
            StandingChecks.backTest       x x + x x   x x + x x
            StandingChecks.make           x x + x x   x x + x x
            StandingChecks.withdraw       x x + x x   x x + x x
            StandingChecks.list           + + + + x   + + + + x
            Dashboard.sites               + + + + 0   0 0 + + 0
            Dashboard.queries             + + + + 0   0 0 + + 0
            Dashboard.entries             + + + + 0   + + + + 0
            Dashboard.visits              + + + + 0   0 0 + + 0
            Cohort.figure                 + + + + 0   0 0 + + 0
            Cohort.figureOfStudy          x x + + x   x x + + x
            DataGrid.streamOfStudy        x x + + x   x x + + x
            Signals.report                x + + + x   x 0 + + x
            Signals.rows                  x + + + x   x 0 + + x
            MonitoringVisits.sites        x + + x x   x 0 + x x
            MonitoringVisits.all          x + + x x   x 0 + x x
            MonitoringVisits.ofAll        x + + x x   x 0 + x x
            MonitoringVisits.figures      x + + x x   x 0 + x x
            MonitoringVisits.news         x + + x x   x 0 + x x
            MonitoringVisits.of           x + + x x   x 0 + x x
            MonitoringVisits.find         x + + x x   x 0 + x x
            MonitoringVisits.begin        x + x x x   x 0 x x x
            MonitoringVisits.write        x + x x x   x 0 x x x
            MonitoringVisits.sign         x + x x x   x 0 x x x
            AuditList.fetch               + + + + 0   0 0 + + 0
            AuditList.count               + + + + 0   + + + + 0
            AuditList.export              + + + + 0   0 0 + + 0
            IdentityReadList.fetch        + + + + 0   0 0 + + 0
            IdentityReadList.count        + + + + 0   + + + + 0
            AuditChains.verify            x x + x +   x x + x +
            SelfChecks.run                x x x x +   x x x x +
            RecentWork.last               + + + + 0   0 0 + + 0
            """;

    /** What is asked by services, for a patient whom they have found: no screen calls it. */
    private static final Set<String> WITHIN = Set.of("CodebookFiles.of", "DataFiles.of", "ImportFiles.of",
            "RecordFiles.of", "PackageLog.last", "ExportLog.ended", "FindingsOfMany.read", "DatasetJson.of", "OdmFiles.of", "PaperFiles.of", "AuditRecords.lastAuthor", "AuditRecords.of", "AuditRecords.acts", "AuditRecords.all", "AuditRecords.trail", "Registers.added", "Registers.change", "Registers.changed", "Registers.takeUpWhatIsThere", "Registers.onPostInsert", "Registers.onPostUpdate",
            "Registers.onPostRecreateCollection", "Registers.onPostUpdateCollection", "Registers.requiresPostCommitHandling", "IdentityResealing.sealAll",
            "AuditRecords.changes", "AuditRecords.verifyAll", "AuditRecords.life", "AuditTrail.note", "AuditTrail.act",
            "AuditTrail.onPostInsert", "AuditTrail.onPostUpdate", "AuditTrail.onPostDelete",
            "AuditTrail.requiresPostCommitHandling", "ExportLog.record", "IdentityReads.record", "UnauditedWriteGuard.inspect",
            "UnauditedWriteGuard.customize", "IdentityVault.seal", "IdentityVault.unseal", "IdentityVault.of",
            "QueryReader.of", "QueryReader.pending", "CasebookRows.read", "TodaysAnswers.at",
            "FindingsRound.go", "FindingsRound.isGoing", "Turns.ask", "Turns.take", "Turns.isTaken", "Turns.alone", "VerificationDrop.answersChanged", "Verifications.dueOf", "FindingsRound.ask", "StandingCheckCache.made",
            "FirstAdministrator.run", "DemoData.run", "DemoFactor.add", "DuplicateAnswers.isGiven", "DuplicateAnswers.withheld");

    /** What tells nothing of patients: of the study, of the user, of the application. */
    private static final Set<String> TELLS_NOTHING_OF_PATIENTS = Set.of("AuditList.columns", "IdentityReadList.columns", "FindingList.columns",
            "PatientList.columns", "QueryList.columns", "CheckList.all", "DisplayNames.of",
            "DisplayNames.remembered", "DisplayNames.among", "PasswordCheck.isOfViewer", "PasswordCheck.pausedUntil",
            "PasswordAttempts.reserve", "PasswordAttempts.right", "PasswordAttempts.pausedUntil", "PasswordSignIn.authenticate",
            "PasswordSignIn.supports", "SignIns.begin", "SignIns.holds", "SignIns.howMany", "SignIns.state", "SignIns.lock", "SignIns.keep", "SignIns.resume", "SignIns.resumed", "ScreenLock.unlock", "DemoFactor.key", "DemoFactor.code", "DemoFactor.isKept", "ScreenLock.isByPassword", "ScreenLock.isByPasskey", "ScreenLock.provider", "ScreenLock.question", "ScreenLock.request", "ScreenLock.pausedUntil", "SignIns.end", "SignIns.active", "SignIns.idle", "Viewers.find",
            // who may is tried in AccountsTest
            "Accounts.all", "Accounts.make", "Accounts.change", "Accounts.deactivate", "Accounts.reactivate", "Accounts.link",
            "Accounts.approve", "LinkMail.reaches", "LinkMail.send", "Accounts.holder", "Accounts.choose", "SiteRegister.all", "SiteRegister.make", "SiteRegister.change", "SiteRegister.close",
            "SiteRegister.reopen", "AccountLog.add", "AccountLog.addAlone", "AccountLog.last", "AccountLog.verify",
            "SystemNumbers.report", "SystemNumbers.bindTo", "OwnAccount.open", "OwnAccount.before", "OwnAccount.end", "OwnAccount.endOthers", "OwnAccount.change",
            // who has shown the password, and each their own: SecondFactorTest
            "SecondStep.isToEnrol", "SecondStep.begin", "SecondStep.confirm", "SecondStep.signIn", "OwnFactor.state", "OwnFactor.begin",
            "OwnFactor.confirm", "OwnFactor.newRecoveryCodes", "OwnFactor.remove", "Accounts.resetFactor", "Accounts.review", "Accounts.lastReview",
            "Duties.all", "Duties.record", "Duties.end",
            "Signer.asksUsername", "Signer.isViewer", "Signer.pausedUntil", "Proof.isRecent", "Proof.asked", "Proof.isByPasskey", "Proof.show", "Proof.provider", "Proof.question", "Signer.asksPassword", "Signer.provider", "Signer.question",
            "ProviderSignIn.signIn", "ProviderSignIn.again", "ProviderSignIn.why", "OperatorsYes.run",
            "IdentityProviders.offered", "IdentityProviders.name", "IdentityProviders.answers", "IdentityProviders.isLocal", "IdentityProviders.levels",
            "IdentityProviders.requests", "IdentityProviders.findByRegistrationId", "ProviderSessions.saveSessionInformation",
            "ProviderSessions.removeSessionInformation", "SecondStep.asksCode",
            "Passkeys.isOffered", "Passkeys.request", "Passkeys.signIn", "Passkeys.show", "Passkeys.own", "Passkeys.offer", "Passkeys.add",
            "Passkeys.remove", "PasskeyStore.findById", "PasskeyStore.findByUsername", "PasskeyStore.save", "PasskeyStore.delete",
            "PasskeyStore.findByCredentialId", "PasskeyStore.findByUserId", "Sessions.all", "Sessions.end", "Sessions.endOthers", "AccountLogList.columns", "AccountLogList.fetch", "AccountLogList.count", "AccountLogList.export", "Accounts.page", "Accounts.count",
            "DemoData.isReady", "DemoData.progress", "DemoClock.instant",
            "DemoClock.getZone", "DemoClock.withZone", "Guide.pages", "Guide.page",
            "VerificationPlans.current", "VerificationPlans.all", "Cohort.least", "Cohort.leastTold", "Cohort.isToldOfStudy", "DataGrid.columns", "DataGrid.seen", "StandingChecks.isMadeByUser", "StandingChecks.isLooking", "StandingChecks.refused",
            "StandingChecks.places", "StandingChecks.proposed");

    /** How many there are of a name, where there are several. */
    private static final Map<String, Long> OVERLOADED = Map.ofEntries(entry("CasebookRows.read", 2L), entry("Casebooks.save", 2L),
            entry("Casebooks.open", 2L), entry("DataGrid.seen", 2L), entry("AuditRecords.lastAuthor", 2L), entry("AuditTrail.act", 2L),
            entry("AuditTrail.note", 2L), entry("PasskeyStore.save", 2L), entry("IdentityVault.seal", 2L),
            entry("IdentityVault.unseal", 2L), entry("Proof.show", 2L), entry("ScreenLock.unlock", 3L),
            entry("ProviderSessions.removeSessionInformation", 2L));

    private static final Viewer DORA = viewer("dora", Role.DATA_MANAGER);
    private static final Viewer LENA = viewer("lena", Role.MONITOR, "02");
    private static final List<Viewer> ROLES = Stream.of(Role.INVESTIGATOR, Role.MONITOR, Role.DATA_MANAGER,
            Role.STATISTICIAN, Role.ADMINISTRATOR).map(role -> viewer("somebody", role, "01")).toList();
    private static final Section DIAGNOSIS = Objects.requireNonNull(Study.sectionAt("diagnosis"));
    private static final LocalDate DAY = LocalDate.of(2026, 3, 2);
    private static final String WHY = "transcription: read twice";
    private static final DataQuery DATA = DataQuery.of(DiagnosisForm.FORM);

    @Autowired
    private VisiblePatients visible;
    @Autowired
    private ItemHistory history;
    @Autowired
    private PatientList patients;
    @Autowired
    private FindingList findings;
    @Autowired
    private LifeCycle lifeCycle;
    @Autowired
    private LifeOfMany many;
    @Autowired
    private Queries queries;
    @Autowired
    private QueryList queryList;
    @Autowired
    private Verifications verifications;
    @Autowired
    private VerificationPlans plans;
    @Autowired
    private Samples samples;
    @Autowired
    private DataGrid grid;
    @Autowired
    private GridExport export;
    @Autowired
    private ListExport lists;
    @Autowired
    private Packages packages;
    @Autowired
    private CasebookPdf pdf;

    @Autowired
    private FigureExport figures;

    @Autowired
    private FiguresPdf figuresPdf;
    @Autowired
    private SavedViews views;
    @Autowired
    private StandingChecks checks;
    @Autowired
    private Dashboard dashboard;
    @Autowired
    private Cohort cohort;
    @Autowired
    private MonitoringVisits monitoring;
    @Autowired
    private Signals signals;
    @Autowired
    private AuditList audit;
    @Autowired
    private IdentityReadList identityReads;
    @Autowired
    private AuditChains chains;
    @Autowired
    private SelfChecks selfChecks;
    @Autowired
    private RecentWork recent;
    @Autowired
    private TransactionTemplate transaction;

    /** What is known of a patient when somebody tries something. */
    private record Of(String number, String site, long query, long task, long difference, long visit, Instant seen) {
    }

    /** Tells whether it was done, or whether what came back speaks of the patient. */
    private interface Call {
        boolean of(Of patient) throws Exception;
    }

    private final Map<String, Of> known = new HashMap<>();
    private long open;
    private long closed;
    private long view;
    private String check = "";

    @BeforeEach
    void enterAPatientAtEachSite() {
        database.sql("insert into user_account (username, password, display_name, role)"
                + " values ('somebody', ?, 'Dr Somebody', 'INVESTIGATOR')").param(RIGHT).update();
        Map<String, String> numbers = new LinkedHashMap<>();
        Map<String, Long> asked = new HashMap<>();
        for (Viewer enters : List.of(CLAIRE, INES)) {
            String site = enters.sites().iterator().next();
            signIn(enters);
            String number = casebooks.create(site);
            numbers.put(site, number);
            save(number, "sex=F", "ana=1", "ana_titer=160", "dx_date=2011-03", "fluo=?ND");
            signIn(site.equals("01") ? MARC : LENA);
            verifications.verify(List.of(new SeenAnswer(number, "sex", Answer.of(Sex.FEMALE))));
            RaiseResult.Raised raised = (RaiseResult.Raised) queries.raise(number, "ana_titer", "Which laboratory?");
            asked.put(site, raised.query().number());
        }
        signIn(DORA);
        closed = samples.draw(100, 1L);
        Map<String, Long> different = new HashMap<>();
        for (Viewer reads : List.of(MARC, LENA)) {
            signIn(reads);
            SampleTask task = task(closed);
            samples.read(task.id(), Answer.of(320));
            different.put(reads.sites().iterator().next(), task.id());
        }
        signIn(DORA);
        samples.close(closed);
        open = samples.draw(100, 2L);
        view = views.save("Mine", DiagnosisForm.FORM.table(), "", true).id();
        checks.make(DataQuery.read(DiagnosisForm.FORM, "ana=1").complete(), column("ana"), Severity.INFO, "ANA")
                .rechecked().join();
        check = checks.list().getFirst().id();
        Map<String, Long> tasks = new HashMap<>();
        Map<String, Long> visits = new HashMap<>();
        for (Viewer reads : List.of(MARC, LENA)) {
            signIn(reads);
            String site = reads.sites().iterator().next();
            tasks.put(site, task(open).id());
            visits.put(site, monitoring.begin(site, DAY).id());
        }
        numbers.forEach((site, number) -> {
            signIn(DORA);
            known.put(site, new Of(number, site, asked.get(site), tasks.get(site), different.get(site), visits.get(site),
                    casebooks.open(number).standing().changedAt()));
        });
        database.sql("update audit_record set username = 'somebody' where item = 'dx_date'").update(); // who worked on both
    }

    private static LifeLine line(Of of) {
        return new LifeLine(of.number, of.site, CasebookState.IN_PROGRESS, of.seen, null, 0);
    }

    private SampleTask task(long sample) {
        return samples.tasks(sample).stream().filter(task -> task.at().exportName().equals("ana_titer")).findFirst()
                .orElseThrow();
    }

    private static DataColumn column(String key) {
        return DataColumns.of(DiagnosisForm.FORM).stream().filter(column -> column.id().equals(key)).findFirst()
                .orElseThrow();
    }

    private Map<String, Call> calls() {
        Map<String, Call> calls = new HashMap<>();
        calls.put("VisiblePatients.find", of -> is(visible.find(of.number).getNumber(), of));
        calls.put("VisiblePatients.numbersOf", of -> visible.numbersOf(of.site).contains(of.number));
        calls.put("VisiblePatients.hold", of -> is(visible.hold(of.number).getNumber(), of));
        calls.put("VisiblePatients.holdAll", of -> !visible.holdAll(Set.of(of.number)).isEmpty());
        calls.put("Casebooks.open", of -> casebooks.open(of.number).casebook() != null
                && casebooks.open(of.number, of.seen) != null);
        calls.put("Casebooks.create", of -> !casebooks.create(of.site).isEmpty());
        calls.put("Casebooks.save", of -> casebooks.save(of.number, List.of(new Edit("overlap",
                Answer.blank(), Answer.of(YesNo.NO))), WHY) instanceof SaveResult.Saved);
        calls.put("Casebooks.justify", of -> casebooks.justify(of.number, "E11", "raynaud_year",
                Justification.Reason.CONFIRMED, "") != null);
        calls.put("ItemHistory.of", of -> !history.of(of.number, "ana_titer").isEmpty());
        calls.put("PatientList.fetch", of -> patients.fetch(Filter.all(), PageRequest.of(0, 100)).stream()
                .anyMatch(row -> is(row.number(), of)));
        calls.put("PatientList.count", of -> patients.count(
                Filter.<PatientRow>all().with(PatientColumns.SITE, Set.of(of.site))) > 0);
        calls.put("PatientList.total", of -> patients.total() > 0);
        calls.put("PatientList.sites", of -> patients.sites().stream().anyMatch(site -> site.getCode().equals(of.site)));
        calls.put("FindingList.fetch", of -> findings.fetch(Filter.all(), PageRequest.of(0, 100)).stream()
                .anyMatch(row -> is(row.number(), of)));
        calls.put("FindingList.count", of -> findings.count(
                Filter.<FindingRow>all().with(FindingColumns.SITE, Set.of(of.site))) > 0);
        calls.put("FindingList.lines", of -> findings.lines(
                Filter.<FindingRow>all().with(FindingColumns.SITE, Set.of(of.site))) > 0);
        calls.put("LifeCycle.completeForm", of -> lifeCycle.completeForm(of.number, DIAGNOSIS) != null);
        calls.put("LifeCycle.reopenForm", of -> lifeCycle.reopenForm(of.number, DIAGNOSIS, WHY) != null);
        calls.put("LifeCycle.take", of -> lifeCycle.take(of.number, Transition.FREEZE, null) != null);
        calls.put("LifeCycle.sign", of -> lifeCycle.sign(of.number, of.seen, SignatureMeaning.APPROVED, typed("right")) != null);
        calls.put("LifeCycle.signatures", of -> lifeCycle.signatures(of.number) != null);
        calls.put("LifeCycle.reached", of -> lifeCycle.reached(of.number) == null);
        calls.put("LifeOfMany.preview", of -> !many.preview(Filter.<PatientRow>all().with(PatientColumns.NUMBER, of.number),
                Transition.FREEZE).isEmpty());
        calls.put("LifeOfMany.take", of -> many.take(List.of(line(of)), Transition.FREEZE, WHY) != null);
        calls.put("LifeOfMany.sign", of -> many.sign(List.of(line(of)), SignatureMeaning.APPROVED, typed("right"), WHY) != null);
        calls.put("Queries.thread", of -> queries.thread(of.query).query().number() == of.query);
        calls.put("Queries.raise", of -> queries.raise(of.number, "sex", "Why?") instanceof RaiseResult.Raised);
        calls.put("Queries.raiseAll", of -> !queries.raiseAll(List.of(new Queries.Spot(of.number, "sex")), "Why?")
                .numbers().isEmpty());
        calls.put("Queries.take", of -> queries.take(of.query, 1, QueryStep.ANSWER, null, "Nantes")
                instanceof QueryResult.Done);
        calls.put("Queries.takeAll", of -> {
            QueryResult result = queries.takeAll(Map.of(of.query, 1), QueryStep.ANSWER, null, "Nantes").get(of.query);
            if (result instanceof QueryResult.Denied) {
                throw new AccessDeniedException("One of several");
            }
            return result != null;
        });
        calls.put("QueryList.fetch", of -> queryList.fetch(Filter.all(), PageRequest.of(0, 100)).stream()
                .anyMatch(row -> row.query().number() == of.query));
        calls.put("QueryList.count", of -> queryList.count(
                Filter.<QueryRow>all().with(QueryColumns.SITE, Set.of(of.site))) > 0);
        calls.put("Packages.scope", of -> done(packages::scope));
        calls.put("Packages.start", of -> done(() -> packages.cancel(packages.start(new PackageRequest(true, true)))));
        calls.put("Packages.last", of -> done(packages::last));
        calls.put("Packages.cancel", of -> done(() -> packages.cancel(0)));
        calls.put("Packages.take", of -> done(() -> packages.take(0, OutputStream.nullOutputStream())));
        calls.put("Packages.past", of -> done(packages::past));
        calls.put("ListExport.csv", of -> {
            ByteArrayOutputStream file = new ByteArrayOutputStream();
            lists.csv("queries", queryList, QueryColumns.ALL.start(), "", CsvPreset.ANALYSIS, List.of(
                    new ListExport.Written<QueryRow>("patient", row -> row.query().patient())), file);
            return file.toString(StandardCharsets.UTF_8).contains(of.number);
        });
        calls.put("Verifications.of", of -> !verifications.of(of.number).verified().isEmpty());
        calls.put("Verifications.verify", of -> !verifications.verify(
                List.of(new SeenAnswer(of.number, "ana_titer", Answer.of(160)))).done().isEmpty());
        calls.put("Verifications.withdraw", of -> !verifications.withdraw(
                List.of(new SeenAnswer(of.number, "sex", Answer.of(Sex.FEMALE)))).isEmpty());
        calls.put("Verifications.shares", of -> verifications.shares().stream().anyMatch(
                share -> share.site().equals(of.site)));
        calls.put("Verifications.patients", of -> verifications.patients(of.site).stream().anyMatch(
                patient -> is(patient.number(), of)));
        calls.put("VerificationPlans.make", of -> plans.make(Set.of(), 1, 10, WHY) != null);
        calls.put("Samples.draw", of -> samples.draw(1, 3L) > 0);
        calls.put("Samples.tasks", of -> samples.tasks(open).stream().anyMatch(task -> is(task.number(), of)));
        calls.put("Samples.unread", of -> samples.unread() > 0);
        calls.put("Samples.read", of -> done(() -> samples.read(of.task, Answer.of(160))));
        calls.put("Samples.close", of -> done(() -> samples.close(open)));
        calls.put("Samples.classify", of -> done(() -> samples.classify(of.difference, SampleCause.ABSTRACTION_ERROR)));
        calls.put("Samples.all", of -> samples.all().stream().flatMap(sample -> sample.sites().stream())
                .anyMatch(site -> site.site().equals(of.site)));
        calls.put("Samples.of", of -> samples.of(closed).sites().stream().anyMatch(site -> site.site().equals(of.site)));
        calls.put("Samples.differences", of -> samples.differences(closed).stream().anyMatch(
                difference -> is(difference.number(), of)));
        calls.put("DataGrid.fetch", of -> grid.fetch(DATA, 0, 10).stream().anyMatch(row -> is(row.patient(), of)));
        calls.put("DataGrid.count", of -> grid.count(DATA) > 0);
        calls.put("DataGrid.summary", of -> grid.summary(DATA).stream().anyMatch(column -> column.values() > 0));
        calls.put("DataGrid.position", of -> grid.position(DATA, of.number, "").isPresent());
        calls.put("DataGrid.stream", of -> {
            List<String> seen = new ArrayList<>();
            grid.stream(DATA, row -> seen.add(row.patient()));
            return seen.contains(of.number);
        });
        calls.put("DataGrid.cells", of -> grid.cells(DATA, column("ana")).stream().anyMatch(
                place -> is(place.patient(), of)));
        calls.put("DataGrid.toVerify", of -> grid.toVerify(DATA).stream().anyMatch(seen -> is(seen.number(), of)));
        calls.put("GridExport.csv", of -> done(() -> export.csv(DATA, CsvPreset.ANALYSIS, OutputStream.nullOutputStream(),
                rows -> { })));
        calls.put("GridExport.workbook", of -> done(() -> export.workbook(DATA, new Keys(), OutputStream.nullOutputStream(),
                rows -> { })));
        calls.put("CasebookPdf.write", of -> done(() -> pdf.write(of.number, null, true, Locale.FRENCH, OutputStream.nullOutputStream())));
        calls.put("CasebookPdf.writeSite", of -> done(() -> pdf.writeSite(of.site, true, Locale.FRENCH, (done, all) -> { }, OutputStream.nullOutputStream())));
        calls.put("FigureExport.picture", of -> done(() -> figures.picture("flow.svg", "", 1)));
        calls.put("FigureExport.csv", of -> done(() -> figures.csv("flow.csv", "", 1, CsvPreset.ANALYSIS, List.of(), List.of(), List.of(), OutputStream.nullOutputStream())));
        calls.put("FiguresPdf.write", of -> done(() -> figuresPdf.write(List.of(new FiguresPdf.Sheet("Flow", List.of(), List.of(), List.of())), "", 1, Instant.EPOCH,
                Locale.FRENCH, OutputStream.nullOutputStream())));
        calls.put("SavedViews.list", of -> !views.list(DiagnosisForm.FORM.table()).isEmpty());
        calls.put("SavedViews.save", of -> views.save("Other", DiagnosisForm.FORM.table(), "", false).own());
        calls.put("SavedViews.has", of -> done(() -> views.has("Other")));
        calls.put("SavedViews.share", of -> !views.share(view, false).shared());
        calls.put("SavedViews.delete", of -> done(() -> views.delete(view)));
        calls.put("StandingChecks.backTest", of -> checks.backTest(DataQuery.read(DiagnosisForm.FORM, "ana=1").complete(),
                column("ana")) != null);
        calls.put("StandingChecks.make", of -> checks.make(DataQuery.read(DiagnosisForm.FORM, "ana=1").complete(),
                column("ana"), Severity.INFO, "Again").rechecked().handle((done, failed) -> true).join());
        calls.put("StandingChecks.withdraw", of -> checks.withdraw(check, "why").rechecked().handle((done, failed) -> true)
                .join());
        calls.put("StandingChecks.list", of -> !checks.list().isEmpty());
        calls.put("Dashboard.sites", of -> dashboard.sites(Set.of()).stream().anyMatch(
                site -> site.code().equals(of.site)));
        calls.put("Dashboard.queries", of -> dashboard.queries(Set.of()).bySite().containsKey(of.site));
        calls.put("Dashboard.entries", of -> !dashboard.entries(Set.of()).isEmpty());
        calls.put("Dashboard.visits", of -> dashboard.visits(Set.of()).bySite().containsKey(of.site));
        calls.put("Cohort.figure", of -> cohort.figure(FigureKind.FLOW, DataQuery.read(IdentificationForm.FORM,
                "patient.site=" + of.site).complete(), Choice.START).n() > 0);
        calls.put("Cohort.figureOfStudy", of -> cohort.figureOfStudy(FigureKind.FLOW, DataQuery.read(IdentificationForm.FORM,
                "patient.site=" + of.site).complete(), Choice.START).n() > 0);
        calls.put("DataGrid.streamOfStudy", of -> {
            List<String> sites = new ArrayList<>();
            grid.streamOfStudy(grid.seen(DataQuery.of(IdentificationForm.FORM)), row -> sites.add(row.site()));
            return sites.contains(of.site);
        });
        calls.put("Signals.report", of -> signals.report().all().stream().anyMatch(each -> each.site().equals(of.site)));
        calls.put("Signals.rows", of -> signals.rows(Signal.QUERIES, null, of.site).stream().anyMatch(
                row -> is(row.patient(), of)));
        calls.put("MonitoringVisits.sites", of -> monitoring.sites().stream().anyMatch(site -> site.getCode().equals(of.site)));
        calls.put("MonitoringVisits.all", of -> monitoring.all().containsKey(of.site));
        calls.put("MonitoringVisits.ofAll", of -> monitoring.ofAll().stream().anyMatch(visit -> visit.site().equals(of.site)));
        calls.put("MonitoringVisits.figures", of -> monitoring.figures(of.site).patients() > 0);
        calls.put("MonitoringVisits.news", of -> monitoring.news(of.site).patients() > 0);
        calls.put("MonitoringVisits.of", of -> !monitoring.of(of.site).isEmpty());
        calls.put("MonitoringVisits.find", of -> monitoring.find(of.visit).isPresent());
        calls.put("MonitoringVisits.begin", of -> monitoring.begin(of.site, DAY).id() == of.visit);
        calls.put("MonitoringVisits.write", of -> monitoring.write(of.visit, DAY, "All well", 0) instanceof VisitResult.Done);
        calls.put("MonitoringVisits.sign", of -> monitoring.sign(of.visit, 0, typed("right")) instanceof VisitResult.Done);
        calls.put("AuditList.fetch", of -> tells(audit.fetch(Filter.all(), PageRequest.of(0, 1000)), of));
        calls.put("IdentityReadList.fetch", of -> identityReads.fetch(Filter.all(), PageRequest.of(0, 1000)).stream()
                .anyMatch(read -> read.patient().equals(of.number)));
        calls.put("IdentityReadList.count", of -> identityReads.count(Filter.all()) > 0);
        calls.put("AuditList.count", of -> audit.count(Filter.all(), 1000) > 0);
        calls.put("AuditList.export", of -> {
            List<AuditRecord> seen = new ArrayList<>();
            audit.export(new Listing<>(Filter.all(), null, false), "", seen::add);
            return tells(seen, of);
        });
        calls.put("AuditChains.verify", of -> chains.verify(null) != null);
        calls.put("SelfChecks.run", of -> selfChecks.run() != null);
        calls.put("RecentWork.last", of -> recent.last(9).stream().anyMatch(work -> is(work.patient(), of)));
        return calls;
    }

    @Test
    void everyServiceAnswersOrRefusesAsTheStudyAllows() {
        Map<String, Call> calls = calls();
        SoftAssertions found = new SoftAssertions();
        TABLE.lines().forEach(line -> {
            String[] cells = line.strip().split("\\s+");
            Call call = calls.remove(cells[0]);
            assertThat(call).as(cells[0]).isNotNull();
            for (int i = 0; i < 2 * ROLES.size(); i++) {
                Viewer viewer = ROLES.get(i % ROLES.size());
                Of patient = known.get(i < ROLES.size() ? "01" : "02");
                found.assertThat(outcome(viewer, call, patient)).as("%s by %s at site %s", cells[0], viewer.role(),
                        patient.site).isEqualTo(cells[1 + i]);
            }
            found.assertThat(outcome(null, call, known.get("01"))).as("%s by nobody", cells[0]).isEqualTo("x");
        });
        found.assertAll();
        assertThat(calls).as("calls of which the table says nothing").isEmpty();
    }

    @Test
    void everyMethodOfEveryServiceIsInOneOfTheLists() {
        Set<String> listed = new TreeSet<>(WITHIN);
        listed.addAll(TELLS_NOTHING_OF_PATIENTS);
        TABLE.lines().forEach(line -> listed.add(line.strip().split("\\s+")[0]));
        assertThat(methods().keySet()).isEqualTo(listed);
        assertThat(methods()).as("of one name, each of which is called").containsAllEntriesOf(OVERLOADED);
        assertThat(methods().values().stream().filter(many -> many > 1)).hasSize(OVERLOADED.size());
    }

    @Test
    void noScreenAsksPastThePolicy() {
        noClasses().that().resideInAPackage("org.sivig.ecrf.ui..").should().callMethodWhere(
                new DescribedPredicate<JavaMethodCall>("the method is for services") {
                    @Override
                    public boolean test(JavaMethodCall call) {
                        return WITHIN.contains(call.getTargetOwner().getSimpleName() + "." + call.getTarget().getName());
                    }
                }).check(ArchitectureTest.CLASSES);
    }

    @Test
    void noScreenReadsOrWritesTheDatabaseItself() {
        noClasses().that().resideInAPackage("org.sivig.ecrf.ui..").should().dependOnClassesThat(
                assignableTo(Repository.class).or(assignableTo(EntityManager.class))
                        .or(resideInAnyPackage("org.springframework.jdbc..", "java.sql..", "javax.sql..")))
                // Who signs in is looked up before there is a user.
                .allowEmptyShould(true).check(ArchitectureTest.CLASSES.that(not(simpleName("SecurityConfig"))));
    }

    /** Every public method of every service and component that is no screen, but for the policy itself. */
    private static Map<String, Long> methods() {
        return ArchitectureTest.CLASSES.stream().filter(each -> each.isMetaAnnotatedWith(Component.class)
                        && !each.getPackageName().startsWith("org.sivig.ecrf.ui")
                        && !each.getSimpleName().equals("AccessPolicy") && !each.getSimpleName().equals("EcrfApplication"))
                .flatMap(each -> each.getMethods().stream()).filter(AccessWalkTest::isOffered)
                .collect(Collectors.groupingBy(method -> method.getOwner().getSimpleName() + "." + method.getName(),
                        TreeMap::new, Collectors.counting()));
    }

    private static boolean isOffered(JavaMethod method) {
        Set<JavaModifier> modifiers = method.getModifiers();
        return modifiers.contains(JavaModifier.PUBLIC) && !modifiers.contains(JavaModifier.STATIC)
                && !modifiers.contains(JavaModifier.SYNTHETIC) && !modifiers.contains(JavaModifier.BRIDGE);
    }

    /** What becomes of a call, which is taken back afterwards. */
    private String outcome(@Nullable Viewer viewer, Call call, Of patient) {
        if (viewer == null) {
            SecurityContextHolder.clearContext();
        } else {
            signIn(viewer);
        }
        List<String> outcome = new ArrayList<>();
        Throwable thrown = catchThrowable(() -> transaction.executeWithoutResult(status -> {
            status.setRollbackOnly();
            try {
                outcome.add(call.of(patient) ? "+" : "0");
            } catch (AccessDeniedException denied) {
                outcome.add("x");
            } catch (PatientNotFoundException | QueryNotFoundException hidden) {
                outcome.add("0");
            } catch (Exception unexpected) {
                outcome.add(unexpected.toString());
            }
        }));
        return outcome.isEmpty() ? String.valueOf(thrown) : outcome.getFirst();
    }

    private static boolean is(String number, Of patient) {
        return number.equals(patient.number);
    }

    private static boolean tells(Collection<AuditRecord> records, Of patient) {
        return records.stream().anyMatch(record -> patient.number.equals(record.patient()));
    }

    private interface Act {
        void run() throws Exception;
    }

    private static boolean done(Act act) throws Exception {
        act.run();
        return true;
    }
}
