package org.sivig.ecrf.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.tuple;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
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
import org.sivig.ecrf.casebook.Justification;
import org.sivig.ecrf.casebook.KnownQuery;
import org.sivig.ecrf.casebook.LifeCycle;
import org.sivig.ecrf.casebook.LifeResult;
import org.sivig.ecrf.casebook.Obstacle;
import org.sivig.ecrf.casebook.OpenCasebook;
import org.sivig.ecrf.casebook.PatientNotFoundException;
import org.sivig.ecrf.casebook.SaveResult;
import org.sivig.ecrf.crf.Answer;
import org.sivig.ecrf.crf.MissingReason;
import org.sivig.ecrf.query.Queries.Spot;
import org.sivig.ecrf.study.life.CasebookState;
import org.sivig.ecrf.study.life.QueryOutcome;
import org.sivig.ecrf.study.life.QueryState;
import org.sivig.ecrf.study.life.QueryStep;
import org.sivig.ecrf.study.life.Transition;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.transaction.support.TransactionTemplate;

/** The life of a query: who asks, who answers, what is kept of it, and what happens when two act at once. */
abstract class QueriesTest extends ServiceTest {

    private static final Viewer DORA = viewer("dora", Role.DATA_MANAGER);
    private static final Viewer MONA = viewer("mona", Role.MONITOR, "01");
    private static final Viewer STAN = viewer("stan", Role.STATISTICIAN);
    private static final Viewer ADAM = viewer("adam", Role.ADMINISTRATOR, "01");
    private static final String ASKED = "250 ? Unité ?";

    @Autowired
    private Queries queries;
    @Autowired
    private LifeCycle lifeCycle;
    @Autowired
    private AuditRecords records;
    @Autowired
    private TransactionTemplate transaction;

    private String number = "";

    @BeforeEach
    void createPatient() {
        number = casebooks.create("01");
        save(number, "ana=1", "ana_titer=160", "hb_m3=13");
    }

    private KnownQuery raise(Viewer by, String item) {
        signIn(by);
        return ((RaiseResult.Raised) queries.raise(number, item, ASKED)).query();
    }

    private QueryResult take(Viewer by, KnownQuery seen, QueryStep step) {
        signIn(by);
        return queries.take(seen.number(), seen.messages(), step,
                step == QueryStep.CLOSE ? QueryOutcome.CONFIRMED : null, "parce que");
    }

    private KnownQuery done(Viewer by, KnownQuery seen, QueryStep step) {
        QueryResult result = take(by, seen, step);
        assertThat(result).isInstanceOf(QueryResult.Done.class);
        return result.now();
    }

    /** A query in this state, as the monitor sees it. */
    private KnownQuery inState(QueryState state) {
        KnownQuery query = raise(state == QueryState.CANDIDATE ? STAN : MARC, "ana_titer");
        KnownQuery brought = switch (state) {
            case CANDIDATE, OPEN -> query;
            case ANSWERED -> done(CLAIRE, query, QueryStep.ANSWER);
            case CLOSED -> done(MARC, query, QueryStep.CLOSE);
            case CANCELLED -> done(MARC, query, QueryStep.CANCEL);
        };
        assertThat(brought.state()).isEqualTo(state);
        return brought;
    }

    private List<Map<String, @Nullable Object>> acts() {
        return database.sql("select * from audit_record where act like 'QUERY%' order by seq").query().listOfRows();
    }

    private List<KnownQuery> seenBy(Viewer viewer) {
        signIn(viewer);
        return casebooks.open(number).queries();
    }

    // --- the state machine -------------------------------------------------------------------------------------------

    /** To which state each step leads from each state; - where there is no such step. */
    private static final String STEPS = """
                      CANDIDATE OPEN      ANSWERED CLOSED CANCELLED
            RELEASE   OPEN      -         -        -      -
            ANSWER    -         ANSWERED  -        -      -
            SEND_BACK -         -         OPEN     -      -
            CLOSE     -         CLOSED    CLOSED   -      -
            REOPEN    -         -         -        OPEN   -
            CANCEL    CANCELLED CANCELLED -        -      -
            """;

    @ParameterizedTest
    @EnumSource
    void eachStepLeadsWhereTheStateMachineSaysAndNowhereElse(QueryState state) {
        KnownQuery query = inState(state);
        for (String line : STEPS.lines().skip(1).toList()) {
            String[] cells = line.strip().split("\\s+");
            QueryStep step = QueryStep.valueOf(cells[0]);
            if (state == QueryState.CANDIDATE && step == QueryStep.ANSWER) {
                continue; // who answers does not see it
            }
            QueryResult result = Objects.requireNonNull(transaction.execute(status -> {
                status.setRollbackOnly();
                return take(step == QueryStep.ANSWER ? CLAIRE : DORA, query, step);
            }));
            String to = cells[1 + state.ordinal()];
            assertThat(result).as("%s from %s", step, state)
                    .isInstanceOf(to.equals("-") ? QueryResult.NotNow.class : QueryResult.Done.class);
            assertThat(result.now().state().name()).isEqualTo(to.equals("-") ? state.name() : to);
        }
    }

