package org.sivig.ecrf.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.sivig.ecrf.ServiceTest;
import org.sivig.ecrf.account.AccountRefusedException.Why;
import org.sivig.ecrf.study.Study;
import org.sivig.ecrf.study.life.Transition;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.config.annotation.authentication.configuration.AuthenticationConfiguration;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;

/** Nobody is in with a password where a second factor is asked, and a code is taken once, at its time. */
abstract class SecondFactorTest extends ServiceTest {

    @Autowired
    private UserAccounts accounts;
    @Autowired
    private Accounts administering;
    @Autowired
    private Viewers viewers;
    @Autowired
    private IdentityVault vault;
    @Autowired
    private PasskeyStore passkeys;
    @Autowired
    private PasswordAttempts attempts;
    @Autowired
    private AccountLog log;
    @Autowired
    private AccountLogList list;
    @Autowired
    private SecondFactors factors;
    @Autowired
    private SecondStep step;
    @Autowired
    private OwnFactor own;
    @Autowired
    private SignIns signIns;
    @Autowired
    private Proof proof;
    @Autowired
    private AccessPolicy policy;
    @Autowired
    private AuthenticationConfiguration signingIn;

    @BeforeEach
    void paulAndDora() {
        accounts.saveAndFlush(new UserAccount("paul", RIGHT, "Paul", Role.INVESTIGATOR, Set.of("01")));
        accounts.saveAndFlush(new UserAccount("chief", RIGHT, "Chief", Role.ADMINISTRATOR, Set.of()));
        accounts.saveAndFlush(new UserAccount("dora", RIGHT, "Dora", Role.DATA_MANAGER, Set.of()));
    }

    // --- the codes --------------------------------------------------------------------------------------------------

    /** RFC 6238, appendix B, SHA-1; of the eight digits there the last six. */
    @ParameterizedTest
    @CsvSource({"59, 287082", "1111111109, 081804", "1111111111, 050471", "1234567890, 005924", "2000000000, 279037", "20000000000, 353130"})
    void codesAreThoseOfTheStandard(long second, String code) {
        byte[] seed = "12345678901234567890".getBytes(StandardCharsets.US_ASCII);
        assertThat(OneTimeCode.of(seed, OneTimeCode.step(Instant.ofEpochSecond(second)))).isEqualTo(code);
        assertThat(OneTimeCode.written(seed)).isEqualTo("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
    }

    private static final Instant NOON = Instant.parse("2026-03-14T11:00:10Z");

    private SecondFactors at(Instant now) {
        return new SecondFactors(database, vault, passkeys, attempts, log, Clock.fixed(now, Study.ZONE), Set.of());
    }

    private static String code(Enrolment enrolment, Instant at) {
        return OneTimeCode.of(enrolment.seed(), OneTimeCode.step(at));
    }

    /** Paul has an authenticator, whose codes of noon are not taken yet. */
    private Enrolment paulEnrols() {
        Instant before = NOON.minus(Duration.ofHours(1));
        Enrolment enrolment = factors.begin("paul");
        recovery = at(before).confirm(enrolment, Role.INVESTIGATOR, code(enrolment, before));
        return enrolment;
    }

    private List<String> recovery = List.of();

    private static Why refused(ThrowingCallable act) {
        return catchThrowableOfType(AccountRefusedException.class, act).why();
    }

    @Test
    void aCodeOfNowOrOfTheHalfMinuteNextToItIsTakenOnce() {
        Enrolment paul = paulEnrols();
        at(NOON).take("paul", code(paul, NOON.minusSeconds(30)));
        at(NOON).take("paul", code(paul, NOON).replaceFirst("...", "$0 "));
        assertThat(refused(() -> at(NOON).take("paul", code(paul, NOON)))).isEqualTo(Why.CODE_USED);
        assertThat(refused(() -> at(NOON).take("paul", code(paul, NOON.minusSeconds(30))))).as("nor one before it").isEqualTo(Why.CODE_USED);
        at(NOON).take("paul", code(paul, NOON.plusSeconds(30)));
    }

    @ParameterizedTest
    @CsvSource({"-90", "90", "150"})
    void whoseClockIsWrongIsToldSo(long seconds) {
        Enrolment paul = paulEnrols();
        assertThat(refused(() -> at(NOON).take("paul", code(paul, NOON.plusSeconds(seconds))))).isEqualTo(Why.CLOCK_WRONG);
        Enrolment next = factors.begin("paul");
        assertThat(refused(() -> at(NOON).confirm(next, Role.INVESTIGATOR, code(next, NOON.plusSeconds(seconds))))).isEqualTo(Why.CLOCK_WRONG);
        assertThat(refused(() -> at(NOON).take("paul", code(paul, NOON.plusSeconds(1800))))).isEqualTo(Why.WRONG_CODE);
    }

    @Test
    void ofManyTriesAtOnceOneIsTaken() throws Exception {
        Enrolment paul = paulEnrols();
        assertThat(many(code(paul, NOON))).containsOnlyOnce(true);
        assertThat(many(recovery.getFirst())).containsOnlyOnce(true);
        assertThat(factors.recoveryCodesLeft("paul")).isEqualTo(9);
    }

    private List<Boolean> many(String code) throws Exception {
        database.sql("delete from password_attempt").update();
        int many = PasswordAttempts.ALLOWED;
        Callable<Boolean> take = () -> {
            try {
                at(NOON).take("paul", code);
                return true;
            } catch (AccountRefusedException refused) {
                return false;
            }
        };
        return atOnce(Collections.nCopies(many, CLAIRE), Collections.nCopies(many, take));
    }

    @Test
    void wrongOnesAreCountedAndThenNotEvenTheRightOneIsTakenHoweverOftenThePasswordIsGiven() throws Exception {
        Enrolment paul = paulEnrols();
        for (int i = 1; i < PasswordAttempts.ALLOWED; i++) {
            assertThat(refused(() -> at(NOON).take("paul", "nothing"))).isEqualTo(Why.WRONG_CODE);
            password("paul");
        }
        assertThat(refused(() -> at(NOON).take("paul", "nothing"))).as("the last one that is looked at").isEqualTo(Why.CODES_PAUSED);
        assertThat(acts()).doesNotContain("CODE_PAUSED");
        assertThat(refused(() -> at(NOON).take("paul", code(paul, NOON)))).isEqualTo(Why.CODES_PAUSED);
        assertThat(acts()).contains("CODE_REFUSED", "CODE_PAUSED");
    }

    @Test
    void whoTriesFromManyAddressesIsPausedToo() {
        for (int i = 0; i < PasswordAttempts.ALLOWED_CODES; i++) {
            assertThat(attempts.reserveCode("paul", "192.0.2." + i)).isNull();
        }
        assertThat(attempts.reserveCode("paul", "192.0.2.99")).isNotNull();
        assertThat(attempts.reserveCode("rose", "192.0.2.99")).isNull();
    }

    @Test
    void aSeedIsReadableOfItsOwnAccountAloneAndCodesAreKeptAsHashes() {
        Enrolment paul = paulEnrols();
        database.sql("update second_factor set username = 'dora'").update();
        assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> at(NOON).take("dora", code(paul, NOON)));
        assertThat(database.sql("select hash from recovery_code").query(String.class).list()).hasSize(10)
                .doesNotContainAnyElementsOf(recovery);
    }

