package org.sivig.ecrf.casebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.tuple;

import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sivig.ecrf.ServiceTest;
import org.sivig.ecrf.account.Role;
import org.sivig.ecrf.audit.Act;
import org.sivig.ecrf.audit.AuditRecord;
import org.sivig.ecrf.audit.AuditTrail;
import org.sivig.ecrf.benchmark.AnyAnswer;
import org.sivig.ecrf.crf.Answer;
import org.sivig.ecrf.crf.Casebook;
import org.sivig.ecrf.crf.YesNo;
import org.sivig.ecrf.study.Patient;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.transaction.support.TransactionTemplate;

abstract class HistoryTest extends ServiceTest {

    private static final String OWN = "SIV-01-001";
    private static final String FOREIGN = "SIV-02-001";

    @Autowired
    private ItemHistory history;
    @Autowired
    private AuditTrail trail;
    @Autowired
    private EntityManager entities;
    @Autowired
    private TransactionTemplate transaction;

    @BeforeEach
    void createAPatientInEachSite() {
        assertThat(casebooks.create("01")).isEqualTo(OWN);
        signIn(INES);
        assertThat(casebooks.create("02")).isEqualTo(FOREIGN);
        signIn(CLAIRE);
    }

    private static String outcome(ThrowingCallable call) {
        Throwable thrown = catchThrowable(call);
        return switch (thrown) {
            case null -> "yes";
            case AccessDeniedException denied -> "denied";
            case PatientNotFoundException hidden -> "not found";
            default -> thrown.toString();
        };
    }

    // --- one item ---------------------------------------------------------------------------------------------------

    @ParameterizedTest(name = "{0}: an item here {1} and elsewhere {2}, identity here {3}")
    @CsvSource({
            "INVESTIGATOR,  yes,       not found, yes",
            "MONITOR,       yes,       not found, denied",
            "DATA_MANAGER,  yes,       yes,       denied",
            "STATISTICIAN,  yes,       yes,       denied",
            "ADMINISTRATOR, not found, not found, not found"})
    void eachRoleReadsWhatTheStudyAllowsAndNothingElse(Role role, String own, String foreign, String identity) {
        signIn(viewer("somebody", role, "01"));
        assertThat(outcome(() -> history.of(OWN, "sex"))).as("own").isEqualTo(own);
        assertThat(outcome(() -> history.of(FOREIGN, "sex"))).as("foreign").isEqualTo(foreign);
        assertThat(outcome(() -> history.of(OWN, "birth_date"))).as("identity").isEqualTo(identity);
        assertThat(outcome(() -> casebooks.open(OWN, Instant.now()))).as("as of, own").isEqualTo(own);
        assertThat(outcome(() -> casebooks.open(FOREIGN, Instant.now()))).as("as of, foreign").isEqualTo(foreign);
    }

    @Test
    void whoIsNotSignedInReadsNothing() {
        SecurityContextHolder.clearContext();
        assertThat(outcome(() -> history.of(OWN, "sex"))).isEqualTo("denied");
        assertThat(outcome(() -> casebooks.open(OWN, Instant.now()))).isEqualTo("denied");
    }

    @Test
    void everyAnswerIsToldTheNewestFirstAndTheFirstEntryIncluded() {
        database.sql("insert into user_account (username, password, display_name, role)"
                + " values ('claire', '', 'Dr Claire Moreau', 'INVESTIGATOR')").update();
        save(OWN, "dx_date=2011");
        signIn(YANN);
        casebooks.save(OWN, edits(read(OWN), "dx_date=2011-03", "ssc_type=2", "overlap=0"), "Erreur de saisie");
        save(OWN, "dx_date=?ND");
        save(OWN, "raynaud_year=1999");

        assertThat(history.of(OWN, "dx_date")).extracting(AuditRecord::displayName, AuditRecord::role,
                AuditRecord::oldValue, AuditRecord::oldMissing, AuditRecord::newValue, AuditRecord::newMissing,
                AuditRecord::reason, AuditRecord::together).containsExactly(
                        tuple("yann", "INVESTIGATOR", "2011-03", null, null, "ND", null, 1),
                        tuple("yann", "INVESTIGATOR", "2011", null, "2011-03", null, "Erreur de saisie", 3),
                        tuple("Dr Claire Moreau", "INVESTIGATOR", null, null, "2011", null, null, 1));
        assertThat(history.of(OWN, "ana")).isEmpty();
        assertThatIllegalArgumentException().isThrownBy(() -> history.of(OWN, "no_such_item"));
    }

