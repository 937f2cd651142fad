package org.sivig.ecrf.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sivig.ecrf.ServiceTest;
import org.sivig.ecrf.study.Study;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.config.annotation.authentication.configuration.AuthenticationConfiguration;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.transaction.PlatformTransactionManager;

/** Passwords cannot be tried without end, neither at sign-in nor when one is asked for again. */
abstract class PasswordAttemptsTest extends ServiceTest {

    private static final String GOOD = "a password of some length";

    @Autowired
    private AuthenticationConfiguration signingIn;
    @Autowired
    private PasswordCheck check;
    @Autowired
    private PasswordAttempts attempts;
    @Autowired
    private PlatformTransactionManager transactions;
    @Autowired
    private KeyedHash keyed;

    @BeforeEach
    void twoAccounts(@Autowired PasswordEncoder encoder) {
        for (String username : new String[] {"paul", "rose"}) {
            database.sql("insert into user_account (username, password, display_name, role)"
                    + " values (?, ?, ?, 'INVESTIGATOR')").params(username, encoder.encode(GOOD), username).update();
        }
        signIn(viewer("paul", Role.INVESTIGATOR, "01"));
    }

    private Authentication enter(String username, String password) throws Exception {
        return signingIn.getAuthenticationManager()
                .authenticate(UsernamePasswordAuthenticationToken.unauthenticated(username, password));
    }

    private void refused(Class<? extends AuthenticationException> why, String username, String password) {
        assertThatExceptionOfType(why).isThrownBy(() -> enter(username, password));
    }

    @Test
    void afterFiveWrongOnesWhereverTheyWereTypedNoneIsTakenNotEvenTheRightOne() throws Exception {
        for (int i = 0; i < 3; i++) {
            refused(BadCredentialsException.class, "paul", "wrong");
        }
        assertThat(check.isOfViewer("wrong")).isFalse();
        assertThat(check.pausedUntil()).isNull();
        assertThat(check.isOfViewer("")).as("nothing is no attempt").isFalse();
        assertThat(check.pausedUntil()).isNull();
        assertThat(check.isOfViewer("another")).isFalse();
        assertThat(check.pausedUntil()).isAfter(Instant.now());

        assertThat(check.isOfViewer(GOOD)).isFalse();
        assertThat(acts()).containsSubsequence("PASSWORD_REFUSED", "PASSWORD_REFUSED", "PASSWORD_PAUSED");
        refused(PasswordSignIn.Paused.class, "paul", GOOD);
        assertThat(enter("rose", GOOD).isAuthenticated()).as("others are let in").isTrue();
    }

    /** Some keyboards begin a name with a capital; whoever tries passwords gains no more attempts by that. */
    @Test
    void aNameIsItsAccountsHoweverItIsWritten() throws Exception {
        assertThat(enter("Rose", GOOD).getName()).isEqualTo("rose");
        for (String name : List.of("paul", "Paul", "PAUL", "pAul")) {
            refused(BadCredentialsException.class, name, "wrong");
        }
        refused(PasswordSignIn.Paused.class, "paUl", "wrong");
        refused(PasswordSignIn.Paused.class, "paul", GOOD);
    }

    @Test
    void theRightOneStartsTheCountAnew() throws Exception {
        for (int i = 0; i < 3; i++) {
            refused(BadCredentialsException.class, "paul", "wrong");
            assertThat(check.isOfViewer("wrong")).isFalse();
            enter("paul", GOOD);
            refused(BadCredentialsException.class, "paul", "wrong");
            assertThat(check.isOfViewer(GOOD)).isTrue();
        }
        assertThat(check.pausedUntil()).isNull();
    }

    @Test
    void anUnknownNameIsRefusedAndPausedAsAnAccountIs() {
        for (int i = 1; i < PasswordAttempts.ALLOWED; i++) {
            refused(BadCredentialsException.class, "nobody", "wrong");
        }
        refused(PasswordSignIn.Paused.class, "nobody", "wrong");
        assertThat(acts()).as("the last one was looked at").contains("SIGN_IN_REFUSED").doesNotContain("SIGN_IN_PAUSED");
        refused(PasswordSignIn.Paused.class, "nobody", "wrong");
        assertThat(acts()).contains("SIGN_IN_PAUSED");
        assertThat(database.sql("select name from password_attempt").query(String.class).list())
                .as("what was typed may be a password").noneMatch(name -> name.contains("nobody"));
    }

    @ParameterizedTest
    @CsvSource({"deactivated = current_timestamp,DEACTIVATED", "asked_by = 'rose',AWAITS", "valid_until = date '2020-01-01',OVER",
        "valid_from = date '2999-01-01',NOT_YET"})
    void whoKnowsThePasswordIsToldThatTheAccountIsNotOpenAndNobodyElseIs(String change, AccountState state) {
        owner().sql("update user_account set " + change + " where username = 'paul'").update();
        refused(BadCredentialsException.class, "paul", "wrong");
        assertThatExceptionOfType(PasswordSignIn.NotOpen.class).isThrownBy(() -> enter("paul", GOOD))
                .satisfies(told -> assertThat(told.state()).isEqualTo(state));
        assertThat(database.sql("select subject, details from account_event where act = 'SIGN_IN_REFUSED' order by seq")
                .query((row, i) -> row.getString(1) + " " + row.getString(2)).list()).containsExactly("paul ", "paul " + state);
    }

