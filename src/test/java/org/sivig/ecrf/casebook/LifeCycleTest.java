package org.sivig.ecrf.casebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sivig.ecrf.ServiceTest;
import org.sivig.ecrf.account.Role;
import org.sivig.ecrf.account.Viewer;
import org.sivig.ecrf.audit.AuditRecords;
import org.sivig.ecrf.crf.Answer;
import org.sivig.ecrf.crf.Casebook;
import org.sivig.ecrf.crf.MissingReason;
import org.sivig.ecrf.list.Filter;
import org.sivig.ecrf.query.Queries;
import org.sivig.ecrf.study.Section;
import org.sivig.ecrf.study.Study;
import org.sivig.ecrf.study.code.Sex;
import org.sivig.ecrf.study.life.CasebookClosedException;
import org.sivig.ecrf.study.life.CasebookState;
import org.sivig.ecrf.study.life.Transition;
import org.sivig.ecrf.verification.SeenAnswer;
import org.sivig.ecrf.verification.VerificationResult;
import org.sivig.ecrf.verification.Verifications;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.transaction.support.TransactionTemplate;

abstract class LifeCycleTest extends ServiceTest {

    private static final Viewer DORA = viewer("dora", Role.DATA_MANAGER);
    private static final String PASSWORD = "right";
    private static final String WHY = "transcription: read twice";
    private static final Section ELIGIBILITY = section("eligibility");
    private static final Section DIAGNOSIS = section("diagnosis");

    @Autowired
    private LifeCycle lifeCycle;
    @Autowired
    private LifeOfMany many;
    @Autowired
    private FindingsRound round;
    @Autowired
    private Queries queries;
    @Autowired
    private Verifications verifications;
    @Autowired
    private SignedText signedText;
    @Autowired
    private Patients patients;
    @Autowired
    private AuditRecords records;
    @Autowired
    private TransactionTemplate transaction;

    private String number = "";

    @BeforeEach
    void createAPatientWithEveryQuestionAnswered() {
        for (String username : List.of("claire", "yann", "somebody")) {
            database.sql("insert into user_account (username, password, display_name, role)"
                    + " values (?, ?, 'Dr Somebody', 'INVESTIGATOR')").params(username, RIGHT).update();
        }
        enterAnother();
    }

    private void enterAnother() {
        number = casebooks.create("01");
        save(number, "sex=F", "ana=1", "ana_titer=160", "dx_date=2011-03", "acr_prox=1", "overlap=0");
        List<Edit> blank = blanks();
        while (!blank.isEmpty()) {
            assertThat(casebooks.save(number, blank, null)).isInstanceOf(SaveResult.Saved.class);
            blank = blanks();
        }
    }

    private List<Edit> blanks() {
        Casebook casebook = read(number);
        return Study.SECTIONS.stream().flatMap(section -> section.blanks(casebook)).map(
                each -> new Edit(each.exportName(), Answer.blank(), Answer.missing(MissingReason.ND))).toList();
    }

    private static Section section(String path) {
        return Objects.requireNonNull(Study.sectionAt(path));
    }

    private static void done(LifeResult result) {
        assertThat(result).isInstanceOf(LifeResult.Done.class);
    }

    private void completeForms() {
        Study.SECTIONS.forEach(section -> done(lifeCycle.completeForm(number, section)));
    }

    private LifeResult sign(String password) {
        return lifeCycle.sign(number, casebooks.open(number).standing().changedAt(), SignatureMeaning.RESPONSIBLE,
                typed(password));
    }

    /** Takes the casebook to a state, as those whose task it is. */
    private void bringTo(CasebookState state) {
        if (state == CasebookState.REMOVED) {
            signIn(DORA);
            done(lifeCycle.take(number, Transition.REMOVE, WHY));
            signIn(CLAIRE);
            return;
        }
        if (state.compareTo(CasebookState.COMPLETE) >= 0) {
            completeForms();
            done(lifeCycle.take(number, Transition.COMPLETE_CASEBOOK, null));
        }
        if (state.compareTo(CasebookState.SIGNED) >= 0) {
            done(sign(PASSWORD));
        }
        signIn(DORA);
        if (state.compareTo(CasebookState.FROZEN) >= 0) {
            done(lifeCycle.take(number, Transition.FREEZE, null));
        }
        if (state.compareTo(CasebookState.LOCKED) >= 0) {
            done(lifeCycle.take(number, Transition.LOCK, null));
        }
        signIn(CLAIRE);
        assertThat(state()).isEqualTo(state);
    }

    private CasebookState state() {
        return casebooks.open(number).standing().state();
    }

    private SaveResult change(@Nullable String reason, String... answers) {
        return casebooks.save(number, edits(read(number), answers), reason);
    }

    private List<Map<String, @Nullable Object>> acts() {
        return database.sql("select * from audit_record where act <> 'COMPUTED' and act not like 'FINDING%' order by seq")
                .query().listOfRows();
    }

    // --- no side door ------------------------------------------------------------------------------------------------