    @Test
    void actsAtTheItemAreToldToo() {
        save(OWN, "hb_m3=12");
        transaction.executeWithoutResult(status -> {
            Patient patient = entities.createQuery("from Patient where number = :number", Patient.class)
                    .setParameter("number", OWN).getSingleResult();
            trail.act(patient, Act.FINDING_JUSTIFIED, new Act.Place("visit", "m3", "hb"), "E91", "OPEN", "JUSTIFIED",
                    "vérifié");
            trail.act(patient, Act.FINDING_FIRED, new Act.Place("visit", "m6", "hb"), "E91", null, "9", null);
        });

        assertThat(history.of(OWN, "hb_m3")).extracting(AuditRecord::act, AuditRecord::subject, AuditRecord::oldValue,
                AuditRecord::newValue, AuditRecord::reason).containsExactly(
                        tuple("FINDING_JUSTIFIED", "E91", "OPEN", "JUSTIFIED", "vérifié"),
                        tuple(null, null, null, "12", null));
    }

    @Test
    void aRowThatThePaperDoesNotPrintHasItsHistoryWhenItIsGone() {
        save(OWN, "pre_any=1", "pre_oth3_spec=Colchicine");
        save(OWN, "pre_oth3_spec=");
        assertThat(history.of(OWN, "pre_oth3_spec")).extracting(AuditRecord::newValue).containsExactly(null, "Colchicine");
    }

    @Test
    void identityIsOpenedForWhoSeesItAndTheReadingIsOnRecord() {
        save(OWN, "last_name3=LEG", "birth_date=1958-02-28");
        save(OWN, "last_name3=LEX", "birth_date=?ND");
        database.sql("delete from identity_read").update();

        assertThat(history.of(OWN, "last_name3")).extracting(AuditRecord::oldValue, AuditRecord::newValue)
                .containsExactly(tuple("LEG", "LEX"), tuple(null, "LEG"));
        assertThat(history.of(OWN, "birth_date")).extracting(AuditRecord::oldValue, AuditRecord::newMissing)
                .containsExactly(tuple("1958-02-28", "ND"), tuple(null, null));
        assertThat(count("identity_read")).isEqualTo(2);
        history.of(OWN, "sex");
        assertThat(count("identity_read")).isEqualTo(2);
    }

    // --- as of a moment ---------------------------------------------------------------------------------------------

