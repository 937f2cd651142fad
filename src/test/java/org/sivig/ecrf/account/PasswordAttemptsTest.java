package org.sivig.ecrf.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sivig.ecrf.ServiceTest;
import org.sivig.ecrf.study.Study;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.LockedException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.config.annotation.authentication.configuration.AuthenticationConfiguration;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.crypto.password.PasswordEncoder;

/** Passwords cannot be tried without end, neither at sign-in nor when one is asked for again. */
abstract class PasswordAttemptsTest extends ServiceTest {

    private static final String RIGHT = "a password of some length";

    @Autowired
    private AuthenticationConfiguration signingIn;
    @Autowired
    private PasswordCheck check;
    @Autowired
    private PasswordAttempts attempts;
    @Autowired
    private UserAccounts accounts;

    @BeforeEach
    void twoAccounts(@Autowired PasswordEncoder encoder) {
        for (String username : new String[] {"paul", "rose"}) {
            database.sql("insert into user_account (username, password, display_name, role)"
                    + " values (?, ?, ?, 'INVESTIGATOR')").params(username, encoder.encode(RIGHT), username).update();
            attempts.right(username);
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
        assertThat(check.isOfViewer("")).isFalse();
        assertThat(check.pausedUntil()).isAfter(Instant.now());

        assertThat(check.isOfViewer(RIGHT)).isFalse();
        refused(LockedException.class, "paul", RIGHT);
        assertThat(enter("rose", RIGHT).isAuthenticated()).as("others are let in").isTrue();
    }

    @Test
    void theRightOneStartsTheCountAnew() throws Exception {
        for (int i = 0; i < 3; i++) {
            refused(BadCredentialsException.class, "paul", "wrong");
            assertThat(check.isOfViewer("wrong")).isFalse();
            enter("paul", RIGHT);
            refused(BadCredentialsException.class, "paul", "wrong");
            assertThat(check.isOfViewer(RIGHT)).isTrue();
        }
        assertThat(check.pausedUntil()).isNull();
    }

    @Test
    void anUnknownNameIsRefusedLikeAWrongPasswordEachTime() {
        for (int i = 0; i < PasswordAttempts.ALLOWED + 1; i++) {
            refused(BadCredentialsException.class, "nobody", "wrong");
        }
        assertThat(attempts.pausedUntil("nobody")).isNull();
    }

    @Test
    void thePauseEndsAndTheCountWithIt() {
        Instant[] now = {Instant.parse("2026-03-14T08:00:00Z")};
        PasswordAttempts own = new PasswordAttempts(accounts, new Clock() {
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
            assertThat(own.pausedUntil("paul")).isNull();
            own.wrong("paul");
        }
        assertThat(own.pausedUntil("paul")).isEqualTo("2026-03-14T08:10:00Z");
        now[0] = now[0].plus(PasswordAttempts.PAUSE).minus(Duration.ofMillis(1));
        assertThat(own.pausedUntil("paul")).isNotNull();
        now[0] = now[0].plusMillis(1);
        assertThat(own.pausedUntil("paul")).isNull();
        own.wrong("paul");
        assertThat(own.pausedUntil("paul")).isNull();
    }
}