    // --- signing in -------------------------------------------------------------------------------------------------

    @Test
    void aPasswordThatIsKeptInAnOlderWayIsKeptAnewByTheSignIn() throws Exception {
        SignedIn paul = (SignedIn) signingIn.getAuthenticationManager()
                .authenticate(UsernamePasswordAuthenticationToken.unauthenticated("paul", "right"));
        assertThat(accounts.findByUsername("paul").orElseThrow().getPassword()).startsWith("{argon2id}");
        assertThat(signIns.holds(paul)).isTrue();
        assertThat(signingIn.getAuthenticationManager().authenticate(UsernamePasswordAuthenticationToken.unauthenticated("paul", "right")))
                .isInstanceOf(SignedIn.class);
    }

    private FirstShown password(String username) throws Exception {
        return catchThrowableOfType(PasswordSignIn.SecondStepAsked.class, () -> signingIn.getAuthenticationManager()
                .authenticate(UsernamePasswordAuthenticationToken.unauthenticated(username, "right"))).shown();
    }

    private static String now(Enrolment enrolment, int stepsOn) {
        return code(enrolment, Instant.now().plusSeconds(30L * stepsOn));
    }

    @Test
    void whoHasNoneAndNeedsNoneIsInWithThePassword() throws Exception {
        assertThat(signingIn.getAuthenticationManager().authenticate(UsernamePasswordAuthenticationToken.unauthenticated("paul", "right")))
                .isInstanceOf(SignedIn.class);
    }