    @Test
    void aQueryIsAskedAnsweredSentBackAnsweredAgainAndClosed() {
        KnownQuery query = raise(MARC, "ana_titer");
        query = done(CLAIRE, query, QueryStep.ANSWER);
        query = done(MARC, query, QueryStep.SEND_BACK);
        query = done(YANN, query, QueryStep.ANSWER);
        query = done(MARC, query, QueryStep.CLOSE);

        assertThat(query.outcome()).isEqualTo(QueryOutcome.CONFIRMED);
        assertThat(queries.thread(query.number()).messages()).extracting(KnownQuery.Message::place,
                KnownQuery.Message::by, KnownQuery.Message::role, KnownQuery.Message::from, KnownQuery.Message::to,
                KnownQuery.Message::text).containsExactly(
                        tuple(1, "marc", Role.MONITOR, null, QueryState.OPEN, ASKED),
                        tuple(2, "claire", Role.INVESTIGATOR, QueryState.OPEN, QueryState.ANSWERED, "parce que"),
                        tuple(3, "marc", Role.MONITOR, QueryState.ANSWERED, QueryState.OPEN, "parce que"),
                        tuple(4, "yann", Role.INVESTIGATOR, QueryState.OPEN, QueryState.ANSWERED, "parce que"),
                        tuple(5, "marc", Role.MONITOR, QueryState.ANSWERED, QueryState.CLOSED, "parce que"));
    }

    @Test
    void aStatisticianProposesAndTheSiteSeesItOnceItIsReleased() {
        KnownQuery draft = raise(STAN, "ana_titer");
        assertThat(draft.state()).isEqualTo(QueryState.CANDIDATE);
        assertThat(seenBy(CLAIRE)).isEmpty();
        assertThatExceptionOfType(QueryNotFoundException.class).isThrownBy(() -> queries.thread(draft.number()));
        assertThat(seenBy(MARC)).singleElement().satisfies(
                query -> assertThat(query.steps()).containsExactly(QueryStep.RELEASE));

        KnownQuery open = done(MARC, draft, QueryStep.RELEASE);
        assertThat(open.steps()).as("it is the monitor’s now").contains(QueryStep.CLOSE, QueryStep.CANCEL);
        assertThat(seenBy(CLAIRE)).singleElement().satisfies(
                query -> assertThat(query.steps()).containsExactly(QueryStep.ANSWER));
    }