    /**
     * What becomes of each act in each state when the investigator of the site tries it, and when the data manager
     * does: + done, ! hindered by what is open, - not from this state, x not theirs to do. Everybody else is refused
     * whatever the state, but for the monitor who verifies until the lock.
     */
    private static final String TABLE = """
                              IN_PROGRESS  COMPLETE  SIGNED  FROZEN  LOCKED  REMOVED
            save              + x          + x       + x     - x     - x     - x
            justify           + x          + x       + x     + x     - x     - x
            verify            x x          x x       x x     x x     x x     x x
            withdraw          x x          x x       x x     x x     x x     x x
            completeForm      + x          - x       - x     - x     - x     - x
            reopenForm        + x          + x       + x     - x     - x     - x
            COMPLETE_CASEBOOK ! x          - x       - x     - x     - x     - x
            REOPEN_CASEBOOK   - x          + x       - x     - x     - x     - x
            SIGN              - x          + x       - x     - x     - x     - x
            UNSIGN            - x          - x       + x     - x     - x     - x
            FREEZE            x +          x +       x +     x -     x -     x -
            UNFREEZE          x -          x -       x -     x +     x -     x -
            LOCK              x -          x -       x -     x +     x -     x -
            UNLOCK            x -          x -       x -     x -     x +     x -
            REMOVE            x +          x +       x +     x -     x -     x -
            RESTORE           x -          x -       x -     x -     x -     x +
            """;

    @ParameterizedTest
    @EnumSource
    void noActIsDoneButByWhomAndInTheStatesThatTheTableSays(CasebookState state) {
        signIn(MARC);
        verifications.verify(List.of(new SeenAnswer(number, "sex", read(number).instance("sex").answer())));
        signIn(CLAIRE);
        bringTo(state);
        if (state == CasebookState.IN_PROGRESS) { // all but one form complete
            completeForms();
            done(lifeCycle.reopenForm(number, DIAGNOSIS, WHY));
        }
        Map<String, Callable<Object>> acts = acts(number);
        assertThat(acts.keySet()).containsAll(Arrays.stream(Transition.values()).map(Enum::name).toList());
        SoftAssertions found = new SoftAssertions();
        for (String line : TABLE.lines().skip(1).toList()) {
            String[] cells = line.strip().split("\\s+");
            int at = 1 + 2 * state.ordinal();
            Callable<Object> act = Objects.requireNonNull(acts.remove(cells[0]));
            found.assertThat(outcome(CLAIRE, act)).as("investigator, %s", cells[0]).isEqualTo(cells[at]);
            found.assertThat(outcome(DORA, act)).as("data manager, %s", cells[0]).isEqualTo(cells[at + 1]);
            for (Viewer other : List.of(MARC, viewer("somebody", Role.STATISTICIAN))) {
                boolean verifies = other == MARC && cells[0].matches("verify|withdraw");
                found.assertThat(outcome(other, act)).as("%s, %s", other.role(), cells[0])
                        .isEqualTo(!verifies ? "x" : state == CasebookState.LOCKED || state == CasebookState.REMOVED ? "-" : "+");
            }
            for (Viewer stranger : List.of(INES, viewer("somebody", Role.MONITOR, "02"),
                    viewer("somebody", Role.INVESTIGATOR), viewer("somebody", Role.ADMINISTRATOR, "01"))) {
                found.assertThat(outcome(stranger, act)).as("%s, %s", stranger.role(), cells[0])
                        .isEqualTo("not found");
            }
        }
        assertThat(acts).as("acts of which the table says nothing").isEmpty();
        found.assertAll();
        assertThat(records.verifyAll()).isEmpty();
    }

    private Map<String, Callable<Object>> acts(String number) {
        Instant seen = casebooks.open(number).standing().changedAt();
        List<Edit> edits = edits(read(number), "overlap=1");
        Map<String, Callable<Object>> acts = new LinkedHashMap<>();
        acts.put("save", () -> casebooks.save(number, edits, WHY));
        acts.put("justify", () -> casebooks.justify(number, "E11", "raynaud_year", Justification.Reason.CONFIRMED, ""));
        SeenAnswer verified = new SeenAnswer(number, "sex", Answer.of(Sex.FEMALE));
        acts.put("verify", () -> verifications.verify(
                List.of(new SeenAnswer(number, "ana_titer", read(number).instance("ana_titer").answer()))));
        acts.put("withdraw", () -> verifications.withdraw(List.of(verified)));
        acts.put("completeForm", () -> lifeCycle.completeForm(number, DIAGNOSIS));
        acts.put("reopenForm", () -> lifeCycle.reopenForm(number, ELIGIBILITY, WHY));
        for (Transition step : Transition.values()) {
            acts.put(step.name(), step == Transition.SIGN
                    ? () -> lifeCycle.sign(number, seen, SignatureMeaning.APPROVED, typed(PASSWORD))
                    : () -> lifeCycle.take(number, step, step.isExplained() ? WHY : null));
        }
        return acts;
    }

    /** What becomes of an act, which is taken back afterwards. */
    private String outcome(Viewer viewer, Callable<Object> act) {
        signIn(viewer);
        List<String> outcome = new ArrayList<>();
        Throwable thrown = catchThrowable(() -> transaction.executeWithoutResult(status -> {
            status.setRollbackOnly();
            try {
                outcome.add(switch (act.call()) {
                    case SaveResult.Saved saved -> "+";
                    case SaveResult.Closed closed -> "-";
                    case OpenCasebook stored -> "+";
                    case LifeResult.Done done -> "+";
                    case VerificationResult verified -> verified.done().isEmpty() ? "-" : "+";
                    case List<?> withdrawn -> withdrawn.isEmpty() ? "-" : "+";
                    case LifeResult.Hindered hindered -> "!";
                    case LifeResult.NotNow not -> "-";
                    case Object other -> other.toString();
                });
            } catch (CasebookClosedException closed) {
                outcome.add("-");
            } catch (AccessDeniedException denied) {
                outcome.add("x");
            } catch (PatientNotFoundException hidden) {
                outcome.add("not found");
            } catch (Exception unexpected) {
                outcome.add(unexpected.toString());
            }
        }));
        signIn(CLAIRE);
        return thrown == null ? outcome.getFirst() : thrown.toString();
    }