    @Test
    void withOneThePasswordOpensNothingAndTheCodeDoes() throws Exception {
        Enrolment paul = paulEnrols();
        FirstShown shown = password("paul");
        assertThat(count("sign_in")).isZero();
        assertThat(step.isToEnrol(shown)).isFalse();
        assertThat(refused(() -> step.begin(shown))).as("nobody puts another in its place").isEqualTo(Why.CHANGED_MEANWHILE);
        assertThat(refused(() -> step.signIn(shown, "000000x"))).isEqualTo(Why.WRONG_CODE);
        assertThat(signIns.holds(step.signIn(shown, now(paul, 0)))).isTrue();
        assertThat(database.sql("select count(*) from sign_in where password_at is not null and code_at >= password_at")
                .query(Long.class).single()).isEqualTo(1);
        assertThat(signIns.holds(step.signIn(shown, recovery.get(3).toUpperCase().replace("-", " ")))).isTrue();
        assertThat(refused(() -> step.signIn(shown, recovery.get(3)))).isEqualTo(Why.WRONG_CODE);
    }

    @Test
    void whoseRoleNeedsOneAddsItBeforeAnythingElse() throws Exception {
        FirstShown shown = password("dora");
        assertThat(step.isToEnrol(shown)).isTrue();
        Enrolment dora = step.begin(shown);
        Enrolment stale = step.begin(password("dora"));
        String first = now(dora, 0);
        assertThat(refused(() -> step.confirm(shown, dora, "123"))).isEqualTo(Why.WRONG_CODE);
        SecondStep.Enrolled enrolled = step.confirm(shown, dora, first);
        assertThat(enrolled.codes()).hasSize(10).doesNotHaveDuplicates();
        assertThat(signIns.holds(enrolled.signedIn())).isTrue();
        assertThat(refused(() -> step.signIn(shown, first))).as("the code is used").isEqualTo(Why.CODE_USED);
        assertThat(refused(() -> step.confirm(shown, stale, now(stale, 0)))).as("whoever was later").isEqualTo(Why.CHANGED_MEANWHILE);
        SecurityContextHolder.setContext(new SecurityContextImpl(enrolled.signedIn()));
        assertThat(refused(() -> own.remove(now(dora, 1)))).isEqualTo(Why.COMPULSORY);
    }