    @Test
    void theSiteLeavesANoteThatAsksNothingOfAnybody() {
        KnownQuery note = raise(CLAIRE, "ana_titer");

        assertThat(note.isNote()).isTrue();
        assertThat(note.isPending()).isFalse();
        assertThat(seenBy(DORA)).singleElement().satisfies(query -> {
            assertThat(query.text()).isEqualTo(ASKED);
            assertThat(query.steps()).isEmpty();
        });
        assertThat(take(DORA, note, QueryStep.REOPEN)).isInstanceOf(QueryResult.NotNow.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "\u00A0", "\u200B", "\u202F\uFEFF"})
    void whatHasToBeSaidIsSaid(String text) {
        KnownQuery query = raise(MARC, "ana_titer");
        assertThatIllegalArgumentException().isThrownBy(() -> queries.raise(number, "ana", text));
        assertThatIllegalArgumentException().isThrownBy(() -> queries.raise(number, "ana", "x".repeat(501)));
        assertThatIllegalArgumentException().isThrownBy(() -> queries.raise(number, "no_such_item", "x"));
        signIn(CLAIRE);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> queries.take(query.number(), 1, QueryStep.ANSWER, null, text));
        signIn(MARC);
        assertThatIllegalArgumentException().as("without an outcome")
                .isThrownBy(() -> queries.take(query.number(), 1, QueryStep.CLOSE, null, "ok"));
        assertThat(queries.take(query.number(), 1, QueryStep.CLOSE, QueryOutcome.IRRELEVANT, text))
                .as("the outcome says enough").isInstanceOf(QueryResult.Done.class);
    }

    // --- who -----------------------------------------------------------------------------------------------------------

    /** What becomes of it when each role tries, in a patient of its site and in one of another, or of none. */
    private static final String ROLES = """
                       INVESTIGATOR MONITOR   DATA_MANAGER STATISTICIAN ADMINISTRATOR INVESTIGATOR_02 MONITOR_02
            raise      CLOSED       OPEN      OPEN         CANDIDATE    hidden        hidden          hidden
            raiseAll   CLOSED       OPEN      OPEN         CANDIDATE    hidden        hidden          hidden
            thread     yes          yes       yes          yes          hidden        hidden          hidden
            RELEASE    hidden       yes       yes          no           hidden        hidden          hidden
            ANSWER     yes          no        no           no           hidden        hidden          hidden
            SEND_BACK  no           yes       yes          no           hidden        hidden          hidden
            CLOSE      no           yes       yes          no           hidden        hidden          hidden
            REOPEN     no           yes       yes          no           hidden        hidden          hidden
            CANCEL     no           yes       yes          no           hidden        hidden          hidden
            """;

    @Test
    void eachRoleDoesWhatTheStudyAllowsAndNothingElse() {
        Map<QueryStep, KnownQuery> ready = Map.of(QueryStep.RELEASE, inState(QueryState.CANDIDATE),
                QueryStep.ANSWER, inState(QueryState.OPEN), QueryStep.SEND_BACK, inState(QueryState.ANSWERED),
                QueryStep.CLOSE, inState(QueryState.ANSWERED), QueryStep.REOPEN, inState(QueryState.CLOSED),
                QueryStep.CANCEL, inState(QueryState.OPEN));
        List<Viewer> viewers = List.of(CLAIRE, MARC, DORA, STAN, ADAM, INES, viewer("max", Role.MONITOR, "02"));
        SoftAssertions found = new SoftAssertions();
        for (String line : ROLES.lines().skip(1).toList()) {
            String[] cells = line.strip().split("\\s+");
            for (int i = 0; i < viewers.size(); i++) {
                Viewer viewer = viewers.get(i);
                String outcome = outcome(viewer, switch (cells[0]) {
                    case "raise" -> () -> raise(viewer, "hb_m3").state();
                    case "raiseAll" -> () -> queries.thread(queries.raiseAll(List.of(new Spot(number, "hb_m3")), ASKED)
                            .numbers().getFirst()).query().state();
                    case "thread" -> () -> queries.thread(ready.get(QueryStep.ANSWER).number());
                    default -> () -> take(viewer, ready.get(QueryStep.valueOf(cells[0])), QueryStep.valueOf(cells[0]));
                });
                found.assertThat(outcome).as("%s %s", viewer, cells[0]).isEqualTo(cells[1 + i]);
            }
        }
        found.assertAll();
    }

    private String outcome(Viewer viewer, Callable<Object> act) {
        signIn(viewer);
        return Objects.requireNonNull(transaction.execute(status -> {
            status.setRollbackOnly();
            try {
                return act.call() instanceof QueryState state ? state.name() : "yes";
            } catch (AccessDeniedException denied) {
                return "no";
            } catch (PatientNotFoundException | QueryNotFoundException hidden) {
                return "hidden";
            } catch (Exception unexpected) {
                return unexpected.toString();
            }
        }));
    }

    @Test
    void aMonitorClosesTheQueriesOfMonitorsAndADataManagerAll() {
        KnownQuery query = raise(DORA, "ana_titer");
        assertThatExceptionOfType(AccessDeniedException.class)
                .isThrownBy(() -> take(MARC, query, QueryStep.CLOSE));
        assertThat(seenBy(MARC)).singleElement().satisfies(seen -> assertThat(seen.steps()).isEmpty());
        KnownQuery other = raise(MARC, "ana");
        assertThat(take(MONA, other, QueryStep.CLOSE)).isInstanceOf(QueryResult.Done.class);
        assertThat(take(DORA, query, QueryStep.CLOSE)).isInstanceOf(QueryResult.Done.class);
    }

    @Test
    void whoIsNotSignedInDoesNothing() {
        KnownQuery query = raise(MARC, "ana_titer");
        SecurityContextHolder.clearContext();
        for (Callable<Object> act : List.<Callable<Object>>of(() -> queries.raise(number, "ana", ASKED),
                () -> queries.thread(query.number()),
                () -> queries.take(query.number(), 1, QueryStep.CLOSE, QueryOutcome.CONFIRMED, ""))) {
            assertThat(catchThrowable(act::call)).isInstanceOf(AccessDeniedException.class);
        }
    }

    // --- what is kept: invariants 1, 2, 3, 5 ----------------------------------------------------------------------------

    @Test
    void nothingThatWasSaidIsChangedOrDeleted() {
        KnownQuery query = raise(MARC, "ana_titer");
        List<Map<String, @Nullable Object>> before = List.of();
        for (QueryStep step : List.of(QueryStep.ANSWER, QueryStep.SEND_BACK, QueryStep.CANCEL)) {
            query = done(step == QueryStep.ANSWER ? CLAIRE : MARC, query, step);
            List<Map<String, @Nullable Object>> now =
                    database.sql("select * from query_message order by place").query().listOfRows();
            assertThat(now).containsAll(before).hasSize(before.isEmpty() ? 2 : before.size() + 1);
            before = now;
        }
        assertThat(Arrays.stream(QueryMessage.class.getDeclaredMethods()).map(method -> method.getName()))
                .as("no way to change a message").noneMatch(name -> name.startsWith("set"));
    }

    @Test
    void everyStepIsOnRecordWithWhoInWhichRoleFromWhatToWhat() {
        KnownQuery query = raise(STAN, "ana_titer");
        query = done(MARC, query, QueryStep.RELEASE);
        query = done(CLAIRE, query, QueryStep.ANSWER);
        query = done(MARC, query, QueryStep.SEND_BACK);
        query = done(MARC, query, QueryStep.CLOSE);
        query = done(MARC, query, QueryStep.REOPEN);
        done(MARC, query, QueryStep.CANCEL);
        raise(CLAIRE, "ana_titer");

        assertThat(acts()).extracting(r -> r.get("act"), r -> r.get("username"), r -> r.get("role"), r -> r.get("site"),
                r -> r.get("old_value"), r -> r.get("new_value"), r -> r.get("subject"), r -> r.get("reason"))
                .containsExactly(
                        tuple("QUERY_PROPOSED", "stan", "STATISTICIAN", "01", null, "CANDIDATE", null, ASKED),
                        tuple("QUERY_RELEASED", "marc", "MONITOR", "01", "CANDIDATE", "OPEN", null, "parce que"),
                        tuple("QUERY_ANSWERED", "claire", "INVESTIGATOR", "01", "OPEN", "ANSWERED", null, "parce que"),
                        tuple("QUERY_SENT_BACK", "marc", "MONITOR", "01", "ANSWERED", "OPEN", null, "parce que"),
                        tuple("QUERY_CLOSED", "marc", "MONITOR", "01", "OPEN", "CLOSED", "CONFIRMED", "parce que"),
                        tuple("QUERY_REOPENED", "marc", "MONITOR", "01", "CLOSED", "OPEN", null, "parce que"),
                        tuple("QUERY_CANCELLED", "marc", "MONITOR", "01", "OPEN", "CANCELLED", null, "parce que"),
                        tuple("QUERY_NOTED", "claire", "INVESTIGATOR", "01", null, "CLOSED", null, ASKED));
        assertThat(acts().subList(0, 7)).allSatisfy(record -> assertThat(record)
                .containsEntry("query_number", query(0)).containsEntry("item", "ana_titer"));
        assertThat(records.verifyAll()).isEmpty();
    }

    private long query(int place) {
        return database.sql("select number from query order by number").query(Long.class).list().get(place);
    }

    @Test
    void aRefusedStepLeavesNoTraceInTheDatabase() {
        KnownQuery query = raise(MARC, "ana_titer");
        done(CLAIRE, query, QueryStep.ANSWER);
        List<Long> before = List.of(count("audit_record"), count("query_message"), count("query"));
        List<Map<String, @Nullable Object>> rows = database.sql("select * from query").query().listOfRows();

        assertThatExceptionOfType(AccessDeniedException.class).isThrownBy(() -> take(CLAIRE, query, QueryStep.CLOSE));
        assertThatExceptionOfType(QueryNotFoundException.class).isThrownBy(() -> take(INES, query, QueryStep.ANSWER));
        assertThat(take(MARC, query, QueryStep.CLOSE)).isInstanceOf(QueryResult.Overtaken.class);
        signIn(ADAM);
        assertThatExceptionOfType(PatientNotFoundException.class)
                .isThrownBy(() -> queries.raise(number, "ana", ASKED));

        assertThat(List.of(count("audit_record"), count("query_message"), count("query"))).isEqualTo(before);
        assertThat(database.sql("select * from query").query().listOfRows()).isEqualTo(rows);
    }

    @Test
    void aQueryKeepsTheAnswerAsItWasWhenItWasRaisedAndAtEachMessage() {
        KnownQuery query = raise(MARC, "ana_titer");
        signIn(CLAIRE);
        save(number, "ana_titer=80");
        query = done(CLAIRE, query, QueryStep.ANSWER);
        signIn(CLAIRE);
        save(number, "ana_titer=?ND");
        query = done(MARC, query, QueryStep.CLOSE);

        assertThat(query.then()).isEqualTo(Answer.of(160));
        assertThat(queries.thread(query.number()).messages()).extracting(KnownQuery.Message::value)
                .containsExactly(Answer.of(160), Answer.of(80), Answer.missing(MissingReason.ND));
        assertThat(query.isClosedBefore(Answer.missing(MissingReason.ND))).isFalse();
        assertThat(query.isClosedBefore(Answer.of(160))).as("modified since closing").isTrue();
    }

    @Test
    void nothingOfIdentityIsKeptWithAQuery() {
        signIn(CLAIRE);
        save(number, "last_name3=LEG", "birth_date=1958-02-28");
        KnownQuery query = raise(MARC, "birth_date");
        query = done(CLAIRE, query, QueryStep.ANSWER);
        query = done(MARC, query, QueryStep.CLOSE);

        assertThat(query.then()).isNull();
        assertThat(queries.thread(query.number()).messages()).extracting(KnownQuery.Message::value)
                .containsOnlyNulls();
        for (String table : List.of("query", "query_message")) {
            assertThat(database.sql("select * from " + table).query().listOfRows()).allSatisfy(row ->
                    assertThat(row.values()).noneMatch(value -> String.valueOf(value).contains("1958")));
        }
    }

    @Test
    void whoAnalysesOnlyReadsNoNameOfAPhysicianInAThread() {
        signIn(CLAIRE);
        save(number, "ref_physician=Dr Marec");
        long query = raise(MARC, "ref_physician").number();
        assertThat(queries.thread(query).query().then()).isEqualTo(Answer.of("Dr Marec"));
        signIn(viewer("stat", Role.STATISTICIAN));
        assertThat(queries.thread(query).query().then()).isNull();
        assertThat(queries.thread(query).messages()).extracting(KnownQuery.Message::value).containsOnlyNulls();
    }

    // --- queries and answers: invariants 4, 8, 11 -----------------------------------------------------------------------

    @Test
    void answeringNeedsNoChangeAndAChangeClosesNoQuery() {
        KnownQuery query = raise(MARC, "ana_titer");
        signIn(CLAIRE);
        save(number, "ana_titer=80");
        assertThat(seenBy(CLAIRE)).extracting(KnownQuery::state).containsExactly(QueryState.OPEN);
        done(CLAIRE, query, QueryStep.ANSWER);
        assertThat(stored(number, "ana_titer")).isEqualTo("80");
        assertThat(seenBy(MARC)).extracting(KnownQuery::state).containsExactly(QueryState.ANSWERED);
    }

    @Test
    void aChangeOfAnAnswerUnderQueryCarriesItsNumber() {
        raise(MARC, "ana_titer");
        KnownQuery second = raise(DORA, "ana_titer");
        signIn(CLAIRE);
        save(number, "ana_titer=80", "hb_m3=12");
        done(DORA, second, QueryStep.CANCEL);
        signIn(CLAIRE);
        save(number, "ana_titer=320");
        done(MARC, queries.thread(query(0)).query(), QueryStep.CLOSE);
        signIn(CLAIRE);
        save(number, "ana_titer=640");

        assertThat(database.sql("""
                select new_value, query_number from audit_record where act is null and new_value in ('80', '12', '320', '640')
                order by seq""").query().listOfRows()).extracting(r -> r.get("new_value"), r -> r.get("query_number"))
                .containsExactlyInAnyOrder(tuple("80", query(1)), tuple("12", null), tuple("320", query(0)),
                        tuple("640", null));
        assertThat(records.verifyAll()).isEmpty();
    }

    @Test
    void aQueryDoesNotTouchASignatureOrACompletion() {
        // the steps of a query write no answer: what rests on answers stays
        KnownQuery query = raise(MARC, "ana_titer");
        OpenCasebook before = casebooks.open(number);
        done(CLAIRE, query, QueryStep.ANSWER);
        assertThat(casebooks.open(number).standing().changedAt()).isEqualTo(before.standing().changedAt());
    }

    @Test
    void aQueryAtAnItemThatIsNoLongerAskedStaysAndItsAnswerIsBlank() {
        KnownQuery query = raise(MARC, "ana_titer");
        signIn(CLAIRE);
        save(number, "ana=0");

        KnownQuery seen = seenBy(CLAIRE).getFirst();
        assertThat(seen.state()).isEqualTo(QueryState.OPEN);
        OpenCasebook open = casebooks.open(number);
        assertThat(open.casebook().isAsked(open.casebook().instance(seen.at().exportName()))).isFalse();
        KnownQuery answered = done(CLAIRE, query, QueryStep.ANSWER);
        assertThat(answered.last().value()).isEqualTo(Answer.blank());
        signIn(MARC);
        assertThat(queries.raise(number, "ana_titer", ASKED)).as("and no new one is raised there")
                .isInstanceOf(RaiseResult.NotAsked.class);
    }

    @Test
    void aQueryAtARowThatIsGoneStays() {
        signIn(CLAIRE);
        save(number, "pre_any=1", "pre_mtx_given=1", "pre_mtx_e2_given=1");
        KnownQuery query = raise(MARC, "pre_mtx_e2_given");
        signIn(CLAIRE);
        save(number, "pre_mtx_e2_given=");
        assertThat(seenBy(MARC)).extracting(KnownQuery::number).containsExactly(query.number());
        assertThat(done(MARC, query, QueryStep.CLOSE).state()).isEqualTo(QueryState.CLOSED);
    }

    /** What a check finds is the system’s query; it is kept with the findings, once (invariant 10), and not here. */
    @Test
    void whatACheckFindsMakesNoQueryAndAQueryOfItMakesNoSecondFinding() {
        signIn(CLAIRE);
        save(number, "hb_m3=4", "visit_date_m3=2008-06-10");
        casebooks.justify(number, "E91", "hb_m3", Justification.Reason.CONFIRMED, "");
        assertThat(count("query")).isZero();
        raise(MARC, "hb_m3");
        signIn(CLAIRE);
        save(number, "hb_m3=4");
        assertThat(database.sql("select check_id from finding where item = 'hb'").query(String.class).list())
                .containsExactly("E91");
        save(number, "hb_m3=14");
        assertThat(seenBy(CLAIRE)).extracting(KnownQuery::state).containsExactly(QueryState.OPEN);
        assertThat(casebooks.open(number).findingsAt("hb_m3")).isEmpty();
    }

    // --- the life of the casebook: invariants 7, 9 ----------------------------------------------------------------------

    private void bringTo(CasebookState state) {
        database.sql("update patient set state = ?, state_before = ?").param(state.name())
                .param(state.compareTo(CasebookState.FROZEN) < 0 ? null : "SIGNED").update();
    }

    @ParameterizedTest
    @EnumSource
    void queriesLiveUntilTheLockOrTheRemoval(CasebookState state) {
        KnownQuery open = raise(MARC, "ana_titer");
        KnownQuery closed = done(MARC, raise(MARC, "ana"), QueryStep.CLOSE);
        KnownQuery answered = done(CLAIRE, raise(MARC, "ana"), QueryStep.ANSWER);
        KnownQuery draft = raise(STAN, "ana");
        bringTo(state);
        boolean alive = state != CasebookState.LOCKED && state != CasebookState.REMOVED;
        List<Long> before = List.of(count("audit_record"), count("query_message"), count("query"));
        signIn(MARC);
        assertThat(queries.raise(number, "hb_m3", ASKED))
                .isInstanceOf(alive ? RaiseResult.Raised.class : RaiseResult.Closed.class);
        QueriesRaised many = queries.raiseAll(List.of(new Spot(number, "hb_m0")), ASKED);
        assertThat(many.numbers()).hasSize(alive ? 1 : 0);
        assertThat(many.closed()).isEqualTo(alive ? 0 : 1);
        signIn(CLAIRE);
        assertThat(queries.raise(number, "hb_m6", ASKED))
                .isInstanceOf(alive ? RaiseResult.Raised.class : RaiseResult.Closed.class);
        for (QueryResult result : List.of(take(CLAIRE, open, QueryStep.ANSWER), take(MARC, closed, QueryStep.REOPEN),
                take(MARC, answered, QueryStep.SEND_BACK), take(MARC, draft, QueryStep.RELEASE))) {
            assertThat(result).isInstanceOf(alive ? QueryResult.Done.class : QueryResult.Closed.class);
        }
        if (!alive) {
            assertThat(List.of(count("audit_record"), count("query_message"), count("query"))).isEqualTo(before);
            assertThat(seenBy(MARC)).allSatisfy(query -> assertThat(query.steps()).isEmpty());
            assertThat(casebooks.open(number).standing().raises()).isNull();
        }
    }

    @Test
    void noCasebookIsLockedWhileAQueryWaits() {
        KnownQuery query = raise(MARC, "ana_titer");
        bringTo(CasebookState.FROZEN);
        signIn(DORA);

        LifeResult result = lifeCycle.take(number, Transition.LOCK, null);

        assertThat(result).isInstanceOfSatisfying(LifeResult.Hindered.class, hindered ->
                assertThat(hindered.obstacles()).singleElement().isInstanceOfSatisfying(Obstacle.PendingQuery.class,
                        pending -> assertThat(pending.query().number()).isEqualTo(query.number())));
        assertThat(casebooks.open(number).standing().state()).isEqualTo(CasebookState.FROZEN);
        KnownQuery answered = done(CLAIRE, query, QueryStep.ANSWER);
        signIn(DORA);
        assertThat(lifeCycle.take(number, Transition.LOCK, null)).isInstanceOf(LifeResult.Hindered.class);
        done(MARC, answered, QueryStep.CLOSE);
        signIn(DORA);
        assertThat(lifeCycle.take(number, Transition.LOCK, null)).isInstanceOf(LifeResult.Done.class);
    }

    // --- two at once: invariant 6 ----------------------------------------------------------------------------------------

    @Test
    void theSecondIsToldWhoWasFirstAndWhenAndWithWhat() {
        database.sql("insert into user_account (username, password, display_name, role)"
                + " values ('marc', '', 'Marc Le Goff', 'MONITOR')").update();
        KnownQuery seen = done(CLAIRE, raise(MARC, "ana_titer"), QueryStep.ANSWER);
        done(MARC, seen, QueryStep.CLOSE);

        QueryResult result = take(MONA, seen, QueryStep.SEND_BACK);

        assertThat(result).isInstanceOf(QueryResult.Overtaken.class);
        assertThat(result.now().state()).isEqualTo(QueryState.CLOSED);
        assertThat(result.now().last().byName()).isEqualTo("Marc Le Goff");
        assertThat(result.now().last().step()).isEqualTo(QueryStep.CLOSE);
        assertThat(result.now().last().at()).isEqualTo(result.now().settledAt());
    }

    @Test
    void anAnswerThatWasNotReadIsNotClosed() {
        KnownQuery seen = done(CLAIRE, raise(MARC, "ana_titer"), QueryStep.ANSWER);
        KnownQuery again = done(MARC, seen, QueryStep.SEND_BACK);
        done(CLAIRE, again, QueryStep.ANSWER);
        assertThat(take(MONA, seen, QueryStep.CLOSE)).as("answered as then, with other words")
                .isInstanceOf(QueryResult.Overtaken.class);
    }

    @Test
    void ofTwoWhoActOnAQueryAtTheSameTimeOneSucceeds() throws Exception {
        for (int round = 0; round < 5; round++) {
            KnownQuery seen = raise(MARC, "ana_titer");
            List<QueryResult> results = atOnce(List.of(MARC, MONA, CLAIRE), List.of(
                    () -> queries.take(seen.number(), 1, QueryStep.CLOSE, QueryOutcome.CONFIRMED, ""),
                    () -> queries.take(seen.number(), 1, QueryStep.CANCEL, null, "par erreur"),
                    () -> queries.take(seen.number(), 1, QueryStep.ANSWER, null, "relu")));
            assertThat(results.stream().filter(QueryResult.Done.class::isInstance)).hasSize(1);
            assertThat(results.stream().filter(QueryResult.Overtaken.class::isInstance)).hasSize(2);
            signIn(DORA);
            assertThat(queries.thread(seen.number()).messages()).hasSize(2);
        }
        assertThat(records.verifyAll()).isEmpty();
    }

    @Test
    void aBulkQueryAndSavesAtTheSameTimeDoNotHinderOneAnother() throws Exception {
        List<String> patients = new ArrayList<>(List.of(number));
        signIn(CLAIRE);
        for (int i = 0; i < 6; i++) {
            patients.add(casebooks.create("01"));
            save(patients.getLast(), "hb_m3=" + (10 + i));
        }
        List<Spot> up = patients.stream().map(each -> new Spot(each, "hb_m3")).toList();
        List<Callable<Object>> tasks = new ArrayList<>(List.of(() -> queries.raiseAll(up, "un"),
                () -> queries.raiseAll(up.reversed(), "deux")));
        List<Viewer> who = new ArrayList<>(List.of(MARC, DORA));
        for (String each : patients) {
            tasks.add(() -> casebooks.save(each, edits(read(each), "hb_m3=9", "plt_m3=250"), null));
            who.add(CLAIRE);
        }
        List<Object> results = atOnce(who, tasks);

        QueriesRaised one = (QueriesRaised) results.get(0);
        QueriesRaised two = (QueriesRaised) results.get(1);
        assertThat(one.numbers().size() + two.numbers().size()).as("one query at each item").isEqualTo(7);
        assertThat(one.pending() + two.pending()).isEqualTo(7);
        assertThat(results.subList(2, results.size())).hasOnlyElementsOfType(SaveResult.Saved.class);
        signIn(DORA);
        assertThat(patients).allSatisfy(each -> {
            OpenCasebook open = casebooks.open(each);
            assertThat(open.queries()).singleElement().satisfies(query -> assertThat(text(open.casebook(), "hb_m3"))
                    .isEqualTo("9"));
        });
        assertThat(records.verifyAll()).isEmpty();
    }

    // --- many at once -----------------------------------------------------------------------------------------------------

    @Test
    void aBulkQueryIsRaisedWhereverItCanBeAndSaysWhereNot() {
        signIn(CLAIRE);
        String second = casebooks.create("01");
        save(second, "ana=0", "hb_m3=11");
        String third = casebooks.create("01");
        save(third, "ana=1", "ana_titer=320");
        raise(MARC, "ana_titer");
        database.sql("update patient set state = 'LOCKED', state_before = 'SIGNED' where number = ?").param(third)
                .update();
        signIn(MARC);

        QueriesRaised raised = queries.raiseAll(List.of(new Spot(number, "ana_titer"), new Spot(number, "hb_m3"),
                new Spot(second, "ana_titer"), new Spot(second, "hb_m3"), new Spot(third, "ana_titer"),
                new Spot(second, "hb_m3")), "À vérifier");

        assertThat(raised.numbers()).hasSize(2).doesNotHaveDuplicates();
        assertThat(List.of(raised.pending(), raised.notAsked(), raised.closed())).containsExactly(1, 1, 1);
        assertThat(database.sql("select then_value, batch from query where batch is not null order by number").query()
                .listOfRows()).extracting(r -> r.get("then_value")).containsExactly("13", "11");
        assertThat(database.sql("select count(distinct batch) from audit_record where act = 'QUERY_RAISED'"
                + " and batch is not null").query(Long.class).single()).isEqualTo(1);
        assertThat(records.verifyAll()).isEmpty();
    }

    @Test
    void aBulkQueryOverAForeignPatientRaisesNothing() {
        signIn(INES);
        String foreign = casebooks.create("02");
        signIn(MARC);
        assertThatExceptionOfType(PatientNotFoundException.class).isThrownBy(
                () -> queries.raiseAll(List.of(new Spot(number, "ana"), new Spot(foreign, "ana")), ASKED));
        assertThat(count("query")).isZero();
    }

    @Test
    void aBulkQueryCostsAFewStatementsForEachPatient() {
        signIn(CLAIRE);
        List<Spot> spots = IntStream.range(0, 60).mapToObj(i -> {
            String patient = casebooks.create("01");
            save(patient, "hb_m3=1" + i % 10, "ana=1");
            return List.of(new Spot(patient, "hb_m3"), new Spot(patient, "ana_titer"), new Spot(patient, "plt_m6"));
        }).flatMap(List::stream).toList();
        signIn(MARC);
        sql.reset();
        assertThat(queries.raiseAll(spots, ASKED).numbers()).hasSize(180);
        assertThat(sql.executed()).as("three for the chain of each patient, and the rest together")
                .hasSizeLessThan(60 * 3 + 50);
    }

    @Test
    void severalQueriesAreClosedByOneTextAndEachSaysWhatBecameOfIt() {
        KnownQuery mine = raise(MARC, "ana_titer");
        KnownQuery foreign = raise(DORA, "ana");
        KnownQuery stale = raise(MARC, "hb_m3");
        done(CLAIRE, stale, QueryStep.ANSWER);
        signIn(MARC);

        Map<Long, QueryResult> results = queries.takeAll(
                Map.of(mine.number(), 1, foreign.number(), 1, stale.number(), 1), QueryStep.CLOSE,
                QueryOutcome.IRRELEVANT, "hors période");

        assertThat(results.get(mine.number())).isInstanceOf(QueryResult.Done.class);
        assertThat(results.get(foreign.number())).isInstanceOf(QueryResult.Denied.class);
        assertThat(results.get(stale.number())).isInstanceOf(QueryResult.Overtaken.class);
        assertThat(seenBy(MARC)).extracting(KnownQuery::state)
                .containsExactly(QueryState.CLOSED, QueryState.OPEN, QueryState.ANSWERED);
    }

    // --- age: invariant 12 ---------------------------------------------------------------------------------------------

    @Test
    void theAgeIsCountedFromTheLastOpeningAndTheWholeAgeFromTheFirst() {
        KnownQuery query = raise(MARC, "ana_titer");
        assertThat(query.openedAt()).isEqualTo(query.raisedAt());
        KnownQuery answered = done(CLAIRE, query, QueryStep.ANSWER);
        assertThat(answered.openedAt()).isEqualTo(query.openedAt());
        KnownQuery back = done(MARC, answered, QueryStep.SEND_BACK);
        assertThat(back.openedAt()).isEqualTo(back.last().at()).isAfterOrEqualTo(query.raisedAt());
        KnownQuery closed = done(MARC, back, QueryStep.CLOSE);
        KnownQuery again = done(MARC, closed, QueryStep.REOPEN);
        assertThat(again.openedAt()).isEqualTo(again.last().at());
        assertThat(again.raisedAt()).isEqualTo(query.raisedAt());
        assertThat(again.settledAt()).isNull();
    }

    // --- cost ------------------------------------------------------------------------------------------------------------

    @Test
    void theQueriesOfACasebookAreOneSelect() {
        signIn(MARC);
        sql.reset();
        casebooks.open(number);
        int without = sql.executed().size();
        raise(MARC, "ana_titer");
        raise(MARC, "hb_m3");
        sql.reset();
        casebooks.open(number);
        assertThat(sql.executed()).hasSize(without);
        assertThat(sql.executed().stream().filter(statement -> statement.contains("query_message"))).hasSize(1);
    }
}