    @ParameterizedTest
    @EnumSource
    void whatElseIsWrittenAboutAPatientEndsWithTheLock(CasebookState state) {
        bringTo(state);
        var patient = patients.findByNumber(number).orElseThrow();
        for (CasebookState.Work work : CasebookState.Work.values()) {
            Throwable refused = catchThrowable(() -> patient.requireOpenTo(work));
            boolean open = state != CasebookState.LOCKED && state != CasebookState.REMOVED
                    && (state != CasebookState.FROZEN || work != CasebookState.Work.ANSWERS);
            assertThat(refused == null).as("%s in %s", work, state).isEqualTo(open);
            assertThat(refused).satisfiesAnyOf(none -> assertThat(none).isNull(),
                    closed -> assertThat(closed).isInstanceOf(CasebookClosedException.class));
        }
    }

    @Test
    void aRemovedCasebookHasNoFindingsAndComesBackAsItWas() {
        save(number, "raynaud_year=2030"); // out of its range
        List<String> found = found();
        assertThat(found).isNotEmpty();
        signIn(DORA);
        assertThatIllegalArgumentException().isThrownBy(() -> lifeCycle.take(number, Transition.REMOVE, " "));
        done(lifeCycle.take(number, Transition.REMOVE, "typed twice"));
        assertThat(state()).isEqualTo(CasebookState.REMOVED);
        assertThat(lifeCycle.reached(number)).extracting(Reached::by, Reached::reason).containsExactly("dora", "typed twice");
        assertThat(found()).isEmpty();
        assertThat(openOnRecord()).isZero();
        round.go();
        assertThat(openOnRecord()).as("a round finds nothing either").isZero();

        done(lifeCycle.take(number, Transition.RESTORE, "was no copy"));
        assertThat(state()).isEqualTo(CasebookState.IN_PROGRESS);
        assertThat(lifeCycle.reached(number)).isNull();
        assertThat(found()).isEqualTo(found);
        assertThat(openOnRecord()).isEqualTo(found.size());
        assertThat(acts()).extracting(act -> act.get("act"), act -> act.get("username"), act -> act.get("old_value"),
                act -> act.get("new_value"), act -> act.get("reason")).containsExactly(
                        tuple("CASEBOOK_REMOVED", "dora", "IN_PROGRESS", "REMOVED", "typed twice"),
                        tuple("CASEBOOK_RESTORED", "dora", "REMOVED", "IN_PROGRESS", "was no copy"));
        assertThat(records.verifyAll()).isEmpty();
    }

    private List<String> found() {
        return casebooks.open(number).findings().stream().map(found -> found.check().id() + " " + found.at().exportName()).toList();
    }

    private int openOnRecord() {
        return database.sql("select count(*) from finding where state <> 'RESOLVED'").query(Integer.class).single();
    }

    @Test
    void restoringASignedCasebookBringsItsSignatureBackUntouched() {
        bringTo(CasebookState.SIGNED);
        signIn(DORA);
        done(lifeCycle.take(number, Transition.REMOVE, "opposed"));
        done(lifeCycle.take(number, Transition.RESTORE, "not opposed"));
        signedByClaireAlone();
    }

    private void signedByClaireAlone() {
        assertThat(state()).isEqualTo(CasebookState.SIGNED);
        assertThat(lifeCycle.signatures(number)).singleElement().satisfies(signed -> assertThat(signed.intact()).isTrue());
        assertThat(lifeCycle.reached(number)).as("who signed, and not who led back").extracting(Reached::by).isEqualTo("claire");
    }

    @Test
    void aCasebookOfWhichAQueryWaitsIsNotRemoved() {
        signIn(MARC);
        queries.raise(number, "sex", "Sure?");
        signIn(DORA);
        assertThat(lifeCycle.take(number, Transition.REMOVE, WHY)).isInstanceOfSatisfying(LifeResult.Hindered.class,
                hindered -> assertThat(hindered.obstacles()).singleElement().isInstanceOf(Obstacle.PendingQuery.class));
        assertThat(state()).isEqualTo(CasebookState.IN_PROGRESS);
    }

    @Test
    void whoIsAlikeIsNoneAnyMoreWhenTheCopyIsRemoved() {
        save(number, "last_name3=LEG", "first_name3=ANN", "birth_date=1958-02-28");
        String original = number;
        number = casebooks.create("01");
        save(number, "last_name3=LEG", "first_name3=ANN", "birth_date=1958-02-28", "sex=F");
        assertThat(alike()).containsExactlyInAnyOrder(original, number);
        signIn(DORA);
        done(lifeCycle.take(number, Transition.REMOVE, "typed twice"));
        assertThat(alike()).isEmpty();
        assertThat(casebooks.open(original).findings()).noneMatch(found -> found.check().id().equals("E04a"));
        round.go();
        assertThat(alike()).isEmpty();
        done(lifeCycle.take(number, Transition.RESTORE, "twins"));
        assertThat(alike()).containsExactlyInAnyOrder(original, number);
    }