    @ParameterizedTest
    @EnumSource(value = Role.class, names = {"ADMINISTRATOR", "DATA_MANAGER", "STATISTICIAN"})
    void noSignInBeginsWithoutOneForThoseWhoNeedIt(Role role) {
        assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() ->
                signIns.begin(viewer("dora", role), Map.of(Factor.PASSWORD, Instant.now())));
        assertThat(count("sign_in")).isZero();
    }

    @Test
    void whatBeganTooLongAgoOrWithAnotherAccountIsOver() throws Exception {
        Enrolment paul = paulEnrols();
        FirstShown old = new FirstShown(viewers.find("paul").orElseThrow(), Factor.PASSWORD,
                Instant.now().minus(SecondStep.LONGEST).minusSeconds(1), null);
        assertThat(refused(() -> step.signIn(old, now(paul, 0)))).isEqualTo(Why.TOO_LATE);
        FirstShown shown = password("paul");
        database.sql("update user_account set role = 'MONITOR' where username = 'paul'").update();
        assertThat(refused(() -> step.signIn(shown, now(paul, 0)))).isEqualTo(Why.TOO_LATE);
    }

    // --- one's own, and by an administrator -------------------------------------------------------------------------

    private SignedIn paulIn() {
        SignedIn paul = signIns.begin(viewers.find("paul").orElseThrow(), Map.of(Factor.PASSWORD, Instant.now()));
        SecurityContextHolder.setContext(new SecurityContextImpl(paul));
        return paul;
    }

    @Test
    void oneAddsItWithThePasswordAndTakesItAwayWithACode() {
        SignedIn elsewhere = paulIn();
        SignedIn here = paulIn();
        assertThat(own.state()).isEqualTo(new OwnFactor.State(false, false, 0));
        assertThat(refused(() -> own.begin("wrong"))).isEqualTo(Why.WRONG_PASSWORD);
        Enrolment paul = own.begin("right");
        List<String> codes = own.confirm(paul, now(paul, 0));
        assertThat(own.state()).isEqualTo(new OwnFactor.State(true, false, 10));
        assertThat(signIns.holds(elsewhere)).as("where it was not shown").isFalse();
        assertThat(signIns.holds(here)).isTrue();
        assertThat(refused(() -> own.begin("right"))).as("the password does not do any more").isEqualTo(Why.WRONG_CODE);
        Enrolment next = own.begin(codes.get(0));
        assertThat(refused(() -> own.remove("right"))).isEqualTo(Why.WRONG_CODE);
        assertThat(own.confirm(next, now(next, 0))).doesNotContainAnyElementsOf(codes);
        assertThat(own.newRecoveryCodes(now(next, 1))).hasSize(10);
        assertThat(refused(() -> own.remove(codes.get(1)))).as("of the one before").isEqualTo(Why.WRONG_CODE);
        assertThat(refused(() -> own.remove(now(paul, 1)))).isEqualTo(Why.WRONG_CODE);
        database.sql("update second_factor set last_step = 0").update();
        own.remove(now(next, 0));
        assertThat(own.state().isThere()).isFalse();
        assertThat(acts()).contains("FACTOR_ENROLLED", "RECOVERY_CODES_MADE", "RECOVERY_CODE_USED", "FACTOR_REMOVED");
    }

    @Test
    void anAdministratorResetsThatOfAnotherForAReasonAndItsSessionsEnd() {
        paulEnrols();
        SignedIn paul = signIns.begin(viewers.find("paul").orElseThrow(), Map.of(Factor.PASSWORD, Instant.now(), Factor.CODE, Instant.now()));
        signIn(CLAIRE);
        assertThatExceptionOfType(AccessDeniedException.class)
                .isThrownBy(() -> administering.resetFactor("paul", "lost"));
        signIn(viewer("admin", Role.ADMINISTRATOR));
        assertThat(refused(() -> administering.resetFactor("paul", " "))).isEqualTo(Why.NO_REASON);
        assertThat(refused(() -> administering.resetFactor("admin", "lost"))).isEqualTo(Why.OWN_ACCOUNT);
        assertThat(signIns.holds(paul)).isTrue();
        administering.resetFactor("paul", "telephone lost");
        assertThat(signIns.holds(paul)).isFalse();
        assertThat(factors.isThere("paul")).isFalse();
        assertThat(acts()).contains("FACTOR_RESET");
        assertThat(AccountLog.verify(database).broken()).isZero();
    }

    // --- shown again -----------------------------------------------------------------------------------------------

    private SignedIn in(String username, Factor... shown) {
        SignedIn signedIn = signIns.begin(viewers.find(username).orElseThrow(),
                Arrays.stream(shown).collect(Collectors.toMap(each -> each, each -> Instant.now())));
        SecurityContextHolder.setContext(new SecurityContextImpl(signedIn));
        return signedIn;
    }

    private void anHourPasses() {
        for (String shown : List.of("password_at", "code_at")) {
            database.sql("update sign_in set " + shown + " = ? where " + shown + " is not null")
                    .param(Timestamp.from(Instant.now().minus(Duration.ofHours(1)))).update();
        }
    }

    private static void asks(ThrowingCallable act) {
        assertThatExceptionOfType(ProofNeededException.class).isThrownBy(act);
    }

    @Test
    void whoDidSoLongAgoShowsAgainWhoTheyAreBeforeExportsLocksAndAccounts() {
        in("dora", Factor.PASSWORD, Factor.CODE);
        policy.requireExports();
        policy.requireTakes(Transition.LOCK, "01");
        anHourPasses();
        asks(policy::requireExports);
        asks(() -> policy.requireTakes(Transition.LOCK, "01"));
        asks(() -> policy.requireTakes(Transition.UNLOCK, "01"));
        policy.requireTakes(Transition.FREEZE, "01");
        assertThat(refused(() -> proof.show("wrong"))).isEqualTo(Why.WRONG_PASSWORD);
        asks(policy::requireExports);

        in("chief", Factor.PASSWORD, Factor.CODE);
        anHourPasses();
        asks(() -> administering.deactivate("paul", "left"));
        asks(() -> administering.make("rose", new AccountDraft("Rose", Role.MONITOR, Set.of("01"), null, null)));
        asks(() -> list.export(AccountLogList.ALL.start(), "", entry -> { }));
        assertThat(acts()).doesNotContain("ACCOUNT_DEACTIVATED", "ACCOUNT_MADE");
    }

    @Test
    void itIsShownByThePasswordAndByACodeWhereThereIsAFactor() {
        in("paul", Factor.PASSWORD);
        anHourPasses();
        assertThat(proof.isRecent()).isFalse();
        proof.show("right");
        assertThat(proof.isRecent()).isTrue();
        policy.requireExports();

        Enrolment paul = paulEnrols();
        assertThat(proof.isRecent()).as("a code was not shown").isFalse();
        assertThat(proof.asked()).isEqualTo(Factor.CODE);
        assertThat(refused(() -> proof.show("right"))).isEqualTo(Why.WRONG_CODE);
        proof.show(now(paul, 0));
        assertThat(proof.isRecent()).isTrue();
        assertThat(acts()).contains("PROOF_GIVEN");
    }

    private List<String> acts() {
        return database.sql("select act from account_event").query(String.class).list();
    }
}