    @Test
    void nobodyShutsAnAccountForWhoSitsElsewhere() {
        for (int i = 0; i <= PasswordAttempts.ALLOWED; i++) {
            attempts.reserve("paul", "192.0.2.1");
        }
        assertThat(attempts.pausedUntil("PAUL", "192.0.2.1")).as("however it is written").isNotNull();
        assertThat(attempts.pausedUntil("paul", "192.0.2.2")).isNull();
        assertThat(attempts.reserve("paul", "192.0.2.2")).isNull();
    }

    @Test
    void anAddressIsPausedWhateverItGivesAsTheName() {
        for (int i = 0; i < PasswordAttempts.ALLOWED_OF_ADDRESS; i++) {
            assertThat(attempts.reserve("name" + i, "192.0.2.1")).isNull();
        }
        assertThat(attempts.reserve("one more", "192.0.2.1")).isNotNull();
        assertThat(attempts.reserve("one more", "192.0.2.2")).isNull();
    }

    @Test
    void rightOnesThatAreLookedAtTogetherPauseNoAddress() {
        for (int i = 0; i < PasswordAttempts.ALLOWED_OF_ADDRESS; i++) {
            assertThat(attempts.reserve("name" + i, "192.0.2.1")).isNull();
        }
        assertThat(attempts.reserve("one more", "192.0.2.1")).as("as long as nothing is known of these").isNotNull();
        attempts.right("name7", "192.0.2.1");
        assertThat(attempts.pausedUntil("one more", "192.0.2.1")).isNull();
        assertThat(attempts.reserve("wrong", "192.0.2.1")).isNull();
        assertThat(attempts.reserve("one more", "192.0.2.1")).as("the wrong ones have not been forgotten, nor is it a second pause")
                .isBetween(Instant.now(), Instant.now().plus(PasswordAttempts.PAUSE));
    }

    @Test
    void aWholeHospitalSignsInAtOnceFromOneAddress(@Autowired PasswordEncoder encoder) throws Exception {
        int many = PasswordAttempts.ALLOWED_OF_ADDRESS + 20;
        String kept = encoder.encode(GOOD);
        for (int i = 0; i < many; i++) {
            database.sql("insert into user_account (username, password, display_name, role) values (?, ?, ?, 'INVESTIGATOR')")
                    .params("user" + i, kept, "user" + i).update();
        }
        List<Boolean> let = atOnce(Collections.nCopies(many, CLAIRE), IntStream.range(0, many)
                .<Callable<Boolean>>mapToObj(i -> () -> enter("user" + i, GOOD).isAuthenticated()).toList());
        assertThat(let).containsOnly(true);
    }

    @Test
    void ofManyAtOnceNoMoreAreLetThroughThanOneAfterTheOther() throws Exception {
        int many = 40;
        List<Boolean> taken = atOnce(Collections.nCopies(many, CLAIRE),
                Collections.nCopies(many, () -> attempts.reserve("paul", "192.0.2.1") == null));
        assertThat(taken).filteredOn(Boolean::booleanValue).hasSize(PasswordAttempts.ALLOWED);
    }

    @Test
    void aPasswordThatIsKeptInClearIsNone() {
        database.sql("update user_account set password = '{noop}clear' where username = 'paul'").update();
        refused(BadCredentialsException.class, "paul", "clear");
        database.sql("update user_account set password = 'clear' where username = 'paul'").update();
        refused(BadCredentialsException.class, "paul", "clear");
    }

    @Test
    void eachFurtherPauseIsTwiceAsLong() {
        Instant[] now = {Instant.parse("2026-03-14T08:00:00Z")};
        PasswordAttempts own = new PasswordAttempts(database, transactions, keyed, new Clock() {
            @Override
            public Instant instant() {
                return now[0];
            }

            @Override
            public ZoneId getZone() {
                return Study.ZONE;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }
        });
        for (int i = 0; i < PasswordAttempts.ALLOWED; i++) {
            assertThat(own.reserve("paul", "here")).isNull();
        }
        assertThat(own.reserve("paul", "here")).isEqualTo("2026-03-14T08:10:00Z");
        now[0] = Instant.parse("2026-03-14T08:09:59.999Z");
        assertThat(own.reserve("paul", "here")).isNotNull();
        now[0] = Instant.parse("2026-03-14T08:10:00Z");
        assertThat(own.pausedUntil("paul", "here")).isNull();
        for (int i = 0; i < PasswordAttempts.ALLOWED; i++) {
            assertThat(own.reserve("paul", "here")).isNull();
        }
        assertThat(own.reserve("paul", "here")).isEqualTo("2026-03-14T08:30:00Z");

        now[0] = Instant.parse("2026-03-14T08:30:00Z");
        own.right("paul", "here");
        for (int i = 0; i < PasswordAttempts.ALLOWED; i++) {
            assertThat(own.reserve("paul", "here")).isNull();
        }
        assertThat(own.reserve("paul", "here")).as("the right one starts that anew").isEqualTo("2026-03-14T08:40:00Z");

        now[0] = Instant.parse("2026-03-15T08:31:00Z");
        for (int i = 0; i < PasswordAttempts.ALLOWED; i++) {
            assertThat(own.reserve("paul", "here")).isNull();
        }
        assertThat(own.reserve("paul", "here")).as("so does a day without an attempt").isEqualTo("2026-03-15T08:41:00Z");
    }

    private List<String> acts() {
        return database.sql("select act from account_event order by seq").query(String.class).list();
    }
}