    private static Map<String, Object> answers(Casebook casebook) {
        return casebook.instances().stream().filter(instance -> !instance.answer().isBlank())
                .collect(Collectors.toMap(Casebook.Instance::exportName, Casebook.Instance::answer));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void aCasebookIsRebuiltAsItWasAfterEachOfManyEdits(long seed) {
        AnyAnswer any = new AnyAnswer(seed);
        List<Instant> moments = new ArrayList<>();
        List<OpenCasebook> seen = new ArrayList<>();
        for (int turn = 0; turn < 40; turn++) {
            Casebook now = read(OWN);
            now.reach("pre_oth" + (3 + turn % 4) + "_spec");
            now.reach("c3_mtx_given");
            now.reach("ivig3_done");
            List<Casebook.Instance> asked = now.instances().stream()
                    .filter(instance -> !instance.item().isFixed() && now.isAsked(instance)).toList();
            List<Edit> edits = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                Casebook.Instance one = any.oneOf(asked);
                Answer<?> next = turn % 5 == 4 ? Answer.blank() : any.to(one, now);
                if (edits.stream().noneMatch(edit -> edit.item().equals(one.exportName()))) {
                    edits.add(new Edit(one.exportName(), one.answer(), next));
                }
            }
            casebooks.save(OWN, edits, null);
            seen.add(casebooks.open(OWN));
            moments.add(lastRecord());
        }
        OpenCasebook last = seen.getLast();
        for (int turn = 0; turn < seen.size(); turn++) {
            PastCasebook past = casebooks.open(OWN, moments.get(turn));
            OpenCasebook then = seen.get(turn);
            assertThat(answers(past.then().casebook())).as("turn " + turn).isEqualTo(answers(then.casebook()));
            assertThat(past.then().completeness()).isEqualTo(then.completeness());
            assertThat(past.then().score()).isEqualTo(then.score());
            assertThat(past.then().eligibility()).isEqualTo(then.eligibility());
            assertThat(past.then().age()).isEqualTo(then.age());
            assertThat(past.then().editable()).isFalse();
            assertThat(past.since().keySet()).isEqualTo(differing(then.casebook(), last.casebook()));
        }
    }

    private static Set<String> differing(Casebook then, Casebook now) {
        Map<String, Object> before = answers(then);
        Map<String, Object> after = answers(now);
        return Stream.concat(before.keySet().stream(), after.keySet().stream())
                .filter(name -> !Objects.equals(before.get(name), after.get(name))).collect(Collectors.toSet());
    }

    private Instant lastRecord() {
        return database.sql("select max(at) from audit_record").query(OffsetDateTime.class).single().toInstant();
    }

    @Test
    void beforeItsFirstRecordACasebookIsEmpty() {
        save(OWN, "sex=F");
        PastCasebook past = casebooks.open(OWN, Instant.now().minus(1, ChronoUnit.DAYS));
        assertThat(answers(past.then().casebook())).containsOnlyKeys("center");
        assertThat(past.since()).containsOnlyKeys("sex");
    }

    @Test
    void actsChangeNoAnswer() {
        save(OWN, "acr_prox=1");
        transaction.executeWithoutResult(status -> trail.act(
                entities.createQuery("from Patient where number = :number", Patient.class).setParameter("number", OWN)
                        .getSingleResult(), Act.FINDING_FIRED, new Act.Place("eligibility", "", "acr_prox"), "X01",
                null, "0", null));
        PastCasebook past = casebooks.open(OWN, Instant.now());
        assertThat(past.then().casebook().instance("acr_prox").answer()).isEqualTo(Answer.of(YesNo.YES));
        assertThat(past.since()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"MONITOR", "DATA_MANAGER", "STATISTICIAN"})
    void identityStaysHiddenInThePast(Role role) {
        save(OWN, "last_name3=LEG", "first_name3=ANN", "birth_date=1958-02-28", "ivig1_start=2008-03-10");
        Instant then = lastRecord();
        save(OWN, "last_name3=LEX");
        database.sql("delete from identity_read").update();

        signIn(viewer("somebody", role, "01"));
        PastCasebook past = casebooks.open(OWN, then);
        assertThat(past.since()).isEmpty();
        assertThat(past.then().showsIdentity()).isFalse();
        assertThat(past.then().age().shown()).isEqualByComparingTo("50");
        assertThat(List.of("last_name3", "first_name3", "birth_date")).allSatisfy(
                item -> assertThat(text(past.then().casebook(), item)).isNull());
        assertThat(count("identity_read")).isZero();

        signIn(YANN);
        PastCasebook whole = casebooks.open(OWN, then);
        assertThat(text(whole.then().casebook(), "last_name3")).isEqualTo("LEG");
        assertThat(whole.since()).containsOnlyKeys("last_name3");
        assertThat(count("identity_read")).isEqualTo(1);
        assertThat(stored(OWN, "last_name3")).isEqualTo("LEX");
    }
}