    private List<String> alike() {
        return database.sql("select p.number from finding f join patient p on p.id = f.patient_id where f.check_id = 'E04a'"
                + " and f.state <> 'RESOLVED'").query(String.class).list();
    }

    @Test
    void aCasebookThatIsNotSignedCanBeFrozenAndThawedButNotLocked() {
        signIn(DORA);
        done(lifeCycle.take(number, Transition.FREEZE, null));
        assertThat(lifeCycle.take(number, Transition.LOCK, null)).isInstanceOf(LifeResult.NotNow.class);
        done(lifeCycle.take(number, Transition.UNFREEZE, "too early"));
        assertThat(state()).isEqualTo(CasebookState.IN_PROGRESS);
    }

    @Test
    void thawingASignedCasebookBringsItsSignatureBackUntouched() {
        bringTo(CasebookState.LOCKED);
        signIn(DORA);
        done(lifeCycle.take(number, Transition.UNLOCK, "one more query"));
        done(lifeCycle.take(number, Transition.UNFREEZE, "one more query"));
        signedByClaireAlone();
    }

    @Test
    void everyStepIsOnRecordAndEachStepBackHasItsReason() {
        bringTo(CasebookState.LOCKED);
        signIn(DORA);
        lifeCycle.take(number, Transition.UNLOCK, "late letter");
        lifeCycle.take(number, Transition.UNFREEZE, "late letter");
        signIn(CLAIRE);
        lifeCycle.take(number, Transition.UNSIGN, "to be read again");
        lifeCycle.take(number, Transition.REOPEN_CASEBOOK, "dates");
        lifeCycle.reopenForm(number, DIAGNOSIS, "dates");

        String hash = lifeCycle.signatures(number).getFirst().hash();
        assertThat(acts().subList(0, Study.SECTIONS.size())).allSatisfy(
                act -> assertThat(act).containsEntry("act", "FORM_COMPLETED"));
        assertThat(acts().stream().skip(Study.SECTIONS.size())).extracting(r -> r.get("act"), r -> r.get("username"),
                r -> r.get("form"), r -> r.get("old_value"), r -> r.get("new_value"), r -> r.get("reason"))
                .containsExactly(
                        tuple("CASEBOOK_COMPLETED", "claire", "", "IN_PROGRESS", "COMPLETE", null),
                        tuple("CASEBOOK_SIGNED", "claire", "", null, hash, null),
                        tuple("CASEBOOK_FROZEN", "dora", "", "SIGNED", "FROZEN", null),
                        tuple("CASEBOOK_LOCKED", "dora", "", "FROZEN", "LOCKED", null),
                        tuple("CASEBOOK_UNLOCKED", "dora", "", "LOCKED", "FROZEN", "late letter"),
                        tuple("CASEBOOK_UNFROZEN", "dora", "", "FROZEN", "SIGNED", "late letter"),
                        tuple("CASEBOOK_UNSIGNED", "claire", "", hash, null, "to be read again"),
                        tuple("CASEBOOK_REOPENED", "claire", "", "COMPLETE", "IN_PROGRESS", "dates"),
                        tuple("FORM_REOPENED", "claire", "diagnosis", "COMPLETE", "IN_PROGRESS", "dates"));
        assertThat(records.verifyAll()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "\u00A0", "\u200B", "\u202F\uFEFF"})
    void noStepBackIsTakenWithoutAReason(String reason) {
        bringTo(CasebookState.COMPLETE);
        assertThatIllegalArgumentException().isThrownBy(() -> lifeCycle.reopenForm(number, DIAGNOSIS, reason));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> lifeCycle.take(number, Transition.REOPEN_CASEBOOK, reason));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> lifeCycle.take(number, Transition.REOPEN_CASEBOOK, "x".repeat(501)));
        assertThat(state()).isEqualTo(CasebookState.COMPLETE);
    }

    // --- forms -------------------------------------------------------------------------------------------------------

    @Test
    void aFormIsNotCompleteWhileAnItemIsOpenOrAnAnswerImpossible() {
        save(number, "overlap=", "ana_titer=", "dx_date=1700");

        LifeResult result = lifeCycle.completeForm(number, DIAGNOSIS);

        assertThat(result).isInstanceOf(LifeResult.Hindered.class);
        List<Obstacle> obstacles = ((LifeResult.Hindered) result).obstacles();
        assertThat(obstacles.stream().filter(Obstacle.Unanswered.class::isInstance)
                .map(each -> ((Obstacle.Unanswered) each).at().exportName()))
                .containsExactlyInAnyOrder("overlap", "ana_titer");
        assertThat(casebooks.open(number).standing().completed()).isEmpty();
        assertThat(acts()).isEmpty();

        save(number, "overlap=?ND", "ana_titer=80", "dx_date=2011");
        done(lifeCycle.completeForm(number, DIAGNOSIS));
        assertThat(casebooks.open(number).standing().completion(DIAGNOSIS)).satisfies(
                completion -> assertThat(completion.by()).isEqualTo("claire"));
    }

    @Test
    void anImpossibleAnswerAloneHindersToo() {
        save(number, "first_nonrp_year=3000");
        assertThat(lifeCycle.completeForm(number, DIAGNOSIS)).isInstanceOfSatisfying(LifeResult.Hindered.class,
                hindered -> assertThat(hindered.obstacles()).isNotEmpty().allSatisfy(obstacle -> assertThat(
                        ((Obstacle.Error) obstacle).finding().at().exportName()).isEqualTo("first_nonrp_year")));
    }

    @Test
    void aFurtherCourseWithAnswersBelongsToTheCasebook() {
        save(number, "ivig2_done=1", "ivig3_done=1");
        List<Edit> blank = blanks();
        while (!blank.isEmpty()) {
            assertThat(casebooks.save(number, blank, null)).isInstanceOf(SaveResult.Saved.class);
            blank = blanks();
        }
        completeForms();
        Section third = section("ivig-course/3");

        assertThat(lifeCycle.take(number, Transition.COMPLETE_CASEBOOK, null)).isInstanceOfSatisfying(
                LifeResult.Hindered.class, hindered -> assertThat(hindered.obstacles())
                        .containsExactly(new Obstacle.OpenForm(third)));
        LifeResult result = lifeCycle.completeForm(number, third);
        assertThat(result).isInstanceOf(LifeResult.Hindered.class);
        assertThat(((LifeResult.Hindered) result).obstacles()).extracting(
                each -> ((Obstacle.Unanswered) each).at().exportName()).contains("ivig3_start", "ivig3_n");

        save(number, "ivig3_done=");
        done(lifeCycle.take(number, Transition.COMPLETE_CASEBOOK, null));
        assertThat(change(null, "ivig3_done=1")).isInstanceOfSatisfying(SaveResult.Saved.class,
                saved -> assertThat(saved.fallen().casebook()).isTrue());
        assertThat(state()).isEqualTo(CasebookState.IN_PROGRESS);
    }

    // --- a reason for each change ------------------------------------------------------------------------------------

    @Test
    void anAnswerOfACompleteFormIsChangedWithAReasonOnly() {
        done(lifeCycle.completeForm(number, DIAGNOSIS));
        long before = count("audit_record");

        for (String reason : Arrays.asList(null, "paste", "fill", "clear", "remove", "missing", "other", "other: \u00A0",
                "other: \u200B", "seen by chance")) {
            assertThat(change(reason, "overlap=1")).as(reason).isInstanceOf(SaveResult.ReasonNeeded.class);
        }
        assertThat(stored(number, "overlap")).isEqualTo("0");
        assertThat(count("audit_record")).isEqualTo(before);
        assertThat(change(null, "overlap=0")).as("nothing changes").isInstanceOf(SaveResult.Saved.class);
        assertThat(change(null, "sex=M")).as("another form").isInstanceOf(SaveResult.Saved.class);

        assertThat(change("information: letter of March", "ana_titer=320")).isInstanceOf(SaveResult.Saved.class);
        assertThat(database.sql("select reason from audit_record where item = 'ana_titer' order by seq desc"
                + " fetch first 1 row only").query(String.class).single()).isEqualTo("information: letter of March");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> change("other: " + "x".repeat(494), "ana_titer=160"));
        assertThat(change("other: " + "x".repeat(493), "ana_titer=160")).isInstanceOf(SaveResult.Saved.class);
    }

    @Test
    void aChangeElsewhereThatClearsAnAnswerOfACompleteFormNeedsAReasonToo() {
        save(number, "acr_raynaud=1", "rp_hx=1", "raynaud_year=1998");
        save(number, "rp_hx=0");
        done(lifeCycle.completeForm(number, DIAGNOSIS));

        assertThat(change(null, "acr_raynaud=0")).isInstanceOf(SaveResult.ReasonNeeded.class);
        assertThat(stored(number, "acr_raynaud")).isEqualTo("1");
        assertThat(change("undo", "acr_raynaud=0")).isInstanceOfSatisfying(SaveResult.Saved.class,
                saved -> assertThat(saved.cleared()).contains("raynaud_year"));
    }

    // --- the past ----------------------------------------------------------------------------------------------------

    @Test
    void aCasebookAsItWasStandsWhereItStoodThen() {
        save(number, "ana_titer=80");
        Instant before = lastRecord();
        bringTo(CasebookState.LOCKED);
        Instant locked = lastRecord();
        signIn(DORA);
        done(lifeCycle.take(number, Transition.UNLOCK, "a mistake"));
        done(lifeCycle.take(number, Transition.UNFREEZE, "a mistake"));
        Instant signed = lastRecord();
        signIn(CLAIRE);
        done(lifeCycle.reopenForm(number, DIAGNOSIS, "a mistake"));
        Instant reopened = lastRecord();
        done(lifeCycle.completeForm(number, DIAGNOSIS));

        assertThat(standing(before).state()).isEqualTo(CasebookState.IN_PROGRESS);
        assertThat(standing(before).completed()).isEmpty();
        assertThat(standing(locked).state()).isEqualTo(CasebookState.LOCKED);
        assertThat(standing(locked).by()).isEqualTo("dora");
        assertThat(standing(locked).completed()).hasSize(Study.SECTIONS.size());
        assertThat(standing(signed).state()).isEqualTo(CasebookState.SIGNED);
        assertThat(standing(reopened).state()).isEqualTo(CasebookState.IN_PROGRESS);
        assertThat(standing(reopened).completion(DIAGNOSIS)).isNull();
        assertThat(standing(reopened).completed()).hasSize(Study.SECTIONS.size() - 1);
        assertThat(standing(reopened).steps()).isEmpty();
    }

    private Standing standing(Instant at) {
        return casebooks.open(number, at).then().standing();
    }

    private Instant lastRecord() {
        return database.sql("select max(at) from audit_record").query(OffsetDateTime.class).single().toInstant();
    }

    // --- signatures --------------------------------------------------------------------------------------------------

    @Test
    void aSignatureTakesTheRightPasswordAndKeepsNameDateAndMeaning() {
        bringTo(CasebookState.COMPLETE);
        assertThat(sign("wrong")).isInstanceOf(LifeResult.WrongPassword.class);
        assertThat(sign("")).isInstanceOf(LifeResult.WrongPassword.class);
        assertThat(count("signature")).isZero();
        Instant before = Instant.now().minusSeconds(1);

        done(sign(PASSWORD));

        assertThat(lifeCycle.signatures(number)).singleElement().satisfies(signed -> {
            assertThat(signed.name()).isEqualTo("claire");
            assertThat(signed.at()).isAfter(before);
            assertThat(signed.meaning()).isEqualTo(SignatureMeaning.RESPONSIBLE);
            assertThat(signed.hash()).matches("[0-9a-f]{64}");
            assertThat(signed.intact()).isTrue();
            assertThat(signed.revoked()).isNull();
        });
    }

    @Test
    void nobodySignsWhatTheyHaveNotSeen() {
        bringTo(CasebookState.COMPLETE);
        Instant seen = casebooks.open(number).standing().changedAt();
        signIn(YANN);
        assertThat(change(WHY, "overlap=1")).isInstanceOf(SaveResult.Saved.class);
        signIn(CLAIRE);

        LifeResult result = lifeCycle.sign(number, seen, SignatureMeaning.APPROVED, typed(PASSWORD));

        assertThat(result).satisfiesAnyOf(r -> assertThat(r).isInstanceOf(LifeResult.Outdated.class),
                r -> assertThat(r).isInstanceOf(LifeResult.NotNow.class));
        assertThat(count("signature")).isZero();
    }

    @Test
    void aLaterChangeDropsTheSignatureAndTheSignatureIsKept() {
        bringTo(CasebookState.SIGNED);

        SaveResult result = change(WHY, "ana_titer=640");

        assertThat(result).isInstanceOfSatisfying(SaveResult.Saved.class, saved -> {
            assertThat(saved.fallen()).isEqualTo(new SaveResult.Fallen(List.of(), false, true, List.of()));
            assertThat(saved.now().standing().state()).isEqualTo(CasebookState.COMPLETE);
        });
        assertThat(lifeCycle.signatures(number)).singleElement().satisfies(signed -> {
            assertThat(signed.intact()).isFalse();
            assertThat(signed.revoked()).satisfies(revoked -> {
                assertThat(revoked.by()).isEqualTo("claire");
                assertThat(revoked.reason()).isEqualTo("changed");
            });
        });
        done(sign(PASSWORD));
        assertThat(lifeCycle.signatures(number)).hasSize(2).extracting(Signed::intact).containsExactly(true, false);
    }

    @Test
    void aChangeDropsWhateverNoLongerHolds() {
        bringTo(CasebookState.SIGNED);

        SaveResult result = change(WHY, "overlap=");

        assertThat(result).isInstanceOfSatisfying(SaveResult.Saved.class, saved -> {
            assertThat(saved.fallen()).isEqualTo(new SaveResult.Fallen(List.of(DIAGNOSIS), true, true, List.of()));
            assertThat(saved.now().standing().completion(DIAGNOSIS)).isNull();
            assertThat(saved.now().standing().completion(ELIGIBILITY)).isNotNull();
        });
        assertThat(state()).isEqualTo(CasebookState.IN_PROGRESS);
        assertThat(acts().reversed().subList(0, 3)).extracting(r -> r.get("act"), r -> r.get("reason"))
                .containsExactly(tuple("CASEBOOK_REOPENED", "changed"), tuple("CASEBOOK_UNSIGNED", "changed"),
                        tuple("FORM_REOPENED", "changed"));
        assertThat(records.verifyAll()).isEmpty();
    }

    @Test
    void reopeningAFormOfASignedCasebookDropsTheSignature() {
        bringTo(CasebookState.SIGNED);
        done(lifeCycle.reopenForm(number, DIAGNOSIS, "one date"));

        assertThat(state()).isEqualTo(CasebookState.IN_PROGRESS);
        assertThat(lifeCycle.signatures(number)).singleElement().satisfies(
                signed -> assertThat(signed.revoked()).satisfies(r -> assertThat(r.reason()).isEqualTo("one date")));
    }

    @Test
    void aChangePastTheApplicationIsFound() {
        bringTo(CasebookState.SIGNED);
        for (String sql : List.of("update diagnosis set ana_titer = 161", "update diagnosis set ana_titer = 160",
                "update identity set birth_date = null", "update identification set missing = null")) {
            database.sql(sql).update();
            assertThat(lifeCycle.signatures(number).getFirst().intact()).as(sql)
                    .isEqualTo(sql.endsWith("160") || sql.contains("birth_date"));
        }
    }

    @Test
    void theHashChangesWithEveryAnswer() {
        bringTo(CasebookState.COMPLETE);
        transaction.executeWithoutResult(status -> {
            status.setRollbackOnly();
            var patient = patients.findByNumber(number).orElseThrow();
            var signature = new Signature(patient, CLAIRE, SignatureMeaning.APPROVED, Instant.EPOCH);
            Casebook casebook = casebooks.load(patient);
            List<String> hashes = new ArrayList<>(List.of(signedText.hash(patient, signature, casebook)));
            for (Casebook.Instance each : casebook.instances()) {
                if (!each.item().isFixed()) {
                    Answer<?> before = each.answer();
                    casebook.put(each, Answer.missing(before.missing() == MissingReason.NF ? MissingReason.ND
                            : MissingReason.NF));
                    hashes.add(signedText.hash(patient, signature, casebook));
                    casebook.put(each, before);
                }
            }
            hashes.add(signedText.hash(patient, new Signature(patient, CLAIRE, SignatureMeaning.RESPONSIBLE,
                    Instant.EPOCH), casebook));
            assertThat(hashes).hasSizeGreaterThan(500).doesNotHaveDuplicates();
            assertThat(signedText.hash(patient, signature, casebook)).isEqualTo(hashes.getFirst());
            assertThat(signedText.of(patient, signature, casebook)).contains("\nana=1\n", "\nana_titer=160\n")
                    .doesNotContain("last_name3=?ND");
        });
    }

    // --- at once -----------------------------------------------------------------------------------------------------

    @Test
    void ofTwoWhoSignAtOnceOneDoes() throws Exception {
        bringTo(CasebookState.COMPLETE);

        List<LifeResult> results = atOnce(List.of(CLAIRE, YANN), Collections.nCopies(2, () -> sign(PASSWORD)));

        assertThat(results).hasAtLeastOneElementOfType(LifeResult.Done.class)
                .hasAtLeastOneElementOfType(LifeResult.NotNow.class);
        assertThat(count("signature")).isEqualTo(1);
        assertThat(records.verifyAll()).isEmpty();
    }

    @Test
    void aFormIsNeverCompleteOverAnAnswerThatAColleagueTakesOutMeanwhile() throws Exception {
        List<Object> results = this.<Object>atOnceBoth(() -> lifeCycle.completeForm(number, DIAGNOSIS),
                () -> change(null, "overlap="));

        boolean blank = stored(number, "overlap") == null;
        boolean complete = casebooks.open(number).standing().completion(DIAGNOSIS) != null;
        assertThat(blank && complete).isFalse();
        assertThat(results.get(1)).isInstanceOfAny(SaveResult.Saved.class, SaveResult.ReasonNeeded.class);
        assertThat(results.get(1) instanceof SaveResult.Saved).isEqualTo(blank);
    }

    private <T> List<T> atOnceBoth(Callable<T> claire, Callable<T> yann) throws Exception {
        return atOnce(List.of(CLAIRE, YANN), List.of(claire, yann));
    }

    @Test
    void whoHasThePageOpenLearnsThatTheCasebookIsFrozenWhenTheySave() {
        List<Edit> typed = edits(read(number), "overlap=1");
        signIn(DORA);
        done(lifeCycle.take(number, Transition.FREEZE, null));
        signIn(CLAIRE);

        assertThat(casebooks.save(number, typed, WHY)).isInstanceOfSatisfying(SaveResult.Closed.class, closed -> {
            assertThat(closed.now().editable()).isFalse();
            assertThat(closed.now().standing().by()).isEqualTo("dora");
        });
        assertThat(stored(number, "overlap")).isEqualTo("0");
    }

    // --- many together ----------------------------------------------------------------------------------------------

    private static List<LifeLine.Hindrance> hindrances(List<LifeLine> lines) {
        return lines.stream().map(LifeLine::hindrance).toList();
    }

    @Test
    void theCompleteCasebooksThatAreShownAreFrozenTogetherForOneReasonAndAsOneBatch() {
        bringTo(CasebookState.SIGNED);
        String signed = number;
        enterAnother();
        bringTo(CasebookState.COMPLETE);
        String complete = number;
        String open = casebooks.create("01");
        signIn(DORA);

        List<LifeLine> seen = many.preview(Filter.all(), Transition.FREEZE);
        assertThat(seen).extracting(LifeLine::number).containsExactly(signed, complete, open);
        assertThat(hindrances(seen)).containsExactly(null, null, LifeLine.Hindrance.NOT_COMPLETE);
        ManyTaken.Done frozen = many.take(seen, Transition.FREEZE, "data cut of March");

        assertThat(frozen.numbers()).containsExactly(signed, complete);
        assertThat(frozen.left()).extracting(LifeLine::number).containsExactly(open);
        assertThat(database.sql("select distinct reason, batch from audit_record where act = 'CASEBOOK_FROZEN'").query()
                .listOfRows()).singleElement().satisfies(row -> {
                    assertThat(row.get("reason")).isEqualTo("data cut of March");
                    assertThat(row.get("batch")).isNotNull();
                });
        ManyTaken.Done thawed = many.take(many.preview(Filter.all(), Transition.UNFREEZE), Transition.UNFREEZE, "late letters");
        assertThat(thawed.numbers()).containsExactly(signed, complete);
        assertThat(casebooks.open(signed).standing().state()).isEqualTo(CasebookState.SIGNED);
        assertThat(casebooks.open(complete).standing().state()).isEqualTo(CasebookState.COMPLETE);
        assertThat(records.verifyAll()).isEmpty();
    }

    @Test
    void aCasebookThatChangedSinceItWasToldIsLeftOutAndSaid() {
        bringTo(CasebookState.COMPLETE);
        signIn(DORA);
        List<LifeLine> seen = many.preview(Filter.all(), Transition.FREEZE);
        signIn(YANN);
        assertThat(change(WHY, "ana_titer=80")).isInstanceOf(SaveResult.Saved.class);
        signIn(DORA);

        ManyTaken.Done frozen = many.take(seen, Transition.FREEZE, "data cut");
        assertThat(frozen.numbers()).isEmpty();
        assertThat(hindrances(frozen.left())).containsExactly(LifeLine.Hindrance.CHANGED);
        assertThat(state()).isEqualTo(CasebookState.COMPLETE);
    }

    @Test
    void manyAreLockedButForThoseWithoutASignatureOrWithAQueryThatWaits() {
        bringTo(CasebookState.FROZEN);
        String ready = number;
        enterAnother();
        bringTo(CasebookState.FROZEN);
        String asked = number;
        enterAnother();
        bringTo(CasebookState.COMPLETE);
        String unsigned = number;
        signIn(DORA);
        done(lifeCycle.take(unsigned, Transition.FREEZE, null));
        queries.raise(asked, "ana_titer", "Which laboratory?");

        List<LifeLine> seen = many.preview(Filter.all(), Transition.LOCK);
        assertThat(hindrances(seen)).containsExactly(null, LifeLine.Hindrance.QUERIES, LifeLine.Hindrance.UNSIGNED);
        assertThat(seen.get(1).count()).isEqualTo(1);
        assertThat(many.take(seen, Transition.LOCK, "end").numbers()).containsExactly(ready);
        assertThat(many.take(many.preview(Filter.all(), Transition.UNLOCK), Transition.UNLOCK, "error").numbers())
                .containsExactly(ready);
    }

    @Test
    void theSiteSignsAllCompleteCasebooksWithOnePassword() {
        bringTo(CasebookState.COMPLETE);
        String complete = number;
        String open = casebooks.create("01");
        List<LifeLine> seen = many.preview(Filter.all(), Transition.SIGN);
        assertThat(hindrances(seen)).containsExactly(null, LifeLine.Hindrance.NOT_COMPLETE);

        assertThat(many.sign(seen, SignatureMeaning.RESPONSIBLE, typed("wrong"), "read")).isInstanceOf(ManyTaken.WrongPassword.class);
        assertThat(state()).isEqualTo(CasebookState.COMPLETE);
        assertThat(many.sign(seen, SignatureMeaning.RESPONSIBLE, typed(PASSWORD), "read")).isInstanceOfSatisfying(ManyTaken.Done.class,
                done -> assertThat(done.numbers()).containsExactly(complete));
        assertThat(lifeCycle.signatures(complete)).singleElement().satisfies(signed -> assertThat(signed.intact()).isTrue());
        assertThat(lifeCycle.signatures(open)).isEmpty();
    }

    @Test
    void whoTypesInACasebookThatIsFrozenWithItsSiteKeepsWhatTheyTyped() {
        bringTo(CasebookState.COMPLETE);
        List<Edit> typed = edits(read(number), "ana_titer=80");
        signIn(DORA);
        many.take(many.preview(Filter.<PatientRow>all().with(PatientColumns.SITE, Set.of("01")), Transition.FREEZE),
                Transition.FREEZE, "data cut");
        signIn(CLAIRE);
        assertThat(casebooks.save(number, typed, WHY)).isInstanceOfSatisfying(SaveResult.Closed.class,
                closed -> assertThat(closed.now().standing().by()).isEqualTo("dora"));
        assertThat(stored(number, "ana_titer")).isEqualTo("160");
    }

    @Test
    void manyAreTakenOnlyByWhomTheStepIsAndForAReasonOnly() {
        List<LifeLine> mine = many.preview(Filter.all(), Transition.SIGN);
        assertThatExceptionOfType(AccessDeniedException.class).isThrownBy(
                () -> many.preview(Filter.all(), Transition.FREEZE));
        assertThatExceptionOfType(AccessDeniedException.class).isThrownBy(() -> many.take(seen(mine), Transition.LOCK, "end"));
        signIn(DORA);
        assertThatExceptionOfType(AccessDeniedException.class).isThrownBy(
                () -> many.sign(mine, SignatureMeaning.APPROVED, typed(PASSWORD), "end"));
        assertThatIllegalArgumentException().isThrownBy(() -> many.take(mine, Transition.FREEZE, " "));
        assertThatIllegalArgumentException().isThrownBy(() -> many.take(mine, Transition.SIGN, "end"));
        assertThatIllegalArgumentException().isThrownBy(() -> many.preview(Filter.all(), Transition.COMPLETE_CASEBOOK));
    }

    /** The same without what stands in the way, as somebody might send it. */
    private static List<LifeLine> seen(List<LifeLine> lines) {
        return lines.stream().map(line -> new LifeLine(line.number(), line.site(), line.state(), line.changedAt(), null, 0))
                .toList();
    }

    // --- cost --------------------------------------------------------------------------------------------------------

    @Test
    void aSaveInACompleteFormCostsNoMoreStatements() {
        completeForms();
        List<Edit> edits = edits(read(number), "ana_titer=80");
        sql.reset();
        assertThat(casebooks.save(number, edits, WHY)).isInstanceOf(SaveResult.Saved.class);
        assertThat(sql.executed()).hasSizeLessThanOrEqualTo(20);
    }

    @Test
    void whoIsNotSignedInSignsNothing() {
        bringTo(CasebookState.COMPLETE);
        SecurityContextHolder.clearContext();
        assertThatExceptionOfType(AccessDeniedException.class).isThrownBy(
                () -> lifeCycle.sign(number, Instant.EPOCH, SignatureMeaning.APPROVED, typed(PASSWORD)));
    }
}
